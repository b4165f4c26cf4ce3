//! What stands in the cells of a table.

use crate::output::held::HeldRows;
use crate::output::python::text;
use crate::text::safe;
use serde_json::Value;
use std::borrow::Cow;

/// What cells are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'v> {
    pub(super) rows: &'v HeldRows,
    /// Whether what a terminal would obey is made visible.
    pub(super) safe: bool,
}

impl<'v> Cells<'v> {
    /// The value that is meant.
    pub(super) fn meant(self, value: &'v Value) -> Cow<'v, Value> {
        self.rows.meant(value)
    }

    /// What stands in the cell of a value.
    pub(super) fn cell(self, value: &Value) -> Cow<'_, str> {
        let text = text(value);
        if self.safe { Cow::Owned(safe::visible(&text).into_owned()) } else { text }
    }

    /// What stands in the cells of an object under these keys.
    pub(super) fn under<K: AsRef<str>>(
        self,
        keys: impl IntoIterator<Item = K>,
        object: &Value,
    ) -> Vec<Cow<'_, str>> {
        let cell = |key: K| object.get(key.as_ref()).map(|value| self.cell(value));
        keys.into_iter().map(|key| cell(key).unwrap_or_default()).collect()
    }
}
