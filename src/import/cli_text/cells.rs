use crate::import::time::SavedTime;
use crate::model::Status;
use crate::wire::AssignmentMember as M;

/// The root element of answers.
const END: &str = "</QuestionFormAnswers>";

/// What the cells of an assignment are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CliCells<'r>(Vec<(M, &'r str)>);

impl<'r> CliCells<'r> {
    /// Finds out. `None` where there is no status with an id before it.
    pub(super) fn of(row: &'r str) -> Option<Self> {
        let mut found = Self::default();
        // The document may hold any tabs; what stands before it is at most one cell.
        let (head, rest) = match document(row) {
            Some((before, document, behind)) => {
                found.put(M::Answer, document);
                found.put(M::AcceptTime, before.trim_end_matches('\t'));
                (None, behind.strip_prefix('\t').unwrap_or(behind))
            }
            None => (Some(M::AcceptTime), row),
        };
        let cells: Vec<&str> = rest.split('\t').collect();
        let status = cells.windows(2).position(|pair| match pair {
            [id, status] => is_id(id) && Status::from_service(status) != Status::Other,
            _ => false,
        })?;
        let (before, from_id) = cells.split_at_checked(status)?;
        let [id, status, rest @ ..] = from_id else { return None };
        found.put(M::AssignmentId, id);
        found.put(M::AssignmentStatus, status);
        match (head, before) {
            (None, [approved, ..]) => found.put(M::ApprovalTime, approved),
            (Some(_), [accepted]) => found.put(M::AcceptTime, accepted),
            (Some(_), [accepted, answer @ .., approved]) => {
                found.put(M::AcceptTime, accepted);
                found.put(M::ApprovalTime, approved);
                // A document that is none of the service's.
                if let [answer] = answer {
                    found.put(M::Answer, answer);
                }
            }
            (_, []) => {}
        }
        found.behind(row, rest)?;
        Some(found)
    }

    /// The members that are there.
    pub(super) fn members(&self) -> impl Iterator<Item = (M, &'r str)> {
        self.0.iter().copied()
    }

    fn put(&mut self, member: M, cell: &'r str) {
        if !cell.is_empty() {
            self.0.push((member, cell));
        }
    }

    /// What stands behind the status: `AutoApprovalTime`, `Deadline`, `HITId`, `RejectionTime`, `RequesterFeedback`,
    /// `SubmitTime`, `WorkerId`.
    fn behind(&mut self, row: &'r str, cells: &[&'r str]) -> Option<()> {
        let hit = cells.iter().position(|cell| is_id(cell) && SavedTime::read(cell).is_none())?;
        let (times, rest) = cells.split_at_checked(hit)?;
        for (member, cell) in [M::AutoApprovalTime, M::Deadline].into_iter().zip(times) {
            self.put(member, cell);
        }
        let [hit, between @ .., submitted, worker] = rest else { return None };
        self.put(M::HitId, hit);
        self.put(M::SubmitTime, submitted);
        self.put(M::WorkerId, worker);
        match between {
            [] => {}
            [only] if only.is_empty() || SavedTime::read(only).is_some() => self.put(M::RejectionTime, only),
            [rejected, .., last] if rejected.is_empty() || SavedTime::read(rejected).is_some() => {
                self.put(M::RejectionTime, rejected);
                let first = between.get(1)?;
                self.put(M::RequesterFeedback, part(row, first, last));
            }
            [only] => self.put(M::RequesterFeedback, only),
            // Feedback with tabs in it.
            [first, .., last] => self.put(M::RequesterFeedback, part(row, first, last)),
        }
        Some(())
    }
}

/// The text from one of its parts to another.
fn part<'r>(row: &'r str, first: &str, last: &str) -> &'r str {
    let start = first.as_ptr().addr().saturating_sub(row.as_ptr().addr());
    let end = last.as_ptr().addr().saturating_sub(row.as_ptr().addr()) + last.len();
    row.get(start..end).unwrap_or_default()
}

/// The answers' document, with what stands before and behind it.
fn document(row: &str) -> Option<(&str, &str, &str)> {
    let start = row.find("<?xml").or_else(|| row.find("<QuestionFormAnswers"))?;
    let end = row.find(END)? + END.len();
    let (before, rest) = row.split_at_checked(start)?;
    let (document, behind) = rest.split_at_checked(end.checked_sub(start)?)?;
    (!before.trim_end_matches('\t').contains('\t')).then_some((before, document, behind))
}

/// Whether a cell is an id of the service.
fn is_id(cell: &str) -> bool {
    (1..=64).contains(&cell.len())
        && cell.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version=\"1.0\"?><QuestionFormAnswers>a\tSubmitted\nb</QuestionFormAnswers>";
    const TIME: &str = "2020-04-18T10:22:55-05:00";

    fn of(row: &str) -> Vec<(M, String)> {
        let row = row.replace('|', "\t").replace("XML", XML).replace("TIME", TIME);
        let cells = CliCells::of(&row).unwrap();
        cells.members().map(|(member, cell)| (member, cell.to_owned())).collect()
    }

    fn has(row: &str, expected: &[(M, &str)]) {
        let cells = of(row);
        for (member, text) in expected {
            let text = text.replace("XML", XML).replace("TIME", TIME).replace('|', "\t");
            assert!(cells.contains(&(*member, text)), "{row}: {member:?} in {cells:?}");
        }
        assert_eq!(cells.len(), expected.len(), "{row}: {cells:?}");
    }

    #[test]
    fn cells_are_known_by_their_forms_wherever_they_stand() {
        let id = (M::AssignmentId, "3A");
        let all = [(M::AcceptTime, "TIME"), (M::Answer, "XML"), id, (M::AssignmentStatus, "Approved")];
        let tail = [(M::HitId, "3H"), (M::SubmitTime, "1587223410.5"), (M::WorkerId, "AW")];
        let with = |more: &[(M, &'static str)]| [&all[..], &tail[..], more].concat();
        has("TIME|XML|3A|Approved|3H|1587223410.5|AW", &with(&[]));
        has("TIME|XML||3A|Approved|||3H|||1587223410.5|AW", &with(&[]));
        has("TIME|XML|TIME|3A|Approved|3H|1587223410.5|AW", &with(&[(M::ApprovalTime, "TIME")]));
        has(
            "TIME|XML|3A|Approved|TIME|3H|Good|1587223410.5|AW",
            &with(&[(M::AutoApprovalTime, "TIME"), (M::RequesterFeedback, "Good")]),
        );
        has(
            "TIME|XML|3A|Approved|TIME|TIME|3H|TIME|Good|job|1587223410.5|AW",
            &with(&[
                (M::AutoApprovalTime, "TIME"),
                (M::Deadline, "TIME"),
                (M::RejectionTime, "TIME"),
                (M::RequesterFeedback, "Good|job"),
            ]),
        );
        has(
            "TIME|XML|3A|Approved|3H|Approved|work|1587223410.5|AW",
            &with(&[(M::RequesterFeedback, "Approved|work")]),
        );
    }

    #[test]
    fn a_row_without_an_answer_or_with_another_is_read() {
        has(
            "TIME|3A|Submitted|3H|TIME|AW",
            &[
                (M::AcceptTime, "TIME"),
                (M::AssignmentId, "3A"),
                (M::AssignmentStatus, "Submitted"),
                (M::HitId, "3H"),
                (M::SubmitTime, "TIME"),
                (M::WorkerId, "AW"),
            ],
        );
        assert!(of("TIME|plain|TIME|3A|Submitted|3H|TIME|AW").contains(&(M::Answer, "plain".into())));
        assert_eq!(CliCells::of("no\tstatus\there"), None);
        assert_eq!(CliCells::of("3A\tSubmitted\tAW"), None);
    }
}
