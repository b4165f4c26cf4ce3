//! A text to read, such as the whole of a problem.

use crate::text::{Line, Role, wrap};
use crate::tui::key::Key;
use crate::tui::keymap::{self, Popup, PopupAction};
use crate::tui::popup;
use ratatui::layout::Rect;

/// A text to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Its title.
    pub title: &'static str,
    /// Its paragraphs.
    paragraphs: Vec<String>,
    /// The first line that shows, as far as the screen allows.
    scroll: usize,
}

impl Explanation {
    /// The paragraphs that are not empty, under a title.
    pub(super) fn new(title: &'static str, paragraphs: impl IntoIterator<Item = String>) -> Self {
        let paragraphs = paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect();
        Self { title, paragraphs, scroll: 0 }
    }

    /// Its lines on a screen of this size, a blank one between paragraphs.
    #[must_use]
    pub fn lines(&self, screen: Rect) -> Vec<Line> {
        let width = usize::from(popup::text_width(screen));
        let wrapped = self.paragraphs.iter().map(|text| wrap::paragraph(text, Role::Text, width));
        wrapped.collect::<Vec<_>>().join(&Line::default())
    }

    /// How many of its lines show at a time, and the first of them.
    #[must_use]
    pub fn window(&self, screen: Rect, lines: usize) -> (usize, usize) {
        let place = popup::text(screen, u16::try_from(lines).unwrap_or(u16::MAX));
        let rows = usize::from(popup::inside(place).height);
        (rows, self.scroll.min(lines.saturating_sub(rows)))
    }

    /// Takes a key; tells whether it goes on.
    pub(super) fn press(&mut self, key: Key, screen: Rect) -> bool {
        match keymap::popup_lookup(key, Popup::Text) {
            Some(PopupAction::Close) => return false,
            Some(PopupAction::Move(motion)) => {
                let lines = self.lines(screen).len();
                let (rows, top) = self.window(screen, lines);
                self.scroll = motion.target(top, None, rows, lines.saturating_sub(rows) + 1);
            }
            _ => {}
        }
        true
    }

    /// Moves by lines down.
    pub(super) fn scroll(&mut self, by: isize, screen: Rect) {
        let (_, top) = self.window(screen, self.lines(screen).len());
        self.scroll = top.saturating_add_signed(by);
    }
}
