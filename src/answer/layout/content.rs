use super::words::{flag, nothing, text};
use super::{NameColumn, value};
use crate::answer::Content;
use crate::text::wrap::{self, Wrap};
use crate::text::{Glyphs, Line, Role, size};

/// The lines of one field's content.
pub(super) fn lines(content: &Content, width: usize, glyphs: Glyphs) -> Vec<Line> {
    match content {
        Content::Empty => nothing(glyphs),
        Content::Text(written) => text(written, width, glyphs),
        Content::Selections { chosen, other } => selections(chosen, other.as_deref(), width, glyphs),
        Content::Upload { key, bytes } => upload(key, *bytes, width, glyphs),
        Content::Value(json) => value::lines(json, width, glyphs),
    }
}

/// Columns that a field's content needs so that the labels inside it stand well.
pub(super) fn need(content: &Content) -> usize {
    match content {
        Content::Value(json) => value::need(json),
        _ => 0,
    }
}

fn selections(chosen: &[String], other: Option<&str>, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut lines = match chosen {
        [] => Vec::new(),
        [only] => text(only, width, glyphs),
        many => wrap::flow(many.iter().map(|choice| flag(true, choice, glyphs)), width, glyphs),
    };
    if let Some(other) = other {
        let name = "other";
        NameColumn::of([name].into_iter(), width)
            .entry(name, 0, glyphs, &mut lines, |width| text(other, width, glyphs));
    }
    lines
}

fn upload(key: &str, bytes: Option<u64>, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut wrap = Wrap::new(width, glyphs);
    match key {
        "" => wrap.push(glyphs.nothing(), Role::Dim),
        key => wrap.push(key, Role::Text),
    }
    if let Some(bytes) = bytes {
        wrap.push(&format!(", {}", size::bytes(bytes)), Role::Dim);
    }
    wrap.finish()
}
