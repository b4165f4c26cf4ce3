//! The file: whose it is, told without opening it as a database, and who may read it.

use super::error::ArchiveTrouble;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// What an archive says that it is (`PRAGMA application_id`): "hdar" in ASCII. Also in `schema.sql`.
pub(super) const APPLICATION: u32 = 0x6864_6172;

/// What every SQLite file starts with.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where in the file's header the application stands, as four bytes, the highest first.
const PLACE: std::ops::Range<usize> = 68..72;
/// Only the user may read and write it: it holds worker ids.
const PRIVATE: u32 = 0o600;
/// What others may do.
const OTHERS: u32 = 0o077;

/// What stands where an archive belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing, or an empty file.
    Nothing,
    /// An archive.
    Archive,
}

/// Looks whose file it is.
///
/// The bytes are read as they are: SQLite writes to a database that it merely looks into, to roll back what another
/// program left half done, or files beside it.
pub(super) fn look(path: &Path) -> Result<Found, ArchiveTrouble> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        file => file?,
    };
    if !file.metadata()?.is_file() {
        return Err(ArchiveTrouble::OtherProgram);
    }
    let mut header = Vec::new();
    file.take(100).read_to_end(&mut header)?;
    if header.is_empty() {
        return Ok(Found::Nothing);
    }
    let ours = header.starts_with(MAGIC) && header.get(PLACE) == Some(&APPLICATION.to_be_bytes());
    if ours { Ok(Found::Archive) } else { Err(ArchiveTrouble::OtherProgram) }
}

/// Makes the file and its directory where they are missing, and keeps others from reading it.
///
/// SQLite gives the files that it puts beside it the same permissions.
pub(super) fn prepare(path: &Path) -> Result<(), ArchiveTrouble> {
    if let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    }
    match OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            // Somebody who may not change this has no file of his own here either.
            let _ = narrow(path);
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(ArchiveTrouble::ReadOnly),
        Err(error) if error.kind() == ErrorKind::ReadOnlyFilesystem => Err(ArchiveTrouble::ReadOnly),
        Err(error) => Err(error.into()),
    }
}

/// Takes from others what they may do with a file.
fn narrow(path: &Path) -> std::io::Result<()> {
    let mode = fs::metadata(path)?.permissions().mode();
    if mode & OTHERS == 0 { Ok(()) } else { fs::set_permissions(path, Permissions::from_mode(PRIVATE)) }
}

/// The file beside the archive whose name ends so.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}
