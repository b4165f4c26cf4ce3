//! Text for people: untrusted text made safe, width, wrapping, folding of case, spans of time in words.
//!
//! Everything a worker or a service wrote goes through [`safe`] before it reaches a terminal.

mod glyphs;
pub mod highlight;
mod line;
mod needle;
pub mod safe;
pub mod time;
pub(crate) mod wrap;

pub(crate) use glyphs::Glyphs;
pub use line::{Line, Role, Span};
pub use needle::Needle;
