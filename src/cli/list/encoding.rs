//! `AWS_CLI_OUTPUT_ENCODING`: characters in another encoding than UTF-8, named as in Python.

use encoding_rs::{EncoderResult, Encoding};
use std::io::{self, Write};

/// The variable that names the encoding.
const VARIABLE: &str = "AWS_CLI_OUTPUT_ENCODING";

/// A name that no encoding has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Unknown codec `{0}` specified for {VARIABLE}.")]
pub(super) struct UnknownEncoding(String);

/// An encoding of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OutputEncoding {
    /// As it is.
    Utf8,
    /// Characters below a bound are a byte each: ASCII, Latin-1.
    Bytes(u32),
    /// Two bytes a unit, the lower one first; without a mark, for Python leaves it out when it changes an encoding.
    Utf16,
    /// Any other.
    Other(&'static Encoding),
}

impl OutputEncoding {
    /// What the environment says.
    pub(super) fn of_environment() -> Result<Self, UnknownEncoding> {
        match std::env::var(VARIABLE) {
            Ok(name) => Self::named(&name).ok_or(UnknownEncoding(name)),
            Err(_) => Ok(Self::Utf8),
        }
    }

    /// An encoding by one of the names that Python has for it.
    fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace(['_', ' '], "-");
        match name.as_str() {
            "" | "utf-8" | "utf8" | "u8" => Some(Self::Utf8),
            "ascii" | "us-ascii" => Some(Self::Bytes(0x80)),
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" => Some(Self::Bytes(0x100)),
            "utf-16" | "utf16" | "u16" => Some(Self::Utf16),
            other => {
                let windows = other.strip_prefix("cp").map(|number| format!("windows-{number}"));
                let known = |label: &str| Encoding::for_label(label.as_bytes());
                let found = windows
                    .as_deref()
                    .and_then(known)
                    .or_else(|| known(other))
                    .or_else(|| known(&other.replace('-', "_")));
                // Only what encodes into itself: the standard writes all others as UTF-8.
                found.filter(|encoding| encoding.output_encoding() == *encoding).map(Self::Other)
            }
        }
    }
}

/// Encodes what is written.
#[derive(Debug)]
pub(super) struct Encoded<W> {
    to: W,
    encoding: OutputEncoding,
    /// The beginning of a character whose end is still to come.
    begun: Vec<u8>,
}

impl<W: Write> Encoded<W> {
    /// Writes to `to`.
    pub(super) fn new(to: W, encoding: OutputEncoding) -> Self {
        Self { to, encoding, begun: Vec::new() }
    }

    fn encode(&mut self, text: &str) -> io::Result<()> {
        let bytes = match self.encoding {
            OutputEncoding::Utf8 => return self.to.write_all(text.as_bytes()),
            OutputEncoding::Bytes(bound) => text
                .chars()
                .map(|c| {
                    u8::try_from(u32::from(c)).ok().filter(|_| u32::from(c) < bound).ok_or_else(|| unknown(c))
                })
                .collect::<io::Result<Vec<u8>>>()?,
            OutputEncoding::Utf16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            OutputEncoding::Other(encoding) => by_table(encoding, text)?,
        };
        self.to.write_all(&bytes)
    }
}

fn by_table(encoding: &'static Encoding, text: &str) -> io::Result<Vec<u8>> {
    let mut encoder = encoding.new_encoder();
    let enough = encoder.max_buffer_length_from_utf8_without_replacement(text.len());
    let mut bytes = Vec::with_capacity(enough.unwrap_or_default());
    match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true) {
        (EncoderResult::InputEmpty, _) => Ok(bytes),
        (EncoderResult::Unmappable(c), _) => Err(unknown(c)),
        (EncoderResult::OutputFull, _) => Err(io::ErrorKind::OutOfMemory.into()),
    }
}

fn unknown(c: char) -> io::Error {
    io::Error::other(format!("the encoding of {VARIABLE} has no character {c:?}"))
}

impl<W: Write> Write for Encoded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.encoding == OutputEncoding::Utf8 {
            return self.to.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        let all = std::mem::take(&mut self.begun);
        let whole = match std::str::from_utf8(&all) {
            Ok(text) => text,
            Err(error) => {
                let (whole, begun) = all.split_at(error.valid_up_to());
                self.begun = begun.to_vec();
                std::str::from_utf8(whole).unwrap_or_default()
            }
        };
        self.encode(whole)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(name: &str, parts: &[&[u8]]) -> io::Result<Vec<u8>> {
        let mut out = Encoded::new(Vec::new(), OutputEncoding::named(name).unwrap());
        parts.iter().try_for_each(|part| out.write_all(part))?;
        Ok(out.to)
    }

    #[test]
    fn characters_are_encoded_even_when_they_come_in_parts() {
        let text: &[&[u8]] = &["a€".as_bytes(), &[0xc3], &[0xa9]];
        assert_eq!(encoded("UTF-8", text).unwrap(), "a€é".as_bytes());
        assert_eq!(encoded("cp1252", text).unwrap(), b"a\x80\xe9");
        assert_eq!(encoded("utf_16", text).unwrap(), b"a\0\xac\x20\xe9\0");
        assert_eq!(encoded("latin-1", &[b"\xc3", b"\xa9"]).unwrap(), b"\xe9");
        assert_eq!(encoded("shift_jis", &["日".as_bytes()]).unwrap(), b"\x93\xfa");
    }

    #[test]
    fn what_an_encoding_does_not_have_is_told() {
        for name in ["ascii", "latin-1", "cp1252"] {
            assert!(encoded(name, &["日".as_bytes()]).unwrap_err().to_string().contains("'日'"), "{name}");
        }
        assert_eq!(OutputEncoding::named("klingon"), None);
    }
}
