//! Times as the AWS CLI writes them.

use crate::wire::WireTime;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// How times are written: the AWS CLI's `cli_timestamp_format`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimestampFormat {
    /// As the service wrote them: seconds since 1970.
    Wire,
    /// As ISO 8601, in this zone.
    Iso8601(TimeZone),
}

/// A time from seconds since 1970, or from text, which keeps its own zone. `None` for what is no time.
pub(super) fn iso8601(json: &str, zone: &TimeZone) -> Option<String> {
    match WireTime::read(json)? {
        // Python reads them as a floating point number, and rounds that.
        WireTime::Seconds(_) => {
            json.trim_matches('"').trim().parse().ok().and_then(|seconds| from_seconds(seconds, zone))
        }
        WireTime::Written(at, offset) => Some(written(at, offset)),
        WireTime::Bare(at) => Some(written(at, Offset::UTC).replace("+00:00", "")),
    }
}

/// Python's `datetime.fromtimestamp(seconds, zone).isoformat()`: microseconds, rounded half to even, where there
/// are any.
fn from_seconds(seconds: f64, zone: &TimeZone) -> Option<String> {
    const MICROS: f64 = 1e6;
    #[expect(clippy::cast_possible_truncation, reason = "a time out of range is refused by the next step")]
    let (whole, micros) = (seconds.trunc() as i64, (seconds.fract() * MICROS).round_ties_even() as i64);
    let since = SignedDuration::from_secs(whole) + SignedDuration::from_micros(micros);
    let at = Timestamp::from_duration(since).ok()?;
    Some(written(at, zone.to_offset(at)))
}

fn written(at: Timestamp, offset: Offset) -> String {
    const WHOLE: DateTimePrinter = DateTimePrinter::new().precision(Some(0));
    const MICROS: DateTimePrinter = DateTimePrinter::new().precision(Some(6));
    let printer = if at.subsec_nanosecond() == 0 { WHOLE } else { MICROS };
    printer.timestamp_with_offset_to_string(&at, offset)
}
