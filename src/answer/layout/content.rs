use super::line::{Line, Role};
use super::look::Look;
use super::picture::{Picture, human};
use super::{Columns, Wrap, value, wrap};
use crate::answer::Content;

/// The lines of one field's content.
pub(super) fn lines(content: &Content, width: usize, look: Look) -> Vec<Line> {
    match content {
        Content::Empty => nothing(look),
        Content::Text(written) => text(written, width, look),
        Content::Selections { chosen, other } => selections(chosen, other.as_deref(), width, look),
        Content::Upload { key, bytes } => upload(key, *bytes, width, look),
        Content::Value(json) => value::lines(json, width, look),
    }
}

/// What stands where nothing was filled in.
pub(super) fn nothing(look: Look) -> Vec<Line> {
    vec![dim(look.nothing())]
}

/// A line of our own words.
pub(super) fn dim(text: &str) -> Line {
    let mut line = Line::default();
    line.push(text, Role::Dim);
    line
}

/// A worker's text, without blank lines around it; a picture is named instead.
pub(super) fn text(written: &str, width: usize, look: Look) -> Vec<Line> {
    if let Some(picture) = Picture::in_text(written) {
        return wrap::text(&picture.sentence(look), Role::Dim, width, look);
    }
    match written.trim_start_matches(['\n', '\r']).trim_end() {
        "" => nothing(look),
        text => wrap::text(text, Role::Text, width, look),
    }
}

/// A mark with its words.
pub(super) fn flag(on: bool, name: &str, look: Look) -> Line {
    let (mark, role, words) =
        if on { (look.yes(), Role::Good, Role::Text) } else { (look.no(), Role::Dim, Role::Dim) };
    let mut line = Line::default();
    line.push(mark, role);
    line.pad(1);
    line.append(&mut wrap::inline(name, words, look));
    line
}

fn selections(chosen: &[String], other: Option<&str>, width: usize, look: Look) -> Vec<Line> {
    let mut lines = match chosen {
        [] => Vec::new(),
        [only] => text(only, width, look),
        many => wrap::flow(many.iter().map(|choice| flag(true, choice, look)), width, look),
    };
    if let Some(other) = other {
        let name = "other";
        Columns::of([name].into_iter(), width)
            .entry(name, look, &mut lines, |width| text(other, width, look));
    }
    lines
}

fn upload(key: &str, bytes: Option<u64>, width: usize, look: Look) -> Vec<Line> {
    let mut wrap = Wrap::new(width, look);
    match key {
        "" => wrap.push(look.nothing(), Role::Dim),
        key => wrap.push(key, Role::Text),
    }
    if let Some(bytes) = bytes {
        wrap.push(&format!(", {}", human(bytes)), Role::Dim);
    }
    wrap.finish()
}
