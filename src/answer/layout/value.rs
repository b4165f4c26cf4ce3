use super::name_column::{self, INDENT, NameColumn};
use super::table::Table;
use super::words::{dim, flag, nothing, quoted, quoted_text, text};
use crate::answer::JsonValue;
use crate::text::{Glyphs, Line, Role, wrap};

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

/// How many levels of a tree are looked at for the columns that it needs: each level asks, so there is an end to it.
const AHEAD: u8 = 4;

/// Widest text of a list that is shown side by side, in bytes.
const SHORT: usize = 24;

/// The lines of a JSON value: known shapes as what they mean, all others as a tree.
pub(super) fn lines(value: &JsonValue, width: usize, glyphs: Glyphs) -> Vec<Line> {
    match value {
        JsonValue::Null => nothing(glyphs),
        JsonValue::Bool(on) => wrap::flow([flag(*on, if *on { "yes" } else { "no" }, glyphs)], width, glyphs),
        JsonValue::Number(number) => wrap::text(&number.to_string(), Role::Text, width, glyphs),
        JsonValue::Text(written) => quoted_text(written, width, glyphs),
        JsonValue::Embedded(value) => lines(value, width, glyphs),
        JsonValue::List(items) => list(items, width, glyphs),
        JsonValue::Object(entries) => object(entries, width, glyphs),
    }
}

/// Columns that a value needs so that its labels stand well, each below the one it belongs to.
pub(super) fn need(value: &JsonValue) -> usize {
    need_ahead(value, AHEAD)
}

fn need_ahead(value: &JsonValue, levels: u8) -> usize {
    let Some(deeper) = levels.checked_sub(1) else { return 0 };
    let below = |value| match need_ahead(value, deeper) {
        0 => 0,
        need => need + INDENT,
    };
    match value {
        JsonValue::Embedded(value) => need_ahead(value, levels),
        JsonValue::List(items) => match items.as_slice() {
            [only] => need_ahead(only, levels),
            _ => items.iter().map(below).max().unwrap_or(0),
        },
        JsonValue::Object(entries) if is_tree(entries) => {
            entries.iter().map(|(key, value)| name_column::need(key).max(below(value))).max().unwrap_or(0)
        }
        _ => 0,
    }
}

/// Whether an object shows as its members one below the other.
fn is_tree(entries: &[(String, JsonValue)]) -> bool {
    match entries {
        [] => false,
        [(key, JsonValue::Text(_))] if key == "label" => false,
        [(key, JsonValue::List(_))] if key == "labels" => false,
        _ => !entries.iter().all(|(_, value)| matches!(value, JsonValue::Bool(_))),
    }
}

fn list(items: &[JsonValue], width: usize, glyphs: Glyphs) -> Vec<Line> {
    match items {
        [] => vec![dim("[]")],
        [only] => lines(only, width, glyphs),
        _ => numbers(items, width, glyphs)
            .or_else(|| words(items, width, glyphs))
            .or_else(|| Table::of_equals(items, glyphs)?.lines_of_equals(width, glyphs))
            .unwrap_or_else(|| numbered(items, width, glyphs)),
    }
}

/// `[1, 2, 3]`
fn numbers(items: &[JsonValue], width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
    let number = |item: &JsonValue| match item {
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let numbers: Vec<String> = items.iter().map(number).collect::<Option<_>>()?;
    Some(wrap::text(&format!("[{}]", numbers.join(", ")), Role::Text, width, glyphs))
}

/// Short texts side by side.
fn words(items: &[JsonValue], width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
    let short = |text: &&str| text.len() <= SHORT && !text.trim().is_empty() && !text.contains('\n');
    let words: Vec<&str> = items.iter().map(|item| item.as_text().filter(short)).collect::<Option<_>>()?;
    Some(wrap::flow(words.iter().map(|word| quoted(word, glyphs)), width, glyphs))
}

/// Items one below the other, each with its number.
fn numbered(items: &[JsonValue], width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut all = Vec::new();
    let columns = NameColumn::of([items.len().to_string().as_str()].into_iter(), width);
    for (index, item) in items.iter().enumerate() {
        let number = (index + 1).to_string();
        columns.entry(&number, need(item), glyphs, &mut all, |width| lines(item, width, glyphs));
    }
    all
}

fn object(entries: &[(String, JsonValue)], width: usize, glyphs: Glyphs) -> Vec<Line> {
    match entries {
        [] => vec![dim("{}")],
        [(key, JsonValue::Text(label))] if key == "label" => text(label, width, glyphs),
        [(key, labels @ JsonValue::List(_))] if key == "labels" => lines(labels, width, glyphs),
        _ => flags(entries, width, glyphs).unwrap_or_else(|| members(entries, width, glyphs)),
    }
}

/// Check boxes side by side; a scale as the step that was chosen; of several none at all in so many words.
fn flags(entries: &[(String, JsonValue)], width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
    let mut flags = Vec::with_capacity(entries.len());
    for (name, value) in entries {
        let JsonValue::Bool(on) = value else { return None };
        flags.push((name.as_str(), *on));
    }
    let mut chosen = flags.iter().filter(|(_, on)| *on);
    Some(match (chosen.next(), chosen.next(), scale(&flags, glyphs)) {
        (Some((name, _)), None, Some(scale)) => {
            let mut step = wrap::inline(name, Role::Text, glyphs);
            step.push(&format!("  of {scale}"), Role::Dim);
            wrap::flow([step], width, glyphs)
        }
        (None, _, Some(scale)) => wrap::text(&format!("none of {scale}"), Role::Dim, width, glyphs),
        (None, _, None) if flags.len() > 1 => {
            let names: Vec<&str> = flags.iter().map(|(name, _)| *name).collect();
            wrap::text(&format!("none of {}", names.join(", ")), Role::Dim, width, glyphs)
        }
        _ => wrap::flow(flags.iter().map(|(name, on)| flag(*on, name, glyphs)), width, glyphs),
    })
}

/// `1–5`, when the names are a run of numbers.
fn scale(flags: &[(&str, bool)], glyphs: Glyphs) -> Option<String> {
    let mut steps = flags.iter().map(|(name, _)| name.parse::<i32>().ok()).collect::<Option<Vec<i32>>>()?;
    steps.sort_unstable();
    let run = steps.array_windows().all(|[a, b]| a.checked_add(1) == Some(*b));
    match &steps[..] {
        [first, _, .., last] if run => Some(format!("{first}{}{last}", glyphs.to())),
        _ => None,
    }
}

/// Members one below the other. Marks and the picture's size explain themselves and go without a name.
fn members(entries: &[(String, JsonValue)], width: usize, glyphs: Glyphs) -> Vec<Line> {
    let only_marks = entries.iter().filter(|(key, _)| none_of(key).is_some()).count() == 1;
    let known: Vec<Option<Vec<Line>>> = entries
        .iter()
        .map(|(key, value)| match marks(key, value, width, glyphs) {
            Some(marks) if only_marks => Some(marks),
            _ => image(key, value, width, glyphs),
        })
        .collect();
    let named = entries.iter().zip(&known).filter(|(_, known)| known.is_none());
    let columns = NameColumn::of(named.map(|((key, _), _)| key.as_str()), width);
    let mut all = Vec::new();
    for ((key, value), known) in entries.iter().zip(known) {
        match known {
            Some(known) => all.extend(known),
            None => columns.entry(key, need(value), glyphs, &mut all, |width| {
                marks(key, value, width, glyphs).unwrap_or_else(|| lines(value, width, glyphs))
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
fn marks(key: &str, value: &JsonValue, width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
    let none = none_of(key)?;
    match value {
        JsonValue::List(items) if items.is_empty() => Some(wrap::text(none, Role::Dim, width, glyphs)),
        JsonValue::List(items) => Some(Table::of_marks(items, glyphs)?.lines(width, glyphs)),
        _ => None,
    }
}

/// `image 800 × 533`
fn image(key: &str, value: &JsonValue, width: usize, glyphs: Glyphs) -> Option<Vec<Line>> {
    let (JsonValue::Object(entries), true) = (value, key == IMAGE) else { return None };
    let (JsonValue::Number(x), JsonValue::Number(y)) = (value.get("width")?, value.get("height")?) else {
        return None;
    };
    let sentence = format!("image {x} {} {y}", glyphs.times());
    (entries.len() == 2).then(|| wrap::text(&sentence, Role::Dim, width, glyphs))
}
