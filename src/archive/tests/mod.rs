//! The archive as a whole: what is kept, what counts, who may read it.

mod files;
mod keeping;
mod precedence;
mod replaying;
mod scene;
mod serving;
