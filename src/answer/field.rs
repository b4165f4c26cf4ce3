use std::fmt::Write as _;

use super::noise::is_noise;
use super::{Content, Flaw};

/// What one worker submitted, in the order of the document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    /// One entry per question. An identifier may come more than once.
    pub fields: Vec<Field>,
    /// Set when the document is broken; `fields` then holds what stood before the flaw.
    pub flaw: Option<Flaw>,
}

/// One question's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The question's identifier without surrounding white space; empty for text that belongs to no question.
    pub name: String,
    /// What was answered.
    pub content: Content,
    /// Form machinery (submit buttons, tokens, copied ids), folded unless asked for.
    pub noise: bool,
    /// Whether the form had escaped the text before the service did; the content is what the worker wrote.
    pub escaped_twice: bool,
}

/// What was answered to one question, as it stands in the document. Untrusted text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionTexts {
    /// The question's identifier without surrounding white space; empty for text that belongs to no question.
    pub name: String,
    /// The key of an uploaded file, choices, the text of the "other" field, free text: one after the other.
    pub texts: Vec<String>,
    /// The size of an uploaded file in bytes, where the document gives one.
    pub bytes: Option<u64>,
}

impl Field {
    /// A field, judged for noise.
    pub(super) fn new(name: String, content: Content) -> Self {
        let noise = is_noise(&name, &content);
        Self { name, content, noise, escaped_twice: false }
    }
}

impl Answer {
    /// How many fields are folded as noise.
    #[must_use]
    pub fn folded(&self) -> usize {
        self.fields.iter().filter(|field| field.noise).count()
    }

    /// The answer as text to copy: `name: value`, one field after the other, the worker's text untouched.
    ///
    /// The text may hold control characters; it is not for a terminal.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        for Field { name, content, .. } in &self.fields {
            let value = content.plain();
            // Writing to a String does not fail.
            let _ = match name.as_str() {
                "" => writeln!(text, "{value}"),
                name if value.is_empty() => writeln!(text, "{name}:"),
                name => writeln!(text, "{name}: {value}"),
            };
        }
        text
    }
}
