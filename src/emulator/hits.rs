use super::columns::{self, millis};
use super::{Emulator, EmulatorError, Seek, Slice};
use crate::model::{Hit, HitId, HitStatus, Timestamp};
use rusqlite::{Connection, OptionalExtension, named_params, params};

impl Emulator {
    /// Puts in a HIT that has no assignments yet.
    ///
    /// Of its counters `max` and `pending` are taken; the others follow from the assignments that come. Of its
    /// status only `Reviewing` and `Disposed` are taken; otherwise it follows from the counters and the expiry.
    ///
    /// # Errors
    ///
    /// When a HIT with this id is there already.
    pub fn insert_hit(&self, hit: &Hit) -> Result<(), EmulatorError> {
        self.lock()
            .prepare_cached(
                "INSERT INTO hits (id, hit_type, title, description, keywords, reward, created, expires, duration, \
                 auto_approval_delay, annotation, question, max, pending, reviewing, disposed) VALUES (:id, :hit_type, \
                 :title, :description, :keywords, :reward, :created, :expires, :duration, :auto_approval_delay, \
                 :annotation, :question, :max, :pending, :reviewing, :disposed)",
            )?
            .execute(named_params! {
                ":id": hit.id.as_str(),
                ":hit_type": hit.hit_type,
                ":title": hit.title,
                ":description": hit.description,
                ":keywords": hit.keywords,
                ":reward": hit.reward.map(|cents| cents.0),
                ":created": millis(hit.created),
                ":expires": millis(hit.expires),
                ":duration": hit.duration.map(|time| time.as_secs()),
                ":auto_approval_delay": hit.auto_approval_delay.map(|time| time.as_secs()),
                ":annotation": hit.annotation,
                ":question": hit.question,
                ":max": hit.max.unwrap_or_default(),
                ":pending": hit.pending.unwrap_or_default(),
                ":reviewing": hit.status == HitStatus::Reviewing,
                ":disposed": hit.status == HitStatus::Disposed,
            })?;
        Ok(())
    }

    /// One HIT as it stands at `now`, with what workers were asked.
    ///
    /// # Errors
    ///
    /// When the HIT is not here.
    pub fn hit(&self, id: &HitId, now: Timestamp) -> Result<Hit, EmulatorError> {
        hit(&self.lock(), id, now)
    }

    /// A piece of the list of HITs that are not disposed of, without their questions.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn hits(&self, seek: Seek, now: Timestamp) -> Result<Slice<Hit>, EmulatorError> {
        let sql = format!(
            "SELECT {} FROM hit_counters WHERE seq > ?2 AND NOT disposed ORDER BY seq LIMIT ?3",
            columns::HIT
        );
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query(params![now.as_millisecond(), seek.after, seek.limit])?;
        Slice::read(rows, seek.limit, columns::hit)
    }

    /// A piece of the list of HITs with one status, of one HIT type or of all, without their questions.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn hits_with_status(
        &self,
        status: HitStatus,
        hit_type: Option<&str>,
        seek: Seek,
        now: Timestamp,
    ) -> Result<Slice<Hit>, EmulatorError> {
        let sql = format!(
            "SELECT * FROM (SELECT {} FROM hit_counters WHERE seq > ?2 AND ifnull(hit_type = ?4, 1)) \
             WHERE status = ?5 ORDER BY seq LIMIT ?3",
            columns::HIT
        );
        let connection = self.lock();
        let mut statement = connection.prepare_cached(&sql)?;
        let (now, status) = (now.as_millisecond(), status.word());
        let rows = statement.query(params![now, seek.after, seek.limit, hit_type, status])?;
        Slice::read(rows, seek.limit, columns::hit)
    }

    /// Marks a reviewable HIT as being reviewed, or takes the mark back.
    ///
    /// # Errors
    ///
    /// When the HIT is not here or in neither of the two states.
    pub fn set_reviewing(&self, id: &HitId, reviewing: bool, now: Timestamp) -> Result<(), EmulatorError> {
        self.change(|connection| {
            let status = hit(connection, id, now)?.status;
            if !matches!(status, HitStatus::Reviewable | HitStatus::Reviewing) {
                let allowed = if reviewing { "Reviewable" } else { "Reviewing" };
                return Err(EmulatorError::HitStatus { id: id.clone(), status: status.word(), allowed });
            }
            let sql = "UPDATE hits SET reviewing = ?2 WHERE id = ?1";
            connection.execute(sql, params![id.as_str(), reviewing])?;
            Ok(())
        })
    }

    /// A worker accepts the HIT: one assignment less is available, one more is pending.
    ///
    /// Returns whether one was left to accept.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn accept(&self, id: &HitId) -> Result<bool, EmulatorError> {
        let changed = self
            .lock()
            .prepare_cached(
                "UPDATE hits SET pending = pending + 1 \
                 WHERE id = ?1 AND pending + submitted + approved + rejected < max",
            )?
            .execute([id.as_str()])?;
        Ok(changed > 0)
    }
}

/// One HIT as it stands at `now`, with what workers were asked.
fn hit(connection: &Connection, id: &HitId, now: Timestamp) -> Result<Hit, EmulatorError> {
    let sql = format!("SELECT {}, question FROM hit_counters WHERE id = ?2", columns::HIT);
    connection
        .prepare_cached(&sql)?
        .query_row(params![now.as_millisecond(), id.as_str()], |row| {
            Ok(Hit { question: row.get(17)?, ..columns::hit(row)? })
        })
        .optional()?
        .ok_or_else(|| EmulatorError::NoSuchHit(id.clone()))
}
