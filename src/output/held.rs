//! What has to wait for the last page: rows as they were sent, and what parts of a query found.
//!
//! As trees 50,000 assignments take several times the room of what was sent. So a row waits as its page's bytes, and in
//! trees a handle stands for it, with those members alone that the query looks at; only a row that is being written
//! is a tree of its own.

use super::query::{HeldList, KeptRows, Query, Reach, Remainder};
use super::response::time;
use super::times::TimestampFormat;
use super::{ListResponse, ListRow, OutputError, ResponseError};
use crate::wire::{ASSIGNMENTS, Member, NEXT_TOKEN, SentAssignment, value_of};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The member of a handle with the row's place. No query can have it in its own words.
const HANDLE: &str = "\0row";

/// What waits.
#[derive(Debug)]
pub(super) struct Held {
    lists: Vec<HeldList>,
    /// What each list has so far; `None` as long as no page had a list of assignments.
    found: Vec<Option<Vec<Value>>>,
    remainder: Remainder,
    reach: Reach,
    rows: HeldRows,
}

impl Held {
    /// What has to wait for a query, or for everything.
    pub(super) fn new(query: Option<&Query>, times: TimestampFormat) -> Self {
        let (lists, remainder) =
            query.map_or_else(|| (vec![HeldList::all()], Remainder::Nothing), Query::parts);
        let reach = remainder.reach();
        let found = lists.iter().map(|_| None).collect();
        Self { lists, found, remainder, reach, rows: HeldRows { rows: Vec::new(), times } }
    }

    /// Takes the rows of a page.
    pub(super) fn add(&mut self, rows: &[ListRow]) -> Result<(), OutputError> {
        for (list, found) in self.lists.iter().zip(&mut self.found) {
            let found = found.get_or_insert_default();
            match &list.kept {
                KeptRows::Every => {
                    for row in rows {
                        found.push(self.rows.hold(row, &self.reach)?);
                    }
                }
                KeptRows::Some(filter) => {
                    for row in rows {
                        let alone = only_list(vec![row.value(&self.rows.times)?]);
                        if filter.search(&alone)?.as_array().is_some_and(|kept| !kept.is_empty()) {
                            found.push(self.rows.hold(row, &self.reach)?);
                        }
                    }
                }
                KeptRows::Made(query) => {
                    let values =
                        rows.iter().map(|row| row.value(&self.rows.times)).collect::<Result<_, _>>()?;
                    if let Value::Array(made) = query.search(&only_list(values))? {
                        found.extend(made);
                    }
                }
            }
        }
        Ok(())
    }

    /// What is to be printed in the end, and the rows that handles in it stand for.
    pub(super) fn end(self, resume: Option<&str>) -> Result<(Value, HeldRows), OutputError> {
        let named = self.lists.into_iter().map(|list| list.name).zip(self.found);
        let mut document: ListResponse =
            named.filter_map(|(name, found)| Some((name, Value::Array(found?)))).collect();
        if let Some(token) = resume {
            document.insert(NEXT_TOKEN.to_owned(), token.into());
        }
        Ok((self.remainder.of(document)?, self.rows))
    }
}

/// A whole result of these rows.
pub(super) fn only_list(rows: Vec<Value>) -> Value {
    Value::Object(Map::from_iter([(ASSIGNMENTS.to_owned(), Value::Array(rows))]))
}

/// Rows that are held as they were sent.
#[derive(Debug)]
pub(super) struct HeldRows {
    rows: Vec<SentAssignment>,
    times: TimestampFormat,
}

impl HeldRows {
    /// No rows, for a tree without handles.
    pub(super) fn none() -> Self {
        Self { rows: Vec::new(), times: TimestampFormat::Wire }
    }

    /// Holds a row. What stands for it has the members that are looked at.
    fn hold(&mut self, row: &ListRow, reach: &Reach) -> Result<Value, ResponseError> {
        let (ListRow::Sent(sent), Reach::Members(looked_at)) = (row, reach) else {
            return row.value(&self.times);
        };
        let mut handle = Map::new();
        for (member, json) in sent.members() {
            let time = time(member, json, &self.times)?;
            if looked_at.contains(&member) {
                handle.insert(member.name().to_owned(), time.map_or_else(|| value_of(json), Value::String));
            }
        }
        // An object with nothing in it is something else to a query than any other.
        if sent.members().next().is_some() {
            handle.insert(HANDLE.to_owned(), self.rows.len().into());
            self.rows.push(sent.clone());
        }
        Ok(Value::Object(handle))
    }

    /// The value that is meant: the row for a handle, any other itself.
    pub(super) fn meant<'v>(&self, value: &'v Value) -> Cow<'v, Value> {
        let place = value.as_object().and_then(|object| object.get(HANDLE)).and_then(Value::as_u64);
        let row = place.and_then(|place| self.rows.get(usize::try_from(place).ok()?));
        // Its times were read when it was taken.
        let read = row.and_then(|row| ListRow::Sent(row.clone()).value(&self.times).ok());
        read.map_or(Cow::Borrowed(value), Cow::Owned)
    }
}

impl HeldRows {
    /// Whether any row has a list or an object inside.
    pub(super) fn has_inner(&self) -> bool {
        self.rows.iter().any(|row| row.members().any(|(_, json)| json.starts_with(['[', '{'])))
    }

    /// The tree with every row in the place of its handle.
    pub(super) fn all_meant(&self, value: &Value) -> Value {
        serde_json::to_value(Meant { value, rows: self }).unwrap_or_default()
    }
}

/// A tree with rows in the place of their handles.
pub(super) struct Meant<'v> {
    pub(super) value: &'v Value,
    pub(super) rows: &'v HeldRows,
}

impl Serialize for Meant<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inside = |value| Meant { value, rows: self.rows };
        match self.value {
            Value::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(&inside(item)))?;
                list.end()
            }
            Value::Object(object) => {
                if let Cow::Owned(row) = self.rows.meant(self.value) {
                    return row.serialize(serializer);
                }
                let mut map = serializer.serialize_map(Some(object.len()))?;
                object.iter().try_for_each(|(key, value)| map.serialize_entry(key, &inside(value)))?;
                map.end()
            }
            scalar => scalar.serialize(serializer),
        }
    }
}
