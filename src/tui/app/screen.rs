//! The screens, each with its state inside: a new one is a file and an arm.

use super::destination::Destination;
use super::hits::HitList;
use super::menu::Choice;
use super::review::Review;
use super::session::Session;
use super::trouble::Trouble;
use crate::model::Timestamp;
use crate::tui::keymap::{Action, Context, Needs};
use crate::tui::layout::Pane;
use crate::tui::zones::{PointerAct, Target};

/// A screen with its state.
#[derive(Debug)]
pub enum Screen {
    /// The account's HITs.
    Hits(Box<HitList>),
    /// The assignments of one or several HITs.
    Review(Box<Review>),
}

impl Screen {
    /// Does what a key asks for; `count` is the number typed before it. Tells where to go from here.
    pub(super) fn act(
        &mut self,
        action: Action,
        count: Option<usize>,
        session: &mut Session,
    ) -> Option<Destination> {
        match self {
            Self::Hits(hits) => hits.act(action, count, session),
            Self::Review(review) => review.act(action, count, session),
        }
    }

    /// Takes the mouse on something. Tells where to go from here.
    pub(super) fn point(
        &mut self,
        act: PointerAct,
        target: &Target,
        session: &mut Session,
    ) -> Option<Destination> {
        match self {
            Self::Hits(hits) => hits.point(act, target, session),
            Self::Review(review) => {
                review.point(act, target, session);
                None
            }
        }
    }

    /// Does what was chosen in a menu.
    pub(super) fn choose(&mut self, choice: &Choice, session: &mut Session) {
        match self {
            Self::Hits(hits) => hits.choose(choice, session),
            Self::Review(review) => review.choose(choice, session),
        }
    }

    /// Goes to the next match, or the one before; tells whether it went round, or `None` where nothing matches.
    pub(super) fn next_found(&mut self, forward: bool, session: &Session) -> Option<bool> {
        match self {
            Self::Hits(hits) => hits.next_found(forward, session),
            Self::Review(review) => review.next_found(forward, session),
        }
    }

    /// Brings what depends on everything else up to date.
    pub(super) fn settle(&mut self, session: &mut Session) {
        match self {
            Self::Hits(hits) => hits.settle(session),
            Self::Review(review) => review.settle(session),
        }
    }

    /// Whether what a key needs is there.
    #[must_use]
    pub fn has(&self, needs: Needs) -> bool {
        match self {
            Self::Hits(hits) => hits.has(needs),
            Self::Review(review) => review.has(needs),
        }
    }

    /// The most urgent thing that is wrong.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble<'_>> {
        match self {
            Self::Hits(hits) => hits.trouble(),
            Self::Review(review) => review.trouble(),
        }
    }

    /// The contexts in force, nearest first.
    #[must_use]
    pub fn contexts(&self) -> &'static [Context] {
        match self {
            Self::Hits(hits) if hits.focus == Pane::Answer => {
                &[Context::Answer, Context::Hits, Context::Everywhere]
            }
            Self::Hits(_) => &[Context::Hits, Context::Everywhere],
            Self::Review(review) if review.focus() == Pane::List => {
                &[Context::List, Context::Review, Context::Everywhere]
            }
            Self::Review(_) => &[Context::Answer, Context::Review, Context::Everywhere],
        }
    }

    /// When it owes a change that nothing but time brings.
    pub(super) fn next_change(&self, session: &Session) -> Option<Timestamp> {
        match self {
            Self::Hits(hits) => hits.next_change(session),
            Self::Review(review) => review.next_change(session),
        }
    }
}
