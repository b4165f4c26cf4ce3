use crate::answer::JsonValue;
use serde_json::Number;
use std::collections::HashMap;

/// The member in which crowd elements tell how large a picture is.
const PICTURE: &str = "inputImageProperties";

/// An element while its members come in.
#[derive(Debug, Default)]
pub(super) struct Branch<'t> {
    members: Vec<(&'t str, ElementMember<'t>)>,
    places: HashMap<&'t str, usize>,
}

/// What is known of a member.
#[derive(Debug)]
enum ElementMember<'t> {
    Leaf(&'t str),
    Branch(Branch<'t>),
}

impl<'t> Branch<'t> {
    /// Takes a member's text in. `false` where it would be a text and have members.
    pub(super) fn insert(&mut self, path: &'t str, text: &'t str) -> bool {
        let (name, deeper) = path.split_once('.').map_or((path, None), |(name, path)| (name, Some(path)));
        let place = self.places.get(name).and_then(|place| self.members.get_mut(*place));
        match (place.map(|(_, member)| member), deeper) {
            (Some(ElementMember::Branch(branch)), Some(path)) => branch.insert(path, text),
            (Some(ElementMember::Leaf(_)), Some(_)) | (Some(ElementMember::Branch(_)), None) => false,
            // A name that comes again has several values.
            (Some(ElementMember::Leaf(_)), None) => {
                self.members.push((name, ElementMember::Leaf(text)));
                true
            }
            (None, Some(path)) => {
                let mut branch = Self::default();
                let kept = branch.insert(path, text);
                self.put(name, ElementMember::Branch(branch));
                kept
            }
            (None, None) => {
                self.put(name, ElementMember::Leaf(text));
                true
            }
        }
    }

    fn put(&mut self, name: &'t str, member: ElementMember<'t>) {
        self.places.insert(name, self.members.len());
        self.members.push((name, member));
    }

    /// What its members mean together.
    pub(super) fn value(self) -> JsonValue {
        self.value_of("")
    }

    fn value_of(self, name: &str) -> JsonValue {
        let options = self.members.iter().all(|(_, member)| match member {
            ElementMember::Leaf(text) => flag(text).is_some(),
            ElementMember::Branch(_) => false,
        });
        let mut items: Vec<Option<JsonValue>> = self.members.iter().map(|_| None).collect();
        let index = |key: &str| key.parse().ok().filter(|index: &usize| index.to_string() == key);
        let mut indices: Vec<usize> = self.members.iter().filter_map(|(key, _)| index(key)).collect();
        indices.sort_unstable();
        if options || !indices.into_iter().eq(0..self.members.len()) {
            let members = self.members.into_iter();
            return JsonValue::Object(
                members.map(|(key, member)| (key.to_owned(), member.value(key, name))).collect(),
            );
        }
        for (key, member) in self.members {
            if let Some(item) = index(key).and_then(|index| items.get_mut(index)) {
                *item = Some(member.value(key, name));
            }
        }
        JsonValue::List(items.into_iter().flatten().collect())
    }
}

impl ElementMember<'_> {
    fn value(self, name: &str, parent: &str) -> JsonValue {
        match self {
            Self::Branch(branch) => branch.value_of(name),
            Self::Leaf(text) => leaf(text, parent),
        }
    }
}

/// What a member's text was before it was flattened.
fn leaf(text: &str, parent: &str) -> JsonValue {
    if let Some(flag) = flag(text) {
        return JsonValue::Bool(flag);
    }
    let pixels = Some(text).filter(|_| parent == PICTURE).and_then(|text| text.parse::<u32>().ok());
    match pixels {
        Some(pixels) => JsonValue::Number(Number::from(pixels)),
        None => JsonValue::read(text).unwrap_or_else(|| JsonValue::Text(text.to_owned())),
    }
}

/// `true` or `false` as the site, pandas and spreadsheets write it.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}
