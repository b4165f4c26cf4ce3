//! An answer to `ListAssignmentsForHIT` as the AWS CLI shows it.
//!
//! The members are those of the service model, in its order; what the model does not know and what is `null` is
//! left out. Values are not checked, but for times, which are written anew; one that is none is an error, as in the AWS
//! CLI. Half an emoji, on which the AWS CLI fails, becomes a `U+FFFD`.

use super::{ASSIGNMENTS, ListResponse};
use crate::wire::{AssignmentMember, Member, RawMembers, WireTime, of_body, value_of};
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde_json::error::Category;
use serde_json::value::RawValue;
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
pub fn response(body: &[u8], times: &TimestampFormat) -> Result<ListResponse, ResponseError> {
    // An empty answer has no members, as for the AWS CLI.
    if body.is_empty() {
        return Ok(ListResponse::new());
    }
    let body = of_body(body);
    let members = RawMembers::parse(&body).map_err(|error| match error.classify() {
        Category::Data => ResponseError::Shape { member: "the answer", expected: "object" },
        Category::Syntax | Category::Eof | Category::Io => ResponseError::Json(error.to_string()),
    })?;
    let mut response = ListResponse::new();
    for name in ["NextToken", "NumResults"] {
        if let Some(value) = members.get(name) {
            response.insert(name.to_owned(), value_of(value));
        }
    }
    if let Some(listed) = members.get(ASSIGNMENTS) {
        let listed: Vec<&RawValue> = serde_json::from_str(listed.get())
            .map_err(|_| ResponseError::Shape { member: ASSIGNMENTS, expected: "list" })?;
        let listed = listed.into_iter().map(|item| assignment(item, times)).collect::<Result<_, _>>()?;
        response.insert(ASSIGNMENTS.to_owned(), Value::Array(listed));
    }
    Ok(response)
}

fn assignment(item: &RawValue, times: &TimestampFormat) -> Result<Value, ResponseError> {
    if item.get() == "null" {
        return Ok(Value::Null);
    }
    let members = RawMembers::parse(item.get())
        .map_err(|_| ResponseError::Shape { member: "an assignment", expected: "object" })?;
    let mut assignment = Map::new();
    for member in AssignmentMember::ALL {
        let name = member.name();
        let Some(came) = members.get(name) else { continue };
        let value = match times {
            TimestampFormat::Iso8601(zone) if member.is_time() => iso8601(came, zone)
                .map(Value::String)
                .ok_or_else(|| ResponseError::Time { member: name, value: came.get().to_owned() })?,
            TimestampFormat::Iso8601(_) | TimestampFormat::Wire => value_of(came),
        };
        assignment.insert(name.to_owned(), value);
    }
    Ok(Value::Object(assignment))
}

/// A time from seconds since 1970, or from text, which keeps its own zone. `None` for what is no time.
fn iso8601(came: &RawValue, zone: &TimeZone) -> Option<String> {
    match WireTime::read(came.get())? {
        // Python reads them as a floating point number, and rounds that.
        WireTime::Seconds(_) => {
            came.get().trim_matches('"').trim().parse().ok().and_then(|seconds| from_seconds(seconds, zone))
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

    #[test]
    fn half_an_emoji_costs_one_character() {
        let body = r#"{"Assignments":[{"Answer":"a\ud83db","WorkerId":{"a":["\ud83d"]}}]}"#;
        let read = serde_json::to_string(&response(body.as_bytes(), &utc()).unwrap()).unwrap();
        let expected = r#"{"Assignments":[{"WorkerId":"{\"a\":[\"\\ud83d\"]}","Answer":"a\ufffdb"}]}"#;
        assert_eq!(read.replace('\u{FFFD}', "\\ufffd"), expected);
    }
}
