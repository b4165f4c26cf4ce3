//! The state of the screen and every way it can change. Pure: no IO, no clock, no async.

mod actions;
mod arrivals;
mod count;
mod cursor;
mod detail;
mod filters;
mod hits;
mod popup;
mod progress;
mod prompt;
mod review;
mod search;
mod wake;

use count::Count;
pub use cursor::Cursor;
pub use detail::Detail;
pub use hits::{HitList, HitSort, HitSortKey};
pub use popup::{Choice, Menu, MenuEntry, Picker, PickerKind, Popup};
pub use progress::{ChainState, Progress};
pub use prompt::{Prompt, PromptKind};
pub use review::{Review, Trouble};
pub use search::{Search, TextFilter};

use super::key::Key;
use super::keymap::{self, Context};
use super::layout::{self, Areas, Pane};
use super::message::{Effect, Msg};
use super::theme::Theme;
use crate::feed::{DistinctHits, Epoch, ReviewPlan};
use crate::model::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::{Rect, Size};

/// What the screen has to know before anything arrives.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The environment's badge: `PRODUCTION`, `SANDBOX`, `LOCAL`, `DEMO` …
    pub badge: String,
    /// Whether real money is behind the badge.
    pub real_money: bool,
    /// A standing warning, such as unchecked certificates.
    pub warning: Option<String>,
    /// How to follow HITs; its `hits` are the ones to open first, none opens the list of HITs.
    pub plan: ReviewPlan,
    /// Which statuses show at first.
    pub statuses: crate::model::StatusSet,
    /// The look.
    pub theme: Theme,
    /// The zone of local times.
    pub zone: TimeZone,
    /// The terminal's size.
    pub size: Size,
}

/// Which screen is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The account's HITs.
    Hits,
    /// The assignments of one or several HITs.
    Review,
}

/// A line that says what just happened and goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// When it goes.
    pub until: Timestamp,
}

/// The whole state of the screen.
#[derive(Debug)]
pub struct App {
    /// What does not change.
    pub setup: Setup,
    /// Columns and rows of the terminal.
    pub size: Size,
    /// The time of the last message.
    pub now: Timestamp,
    /// Whether times show in UTC instead of the local zone.
    pub utc: bool,
    /// Which screen is up.
    pub screen: Screen,
    /// The review under way.
    pub review: Option<Review>,
    /// Reviews left for another HIT, the latest last; they keep what they loaded.
    shelf: Vec<Review>,
    /// The account's HITs.
    pub hits: HitList,
    /// What lies over the screen.
    pub popup: Option<Popup>,
    /// Text being typed at the bottom.
    pub prompt: Option<Prompt>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// A count typed before a movement.
    count: Option<Count>,
    /// The number of the newest request.
    epochs: u64,
}

/// How many reviews keep what they loaded after another HIT was opened.
const SHELF: usize = 4;

impl App {
    /// The screen before anything has arrived.
    #[must_use]
    pub fn new(setup: Setup, now: Timestamp) -> Self {
        let screen = if setup.plan.hits.is_empty() { Screen::Hits } else { Screen::Review };
        Self {
            size: setup.size,
            setup,
            now,
            utc: true,
            screen,
            review: None,
            shelf: Vec::new(),
            hits: HitList::default(),
            popup: None,
            prompt: None,
            notice: None,
            count: None,
            epochs: 0,
        }
    }

    /// What to do first: open the HITs asked for, or list the account's.
    #[must_use]
    pub fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = Vec::new();
        match self.screen {
            Screen::Review => self.open(self.setup.plan.hits.clone(), &mut effects),
            Screen::Hits => self.list_hits(&mut effects),
        }
        self.settle(&mut effects);
        effects
    }

    /// A number for a new request; what answers an older one is stale.
    fn next_epoch(&mut self) -> Epoch {
        self.epochs += 1;
        Epoch(self.epochs)
    }

    /// Starts to review these HITs, or goes on where an earlier review of them was left: what it had loaded shows
    /// at once and is brought up to date.
    fn open(&mut self, hits: DistinctHits, effects: &mut Vec<Effect>) {
        let epoch = self.next_epoch();
        let plan = ReviewPlan { hits, ..self.setup.plan.clone() };
        let shelved = self.shelf.iter().position(|review| review.plan.hits == plan.hits);
        let next = match shelved.map(|at| self.shelf.remove(at)) {
            Some(review) => Review { epoch, trouble: None, progress: Progress::new(&plan), ..review },
            None => Review::new(epoch, plan.clone(), self.setup.statuses),
        };
        self.screen = Screen::Review;
        self.shelf.extend(self.review.replace(next));
        if self.shelf.len() > SHELF {
            self.shelf.remove(0);
        }
        effects.push(Effect::Follow(epoch, plan));
    }

    /// The zone that absolute times are shown in.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        const UTC: &TimeZone = &TimeZone::UTC;
        if self.utc { UTC } else { &self.setup.zone }
    }

    /// The places of the panes right now.
    #[must_use]
    pub fn areas(&self) -> Areas {
        let focus = self.review.as_ref().map_or(Pane::List, |review| review.focus);
        layout::areas(self.area(), focus, self.problem_line())
    }

    /// The whole screen.
    #[must_use]
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.width, self.size.height)
    }

    /// Whether a problem or a standing warning takes a line.
    #[must_use]
    pub fn problem_line(&self) -> bool {
        self.trouble().is_some() || self.setup.warning.is_some() || self.stopped_chain().is_some()
    }

    /// The problem of the screen that is up.
    #[must_use]
    pub fn trouble(&self) -> Option<&Trouble> {
        match self.screen {
            Screen::Hits => self.hits.trouble.as_ref(),
            Screen::Review => self.review.as_ref()?.trouble.as_ref(),
        }
    }

    /// The first chain of the review that ended before its end.
    #[must_use]
    pub fn stopped_chain(&self) -> Option<&ChainState> {
        match self.screen {
            Screen::Review => self.review.as_ref()?.progress.stopped().next(),
            Screen::Hits => None,
        }
    }

    /// The contexts in force, nearest first.
    #[must_use]
    pub fn contexts(&self) -> &'static [Context] {
        match (self.screen, self.review.as_ref().map(|review| review.focus)) {
            (Screen::Review, Some(Pane::List)) => &[Context::List, Context::Review, Context::Everywhere],
            (Screen::Review, Some(_)) => &[Context::Answer, Context::Review, Context::Everywhere],
            _ => &[Context::Everywhere],
        }
    }

    fn say(&mut self, text: impl Into<String>) {
        let until = Timestamp::from_millisecond(self.now.as_millisecond() + 4000).unwrap_or(self.now);
        self.notice = Some(Notice { text: text.into(), until });
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        if Key::named("ctrl-c") == Some(key) {
            return effects.push(Effect::Quit);
        }
        if self.prompt.is_some() {
            return self.prompt_key(key, effects);
        }
        if self.popup.is_some() {
            return self.popup_key(key, effects);
        }
        if self.count_key(key, effects) {
            return;
        }
        let count = self.count.take().filter(|count| !count.is_over(self.now));
        let Some(binding) = keymap::lookup(key, self.contexts()) else {
            return self.say(format!("{key} does nothing here · ? shows all keys"));
        };
        if let Some(why) = (binding.unless)(self) {
            return self.say(why);
        }
        self.take_back_status(binding.action, count.as_ref());
        self.act(binding.action, count.map(|c| c.number), effects);
    }
}

/// Brings the screen up to date with what happened; returns what should be done about it.
#[must_use]
pub fn update(app: &mut App, msg: Msg, now: Timestamp) -> Vec<Effect> {
    app.now = now;
    let mut effects = Vec::new();
    match msg {
        Msg::Key(event) => app.key(Key::from(event), &mut effects),
        Msg::Paste(text) => app.paste(&text, &mut effects),
        Msg::Resize(width, height) => app.size = Size { width, height },
        Msg::Wake => {}
        Msg::Feed(message) => app.arrived(message),
        Msg::Scan(epoch, news) => app.scanned(epoch, &news),
    }
    app.settle(&mut effects);
    effects
}
