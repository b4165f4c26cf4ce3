//! Answers that a crowd-form gave as JSON and that somebody flattened, or left whole in one text, as values again.

mod branch;

use super::JsonValue;
use super::task_answers::{TASK_ANSWERS, unwrap_task};
use branch::Branch;
use std::collections::{HashMap, HashSet};

/// More parts than this no crowd element has; bounds the depth of the tree.
const MOST_PARTS: usize = 12;

/// What stands behind an element's name where its column is the only one that says it is an element.
const SHAPES: [&str; 14] = [
    "label",
    "labels",
    "boundingBoxes",
    "keypoints",
    "entities",
    "polygons",
    "polylines",
    "lines",
    "instances",
    "vertices",
    "inputImageProperties",
    "labeledImage",
    "labelMappings",
    "on",
];

/// What answers mean that stand as texts under names: elements of crowd-forms are one value again, JSON is opened, and
/// any other text is itself.
///
/// The requester site writes an element as a column for each of its members: `sentiment.label`,
/// `box.inputImageProperties.height`, `age.option_1`. Not every name with a point is such a one. Columns are joined
///
/// - if every part between the points has something in it and no white space at its ends, the first is no number
///   (`1.1` numbers a question), and no column is called as the first part alone,
/// - and if two names or more have the first part in common, or the part behind it is a member that crowd elements
///   have, or is the first part again (`cat.cat`, a check box), or the text is `true` or `false` (one option alone).
///
/// In a joined element `true` and `false` are what they say, also as pandas writes them, and the size of a picture is a
/// number: the site wrote them out of JSON. Members that are called 0, 1, 2 … are a list, unless all are `true` or
/// `false`: then they are options. Names keep their order, at the place of the first part. The text `taskAnswers`
/// gives the members of the one object in it.
#[must_use]
pub fn nested<'t>(answers: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<(String, JsonValue)> {
    let answers: Vec<(&str, &str)> = answers.into_iter().collect();
    let joined = joined(&answers);
    let mut all: Vec<NestedEntry<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (name, text) in answers {
        let Some((head, tail)) = split(name).filter(|(head, _)| joined.contains(head)) else {
            all.push(NestedEntry::Alone(name, text));
            continue;
        };
        let place = *places.entry(head).or_insert(all.len());
        if place == all.len() {
            all.push(NestedEntry::Element(head, Branch::default()));
        }
        let kept = match all.get_mut(place) {
            Some(NestedEntry::Element(_, branch)) => branch.insert(tail, text),
            _ => false,
        };
        if !kept {
            // A member that is a text here and has members there: told under its own name.
            all.push(NestedEntry::Alone(name, text));
        }
    }
    all.into_iter().flat_map(NestedEntry::values).collect()
}

/// What stands at one place of the answers.
enum NestedEntry<'t> {
    /// A name and its text.
    Alone(&'t str, &'t str),
    /// An element of a crowd-form.
    Element(&'t str, Branch<'t>),
}

impl NestedEntry<'_> {
    fn values(self) -> Vec<(String, JsonValue)> {
        match self {
            Self::Element(head, branch) => vec![(head.to_owned(), branch.value())],
            Self::Alone(name, text) => match (JsonValue::read(text), name) {
                (Some(value), TASK_ANSWERS) => match unwrap_task(value) {
                    Ok(members) => members,
                    Err(value) if asks_nothing(&value) => Vec::new(),
                    Err(value) => vec![(name.to_owned(), value)],
                },
                (Some(value), _) => vec![(name.to_owned(), value)],
                (None, _) => vec![(name.to_owned(), JsonValue::Text(text.to_owned()))],
            },
        }
    }
}

/// Whether it is the object of a crowd-form without a question.
fn asks_nothing(task: &JsonValue) -> bool {
    match task {
        JsonValue::Object(_) => true,
        JsonValue::List(items) => {
            matches!(items.as_slice(), [JsonValue::Object(members)] if members.is_empty())
        }
        _ => false,
    }
}

/// The first parts of the names that belong to elements.
fn joined<'t>(answers: &[(&'t str, &'t str)]) -> HashSet<&'t str> {
    let names: HashSet<&str> = answers.iter().map(|(name, _)| *name).collect();
    let mut tails: HashMap<&str, &str> = HashMap::new();
    let mut joined = HashSet::new();
    for (name, text) in answers {
        let Some((head, tail)) = split(name).filter(|(head, _)| !names.contains(head)) else { continue };
        let first = *tails.entry(head).or_insert(tail);
        let shape = tail.split_once('.').map_or(tail, |(shape, _)| shape);
        if first != tail || tail == head || SHAPES.contains(&shape) || branch::flag(text).is_some() {
            joined.insert(head);
        }
    }
    joined
}

/// The element that a name may belong to, and which of its members it is.
fn split(name: &str) -> Option<(&str, &str)> {
    let (head, tail) = name.split_once('.')?;
    let sound = |part: &str| !part.is_empty() && part.trim().len() == part.len();
    let fits = name.split('.').all(sound) && name.split('.').count() <= MOST_PARTS;
    let number = head.bytes().all(|byte| byte.is_ascii_digit());
    (fits && !number).then_some((head, tail))
}

#[cfg(test)]
mod tests;
