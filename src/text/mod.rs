//! Text for people: untrusted text made safe, width, the one word wrapper, the one folding of case, spans of time and
//! sizes in words, and what a piece of text means (its [`Role`]).
//!
//! Everything a worker or a service wrote goes through [`safe`] before it reaches a terminal.

mod cut;
mod formula;
mod glyphs;
mod line;
mod links;
mod matches;
mod needle;
mod os_error;
mod role;
pub mod safe;
pub mod size;
pub mod time;
pub(crate) mod wrap;

pub use cut::{fit, shorten};
pub use formula::no_formula;
pub(crate) use glyphs::Glyphs;
pub use line::{Line, Span, columns};
pub use links::links;
pub use matches::{MatchPart, matches};
pub use needle::{Needle, folded};
pub use os_error::without_os_errors;
pub use role::Role;
