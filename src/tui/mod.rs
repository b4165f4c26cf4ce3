//! The screen: state, keys, panes, and the loop that joins them to the terminal and the background.
//!
//! [`App`] is the state, [`update`] the only way it changes, [`view`] the only way it shows; all three are
//! pure. [`run()`] feeds them what the terminal and the background have to tell and carries out what they ask.

pub mod app;
mod backend;
pub mod browser;
pub mod clipboard;
pub mod draw;
mod effects;
mod input;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod message;
mod pane;
pub mod popup;
mod run;
mod scan;
mod signal;
pub mod terminal;
pub mod theme;
pub mod timeline;
pub mod zones;

pub use app::{App, Setup, update};
pub use message::{Effect, Msg, ScanNews};
pub use pane::view;
pub use run::{Exit, RunError, run};
