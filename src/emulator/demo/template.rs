//! Answers from templates: JSON in which an object with one member that starts with `$` stands for a choice.
//!
//! | directive | becomes |
//! |---|---|
//! | `{"$one": [a, b, …]}` | one of them |
//! | `{"$some": [a, b, …]}` | a list of some of them, in order |
//! | `{"$text": "{greeting}, {name}{#}"}` | text; `{name}` draws from the task's phrases, `{#}` is a digit |
//! | `{"$number": [low, high]}` | a whole number |
//! | `{"$chance": p}` | `true` as often as that |
//! | `{"$sometimes": [p, a]}` | `a`, or nothing at all |
//! | `{"$repeat": [low, high, a]}` | a list of that many `a`, each made anew |
//! | `{"$json": a}` | `a` as JSON text inside a string |
//! | `{"$png": [low, high]}` | what looks like a base64 PNG of that many characters |

use crate::emulator::random::Random;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// How deep phrases may refer to phrases.
const DEPTH: u8 = 8;
/// The signature and the header of a PNG of 640 × 480 in base64.
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgCAAAAAAQuoM4";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What a template draws from.
pub(super) struct Draw<'a> {
    /// Phrases by name.
    pub(super) phrases: &'a HashMap<String, Vec<String>>,
    /// Chance.
    pub(super) random: &'a mut Random,
}

impl Draw<'_> {
    /// An object made anew.
    pub(super) fn object(&mut self, template: &Map<String, Value>) -> Map<String, Value> {
        template.iter().filter_map(|(name, value)| Some((name.clone(), self.value(value)?))).collect()
    }

    /// A value made anew; `None` where chance leaves it out.
    fn value(&mut self, template: &Value) -> Option<Value> {
        match template {
            Value::Object(members) => match directive(members) {
                Some((name, argument)) => self.choose(name, argument),
                None => Some(Value::Object(self.object(members))),
            },
            Value::Array(items) => Some(items.iter().filter_map(|item| self.value(item)).collect()),
            plain => Some(plain.clone()),
        }
    }

    fn choose(&mut self, name: &str, argument: &Value) -> Option<Value> {
        let list = argument.as_array().map(Vec::as_slice).unwrap_or_default();
        match (name, list) {
            ("$one", items) => self.random.pick(items).and_then(|item| self.value(item)),
            ("$some", items) => Some(items.iter().filter_map(|item| self.maybe(0.7, item)).collect()),
            ("$text", _) => Some(self.text(argument.as_str()?, DEPTH).into()),
            ("$number", [low, high]) => Some(self.random.between(low.as_u64()?, high.as_u64()?).into()),
            ("$chance", _) => Some(self.random.chance(argument.as_f64()?).into()),
            ("$sometimes", [chance, item]) => self.maybe(chance.as_f64()?, item),
            ("$repeat", [low, high, item]) => {
                let times = self.random.between(low.as_u64()?, high.as_u64()?);
                Some((0..times).filter_map(|_| self.value(item)).collect())
            }
            ("$json", _) => Some(self.value(argument)?.to_string().into()),
            ("$png", [low, high]) => {
                let length = self.random.between(low.as_u64()?, high.as_u64()?);
                Some(self.png(length).into())
            }
            _ => None,
        }
    }

    fn maybe(&mut self, chance: f64, template: &Value) -> Option<Value> {
        if self.random.chance(chance) { self.value(template) } else { None }
    }

    /// Text with its `{names}` drawn from the phrases.
    pub(super) fn text(&mut self, template: &str, depth: u8) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, after)) = after.split_once('}') else { break };
            text.push_str(&self.phrase(name, depth));
            rest = after;
        }
        text + rest
    }

    fn phrase(&mut self, name: &str, depth: u8) -> String {
        if name == "#" {
            return self.random.between(0, 9).to_string();
        }
        let phrases = self.phrases;
        let phrase = phrases.get(name).and_then(|phrases| self.random.pick(phrases));
        match (phrase, depth.checked_sub(1)) {
            (Some(phrase), Some(depth)) => self.text(phrase, depth),
            _ => String::new(),
        }
    }

    fn png(&mut self, length: u64) -> String {
        let letters = (0..length).filter_map(|_| self.random.pick(BASE64).copied());
        PNG.chars().chain(letters.map(char::from)).collect()
    }
}

/// The name and the argument of a directive.
fn directive(members: &Map<String, Value>) -> Option<(&str, &Value)> {
    let (name, argument) = members.iter().next()?;
    (members.len() == 1 && name.starts_with('$')).then_some((name.as_str(), argument))
}
