//! Searching answers without parsing them.
//!
//! A search looks at every answer there is, most of which do not match. So the scan walks over the markup of ordinary
//! documents, looks into the values only, and decodes nothing where there is nothing to decode. A document that is
//! not ordinary is parsed; what is found is the same either way.

mod json;
mod ordinary;

use crate::text::Needle;
use memchr::memchr;
use std::borrow::Cow;

use super::unescape::{escaped_twice, unescape};
use super::value::looks_like_json;
use super::{Answer, Content, JsonValue, parse};
use ordinary::OrdinaryScan;

impl Needle {
    /// Whether one of the values in a QuestionFormAnswers document holds it. The names of questions and of JSON
    /// members are not searched: they are the same in every answer. A broken document is searched as it was sent.
    #[must_use]
    pub fn is_in_answer(&self, xml: &str) -> bool {
        match ordinary::any_value(xml, |value| self.is_in_value(value)) {
            OrdinaryScan::Found => true,
            OrdinaryScan::Nothing => false,
            OrdinaryScan::NotOrdinary => self.is_in_parsed(&parse(xml), xml),
        }
    }

    /// Looks into the text of an element, as it stands in the source.
    fn is_in_value(&self, escaped: &str) -> bool {
        let text = unescape(escaped);
        // Without a reference in it, it was not escaped twice either.
        let again = if let Cow::Owned(text) = &text { escaped_twice(text) } else { None };
        match again {
            Some(again) if JsonValue::read(&text).is_none() => self.is_in_text(&again),
            _ => self.is_in_text(&text),
        }
    }

    /// Looks into a text that may be JSON.
    fn is_in_text(&self, text: &str) -> bool {
        let found = self.is_in(text);
        // What the text does not show, JSON can hide in escapes only.
        let json = looks_like_json(text) && (found || memchr(b'\\', text.as_bytes()).is_some());
        // In JSON only the values count.
        json.then(|| json::is_in(self, text)).flatten().unwrap_or(found)
    }

    /// The slow way, and the measure of the fast one.
    fn is_in_parsed(&self, answer: &Answer, xml: &str) -> bool {
        answer.fields.iter().any(|field| self.is_in_content(&field.content))
            || (answer.flaw.is_some() && self.is_in(xml))
    }

    fn is_in_content(&self, content: &Content) -> bool {
        match content {
            Content::Empty => false,
            Content::Text(text) => self.is_in(text),
            Content::Selections { chosen, other } => chosen.iter().chain(other).any(|text| self.is_in(text)),
            Content::Upload { key, bytes } => {
                self.is_in(key) || bytes.is_some_and(|bytes| self.is_in_number(&bytes))
            }
            Content::Value(value) => self.is_in_json(value),
        }
    }

    fn is_in_json(&self, value: &JsonValue) -> bool {
        match value {
            JsonValue::Null => self.is_in("null"),
            JsonValue::Bool(bool) => self.is_in(if *bool { "true" } else { "false" }),
            JsonValue::Number(number) => self.is_in_number(number),
            JsonValue::Text(text) => self.is_in(text),
            JsonValue::Embedded(value) => self.is_in_json(value),
            JsonValue::List(items) => items.iter().any(|item| self.is_in_json(item)),
            JsonValue::Object(entries) => entries.iter().any(|(_, value)| self.is_in_json(value)),
        }
    }
}

#[cfg(test)]
mod tests;
