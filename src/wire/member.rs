//! The names of members, in the order of the service model.

/// A member of a structure.
pub trait Member: Copy + PartialEq + 'static {
    /// Every member of the structure, in the order of the service model.
    const ALL: &'static [Self];

    /// The service's name for it.
    #[must_use]
    fn name(self) -> &'static str;

    /// The member of that name.
    #[must_use]
    fn from_name(name: &str) -> Option<Self>;
}

/// Declares a structure's members once: variant and the service's name.
macro_rules! members {
    ($(#[$doc:meta])* $structure:ident { $($variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $structure {
            $(
                #[doc = concat!("`", $name, "`.")]
                $variant,
            )*
        }

        impl Member for $structure {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

members! {
    /// The members of an `Assignment`.
    AssignmentMember {
        AssignmentId = "AssignmentId",
        WorkerId = "WorkerId",
        HitId = "HITId",
        AssignmentStatus = "AssignmentStatus",
        AutoApprovalTime = "AutoApprovalTime",
        AcceptTime = "AcceptTime",
        SubmitTime = "SubmitTime",
        ApprovalTime = "ApprovalTime",
        RejectionTime = "RejectionTime",
        Deadline = "Deadline",
        Answer = "Answer",
        RequesterFeedback = "RequesterFeedback",
    }
}

members! {
    /// The members of a `HIT`.
    HitMember {
        HitId = "HITId",
        HitTypeId = "HITTypeId",
        HitGroupId = "HITGroupId",
        HitLayoutId = "HITLayoutId",
        CreationTime = "CreationTime",
        Title = "Title",
        Description = "Description",
        Question = "Question",
        Keywords = "Keywords",
        HitStatus = "HITStatus",
        MaxAssignments = "MaxAssignments",
        Reward = "Reward",
        AutoApprovalDelayInSeconds = "AutoApprovalDelayInSeconds",
        Expiration = "Expiration",
        AssignmentDurationInSeconds = "AssignmentDurationInSeconds",
        RequesterAnnotation = "RequesterAnnotation",
        QualificationRequirements = "QualificationRequirements",
        HitReviewStatus = "HITReviewStatus",
        NumberOfAssignmentsPending = "NumberOfAssignmentsPending",
        NumberOfAssignmentsAvailable = "NumberOfAssignmentsAvailable",
        NumberOfAssignmentsCompleted = "NumberOfAssignmentsCompleted",
    }
}

members! {
    /// The members of a `BonusPayment`.
    BonusPaymentMember {
        WorkerId = "WorkerId",
        BonusAmount = "BonusAmount",
        AssignmentId = "AssignmentId",
        Reason = "Reason",
        GrantTime = "GrantTime",
    }
}

members! {
    /// The members of a `WorkerBlock`.
    WorkerBlockMember {
        WorkerId = "WorkerId",
        Reason = "Reason",
    }
}

impl AssignmentMember {
    /// Whether it is a time.
    #[must_use]
    pub const fn is_time(self) -> bool {
        matches!(
            self,
            Self::AutoApprovalTime
                | Self::AcceptTime
                | Self::SubmitTime
                | Self::ApprovalTime
                | Self::RejectionTime
                | Self::Deadline
        )
    }
}
