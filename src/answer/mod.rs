//! What a worker submitted: QuestionFormAnswers XML, and the JSON that forms put inside it, made fit to read.
//!
//! ```text
//!  xml ── parse ──► Answer ── lines ──► Vec<Line>    names beside values, wrapped, every span with a role
//!   │                  ├───── plain ──► String       the real text, for copying
//!   │                  └───── dispute ► sentences    ids in the form that are not the service's
//!   ├── question_texts ► QuestionTexts  names and texts as they stand in the document
//!   ├──── raw_lines ─────────────────► Vec<Line>     the source as it was sent
//!   └──── Needle::is_in_answer ──────► bool          is this text in one of the values?
//! ```
//!
//! What the room promises:
//!
//! - Nothing a worker wrote makes it fail: [`parse()`] always returns what could be read, and a [`Flaw`] where the
//!   document is broken. No text is lost on the way.
//! - No span of a [`Line`](crate::text::Line) holds a control character, an escape sequence, a bidi override or an invisible
//!   character: [`safe`](crate::text::safe) makes them visible first.
//! - Work and memory grow with the length of the document, no faster.
//!
//! It knows nothing of the rest of the crate but [`text`](crate::text): no terminal, no model, no service.

mod brief;
mod content;
mod dispute;
mod field;
mod flaw;
mod layout;
mod nested;
mod noise;
mod parse;
mod saved;
mod search;
mod task;
mod task_answers;
mod unescape;
mod value;

pub use brief::brief;
pub use content::Content;
pub use dispute::ServiceIds;
pub use field::{Answer, Field, QuestionTexts};
pub use flaw::Flaw;
pub use layout::{AnswerLayout, LabelWidths, lines, raw_lines};
pub use nested::nested;
pub use parse::{parse, question_texts};
pub use saved::{columns_document, is_columns_document, named_texts};
pub use task::{TaskText, task_text};
pub use value::JsonValue;
