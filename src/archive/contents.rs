//! What a worker answered, and what stands beside it in a file.

use super::error::ArchiveTrouble;
use super::memory::{ReaderMemory, WriterMemory, list};
use crate::model::{NamedText, SavedAssignment, Trials};
use rusqlite::{Connection, params};
use std::sync::Arc;

/// What [`read`] reads, from `contents AS c`.
pub(super) const CONTENTS: &str = "c.Answer, c.answers, c.answer_names, c.inputs, c.input_names, c.extra, \
     c.extra_names, c.surplus, c.trials, c.trial_names";

/// How many columns that are.
pub(super) const COUNT: usize = 10;

/// Writes the contents of an assignment, in place of what was there.
pub(super) fn write(
    connection: &Connection,
    memory: &mut WriterMemory,
    assignment: i64,
    saved: &SavedAssignment,
) -> Result<(), ArchiveTrouble> {
    let answer_names = names(connection, memory, &saved.answers)?;
    let input_names = names(connection, memory, &saved.inputs)?;
    let extra_names = names(connection, memory, &saved.extra)?;
    let inputs = match texts(&saved.inputs)? {
        Some(inputs) => Some(memory.texts.row(connection, &mut memory.packer, &inputs)?),
        None => None,
    };
    let trial_names = match saved.trials.as_ref() {
        Some(trials) => Some(name_list(connection, memory, &trials.columns.iter().collect::<Vec<_>>())?),
        None => None,
    };
    let answers = texts(&saved.answers)?;
    let extra = texts(&saved.extra)?;
    let surplus = if saved.surplus.is_empty() { None } else { Some(json(&saved.surplus)?) };
    let trials = saved.trials.as_ref().map(|trials| json(&trials.rows)).transpose()?;
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO contents (assignment, Answer, answers, answer_names, inputs, input_names, extra, \
         extra_names, surplus, trials, trial_names) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    let packer = &mut memory.packer;
    statement.execute(params![
        assignment,
        packer.pack_some(saved.assignment.answer.as_deref()),
        packer.pack_some(answers.as_deref()),
        answer_names,
        inputs,
        input_names,
        packer.pack_some(extra.as_deref()),
        extra_names,
        packer.pack_some(surplus.as_deref()),
        packer.pack_some(trials.as_deref()),
        trial_names,
    ])?;
    Ok(())
}

/// The row of the names, where there are any.
fn names(
    connection: &Connection,
    memory: &mut WriterMemory,
    named: &[NamedText],
) -> Result<Option<i64>, ArchiveTrouble> {
    if named.is_empty() {
        return Ok(None);
    }
    let columns: Vec<&Arc<str>> = named.iter().map(|text| &text.name).collect();
    name_list(connection, memory, &columns).map(Some)
}

fn name_list(
    connection: &Connection,
    memory: &mut WriterMemory,
    names: &[&Arc<str>],
) -> Result<i64, ArchiveTrouble> {
    let names: Vec<&str> = names.iter().map(|name| &***name).collect();
    Ok(memory.texts.row(connection, &mut memory.packer, &json(&names)?)?)
}

/// The texts in the order of their names, as JSON.
fn texts(named: &[NamedText]) -> Result<Option<String>, ArchiveTrouble> {
    let texts: Vec<&str> = named.iter().map(|named| &*named.text).collect();
    if texts.is_empty() { Ok(None) } else { json(&texts).map(Some) }
}

/// Lists of texts always have a JSON.
fn json(lists: &impl serde::Serialize) -> Result<String, ArchiveTrouble> {
    serde_json::to_string(lists).map_err(|error| ArchiveTrouble::Damaged(error.to_string()))
}

/// Takes over [`CONTENTS`] from a column on.
pub(super) fn read(
    connection: &Connection,
    memory: &mut ReaderMemory,
    row: &rusqlite::Row<'_>,
    first: usize,
    saved: &mut SavedAssignment,
) -> Result<(), ArchiveTrouble> {
    let answer = memory.unpacker.text(row.get_ref(first)?)?;
    saved.assignment.answer = answer.map(Into::into);
    saved.answers = named(connection, memory, row, first + 1)?;
    if let (Some(texts), Some(names)) = (row.get(first + 3)?, row.get(first + 4)?) {
        let names = memory.names(connection, names)?;
        let texts = memory.shared(connection, texts)?;
        saved.inputs = pairs(&names, texts.iter().cloned());
    }
    saved.extra = named(connection, memory, row, first + 5)?;
    if let Some(surplus) = memory.unpacker.text(row.get_ref(first + 7)?)? {
        saved.surplus = list(&surplus)?;
    }
    if let Some(names) = row.get(first + 9)? {
        let columns = memory.names(connection, names)?;
        let rows = memory.unpacker.text(row.get_ref(first + 8)?)?.unwrap_or_default();
        let rows = serde_json::from_str(&rows).map_err(|error| ArchiveTrouble::Damaged(error.to_string()))?;
        saved.trials = Some(Trials { columns, rows });
    }
    Ok(())
}

/// Texts in one column with the names in the next one.
fn named(
    connection: &Connection,
    memory: &mut ReaderMemory,
    row: &rusqlite::Row<'_>,
    column: usize,
) -> Result<Vec<NamedText>, ArchiveTrouble> {
    let Some(names) = row.get(column + 1)? else { return Ok(Vec::new()) };
    let names = memory.names(connection, names)?;
    let texts = match memory.unpacker.text(row.get_ref(column)?)? {
        Some(texts) => list(&texts)?,
        None => Vec::new(),
    };
    Ok(pairs(&names, texts.into_iter()))
}

fn pairs(names: &[Arc<str>], texts: impl Iterator<Item = Box<str>>) -> Vec<NamedText> {
    names.iter().zip(texts).map(|(name, text)| NamedText { name: Arc::clone(name), text }).collect()
}
