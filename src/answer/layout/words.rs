//! Lines that fields and JSON values share: a text, a ticked or an open mark, nothing.

use super::picture::Picture;
use crate::answer::value::reads_like_a_literal;
use crate::text::{Glyphs, Line, Role, wrap};

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

/// A text among JSON values: where it reads like another kind of value, quotes tell that it is none.
pub(super) fn quoted_text(written: &str, width: usize, glyphs: Glyphs) -> Vec<Line> {
    if reads_like_a_literal(written) {
        wrap::flow([quoted(written, glyphs)], width, glyphs)
    } else {
        text(written, width, glyphs)
    }
}

/// The same on one line.
pub(super) fn quoted(written: &str, glyphs: Glyphs) -> Line {
    let mut inner = wrap::inline(written, Role::Text, glyphs);
    if !reads_like_a_literal(written) {
        return inner;
    }
    let mut line = dim("\"");
    line.append(&mut inner);
    line.push("\"", Role::Dim);
    line
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
