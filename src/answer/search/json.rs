use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::answer::value::{EMBEDDED, exact, looks_like_json};
use crate::text::Needle;

/// Whether a value in JSON holds the needle, without building a tree; `None` if the text is no JSON after all.
pub(super) fn is_in(needle: &Needle, text: &str) -> Option<bool> {
    let found = Cell::new(false);
    JsonSearch { needle, found: &found, embedded: EMBEDDED }.read(text).then(|| found.get())
}

/// Looks at each value that passes by. It reads to the end even when it has found something: only there it is sure
/// that the text is JSON.
#[derive(Clone, Copy)]
struct JsonSearch<'n> {
    needle: &'n Needle,
    found: &'n Cell<bool>,
    embedded: u8,
}

impl JsonSearch<'_> {
    /// Whether the text is JSON.
    fn read(self, text: &str) -> bool {
        let mut source = serde_json::Deserializer::from_str(text);
        self.deserialize(&mut source).is_ok() && source.end().is_ok()
    }

    fn at(self, text: &str) {
        if !self.found.get() {
            self.found.set(self.needle.is_in(text));
        }
    }

    fn at_number(self, number: &impl ToString) {
        if !self.found.get() {
            self.found.set(self.needle.is_in_number(number));
        }
    }

    /// JSON inside a string is searched like JSON around it.
    fn embedded(self, text: &str) -> Option<()> {
        if !looks_like_json(text) {
            return None;
        }
        let found = Cell::new(false);
        let inner =
            JsonSearch { needle: self.needle, found: &found, embedded: self.embedded.checked_sub(1)? };
        inner.read(text).then(|| self.found.set(self.found.get() || found.get()))
    }
}

impl<'de> DeserializeSeed<'de> for JsonSearch<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonSearch<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.at("null");
        Ok(())
    }

    fn visit_bool<E>(self, bool: bool) -> Result<(), E> {
        self.at(if bool { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.at_number(&number);
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.at_number(&number);
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.at_number(&exact::<E>(number)?);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.embedded(text).is_none() {
            self.at(text);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(self)?;
        }
        Ok(())
    }
}
