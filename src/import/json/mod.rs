//! JSON in all the forms in which assignments were saved.
//!
//! ```text
//!  text ─┬─ lines ──► a value a line ──────────────────┐
//!        └─ walk ───► values of a document, one by one ┴─► records: what kind of object it is ──► SavedRecord
//! ```
//!
//! Memory holds one object. Documents are walked: the lists in them are never held.

mod assignments;
mod columns;
mod exported;
mod members;
mod mephisto;
mod names;
mod pages;
mod parsed_answer;
mod records;
mod scan;
mod walk;

pub(super) use records::{JsonRecords, JsonShape};
pub(super) use walk::{read_documents, read_lines};
