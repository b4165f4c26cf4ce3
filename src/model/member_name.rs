use serde::de::{Deserialize, Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A member's name. It is read as bytes, for `serde_json` refuses a name with half an emoji, and with it the object; what is
/// no text in it is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MemberName<'t>(pub Cow<'t, str>);

impl<'de> Deserialize<'de> for MemberName<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_bytes(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = MemberName<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_bytes<E>(self, name: &'de [u8]) -> Result<Self::Value, E> {
        // The check alone is several times faster than the replacement of what is no UTF-8.
        let text = std::str::from_utf8(name);
        Ok(MemberName(text.map_or_else(|_| String::from_utf8_lossy(name), Cow::Borrowed)))
    }

    fn visit_bytes<E>(self, name: &[u8]) -> Result<Self::Value, E> {
        Ok(MemberName(Cow::Owned(String::from_utf8_lossy(name).into_owned())))
    }
}
