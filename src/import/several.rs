use super::error::{ImportError, ImportErrorKind};
use super::sink::{Flow, Halt, count};
use super::summary::FileKind;
use crate::model::{Remark, RemarkWeight, SavedRecord, TakeRecord};
use std::sync::Arc;

/// So many files that hold no results are named.
const NAMED: usize = 5;

/// Several files that are read as one: of a folder, or of an archive.
///
/// A file that is none of results is left out and told; one that is broken is told, and the others are read.
#[derive(Debug, Default)]
pub(super) struct SeveralFiles {
    read: u64,
    failed: u64,
    left_out: u64,
    names: Vec<String>,
    /// Why the first one was not read.
    first: Option<ImportError>,
}

impl SeveralFiles {
    /// Takes what became of a file.
    pub(super) fn take(&mut self, read: Flow<FileKind>, take: &mut TakeRecord<'_>) -> Flow {
        let error = match read {
            Ok(_) => {
                self.read += 1;
                return Ok(());
            }
            Err(Halt::Stopped) => return Err(Halt::Stopped),
            Err(Halt::Failed(error)) => error,
        };
        let flow = match error.kind {
            ImportErrorKind::NoText | ImportErrorKind::NoResults => {
                self.leave_out(&error.file);
                Ok(())
            }
            ImportErrorKind::Unreadable | ImportErrorKind::Broken | ImportErrorKind::TooLarge => {
                self.failed += 1;
                let (file, line, text) = (Arc::clone(&error.file), error.line, error.what.clone());
                remark(Remark { weight: RemarkWeight::Loss, file, line, text }, take)
            }
        };
        self.first.get_or_insert(error);
        flow
    }

    /// Leaves a file out that nobody looked into.
    pub(super) fn leave_out(&mut self, file: &str) {
        self.left_out += 1;
        if self.names.len() < NAMED {
            self.names.push(file.to_owned());
        }
    }

    /// Tells what was left out, and that there is nothing at all.
    pub(super) fn finish(
        self,
        what: &'static str,
        file: &Arc<str>,
        take: &mut TakeRecord<'_>,
    ) -> Flow<FileKind> {
        if self.read == 0 {
            let why = match (self.first, self.failed + self.left_out) {
                (_, 0) => format!("the {what} is empty"),
                (Some(only), 1) => format!("the only file in the {what} can not be read: {only}"),
                (Some(first), files) => format!(
                    "none of the {} files in the {what} holds results; the first: {first}",
                    count(files)
                ),
                (None, files) => format!("none of the {} files in the {what} holds results", count(files)),
            };
            let kind = if self.failed > 0 { ImportErrorKind::Broken } else { ImportErrorKind::NoResults };
            return Err(ImportError::new(kind, file, why).into());
        }
        if self.left_out > 0 {
            let more = self.left_out.saturating_sub(self.names.len() as u64);
            let more = if more > 0 { format!(" and {} more", count(more)) } else { String::new() };
            let text = format!("files without results are left out: {}{more}", self.names.join(", "));
            remark(Remark { weight: RemarkWeight::Note, file: Arc::clone(file), line: None, text }, take)?;
        }
        Ok(FileKind::Several(self.read))
    }
}

fn remark(remark: Remark, take: &mut TakeRecord<'_>) -> Flow {
    if take(SavedRecord::Remark(remark)).is_break() { Err(Halt::Stopped) } else { Ok(()) }
}

/// The order of files: by name, but a HIT before its assignments, as amti saves them.
pub(super) fn order(name: &str) -> (&str, bool, &str) {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    (folder, file != "hit.jsonl", file)
}
