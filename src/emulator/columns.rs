//! How the model's types stand in SQL columns, and back.

use crate::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, HitReviewStatus, HitStatus, SignedDuration, Status,
    Timestamp, WorkerId,
};
use rusqlite::types::Type;

/// What [`assignment`] reads, from `assignments AS a JOIN hits AS h`.
pub(super) const ASSIGNMENT: &str = "a.seq, a.id, a.worker, h.id, a.status, a.accepted, a.submitted, \
     a.auto_approval, a.approved, a.rejected, a.deadline, a.answer, a.feedback";

/// What [`hit`] reads, from `hit_counters`; `?1` is the time that it is.
///
/// A HIT's status follows from its counters and its expiry, as in the service's description of a HIT's life.
pub(super) const HIT: &str = "seq, id, hit_type, title, description, keywords, reward, created, expires, \
     duration, auto_approval_delay, annotation, total, available, pending, approved + rejected, \
     CASE WHEN disposed THEN 'Disposed' WHEN reviewing THEN 'Reviewing' \
          WHEN available > 0 AND ifnull(expires > ?1, 1) THEN 'Assignable' \
          WHEN pending > 0 THEN 'Unassignable' ELSE 'Reviewable' END AS status";

/// Reads one row of [`ASSIGNMENT`].
pub(super) fn assignment(row: &rusqlite::Row<'_>) -> rusqlite::Result<Assignment> {
    Ok(Assignment {
        status: status(row.get(4)?),
        accepted: time(row, 5)?,
        submitted: time(row, 6)?,
        auto_approval: time(row, 7)?,
        approved: time(row, 8)?,
        rejected: time(row, 9)?,
        deadline: time(row, 10)?,
        answer: row.get(11)?,
        feedback: row.get(12)?,
        ..Assignment::new(
            AssignmentId::from_service(text(row, 1)?),
            WorkerId::from_service(text(row, 2)?),
            HitId::from_service(text(row, 3)?),
        )
    })
}

/// Reads one row of [`HIT`].
pub(super) fn hit(row: &rusqlite::Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        hit_type: row.get(2)?,
        // HITs of one type are shown to workers as one group; here the type's id names it too.
        group: Some(row.get(2)?),
        title: row.get(3)?,
        description: row.get(4)?,
        keywords: row.get(5)?,
        reward: row.get::<_, Option<i64>>(6)?.map(Cents),
        created: time(row, 7)?,
        expires: time(row, 8)?,
        duration: row.get::<_, Option<i64>>(9)?.map(SignedDuration::from_secs),
        auto_approval_delay: row.get::<_, Option<i64>>(10)?.map(SignedDuration::from_secs),
        annotation: row.get(11)?,
        max: row.get(12)?,
        available: row.get(13)?,
        pending: row.get(14)?,
        completed: row.get(15)?,
        status: HitStatus::from_service(row.get_ref(16)?.as_str()?),
        review_status: Some(HitReviewStatus::NotReviewed),
        ..Hit::new(HitId::from_service(text(row, 1)?))
    })
}

/// The column number of a status.
pub(super) fn code(status: Status) -> i64 {
    match status {
        Status::Submitted => 0,
        Status::Approved => 1,
        Status::Rejected => 2,
        Status::Other => 3,
    }
}

/// The status of a column number.
pub(super) fn status(number: i64) -> Status {
    Status::ALL.into_iter().find(|status| code(*status) == number).unwrap_or(Status::Other)
}

/// A text column without the detour over `String`.
fn text(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Box<str>> {
    Ok(row.get_ref(column)?.as_str()?.into())
}

/// A column of milliseconds since 1970.
pub(super) fn time(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let Some(millis) = row.get::<_, Option<i64>>(column)? else { return Ok(None) };
    Timestamp::from_millisecond(millis)
        .map(Some)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error)))
}

/// A time as it stands in a column.
pub(super) fn millis(time: Option<Timestamp>) -> Option<i64> {
    time.map(Timestamp::as_millisecond)
}
