//! Members of the service's structures, with times as ISO 8601 in UTC.

use crate::wire::{Member, RawMembers, Structure, Told};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// A member's value.
#[derive(Debug)]
pub(super) enum MemberJson<'s> {
    /// As it was sent.
    Sent(&'s RawValue),
    /// As it was read.
    Read(Told<'s>),
}

impl Serialize for MemberJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Sent(value) => OneLine(value).serialize(serializer),
            Self::Read(Told::Time(at)) => serializer.collect_str(at),
            Self::Read(Told::Shape(value)) => OneLine(value).serialize(serializer),
            Self::Read(told) => told.serialize(serializer),
        }
    }
}

/// A value on one line, however it was laid out: between the tokens of JSON a line break is as good as a blank, and in
/// them there is none.
pub(super) struct OneLine<'s>(pub(super) &'s RawValue);

impl Serialize for OneLine<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = self.0.get();
        if !json.contains(['\n', '\r']) {
            return self.0.serialize(serializer);
        }
        let line = RawValue::from_string(json.replace(['\n', '\r'], " "));
        line.map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

/// A structure without what was not told of it.
pub(super) struct StructureJson<'s, T>(pub(super) &'s T);

impl<T: Structure> Serialize for StructureJson<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = RawMembers::kept(self.0.kept());
        let mut map = serializer.serialize_map(None)?;
        for member in T::Member::ALL {
            if let Some(value) = value(self.0, &kept, *member) {
                map.serialize_entry(member.name(), &value)?;
            }
        }
        for (name, value) in kept.iter().filter(|(name, _)| T::Member::from_name(name).is_none()) {
            map.serialize_entry(name, &OneLine(value))?;
        }
        map.end()
    }
}

/// What there is to say of a member: what was sent where it could not be read. A text or a list without anything in it is
/// what nobody told.
pub(super) fn value<'s, T: Structure>(
    structure: &'s T,
    kept: &RawMembers<'s>,
    member: T::Member,
) -> Option<MemberJson<'s>> {
    if let Some(sent) = kept.get(member.name()) {
        return Some(MemberJson::Sent(sent));
    }
    match structure.get(member)? {
        Told::Text("") => None,
        Told::Shape(shape) if shape.get() == "[]" => None,
        told => Some(MemberJson::Read(told)),
    }
}
