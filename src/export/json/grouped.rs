//! What stands under names as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashMap;

/// An object: a name that comes several times has a list. `null` where there is nothing.
///
/// Names stand in the order in which they first come.
pub(super) struct GroupedJson<'s, T> {
    names: Vec<(&'s str, Vec<T>)>,
}

impl<'s, T> GroupedJson<'s, T> {
    /// Gathers what each name has.
    pub(super) fn new(all: impl IntoIterator<Item = (&'s str, T)>) -> Self {
        let (mut names, mut places) = (Vec::<(&str, Vec<T>)>::new(), HashMap::new());
        for (name, one) in all {
            let next = names.len();
            let place = *places.entry(name).or_insert(next);
            match names.get_mut(place) {
                Some((_, all)) => all.push(one),
                None => names.push((name, vec![one])),
            }
        }
        Self { names }
    }
}

impl<T: Serialize> Serialize for GroupedJson<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.names.is_empty() {
            return serializer.serialize_unit();
        }
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, all) in &self.names {
            match all.as_slice() {
                [one] => map.serialize_entry(name, one)?,
                all => map.serialize_entry(name, all)?,
            }
        }
        map.end()
    }
}
