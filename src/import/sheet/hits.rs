use super::cell::CellValue;
use super::column::SheetColumn;
use super::header::SheetHeader;
use super::invented::InventedIds;
use super::note::{SheetNote, SheetNotes};
use super::row::SheetRow;
use crate::model::{Hit, HitId};
use crate::wire::{HitMember, Keeping, Member, Structure};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

/// The HITs of a table: each is told once, and again where a row says more of it, or something else.
#[derive(Debug, Default)]
pub(super) struct SheetHits {
    hasher: RandomState,
    /// What was told of a HIT, by the hash of its id: which columns were filled, and the hash of what stood in them.
    told: HashMap<u64, (u32, u64)>,
    /// Rows of a HIT mostly follow each other, and share its id.
    last: Option<HitId>,
}

impl SheetHits {
    /// The HIT of a row: its id as it stands there, else an invented one, else one without a character.
    pub(super) fn id(&mut self, header: &SheetHeader, row: &SheetRow, notes: &mut SheetNotes) -> HitId {
        let text = header.hit_id.map(|at| super::cell::plain(row.cell(at))).unwrap_or_default();
        if let Some(last) = self.last.as_ref().filter(|last| !text.is_empty() && last.as_str() == text) {
            return last.clone();
        }
        let id = if text.is_empty() {
            notes.take(SheetNote::NoHitId, row.line, "");
            InventedIds::hit(header, row).unwrap_or_else(|| HitId::from_service(""))
        } else {
            HitId::from_service(text)
        };
        self.last = Some(id.clone());
        id
    }

    /// What a row says of its HIT, where it says more than what was told, or something else.
    pub(super) fn more(
        &mut self,
        header: &SheetHeader,
        row: &SheetRow,
        id: &HitId,
        notes: &mut SheetNotes,
    ) -> Option<Hit> {
        let (filled, cells) = (filled(header, row), self.cells(header, row));
        if id.as_str().is_empty() {
            return None;
        }
        let told = self.told.entry(self.hasher.hash_one(id));
        let (before, told) = match told {
            std::collections::hash_map::Entry::Occupied(told) => told.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert((filled, cells));
                return Some(hit(header, row, id, notes));
            }
        };
        let news = filled & !*before != 0 || filled == *before && cells != *told;
        if news {
            (*before, *told) = (*before | filled, cells);
        }
        news.then(|| hit(header, row, id, notes))
    }

    /// The hash of what stands in the columns of the HIT.
    fn cells(&self, header: &SheetHeader, row: &SheetRow) -> u64 {
        let mut hash = self.hasher.build_hasher();
        for (at, ..) in columns(header) {
            row.cell(at).hash(&mut hash);
        }
        hash.finish()
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        self.told.len() as u64
    }
}

/// The columns of the HIT in their order.
fn columns(header: &SheetHeader) -> impl Iterator<Item = (usize, HitMember, super::column::MemberKind)> {
    header.columns.iter().enumerate().filter_map(|(at, column)| match column {
        SheetColumn::Hit(member, kind) if header.earlier.get(at) == Some(&None) => Some((at, *member, *kind)),
        _ => None,
    })
}

/// Which of them a row fills, a bit for each member.
fn filled(header: &SheetHeader, row: &SheetRow) -> u32 {
    let filled = columns(header).filter(|(at, ..)| !row.cell(*at).is_empty());
    filled.fold(0, |filled, (_, member, _)| filled | 1 << member as u32)
}

fn hit(header: &SheetHeader, row: &SheetRow, id: &HitId, notes: &mut SheetNotes) -> Hit {
    let mut hit = Hit { id: id.clone(), ..Hit::blank() };
    let mut kept = Keeping::default();
    for (at, member, kind) in columns(header) {
        let text = row.cell(at);
        if header.lacks(row, at) {
            continue;
        }
        match CellValue::read(kind, text) {
            CellValue::Missing => {}
            CellValue::UnknownTime => {
                notes.unknown_time(member.name(), row.line, text);
                kept.text(member.name(), text);
            }
            value => {
                if !value.wire().is_some_and(|value| hit.set(member, value)) {
                    notes.take(SheetNote::UnknownValue(member.name()), row.line, text);
                    kept.text(member.name(), text);
                }
            }
        }
    }
    hit.kept = kept.done();
    hit
}
