//! What the surroundings decide: how the terminal can show things, where files live, what is logged.

mod appearance;
pub mod log;

pub use appearance::{Appearance, Background, ColorChoice, Depth, MouseChoice, Theme, over_ssh};
