use super::{Cents, HitId, KeptMembers, QualificationRequirement, SignedDuration, Timestamp, fee};

/// A Human Intelligence Task as `GetHIT` and `ListHITs` describe it.
///
/// What the service did not tell is `None`, or empty where the service always tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The HIT's id.
    pub id: HitId,
    /// The HIT type it was created under.
    pub hit_type: String,
    /// The group in which workers see it.
    pub group: Option<String>,
    /// The layout its question was made from.
    pub layout: Option<String>,
    /// The title workers see.
    pub title: String,
    /// The description workers see.
    pub description: String,
    /// What workers are asked: a `QuestionForm`, `HTMLQuestion` or `ExternalQuestion` document.
    pub question: Option<Box<str>>,
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
    /// Who may work on it.
    pub requirements: Vec<QualificationRequirement>,
    /// Where the service's own review of the HIT stands.
    pub review_status: Option<HitReviewStatus>,
    /// How many assignments the HIT asks for in all.
    pub max: Option<u32>,
    /// How many nobody has accepted yet.
    pub available: Option<u32>,
    /// How many workers hold right now.
    pub pending: Option<u32>,
    /// How many were approved or rejected. Submitted work that waits for review is *not* in here.
    pub completed: Option<u32>,
    /// What else came, as it was sent: unknown members, and values that could not be read.
    pub kept: KeptMembers,
}

impl Hit {
    /// A HIT that workers can accept, of which nothing more is known.
    #[must_use]
    pub fn new(id: HitId) -> Self {
        Self {
            id,
            hit_type: String::new(),
            group: None,
            layout: None,
            title: String::new(),
            description: String::new(),
            question: None,
            keywords: String::new(),
            reward: None,
            status: HitStatus::Assignable,
            created: None,
            expires: None,
            duration: None,
            auto_approval_delay: None,
            annotation: None,
            requirements: Vec::new(),
            review_status: None,
            max: None,
            available: None,
            pending: None,
            completed: None,
            kept: KeptMembers::NONE,
        }
    }

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

    /// What the work that waits costs once it is approved, with the [fee](fee()), in cents; `None` where a counter or the
    /// reward is missing. As wide as no sum over HITs overflows, whatever a service sends.
    #[must_use]
    pub fn owed(&self) -> Option<i128> {
        let waiting = self.waiting()?;
        let reward = self.reward.or((waiting == 0).then_some(Cents(0)))?;
        let one = i128::from(reward.0) + i128::from(fee(reward, self.max?).0);
        Some(one * i128::from(waiting))
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
    /// Those that the service has words for, in the order in which a HIT goes through them.
    const KNOWN: [Self; 5] =
        [Self::Assignable, Self::Unassignable, Self::Reviewable, Self::Reviewing, Self::Disposed];

    /// Reads the service's word.
    #[must_use]
    pub fn from_service(word: &str) -> Self {
        Self::KNOWN.into_iter().find(|status| status.word() == word).unwrap_or(Self::Other)
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

/// Where the service's own review of a HIT stands, in its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitReviewStatus {
    /// Nobody looked at it.
    NotReviewed,
    /// Somebody will.
    MarkedForReview,
    /// It may stay.
    ReviewedAppropriate,
    /// It may not.
    ReviewedInappropriate,
}

impl HitReviewStatus {
    /// Every status.
    pub const ALL: [Self; 4] =
        [Self::NotReviewed, Self::MarkedForReview, Self::ReviewedAppropriate, Self::ReviewedInappropriate];

    /// Reads the service's word; `None` for one that this version does not know.
    #[must_use]
    pub fn from_service(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// The service's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotReviewed => "NotReviewed",
            Self::MarkedForReview => "MarkedForReview",
            Self::ReviewedAppropriate => "ReviewedAppropriate",
            Self::ReviewedInappropriate => "ReviewedInappropriate",
        }
    }
}
