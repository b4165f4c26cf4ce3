//! Fields of the answers as columns of the list: which ones say something at a glance.

use crate::answer::{brief, parse};
use crate::text::columns;
use std::borrow::Cow;
use std::collections::HashSet;

/// So many answers are looked at to choose columns.
const SAMPLE: usize = 200;
/// A value that is wider is no word or two.
const WIDEST: usize = 22;
/// A head is cut before it makes its column wider than this.
const HEAD: usize = 12;
/// More columns than this are a table, not a glance.
const MOST: usize = 8;

/// A field as a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldColumn {
    /// The field's name.
    pub name: String,
    /// How wide it is.
    pub width: usize,
}

/// What the first answers are like, field by field.
#[derive(Debug, Clone, Default)]
pub struct FieldSample {
    answers: usize,
    fields: Vec<SampledField>,
}

#[derive(Debug, Clone)]
struct SampledField {
    name: String,
    /// In how many answers it has a value.
    filled: usize,
    /// In how many it takes more than a word or two.
    long: usize,
    widest: usize,
    /// Different values, as far as that matters.
    values: HashSet<Box<str>>,
}

impl FieldSample {
    /// Looks at an answer, unless enough were looked at already.
    pub fn note(&mut self, xml: &str) {
        if self.answers >= SAMPLE {
            return;
        }
        self.answers += 1;
        for field in parse(xml).fields.iter().filter(|field| !field.noise && !field.name.is_empty()) {
            let words = brief(&field.content);
            self.change(&field.name, |sampled| match &words {
                Some(words) if words.is_empty() => {}
                Some(words) if columns(words) <= WIDEST => sampled.short(words),
                _ => sampled.long += 1,
            });
        }
    }

    /// Takes in what another sample saw, of answers of the same kind.
    pub fn join(&mut self, other: Self) {
        self.answers += other.answers;
        for field in other.fields {
            self.change(&field.name, |sampled| sampled.join(&field));
        }
    }

    /// How many answers were looked at.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.answers
    }

    /// Whether an answer had a field of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.name == name)
    }

    /// Changes what is known of a field, which begins here where no answer had it before.
    fn change(&mut self, name: &str, change: impl FnOnce(&mut SampledField)) {
        if let Some(known) = self.fields.iter_mut().find(|field| field.name == name) {
            return change(known);
        }
        let mut field = SampledField::named(name);
        change(&mut field);
        self.fields.push(field);
    }

    /// Every field as a column, in the order of the answers.
    #[must_use]
    pub fn all(&self) -> Vec<FieldColumn> {
        self.fields.iter().map(SampledField::column).collect()
    }

    /// The fields that are worth a column: most answers have them, in a word or two, and not always the same.
    #[must_use]
    pub fn chosen(&self) -> Vec<FieldColumn> {
        let worth = |field: &&SampledField| {
            field.filled * 2 >= self.answers && field.long * 10 <= field.filled && field.values.len() > 1
        };
        self.fields.iter().filter(worth).take(MOST).map(SampledField::column).collect()
    }
}

impl SampledField {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), filled: 0, long: 0, widest: 0, values: HashSet::new() }
    }

    fn join(&mut self, other: &Self) {
        self.filled += other.filled;
        self.long += other.long;
        self.widest = self.widest.max(other.widest);
        self.values.extend(other.values.iter().cloned());
    }

    fn short(&mut self, words: &str) {
        self.filled += 1;
        self.widest = self.widest.max(columns(words));
        if self.values.len() < 2 {
            self.values.insert(words.into());
        }
    }

    fn column(&self) -> FieldColumn {
        let width = self.widest.max(columns(&self.name).min(HEAD)).max(4);
        FieldColumn { name: self.name.clone(), width }
    }
}

/// What stands in these columns for an answer; empty where it has no such field, or one too long to say.
#[must_use]
pub fn cells(xml: &str, wanted: &[FieldColumn]) -> Vec<String> {
    let answer = parse(xml);
    let of = |column: &FieldColumn| {
        let field = answer.fields.iter().find(|field| field.name == column.name)?;
        Some(brief(&field.content).map_or_else(|| "…".to_owned(), Cow::into_owned))
    };
    wanted.iter().map(|column| of(column).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(fields: &[(&str, &str)]) -> String {
        let of = |(name, text): &(&str, &str)| {
            format!(
                "<Answer><QuestionIdentifier>{name}</QuestionIdentifier><FreeText>{text}</FreeText></Answer>"
            )
        };
        format!("<QuestionFormAnswers>{}</QuestionFormAnswers>", fields.iter().map(of).collect::<String>())
    }

    #[test]
    fn short_fields_that_differ_become_columns() {
        let mut sample = FieldSample::default();
        for n in 0..30 {
            let label = if n % 3 == 0 { "Bags" } else { "Shoes" };
            let long = format!("This is what I thought of picture number {n}, which is a good one.");
            let rare = if n == 0 { "x" } else { "" };
            sample.note(&answer(&[
                ("department", label),
                ("why", &long),
                ("version", "7"),
                ("odd", rare),
                ("Submit", "Submit"),
            ]));
        }
        let chosen = sample.chosen();
        assert_eq!(chosen, [FieldColumn { name: "department".to_owned(), width: 10 }]);
        let cells = cells(&answer(&[("why", "x"), ("department", "a  b")]), &chosen);
        assert_eq!(cells, ["a  b"]);
    }
}
