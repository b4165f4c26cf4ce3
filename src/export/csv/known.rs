//! The cells of the service's members, as the requester site writes them.

use super::fixed::FixedColumn;
use super::loose::{LooseCell, kept, told};
use crate::export::pacific::{PacificTime, by_the_service};
use crate::model::{Approver, Hit, HitId, SavedAssignment};
use crate::wire::{AssignmentMember, HitMember, Member, RawMembers, Structure, Told};

/// Writes members as the site does.
#[derive(Debug)]
pub(super) struct SiteCells {
    pacific: PacificTime,
}

/// The cells of a HIT, which many rows share.
#[derive(Debug)]
pub(super) struct HitCells {
    id: HitId,
    members: Vec<(HitMember, String)>,
    /// Cells of members that no version of the service model names.
    pub(super) loose: Vec<LooseCell<'static>>,
}

impl HitCells {
    /// Whether they are those of that HIT.
    pub(super) fn are_of(&self, id: &HitId) -> bool {
        self.id == *id
    }

    /// What stands in a member's cell.
    pub(super) fn get(&self, member: HitMember) -> &str {
        self.members.iter().find(|(own, _)| *own == member).map_or("", |(_, text)| text)
    }
}

impl SiteCells {
    /// Finds the site's zone.
    pub(super) fn new() -> Self {
        Self { pacific: PacificTime::new() }
    }

    /// The cells of a HIT; of one that was never told, its id.
    pub(super) fn of_hit(&self, id: &HitId, hit: Option<&Hit>) -> HitCells {
        let unknown = Hit::blank();
        let hit = hit.unwrap_or(&unknown);
        let sent = RawMembers::kept(&hit.kept);
        let members = FixedColumn::ALL.into_iter().filter_map(|column| {
            let FixedColumn::Hit(member) = column else { return None };
            let text = match (member, sent.get(member.name())) {
                (HitMember::HitId, _) => id.real().unwrap_or_default().to_owned(),
                (_, Some(sent)) => told(sent.get()).into_owned(),
                (_, None) => hit.get(member).map(|told| self.told(told)).unwrap_or_default(),
            };
            Some((member, text))
        });
        HitCells { id: id.clone(), members: members.collect(), loose: kept(&hit.kept) }
    }

    /// What stands in the cell of an assignment's member. `sent` is what it keeps.
    pub(super) fn of_assignment(
        &self,
        saved: &SavedAssignment,
        sent: &RawMembers<'_>,
        member: AssignmentMember,
    ) -> String {
        let assignment = &saved.assignment;
        match (member, sent.get(member.name())) {
            (AssignmentMember::AssignmentId, _) => assignment.id.real().unwrap_or_default().to_owned(),
            (_, Some(sent)) => told(sent.get()).into_owned(),
            (AssignmentMember::ApprovalTime, None) => self.approval(saved),
            (_, None) => assignment.get(member).map(|told| self.told(told)).unwrap_or_default(),
        }
    }

    /// Who approved shows in the form of the time.
    fn approval(&self, saved: &SavedAssignment) -> String {
        match (saved.assignment.approved, saved.approver) {
            (None, _) => String::new(),
            (Some(at), Some(Approver::Service)) => by_the_service(at),
            (Some(at), Some(Approver::Requester) | None) => self.pacific.date(at),
        }
    }

    fn told(&self, told: Told<'_>) -> String {
        match told {
            Told::Text(text) => text.to_owned(),
            Told::Time(at) => self.pacific.date(at),
            Told::Count(count) => count.to_string(),
            Told::Span(span) => span.as_secs().to_string(),
            Told::Money(amount) => amount.to_string(),
            Told::Shape(shape) => shape.get().to_owned(),
        }
    }
}
