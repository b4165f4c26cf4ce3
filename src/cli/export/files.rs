use crate::export::{Replay, ReplayError};
use crate::import::{DecodedText, ImportError, read_sheet};
use crate::model::{Remark, RemarkWeight, SavedRecord, TakeRecord};
use anyhow::Context as _;
use std::fs::File;
use std::io::{self, Seek as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files of results, read again for each pass.
#[derive(Debug)]
pub(super) struct SavedFiles(Vec<SavedFile>);

#[derive(Debug)]
enum SavedFile {
    /// One on disk.
    At(PathBuf),
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
        let file = |path: &PathBuf| match path.to_str() {
            Some("-") => spool().context("standard input"),
            _ => Ok(SavedFile::At(path.clone())),
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
            let name: Arc<str> = file.name().into();
            let mut take = |record| {
                wanted = take(record);
                wanted
            };
            if let Err(error) = file.read(&name, &mut take) {
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
    fn name(&self) -> String {
        match self {
            Self::At(path) => path.display().to_string(),
            Self::Spool(_) => "-".to_owned(),
        }
    }

    fn read(&self, name: &Arc<str>, take: &mut TakeRecord<'_>) -> Result<(), ImportError> {
        let io = |error| ImportError::from_io(error, name);
        let file = match self {
            Self::At(path) => open(path).map_err(io)?,
            Self::Spool(file) => again(file).map_err(io)?,
        };
        let mut text = DecodedText::new(file, name);
        read_sheet(&mut text, name, take)?;
        if let Some(remark) = text.remark() {
            let _ = take(SavedRecord::Remark(remark));
        }
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The file from its beginning.
fn again(file: &File) -> io::Result<File> {
    let mut file = file.try_clone()?;
    file.rewind()?;
    Ok(file)
}
