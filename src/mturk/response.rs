//! An answer to `ListAssignmentsForHIT` as the AWS CLI shows it.
//!
//! The members are those of the service model, in its order; what the model does not know and what is `null` is
//! left out. Values are not checked, but for times, which are written anew.

use crate::model::{MEMBERS, is_time};
use jiff::fmt::temporal::{DateTimePrinter, Pieces};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

/// How times are written: the AWS CLI's `cli_timestamp_format`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimestampFormat {
    /// As the service wrote them: seconds since 1970.
    Wire,
    /// As ISO 8601, in this zone.
    Iso8601(TimeZone),
}

/// An answer that is not what the protocol says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    /// Not JSON.
    #[error("the answer is no JSON: {0}")]
    Json(String),
    /// A value of another shape than the model's.
    #[error("the answer holds no {expected} where {member} belongs")]
    Shape {
        /// Whose value it is.
        member: &'static str,
        /// What it has to be.
        expected: &'static str,
    },
    /// A time that is none.
    #[error("the answer's {member} is no time: {value}")]
    Time {
        /// Whose value it is.
        member: &'static str,
        /// What came, as JSON.
        value: String,
    },
}

/// Reads an answer's body.
///
/// # Errors
///
/// When it is no JSON, or not of the protocol's shape.
pub fn response(body: &[u8], times: &TimestampFormat) -> Result<Map<String, Value>, ResponseError> {
    // An empty answer has no members, as for the AWS CLI.
    if body.is_empty() {
        return Ok(Map::new());
    }
    let body = serde_json::from_slice(body).map_err(|error| ResponseError::Json(error.to_string()))?;
    let mut members = object(body, "the answer")?;
    let mut response = Map::new();
    for name in ["NextToken", "NumResults"] {
        if let Some(value) = taken(&mut members, name) {
            response.insert(name.to_owned(), value);
        }
    }
    if let Some(listed) = taken(&mut members, "Assignments") {
        let Value::Array(listed) = listed else {
            return Err(ResponseError::Shape { member: "Assignments", expected: "list" });
        };
        let listed = listed.into_iter().map(|item| assignment(item, times)).collect::<Result<_, _>>()?;
        response.insert("Assignments".to_owned(), Value::Array(listed));
    }
    Ok(response)
}

fn assignment(item: Value, times: &TimestampFormat) -> Result<Value, ResponseError> {
    if item.is_null() {
        return Ok(item);
    }
    let mut members = object(item, "an assignment")?;
    let mut assignment = Map::with_capacity(members.len());
    for name in MEMBERS {
        let Some(value) = taken(&mut members, name) else { continue };
        let value = match times {
            TimestampFormat::Iso8601(zone) if is_time(name) => iso8601(name, &value, zone)?,
            _ => value,
        };
        assignment.insert(name.to_owned(), value);
    }
    Ok(Value::Object(assignment))
}

fn object(value: Value, member: &'static str) -> Result<Map<String, Value>, ResponseError> {
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(ResponseError::Shape { member, expected: "object" }),
    }
}

/// A member that is there and not `null`.
fn taken(members: &mut Map<String, Value>, name: &str) -> Option<Value> {
    let value = members.get_mut(name)?;
    Some(value.take()).filter(|value| !value.is_null())
}

/// A time from seconds since 1970 or from text of ISO 8601 or RFC 2822, which keeps its own zone.
fn iso8601(member: &'static str, value: &Value, zone: &TimeZone) -> Result<Value, ResponseError> {
    let written = match value {
        Value::Number(seconds) => seconds.as_f64().and_then(|seconds| from_seconds(seconds, zone)),
        Value::String(text) => match text.parse() {
            Ok(seconds) => from_seconds(seconds, zone),
            Err(_) => from_text(text),
        },
        _ => None,
    };
    written.map(Value::String).ok_or_else(|| ResponseError::Time { member, value: value.to_string() })
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

/// A time that was written as text; one without a zone stays without.
fn from_text(text: &str) -> Option<String> {
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(written(zoned.timestamp(), zoned.offset()));
    }
    let pieces = Pieces::parse(text.trim()).ok()?;
    let at = pieces.date().to_datetime(pieces.time().unwrap_or_default());
    let offset = pieces.to_numeric_offset();
    let zoned = offset.unwrap_or(Offset::UTC);
    let written = written(zoned.to_timestamp(at).ok()?, zoned);
    Some(if offset.is_none() { written.replace("+00:00", "") } else { written })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc() -> TimestampFormat {
        TimestampFormat::Iso8601(TimeZone::UTC)
    }

    #[test]
    fn members_come_in_the_models_order_without_nulls_and_strangers() {
        let body =
            br#"{"Assignments":[{"Answer":"<a/>","New":1,"Deadline":null,"HITId":"3H","AssignmentId":"3A"}],
                        "NumResults":1,"NextToken":null,"Stranger":{}}"#;
        let read = serde_json::to_string(&response(body, &utc()).unwrap()).unwrap();
        let expected =
            r#"{"NumResults":1,"Assignments":[{"AssignmentId":"3A","HITId":"3H","Answer":"<a/>"}]}"#;
        assert_eq!(read, expected);
    }

    #[test]
    fn times_are_written_as_python_writes_them() {
        let kathmandu = TimeZone::fixed(Offset::from_seconds(20_700).unwrap());
        for (came, zone, expected) in [
            ("1523298262", &TimeZone::UTC, "2018-04-09T18:24:22+00:00"),
            ("1523298262.5", &TimeZone::UTC, "2018-04-09T18:24:22.500000+00:00"),
            ("1523298262.0000005", &TimeZone::UTC, "2018-04-09T18:24:22+00:00"),
            ("-1.5", &TimeZone::UTC, "1969-12-31T23:59:58.500000+00:00"),
            ("1523298262", &kathmandu, "2018-04-10T00:09:22+05:45"),
            (r#""1523298262""#, &TimeZone::UTC, "2018-04-09T18:24:22+00:00"),
            (r#""2018-04-09T18:24:22Z""#, &kathmandu, "2018-04-09T18:24:22+00:00"),
            (r#""2018-04-09T18:24:22-03:00""#, &kathmandu, "2018-04-09T18:24:22-03:00"),
            (r#""Mon, 9 Apr 2018 18:24:22 GMT""#, &kathmandu, "2018-04-09T18:24:22+00:00"),
            (r#""2018-04-09T18:24:22.25""#, &kathmandu, "2018-04-09T18:24:22.250000"),
        ] {
            let body = format!(r#"{{"Assignments":[{{"SubmitTime":{came}}}]}}"#);
            let read = response(body.as_bytes(), &TimestampFormat::Iso8601(zone.clone())).unwrap();
            assert_eq!(read["Assignments"][0]["SubmitTime"], expected, "{came}");
        }
    }

    #[test]
    fn on_the_wire_a_time_stays_the_number_it_was() {
        let body = br#"{"Assignments":[{"SubmitTime":1523298262.0,"AcceptTime":1523298000}]}"#;
        let read = serde_json::to_string(&response(body, &TimestampFormat::Wire).unwrap()).unwrap();
        assert_eq!(read, r#"{"Assignments":[{"AcceptTime":1523298000,"SubmitTime":1523298262.0}]}"#);
    }

    #[test]
    fn what_is_no_answer_is_told() {
        for (body, words) in [
            ("{", "no JSON"),
            ("[]", "no object where the answer belongs"),
            (r#"{"Assignments":"x"}"#, "no list where Assignments belongs"),
            (r#"{"Assignments":[3]}"#, "no object where an assignment belongs"),
            (r#"{"Assignments":[{"Deadline":"soon"}]}"#, "Deadline is no time: \"soon\""),
            (r#"{"Assignments":[{"Deadline":1e300}]}"#, "Deadline is no time"),
        ] {
            let error = response(body.as_bytes(), &utc()).unwrap_err().to_string();
            assert!(error.contains(words), "{body}: {error}");
        }
    }
}
