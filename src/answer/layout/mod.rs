//! Answers as lines of text, each span with a role; the theme turns roles into colours.

mod content;
mod label;
mod labels;
mod name_column;
mod picture;
mod raw;
mod table;
mod value;
mod words;

pub use labels::LabelWidths;

use super::{Answer, Flaw};
use crate::text::wrap::{self, Wrap};
use crate::text::{Glyphs, Line, Role, safe};
use name_column::NameColumn;

/// How far before and behind a flaw its surroundings are quoted, in characters.
const QUOTED: usize = 24;

/// What is said of a field whose text the form had escaped before the service did.
const ESCAPED_TWICE: &str = "escaped twice; shown unescaped";

/// How an answer is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct AnswerLayout {
    /// Width in terminal columns. At 0 and 1 it is as good as it gets.
    pub width: u16,
    /// Show the noise fields, too.
    pub unfolded: bool,
    /// Glyphs of our own in ASCII only.
    pub ascii: bool,
    /// Columns that labels beside their values take at least: what other answers of the HIT need; 0 for as many as
    /// this answer needs.
    pub labels: u16,
}

impl AnswerLayout {
    /// The source as it was sent, made safe: a line per tag and its text, wrapped.
    #[must_use]
    pub fn raw_lines(&self, xml: &str) -> Vec<Line> {
        raw::lines(xml, self.columns(), Glyphs { ascii: self.ascii })
    }

    fn columns(self) -> usize {
        usize::from(self.width.max(1))
    }
}

/// The source as it was sent, made safe: a line per tag and its text, wrapped at `width` columns.
#[must_use]
pub fn raw_lines(xml: &str, width: u16) -> Vec<Line> {
    AnswerLayout { width, ..AnswerLayout::default() }.raw_lines(xml)
}

/// The answer as it is read: names on the left, values on the right.
///
/// For a broken document first the reason and the place, then what could be read, then the source `xml`.
#[must_use]
pub fn lines(answer: &Answer, xml: &str, layout: &AnswerLayout) -> Vec<Line> {
    let (width, glyphs) = (layout.columns(), Glyphs { ascii: layout.ascii });
    let mut lines = Vec::new();
    if let Some(flaw) = &answer.flaw {
        lines.extend(flaw_lines(flaw, xml, width, glyphs));
        lines.push(Line::default());
    }
    field_lines(answer, *layout, &mut lines);
    if answer.flaw.is_some() {
        if !answer.fields.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(wrap::text("The document as it was sent:", Role::Dim, width, glyphs));
        lines.extend(layout.raw_lines(xml));
    }
    lines
}

fn field_lines(answer: &Answer, layout: AnswerLayout, lines: &mut Vec<Line>) {
    let (width, glyphs) = (layout.columns(), Glyphs { ascii: layout.ascii });
    let shown = || answer.fields.iter().filter(|field| layout.unfolded || !field.noise);
    let columns = NameColumn::at_least(layout.labels.into(), shown().map(|field| field.name.as_str()), width);
    for field in shown() {
        let need = content::need(&field.content);
        columns.entry(&field.name, need, glyphs, lines, |width| {
            let mut lines = content::lines(&field.content, width, glyphs);
            if field.escaped_twice {
                lines.extend(wrap::text(ESCAPED_TWICE, Role::Dim, width, glyphs));
            }
            lines
        });
    }
    if shown().next().is_none() && answer.flaw.is_none() {
        let note = match answer.folded() {
            0 => "The answer is empty.".to_owned(),
            1 => "Nothing but 1 folded field.".to_owned(),
            folded => format!("Nothing but {folded} folded fields."),
        };
        lines.extend(wrap::text(&note, Role::Dim, width, glyphs));
    }
}

/// What is wrong, where, and the source around that place.
fn flaw_lines(flaw: &Flaw, xml: &str, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut wrap = Wrap::new(width, glyphs);
    wrap.push("This is not well-formed XML: ", Role::Bad);
    wrap.push(&flaw.reason, Role::Bad);
    wrap.line_break();
    wrap.push(&format!("line {}, column {} (byte {})", flaw.line, flaw.column, flaw.at), Role::Dim);
    let (before, behind) = xml.split_at_checked(flaw.at).unwrap_or((xml, ""));
    let from = before.char_indices().rev().nth(QUOTED - 1).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(QUOTED).map_or(behind.len(), |(at, _)| at);
    wrap.line_break();
    wrap.push(&safe::one_line(before.get(from..).unwrap_or_default()), Role::Dim);
    wrap.push(&safe::one_line(behind.get(..to).unwrap_or_default()), Role::Bad);
    wrap.finish()
}

#[cfg(test)]
mod tests;
