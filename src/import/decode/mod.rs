//! Text out of bytes, whatever it was encoded in, a block at a time.

mod form;
mod western;

use super::error::{ImportError, ImportErrorKind};
use crate::model::{Remark, RemarkWeight};
use encoding_rs::{Decoder, Encoding, MACINTOSH, WINDOWS_1252};
use form::TextForm;
use std::fmt;
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// How much is read at once. The first block decides how a text is encoded.
const BLOCK: usize = 256 * 1024;

/// A reader of UTF-8 over a file in any of the encodings that results are saved in: UTF-8, UTF-16 and, where it is
/// neither, Windows-1252 or Mac Roman. A byte order mark is left out.
///
/// What is no text (a NUL byte, a picture) is an [`ImportError`] inside the [`io::Error`]; what came before it was
/// handed out.
pub struct DecodedText<R> {
    source: R,
    file: Arc<str>,
    raw: RawBytes,
    /// How many of the raw bytes are handed out as they are.
    ready: usize,
    /// Text that had to be decoded.
    decoded: Vec<u8>,
    /// Up to where it was handed out.
    taken: usize,
    mode: Mode,
    /// What the lines before anything beyond ASCII end with.
    ends: LineEnds,
    /// Bytes that are none of their encoding, or blocks with such.
    odd: u64,
}

/// How the bytes that follow become text.
enum Mode {
    /// Nothing was read yet.
    Unknown,
    /// They are ASCII so far.
    Ascii,
    /// They are UTF-8 with characters beyond ASCII; bytes that are no UTF-8 are of the other encoding, once it is known.
    Utf8(Option<&'static Encoding>),
    /// They are decoded.
    Decoded(Box<Decoder>),
    /// There are none; the text was decoded, or ends with what is no text.
    Ended(&'static Encoding, Option<String>),
}

/// Which line ends were seen.
#[derive(Debug, Clone, Copy, Default)]
struct LineEnds {
    cr: bool,
    lf: bool,
}

/// Bytes as they came, with those in front that were used up.
#[derive(Default)]
struct RawBytes {
    bytes: Vec<u8>,
    used: usize,
    /// How many were used up and thrown away before.
    before: u64,
    ended: bool,
}

impl RawBytes {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }

    /// Reads on: a whole block where `whole`, else what comes at once.
    fn read(&mut self, source: &mut impl Read, whole: bool) -> io::Result<()> {
        self.bytes.drain(..self.used);
        self.before += self.used as u64;
        self.used = 0;
        while !self.ended {
            let filled = self.bytes.len();
            self.bytes.resize(filled.max(BLOCK) + if filled < BLOCK { 0 } else { BLOCK }, 0);
            let read = source.read(self.bytes.get_mut(filled..).unwrap_or_default());
            self.bytes.truncate(filled + read.as_ref().copied().unwrap_or(0));
            match read {
                Ok(0) => self.ended = true,
                Ok(_) if whole && self.bytes.len() < BLOCK => {}
                Ok(_) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

impl<R: Read> DecodedText<R> {
    /// Reads from `source`, called `file` in what is told.
    pub fn new(source: R, file: &Arc<str>) -> Self {
        Self {
            source,
            file: Arc::clone(file),
            raw: RawBytes::default(),
            ready: 0,
            decoded: Vec::new(),
            taken: 0,
            mode: Mode::Unknown,
            ends: LineEnds::default(),
            odd: 0,
        }
    }

    /// What there is to tell about the encoding, once the text was read.
    pub fn remark(&self) -> Option<Remark> {
        let decoded = match &self.mode {
            Mode::Unknown | Mode::Ascii | Mode::Utf8(None) => return None,
            Mode::Decoded(decoder) => Some(decoder.encoding()),
            Mode::Ended(encoding, _) => Some(*encoding),
            Mode::Utf8(Some(_)) => None,
        };
        let (weight, text) = match (&self.mode, decoded.map(form::name)) {
            (_, Some(name)) if self.odd == 0 => (RemarkWeight::Note, format!("read as {name}")),
            (_, Some(name)) => (
                RemarkWeight::Loss,
                format!("read as {name}, with characters that are none, shown as \u{fffd}"),
            ),
            (Mode::Utf8(Some(other)), _) => {
                let bytes = if self.odd == 1 { "byte that is" } else { "bytes that are" };
                (RemarkWeight::Doubt, format!("{} {bytes} no UTF-8, read as {}", self.odd, form::name(other)))
            }
            _ => return None,
        };
        Some(Remark { weight, file: Arc::clone(&self.file), line: None, text })
    }

    /// Makes more text ready; none is at the end.
    fn advance(&mut self) -> io::Result<()> {
        while self.ready == 0 && self.taken == self.decoded.len() {
            if self.raw.rest().is_empty() {
                self.raw.read(&mut self.source, matches!(self.mode, Mode::Unknown))?;
            }
            match &self.mode {
                Mode::Unknown => self.begin()?,
                Mode::Decoded(_) => self.decode(),
                Mode::Ended(_, None) => return Ok(()),
                Mode::Ended(_, Some(why)) => return Err(self.no_text(why.clone())),
                Mode::Ascii | Mode::Utf8(_) if self.raw.rest().is_empty() => return Ok(()),
                Mode::Ascii | Mode::Utf8(_) => self.pass()?,
            }
        }
        Ok(())
    }

    /// Looks at the first block.
    fn begin(&mut self) -> io::Result<()> {
        self.mode = match TextForm::of(self.raw.rest()) {
            TextForm::Utf8(mark) => {
                self.raw.used += mark;
                Mode::Ascii
            }
            TextForm::Utf16(encoding, mark) => {
                self.raw.used += mark;
                Mode::Decoded(Box::new(encoding.new_decoder_without_bom_handling()))
            }
            TextForm::None(why) => return Err(self.no_text(why.to_owned())),
        };
        Ok(())
    }

    /// Makes what is UTF-8 ready to be handed out as it is, or finds out how to decode it.
    fn pass(&mut self) -> io::Result<()> {
        let rest = self.raw.rest();
        let text = rest.get(..memchr::memchr(0, rest).unwrap_or(rest.len())).unwrap_or(rest);
        if text.is_empty() {
            let at = self.raw.before + self.raw.used as u64;
            return Err(self.no_text(format!("byte {} is NUL: no text has such", at + 1)));
        }
        let (valid, invalid) = match std::str::from_utf8(text) {
            Ok(text) => (text.len(), None),
            Err(error) => (error.valid_up_to(), Some(error.error_len())),
        };
        let passed = text.get(..valid).unwrap_or_default();
        if let Mode::Ascii = self.mode {
            if !passed.is_ascii() {
                self.mode = Mode::Utf8(None);
            }
            self.ends.cr |= memchr::memchr(b'\r', passed).is_some();
            self.ends.lf |= memchr::memchr(b'\n', passed).is_some();
        }
        self.ready = valid;
        match invalid {
            // The character's other bytes come with the next block.
            Some(None) if valid == 0 && text.len() == rest.len() && !self.raw.ended => {
                self.raw.read(&mut self.source, false)
            }
            Some(length) if valid == 0 => {
                self.odd_bytes(length.unwrap_or(text.len()));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Bytes that are no UTF-8: all that follows is of another encoding, or they alone are where other text is UTF-8.
    fn odd_bytes(&mut self, length: usize) {
        let rest = self.raw.rest();
        let on_mac = self.ends.cr && !self.ends.lf;
        if let Mode::Utf8(other) = self.mode {
            // Too few to tell by what stands beside them.
            let other = other.unwrap_or(if on_mac { MACINTOSH } else { WINDOWS_1252 });
            let odd = rest.get(..length).unwrap_or(rest);
            self.odd += odd.len() as u64;
            self.decoded = other.decode_without_bom_handling(odd).0.into_owned().into_bytes();
            self.raw.used += length;
            self.taken = 0;
            self.mode = Mode::Utf8(Some(other));
        } else {
            let encoding = form::legacy(rest, on_mac);
            self.mode = Mode::Decoded(Box::new(encoding.new_decoder_without_bom_handling()));
        }
    }

    /// Decodes what was read.
    fn decode(&mut self) {
        let Mode::Decoded(decoder) = &mut self.mode else { return };
        let rest = self.raw.bytes.get(self.raw.used..).unwrap_or_default();
        let last = self.raw.ended && rest.is_empty();
        self.taken = 0;
        self.decoded.resize(3 * BLOCK, 0);
        let (_, read, written, odd) = decoder.decode_to_utf8(rest, &mut self.decoded, last);
        let nul = memchr::memchr(0, self.decoded.get(..written).unwrap_or_default());
        self.decoded.truncate(nul.unwrap_or(written));
        self.raw.used += read;
        self.odd += u64::from(odd);
        let encoding = decoder.encoding();
        if nul.is_some() {
            let near = self.raw.before + self.raw.used as u64;
            let why = format!("a NUL character stands before byte {near}: no text has such");
            self.mode = Mode::Ended(encoding, Some(why));
        } else if last {
            self.mode = Mode::Ended(encoding, None);
        }
    }

    fn no_text(&self, why: String) -> io::Error {
        ImportError::new(ImportErrorKind::NoText, &self.file, why).into()
    }
}

impl<R: Read> BufRead for DecodedText<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.advance()?;
        let decoded = self.decoded.get(self.taken..).unwrap_or_default();
        if !decoded.is_empty() {
            return Ok(decoded);
        }
        Ok(self.raw.rest().get(..self.ready).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let decoded = amount.min(self.decoded.len() - self.taken);
        self.taken += decoded;
        let passed = (amount - decoded).min(self.ready);
        self.raw.used += passed;
        self.ready -= passed;
    }
}

impl<R: Read> Read for DecodedText<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R> fmt::Debug for DecodedText<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodedText").field("file", &self.file).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hands out a few bytes at a time.
    struct Drops<'b>(&'b [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let size = into.len().min(self.1);
            self.0.read(&mut into[..size])
        }
    }

    fn read(bytes: &[u8]) -> (Result<String, ImportError>, Option<String>) {
        let file: Arc<str> = "f".into();
        let mut text = DecodedText::new(Drops(bytes, 70_000), &file);
        let mut read = String::new();
        let done = text.read_to_string(&mut read).map_err(|error| ImportError::from_io(error, &file));
        (done.map(|_| read), text.remark().map(|remark| remark.to_string()))
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn utf8_passes_with_and_without_its_mark() {
        for text in ["", "a", "a,b\n", "naïve “x” 😀\r\n"] {
            assert_eq!(read(text.as_bytes()), (Ok(text.to_owned()), None));
            assert_eq!(read(format!("\u{feff}{text}").as_bytes()), (Ok(text.to_owned()), None));
        }
    }

    #[test]
    fn utf16_is_told_from_its_mark_or_its_zeros() {
        for (unit, name) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], "f: read as UTF-16 (little-endian)"),
            (u16::to_be_bytes, "f: read as UTF-16 (big-endian)"),
        ] {
            let text = "HITId\tAnswer.é\r\n3F\t😀\r\n";
            let marked = utf16(&format!("\u{feff}{text}"), unit);
            assert_eq!(read(&marked), (Ok(text.to_owned()), Some(name.to_owned())));
            let bare = utf16(text, unit);
            assert_eq!(read(&bare), (Ok(text.to_owned()), Some(name.to_owned())));
            let cut = read(&bare[..bare.len() - 1]);
            assert!(cut.0.unwrap().ends_with("\r\u{fffd}"));
            assert!(cut.1.unwrap().contains("characters that are none"));
        }
    }

    #[test]
    fn what_is_no_utf8_is_windows_or_mac_and_told() {
        let windows = "f: read as Windows-1252".to_owned();
        assert_eq!(
            read(b"Answer.a\r\ncaf\xe9 \x93x\x94\r\n"),
            (Ok("Answer.a\r\ncafé “x”\r\n".into()), Some(windows))
        );
        let mac = "f: read as Mac Roman".to_owned();
        assert_eq!(read(b"a\rM\x8ar don\xd5t"), (Ok("a\rMär don’t".into()), Some(mac)));
    }

    #[test]
    fn single_bytes_between_utf8_are_decoded_alone() {
        let (text, told) = read(b"na\xc3\xafve caf\xe9, \xf0\x9f\x98\x80 x\xc3");
        assert_eq!(text.unwrap(), "naïve café, 😀 xÃ");
        assert_eq!(told.unwrap(), "f: 2 bytes that are no UTF-8, read as Windows-1252");
    }

    #[test]
    fn a_nul_is_told_behind_what_stands_before_it() {
        let (text, _) = read(b"HITId,\0");
        assert_eq!(text.unwrap_err().to_string(), "f: byte 7 is NUL: no text has such");
        let (text, _) = read(&utf16("\u{feff}HITId\0", u16::to_le_bytes));
        assert_eq!(
            text.unwrap_err().to_string(),
            "f: a NUL character stands before byte 14: no text has such"
        );
        let mut text = DecodedText::new(&b"ab\0"[..], &"f".into());
        assert_eq!(text.fill_buf().unwrap(), b"ab");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"\x01\x02\x03\x04PNG\x05\x06\x07"[..],
            b"\xff\xfe\0\0a\0\0\0",
            b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        ] {
            let error = read(bytes).0.unwrap_err();
            assert_eq!(error.kind, ImportErrorKind::NoText, "{error}");
        }
    }

    #[test]
    fn blocks_end_anywhere() {
        let long = "é😀x".repeat(200_000);
        assert_eq!(read(long.as_bytes()).0.unwrap(), long);
        let long = "é😀x".repeat(100_000);
        assert!(read(&utf16(&long, u16::to_be_bytes)).0.is_err(), "no mark and no zeros");
        assert_eq!(read(&utf16(&format!("\u{feff}{long}"), u16::to_be_bytes)).0.unwrap(), long);
    }

    proptest! {
        #[test]
        fn any_bytes_become_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200), drop in 1_usize..9) {
            let file: Arc<str> = "f".into();
            let mut text = DecodedText::new(Drops(&bytes, drop), &file);
            let mut read = Vec::new();
            let _ = text.read_to_end(&mut read);
            prop_assert!(std::str::from_utf8(&read).is_ok());
        }

        #[test]
        fn any_text_passes(text in "[^\0]{0,60}", drop in 1_usize..9) {
            let file: Arc<str> = "f".into();
            let mut read = String::new();
            DecodedText::new(Drops(text.as_bytes(), drop), &file).read_to_string(&mut read).ok();
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            prop_assert!(read == text || text.bytes().any(|byte| byte < 0x20));
        }
    }
}
