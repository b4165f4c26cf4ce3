//! How wide the reference takes a text to be.

use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, GeneralCategory};

/// Two for a wide, full-width or ambiguous character, one for any other, even those that take no room.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let widths = CodePointMapData::<EastAsianWidth>::new();
    let categories = CodePointMapData::<GeneralCategory>::new();
    let columns = |c| match widths.get(c) {
        // Python takes what is no character for full-width.
        _ if categories.get(c) == GeneralCategory::Unassigned => 2,
        EastAsianWidth::Wide | EastAsianWidth::Fullwidth | EastAsianWidth::Ambiguous => 2,
        _ => 1,
    };
    text.chars().map(columns).sum()
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn wide_and_ambiguous_characters_are_two_and_marks_are_counted() {
        assert_eq!(width("plain\n\t\u{7f}"), 8);
        assert_eq!(width("日本"), 4);
        assert_eq!(width("é"), 2);
        assert_eq!(width("ñ\u{200b}"), 2);
        assert_eq!(width("e\u{301}"), 3);
        assert_eq!(width("“x”👍"), 7);
        assert_eq!(width("\u{FFFF}\u{10FFFE}"), 4);
    }

    #[test]
    fn a_character_newer_than_the_reference_is_as_wide_as_it_shows() {
        // Of Unicode 15; Python 3.11 has Unicode 14 and takes it for two wide.
        assert_eq!(width("\u{1DF25}"), 1);
    }
}
