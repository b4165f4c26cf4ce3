use crate::model::{HitId, StatusSet};
use std::sync::Arc;

/// A service's opaque mark for "the page after this one" (1 to 255 characters).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PageToken(pub Arc<str>);

impl AsRef<str> for PageToken {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it; may be empty though more pages follow.
    pub items: Vec<T>,
    /// Asks for the next page. `None` ends the list; a token does not promise that there is more.
    pub next: Option<PageToken>,
}

/// Which page of a HIT's assignments is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentsQuery {
    /// Whose assignments are listed.
    pub hit: HitId,
    /// Only assignments with one of these statuses; [`StatusSet::ALL`] asks without a filter.
    pub statuses: StatusSet,
    /// How many at most, 1 to 100.
    pub page_size: u8,
    /// Where to go on; `None` starts at the beginning.
    pub token: Option<PageToken>,
}
