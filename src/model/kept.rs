use super::MemberName;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// Members of an answer that the types here have no place for, as they were sent: those no version of the service
/// model names, and those whose value is not what the model says.
///
/// One JSON object, or nothing, which costs two words. `T` is where the text stands: owned, or in a store of many.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeptMembers<T = Box<str>>(Option<T>);

impl<T> KeptMembers<T> {
    /// Nothing was kept.
    pub const NONE: Self = Self(None);

    /// Takes over the text of a JSON object.
    pub fn from_json(object: T) -> Self {
        Self(Some(object))
    }
}

impl<T> From<Option<T>> for KeptMembers<T> {
    fn from(object: Option<T>) -> Self {
        Self(object)
    }
}

impl<T> Default for KeptMembers<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T: AsRef<str>> KeptMembers<T> {
    /// Whether nothing was kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The JSON object; `None` where nothing was kept.
    #[must_use]
    pub fn json(&self) -> Option<&str> {
        self.0.as_ref().map(AsRef::as_ref)
    }

    /// A member's value as it was sent: what stands in a text, of other values their JSON. Untrusted.
    #[must_use]
    pub fn get(&self, member: &str) -> Option<Cow<'_, str>> {
        let members: HashMap<MemberName<'_>, &RawValue> = serde_json::from_str(self.json()?).ok()?;
        let value = members.get(&MemberName(member.into()))?.get();
        Some(serde_json::from_str(value).map_or(Cow::Borrowed(value), |Text(text)| text))
    }
}

/// A JSON string, borrowed where nothing in it is escaped.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

impl KeptMembers<&str> {
    /// The same with a text of its own.
    #[must_use]
    pub fn to_owned(&self) -> KeptMembers {
        KeptMembers(self.0.map(Into::into))
    }
}

impl<T: AsRef<str>> fmt::Debug for KeptMembers<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.json().unwrap_or("{}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_member_is_told_as_it_was_sent() {
        let kept = KeptMembers::from_json(
            r#"{"SubmitTime":"next \"week\"","Later":[1, 2],"New":7,"Deadline":"\ud83d"}"#,
        );
        assert_eq!(kept.get("SubmitTime").as_deref(), Some("next \"week\""));
        assert_eq!(kept.get("Later").as_deref(), Some("[1, 2]"));
        assert_eq!(kept.get("New").as_deref(), Some("7"));
        assert_eq!(kept.get("Deadline").as_deref(), Some(r#""\ud83d""#), "half an emoji is no text");
        assert_eq!(kept.get("Answer"), None);
        let odd = KeptMembers::from_json(r#"{"\ud83d":1,"New":7,"New":8}"#);
        assert_eq!(odd.get("New").as_deref(), Some("8"), "beside a name that is no text");
        assert_eq!(KeptMembers::<&str>::NONE.get("New"), None);
        assert_eq!(size_of::<KeptMembers>(), size_of::<Box<str>>());
    }
}
