//! What lies where on the screen, for the mouse. Drawing notes it, and the loop keeps the notes of the frame that is up:
//! a click can not see another screen than the eye does, whatever arrived since.

use super::draw::Pen;
use super::layout::Pane;
use crate::model::StatusSet;
use crate::table::{HitRowId, HitSortKey, RowId, SortKey};
use ratatui::layout::{Position, Rect};

/// Something that answers to the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A pane of the review, or the list of HITs, which is a list too.
    Pane(Pane),
    /// An assignment of the list, and the line of the list that it stood on, from 0.
    Assignment(RowId, usize),
    /// A line of the list of HITs, a HIT or what is folded, and which line of the list it was, from 0.
    HitRow(HitRowId, usize),
    /// A tab.
    Tab(StatusSet),
    /// The head of a column of assignments.
    Head(SortKey),
    /// The head of a column of HITs.
    HitHead(HitSortKey),
    /// What lies over the screen.
    Popup,
    /// An entry of it, by its number from 0.
    Entry(usize),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerAct {
    /// Its button was pressed.
    Click,
    /// Its wheel was turned, by lines down.
    Scroll(isize),
}

/// The zones of a frame. Later ones lie over earlier ones.
#[derive(Debug, Default)]
pub struct Zones {
    zones: Vec<(Rect, Target)>,
}

impl Zones {
    /// Notes a zone.
    pub fn add(&mut self, place: Rect, target: Target) {
        self.zones.push((place, target));
    }

    /// Notes what a pen writes meanwhile.
    pub fn along(&mut self, pen: &mut Pen<'_>, target: Target, write: impl FnOnce(&mut Pen<'_>)) {
        let from = pen.place();
        write(pen);
        self.add(Rect { x: from.x, y: from.y, width: pen.place().x - from.x, height: 1 }, target);
    }

    /// Forgets all zones: something lies over them.
    pub fn cover(&mut self) {
        self.zones.clear();
    }

    /// What lies at a position.
    #[must_use]
    pub fn at(&self, position: Position) -> Option<Target> {
        self.zones.iter().rev().find(|(place, _)| place.contains(position)).map(|(_, target)| target.clone())
    }
}
