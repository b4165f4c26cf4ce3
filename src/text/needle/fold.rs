use memchr::{memchr, memchr_iter, memchr2_iter};
use std::ops::Range;

/// A text without the difference of upper and lower case.
#[derive(Debug, Clone)]
pub(super) enum Folded {
    /// Folds to ASCII.
    Ascii(Ascii),
    /// Anything else.
    Wide(Wide),
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let folded: Vec<char> = fold(text).collect();
        if folded.iter().all(char::is_ascii) {
            Self::Ascii(Ascii::new(folded.iter().copied().collect()))
        } else {
            Self::Wide(Wide::new(folded))
        }
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Ascii(ascii) => ascii.is_in(text),
            Self::Wide(wide) => wide.is_in(text),
        }
    }

    /// Where the text holds it. Slower than [`is_in`](Self::is_in), for the lines that show.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Ascii(ascii) => ascii.wide.places(text),
            Self::Wide(wide) => wide.places(text),
        }
    }
}

/// A text in the form that all texts have which differ from it in case only, for comparing and sorting.
#[must_use]
pub fn folded(text: &str) -> String {
    fold(text).collect()
}

/// Text with one form for all that differs in case only: lower case of upper case, so that `ς` and `σ` are one.
pub(super) fn fold(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(fold_char)
}

/// One character in that form, which can be two: `İ` becomes `i` with a dot above.
fn fold_char(c: char) -> impl Iterator<Item = char> {
    let mut upper = c.to_uppercase();
    // `ß` becomes two letters in upper case; it stays itself.
    let single = if upper.len() == 1 { upper.next().unwrap_or(c) } else { c };
    single.to_lowercase()
}

/// An ASCII needle: looks for its rarest byte and compares around it.
#[derive(Debug, Clone)]
pub(super) struct Ascii {
    lower: String,
    /// Offset of the rarest byte.
    rare: usize,
    byte: u8,
    /// Folded to characters, for text in which letters beyond ASCII fold to ASCII.
    wide: Wide,
}

impl Ascii {
    fn new(lower: String) -> Self {
        let rarest = lower.bytes().enumerate().min_by_key(|&(_, byte)| frequency(byte));
        let (rare, byte) = rarest.unwrap_or_default();
        let wide = Wide::new(lower.chars().collect());
        Self { lower, rare, byte, wide }
    }

    fn is_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let upper = self.byte.to_ascii_uppercase();
        let found = if upper == self.byte {
            memchr_iter(self.byte, bytes).any(|at| self.is_at(bytes, at))
        } else {
            memchr2_iter(self.byte, upper, bytes).any(|at| self.is_at(bytes, at))
        };
        found || (!text.is_ascii() && may_fold_to_ascii(text) && self.wide.is_in(text))
    }

    /// Whether the needle stands there with its rarest byte at `at`.
    fn is_at(&self, text: &[u8], at: usize) -> bool {
        let here = at.checked_sub(self.rare).and_then(|from| text.get(from..)?.get(..self.lower.len()));
        here.is_some_and(|here| here.eq_ignore_ascii_case(self.lower.as_bytes()))
    }
}

/// Whether one of the few letters beyond ASCII that fold to ASCII may be there: `İ`, `ı`, `ſ`, the Kelvin sign.
fn may_fold_to_ascii(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pair = |lead, tails: &[u8]| {
        memchr_iter(lead, bytes).any(|at| bytes.get(at + 1).is_some_and(|tail| tails.contains(tail)))
    };
    pair(0xC4, &[0xB0, 0xB1]) || pair(0xC5, &[0xBF]) || pair(0xE2, &[0x84])
}

/// How common a byte is in what people write, roughly; the most common last.
fn frequency(byte: u8) -> usize {
    const COMMON: &[u8] = b"0123456789zqxjkvbpygfwmucldrhsnioate ";
    memchr(byte, COMMON).map_or(0, |at| at + 1)
}

/// Any needle: characters compared one by one as they are folded, each looked at once (Knuth, Morris and Pratt).
#[derive(Debug, Clone)]
pub(super) struct Wide {
    folded: Vec<char>,
    /// For each length of a match, where a shorter match goes on when it fails.
    fallback: Vec<usize>,
}

impl Wide {
    fn new(folded: Vec<char>) -> Self {
        let mut wide = Self { fallback: vec![0], folded };
        let mut matched = 0;
        for at in 1..wide.folded.len() {
            matched = wide.folded.get(at).map_or(0, |c| wide.advance(matched, *c));
            wide.fallback.push(matched);
        }
        wide
    }

    /// Length of the match once `c` follows a match of the length `matched`.
    fn advance(&self, mut matched: usize, c: char) -> usize {
        while matched > 0 && self.folded.get(matched) != Some(&c) {
            matched = self.fallback.get(matched - 1).copied().unwrap_or(0);
        }
        if self.folded.get(matched) == Some(&c) { matched + 1 } else { 0 }
    }

    fn is_in(&self, text: &str) -> bool {
        // Text in ASCII folds to ASCII.
        if text.is_ascii() && !self.folded.iter().all(char::is_ascii) {
            return false;
        }
        let mut matched = 0;
        fold(text).any(|c| {
            matched = self.advance(matched, c);
            matched == self.folded.len()
        })
    }

    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        // Where the character begins that each letter of the folded text comes from.
        let mut starts = Vec::new();
        let mut matched = 0;
        for (at, c) in text.char_indices() {
            for folded in fold_char(c) {
                starts.push(at);
                matched = self.advance(matched, folded);
                if matched == self.folded.len() {
                    let first = starts.len() - matched;
                    places.push(starts.get(first).copied().unwrap_or(at)..at + c.len_utf8());
                    // The next place begins behind this character, whatever else it folds to.
                    matched = 0;
                    break;
                }
            }
        }
        places
    }
}
