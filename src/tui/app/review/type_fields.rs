//! What the answers of one HIT type are like, and which of their fields are columns of the list.

use crate::table::{FieldColumn, FieldSample};

/// Columns are chosen when so many answers were seen, and stay from then on.
const ENOUGH: usize = 20;

/// What is known of the answers of one HIT type.
#[derive(Debug)]
pub(super) struct TypeFields {
    rank: TypeRank,
    sample: FieldSample,
    shown: Vec<FieldColumn>,
    choice: FieldChoice,
}

/// The place of a type among others, of which no two have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TypeRank {
    /// Where the first of its HITs stands among those that were asked for; files name none.
    pub(super) place: usize,
    /// How many came before it.
    pub(super) arrival: usize,
}

/// Who chose the columns.
#[derive(Debug)]
enum FieldChoice {
    /// The answers seen so far suggest them.
    Suggested,
    /// Enough answers suggested them: they stay.
    Settled,
    /// The user, by name; those that no answer has had yet will join.
    User(Vec<String>),
}

impl TypeFields {
    /// A type of which no answer was seen.
    pub(super) fn new(rank: TypeRank) -> Self {
        Self { rank, sample: FieldSample::default(), shown: Vec::new(), choice: FieldChoice::Suggested }
    }

    /// Its place among the types.
    pub(super) fn rank(&self) -> TypeRank {
        self.rank
    }

    /// Its columns, in the order of the answers.
    pub(super) fn shown(&self) -> &[FieldColumn] {
        &self.shown
    }

    /// Every field that an answer had, in the order of the answers.
    pub(super) fn all(&self) -> Vec<FieldColumn> {
        self.sample.all()
    }

    /// Learns from answers which fields are worth a column.
    pub(super) fn learn<'a>(&mut self, answers: impl Iterator<Item = &'a str>) {
        answers.for_each(|xml| self.sample.note(xml));
        self.choose();
    }

    /// No more answers come for now: what was suggested stays, if anything was.
    pub(super) fn loaded(&mut self) {
        if !self.shown.is_empty() {
            self.settle();
        }
    }

    fn settle(&mut self) {
        if matches!(self.choice, FieldChoice::Suggested) {
            self.choice = FieldChoice::Settled;
        }
    }

    /// Shows what the answers suggest, or what the user chose of them.
    fn choose(&mut self) {
        match &self.choice {
            FieldChoice::Suggested => self.shown = self.sample.chosen(),
            FieldChoice::Settled => {}
            FieldChoice::User(names) => self.shown = self.named(names),
        }
        if self.sample.answers() >= ENOUGH {
            self.settle();
        }
    }

    /// Takes in what was learned of a HIT that turns out to be of this type.
    pub(super) fn join(&mut self, other: Self) {
        self.rank = self.rank.min(other.rank);
        self.sample.join(other.sample);
        match (&self.choice, other.choice) {
            (FieldChoice::User(_), _) => {}
            (_, FieldChoice::User(names)) => self.choice = FieldChoice::User(names),
            (FieldChoice::Suggested, FieldChoice::Settled) => {
                (self.choice, self.shown) = (FieldChoice::Settled, other.shown);
            }
            (FieldChoice::Suggested | FieldChoice::Settled, _) => {}
        }
        self.choose();
    }

    /// Shows these fields, as the user chose; tells whether that changed anything.
    pub(super) fn show(&mut self, names: &[String]) -> bool {
        if matches!(&self.choice, FieldChoice::User(chosen) if chosen == names) {
            return false;
        }
        self.choice = FieldChoice::User(names.to_vec());
        self.choose();
        true
    }

    /// Shows or hides a field, if an answer had it; tells what is chosen then.
    pub(super) fn set(&mut self, name: &str, shown: bool) -> Option<Vec<String>> {
        if !self.sample.has(name) {
            return None;
        }
        let others = self.shown.iter().map(|field| &field.name).filter(|other| *other != name);
        let names: Vec<String> = others.cloned().chain(shown.then(|| name.to_owned())).collect();
        self.show(&names);
        Some(names)
    }

    /// The fields with these names, in the order of the answers. What shows already keeps its width.
    fn named(&self, names: &[String]) -> Vec<FieldColumn> {
        let as_shown = |field: FieldColumn| {
            let shown = self.shown.iter().find(|shown| shown.name == field.name);
            shown.cloned().unwrap_or(field)
        };
        self.sample.all().into_iter().filter(|field| names.contains(&field.name)).map(as_shown).collect()
    }
}
