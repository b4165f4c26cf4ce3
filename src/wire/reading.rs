//! A structure while its members come in.

use super::member::Member;
use super::raw::Keeping;
use super::structure::{Structure, WireValue};
use crate::model::MemberName;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// A structure that is being read, and what can not be read of it.
pub(super) struct Reading<'j, T: Structure> {
    structure: T,
    strange: Keeping,
    unread: Vec<(T::Member, &'j RawValue)>,
}

impl<'j, T: Structure> Reading<'j, T> {
    /// Nothing was told yet.
    pub(super) fn new() -> Self {
        Self { structure: T::blank(), strange: Keeping::default(), unread: Vec::new() }
    }

    /// Takes a member in. Of one that comes twice the last counts, as for most readers of JSON.
    pub(super) fn take(&mut self, name: &str, value: &'j RawValue) {
        // What is `null` is absent, for every client of the service.
        if value.get() == "null" {
            return;
        }
        let Some(member) = T::Member::from_name(name) else { return self.strange.keep(name, value) };
        self.unread.retain(|(before, _)| *before != member);
        if !self.structure.set(member, WireValue::Json(value.get())) {
            self.unread.push((member, value));
        }
    }

    /// The structure, with what could not be read beside it. `None` without an id.
    pub(super) fn done(mut self) -> Option<T> {
        for (member, value) in self.unread {
            self.strange.keep(member.name(), value);
        }
        self.structure.keep(self.strange.done());
        self.structure.has_id().then_some(self.structure)
    }
}

/// An entry of a list, read straight from its text; `None` without an id. Fails where it is no object.
pub(super) struct Entry<T>(pub(super) Option<T>);

impl<'de, T: Structure> Deserialize<'de> for Entry<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor(PhantomData))
    }
}

struct EntryVisitor<T>(PhantomData<T>);

impl<'de, T: Structure> Visitor<'de> for EntryVisitor<T> {
    type Value = Entry<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut reading = Reading::new();
        while let Some((MemberName(name), value)) = map.next_entry()? {
            reading.take(&name, value);
        }
        Ok(Entry(reading.done()))
    }
}
