//! The columns that every download of the requester site has.

use crate::wire::{AssignmentMember, HitMember, Member};

/// A column that is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FixedColumn {
    /// A member of the HIT.
    Hit(HitMember),
    /// A member of the assignment.
    Assignment(AssignmentMember),
    /// `WorkTimeInSeconds`.
    WorkTime,
    /// What only the site knows.
    Site(SiteColumn),
}

/// A column of which the service knows nothing. Its cells are those of a file that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SiteColumn {
    /// `NumberOfSimilarHITs`.
    Similar,
    /// `LifetimeInSeconds`.
    Lifetime,
    /// `LifetimeApprovalRate`.
    LifetimeRate,
    /// `Last30DaysApprovalRate`.
    MonthRate,
    /// `Last7DaysApprovalRate`.
    WeekRate,
    /// `Approve`, behind the answers: the requester's mark.
    Approve,
    /// `Reject`, behind the answers: the requester's reason.
    Reject,
}

impl SiteColumn {
    /// Every one, in the order of the file.
    pub(super) const ALL: [Self; 7] = [
        Self::Similar,
        Self::Lifetime,
        Self::LifetimeRate,
        Self::MonthRate,
        Self::WeekRate,
        Self::Approve,
        Self::Reject,
    ];

    /// Its header.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Similar => "NumberOfSimilarHITs",
            Self::Lifetime => "LifetimeInSeconds",
            Self::LifetimeRate => "LifetimeApprovalRate",
            Self::MonthRate => "Last30DaysApprovalRate",
            Self::WeekRate => "Last7DaysApprovalRate",
            Self::Approve => "Approve",
            Self::Reject => "Reject",
        }
    }

    /// The column that a file calls so, in whatever case and with whatever blanks.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name: String = name.split_whitespace().collect();
        Self::ALL.into_iter().find(|column| column.name().eq_ignore_ascii_case(&name))
    }
}

impl FixedColumn {
    /// The 27, in the order of the file.
    pub(super) const ALL: [Self; 27] = {
        use AssignmentMember as A;
        use HitMember as H;
        use SiteColumn as S;
        [
            Self::Hit(H::HitId),
            Self::Hit(H::HitTypeId),
            Self::Hit(H::Title),
            Self::Hit(H::Description),
            Self::Hit(H::Keywords),
            Self::Hit(H::Reward),
            Self::Hit(H::CreationTime),
            Self::Hit(H::MaxAssignments),
            Self::Hit(H::RequesterAnnotation),
            Self::Hit(H::AssignmentDurationInSeconds),
            Self::Hit(H::AutoApprovalDelayInSeconds),
            Self::Hit(H::Expiration),
            Self::Site(S::Similar),
            Self::Site(S::Lifetime),
            Self::Assignment(A::AssignmentId),
            Self::Assignment(A::WorkerId),
            Self::Assignment(A::AssignmentStatus),
            Self::Assignment(A::AcceptTime),
            Self::Assignment(A::SubmitTime),
            Self::Assignment(A::AutoApprovalTime),
            Self::Assignment(A::ApprovalTime),
            Self::Assignment(A::RejectionTime),
            Self::Assignment(A::RequesterFeedback),
            Self::WorkTime,
            Self::Site(S::LifetimeRate),
            Self::Site(S::MonthRate),
            Self::Site(S::WeekRate),
        ]
    };

    /// Its header.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hit(member) => member.name(),
            Self::Assignment(member) => member.name(),
            Self::WorkTime => "WorkTimeInSeconds",
            Self::Site(column) => column.name(),
        }
    }

    /// Whether a kept member of a HIT or of an assignment has a column among them.
    pub(super) fn holds(member: &str) -> bool {
        Self::ALL.iter().any(|column| !matches!(column, Self::Site(_)) && column.name() == member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_the_site_are_known_by_their_letters() {
        assert_eq!(SiteColumn::from_name("NumberOfSimilarHits"), Some(SiteColumn::Similar));
        assert_eq!(SiteColumn::from_name(" approve "), Some(SiteColumn::Approve));
        assert_eq!(SiteColumn::from_name("Approved"), None);
        assert!(FixedColumn::holds("SubmitTime") && !FixedColumn::holds("Deadline"));
    }
}
