//! Untrusted text made safe to show.
//!
//! A terminal obeys control characters and escape sequences, and a reader is deceived by characters that show nothing
//! or turn the line around. Each of these is replaced by a visible name: control characters by their pictures (`␛`,
//! `␀`), the others by their code point (`⟨U+202E⟩`). Letters of all scripts, their combining marks, and emoji
//! sequences stay as they are.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// What a tab becomes.
const TAB: &str = "    ";

/// Most combining marks left on one letter; scripts in use need up to three, piles of them spill over other lines.
const MARKS: u8 = 4;

/// Makes everything visible but line breaks, which stay `\n` (`\r\n` becomes one). Tabs become spaces.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, "\n")
}

/// Makes everything visible on one line: line breaks become `␊`.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    shown(text, "␊")
}

fn shown<'t>(text: &'t str, line_break: &str) -> Cow<'t, str> {
    let mut pieces = pieces(text).peekable();
    match pieces.peek() {
        None => return Cow::Borrowed(""),
        Some(Piece::Text(all)) if all.len() == text.len() => return Cow::Borrowed(text),
        Some(_) => {}
    }
    let mut shown = String::with_capacity(text.len());
    for piece in pieces {
        match piece {
            Piece::Text(text) => shown.push_str(text),
            Piece::Tab => shown.push_str(TAB),
            Piece::Break => shown.push_str(line_break),
            Piece::Hidden(c) => shown.push_str(&name(c, false)),
        }
    }
    Cow::Owned(shown)
}

/// The visible name of a hidden character; in ASCII always its code point.
pub(crate) fn name(c: char, ascii: bool) -> String {
    match (u32::from(c), ascii) {
        (code, true) => format!("<U+{code:04X}>"),
        (code @ ..0x20, false) => char::from_u32(0x2400 + code).unwrap_or('␀').to_string(),
        (0x7F, false) => "␡".to_owned(),
        (code, false) => format!("⟨U+{code:04X}⟩"),
    }
}

/// A run of text with one fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Safe as it is; never empty.
    Text(&'t str),
    /// A tab.
    Tab,
    /// `\n` or `\r\n`.
    Break,
    /// A character that must not reach the terminal.
    Hidden(char),
}

/// Cuts text into runs of what is safe and what is not.
pub(crate) fn pieces(text: &str) -> TextPieces<'_> {
    TextPieces { rest: text, before: None, marks: 0 }
}

/// Iterator of [`pieces`].
#[derive(Debug, Clone)]
pub(crate) struct TextPieces<'t> {
    rest: &'t str,
    /// The visible character on the left, if any: what a mark or a joiner can lean on.
    before: Option<char>,
    /// How many marks lean on the last letter.
    marks: u8,
}

impl<'t> Iterator for TextPieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let safe = self.safe_prefix();
        if safe > 0 {
            let (text, rest) = self.rest.split_at_checked(safe)?;
            self.rest = rest;
            return Some(Piece::Text(text));
        }
        let mut chars = self.rest.chars();
        let piece = match chars.next()? {
            '\t' => Piece::Tab,
            '\n' => Piece::Break,
            '\r' if chars.as_str().starts_with('\n') => {
                chars.next();
                Piece::Break
            }
            c => Piece::Hidden(c),
        };
        self.rest = chars.as_str();
        (self.before, self.marks) = (None, 0);
        Some(piece)
    }
}

impl TextPieces<'_> {
    /// Length in bytes of what can be shown as it is.
    fn safe_prefix(&mut self) -> usize {
        let mut chars = self.rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let safe = matches!(c, ' '..='~') || self.is_safe(c, chars.peek().map(|&(_, next)| next));
            if !safe {
                return at;
            }
            self.marks = if c.width() == Some(0) { self.marks + 1 } else { 0 };
            self.before = Some(c);
        }
        self.rest.len()
    }

    /// Judges a character that is not printable ASCII by itself and by its neighbours.
    fn is_safe(&self, c: char, next: Option<char>) -> bool {
        let Some(before) = self.before else {
            return c.width().is_some_and(|columns| columns > 0) && !is_hidden(c);
        };
        match c {
            // Joiners shape emoji sequences and the letters of some scripts; elsewhere they only split words.
            '\u{200C}' | '\u{200D}' => joins(before) && next.is_some_and(joins),
            '\u{FE00}'..='\u{FE0F}' => self.marks == 0,
            '\u{E0100}'..='\u{E01EF}' => self.marks == 0 && is_ideograph(before),
            _ if is_hidden(c) => false,
            _ => match c.width() {
                Some(0) => self.marks < MARKS,
                Some(_) => true,
                None => false,
            },
        }
    }
}

/// Characters that control, turn or hide text, whatever stands around them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{13430}'..='\u{13455}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a joiner beside this character has a meaning: Arabic and its relatives, the scripts of South and
/// Southeast Asia, emoji and the parts they are made of.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{2190}'..='\u{2BFF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE0F}' | '\u{FE70}'..='\u{FEFC}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a variation of this character can be asked for by number.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{one_line, visible};
    use std::borrow::Cow;

    #[test]
    fn ordinary_text_of_any_script_stays_as_it_is() {
        for text in [
            "",
            "plain ASCII, with \"quotes\"",
            "Très bien — 日本語 👍",
            "नमस्ते ไทย العربية می\u{200C}خواهم",
            "👩🏽\u{200D}💻 ❤\u{FE0F}\u{200D}🔥 1\u{FE0F}\u{20E3} 🇸🇪",
            "e\u{301}a\u{323}\u{302}",
            "葛\u{E0100}",
        ] {
            assert!(
                matches!(visible(text), Cow::Borrowed(same) if same == text),
                "{text:?}: {:?}",
                visible(text)
            );
        }
    }

    #[test]
    fn control_characters_get_a_picture() {
        assert_eq!(visible("\u{1b}[31mred\u{7}\0"), "␛[31mred␇␀");
        assert_eq!(visible("a\rb\u{7f}\u{9b}31m\u{85}"), "a␍b␡⟨U+009B⟩31m⟨U+0085⟩");
    }

    #[test]
    fn what_hides_or_turns_text_gets_its_code_point() {
        assert_eq!(visible("gnp.\u{202E}exe"), "gnp.⟨U+202E⟩exe");
        assert_eq!(visible("pay\u{200B}pal pay\u{200D}pal"), "pay⟨U+200B⟩pal pay⟨U+200D⟩pal");
        assert_eq!(visible("\u{2066}x\u{2069}\u{FEFF}"), "⟨U+2066⟩x⟨U+2069⟩⟨U+FEFF⟩");
        assert_eq!(visible("x\u{E0041}"), "x⟨U+E0041⟩");
        assert_eq!(visible("\u{301}x"), "⟨U+0301⟩x");
    }

    #[test]
    fn piles_of_marks_end_after_four() {
        assert_eq!(visible("x\u{301}\u{301}\u{301}\u{301}\u{301}"), "x\u{301}\u{301}\u{301}\u{301}⟨U+0301⟩");
    }

    #[test]
    fn breaks_stay_or_become_a_sign_and_tabs_become_spaces() {
        assert_eq!(visible("a\r\nb\nc\td"), "a\nb\nc    d");
        assert_eq!(one_line("a\r\nb\nc\td"), "a␊b␊c    d");
    }
}
