//! The screen: state, keys, panes, and the loop that joins them to the terminal and the background.

pub mod app;
pub mod draw;
pub mod highlight;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod message;
mod pane;
pub mod theme;
pub mod time;

pub use app::{App, Setup, update};
pub use message::{Effect, Msg, ScanNews};
pub use pane::view;
