use super::western::western;
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// What the first block of a file says about its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextForm {
    /// UTF-8 or ASCII as far as can be seen, behind a byte order mark of so many bytes.
    Utf8(usize),
    /// UTF-16, behind a byte order mark of so many bytes.
    Utf16(&'static Encoding, usize),
    /// No text, for that reason.
    None(&'static str),
}

impl TextForm {
    /// Looks at a file's first block.
    pub(super) fn of(block: &[u8]) -> Self {
        match block {
            [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
                Self::None("it is UTF-32, which is not read: save it as UTF-8")
            }
            [0xff, 0xfe, ..] => Self::Utf16(UTF_16LE, 2),
            [0xfe, 0xff, ..] => Self::Utf16(UTF_16BE, 2),
            [0xef, 0xbb, 0xbf, ..] => Self::Utf8(3),
            _ => Self::unmarked(block),
        }
    }

    /// Every other byte of Western text in UTF-16 is NUL, which no other text has.
    fn unmarked(block: &[u8]) -> Self {
        let sample = block.get(..4096).unwrap_or(block);
        let nul = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
        let units = sample.len() / 2;
        match (nul(0), nul(1)) {
            (0, 0) if is_noise(sample) => Self::None("it is no text"),
            (low, high) if high > units / 2 && low < units / 8 => Self::Utf16(UTF_16LE, 0),
            (high, low) if high > units / 2 && low < units / 8 => Self::Utf16(UTF_16BE, 0),
            _ => Self::Utf8(0),
        }
    }
}

/// Whether control characters are too many for a text.
fn is_noise(sample: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    sample.iter().filter(control).count() > sample.len() / 20
}

/// The encoding of a text that is no UTF-8.
pub(super) fn legacy(sample: &[u8], lines_end_with_cr: bool) -> &'static Encoding {
    western(sample.get(..64 * 1024).unwrap_or(sample), lines_end_with_cr)
}

/// An encoding's name for people.
pub(super) fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_16LE {
        "UTF-16 (little-endian)"
    } else if encoding == UTF_16BE {
        "UTF-16 (big-endian)"
    } else if encoding == WINDOWS_1252 {
        "Windows-1252"
    } else if encoding == MACINTOSH {
        "Mac Roman"
    } else {
        encoding.name()
    }
}
