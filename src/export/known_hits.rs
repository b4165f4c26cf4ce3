use super::ExportError;
use crate::model::{Hit, HitId};
use crate::wire::{RawMembers, Written, one};
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::{Read, Seek as _, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// More bytes than this go to a file.
const IN_MEMORY: usize = 16 << 20;

/// The member under which a HIT stands in its answer.
const HIT: &str = "HIT";

/// Every HIT that was told so far, for the assignments that come behind it.
///
/// HITs may be as many as assignments. So they wait in a file that nobody else sees, and what stays in memory for one
/// is where it stands.
#[derive(Debug)]
pub(super) struct KnownHits {
    spool: SpooledTempFile,
    end: u64,
    /// By the hash of the id: where the HIT's JSON stands, and how long it is.
    places: HashMap<u64, (u64, usize)>,
    /// The one that was asked for last: those of one HIT mostly stand together.
    last: Option<Hit>,
    questions: KeptQuestions,
}

/// What becomes of the questions of HITs, which are long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeptQuestions {
    All,
    None,
}

impl KnownHits {
    /// None was told yet. Their questions are not kept.
    pub(super) fn new() -> Self {
        let (spool, places) = (SpooledTempFile::new(IN_MEMORY), HashMap::new());
        Self { spool, end: 0, places, last: None, questions: KeptQuestions::None }
    }

    /// None was told yet. Their questions are kept.
    #[cfg(feature = "parquet")]
    pub(super) fn with_questions() -> Self {
        Self { questions: KeptQuestions::All, ..Self::new() }
    }

    /// Takes a HIT in. What was told of it before and is not told now stays known.
    ///
    /// # Errors
    ///
    /// When the spool's disk is full.
    pub(super) fn insert(&mut self, mut hit: Hit) -> Result<(), ExportError> {
        if self.questions == KeptQuestions::None {
            hit.question = None;
        }
        let told = serde_json::to_string(&Written(&hit))?;
        let known = match self.json(&hit.id)? {
            Some(before) => completed(&before, &told)?,
            None => told,
        };
        self.spool.seek(SeekFrom::Start(self.end))?;
        self.spool.write_all(known.as_bytes())?;
        self.places.insert(hash(&hit.id), (self.end, known.len()));
        self.end += known.len() as u64;
        self.last = None;
        Ok(())
    }

    /// The HIT of that id, as far as it was told.
    ///
    /// # Errors
    ///
    /// When the spool can not be read.
    pub(super) fn get(&mut self, id: &HitId) -> Result<Option<&Hit>, ExportError> {
        if self.last.as_ref().is_none_or(|last| last.id != *id) {
            let known = self.json(id)?;
            self.last = known.and_then(|json| one(HIT, format!("{{\"{HIT}\":{json}}}").as_bytes()).ok());
        }
        // Two ids may share a hash, once in the life of the universe.
        Ok(self.last.as_ref().filter(|last| last.id == *id))
    }

    fn json(&mut self, id: &HitId) -> Result<Option<String>, ExportError> {
        let Some((start, length)) = self.places.get(&hash(id)).copied() else { return Ok(None) };
        let mut json = vec![0; length];
        self.spool.seek(SeekFrom::Start(start))?;
        self.spool.read_exact(&mut json)?;
        Ok(String::from_utf8(json).ok())
    }
}

fn hash(id: &HitId) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// What is told of a HIT, and what was told before and is not told now.
fn completed(before: &str, told: &str) -> serde_json::Result<String> {
    let told = RawMembers::parse(told)?;
    let mut known = RawMembers::parse(before)?;
    for (name, value) in told.iter().filter(|(_, value)| !matches!(value.get(), "\"\"" | "[]")) {
        known.set(name, value);
    }
    serde_json::to_string(&known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cents, HitStatus};

    fn hit(id: &str) -> Hit {
        Hit { status: HitStatus::Other, ..Hit::new(HitId::from_service(id)) }
    }

    #[test]
    fn what_was_told_of_a_hit_stays_known() {
        let mut hits = KnownHits::new();
        hits.insert(Hit { title: "Old".into(), reward: Some(Cents(5)), ..hit("3A") }).unwrap();
        hits.insert(hit("3B")).unwrap();
        hits.insert(Hit { title: "New".into(), annotation: Some("a".into()), ..hit("3A") }).unwrap();
        let known = hits.get(&HitId::from_service("3A")).unwrap().unwrap();
        assert_eq!(
            (&*known.title, known.reward, known.annotation.as_deref()),
            ("New", Some(Cents(5)), Some("a"))
        );
        assert_eq!(hits.get(&HitId::from_service("3B")).unwrap(), Some(&hit("3B")));
        assert_eq!(hits.get(&HitId::from_service("3C")).unwrap(), None);
    }
}
