//! What each key does: the tables, and the actions they name.

mod action;
mod binding;
mod find;
mod popup;
mod table;

pub use action::{Action, Motion, Needs};
pub use binding::{Binding, Context, HelpSection, Hint};
pub use find::matching;
pub use popup::{Popup, PopupAction, popup_hints, popup_lookup};
pub use table::{BINDINGS, lookup, reachable, readable};
