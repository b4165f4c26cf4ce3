//! A page on which everything stands where it belongs, in one go over its text. Almost every page is such a one.

use super::list::NEXT_TOKEN;
use super::reading::Entry;
use super::structure::Structure;
use crate::model::MemberName;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WirePage<T> {
    /// What is on it. An entry that is no object, or has no id, is not.
    pub items: Vec<T>,
    /// The token of the next one; an empty one is none.
    pub next: Option<Box<str>>,
}

/// Reads a regular page. An error says nothing about the page but that it is none.
pub(super) fn page<T: Structure>(list: &str, body: &str) -> serde_json::Result<WirePage<T>> {
    let mut json = serde_json::Deserializer::from_str(body);
    let page = RegularPage { list, items: PhantomData }.deserialize(&mut json)?;
    json.end().map(|()| page)
}

/// What reads it.
struct RegularPage<'l, T> {
    list: &'l str,
    items: PhantomData<T>,
}

impl<'de, T: Structure> DeserializeSeed<'de> for RegularPage<'_, T> {
    type Value = WirePage<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Structure> Visitor<'de> for RegularPage<'_, T> {
    type Value = WirePage<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut items = None;
        let mut next: Option<&str> = None;
        while let Some(MemberName(name)) = map.next_key()? {
            if name == self.list {
                items = Some(map.next_value::<Entries<T>>()?.0);
            } else if name == NEXT_TOKEN {
                next = map.next_value()?;
            } else {
                map.next_value::<&RawValue>()?;
            }
        }
        let items = items.ok_or_else(|| A::Error::missing_field("a list"))?;
        Ok(WirePage { items, next: next.filter(|token| !token.is_empty()).map(Into::into) })
    }
}

/// The entries of a list that have an id.
struct Entries<T>(Vec<T>);

impl<'de, T: Structure> serde::Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Structure> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(Entry(entry)) = list.next_element()? {
            entries.extend(entry);
        }
        Ok(Entries(entries))
    }
}
