use super::name_column::longest_beside;
use crate::answer::Answer;
use crate::text::{Glyphs, wrap};
use std::collections::BTreeSet;

/// How wide the labels of one HIT's answers are, so that values stand in the same column in each of them.
///
/// It only learns: a column made from it never gets narrower.
#[derive(Debug, Clone, Default)]
pub struct LabelWidths {
    /// Widths of the fields that always show, in columns.
    shown: BTreeSet<usize>,
    /// Widths of those that show unfolded.
    folded: BTreeSet<usize>,
    answers: usize,
}

impl LabelWidths {
    /// Learns the labels of an answer.
    pub fn note(&mut self, answer: &Answer) {
        self.answers += 1;
        for field in &answer.fields {
            let widths = if field.noise { &mut self.folded } else { &mut self.shown };
            widths.insert(wrap::inline_width(&field.name, Glyphs { ascii: false }));
        }
    }

    /// How many answers it has seen.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.answers
    }

    /// The width of the labels in a pane of `width` columns; 0 where none stands beside its value.
    #[must_use]
    pub fn beside(&self, width: u16, unfolded: bool) -> u16 {
        let folded = self.folded.iter().filter(|_| unfolded);
        let widest = longest_beside(self.shown.iter().chain(folded).copied(), usize::from(width));
        u16::try_from(widest).unwrap_or(u16::MAX)
    }
}
