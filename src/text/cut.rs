//! Text cut to its place.

use super::line::columns;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// Text cut to a width, with an ellipsis where something is missing.
#[must_use]
pub fn fit(text: &str, width: usize) -> Cow<'_, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += columns(grapheme);
        if used >= width {
            break;
        }
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// An id shortened in the middle: `A2KX7V…9QF`.
#[must_use]
pub fn shorten(id: &str, width: usize) -> Cow<'_, str> {
    let len = id.chars().count();
    if len <= width || width < 5 {
        return fit(id, width);
    }
    let tail = (width - 1) / 3;
    let head = width - 1 - tail;
    let start: String = id.chars().take(head).collect();
    let end: String = id.chars().skip(len - tail).collect();
    Cow::Owned(format!("{start}…{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(fit("transcription", 20), "transcription");
        assert_eq!(fit("transcription", 6), "trans…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(fit("abc", 0), "");
    }

    #[test]
    fn ids_keep_both_ends() {
        assert_eq!(shorten("A2KX7VABCD9QF", 10), "A2KX7V…9QF");
        assert_eq!(shorten("A2KX", 10), "A2KX");
    }
}
