//! What the surroundings decide: how the terminal can show things, where files live, what is logged.

mod appearance;
pub mod log;

mod zone;

pub use appearance::{Appearance, Background, ColorChoice, Depth, MouseChoice, Theme, over_ssh};
pub use zone::local_zone;
