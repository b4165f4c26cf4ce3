//! Zip archives with result files in them.

use super::error::{ImportError, ImportErrorKind};
use super::several::{SeveralFiles, order};
use super::sink::{Flow, Halt};
use super::stream::{Nesting, read_stream};
use super::summary::FileKind;
use super::unpack::UnpackedRead;
use crate::model::TakeRecord;
use ::zip::ZipArchive;
use ::zip::result::ZipError;
use std::io::{self, Read};
use std::sync::Arc;

/// More files than this no archive of results has.
const MOST_FILES: usize = 100_000;

/// Reads the files of an archive one after another; it is so many bytes long.
pub(super) fn read_zip(
    source: impl Read + io::Seek,
    size: u64,
    file: &Arc<str>,
    take: &mut TakeRecord<'_>,
) -> Flow<FileKind> {
    let mut archive = ZipArchive::new(source).map_err(|error| broken(error, file))?;
    if archive.len() > MOST_FILES {
        let what = format!("more than {MOST_FILES} files are in it");
        return Err(ImportError::new(ImportErrorKind::TooLarge, file, what).into());
    }
    if let Some(error) = foreign(&archive, file) {
        return Err(error.into());
    }
    let mut names = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| broken(error, file))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if !entry.is_dir() && !is_hidden(&name) {
            names.push((name, index));
        }
    }
    names.sort_by(|(one, _), (other, _)| order(one).cmp(&order(other)));
    // What comes out of all files together is held against the archive: files may lie over each other in it.
    let mut unpacked = 0;
    let mut several = SeveralFiles::default();
    for (name, index) in names {
        let inside: Arc<str> = format!("{file}/{name}").into();
        let read = match archive.by_index(index) {
            Ok(entry) => {
                let mut entry = UnpackedRead::of_archive(entry, size, unpacked, &inside);
                let read = read_stream(&mut entry, &inside, Nesting::Inside, take);
                unpacked = entry.unpacked();
                read
            }
            Err(error) => Err(Halt::Failed(broken(error, &inside))),
        };
        several.take(read, take)?;
    }
    several.finish("zip archive", file, take)
}

/// Spreadsheets and documents, which are zip archives too.
fn foreign<R: Read + io::Seek>(archive: &ZipArchive<R>, file: &Arc<str>) -> Option<ImportError> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    let (what, advice) = if has("xl/workbook.xml") || has("xl/workbook.bin") {
        ("it is an Excel workbook", "Save it as CSV (UTF-8) in Excel, and open that.")
    } else if has("content.xml") && has("META-INF/manifest.xml") {
        ("it is an OpenDocument file", "Save it as CSV in LibreOffice, and open that.")
    } else if has("word/document.xml") {
        ("it is a Word document", "Open the file with the results.")
    } else {
        return None;
    };
    Some(ImportError { advice, ..ImportError::new(ImportErrorKind::NoText, file, what) })
}

/// Files that no person put there.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || part.starts_with('.'))
}

fn broken(error: ZipError, file: &Arc<str>) -> ImportError {
    match error {
        ZipError::Io(error) if error.raw_os_error().is_some() => ImportError::from_io(error, file),
        ZipError::Io(error) => broken_by(&error.to_string(), file),
        other => broken_by(&other.to_string(), file),
    }
}

fn broken_by(why: &str, file: &Arc<str>) -> ImportError {
    ImportError::new(ImportErrorKind::Broken, file, format!("its zip can not be read: {why}"))
}
