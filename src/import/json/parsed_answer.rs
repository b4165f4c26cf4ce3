//! Answers whose document somebody had parsed before it was saved: `xmltodict`'s tree in its place.

use super::names::{SharedNames, text};
use crate::model::NamedText;
use crate::wire::RawMembers;
use serde_json::value::RawValue;

/// The elements of a question that hold what was answered.
const ANSWERED: [&str; 4] = ["FreeText", "SelectionIdentifier", "OtherSelectionText", "UploadedFileKey"];

/// The answers in such a tree; `None` for anything else.
pub(super) fn parsed_answers(json: &str, names: &mut SharedNames) -> Option<Vec<NamedText>> {
    let tree = RawMembers::parse(json).ok()?;
    let inner = tree.get("QuestionFormAnswers").map_or(json, RawValue::get);
    let tree = RawMembers::parse(inner).ok()?;
    let mut answers = Vec::new();
    for question in one_or_more(tree.get("Answer")?.get()) {
        let question = RawMembers::parse(question.get()).ok()?;
        let name = text(question.get("QuestionIdentifier")?.get());
        let before = answers.len();
        for element in ANSWERED.iter().filter_map(|element| question.get(element)) {
            answers
                .extend(one_or_more(element.get()).into_iter().map(|value| names.named(&name, value.get())));
        }
        if answers.len() == before {
            answers.push(names.named(&name, "\"\""));
        }
    }
    Some(answers)
}

/// The values of a list, or the one that stands alone.
fn one_or_more(json: &str) -> Vec<&RawValue> {
    match serde_json::from_str::<Vec<&RawValue>>(json) {
        Ok(values) => values,
        Err(_) => serde_json::from_str(json).into_iter().collect(),
    }
}
