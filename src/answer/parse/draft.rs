use crate::answer::task_answers::{TASK_ANSWERS, unwrap_task};
use crate::answer::unescape::escaped_twice;
use crate::answer::value::reads_like_a_literal;
use crate::answer::{Content, Field, JsonValue, QuestionTexts};

/// The elements inside `Answer` that hold text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Identifier,
    Selection,
    OtherText,
    FileSize,
    FileKey,
    /// `FreeText`, an element the schema does not know, or text beside all elements.
    Text,
}

impl Leaf {
    /// The leaf that an element of the schema is.
    pub(super) fn named(local_name: &str) -> Option<Self> {
        Some(match local_name {
            "QuestionIdentifier" => Self::Identifier,
            "FreeText" => Self::Text,
            "SelectionIdentifier" => Self::Selection,
            "OtherSelectionText" => Self::OtherText,
            "UploadedFileSizeInBytes" => Self::FileSize,
            "UploadedFileKey" => Self::FileKey,
            _ => return None,
        })
    }
}

/// One question's answer while its elements arrive.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) name: Option<String>,
    chosen: Vec<String>,
    other: Option<String>,
    key: Option<String>,
    bytes: Option<u64>,
    texts: Vec<String>,
}

impl Draft {
    /// Puts an element's text where it belongs; what can not be there stays as free text.
    pub(super) fn put(&mut self, leaf: Leaf, text: String) {
        match leaf {
            Leaf::Identifier if self.name.is_none() => self.name = Some(text),
            Leaf::Selection => self.chosen.push(text),
            Leaf::OtherText if self.other.is_none() => self.other = Some(text),
            Leaf::FileKey if self.key.is_none() => self.key = Some(text),
            Leaf::FileSize if self.bytes.is_none() && file_size(&text).is_some() => {
                self.bytes = file_size(&text);
            }
            _ => self.texts.push(text),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        let Self { name, chosen, other, key, bytes, texts } = self;
        name.is_none()
            && chosen.is_empty()
            && other.is_none()
            && key.is_none()
            && bytes.is_none()
            && texts.is_empty()
    }

    /// What arrived, as it stands in the document.
    pub(super) fn texts(self) -> QuestionTexts {
        let Self { name, chosen, other, key, bytes, texts } = self;
        let name = trimmed(name.unwrap_or_default());
        let texts = key.into_iter().chain(chosen).chain(other).chain(texts).collect();
        QuestionTexts { name, texts, bytes }
    }

    /// Turns what arrived into fields, all under the question's name.
    pub(super) fn settle(self, fields: &mut Vec<Field>) {
        let Self { name, chosen, other, key, bytes, mut texts } = self;
        let name = trimmed(name.unwrap_or_default());
        let before = fields.len();
        let mut again = false;
        let mut unescaped = |text: String| {
            let unescaped = escaped_twice(&text);
            again |= unescaped.is_some();
            unescaped.unwrap_or(text)
        };
        if key.is_some() || bytes.is_some() {
            let key = key.map(&mut unescaped).unwrap_or_default();
            fields.push(Field::new(name.clone(), Content::Upload { key, bytes }));
        }
        if !chosen.is_empty() || other.is_some() {
            let chosen = chosen.into_iter().map(&mut unescaped).collect();
            let other = other.map(&mut unescaped);
            fields.push(Field::new(name.clone(), Content::Selections { chosen, other }));
        }
        if let Some(first) = fields.get_mut(before) {
            first.escaped_twice = again;
        }
        let last = texts.pop();
        for text in texts {
            free_text(name.clone(), text, fields);
        }
        match last {
            Some(text) => free_text(name, text, fields),
            None if fields.len() == before => fields.push(Field::new(name, Content::Empty)),
            None => {}
        }
    }
}

/// A size in bytes, written the one way that can be written back.
fn file_size(text: &str) -> Option<u64> {
    let text = text.trim_ascii();
    let bytes: u64 = text.parse().ok()?;
    (bytes == 0 || !text.starts_with(['0', '+'])).then_some(bytes)
}

/// A name without white space around it.
fn trimmed(name: String) -> String {
    let inner = name.trim();
    if inner.len() == name.len() { name } else { inner.to_owned() }
}

/// Adds the field, or the fields, that stand in a free text. What was escaped twice is said of the first of them.
fn free_text(name: String, text: String, fields: &mut Vec<Field>) {
    if text.is_empty() {
        return fields.push(Field::new(name, Content::Empty));
    }
    if let Some(value) = JsonValue::read(&text) {
        // References inside the strings of JSON are the form's own business.
        return json(name, value, fields);
    }
    let Some(again) = escaped_twice(&text) else {
        return fields.push(Field::new(name, Content::Text(text)));
    };
    let before = fields.len();
    match JsonValue::read(&again) {
        Some(value) => json(name, value, fields),
        None => fields.push(Field::new(name, Content::Text(again))),
    }
    if let Some(first) = fields.get_mut(before) {
        first.escaped_twice = true;
    }
}

/// Adds the field, or the fields, that are in JSON.
fn json(name: String, value: JsonValue, fields: &mut Vec<Field>) {
    if name != TASK_ANSWERS {
        return fields.push(Field::new(name, Content::Value(value)));
    }
    match unwrap_task(value) {
        Ok(entries) => fields
            .extend(entries.into_iter().map(|(name, value)| Field::new(trimmed(name), content_of(value)))),
        Err(value) => fields.push(Field::new(name, Content::Value(value))),
    }
}

/// A member of a crowd-form's object as if it had been a question of its own.
fn content_of(value: JsonValue) -> Content {
    match value {
        JsonValue::Text(text) if text.is_empty() => Content::Empty,
        // Among JSON values the text "1" is not the number.
        JsonValue::Text(text) if reads_like_a_literal(&text) => Content::Value(JsonValue::Text(text)),
        JsonValue::Text(text) => Content::Text(text),
        other => Content::Value(other),
    }
}
