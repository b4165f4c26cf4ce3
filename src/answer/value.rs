use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Number;

/// How many times JSON inside a JSON string is opened; bounds the depth of the tree.
pub(super) const EMBEDDED: u8 = 2;

/// Largest whole number a JSON reader is sure to keep exactly (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

/// JSON from a form. Objects keep their order and their repeated keys.
#[derive(Debug, Clone, PartialEq)]
pub enum JsonValue {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// A string that held JSON itself.
    Embedded(Box<JsonValue>),
    /// `[…]`
    List(Vec<JsonValue>),
    /// `{…}`
    Object(Vec<(String, JsonValue)>),
}

impl JsonValue {
    /// Reads an object or an array; anything else (also JSON that is nested deeper than 127, or holds a number that
    /// would lose digits) is text and gives `None`.
    pub(super) fn read(text: &str) -> Option<Self> {
        JsonReader { embedded: EMBEDDED }.read(text)
    }

    /// The value as text to copy: bare where it is one text, a label or labels, else JSON.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Null => "".into(),
            Self::Text(text) => text.into(),
            Self::Object(entries) => match entries.as_slice() {
                [(key, Self::Text(label))] if key == "label" => label.into(),
                _ => self.to_string().into(),
            },
            _ => self.to_string().into(),
        }
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub(super) fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// The member of that name, if this is an object that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// Whether text is worth trying as JSON: an object or an array from its first to its last character.
pub(super) fn looks_like_json(text: &str) -> bool {
    let text = text.trim_ascii();
    (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('[') && text.ends_with(']'))
}

/// Whether a text reads like a number, `true`, `false` or `null`.
pub(super) fn reads_like_a_literal(text: &str) -> bool {
    let number = || {
        let bare =
            text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && text.trim_ascii_end() == text;
        bare && serde_json::from_str::<Number>(text).is_ok()
    };
    matches!(text, "true" | "false" | "null") || number()
}

/// A number as the tree holds it.
///
/// # Errors
///
/// When it is too large to be held exactly: then the source says more than the number would.
pub(super) fn exact<E: Error>(number: f64) -> Result<Number, E> {
    if number.abs() >= EXACT {
        return Err(E::custom("number too large to be exact"));
    }
    Number::from_f64(number).ok_or_else(|| E::custom("not a number"))
}

/// Compact JSON; what was embedded in strings is written as the JSON it is.
impl fmt::Display for JsonValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(bool) => serializer.serialize_bool(*bool),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Embedded(value) => value.serialize(serializer),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// Builds a [`JsonValue`]; serde's own tree would drop repeated keys.
#[derive(Clone, Copy)]
struct JsonReader {
    embedded: u8,
}

impl JsonReader {
    fn read(self, text: &str) -> Option<JsonValue> {
        if !looks_like_json(text) {
            return None;
        }
        let mut source = serde_json::Deserializer::from_str(text);
        let value = self.deserialize(&mut source).ok()?;
        source.end().ok()?;
        Some(value)
    }

    fn embedded(self, text: &str) -> Option<JsonValue> {
        Self { embedded: self.embedded.checked_sub(1)? }.read(text)
    }
}

impl<'de> DeserializeSeed<'de> for JsonReader {
    type Value = JsonValue;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<JsonValue, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonReader {
    type Value = JsonValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<JsonValue, E> {
        Ok(JsonValue::Null)
    }

    fn visit_bool<E>(self, bool: bool) -> Result<JsonValue, E> {
        Ok(JsonValue::Bool(bool))
    }

    fn visit_i64<E>(self, number: i64) -> Result<JsonValue, E> {
        Ok(JsonValue::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<JsonValue, E> {
        Ok(JsonValue::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<JsonValue, E> {
        exact(number).map(JsonValue::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<JsonValue, E> {
        Ok(self
            .embedded(text)
            .map_or_else(|| JsonValue::Text(text.to_owned()), |value| JsonValue::Embedded(value.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<JsonValue, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(JsonValue::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonValue, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(JsonValue::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::JsonValue;

    #[test]
    fn json_comes_back_as_it_was() {
        for json in [
            r#"{"a":[1,-2,3.5,null,true,"x"],"b":{}}"#,
            r#"{"twice":1,"twice":2}"#,
            r#"{"z":1,"a":2}"#,
            "[]",
            "[18446744073709551615,-9223372036854775808]",
        ] {
            assert_eq!(JsonValue::read(json).map(|value| value.to_string()).as_deref(), Some(json));
        }
    }

    #[test]
    fn text_that_only_looks_like_json_is_text() {
        for text in ["", "5", "\"x\"", "true", "{'a': 1}", "{", "[laughs]", "{}x", "[1] [2]", r#"["\ud800"]"#]
        {
            assert_eq!(JsonValue::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_would_lose_digits_keeps_the_whole_as_text() {
        assert_eq!(JsonValue::read("[123456789012345678901234567890]"), None);
        assert_eq!(JsonValue::read("[1e400]"), None);
    }

    #[test]
    fn json_in_strings_is_opened() {
        let value = JsonValue::read(r#"[{"input":"[{\"name\":\"x\"}]"}]"#).unwrap();
        assert_eq!(value.to_string(), r#"[{"input":[{"name":"x"}]}]"#);
    }

    #[test]
    fn json_nested_too_deep_is_text() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(JsonValue::read(&deep), None);
        let fits = "[".repeat(120) + &"]".repeat(120);
        assert!(JsonValue::read(&fits).is_some());
    }
}
