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
mod tests;
