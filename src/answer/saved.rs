//! Answers that somebody saved in columns, one text a name.

use super::field::Field;
use super::nested::nested;
use super::{Answer, Content, JsonValue, QuestionTexts};
use std::collections::VecDeque;
use std::fmt::Write as _;

/// The root element of documents that [`columns_document`] writes; the service's own is called otherwise.
const ROOT: &str = "SavedAnswers";

/// Writes the document that stands for answers which a source holds in columns: names and texts to the letter, in
/// their order.
///
/// It reads as a QuestionFormAnswers document does, but is none: it is for the memory of this program, and
/// [`is_columns_document`] tells it apart.
#[must_use]
pub fn columns_document<'t>(answers: impl IntoIterator<Item = (&'t str, &'t str)>) -> String {
    let mut xml = format!("<{ROOT}>");
    for (name, text) in answers {
        // Writing to a String does not fail.
        let _ = write!(
            xml,
            "<Answer><QuestionIdentifier>{}</QuestionIdentifier><FreeText>{}</FreeText></Answer>",
            Escaped(name),
            Escaped(text)
        );
    }
    let _ = write!(xml, "</{ROOT}>");
    xml
}

/// Whether a document stands for columns and was sent by nobody.
#[must_use]
pub fn is_columns_document(xml: &str) -> bool {
    xml.strip_prefix('<').is_some_and(|rest| rest.starts_with(ROOT))
}

/// The fields of a columns document with elements of crowd-forms joined to one field each, at the place of their first
/// column; all others as they are.
pub(super) fn with_elements(fields: Vec<Field>, questions: &[QuestionTexts]) -> Vec<Field> {
    let pairs =
        questions.iter().flat_map(|question| question.texts.iter().map(|text| (&*question.name, &**text)));
    let mut rest: VecDeque<Field> = fields.into();
    let mut joined = Vec::new();
    for (name, value) in nested(pairs) {
        match rest.iter().position(|field| field.name == name) {
            Some(at) => joined.extend(rest.remove(at)),
            None => joined.push(Field::new(name, Content::Value(value))),
        }
    }
    joined
}

/// Texts that stand under names, as what [`lines`](super::lines) lays out: JSON in them is a value, nothing is noise.
#[must_use]
pub fn named_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Answer {
    let field = |(name, text): (&str, &str)| Field {
        name: name.trim().to_owned(),
        content: match JsonValue::read(text) {
            _ if text.is_empty() => Content::Empty,
            Some(value) => Content::Value(value),
            None => Content::Text(text.to_owned()),
        },
        noise: false,
        escaped_twice: false,
    };
    Answer { fields: texts.into_iter().map(field).collect(), flaw: None }
}

/// A text in which no character means markup, and none is lost on the way back.
struct Escaped<'t>(&'t str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '\r']) {
            let (before, from) = rest.split_at(at);
            f.write_str(before)?;
            f.write_str(match from.as_bytes().first() {
                Some(b'&') => "&amp;",
                Some(b'<') => "&lt;",
                Some(b'>') => "&gt;",
                _ => "&#13;",
            })?;
            rest = from.get(1..).unwrap_or_default();
        }
        f.write_str(rest)
    }
}
