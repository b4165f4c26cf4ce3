//! A line being typed: what it does shows at once, Esc takes it back.

use super::entry::PromptKind;
use super::overlay::Overlay;
use super::prompt::{PromptStep, Undo};
use super::review::{Origin, Review};
use super::screen::Screen;
use super::session::Session;
use super::state::App;
use crate::feed::Epoch;
use crate::table::WorkerFilter;
use crate::tui::key::Key;
use crate::tui::message::ScanNews;

impl App {
    pub(super) fn press_in_prompt(&mut self, key: Key) {
        let Some(Overlay::Prompt(prompt)) = &mut self.session.overlay else { return };
        match prompt.press(key, &self.session.entered) {
            PromptStep::Open => {}
            PromptStep::Typed => self.typed(),
            PromptStep::Accepted => self.accept(),
            PromptStep::TakenBack => self.take_back(),
        }
    }

    /// Pasted text goes to whatever is being typed, on one line.
    pub(super) fn paste(&mut self, text: &str) {
        let parts: Vec<&str> = text.split(['\r', '\n', '\t']).filter(|part| !part.is_empty()).collect();
        let text = parts.join(" ");
        match &mut self.session.overlay {
            Some(Overlay::Prompt(prompt)) => {
                prompt.paste(&text);
                self.typed();
            }
            Some(Overlay::Picker(picker)) => picker.paste(&text),
            _ => {}
        }
    }

    /// Shows what the line does as far as it is typed.
    fn typed(&mut self) {
        let Some(Overlay::Prompt(prompt)) = &self.session.overlay else { return };
        let (kind, text, undo) = (prompt.kind, prompt.text(), prompt.undo.clone());
        match (&mut self.screen, undo) {
            (Screen::Hits(hits), Undo::Hits { place, .. }) => {
                hits.search(&text, &place, false, &self.session);
            }
            (Screen::Review(review), Undo::Review { place, .. }) => match kind {
                PromptKind::Search => review.search(&text, Origin::At(place), &mut self.session),
                _ => filter(review, kind, &text, &mut self.session),
            },
            _ => {}
        }
    }

    /// What is typed is meant. An empty search repeats the last one, from the next row on.
    fn accept(&mut self) {
        let Some(Overlay::Prompt(prompt)) = self.session.overlay.take() else { return };
        for (kind, text) in prompt.entered() {
            self.session.entered.remember(kind, &text);
        }
        let empty = prompt.kind == PromptKind::Search && prompt.text().is_empty();
        match (&mut self.screen, prompt.undo) {
            (Screen::Hits(hits), Undo::Hits { place, search, .. }) if empty && !search.is_empty() => {
                hits.search(&search, &place, true, &self.session);
            }
            (Screen::Review(review), Undo::Review { place, search, .. }) => {
                if empty && !search.is_empty() {
                    review.search(&search, Origin::After(place), &mut self.session);
                }
                if prompt.kind == PromptKind::Search {
                    review.tell_nothing_found(&mut self.session);
                }
            }
            _ => {}
        }
    }

    /// It was all a mistake: what was in force before is again, and one stands where one stood.
    fn take_back(&mut self) {
        let Some(Overlay::Prompt(prompt)) = self.session.overlay.take() else { return };
        match (&mut self.screen, prompt.undo) {
            (Screen::Hits(hits), Undo::Hits { place, search, open }) => {
                hits.search(&search, &place, false, &self.session);
                hits.go_back_to(place, &open);
            }
            (Screen::Review(review), Undo::Review { place, search, text, worker }) => {
                review.stand_at(place);
                match prompt.kind {
                    PromptKind::Search => review.search_again(&search, &mut self.session),
                    PromptKind::FilterText | PromptKind::FilterWorker => {
                        if review.filter().worker != worker {
                            review.filter_worker(worker);
                        }
                        if review.text().map_or("", |filter| &filter.text) != text {
                            review.filter_text(&text, &mut self.session);
                        }
                        // The row was hidden until now.
                        review.stand_at(place);
                    }
                }
            }
            _ => {}
        }
    }

    /// A scan went on; the review it is for may be on the shelf.
    pub(super) fn scanned(&mut self, epoch: Epoch, news: &ScanNews) {
        let session = &self.session;
        for screen in std::iter::once(&mut self.screen).chain(&mut self.shelf) {
            if let Screen::Review(review) = screen {
                review.scanned(epoch, news, session);
            }
        }
        let typing = matches!(self.session.overlay, Some(Overlay::Prompt(_)));
        if let Screen::Review(review) = &self.screen
            && review.searched().is_some_and(|search| search.epoch == epoch)
            && !typing
        {
            review.tell_nothing_found(&mut self.session);
        }
    }
}

/// Filters by what is typed.
fn filter(review: &mut Review, kind: PromptKind, text: &str, session: &mut Session) {
    match kind {
        PromptKind::FilterText => review.filter_text(text, session),
        PromptKind::FilterWorker => review.filter_worker(WorkerFilter::like(text)),
        PromptKind::Search => {}
    }
}
