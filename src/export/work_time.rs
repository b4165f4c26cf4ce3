use crate::model::{SavedAssignment, Timestamp};

/// How many seconds the work took: what the source states, or the service's own subtraction. `None` where that is not
/// known.
pub(super) fn work_seconds(saved: &SavedAssignment) -> Option<i64> {
    let since = |at: Option<Timestamp>| at.map(Timestamp::as_second);
    let (accepted, submitted) = (since(saved.assignment.accepted), since(saved.assignment.submitted));
    let difference = || submitted.zip(accepted).and_then(|(to, from)| to.checked_sub(from));
    let stated = saved.work_time.map(|span| span.as_secs());
    stated.or_else(|| difference().filter(|span| *span >= 0))
}
