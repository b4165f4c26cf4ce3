use super::error::{ImportError, ImportErrorKind};
use super::signature::FileSignature;
use super::sink::Flow;
use super::stream::{Nesting, first_bytes, read_stream};
use super::summary::FileKind;
use super::zip::read_zip;
use crate::model::TakeRecord;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

/// How large a zip archive may be that comes through a pipe: it has to be held.
const LARGEST_PIPED: u64 = 64 * 1024 * 1024;

/// Reads a file that is no folder.
pub(super) fn read_file(path: &Path, name: &Arc<str>, take: &mut TakeRecord<'_>) -> Flow<FileKind> {
    let unreadable = |error| ImportError::from_io(error, name);
    let mut file = File::open(path).map_err(unreadable)?;
    let found = file.metadata().map_err(unreadable)?;
    let head = first_bytes(&mut file).map_err(unreadable)?;
    if found.is_file() && FileSignature::of(&head) == FileSignature::Zip {
        io::Seek::rewind(&mut file).map_err(unreadable)?;
        return read_zip(io::BufReader::new(file), found.len(), name, take);
    }
    read_from(&mut head.as_slice().chain(file), name, take)
}

/// Reads what comes through a pipe.
pub(super) fn read_from(source: &mut dyn Read, name: &Arc<str>, take: &mut TakeRecord<'_>) -> Flow<FileKind> {
    let unreadable = |error| ImportError::from_io(error, name);
    let head = first_bytes(source).map_err(unreadable)?;
    let mut whole = head.as_slice().chain(source);
    if FileSignature::of(&head) != FileSignature::Zip {
        return read_stream(&mut whole, name, Nesting::File, take);
    }
    let mut archive = Vec::new();
    whole.take(LARGEST_PIPED + 1).read_to_end(&mut archive).map_err(unreadable)?;
    let size = archive.len() as u64;
    if size > LARGEST_PIPED {
        let what = "a zip archive of more than 64 MiB can not be read from a pipe";
        let error = ImportError::new(ImportErrorKind::TooLarge, name, what);
        return Err(ImportError { advice: "Save it as a file, and open that.", ..error }.into());
    }
    read_zip(Cursor::new(archive), size, name, take)
}
