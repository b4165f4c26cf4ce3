use super::{App, Cursor, Screen};
use crate::tui::key::Key;
use crate::tui::message::Effect;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui_textarea::TextArea;

/// What a typed line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// A search.
    Search,
    /// A filter by text.
    FilterText,
    /// A filter by worker.
    FilterWorker,
}

impl PromptKind {
    /// What stands before the line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Search => "/",
            Self::FilterText => "filter by text ›",
            Self::FilterWorker => "filter by worker ›",
        }
    }
}

/// A line being typed. What it does shows while it is typed; Esc takes it back.
#[derive(Debug)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// The line.
    pub line: TextArea<'static>,
    before: Before,
}

/// What Esc goes back to.
#[derive(Debug)]
struct Before {
    cursor: Cursor,
    search: Option<String>,
    text: Option<String>,
    worker: Option<String>,
}

/// A one-line text entry.
#[must_use]
pub(super) fn line(text: &str) -> TextArea<'static> {
    let mut line = TextArea::new(vec![text.to_owned()]);
    line.move_cursor(ratatui_textarea::CursorMove::End);
    line
}

/// The text of a one-line entry.
#[must_use]
pub(super) fn text_of(line: &TextArea<'_>) -> String {
    line.lines().first().cloned().unwrap_or_default()
}

/// Feeds a key to a one-line entry: the usual editing keys, but never a second line.
pub(super) fn edit(line: &mut TextArea<'_>, event: KeyEvent) -> bool {
    let breaks_line = matches!(event.code, KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab);
    let ctrl_m = event.code == KeyCode::Char('m') && !event.modifiers.is_empty();
    !breaks_line && !ctrl_m && line.input(event)
}

impl App {
    /// Begins to type.
    pub(super) fn prompt(&mut self, kind: PromptKind) {
        let review = self.review.as_ref();
        let before = Before {
            cursor: match self.screen {
                Screen::Hits => self.hits.cursor,
                Screen::Review => review.map_or(Cursor::default(), |review| review.cursor),
            },
            search: match self.screen {
                Screen::Hits => self.hits.search.as_ref().map(|(text, _)| text.clone()),
                Screen::Review => review.and_then(|r| r.search.as_ref()).map(|search| search.text.clone()),
            },
            text: review.and_then(|review| review.text.as_ref()).map(|text| text.text.clone()),
            worker: review.and_then(|review| review.worker.clone()),
        };
        let text = match kind {
            PromptKind::Search => None,
            PromptKind::FilterText => before.text.clone(),
            PromptKind::FilterWorker => before.worker.clone(),
        };
        self.prompt = Some(Prompt { kind, line: line(&text.unwrap_or_default()), before });
    }

    pub(super) fn prompt_key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        let Some(prompt) = &mut self.prompt else { return };
        let event = key.event();
        match event.code {
            KeyCode::Enter => self.accept(effects),
            KeyCode::Esc => self.take_back(effects),
            KeyCode::Backspace if text_of(&prompt.line).is_empty() => self.take_back(effects),
            KeyCode::Tab | KeyCode::BackTab => self.swap_filter(effects),
            _ => {
                if edit(&mut prompt.line, event) {
                    self.typed(effects);
                }
            }
        }
    }

    /// Pasted text goes to whatever is being typed, on one line.
    pub(super) fn paste(&mut self, text: &str, effects: &mut Vec<Effect>) {
        let text =
            text.split(['\r', '\n', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if let Some(prompt) = &mut self.prompt {
            prompt.line.insert_str(text);
            self.typed(effects);
        } else {
            self.paste_into_picker(&text);
        }
    }

    /// Shows what the line does as far as it is typed.
    fn typed(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = &self.prompt else { return };
        let (kind, text, origin) = (prompt.kind, text_of(&prompt.line), prompt.before.cursor.position);
        match kind {
            PromptKind::Search => self.search(&text, origin, effects),
            PromptKind::FilterText => self.filter_text(Some(&text), effects),
            PromptKind::FilterWorker => self.filter_worker(Some(&text)),
        }
    }

    fn accept(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = self.prompt.take() else { return };
        let empty_search = prompt.kind == PromptKind::Search && text_of(&prompt.line).is_empty();
        if let Some(last) = prompt.before.search.filter(|_| empty_search) {
            self.search(&last, prompt.before.cursor.position + 1, effects);
        }
        if prompt.kind == PromptKind::Search {
            self.tell_nothing_found();
        }
    }

    fn take_back(&mut self, effects: &mut Vec<Effect>) {
        let Some(Prompt { kind, before, .. }) = self.prompt.take() else { return };
        match kind {
            PromptKind::Search => {
                self.search(&before.search.unwrap_or_default(), before.cursor.position, effects);
                self.go_back_to(before.cursor);
            }
            PromptKind::FilterText => self.filter_text(before.text.as_deref(), effects),
            PromptKind::FilterWorker => self.filter_worker(before.worker.as_deref()),
        }
    }

    /// Stands where one stood before the search, and lets it pull the cursor no more.
    fn go_back_to(&mut self, cursor: Cursor) {
        let height = self.areas().list_rows();
        match (self.screen, &mut self.review) {
            (Screen::Hits, _) => {
                let height = self.areas_of_hits();
                self.hits.go(cursor.position, height);
            }
            (Screen::Review, Some(review)) => {
                if let Some(search) = &mut review.search {
                    search.origin = None;
                }
                review.cursor = cursor;
                review.go(cursor.position, height);
            }
            (Screen::Review, None) => {}
        }
    }

    /// Turns a text filter into a worker filter and back, keeping what is typed.
    fn swap_filter(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = &mut self.prompt else { return };
        let (before_text, before_worker) = (prompt.before.text.clone(), prompt.before.worker.clone());
        match prompt.kind {
            PromptKind::Search => return,
            PromptKind::FilterText => {
                prompt.kind = PromptKind::FilterWorker;
                self.filter_text(before_text.as_deref(), effects);
            }
            PromptKind::FilterWorker => {
                prompt.kind = PromptKind::FilterText;
                self.filter_worker(before_worker.as_deref());
            }
        }
        self.typed(effects);
    }
}
