//! Whose database a file is, told without opening it as one.

use super::EmulatorError;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// What a database of ours says that it is (`PRAGMA application_id`): "hdem" in ASCII. Also in `schema.sql`.
pub(super) const APPLICATION: u32 = 0x6864_656D;

/// What every SQLite file starts with.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where in the file's header the application stands, as four bytes, the highest first.
const PLACE: std::ops::Range<usize> = 68..72;

/// Refuses a file that is there and not an account of this emulator.
///
/// The bytes are read as they are: SQLite writes to a database that it merely looks into, to roll back what another
/// program left half done, or files beside it.
pub(super) fn check(path: &Path) -> Result<(), EmulatorError> {
    let unreadable = |source| EmulatorError::File { path: path.to_owned(), source };
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        file => file.map_err(unreadable)?,
    };
    let mut header = Vec::new();
    file.take(100).read_to_end(&mut header).map_err(unreadable)?;
    let ours = header.starts_with(MAGIC) && header.get(PLACE) == Some(&APPLICATION.to_be_bytes());
    if header.is_empty() || ours {
        Ok(())
    } else {
        Err(EmulatorError::OtherProgram { path: path.to_owned() })
    }
}
