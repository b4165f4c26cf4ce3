use super::{Cents, HitId, SignedDuration, Timestamp};

/// A Human Intelligence Task as `GetHIT` and `ListHITs` describe it, less the question itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The HIT's id.
    pub id: HitId,
    /// The HIT type it was created under.
    pub hit_type: String,
    /// The title workers see.
    pub title: String,
    /// The description workers see.
    pub description: String,
    /// Comma separated keywords.
    pub keywords: String,
    /// What one assignment pays.
    pub reward: Option<Cents>,
    /// Where the HIT stands.
    pub status: HitStatus,
    /// When it was created (UTC).
    pub created: Option<Timestamp>,
    /// When workers can no longer accept it (UTC).
    pub expires: Option<Timestamp>,
    /// How long a worker has from accepting to submitting.
    pub duration: Option<SignedDuration>,
    /// How long after the submission the service approves by itself.
    pub auto_approval_delay: Option<SignedDuration>,
    /// The requester's own note.
    pub annotation: Option<String>,
    /// How many assignments the HIT asks for in all.
    pub max: Option<u32>,
    /// How many nobody has accepted yet.
    pub available: Option<u32>,
    /// How many workers hold right now.
    pub pending: Option<u32>,
    /// How many were approved or rejected. Submitted work that waits for review is *not* in here.
    pub completed: Option<u32>,
}

impl Hit {
    /// How many submitted assignments wait for review: `max − available − pending − completed`.
    ///
    /// The service has no such counter; this is the formula its own tools used. `None` where a counter is
    /// missing.
    #[must_use]
    pub fn waiting(&self) -> Option<u32> {
        Some(
            self.max?
                .saturating_sub(self.available?)
                .saturating_sub(self.pending?)
                .saturating_sub(self.completed?),
        )
    }

    /// How many assignments can be listed at this moment: waiting, approved and rejected ones.
    #[must_use]
    pub fn listable(&self) -> Option<u32> {
        Some(self.waiting()?.saturating_add(self.completed?))
    }
}

/// The life of a HIT, in the service's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitStatus {
    /// Workers can accept it.
    Assignable,
    /// Everything is accepted, not everything is submitted.
    Unassignable,
    /// Expired or all submitted: ready for review.
    Reviewable,
    /// The requester marked it as under review.
    Reviewing,
    /// Deleted; its results can still be read for some time.
    Disposed,
    /// A word this version does not know.
    Other,
}

impl HitStatus {
    /// Reads the service's word.
    #[must_use]
    pub fn from_service(word: &str) -> Self {
        match word {
            "Assignable" => Self::Assignable,
            "Unassignable" => Self::Unassignable,
            "Reviewable" => Self::Reviewable,
            "Reviewing" => Self::Reviewing,
            "Disposed" => Self::Disposed,
            _ => Self::Other,
        }
    }

    /// The word for people, which is the service's own.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Assignable => "Assignable",
            Self::Unassignable => "Unassignable",
            Self::Reviewable => "Reviewable",
            Self::Reviewing => "Reviewing",
            Self::Disposed => "Disposed",
            Self::Other => "Unknown",
        }
    }
}
