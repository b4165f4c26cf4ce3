//! Roles behind a multi-factor device: the SDK ignores `mfa_serial`, so the role is assumed here.

use aws_config::{BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{self, ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// The device that makes a user's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MfaDevice<'a> {
    /// Its ARN or serial number (`mfa_serial`).
    pub serial: &'a str,
    /// The profile that asks for it.
    pub profile: &'a str,
}

/// Asks the user for a code, before the dashboard takes the terminal.
pub trait AskMfa: Send + Sync {
    /// The code that the device shows now.
    ///
    /// # Errors
    ///
    /// Why there is no code, in words: no terminal to ask on, or the user gave none.
    fn code(&self, device: MfaDevice<'_>) -> Result<String, String>;
}

/// What is asked of STS.
#[derive(Debug, Clone)]
pub(super) struct RoleRequest {
    /// The role's ARN.
    pub(super) role: String,
    /// The name under which the account's log shows the session.
    pub(super) session: String,
    /// The third party's id, where the role wants one.
    pub(super) external_id: Option<String>,
    /// How long the session lasts, in seconds.
    pub(super) duration: Option<i32>,
    /// The device's serial and the code it showed.
    pub(super) mfa: Option<(String, Code)>,
}

/// A one-time code. Never printed.
#[derive(Clone)]
pub(super) struct Code(String);

impl Code {
    /// Takes what the user typed.
    pub(super) fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("••••••")
    }
}

/// Where STS is reached.
#[derive(Debug, Clone)]
pub(super) struct Sts {
    /// Requests are signed for this one.
    pub(super) region: Region,
    /// Its endpoint, where it is not the region's own.
    pub(super) endpoint_url: Option<String>,
    /// What carries the requests.
    pub(super) http: SharedHttpClient,
}

/// Credentials of a role, assumed with the credentials of `base` when they are first needed.
#[derive(Debug)]
pub(super) struct AssumedRole {
    client: aws_sdk_sts::Client,
    request: RoleRequest,
    /// A code is good for one session only.
    used: AtomicBool,
}

/// A session that began with a code is over, and the code is used up.
#[derive(Debug, thiserror::Error)]
#[error("the session that began with the MFA code is over")]
pub(super) struct MfaSessionOver;

impl AssumedRole {
    /// A role to assume.
    pub(super) fn new(sts: &Sts, base: SharedCredentialsProvider, request: RoleRequest) -> Self {
        let mut config = aws_sdk_sts::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(sts.region.clone())
            .http_client(sts.http.clone())
            .credentials_provider(base);
        config.set_endpoint_url(sts.endpoint_url.clone());
        Self { client: aws_sdk_sts::Client::from_conf(config.build()), request, used: AtomicBool::new(false) }
    }

    async fn assume(&self) -> provider::Result {
        let RoleRequest { role, session, external_id, duration, mfa } = &self.request;
        if mfa.is_some() && self.used.load(Ordering::Relaxed) {
            return Err(CredentialsError::provider_error(MfaSessionOver));
        }
        let answer = self
            .client
            .assume_role()
            .role_arn(role)
            .role_session_name(session)
            .set_external_id(external_id.clone())
            .set_duration_seconds(*duration)
            .set_serial_number(mfa.as_ref().map(|(serial, _)| serial.clone()))
            .set_token_code(mfa.as_ref().map(|(_, code)| code.0.clone()))
            .send()
            .await
            .map_err(CredentialsError::provider_error)?;
        self.used.store(true, Ordering::Relaxed);
        let got = answer.credentials.ok_or_else(|| CredentialsError::unhandled("STS sent no credentials"))?;
        let expires = SystemTime::try_from(got.expiration).ok();
        Ok(Credentials::new(
            got.access_key_id,
            got.secret_access_key,
            Some(got.session_token),
            expires,
            "Role",
        ))
    }
}

impl ProvideCredentials for AssumedRole {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.assume())
    }
}
