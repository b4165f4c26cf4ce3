use crate::emulator::given::{Given, missing};
use crate::emulator::page_request::PageRequest;
use crate::wire::{MAX_RESULTS, NEXT_TOKEN, RawMembers, Refusal, ServiceCall};
use serde::Deserialize;
use std::hash::Hash;

/// The service gives ten results a page unless asked.
const RESULTS: u8 = 10;

/// The members of a request, under the service's names. Those that the model does not know are passed over.
pub(super) struct RequestMembers<'a>(RawMembers<'a>);

impl<'a> RequestMembers<'a> {
    /// Reads a request's body; none is an empty object.
    pub(super) fn read(call: &ServiceCall<'a>) -> Result<Self, Refusal> {
        let body = if call.body.is_empty() { b"{}" } else { call.body };
        serde_json::from_slice(body).map(Self).map_err(|error| unreadable(&error))
    }

    /// A member's text.
    pub(super) fn text(&self, member: &'static str) -> Result<Option<Given>, Refusal> {
        self.given(member)
    }

    /// The text of a member that has to be there.
    pub(super) fn required(&self, member: &'static str) -> Result<Given, Refusal> {
        self.text(member)?.ok_or_else(|| missing(member))
    }

    /// The texts in a member that is a list; none where it is not there.
    pub(super) fn texts(&self, member: &'static str) -> Result<Option<Vec<Given>>, Refusal> {
        let texts: Option<Vec<String>> = self.value(member)?;
        let entry = |(text, at)| Given::new(format!("{member}.{at}.member"), text);
        Ok(texts.map(|texts| texts.into_iter().zip(1..).map(entry).collect()))
    }

    /// A member that is true or false; false where it is not there.
    pub(super) fn flag(&self, member: &'static str) -> Result<bool, Refusal> {
        Ok(self.value(member)?.unwrap_or_default())
    }

    /// Which page of a list is asked for; `query` is all else that decides what is listed.
    pub(super) fn page(&self, call: &ServiceCall<'_>, query: impl Hash) -> Result<PageRequest, Refusal> {
        let limit = self.given::<i64>(MAX_RESULTS)?.map_or(Ok(RESULTS), |given| given.max_results())?;
        PageRequest::new(call.operation, query, limit, self.text(NEXT_TOKEN)?.as_ref())
    }

    fn given<T: Deserialize<'a>>(&self, member: &'static str) -> Result<Option<Given<T>>, Refusal> {
        Ok(self.value(member)?.map(|value| Given::new(member, value)))
    }

    fn value<T: Deserialize<'a>>(&self, member: &str) -> Result<Option<T>, Refusal> {
        let value = self.0.get(member);
        value.map(|value| serde_json::from_str(value.get())).transpose().map_err(|error| unreadable(&error))
    }
}

fn unreadable(error: &serde_json::Error) -> Refusal {
    Refusal::Serialization(error.to_string())
}
