//! JSON: a line a record, or one document.
//!
//! HITs and bonuses are written in the shape of the service's own answers: `{"HIT": …}`, `{"BonusPayments": [ … ]}`. So
//! they are told once, and read by everything that reads those answers. A HIT without an id, which no assignment can
//! name, stands in its assignments.

mod assignment;
mod grouped;
mod member;

use super::known_hits::KnownHits;
use super::replay::each;
use super::{ExportError, Exported, Replay};
use crate::model::{BonusPayment, Hit, HitId, Remark, SavedAssignment, SavedRecord};
use assignment::AssignmentJson;
#[cfg(feature = "parquet")]
pub(super) use assignment::{AnswersJson, TrialsJson, ValuesJson};
use member::StructureJson;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::Write;

/// Writes a line for each assignment, HIT and bonus, in the order of the source. `tell` gets the source's remarks.
///
/// # Errors
///
/// When the source can not be read, or nothing can be written.
pub fn write_jsonl(
    source: &dyn Replay,
    out: &mut dyn Write,
    tell: &mut dyn FnMut(&Remark),
) -> Result<Exported, ExportError> {
    let (mut exported, mut hits) = (Exported::default(), NamelessHits::new());
    each(source, |record| {
        exported.count(&record, tell);
        match record {
            SavedRecord::Hit(hit) => match hits.take(*hit)? {
                Some(hit) => line(out, &HitLine(&hit)),
                None => Ok(()),
            },
            SavedRecord::Assignment(saved) => line(out, &hits.with(&saved)?),
            SavedRecord::Bonus(bonus) => line(out, &BonusLine(&bonus)),
            SavedRecord::Remark(_) => Ok(()),
        }
    })?;
    Ok(exported)
}

/// Writes one document: the lists `HITs`, `Assignments` and `BonusPayments`. `tell` gets the source's remarks, each once.
///
/// # Errors
///
/// When the source can not be read again and again, or nothing can be written.
pub fn write_json(
    source: &dyn Replay,
    out: &mut dyn Write,
    tell: &mut dyn FnMut(&Remark),
) -> Result<Exported, ExportError> {
    let (mut exported, mut hits) = (Exported::default(), NamelessHits::new());
    let mut list = JsonList::begin(out, "{\n\"HITs\": [")?;
    each(source, |record| {
        exported.count(&record, tell);
        let SavedRecord::Hit(hit) = record else { return Ok(()) };
        hits.take(*hit)?.map_or(Ok(()), |hit| list.element(out, &StructureJson(&hit)))
    })?;
    list = JsonList::begin(out, "\n],\n\"Assignments\": [")?;
    each(source, |record| match record {
        SavedRecord::Assignment(saved) => list.element(out, &hits.with(&saved)?),
        _ => Ok(()),
    })?;
    list = JsonList::begin(out, "\n],\n\"BonusPayments\": [")?;
    if exported.bonuses > 0 {
        each(source, |record| match record {
            SavedRecord::Bonus(bonus) => list.element(out, &StructureJson(&*bonus)),
            _ => Ok(()),
        })?;
    }
    out.write_all(b"\n]\n}\n")?;
    Ok(exported)
}

/// The HITs that have no id, for the assignments that belong to them.
struct NamelessHits(KnownHits);

impl NamelessHits {
    fn new() -> Self {
        Self(KnownHits::new())
    }

    /// Keeps a HIT without an id, and gives another one back.
    fn take(&mut self, hit: Hit) -> Result<Option<Hit>, ExportError> {
        if hit.id.real().is_some() {
            return Ok(Some(hit));
        }
        self.0.insert(hit)?;
        Ok(None)
    }

    /// An assignment, with its HIT where that has no id.
    fn with<'s>(&mut self, saved: &'s SavedAssignment) -> Result<AssignmentJson<'s>, ExportError> {
        let id = &saved.assignment.hit;
        let hit = if id.real().is_some() { None } else { self.0.get(id)?.cloned() };
        // The id in its place is none of the service's.
        let hit = hit.map(|hit| Hit { id: HitId::from_service(""), ..hit });
        Ok(AssignmentJson { saved, hit })
    }
}

fn line(out: &mut dyn Write, record: &impl Serialize) -> Result<(), ExportError> {
    serde_json::to_writer(&mut *out, record)?;
    Ok(out.write_all(b"\n")?)
}

/// A list that is written element by element, each on its line.
struct JsonList {
    filled: bool,
}

impl JsonList {
    fn begin(out: &mut dyn Write, begin: &str) -> Result<Self, ExportError> {
        out.write_all(begin.as_bytes())?;
        Ok(Self { filled: false })
    }

    fn element(&mut self, out: &mut dyn Write, element: &impl Serialize) -> Result<(), ExportError> {
        out.write_all(if self.filled { b",\n" } else { b"\n" })?;
        self.filled = true;
        Ok(serde_json::to_writer(out, element)?)
    }
}

/// A HIT as the service answers with one.
struct HitLine<'s>(&'s Hit);

impl Serialize for HitLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("HIT", &StructureJson(self.0))?;
        map.end()
    }
}

/// A bonus as the service lists it.
struct BonusLine<'s>(&'s BonusPayment);

impl Serialize for BonusLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("BonusPayments", &[StructureJson(self.0)])?;
        map.end()
    }
}

#[cfg(test)]
mod tests;
