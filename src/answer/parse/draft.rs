use crate::answer::unescape::escaped_twice;
use crate::answer::value::reads_like_a_literal;
use crate::answer::{Content, Field, JsonValue};

/// The identifier under which a crowd-form puts everything it asked, as one JSON object in an array.
const TASK_ANSWERS: &str = "taskAnswers";

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
    /// Whether something in it was escaped twice.
    escaped_twice: bool,
}

impl Draft {
    /// Puts an element's text where it belongs; what can not be there stays as free text.
    pub(super) fn put(&mut self, leaf: Leaf, text: String) {
        match leaf {
            Leaf::Identifier if self.name.is_none() => self.name = Some(text),
            Leaf::Selection => {
                let chosen = self.unescaped(text);
                self.chosen.push(chosen);
            }
            Leaf::OtherText if self.other.is_none() => self.other = Some(self.unescaped(text)),
            Leaf::FileKey if self.key.is_none() => self.key = Some(self.unescaped(text)),
            Leaf::FileSize if self.bytes.is_none() && file_size(&text).is_some() => {
                self.bytes = file_size(&text);
            }
            _ => self.texts.push(text),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        let Self { name, chosen, other, key, bytes, texts, escaped_twice: _ } = self;
        name.is_none()
            && chosen.is_empty()
            && other.is_none()
            && key.is_none()
            && bytes.is_none()
            && texts.is_empty()
    }

    /// The text as the worker wrote it.
    fn unescaped(&mut self, text: String) -> String {
        let again = escaped_twice(&text);
        self.escaped_twice |= again.is_some();
        again.unwrap_or(text)
    }

    /// Turns what arrived into fields, all under the question's name.
    pub(super) fn settle(&mut self, fields: &mut Vec<Field>) {
        if self.is_empty() {
            return;
        }
        let name = trimmed(self.name.take().unwrap_or_default());
        let before = fields.len();
        let (key, bytes) = (self.key.take(), self.bytes.take());
        if key.is_some() || bytes.is_some() {
            fields.push(Field::new(name.clone(), Content::Upload { key: key.unwrap_or_default(), bytes }));
        }
        let (chosen, other) = (std::mem::take(&mut self.chosen), self.other.take());
        if !chosen.is_empty() || other.is_some() {
            fields.push(Field::new(name.clone(), Content::Selections { chosen, other }));
        }
        if let Some(first) = fields.get_mut(before) {
            first.escaped_twice = std::mem::take(&mut self.escaped_twice);
        }
        let last = self.texts.pop();
        for text in self.texts.drain(..) {
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

/// The members of a crowd-form's object, or the value back if it is shaped otherwise.
fn unwrap_task(value: JsonValue) -> Result<Vec<(String, JsonValue)>, JsonValue> {
    match value {
        JsonValue::Object(entries) if !entries.is_empty() => Ok(entries),
        JsonValue::List(mut items) if items.len() == 1 => match items.pop() {
            Some(JsonValue::Object(entries)) if !entries.is_empty() => Ok(entries),
            other => Err(JsonValue::List(other.into_iter().collect())),
        },
        other => Err(other),
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
