//! Texts under names as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashMap;

/// An object of texts: a name that comes several times has a list. `null` where there is none.
///
/// Names stand in the order in which they first come.
pub(super) struct TextsJson<'s> {
    names: Vec<(&'s str, Vec<&'s str>)>,
}

impl<'s> TextsJson<'s> {
    /// Gathers the texts of each name.
    pub(super) fn new(texts: impl IntoIterator<Item = (&'s str, &'s str)>) -> Self {
        let (mut names, mut places) = (Vec::<(&str, Vec<&str>)>::new(), HashMap::new());
        for (name, text) in texts {
            let next = names.len();
            let place = *places.entry(name).or_insert(next);
            match names.get_mut(place) {
                Some((_, texts)) => texts.push(text),
                None => names.push((name, vec![text])),
            }
        }
        Self { names }
    }
}

impl Serialize for TextsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.names.is_empty() {
            return serializer.serialize_unit();
        }
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for (name, texts) in &self.names {
            match texts.as_slice() {
                [text] => map.serialize_entry(name, text)?,
                texts => map.serialize_entry(name, texts)?,
            }
        }
        map.end()
    }
}
