use crate::model::{NamedText, SignedDuration};
use crate::wire::text_of;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// So many different names are shared; a file that invents a name for every value shares no more.
const MOST: usize = 10_000;

/// Names of answers and columns, each held once.
#[derive(Debug, Default)]
pub(super) struct SharedNames(HashMap<Box<str>, Arc<str>>);

impl SharedNames {
    /// The name.
    pub(super) fn get(&mut self, name: &str) -> Arc<str> {
        if let Some(name) = self.0.get(name) {
            return Arc::clone(name);
        }
        let shared: Arc<str> = name.into();
        if self.0.len() < MOST {
            self.0.insert(name.into(), Arc::clone(&shared));
        }
        shared
    }

    /// A value under its name.
    pub(super) fn named(&mut self, name: &str, json: &str) -> NamedText {
        NamedText { name: self.get(name), text: text(json).into() }
    }
}

/// A value as a text: what stands in a string, of other values their JSON.
pub(super) fn text(json: &str) -> Cow<'_, str> {
    text_of(json).unwrap_or(Cow::Borrowed(json))
}

/// A span of seconds, as a number or as a text.
pub(super) fn seconds(json: &str) -> Option<SignedDuration> {
    SignedDuration::try_from_secs_f64(text(json).trim().parse().ok()?).ok()
}
