//! What each key does: the table, and the actions it names.

mod action;
mod table;

pub use action::{Action, Motion, Needs};
pub use table::{BINDINGS, Binding, Context, HelpSection, Hint, lookup, reachable};
