use super::content::{dim, flag, nothing, text};
use super::line::{Line, Role};
use super::look::Look;
use super::table::Table;
use super::{Columns, wrap};
use crate::answer::Value;

/// Members in which crowd elements put their marks, and what to call them when there are none.
const MARKS: &[(&str, &str)] = &[
    ("boundingBoxes", "no bounding boxes"),
    ("keypoints", "no key points"),
    ("entities", "no entities"),
    ("polygons", "no polygons"),
    ("polylines", "no polylines"),
    ("lines", "no lines"),
    ("instances", "no instances"),
];

/// The member in which crowd elements tell the size of the picture that was marked.
const IMAGE: &str = "inputImageProperties";

/// Widest text of a list that is shown side by side, in bytes.
const SHORT: usize = 24;

/// The lines of a JSON value: known shapes as what they mean, all others as a tree.
pub(super) fn lines(value: &Value, width: usize, look: Look) -> Vec<Line> {
    match value {
        Value::Null => nothing(look),
        Value::Bool(on) => wrap::flow([flag(*on, if *on { "yes" } else { "no" }, look)], width, look),
        Value::Number(number) => wrap::text(&number.to_string(), Role::Text, width, look),
        Value::Text(written) => text(written, width, look),
        Value::Embedded(value) => lines(value, width, look),
        Value::List(items) => list(items, width, look),
        Value::Object(entries) => object(entries, width, look),
    }
}

fn list(items: &[Value], width: usize, look: Look) -> Vec<Line> {
    match items {
        [] => vec![dim("[]")],
        [only] => lines(only, width, look),
        _ => numbers(items, width, look)
            .or_else(|| words(items, width, look))
            .or_else(|| Some(Table::of_equals(items, look)?.lines(width, look)))
            .unwrap_or_else(|| numbered(items, width, look)),
    }
}

/// `[1, 2, 3]`
fn numbers(items: &[Value], width: usize, look: Look) -> Option<Vec<Line>> {
    let number = |item: &Value| match item {
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let numbers: Vec<String> = items.iter().map(number).collect::<Option<_>>()?;
    Some(wrap::text(&format!("[{}]", numbers.join(", ")), Role::Text, width, look))
}

/// Short texts side by side.
fn words(items: &[Value], width: usize, look: Look) -> Option<Vec<Line>> {
    let short = |text: &&str| text.len() <= SHORT && !text.trim().is_empty() && !text.contains('\n');
    let words: Vec<&str> = items.iter().map(|item| item.as_text().filter(short)).collect::<Option<_>>()?;
    Some(wrap::flow(words.iter().map(|word| wrap::inline(word, Role::Text, look)), width, look))
}

/// Items one below the other, each with its number.
fn numbered(items: &[Value], width: usize, look: Look) -> Vec<Line> {
    let mut all = Vec::new();
    let columns = Columns::of([items.len().to_string().as_str()].into_iter(), width);
    for (index, item) in items.iter().enumerate() {
        columns.entry(&(index + 1).to_string(), look, &mut all, |width| lines(item, width, look));
    }
    all
}

fn object(entries: &[(String, Value)], width: usize, look: Look) -> Vec<Line> {
    match entries {
        [] => vec![dim("{}")],
        [(key, label @ Value::Text(_))] if key == "label" => lines(label, width, look),
        [(key, labels @ Value::List(_))] if key == "labels" => lines(labels, width, look),
        _ => flags(entries, width, look).unwrap_or_else(|| members(entries, width, look)),
    }
}

/// Check boxes side by side; a scale as the step that was chosen.
fn flags(entries: &[(String, Value)], width: usize, look: Look) -> Option<Vec<Line>> {
    let flag_of = |(name, value): &(String, Value)| match value {
        Value::Bool(on) => Some((name.clone(), *on)),
        _ => None,
    };
    let flags: Vec<(String, bool)> = entries.iter().map(flag_of).collect::<Option<_>>()?;
    Some(match scale(&flags, look) {
        Some(step) => wrap::flow([step], width, look),
        None => wrap::flow(flags.iter().map(|(name, on)| flag(*on, name, look)), width, look),
    })
}

/// `4 of 1–5`, when the names are a run of numbers and exactly one of them is true.
fn scale(flags: &[(String, bool)], look: Look) -> Option<Line> {
    let mut steps = flags.iter().map(|(name, _)| name.parse::<i32>().ok()).collect::<Option<Vec<i32>>>()?;
    steps.sort_unstable();
    let run = steps.windows(2).all(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b)));
    let mut chosen = flags.iter().filter(|(_, on)| *on);
    let (Some((name, _)), None, [first, _, .., last], true) = (chosen.next(), chosen.next(), &steps[..], run)
    else {
        return None;
    };
    let mut line = wrap::inline(name, Role::Text, look);
    line.push(&format!("  of {first}{}{last}", look.to()), Role::Dim);
    Some(line)
}

/// Members one below the other. Marks and the picture's size explain themselves and go without a name.
fn members(entries: &[(String, Value)], width: usize, look: Look) -> Vec<Line> {
    let only_marks = entries.iter().filter(|(key, _)| none_of(key).is_some()).count() == 1;
    let known: Vec<Option<Vec<Line>>> = entries
        .iter()
        .map(|(key, value)| match marks(key, value, width, look) {
            Some(marks) if only_marks => Some(marks),
            _ => image(key, value, width, look),
        })
        .collect();
    let named = entries.iter().zip(&known).filter(|(_, known)| known.is_none());
    let columns = Columns::of(named.map(|((key, _), _)| key.as_str()), width);
    let mut all = Vec::new();
    for ((key, value), known) in entries.iter().zip(known) {
        match known {
            Some(known) => all.extend(known),
            None => columns.entry(key, look, &mut all, |width| {
                marks(key, value, width, look).unwrap_or_else(|| lines(value, width, look))
            }),
        }
    }
    all
}

/// What to say when a member that holds marks holds none; `None` if it does not hold marks.
fn none_of(key: &str) -> Option<&'static str> {
    MARKS.iter().find(|(name, _)| *name == key).map(|&(_, none)| none)
}

/// Boxes, key points and other marks as a table.
fn marks(key: &str, value: &Value, width: usize, look: Look) -> Option<Vec<Line>> {
    let none = none_of(key)?;
    match value {
        Value::List(items) if items.is_empty() => Some(wrap::text(none, Role::Dim, width, look)),
        Value::List(items) => Some(Table::of_marks(items, look)?.lines(width, look)),
        _ => None,
    }
}

/// `image 800 × 533`
fn image(key: &str, value: &Value, width: usize, look: Look) -> Option<Vec<Line>> {
    let (Value::Object(entries), true) = (value, key == IMAGE) else { return None };
    let (Value::Number(x), Value::Number(y)) = (value.get("width")?, value.get("height")?) else {
        return None;
    };
    let sentence = format!("image {x} {} {y}", look.times());
    (entries.len() == 2).then(|| wrap::text(&sentence, Role::Dim, width, look))
}
