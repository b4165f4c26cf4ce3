//! Looking for a text with smart case.

mod fold;

pub use fold::folded;

use fold::Folded;
use memchr::memmem;
use std::ops::Range;
use std::sync::Arc;

/// A text to look for: with an upper-case letter in it case counts, otherwise it does not. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Needle {
    find: Arc<Find>,
    /// Whether it may be part of a number.
    numeric: bool,
}

#[derive(Debug, Clone)]
enum Find {
    /// As it stands.
    Exact(memmem::Finder<'static>),
    /// In upper and lower case.
    Folded(Folded),
}

impl Needle {
    /// A needle; `None` for an empty text, which is nowhere.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let find = if text.chars().any(char::is_uppercase) {
            Find::Exact(memmem::Finder::new(text).into_owned())
        } else {
            Find::Folded(Folded::new(text))
        };
        let find = Arc::new(find);
        Some(Self { find, numeric: text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b)) })
    }

    /// Whether the text holds it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        match &*self.find {
            Find::Exact(finder) => finder.find(text.as_bytes()).is_some(),
            Find::Folded(folded) => folded.is_in(text),
        }
    }

    /// Where the text holds it, in bytes: whole characters, no place over another. Empty exactly where
    /// [`is_in`](Self::is_in) says no.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        match &*self.find {
            Find::Exact(finder) => {
                let len = finder.needle().len();
                finder.find_iter(text.as_bytes()).map(|at| at..at + len).collect()
            }
            Find::Folded(folded) => folded.places(text),
        }
    }

    /// Whether a number, as it is written, holds it.
    pub(crate) fn is_in_number(&self, number: &impl ToString) -> bool {
        self.numeric && self.is_in(&number.to_string())
    }
}

#[cfg(test)]
mod tests;
