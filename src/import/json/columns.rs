//! Tables that stand in JSON column by column: pandas' `to_json` without more, its `orient="split"`, and R's lists.

use crate::wire::RawMembers;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// The rows of a table that stands there by columns, each as the text of an object; `None` for what is none.
pub(super) fn rows(members: &RawMembers<'_>) -> Option<Vec<String>> {
    if let Some(rows) = split(members) {
        return Some(rows);
    }
    let id = members.get("AssignmentId").or_else(|| members.get("WorkerId"))?.get();
    if id.starts_with('{') {
        return by_index(members, id);
    }
    if id.starts_with('[') { by_place(members, id) } else { None }
}

/// `{"AssignmentId": {"0": "3A…", "1": "3B…"}, …}`
fn by_index(members: &RawMembers<'_>, id: &str) -> Option<Vec<String>> {
    let mut rows: Vec<RowText> = Vec::new();
    let mut places = HashMap::new();
    for (index, _) in RawMembers::parse(id).ok()?.iter() {
        places.insert(index.to_owned(), rows.len());
        rows.push(RowText::default());
    }
    for (name, column) in members.iter() {
        let Ok(column) = RawMembers::parse(column.get()) else { continue };
        for (index, value) in column.iter() {
            if let Some(row) = places.get(index).and_then(|place| rows.get_mut(*place)) {
                row.push(name, value);
            }
        }
    }
    Some(rows.into_iter().map(RowText::done).collect())
}

/// `{"AssignmentId": ["3A…", "3B…"], …}`
fn by_place(members: &RawMembers<'_>, id: &str) -> Option<Vec<String>> {
    let ids: Vec<&RawValue> = serde_json::from_str(id).ok()?;
    let mut rows: Vec<RowText> = ids.iter().map(|_| RowText::default()).collect();
    for (name, column) in members.iter() {
        let column: Vec<&RawValue> = serde_json::from_str(column.get()).unwrap_or_default();
        for (row, value) in rows.iter_mut().zip(column) {
            row.push(name, value);
        }
    }
    Some(rows.into_iter().map(RowText::done).collect())
}

/// `{"columns": ["AssignmentId", …], "index": [0, …], "data": [["3A…", …], …]}`
fn split(members: &RawMembers<'_>) -> Option<Vec<String>> {
    let columns: Vec<String> = serde_json::from_str(members.get("columns")?.get()).ok()?;
    let data: Vec<Vec<&RawValue>> = serde_json::from_str(members.get("data")?.get()).ok()?;
    let row = |cells: Vec<&RawValue>| {
        let mut row = RowText::default();
        for (name, value) in columns.iter().zip(cells) {
            row.push(name, value);
        }
        row.done()
    };
    Some(data.into_iter().map(row).collect())
}

/// An object while its members come in.
#[derive(Default)]
struct RowText(String);

impl RowText {
    fn push(&mut self, name: &str, value: &RawValue) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        // A text is always written.
        self.0.push_str(&serde_json::to_string(name).unwrap_or_default());
        self.0.push(':');
        self.0.push_str(value.get());
    }

    fn done(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}
