//! Bytes of any kind, recognised and read.

use super::decode::DecodedText;
use super::error::{ImportError, ImportErrorKind};
use super::signature::FileSignature;
use super::sink::Flow;
use super::summary::FileKind;
use super::text::read_text;
use super::unpack;
use crate::model::TakeRecord;
use std::io::{self, Read};
use std::sync::Arc;

/// Whether bytes came out of something that was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nesting {
    /// They are a file.
    File,
    /// They are in an archive, where a file may be packed once more.
    Inside,
    /// They were packed.
    Packed,
}

/// Reads what comes, whatever it is. Zip archives are none of it: their table of contents is at their end.
pub(super) fn read_stream(
    source: &mut dyn Read,
    file: &Arc<str>,
    nesting: Nesting,
    take: &mut TakeRecord<'_>,
) -> Flow<FileKind> {
    let head = first_bytes(source).map_err(|error| ImportError::from_io(error, file))?;
    let mut whole = head.as_slice().chain(source);
    match FileSignature::of(&head) {
        FileSignature::Text if head.is_empty() => {
            Err(ImportError::new(ImportErrorKind::NoResults, file, "it is empty").into())
        }
        FileSignature::Text => read_text(DecodedText::new(whole, file), file, take),
        FileSignature::Gzip if nesting != Nesting::Packed => {
            read_stream(&mut unpack::gzip(&mut whole, file), file, Nesting::Packed, take)
        }
        FileSignature::Zstd if nesting != Nesting::Packed => {
            read_stream(&mut unpack::zstd(&mut whole, file), file, Nesting::Packed, take)
        }
        FileSignature::Gzip | FileSignature::Zstd | FileSignature::Zip => {
            let what = "it is packed more than once";
            let error = ImportError::new(ImportErrorKind::NoText, file, what);
            Err(ImportError { advice: "Unpack it, and open what is in it.", ..error }.into())
        }
        FileSignature::Foreign(what, advice) => {
            Err(ImportError { advice, ..ImportError::new(ImportErrorKind::NoText, file, what) }.into())
        }
    }
}

/// The first bytes, as many as it takes to tell what they are.
pub(super) fn first_bytes(source: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(FileSignature::LENGTH as u64).read_to_end(&mut head)?;
    Ok(head)
}
