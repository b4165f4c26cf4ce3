//! Objects whose values stay as they were sent until somebody asks for them.

use super::text;
use crate::model::{KeptMembers, MemberName};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The members of a JSON object in their order, each value as it was sent.
#[derive(Debug, Clone, Default)]
pub struct RawMembers<'j>(Vec<(Cow<'j, str>, &'j RawValue)>);

impl<'j> RawMembers<'j> {
    /// Reads an object.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or another value than an object.
    pub fn parse(json: &'j str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    /// The members that were kept beside a structure's own.
    #[must_use]
    pub fn kept(kept: &'j KeptMembers) -> Self {
        kept.json().and_then(|json| Self::parse(json).ok()).unwrap_or_default()
    }

    /// A member's value; the last one where it is there twice. One that is `null` is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'j RawValue> {
        self.last(name).filter(|value| value.get() != "null")
    }

    /// A member's value, the last one where it is there twice, also `null`.
    pub(super) fn last(&self, name: &str) -> Option<&'j RawValue> {
        Some(self.0.iter().rfind(|(member, _)| member == name)?.1)
    }

    /// A member's text; `None` where it is not there or no text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Cow<'j, str>> {
        Some(text::read(self.get(name)?.get())?.text)
    }

    /// Gives a member another value, or adds it.
    pub fn set(&mut self, name: &'j str, value: &'j RawValue) {
        match self.0.iter_mut().rfind(|(member, _)| member == name) {
            Some((_, place)) => *place = value,
            None => self.0.push((Cow::Borrowed(name), value)),
        }
    }

    /// Leaves a member out.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(member, _)| member != name);
    }

    /// The members in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'j RawValue)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }
}

impl<'de> Deserialize<'de> for RawMembers<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = RawMembers<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::with_capacity(16);
        while let Some(MemberName(name)) = map.next_key()? {
            members.push((name, map.next_value()?));
        }
        Ok(RawMembers(members))
    }
}

impl Serialize for RawMembers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// A value's JSON as a tree. What a tree can not hold, half an emoji deep inside or a number beyond all numbers, is its text.
#[must_use]
pub fn value_of(json: &str) -> Value {
    match text::read(json) {
        Some(read) => Value::String(read.text.into_owned()),
        None => serde_json::from_str(json).unwrap_or_else(|_| Value::String(json.to_owned())),
    }
}

/// Members that are kept as they were sent: one JSON object, written while a structure is read.
#[derive(Debug, Default)]
pub struct Keeping(String);

impl Keeping {
    /// Keeps a member.
    pub(super) fn keep(&mut self, name: &str, value: &RawValue) {
        self.json(name, value.get());
    }

    /// Keeps a member whose value stands in a file as a text.
    pub fn text(&mut self, name: &str, text: &str) {
        // A text is always written.
        self.json(name, &serde_json::to_string(text).unwrap_or_default());
    }

    /// Keeps a member whose value is written as JSON.
    pub fn json(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&serde_json::to_string(name).unwrap_or_default());
        self.0.push(':');
        self.0.push_str(value);
    }

    /// What was kept.
    #[must_use]
    pub fn done(mut self) -> KeptMembers {
        if self.0.is_empty() {
            return KeptMembers::NONE;
        }
        self.0.push('}');
        KeptMembers::from_json(self.0.into_boxed_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_the_form_of_their_values() {
        let json = r#"{"B":1.50,"A":"\u00e9","C":{"x": [1, 2]}}"#;
        let mut members = RawMembers::parse(json).unwrap();
        assert_eq!(serde_json::to_string(&members).unwrap(), json);
        assert_eq!(members.text("A").as_deref(), Some("é"));
        let seven = serde_json::value::to_raw_value(&7).unwrap();
        members.set("A", &seven);
        members.set("D", &seven);
        members.remove("C");
        assert_eq!(serde_json::to_string(&members).unwrap(), r#"{"B":1.50,"A":7,"D":7}"#);
    }

    #[test]
    fn texts_of_a_file_are_kept_as_json() {
        let mut keeping = Keeping::default();
        keeping.text("AcceptTime", "3/25/14 \"22:12\"");
        assert_eq!(keeping.done().get("AcceptTime").as_deref(), Some("3/25/14 \"22:12\""));
        assert!(Keeping::default().done().is_empty());
    }

    #[test]
    fn the_last_of_two_members_counts_and_null_is_none() {
        let members = RawMembers::parse(r#"{"A":1,"A":2,"B":3,"B":null}"#).unwrap();
        assert_eq!(members.get("A").map(RawValue::get), Some("2"));
        assert!(members.get("B").is_none());
    }

    #[test]
    fn half_an_emoji_in_a_name_is_no_end_of_the_object() {
        let members = RawMembers::parse(r#"{"\ud83d":"\ud83d","A":1}"#).unwrap();
        assert_eq!(members.get("A").map(RawValue::get), Some("1"));
    }
}
