use super::task::Envelope;
use serde_json::{Map, Value};
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers xmlns=\"http://mechanicalturk.\
    amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\">";
const TAIL: &str = "</QuestionFormAnswers>";

/// Wraps an answer's fields as the service does: one line of XML that calls itself ASCII, with everything else
/// as numeric references.
pub(super) fn document(envelope: Envelope, fields: Map<String, Value>) -> String {
    let mut xml = HEAD.to_owned();
    match envelope {
        Envelope::Form => {
            for (name, value) in &fields {
                answer(&mut xml, name, value);
            }
        }
        Envelope::Crowd => {
            let all = Value::Array(vec![Value::Object(fields)]);
            answer(&mut xml, "taskAnswers", &all.to_string().into());
        }
    }
    xml + TAIL
}

/// Writes one `Answer`. A list is selections, an object with `other` selections with other text, one with `file`
/// an upload, `null` nothing at all; the rest is free text.
fn answer(xml: &mut String, name: &str, value: &Value) {
    xml.push_str("<Answer>");
    element(xml, "QuestionIdentifier", name);
    match value {
        Value::Null => {}
        Value::Array(picked) => selections(xml, picked),
        Value::Object(members) => {
            selections(xml, members.get("picked").and_then(Value::as_array).map_or(&[], Vec::as_slice));
            let named = [
                ("other", "OtherSelectionText"),
                ("size", "UploadedFileSizeInBytes"),
                ("file", "UploadedFileKey"),
            ];
            for (member, tag) in named {
                if let Some(value) = members.get(member) {
                    element(xml, tag, &plain(value));
                }
            }
        }
        text => element(xml, "FreeText", &plain(text)),
    }
    xml.push_str("</Answer>");
}

fn selections(xml: &mut String, picked: &[Value]) {
    for one in picked {
        element(xml, "SelectionIdentifier", &plain(one));
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Writes one element; an empty one in the short form.
fn element(xml: &mut String, tag: &str, text: &str) {
    // Writing to a `String` can not fail.
    let _ = if text.is_empty() {
        write!(xml, "<{tag}/>")
    } else {
        write!(xml, "<{tag}>{}</{tag}>", escaped(text))
    };
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut xml, c| {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            c if c.is_ascii() => xml.push(c),
            c => {
                // Writing to a `String` can not fail.
                let _ = write!(xml, "&#{};", u32::from(c));
            }
        }
        xml
    })
}
