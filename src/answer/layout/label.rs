//! The label of a value: a name of the form, which breaks between its words where it has to.

use crate::text::wrap::{self, Wrap};
use crate::text::{Glyphs, Line, Role};

/// The label on one line.
pub(super) fn inline(name: &str, glyphs: Glyphs) -> Line {
    wrap::inline(name, Role::Label, glyphs)
}

/// The label on as many lines as it takes: forms write words together as `word_word`, `word-word`, `wordWord`.
pub(super) fn wrapped(name: &str, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut wrap = Wrap::new(width, glyphs);
    for word in words(name) {
        wrap.push(word, Role::Label);
        wrap.may_break();
    }
    wrap.finish()
}

/// Columns of the longest part without a blank: where there are fewer, the label breaks inside it.
pub(super) fn longest_part(name: &str) -> usize {
    let glyphs = Glyphs { ascii: false };
    name.split_whitespace().map(|part| wrap::inline_width(part, glyphs)).max().unwrap_or(0)
}

/// The words of a name with what parts them behind each.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let next = rest.char_indices().zip(rest.chars().skip(1)).find(|((_, c), next)| {
            (matches!(c, '_' | '-' | '.' | '/' | ':' | ']' | ')') && next.is_alphanumeric())
                || (c.is_lowercase() && next.is_uppercase())
        });
        let end = next.map_or(rest.len(), |((at, c), _)| at + c.len_utf8());
        let (word, behind) = rest.split_at_checked(end)?;
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_words_however_they_are_written() {
        for (name, parts) in [
            ("how_often-do.you", &["how_", "often-", "do.", "you"][..]),
            ("workerComment", &["worker", "Comment"]),
            ("tweet[content]", &["tweet[content]"]),
            ("HITId", &["HITId"]),
            ("two words", &["two words"]),
            ("__", &["__"]),
            ("", &[]),
        ] {
            assert_eq!(words(name).collect::<Vec<_>>(), parts, "{name}");
        }
        assert_eq!(longest_part("two words_and more"), 9);
    }
}
