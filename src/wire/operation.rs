use super::list::ASSIGNMENTS;
use std::fmt;

/// What every operation's name stands behind in the `X-Amz-Target` header.
const SERVICE: &str = "MTurkRequesterServiceV20170117.";

/// Declares the operations once: variant, the service's name, and of a list the member that holds it.
macro_rules! operations {
    ($($variant:ident = $name:literal $(lists $list:expr)?,)*) => {
        /// The operations of the service, all of them. What a service answers may be fewer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Operation {
            $(
                #[doc = concat!("`", $name, "`.")]
                $variant,
            )*
        }

        impl Operation {
            /// Every operation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The service's name for it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The member of its answer that holds a page of a list.
            #[must_use]
            pub const fn list(self) -> Option<&'static str> {
                match self {
                    $($(Self::$variant => Some($list),)?)*
                    _ => None,
                }
            }
        }
    };
}

operations! {
    AcceptQualificationRequest = "AcceptQualificationRequest",
    ApproveAssignment = "ApproveAssignment",
    AssociateQualificationWithWorker = "AssociateQualificationWithWorker",
    CreateAdditionalAssignmentsForHit = "CreateAdditionalAssignmentsForHIT",
    CreateHit = "CreateHIT",
    CreateHitType = "CreateHITType",
    CreateHitWithHitType = "CreateHITWithHITType",
    CreateQualificationType = "CreateQualificationType",
    CreateWorkerBlock = "CreateWorkerBlock",
    DeleteHit = "DeleteHIT",
    DeleteQualificationType = "DeleteQualificationType",
    DeleteWorkerBlock = "DeleteWorkerBlock",
    DisassociateQualificationFromWorker = "DisassociateQualificationFromWorker",
    GetAccountBalance = "GetAccountBalance",
    GetAssignment = "GetAssignment",
    GetFileUploadUrl = "GetFileUploadURL",
    GetHit = "GetHIT",
    GetQualificationScore = "GetQualificationScore",
    GetQualificationType = "GetQualificationType",
    ListAssignmentsForHit = "ListAssignmentsForHIT" lists ASSIGNMENTS,
    ListBonusPayments = "ListBonusPayments" lists "BonusPayments",
    ListHits = "ListHITs" lists "HITs",
    ListHitsForQualificationType = "ListHITsForQualificationType" lists "HITs",
    ListQualificationRequests = "ListQualificationRequests" lists "QualificationRequests",
    ListQualificationTypes = "ListQualificationTypes" lists "QualificationTypes",
    ListReviewPolicyResultsForHit = "ListReviewPolicyResultsForHIT",
    ListReviewableHits = "ListReviewableHITs" lists "HITs",
    ListWorkerBlocks = "ListWorkerBlocks" lists "WorkerBlocks",
    ListWorkersWithQualificationType = "ListWorkersWithQualificationType" lists "Qualifications",
    NotifyWorkers = "NotifyWorkers",
    RejectAssignment = "RejectAssignment",
    RejectQualificationRequest = "RejectQualificationRequest",
    SendBonus = "SendBonus",
    SendTestEventNotification = "SendTestEventNotification",
    UpdateExpirationForHit = "UpdateExpirationForHIT",
    UpdateHitReviewStatus = "UpdateHITReviewStatus",
    UpdateHitTypeOfHit = "UpdateHITTypeOfHIT",
    UpdateNotificationSettings = "UpdateNotificationSettings",
    UpdateQualificationType = "UpdateQualificationType",
}

impl Operation {
    /// The operation that an `X-Amz-Target` header names.
    #[must_use]
    pub fn from_target(target: &str) -> Option<Self> {
        let name = target.strip_prefix(SERVICE)?;
        Self::ALL.iter().copied().find(|operation| operation.name() == name)
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_39_operations_and_headers_name_them() {
        assert_eq!(Operation::ALL.len(), 39);
        for operation in Operation::ALL {
            assert_eq!(Operation::from_target(&format!("{SERVICE}{operation}")), Some(*operation));
        }
        assert_eq!(Operation::from_target("GetHIT"), None);
        assert_eq!(Operation::from_target("MTurkRequesterServiceV20170117.gethit"), None);
    }
}
