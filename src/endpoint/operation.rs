use std::fmt;

/// What every operation's name stands behind in the `X-Amz-Target` header.
const SERVICE: &str = "MTurkRequesterServiceV20170117.";

/// Declares the operations once: variant and the service's name.
macro_rules! operations {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The operations the endpoint answers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operation {
            $($(#[$doc])* $variant,)*
        }

        impl Operation {
            /// Every operation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The service's name for it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

operations! {
    /// Pages of a HIT's assignments.
    ListAssignmentsForHit = "ListAssignmentsForHIT",
    /// One assignment with its HIT.
    GetAssignment = "GetAssignment",
    /// One HIT.
    GetHit = "GetHIT",
    /// Pages of the account's HITs.
    ListHits = "ListHITs",
    /// Pages of the HITs that are reviewable or being reviewed.
    ListReviewableHits = "ListReviewableHITs",
    /// Pays for an assignment.
    ApproveAssignment = "ApproveAssignment",
    /// Does not pay for an assignment.
    RejectAssignment = "RejectAssignment",
    /// Pays a worker more.
    SendBonus = "SendBonus",
    /// Pages of the bonuses that were paid.
    ListBonusPayments = "ListBonusPayments",
    /// What the account has.
    GetAccountBalance = "GetAccountBalance",
    /// Where a file that a worker uploaded can be fetched.
    GetFileUploadUrl = "GetFileUploadURL",
    /// Pages of blocked workers.
    ListWorkerBlocks = "ListWorkerBlocks",
    /// Keeps a worker from the account's HITs.
    CreateWorkerBlock = "CreateWorkerBlock",
    /// Lets a worker work again.
    DeleteWorkerBlock = "DeleteWorkerBlock",
    /// Writes to workers.
    NotifyWorkers = "NotifyWorkers",
    /// Marks a HIT as being reviewed, or takes the mark back.
    UpdateHitReviewStatus = "UpdateHITReviewStatus",
}

impl Operation {
    /// The operation that an `X-Amz-Target` header names.
    pub(super) fn from_target(target: &str) -> Option<Self> {
        let name = target.strip_prefix(SERVICE)?;
        Self::ALL.iter().copied().find(|operation| operation.name() == name)
    }

    /// Whether it answers in pages.
    #[must_use]
    pub fn pages(self) -> bool {
        self.name().starts_with("List")
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
