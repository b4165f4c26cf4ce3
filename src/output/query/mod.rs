//! The JMESPath query of `--query`, as the reference understands it.
//!
//! The language and its functions are those of the specification, no more. Where the reference goes its own way,
//! this follows it: strings can be ordered, whole numbers stay whole, `to_string` leaves only ASCII, and a literal
//! may leave out its quotes.

mod functions;
mod literals;
mod parts;
mod reach;
mod tree;

pub(super) use parts::{HeldList, KeptRows, Remainder};
pub(super) use reach::Reach;

use super::{OutputError, text};
use crate::wire::ASSIGNMENTS;
use jpx_core::lexer::{Token, TokenTuple, tokenize};
use jpx_core::{ErrorReason, Expression, JmespathError, Runtime};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The functions there are.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut runtime = Runtime::new();
    runtime.register_builtin_functions();
    functions::register(&mut runtime);
    runtime
});

/// A compiled query.
#[derive(Debug, Clone)]
pub struct Query {
    /// As the user wrote it.
    text: String,
    expression: Expression<'static>,
}

impl Query {
    /// Compiles a query.
    ///
    /// # Errors
    ///
    /// [`OutputError::BadQuery`] when it is not JMESPath.
    pub fn compile(text: &str) -> Result<Self, OutputError> {
        let bad = |reason| OutputError::BadQuery { query: text.to_owned(), reason };
        let quoted = literals::quoted(text);
        let expression = RUNTIME.compile(&quoted).map_err(|error| bad(words(&error)))?;
        if let Some(number) = tokenize(&quoted).ok().as_deref().and_then(too_large) {
            return Err(bad(format!("{number} is a larger number than there can be assignments")));
        }
        Ok(Self { text: text.to_owned(), expression })
    }

    /// Finds what the query asks for; null if there is nothing.
    ///
    /// # Errors
    ///
    /// [`OutputError::FailingQuery`] when a function does not exist or can not take what it is given.
    pub fn search(&self, value: &Value) -> Result<Value, OutputError> {
        self.expression
            .search(value)
            .map_err(|error| OutputError::FailingQuery { query: self.text.clone(), reason: words(&error) })
    }

    /// Whether an empty page of assignments leaves nothing in the text format.
    #[must_use]
    pub fn finds_nothing_in_no_rows(&self) -> bool {
        let mut written = Vec::new();
        let found = self.search(&json!({ ASSIGNMENTS: [] }));
        found.and_then(|found| text::document(&mut written, &found)).is_ok() && written.is_empty()
    }
}

/// The first number in brackets with which slices would count beyond what they count with, an `i32`.
fn too_large(tokens: &[TokenTuple<'_>]) -> Option<i32> {
    const LARGEST: u32 = i32::MAX.unsigned_abs() / 2;
    tokens.iter().find_map(|(_, token)| match token {
        Token::Number(number) if number.unsigned_abs() > LARGEST => Some(*number),
        _ => None,
    })
}

/// What is wrong, and at which character; the query itself is said elsewhere.
fn words(error: &JmespathError) -> String {
    match &error.reason {
        ErrorReason::Parse(what) => format!("{what}, at character {}", error.column() + 1),
        ErrorReason::Runtime(what) => what.to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
