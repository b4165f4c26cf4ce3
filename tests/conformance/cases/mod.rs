//! The cases, by theme.

mod errors;
mod formats;
mod input;
mod odd;
mod options;
mod paging;
mod queries;
mod settings;
mod skeleton;
