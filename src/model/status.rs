/// Where an assignment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Status {
    /// Waits for the requester's verdict.
    Submitted,
    /// Paid.
    Approved,
    /// Not paid.
    Rejected,
    /// A word this version does not know; shown, never acted on.
    Other,
}

impl Status {
    /// Every status, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Submitted, Self::Approved, Self::Rejected, Self::Other];

    /// Reads the service's word.
    #[must_use]
    pub fn from_service(word: &str) -> Self {
        Self::ALL.into_iter().find(|status| status.word() == word).unwrap_or(Self::Other)
    }

    /// The word for people and for the service.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Submitted => "Submitted",
            Self::Approved => "Approved",
            Self::Rejected => "Rejected",
            Self::Other => "Unknown",
        }
    }
}

/// Any combination of statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StatusSet(u8);

impl StatusSet {
    /// Every status, unknown ones too.
    pub const ALL: Self = Self(0b1111);
    /// No status.
    pub const NONE: Self = Self(0);

    /// The set with one status in it.
    #[must_use]
    pub const fn only(status: Status) -> Self {
        Self(1 << status as u8)
    }

    /// Whether `status` is in the set.
    #[must_use]
    pub const fn contains(self, status: Status) -> bool {
        self.0 & (1 << status as u8) != 0
    }

    /// The set with `status` put in, or taken out where it was in.
    #[must_use]
    pub const fn toggled(self, status: Status) -> Self {
        Self(self.0 ^ (1 << status as u8))
    }

    /// The statuses in it, in the order they are shown.
    pub fn iter(self) -> impl Iterator<Item = Status> {
        Status::ALL.into_iter().filter(move |s| self.contains(*s))
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Status> for StatusSet {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        Self(statuses.into_iter().fold(0, |set, s| set | 1 << s as u8))
    }
}
