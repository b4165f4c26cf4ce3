//! Answers that somebody saved in columns, one text a name.

use super::field::Field;
use super::{Answer, Content, JsonValue};
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::parse;

    #[test]
    fn columns_come_out_of_their_document_to_the_letter() {
        let hostile = "a\r\nb\r \t<b>&amp;&#8212; ]]> \u{1b}[31m\u{0} \u{1f600} &";
        let texts = [
            ("age.option_1", "True"),
            ("Website Found in", " "),
            ("a<b>&\"", hostile),
            ("a", "0042"),
            ("a", ""),
        ];
        let document = columns_document(texts);
        assert!(is_columns_document(&document) && !is_columns_document("<QuestionFormAnswers/>"));
        let answer = parse(&document);
        assert_eq!(answer.flaw, None);
        let names: Vec<&str> = answer.fields.iter().map(|field| &*field.name).collect();
        assert_eq!(names, texts.map(|(name, _)| name));
        assert_eq!(answer.fields[2].content, Content::Text(hostile.to_owned()));
        assert_eq!(answer.fields[1].content, Content::Text(" ".to_owned()));
        assert_eq!(answer.fields[4].content, Content::Empty);
    }
}
