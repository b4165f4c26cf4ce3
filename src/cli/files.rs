//! What the words on the command line name: HITs of a service, or files to open.

use super::file_batch::{FileBatch, keep_place};
use crate::archive::Keeper;
use crate::feed::ReadFiles;
use crate::import::{self, ImportError, ResultsPlace};
use crate::model::{HitId, IdError, Remark, RemarkWeight, SavedRecord, TakeRecord};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a word of the command line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A HIT.
    Hit(HitId),
    /// A file, a folder, or standard input.
    Place(ResultsPlace),
}

impl Named {
    /// An id is a HIT's, whatever files there are; a file of such a name is `./NAME`. Everything else that is there, or
    /// looks like a path, is a place.
    ///
    /// # Errors
    ///
    /// When it is neither.
    pub(super) fn parse(word: &str) -> Result<Self, IdError> {
        match HitId::parse(word) {
            Ok(hit) => Ok(Self::Hit(hit)),
            Err(_) if word == "-" || word.contains(['/', '.']) || Path::new(word).exists() => {
                Ok(Self::Place(ResultsPlace::named(word)))
            }
            Err(error) => Err(error),
        }
    }
}

/// Reads these places for the screen, one after the other, and keeps them where a keeper is given. What each was is told
/// as a note, and why one can not be read as a loss.
pub(super) fn reader(places: Vec<ResultsPlace>, keeping: Option<OpenedKeeping>) -> ReadFiles {
    Box::new(move |take| {
        for place in &places {
            if read(place, keeping.as_ref(), take).is_break() {
                return;
            }
        }
        // The screen does not wait for a disk: what can be read again is read again for the archive, on its own thread.
        if let Some(keeping) = keeping
            && let Err(error) =
                std::thread::Builder::new().name("keep".into()).spawn(move || keeping.keep(&places))
        {
            tracing::warn!("what was opened is not kept: {error}");
        }
    })
}

/// Reads one place; breaks where nobody wants more. What is piped in is kept at once, for it comes but once.
fn read(place: &ResultsPlace, keeping: Option<&OpenedKeeping>, take: &mut TakeRecord<'_>) -> ControlFlow<()> {
    let piped = keeping.filter(|_| *place == ResultsPlace::StandardInput);
    let mut batch = piped.map(|keeping| FileBatch::of(&keeping.keeper, place));
    let read = import::open(place, &mut |record| {
        if let Some(batch) = &mut batch
            && !matches!(record, SavedRecord::Remark(_))
        {
            // Why it is not kept is told when the keeper ends.
            let _ = batch.take(record.clone());
        }
        take(record)
    });
    if let Some(batch) = &mut batch {
        let _ = batch.send();
    }
    take(SavedRecord::Remark(match read {
        Ok(summary) => {
            Remark { weight: RemarkWeight::Note, file: place.label(), line: None, text: summary.to_string() }
        }
        Err(ImportError { file, line, what, advice, .. }) => {
            Remark { weight: RemarkWeight::Loss, file, line, text: format!("{what}. {advice}") }
        }
    }))
}

/// Keeping what was opened, beside the screen.
#[derive(Debug, Clone)]
pub(super) struct OpenedKeeping {
    keeper: Arc<Keeper>,
    whole: Arc<AtomicBool>,
}

impl OpenedKeeping {
    /// Keeping with this keeper, of which nothing is done.
    pub(super) fn with(keeper: Arc<Keeper>) -> Self {
        Self { keeper, whole: Arc::default() }
    }

    /// Whether everything that can be read was handed to the keeper.
    pub(super) fn is_whole(&self) -> bool {
        self.whole.load(Ordering::Acquire)
    }

    fn keep(&self, places: &[ResultsPlace]) {
        for place in places.iter().filter(|place| **place != ResultsPlace::StandardInput) {
            // What is wrong with a file was told on the screen; what is wrong with the archive is told at its end.
            if keep_place(&self.keeper, place, |_| {}).is_err() {
                return;
            }
        }
        self.whole.store(true, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::ArchivePath;

    #[test]
    fn ids_are_hits_and_paths_are_places() {
        assert_eq!(Named::parse("3HIT"), Ok(Named::Hit(HitId::from_service("3HIT"))));
        for path in ["-", "results.csv", "./3HIT", "batch/", "/tmp/x", "Cargo.toml"] {
            assert_eq!(Named::parse(path), Ok(Named::Place(ResultsPlace::named(path))), "{path}");
        }
        assert!(Named::parse("lower").is_err());
    }

    const BATCH_FILE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/files/01-batch-download-crlf-all-quoted-rows-two-short-no-final-newline.csv"
    );

    fn keeping(directory: &tempfile::TempDir) -> OpenedKeeping {
        OpenedKeeping::with(Arc::new(Keeper::start(ArchivePath::at(directory.path().join("archive.sqlite")))))
    }

    #[test]
    fn what_is_opened_is_kept_once_the_screen_has_it() {
        let directory = tempfile::tempdir().unwrap();
        let opened = keeping(&directory);
        let mut told = 0;
        let read = reader(vec![ResultsPlace::named(BATCH_FILE)], Some(opened.clone()));
        read(&mut |record| {
            told += usize::from(matches!(record, SavedRecord::Assignment(_)));
            ControlFlow::Continue(())
        });
        assert_eq!(told, 3);
        while !opened.is_whole() {
            assert!(opened.keeper.trouble().is_none());
            std::thread::yield_now();
        }
        assert_eq!(opened.keeper.flush().unwrap().tally.assignments.new, 3);
    }

    #[test]
    fn what_nobody_waited_for_is_not_called_kept() {
        let directory = tempfile::tempdir().unwrap();
        let opened = keeping(&directory);
        let read = reader(vec![ResultsPlace::named(BATCH_FILE)], Some(opened.clone()));
        read(&mut |_| ControlFlow::Break(()));
        assert!(!opened.is_whole());
        assert_eq!(opened.keeper.flush().unwrap().tally.assignments.all(), 0);
    }
}
