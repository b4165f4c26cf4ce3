use aws_sdk_mturk::config::interceptors::{
    BeforeDeserializationInterceptorContextMut, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_mturk::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use std::sync::{Arc, Mutex, PoisonError};

/// The body of an answer, as the service wrote it.
#[derive(Debug)]
pub struct RawAnswer(SdkBody);

impl RawAnswer {
    /// The bytes as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes().unwrap_or_default()
    }

    /// The bytes without a copy, for what keeps parts of them.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        Bytes::from_owner(self)
    }
}

impl AsRef<[u8]> for RawAnswer {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}

/// Takes the body out of an answer before the SDK reads it, and counts attempts.
///
/// The SDK's reader gives up a whole page for one time in ISO 8601 or half an emoji, drops members it does not know,
/// and takes an empty body for an empty page. What it does not see, it can not spoil; it still signs, sends, repeats
/// and names errors.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    body: Option<SdkBody>,
    attempts: u32,
}

impl Taken {
    /// The body of the answer that was good, once.
    pub(super) fn answer(&self) -> RawAnswer {
        RawAnswer(self.with(|kept| kept.body.take()).unwrap_or_else(SdkBody::empty))
    }

    /// How often the request went out.
    pub(super) fn attempts(&self) -> u32 {
        self.with(|kept| kept.attempts)
    }

    fn with<T>(&self, change: impl FnOnce(&mut Kept) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Intercept for Taken {
    fn name(&self) -> &'static str {
        "Taken"
    }

    fn read_before_attempt(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.with(|kept| kept.attempts += 1);
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response_mut();
        if response.status().is_success() {
            let body = std::mem::replace(response.body_mut(), SdkBody::from("{}"));
            self.with(|kept| kept.body = Some(body));
        }
        Ok(())
    }
}
