use crate::wire::{AssignmentMember, HitMember, Member};
use std::sync::Arc;

/// What a column of a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SheetColumn {
    /// A member of the assignment.
    Assignment(AssignmentMember, MemberKind),
    /// A member of the HIT.
    Hit(HitMember, MemberKind),
    /// The seconds from accepting to submitting, as the source states them.
    WorkTime,
    /// Answers to a question.
    Answer(Arc<str>),
    /// The question or a part of the answer, where each answer has a row.
    Part(AnswerPart),
    /// From here on questions and answers take turns, a pair for each answer; so many columns follow behind the last pair.
    Pairs(usize),
    /// A column of the task's input.
    Input(Arc<str>),
    /// A column of the site or the tools that has no place: kept where it is filled.
    Beside,
    /// The address of the HIT's page, which says no more than its id.
    ViewHit,
    /// A column nobody knows.
    Extra,
    /// Row numbers, or nothing: it has no name.
    Unnamed,
}

/// What a member's cells are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberKind {
    /// A text, to the letter.
    Text,
    /// An id, a word or a number.
    Plain,
    /// An amount of dollars.
    Money,
    /// A time.
    Time,
}

/// A part of an answer, as `pyMTurkR` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnswerPart {
    /// The question.
    Question,
    /// What was answered.
    Answer,
    /// The size of a file, which is no answer.
    Size,
}

/// A name without blanks and underscores, in small letters: files differ in both.
pub(super) fn folded(name: &str) -> String {
    let kept = name.chars().filter(|char| !char.is_whitespace() && !matches!(char, '_' | '\u{feff}'));
    kept.flat_map(char::to_lowercase).collect()
}

impl SheetColumn {
    /// What the column of that name holds, and whether it is the name that the service has for it.
    pub(super) fn named(name: &str) -> (Self, bool) {
        let name = name.trim_matches(|char: char| char.is_whitespace() || char == '\u{feff}');
        let behind = |prefix: &str| {
            let (start, rest) = name.split_at_checked(prefix.len())?;
            start.eq_ignore_ascii_case(prefix).then(|| Arc::from(rest))
        };
        if let Some(answer) = behind("Answer.") {
            return (Self::Answer(answer), true);
        }
        if let Some(input) = behind("Input.") {
            return (Self::Input(input), true);
        }
        let key = folded(name);
        let numbered = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if key == "taskanswers" || key.strip_prefix("answer").is_some_and(numbered) {
            return (Self::Answer(name.into()), true);
        }
        if let Some(member) =
            AssignmentMember::ALL.iter().find(|member| member.name().eq_ignore_ascii_case(&key))
        {
            return (Self::assignment(*member), true);
        }
        if let Some(member) = HitMember::ALL.iter().find(|member| member.name().eq_ignore_ascii_case(&key)) {
            return (Self::hit(*member), true);
        }
        (Self::otherwise_named(&key), false)
    }

    /// The names of the site, of the command line tools and of the libraries for R.
    fn otherwise_named(key: &str) -> Self {
        use AssignmentMember as A;
        use HitMember as H;
        match key {
            "" => Self::Unnamed,
            "assignmentaccepttime" => Self::assignment(A::AcceptTime),
            "assignmentsubmittime" => Self::assignment(A::SubmitTime),
            "assignmentapprovaltime" => Self::assignment(A::ApprovalTime),
            "assignmentrejecttime" => Self::assignment(A::RejectionTime),
            "status" => Self::assignment(A::AssignmentStatus),
            "feedback" => Self::assignment(A::RequesterFeedback),
            "hittitle" => Self::hit(H::Title),
            "annotation" => Self::hit(H::RequesterAnnotation),
            "assignments" => Self::hit(H::MaxAssignments),
            "assignmentduration" => Self::hit(H::AssignmentDurationInSeconds),
            "autoapprovaldelay" => Self::hit(H::AutoApprovalDelayInSeconds),
            "hitlifetime" => Self::hit(H::Expiration),
            "reviewstatus" => Self::hit(H::HitReviewStatus),
            "numavailable" => Self::hit(H::NumberOfAssignmentsAvailable),
            "numpending" => Self::hit(H::NumberOfAssignmentsPending),
            "numcomplete" => Self::hit(H::NumberOfAssignmentsCompleted),
            "worktimeinseconds" | "secondsonhit" => Self::WorkTime,
            "questionidentifier" => Self::Part(AnswerPart::Question),
            "freetext"
            | "selectionidentifier"
            | "otherselectionfield"
            | "otherselectiontext"
            | "uploadedfilekey" => Self::Part(AnswerPart::Answer),
            "uploadedfilesizeinbytes" => Self::Part(AnswerPart::Size),
            "numberofsimilarhits"
            | "lifetimeinseconds"
            | "lifetimeapprovalrate"
            | "last30daysapprovalrate"
            | "last7daysapprovalrate"
            | "approvalrejectiontime"
            | "approve"
            | "reject" => Self::Beside,
            "viewhit" => Self::ViewHit,
            _ if key.starts_with("answers[question") => Self::Pairs(0),
            _ => Self::Extra,
        }
    }

    fn assignment(member: AssignmentMember) -> Self {
        use AssignmentMember as A;
        let kind = match member {
            A::Answer | A::RequesterFeedback => MemberKind::Text,
            _ if member.is_time() => MemberKind::Time,
            _ => MemberKind::Plain,
        };
        Self::Assignment(member, kind)
    }

    fn hit(member: HitMember) -> Self {
        use HitMember as H;
        let kind = match member {
            H::CreationTime | H::Expiration => MemberKind::Time,
            H::Reward => MemberKind::Money,
            H::Title
            | H::Description
            | H::Keywords
            | H::Question
            | H::RequesterAnnotation
            | H::QualificationRequirements => MemberKind::Text,
            _ => MemberKind::Plain,
        };
        Self::Hit(member, kind)
    }

    /// Whether the column says what the service knows, and not what a worker answered or somebody added.
    pub(super) fn is_of_service(&self) -> bool {
        matches!(self, Self::Assignment(..) | Self::Hit(..) | Self::WorkTime | Self::Beside)
    }

    /// Whether its cells are times.
    pub(super) fn is_time(&self) -> bool {
        matches!(self, Self::Assignment(_, MemberKind::Time) | Self::Hit(_, MemberKind::Time))
    }

    /// Whether anything is known of the column.
    pub(super) fn is_known(&self) -> bool {
        !matches!(self, Self::Extra | Self::Unnamed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_blanks_of_a_name_do_not_matter() {
        for name in ["HITId", "hitid", " HitId", "HIT Id", "hit_id"] {
            assert_eq!(
                SheetColumn::named(name).0,
                SheetColumn::assignment(AssignmentMember::HitId),
                "{name}"
            );
        }
        assert_eq!(
            SheetColumn::named("answer.Website Found in ").0,
            SheetColumn::Answer("Website Found in".into())
        );
        assert_eq!(SheetColumn::named("Answer 12").0, SheetColumn::Answer("Answer 12".into()));
        assert_eq!(SheetColumn::named("Answer").0, SheetColumn::assignment(AssignmentMember::Answer));
        assert_eq!(SheetColumn::named("answers").0, SheetColumn::Extra);
        assert_eq!(SheetColumn::named("naïve").0, SheetColumn::Extra);
    }
}
