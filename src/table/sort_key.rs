/// What assignments can be sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// When the worker submitted.
    #[default]
    Submitted,
    /// When the worker accepted the HIT.
    Accepted,
    /// From accepting to submitting.
    WorkTime,
    /// When the service approves by itself.
    AutoApproval,
    /// The worker's id.
    Worker,
    /// Submitted, approved, rejected, others.
    Status,
    /// The HIT, in the order in which HITs first came in.
    Hit,
}

impl SortKey {
    /// Every key, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::Accepted,
        Self::WorkTime,
        Self::AutoApproval,
        Self::Worker,
        Self::Status,
        Self::Hit,
    ];

    /// The word for people.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::WorkTime => "work time",
            Self::AutoApproval => "auto-approval",
            Self::Worker => "worker",
            Self::Status => "status",
            Self::Hit => "HIT",
        }
    }
}
