use crate::export::{Replay, ReplayError};
use crate::import::{FileSummary, ImportError, ResultsPlace, open, read};
use crate::model::{Remark, RemarkWeight, SavedRecord, TakeRecord};
use anyhow::Context as _;
use std::fs::File;
use std::io::{self, Seek as _};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Files of results, read again for each pass.
#[derive(Debug)]
pub(super) struct SavedFiles(Vec<SavedFile>);

#[derive(Debug)]
enum SavedFile {
    /// One on disk, or a folder.
    At(ResultsPlace),
    /// What came through standard input, in a file that has no name.
    Spool(File),
}

impl SavedFiles {
    /// Finds the files. Standard input is read to its end.
    ///
    /// # Errors
    ///
    /// When standard input can not be kept.
    pub(super) fn open(paths: &[PathBuf]) -> anyhow::Result<Self> {
        let file = |path: &PathBuf| match ResultsPlace::named(path) {
            ResultsPlace::StandardInput => spool().context("standard input"),
            place @ ResultsPlace::Path(_) => Ok(SavedFile::At(place)),
        };
        Ok(Self(paths.iter().map(file).collect::<anyhow::Result<_>>()?))
    }
}

/// Keeps standard input, for it can not be read twice.
fn spool() -> anyhow::Result<SavedFile> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut io::stdin().lock(), &mut file)?;
    Ok(SavedFile::Spool(file))
}

impl Replay for SavedFiles {
    /// A file that can not be read is told as a loss; the others are read all the same.
    fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError> {
        let mut wanted = ControlFlow::Continue(());
        for file in &self.0 {
            let mut take = |record| {
                wanted = take(record);
                wanted
            };
            if let Err(error) = file.read(&mut take) {
                let weight = RemarkWeight::Loss;
                let text = format!("{}. {}", error.what, error.advice);
                let remark = Remark { weight, file: error.file, line: error.line, text };
                wanted = take(SavedRecord::Remark(remark));
            }
            if wanted.is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl SavedFile {
    fn read(&self, take: &mut TakeRecord<'_>) -> Result<FileSummary, ImportError> {
        match self {
            Self::At(place) => open(place, take),
            Self::Spool(file) => {
                let name = ResultsPlace::StandardInput.label();
                let mut file = again(file).map_err(|error| ImportError::from_io(error, &name))?;
                read(&mut file, &name, take)
            }
        }
    }
}

/// The file from its beginning.
fn again(file: &File) -> io::Result<File> {
    let mut file = file.try_clone()?;
    file.rewind()?;
    Ok(file)
}
