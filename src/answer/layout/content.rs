use super::picture::Picture;
use super::{Columns, value};
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

/// What stands where nothing was filled in.
pub(super) fn nothing(glyphs: Glyphs) -> Vec<Line> {
    vec![dim(glyphs.nothing())]
}

/// A line of our own words.
pub(super) fn dim(text: &str) -> Line {
    let mut line = Line::default();
    line.push(text, Role::Dim);
    line
}

/// A worker's text, without blank lines around it; a picture is named instead.
pub(super) fn text(written: &str, width: usize, glyphs: Glyphs) -> Vec<Line> {
    if let Some(picture) = Picture::in_text(written) {
        return wrap::text(&picture.sentence(glyphs), Role::Dim, width, glyphs);
    }
    match written.trim_start_matches(['\n', '\r']).trim_end() {
        "" => nothing(glyphs),
        text => wrap::text(text, Role::Text, width, glyphs),
    }
}

/// A mark with its words.
pub(super) fn flag(on: bool, name: &str, glyphs: Glyphs) -> Line {
    let (mark, role, words) =
        if on { (glyphs.yes(), Role::Good, Role::Text) } else { (glyphs.no(), Role::Dim, Role::Dim) };
    let mut line = Line::default();
    line.push(mark, role);
    line.pad(1);
    line.append(&mut wrap::inline(name, words, glyphs));
    line
}

fn selections(chosen: &[String], other: Option<&str>, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut lines = match chosen {
        [] => Vec::new(),
        [only] => text(only, width, glyphs),
        many => wrap::flow(many.iter().map(|choice| flag(true, choice, glyphs)), width, glyphs),
    };
    if let Some(other) = other {
        let name = "other";
        Columns::of([name].into_iter(), width)
            .entry(name, glyphs, &mut lines, |width| text(other, width, glyphs));
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
