//! An archive in a folder of its own, and records to keep.

use crate::archive::{Archive, ArchivePath, Keeper, KeptReport, Selection};
use crate::model::{
    Assignment, AssignmentId, Hit, HitId, NamedText, Provenance, SavedAssignment, SavedRecord, Status,
    Timestamp, WorkerId,
};
use std::ops::ControlFlow;
use std::path::PathBuf;
use tempfile::TempDir;

/// An archive that goes with its folder.
pub(super) struct Scene {
    folder: TempDir,
}

impl Scene {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.path().join("archive.sqlite")
    }

    pub(super) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub(super) fn path(&self) -> ArchivePath {
        ArchivePath::at(self.file())
    }

    pub(super) fn archive(&self) -> Archive {
        Archive::open(&self.path()).unwrap()
    }

    /// Keeps assignments as one source told them.
    pub(super) fn keep(&self, saved: &[SavedAssignment]) -> KeptReport {
        let records = saved.iter().cloned().map(|saved| SavedRecord::Assignment(Box::new(saved))).collect();
        self.keep_records(saved[0].provenance.clone(), records)
    }

    pub(super) fn keep_records(&self, source: Provenance, records: Vec<SavedRecord>) -> KeptReport {
        let keeper = Keeper::start(self.path());
        keeper.keep(source, records).unwrap();
        keeper.close().unwrap()
    }

    pub(super) fn replay(&self, selection: &Selection) -> Vec<SavedRecord> {
        let mut records = Vec::new();
        let take = &mut |record| {
            records.push(record);
            ControlFlow::Continue(())
        };
        self.archive().replay(selection, take).unwrap();
        records
    }

    /// The only assignment.
    pub(super) fn only(&self) -> SavedAssignment {
        let mut saved = self.assignments();
        assert_eq!(saved.len(), 1);
        saved.remove(0)
    }

    pub(super) fn assignments(&self) -> Vec<SavedAssignment> {
        let records = self.replay(&Selection::default()).into_iter();
        let saved = records.filter_map(|record| match record {
            SavedRecord::Assignment(saved) => Some(*saved),
            _ => None,
        });
        saved.collect()
    }

    pub(super) fn hits(&self) -> Vec<Hit> {
        let records = self.replay(&Selection::default()).into_iter();
        let hits = records.filter_map(|record| match record {
            SavedRecord::Hit(hit) => Some(*hit),
            _ => None,
        });
        hits.collect()
    }

    /// Each status an assignment was seen in: the source's place, the status, whether the record was kept whole.
    pub(super) fn sightings(&self) -> Vec<(String, String, bool)> {
        let sql = "SELECT place, status, record IS NOT NULL FROM sightings JOIN sources ON seq = source \
                   ORDER BY sightings.first, source, status";
        let connection = rusqlite::Connection::open(self.file()).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }
}

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_600_000_000 + second).unwrap()
}

pub(super) const ENDPOINT: &str = "https://mturk-requester.us-east-1.amazonaws.com";

pub(super) fn service(second: i64) -> Provenance {
    Provenance::Service { endpoint: ENDPOINT.into(), seen: at(second) }
}

pub(super) fn file(name: &str, line: u64) -> Provenance {
    Provenance::File { file: name.into(), line }
}

/// An assignment submitted at second 0.
pub(super) fn assignment(id: &str, status: Status) -> Assignment {
    let worker = WorkerId::from_service("AINVENTED");
    let mut assignment = Assignment {
        status,
        ..Assignment::new(AssignmentId::from_service(id), worker, HitId::from_service("3HIT"))
    };
    assignment.submitted = Some(at(0));
    assignment
}

pub(super) fn submitted() -> Assignment {
    assignment("3A", Status::Submitted)
}

/// Approved at a second.
pub(super) fn approved(second: i64) -> Assignment {
    Assignment { approved: Some(at(second)), ..assignment("3A", Status::Approved) }
}

pub(super) fn saved(assignment: Assignment, provenance: Provenance) -> SavedAssignment {
    SavedAssignment::new(assignment, provenance)
}

pub(super) fn named(pairs: &[(&str, &str)]) -> Vec<NamedText> {
    pairs.iter().map(|(name, text)| NamedText { name: (*name).into(), text: (*text).into() }).collect()
}
