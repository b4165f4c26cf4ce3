//! What the words on the command line name: HITs of a service, or files to open.

use crate::archive::Keeper;
use crate::feed::ReadFiles;
use crate::import::{self, ImportError, ResultsPlace};
use crate::model::{HitId, IdError, Provenance, Remark, RemarkWeight, SavedRecord, TakeRecord};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

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

/// Reads these places one after the other. What each was is told as a note, and why one can not be read as a loss. What
/// can be read is kept, too, where a keeper is given.
pub(super) fn reader(places: Vec<ResultsPlace>, keeper: Option<Arc<Keeper>>) -> ReadFiles {
    Box::new(move |take| {
        for place in places {
            let keeping = keeper.as_ref().map(|keeper| PlaceKeeping::of(keeper, &place));
            if read(&place, keeping, take).is_break() {
                return;
            }
        }
    })
}

/// Reads one place; breaks where nobody wants more.
fn read(
    place: &ResultsPlace,
    mut keeping: Option<PlaceKeeping<'_>>,
    take: &mut TakeRecord<'_>,
) -> ControlFlow<()> {
    let read = import::open(place, &mut |record| {
        if let Some(keeping) = &mut keeping {
            keeping.keep(&record);
        }
        take(record)
    });
    if let Some(keeping) = &mut keeping {
        keeping.flush();
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

/// So many records are kept at once.
const KEPT_AT_ONCE: usize = 1000;

/// The records of one place on their way into the archive. What is in the way is told by the keeper, at the end.
struct PlaceKeeping<'k> {
    keeper: &'k Keeper,
    source: Provenance,
    batch: Vec<SavedRecord>,
}

impl<'k> PlaceKeeping<'k> {
    fn of(keeper: &'k Keeper, place: &ResultsPlace) -> Self {
        let source = Provenance::File { file: place.label(), line: 1 };
        Self { keeper, source, batch: Vec::new() }
    }

    fn keep(&mut self, record: &SavedRecord) {
        if !matches!(record, SavedRecord::Remark(_)) {
            self.batch.push(record.clone());
        }
        if self.batch.len() >= KEPT_AT_ONCE {
            self.flush();
        }
    }

    fn flush(&mut self) {
        // Why it is not kept is told when the keeper ends.
        let _ = self.keeper.keep(self.source.clone(), std::mem::take(&mut self.batch));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hits_and_paths_are_places() {
        assert_eq!(Named::parse("3HIT"), Ok(Named::Hit(HitId::from_service("3HIT"))));
        for path in ["-", "results.csv", "./3HIT", "batch/", "/tmp/x", "Cargo.toml"] {
            assert_eq!(Named::parse(path), Ok(Named::Place(ResultsPlace::named(path))), "{path}");
        }
        assert!(Named::parse("lower").is_err());
    }
}
