//! An answer to `ListAssignmentsForHIT` as the AWS CLI shows it.
//!
//! The members are those of the service model, in its order; what the model does not know and what is `null` is
//! left out. Values are not checked, but for times, which are written anew; one that is none is an error, as in the AWS
//! CLI. Half an emoji, on which the AWS CLI fails, becomes a `U+FFFD`.

use super::ListResponse;
use super::times::{TimestampFormat, iso8601};
use crate::wire::{
    ASSIGNMENTS, AssignmentMember, Member, NEXT_TOKEN, NUM_RESULTS, SentAssignment, SentPage, SentPageError,
    value_of,
};
use serde_json::{Map, Value};

/// An answer that is not what the protocol says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponseError {
    /// No page.
    #[error(transparent)]
    Page(#[from] SentPageError),
    /// A time that is none.
    #[error("the answer's {member} is no time: {value}")]
    Time {
        /// Whose value it is.
        member: &'static str,
        /// What came, as JSON.
        value: String,
    },
}

/// What stands in the list of a page.
#[derive(Debug, Clone)]
pub enum ListRow {
    /// An assignment as it was sent.
    Sent(SentAssignment),
    /// Anything else.
    Value(Value),
}

impl ListRow {
    /// The row as a tree.
    ///
    /// # Errors
    ///
    /// When a time in it is none.
    pub(super) fn value(&self, times: &TimestampFormat) -> Result<Value, ResponseError> {
        match self {
            Self::Value(value) => Ok(value.clone()),
            Self::Sent(sent) => {
                let mut assignment = Map::new();
                for (member, json) in sent.members() {
                    let value = match time(member, json, times)? {
                        Some(time) => Value::String(time),
                        None => value_of(json),
                    };
                    assignment.insert(member.name().to_owned(), value);
                }
                Ok(Value::Object(assignment))
            }
        }
    }
}

/// A time as it is written anew; `None` for what stays as it was sent.
pub(super) fn time(
    member: AssignmentMember,
    json: &str,
    times: &TimestampFormat,
) -> Result<Option<String>, ResponseError> {
    match times {
        TimestampFormat::Iso8601(zone) if member.is_time() => match iso8601(json, zone) {
            None => Err(ResponseError::Time { member: member.name(), value: json.to_owned() }),
            time => Ok(time),
        },
        TimestampFormat::Iso8601(_) | TimestampFormat::Wire => Ok(None),
    }
}

/// A page of a list.
#[derive(Debug, Default)]
pub struct ListPage {
    /// The members beside the list.
    members: ListResponse,
    /// The list, where there is one.
    pub rows: Option<Vec<ListRow>>,
}

impl ListPage {
    /// Whether there are pages behind it.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.members.contains_key(NEXT_TOKEN)
    }

    /// The page as one tree, its list last.
    pub(super) fn document(self, times: &TimestampFormat) -> Result<ListResponse, ResponseError> {
        let mut document = self.members;
        if let Some(rows) = self.rows {
            let rows = rows.iter().map(|row| row.value(times)).collect::<Result<_, _>>()?;
            document.insert(ASSIGNMENTS.to_owned(), Value::Array(rows));
        }
        Ok(document)
    }
}

impl From<SentPage> for ListPage {
    fn from(page: SentPage) -> Self {
        let named = |name: &str, json: Option<&str>| Some((name.to_owned(), value_of(json?)));
        let members = [named(NEXT_TOKEN, page.next_json()), named(NUM_RESULTS, page.results_json())];
        let row = |sent: Option<SentAssignment>| sent.map_or(ListRow::Value(Value::Null), ListRow::Sent);
        Self {
            members: members.into_iter().flatten().collect(),
            rows: page.list.map(|list| list.into_iter().map(row).collect()),
        }
    }
}

impl From<ListResponse> for ListPage {
    fn from(mut members: ListResponse) -> Self {
        let rows = match members.remove(ASSIGNMENTS) {
            Some(Value::Array(items)) => Some(items.into_iter().map(ListRow::Value).collect()),
            _ => None,
        };
        Self { members, rows }
    }
}

impl From<Vec<ListRow>> for ListPage {
    fn from(rows: Vec<ListRow>) -> Self {
        Self { members: ListResponse::new(), rows: Some(rows) }
    }
}

/// A page as one tree.
///
/// # Errors
///
/// When a time in it is none.
pub fn response(page: SentPage, times: &TimestampFormat) -> Result<ListResponse, ResponseError> {
    ListPage::from(page).document(times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::{Offset, TimeZone};

    /// Reads a body.
    fn response(body: &[u8], times: &TimestampFormat) -> Result<ListResponse, ResponseError> {
        super::response(SentPage::read(body.to_vec().into())?, times)
    }

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
