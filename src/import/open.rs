use super::error::ImportError;
use super::file::{read_file, read_from};
use super::folder::read_folder;
use super::place::ResultsPlace;
use super::sink::{Flow, Halt};
use super::summary::{FileKind, FileSummary, RecordTally};
use crate::model::{SavedRecord, TakeRecord};
use std::io::{self, Read};
use std::sync::Arc;

/// Reads what stands at a place, record by record, and says what it was. It waits for disks and pipes: not for the
/// thread of a screen.
///
/// Where `take` wants no more, reading ends and is no error.
///
/// # Errors
///
/// When nothing can be read there: no record but remarks was handed on then. What breaks behind something that could be
/// read is a [`Remark`](crate::model::Remark).
pub fn open(place: &ResultsPlace, take: &mut TakeRecord<'_>) -> Result<FileSummary, ImportError> {
    let name = place.label();
    counted(take, |take| match place {
        ResultsPlace::StandardInput => read_from(&mut io::stdin().lock(), &name, take),
        ResultsPlace::Path(path) if path.is_dir() => read_folder(path, &name, take),
        ResultsPlace::Path(path) => read_file(path, &name, take),
    })
}

/// Reads a stream of bytes that is called so in what is told, as [`open`] reads a file.
///
/// # Errors
///
/// As [`open`].
pub fn read(
    source: &mut dyn Read,
    name: &Arc<str>,
    take: &mut TakeRecord<'_>,
) -> Result<FileSummary, ImportError> {
    counted(take, |take| read_from(source, name, take))
}

fn counted(
    take: &mut TakeRecord<'_>,
    read: impl FnOnce(&mut TakeRecord<'_>) -> Flow<FileKind>,
) -> Result<FileSummary, ImportError> {
    let mut tally = RecordTally::default();
    let read = read(&mut |record: SavedRecord| {
        tally.count(&record);
        take(record)
    });
    match read {
        Ok(kind) => Ok(tally.summary(kind)),
        Err(Halt::Stopped) => Ok(tally.summary(FileKind::Unknown)),
        Err(Halt::Failed(error)) => Err(error),
    }
}
