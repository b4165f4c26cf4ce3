//! The state of the screen and every way it can change. Pure: no IO, no clock, no async.
//!
//! ```text
//!  App ── session   the terminal, the time, what lies over the screen
//!      ├─ screen    the one that is up, with its state inside
//!      └─ shelf     the others, which keep theirs
//! ```

mod copying;
mod destination;
mod entry;
mod explanation;
mod history;
mod hits;
mod keys;
mod links;
mod menu;
mod overlay;
mod picker;
mod place;
mod pointing;
mod prompt;
mod review;
mod screen;
mod session;
mod travel;
mod trouble;
mod typing;

pub use entry::PromptKind;
pub use explanation::Explanation;
pub use hits::{HitColumn, HitList, Listing};
pub use menu::{Choice, Menu, MenuEntry};
pub use overlay::Overlay;
pub use picker::{Picker, PickerKind};
pub use prompt::Prompt;
pub use review::progress::{ListState, LoadProgress};
pub use review::{
    AnswerMatches, ColumnState, Detail, FieldColumns, ListColumns, MatchRank, Review, Search, TaskView,
    TextFilter,
};
pub use screen::Screen;
pub use session::{Notice, Session, Setup};
pub use state::App;
pub use trouble::{Trouble, Waiting};
pub use update::update;

mod state;
mod update;
