//! What the surroundings decide: how the terminal can show things, where files live.

mod appearance;

pub use appearance::{Appearance, Background, ColorChoice};
