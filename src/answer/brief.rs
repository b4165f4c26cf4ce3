//! An answer's fields in a word or two, for columns of a list.

use super::{Content, JsonValue};
use std::borrow::Cow;

/// A field's content in a word or two; `None` where it takes more than a line to say.
#[must_use]
pub fn brief(content: &Content) -> Option<Cow<'_, str>> {
    match content {
        Content::Empty => Some(Cow::Borrowed("")),
        Content::Text(text) => one_line(text),
        Content::Selections { chosen, other } => {
            let all: Vec<&str> = chosen.iter().chain(other).map(String::as_str).collect();
            Some(Cow::Owned(all.join(", ")))
        }
        Content::Upload { key, .. } => one_line(key),
        Content::Value(value) => of_value(value),
    }
}

fn one_line(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    (!text.contains('\n')).then_some(Cow::Borrowed(text))
}

fn of_value(value: &JsonValue) -> Option<Cow<'_, str>> {
    match value {
        JsonValue::Null => Some(Cow::Borrowed("")),
        JsonValue::Bool(on) => Some(Cow::Borrowed(if *on { "yes" } else { "no" })),
        JsonValue::Number(number) => Some(Cow::Owned(number.to_string())),
        JsonValue::Text(text) => one_line(text),
        JsonValue::Embedded(inner) => of_value(inner),
        JsonValue::List(items) => Some(Cow::Owned(format!("{} items", items.len()))),
        JsonValue::Object(entries) => of_object(entries),
    }
}

/// Labels as they are, check boxes as the names that are ticked, marks as how many there are.
fn of_object(entries: &[(String, JsonValue)]) -> Option<Cow<'_, str>> {
    match entries {
        [(key, label @ JsonValue::Text(_))] if key == "label" => return of_value(label),
        [(key, JsonValue::List(labels))] if key == "labels" => {
            let labels: Vec<&str> = labels.iter().filter_map(JsonValue::as_text).collect();
            return Some(Cow::Owned(labels.join(", ")));
        }
        _ => {}
    }
    let flag = |(name, value): &'_ (String, JsonValue)| match value {
        JsonValue::Bool(on) => Some((name.clone(), *on)),
        _ => None,
    };
    if let Some(flags) =
        entries.iter().map(flag).collect::<Option<Vec<_>>>().filter(|flags| !flags.is_empty())
    {
        let ticked: Vec<String> = flags.into_iter().filter(|(_, on)| *on).map(|(name, _)| name).collect();
        return Some(Cow::Owned(ticked.join(", ")));
    }
    entries.iter().find_map(|(_, value)| match value {
        JsonValue::List(marks) => Some(Cow::Owned(format!("{} marks", marks.len()))),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::parse;

    fn of(free_text: &str) -> Option<String> {
        let xml = format!(
            "<QuestionFormAnswers><Answer><QuestionIdentifier>q</QuestionIdentifier><FreeText>{free_text}</FreeText>\
             </Answer></QuestionFormAnswers>"
        );
        let answer = parse(&xml);
        brief(&answer.fields.first()?.content).map(Cow::into_owned)
    }

    #[test]
    fn a_field_is_said_in_a_word_or_two_or_not_at_all() {
        for (text, words) in [
            ("blue", Some("blue")),
            ("  blue ", Some("blue")),
            ("two\nlines", None),
            (r#"{"label":"Dog"}"#, Some("Dog")),
            (r#"{"labels":["a","b"]}"#, Some("a, b")),
            (r#"{"1":false,"2":true,"3":false}"#, Some("2")),
            (
                r#"{"boundingBoxes":[{"left":1},{"left":2}],"inputImageProperties":{"width":3}}"#,
                Some("2 marks"),
            ),
            ("[1,2,3]", Some("3 items")),
        ] {
            assert_eq!(of(text).as_deref(), words, "{text}");
        }
    }
}
