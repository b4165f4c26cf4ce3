use super::error::ArchiveTrouble;
use crate::model::{HitId, Status, StatusSet, Timestamp};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Which records of an archive are meant. Empty lists mean all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Those of these HITs.
    pub hits: Vec<HitId>,
    /// Those of HITs of these types.
    pub hit_types: Vec<String>,
    /// Those of HITs of these batches of the requester's website.
    pub batches: Vec<String>,
    /// Assignments in one of these statuses.
    pub statuses: StatusSet,
    /// What these sources told: endpoints by their URLs, files by their paths, or kinds (`production`, `sandbox`,
    /// `endpoint`, `file`).
    pub sources: Vec<String>,
    /// Assignments submitted before; where that is not known, seen before.
    pub before: Option<Timestamp>,
    /// Assignments submitted then or after; where that is not known, seen.
    pub since: Option<Timestamp>,
}

impl Default for Selection {
    /// Everything.
    fn default() -> Self {
        Self {
            hits: Vec::new(),
            hit_types: Vec::new(),
            batches: Vec::new(),
            statuses: StatusSet::ALL,
            sources: Vec::new(),
            before: None,
            since: None,
        }
    }
}

impl Selection {
    /// What one HIT has.
    #[must_use]
    pub fn of_hit(hit: HitId) -> Self {
        Self { hits: vec![hit], ..Self::default() }
    }

    /// Whether everything is meant.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether all assignments of the HITs are meant that are meant.
    pub(super) fn takes_whole_hits(&self) -> bool {
        self.statuses == StatusSet::ALL
            && self.sources.is_empty()
            && self.before.is_none()
            && self.since.is_none()
    }

    /// The condition on HITs, `hits AS h`.
    pub(super) fn on_hits(&self) -> Condition {
        let mut condition = Condition::default();
        let hits: Vec<&str> = self.hits.iter().map(HitId::as_str).collect();
        condition.one_of("h.HITId", &hits);
        condition.one_of("h.HITTypeId", &self.hit_types);
        condition.one_of("h.batch", &self.batches);
        condition
    }

    /// The condition on assignments, `assignments AS a`; `sources` are the rows of the sources.
    pub(super) fn on_assignments(&self, sources: &[i64]) -> Condition {
        let mut condition = Condition::default();
        if self.statuses != StatusSet::ALL {
            condition.and(on_status(self.statuses));
        }
        for (time, than) in [(self.before, "<"), (self.since, ">=")] {
            if let Some(time) = time {
                condition.and(format!("{SUBMITTED} {than} ?"));
                condition.values.push(Value::Integer(time.as_microsecond()));
            }
        }
        if !self.sources.is_empty() {
            condition.and(
                "EXISTS (SELECT 1 FROM sightings AS t WHERE t.assignment = a.seq \
                 AND t.source IN (SELECT value FROM json_each(?)))"
                    .to_owned(),
            );
            condition.values.push(json(sources));
        }
        condition
    }

    /// The rows of the sources.
    pub(super) fn source_rows(&self, connection: &Connection) -> Result<Vec<i64>, ArchiveTrouble> {
        if self.sources.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = connection.prepare_cached(
            "SELECT seq FROM sources WHERE seq > 0 AND (kind IN (SELECT value FROM json_each(?1)) \
             OR place IN (SELECT value FROM json_each(?1)) \
             OR place || '/' || inside IN (SELECT value FROM json_each(?1)))",
        )?;
        let rows = statement.query_map([json(&self.sources)], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// When an assignment was submitted; where that is not known, and its place is before all times, when it was seen.
pub(super) const SUBMITTED: &str = "iif(a.place < -4611686018427387904, a.seen, a.place)";

/// The condition on statuses, in a form that lets SQLite walk an index.
pub(super) fn on_status(statuses: StatusSet) -> String {
    let known: Vec<String> = statuses
        .iter()
        .filter(|status| *status != Status::Other)
        .map(|status| format!("'{}'", status.word()))
        .collect();
    let known = match known.as_slice() {
        [] => None,
        [one] => Some(format!("a.AssignmentStatus = {one}")),
        some => Some(format!("a.AssignmentStatus IN ({})", some.join(", "))),
    };
    let unknown = statuses.contains(Status::Other).then(|| "a.AssignmentStatus IS NULL".to_owned());
    match (known, unknown) {
        (Some(known), Some(unknown)) => format!("({known} OR {unknown})"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "FALSE".to_owned(),
    }
}

/// A part of a `WHERE`, with the values of its parameters in their order.
#[derive(Debug, Default)]
pub(super) struct Condition {
    parts: Vec<String>,
    /// The values of its parameters.
    pub(super) values: Vec<Value>,
}

impl Condition {
    fn and(&mut self, part: String) {
        self.parts.push(part);
    }

    /// One of many values, in one parameter however many they are.
    fn one_of(&mut self, column: &str, values: &[impl serde::Serialize]) {
        if !values.is_empty() {
            self.and(format!("{column} IN (SELECT value FROM json_each(?))"));
            self.values.push(json(values));
        }
    }

    /// As SQL; without parts it is true.
    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() { "TRUE".to_owned() } else { self.parts.join(" AND ") }
    }

    /// Its values as parameters.
    pub(super) fn params(&self) -> impl rusqlite::Params {
        params_from_iter(&self.values)
    }
}

fn json(values: &[impl serde::Serialize]) -> Value {
    // Lists of texts and numbers always have a JSON.
    Value::Text(serde_json::to_string(values).unwrap_or_default())
}
