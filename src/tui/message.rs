//! Everything that can happen to the screen, and everything it can ask for, on one page.

use crate::feed::{Epoch, FeedMessage, PageChain, ReviewPlan};
use crate::model::HitId;
use crate::table::{FullBlock, PackedBlock, RowId, Snapshot};
use crate::text::Needle;
use crate::tui::zones::{PointerAct, Target};
use crossterm::event::KeyEvent;

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted (bracketed paste).
    Paste(String),
    /// The mouse was clicked or its wheel turned on this, as the frame that was up shows it.
    Pointer(PointerAct, Option<Target>),
    /// The terminal now has this many columns and rows.
    Resize(u16, u16),
    /// The time that [`App::next_wake`](super::App::next_wake) asked for has come.
    Wake,
    /// The background has news.
    Feed(FeedMessage),
    /// A link could not be opened.
    LinkRefused(String),
    /// A search through the answers went on.
    Scan(Epoch, ScanNews),
    /// Answers are kept in less memory; nothing on the screen changes.
    Packed(Vec<PackedBlock>),
}

/// How far a search is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanNews {
    /// Rows searched so far.
    pub done: usize,
    /// Rows to search in all.
    pub of: usize,
    /// Rows found since the last news.
    pub found: Vec<RowId>,
}

/// What should be done about it. The loop carries it out; `update` only asks.
#[derive(Debug)]
pub enum Effect {
    /// Follow these HITs from now on, instead of whatever was followed.
    Follow(Epoch, ReviewPlan),
    /// Read the files that were opened.
    ReadFiles(Epoch),
    /// Look at the followed HITs now.
    Refresh,
    /// Go on with a chain that stopped.
    Resume(PageChain),
    /// Page through the account's HITs, instead of an earlier listing.
    ListHits(Epoch),
    /// Ask for the account's HITs anew; end a back-off.
    RefreshHits,
    /// Count the rejected assignments of these HITs, which no counter tells.
    CountRejected(Vec<HitId>),
    /// Search ids, workers and answers in the background.
    Scan(Epoch, Needle, Snapshot),
    /// End a search that runs.
    StopScan(Epoch),
    /// Pack these answers in the background.
    Pack(Vec<FullBlock>),
    /// Have this program open a link in the browser.
    OpenLink(&'static str, String),
    /// Put text on the clipboard of the terminal.
    Copy(String),
    /// Give the terminal back to the shell until `fg`.
    Suspend,
    /// Clear and draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
