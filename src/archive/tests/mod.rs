//! The archive as a whole: what is kept, what counts, who may read it.

mod deleting;
mod files;
mod keeping;
mod killed;
mod precedence;
mod replaying;
mod scene;
mod serving;
