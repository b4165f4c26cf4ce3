//! Longer texts in a column: as text, or compressed with zstd where that is shorter.
//!
//! Level 1: one answer of a kilobyte takes 5 µs and comes out at half its length; higher levels gain little on texts this
//! short. A frame holds the length of its text, so any zstd reads it.

use super::error::ArchiveTrouble;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use std::borrow::Cow;
use zstd::bulk::{Compressor, Decompressor};
use zstd::zstd_safe::get_frame_content_size;

/// How hard to compress.
const LEVEL: i32 = 1;
/// Shorter texts are left as they are: a frame gains nothing.
const SHORT: usize = 128;
/// A frame that claims to hold more bytes is damaged: SQLite has no longer values.
const LONGEST: u64 = 1 << 30;

/// Compresses texts.
pub(super) struct Packer(Compressor<'static>);

impl Packer {
    /// # Errors
    ///
    /// When memory is short.
    pub(super) fn new() -> Result<Self, ArchiveTrouble> {
        Ok(Self(Compressor::new(LEVEL)?))
    }

    /// A text as it stands in a column.
    pub(super) fn pack<'t>(&mut self, text: &'t str) -> ToSqlOutput<'t> {
        let plain = ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()));
        if text.len() < SHORT {
            return plain;
        }
        match self.0.compress(text.as_bytes()) {
            Ok(frame) if frame.len() < text.len() => ToSqlOutput::Owned(Value::Blob(frame)),
            _ => plain,
        }
    }

    /// The same of a text that may not be there.
    pub(super) fn pack_some<'t>(&mut self, text: Option<&'t str>) -> Option<ToSqlOutput<'t>> {
        text.map(|text| self.pack(text))
    }
}

/// Reads texts that may be compressed.
pub(super) struct Unpacker(Decompressor<'static>);

impl Unpacker {
    /// # Errors
    ///
    /// When memory is short.
    pub(super) fn new() -> Result<Self, ArchiveTrouble> {
        Ok(Self(Decompressor::new()?))
    }

    /// The text in a column; `None` where it holds none.
    pub(super) fn text<'r>(&mut self, value: ValueRef<'r>) -> Result<Option<Cow<'r, str>>, ArchiveTrouble> {
        match value {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) => Ok(Some(std::str::from_utf8(text).map_err(damaged)?.into())),
            ValueRef::Blob(frame) => {
                let length = get_frame_content_size(frame).ok().flatten().filter(|length| *length <= LONGEST);
                let length = length.and_then(|length| usize::try_from(length).ok());
                let length =
                    length.ok_or_else(|| ArchiveTrouble::Damaged("a text has no length".to_owned()))?;
                let text = self.0.decompress(frame, length).map_err(damaged)?;
                Ok(Some(String::from_utf8(text).map_err(damaged)?.into()))
            }
            ValueRef::Integer(_) | ValueRef::Real(_) => {
                Err(ArchiveTrouble::Damaged("a number stands where a text belongs".to_owned()))
            }
        }
    }
}

/// What can not be read was changed since it was written.
fn damaged(error: impl std::fmt::Display) -> ArchiveTrouble {
    ArchiveTrouble::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value<'t>(packed: &'t ToSqlOutput<'t>) -> ValueRef<'t> {
        match packed {
            ToSqlOutput::Borrowed(value) => *value,
            ToSqlOutput::Owned(value) => value.into(),
            _ => panic!("a value of another kind"),
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_out_as_it_went_in(text in any::<String>(), times in 0_usize..300) {
            let text = text.repeat(times);
            let (mut packer, mut unpacker) = (Packer::new().unwrap(), Unpacker::new().unwrap());
            let packed = packer.pack(&text);
            prop_assert_eq!(unpacker.text(value(&packed)).unwrap(), Some(text.as_str().into()));
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Unpacker::new().unwrap().text(ValueRef::Blob(&bytes));
        }
    }

    #[test]
    fn a_frame_that_claims_to_be_huge_is_damaged() {
        let mut frame = zstd::bulk::compress("x".repeat(1000).as_bytes(), LEVEL).unwrap();
        frame.truncate(frame.len() - 3);
        let mut unpacker = Unpacker::new().unwrap();
        assert!(matches!(unpacker.text(ValueRef::Blob(&frame)), Err(ArchiveTrouble::Damaged(_))));
    }
}
