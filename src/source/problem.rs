/// What went wrong with a request, in words for the user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{tried}: {answer}")]
pub struct Problem {
    /// The kind, which decides whether to try again.
    pub kind: ProblemKind,
    /// What was tried, with its operation: `ListAssignmentsForHIT for 3X4M…`.
    pub tried: String,
    /// What came back: the service's code and message without its trailing epoch, or the network's words.
    pub answer: String,
    /// What to do next, a sentence.
    pub advice: String,
}

impl Problem {
    /// A list that can not be read to its end: the service handed out a page token a second time.
    #[must_use]
    pub fn repeated_token(tried: impl Into<String>) -> Self {
        Self {
            kind: ProblemKind::Garbled,
            tried: tried.into(),
            answer: "the service repeated a page token".to_owned(),
            advice: "What is loaded stays. Refresh to read the list again.".to_owned(),
        }
    }
}

/// The kinds of problem that are handled differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The service asked to slow down.
    Throttled,
    /// The service is in trouble (500, 503, `ServiceFault`).
    Unavailable,
    /// No whole answer came: refused, reset, timed out, cut off.
    Network,
    /// An answer came that is not what the protocol says.
    Garbled,
    /// A page token is no longer good; the list has to start again.
    ExpiredToken,
    /// No such HIT or assignment here.
    NotFound,
    /// No credentials are configured anywhere.
    NoCredentials,
    /// Credentials are configured, but can not be had: a login that is over, a profile that contradicts itself.
    BrokenCredentials,
    /// The credentials are wrong, or not allowed to do this.
    Denied,
    /// The service refused the request itself.
    Refused,
}

impl ProblemKind {
    /// Whether the same request may succeed a little later.
    #[must_use]
    pub fn passes_by_itself(self) -> bool {
        matches!(self, Self::Throttled | Self::Unavailable | Self::Network | Self::Garbled)
    }
}
