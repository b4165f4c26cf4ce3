use super::JsonValue;

/// The identifier under which a crowd-form puts everything it asked, as one JSON object in an array.
pub(super) const TASK_ANSWERS: &str = "taskAnswers";

/// The members of a crowd-form's object, or the value back if it is shaped otherwise or nothing was asked.
pub(super) fn unwrap_task(value: JsonValue) -> Result<Vec<(String, JsonValue)>, JsonValue> {
    match value {
        JsonValue::Object(entries) if !entries.is_empty() => Ok(entries),
        JsonValue::List(mut items) if items.len() == 1 => match items.pop() {
            Some(JsonValue::Object(entries)) if !entries.is_empty() => Ok(entries),
            other => Err(JsonValue::List(other.into_iter().collect())),
        },
        other => Err(other),
    }
}
