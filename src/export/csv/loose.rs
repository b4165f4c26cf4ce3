//! The cells of an assignment that have no fixed column.

use super::fixed::{FixedColumn, SiteColumn};
use crate::export::answers::{AnsweredQuestion, answered};
use crate::model::{KeptMembers, SavedAssignment};
use crate::wire::{RawMembers, text_of};
use std::borrow::Cow;

/// Between the choices of one question, as the site and the SDKs write them.
const BETWEEN: &str = "|";

/// The broken document of an assignment stands in a column of this name.
const DOCUMENT: &str = "Answer";

/// Where a column stands that not every file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnPlace {
    /// `Input.*`
    Input,
    /// `Answer.*`
    Answer,
    /// Behind everything that the site writes.
    Behind,
}

impl ColumnPlace {
    /// What its headers begin with.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Input => "Input.",
            Self::Answer => "Answer.",
            Self::Behind => "",
        }
    }

    /// The place of a column of a file, and its name there.
    fn of(column: &str) -> (Self, &str) {
        let at = |place: Self| Some((place, column.strip_prefix(place.prefix())?));
        at(Self::Input).or_else(|| at(Self::Answer)).unwrap_or((Self::Behind, column))
    }
}

/// A cell under a column that not every file has.
#[derive(Debug)]
pub(super) struct LooseCell<'s> {
    /// Where the column stands.
    pub(super) place: ColumnPlace,
    /// The column's name, without its prefix.
    pub(super) name: Cow<'s, str>,
    /// What stands in the cell.
    pub(super) text: Cow<'s, str>,
}

/// What an assignment has beside the service's members.
#[derive(Debug)]
pub(super) struct LooseCells<'s> {
    /// Cells under columns that not every file has. A column may come several times.
    pub(super) cells: Vec<LooseCell<'s>>,
    /// Cells of the site's own columns.
    site: Vec<(SiteColumn, &'s str)>,
}

impl<'s> LooseCells<'s> {
    /// Finds them.
    pub(super) fn of(saved: &'s SavedAssignment) -> Self {
        let mut loose = Self { cells: Vec::new(), site: Vec::new() };
        for input in &saved.inputs {
            loose.push(ColumnPlace::Input, &*input.name, &*input.text);
        }
        let answered = answered(saved);
        for AnsweredQuestion { name, texts } in answered.questions {
            loose.push(ColumnPlace::Answer, name, joined(texts));
        }
        if let Some(document) = answered.broken {
            loose.push(ColumnPlace::Behind, DOCUMENT, document);
        }
        for extra in &saved.extra {
            match SiteColumn::from_name(&extra.name) {
                Some(column) if loose.site(column).is_none() => loose.site.push((column, &extra.text)),
                _ => loose.push(ColumnPlace::Behind, &*extra.name, &*extra.text),
            }
        }
        loose.cells.extend(kept(&saved.assignment.kept));
        loose
    }

    /// The cells of one trial.
    pub(super) fn of_trial(columns: &'s [impl AsRef<str>], row: &'s [Box<str>]) -> Vec<LooseCell<'s>> {
        let texts = row.iter().map(|text| &**text).chain(std::iter::repeat(""));
        let cell = |(column, text): (&'s _, &'s str)| {
            let (place, name) = ColumnPlace::of(AsRef::as_ref(column));
            LooseCell { place, name: name.into(), text: text.into() }
        };
        columns.iter().zip(texts).map(cell).collect()
    }

    /// What stands in a column of the site.
    pub(super) fn site(&self, column: SiteColumn) -> Option<&'s str> {
        self.site.iter().find(|(own, _)| *own == column).map(|(_, text)| *text)
    }

    fn push(&mut self, place: ColumnPlace, name: impl Into<Cow<'s, str>>, text: impl Into<Cow<'s, str>>) {
        self.cells.push(LooseCell { place, name: name.into(), text: text.into() });
    }
}

/// The kept members that have no fixed column.
pub(super) fn kept(members: &KeptMembers) -> Vec<LooseCell<'static>> {
    let members = RawMembers::kept(members);
    let loose = members.iter().filter(|(name, _)| !FixedColumn::holds(name));
    let cell = |(name, value): (&str, &serde_json::value::RawValue)| LooseCell {
        place: ColumnPlace::Behind,
        name: name.to_owned().into(),
        text: told(value.get()).into_owned().into(),
    };
    loose.map(cell).collect()
}

/// A kept value in a cell: its text, or its JSON.
pub(super) fn told(json: &str) -> Cow<'_, str> {
    text_of(json).unwrap_or(Cow::Borrowed(json))
}

fn joined(mut texts: Vec<Cow<'_, str>>) -> Cow<'_, str> {
    match texts.len() {
        0 | 1 => texts.pop().unwrap_or_default(),
        _ => texts.join(BETWEEN).into(),
    }
}
