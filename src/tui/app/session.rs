//! What all screens share.

use super::history::EntryHistory;
use super::overlay::Overlay;
use crate::config::Theme;
use crate::feed::{Epoch, ReviewPlan};
use crate::model::{Environment, StatusSet, Timestamp};
use crate::tui::browser::Browser;
use crate::tui::message::Effect;
use jiff::tz::TimeZone;
use ratatui::layout::{Rect, Size};
use std::collections::HashMap;

/// How long a notice stays.
const NOTICE_MILLIS: i64 = 4000;

/// What the screen has to know before anything arrives.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Which world the HITs live in; its badge is on every screen.
    pub environment: Environment,
    /// A standing warning, such as unchecked certificates.
    pub warning: Option<String>,
    /// How to follow HITs; its `hits` are the ones to open first, none opens the list of HITs.
    pub plan: ReviewPlan,
    /// Which statuses show at first.
    pub statuses: StatusSet,
    /// What the terminal can show.
    pub theme: Theme,
    /// Whether links can be opened.
    pub browser: Browser,
    /// The zone of local times.
    pub zone: TimeZone,
    /// The terminal's size.
    pub size: Size,
}

/// A line that says what just happened and goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// When it goes.
    pub until: Timestamp,
}

/// What all screens share: the terminal, the time, what lies over the screen, and what should be done.
#[derive(Debug)]
pub struct Session {
    /// What does not change.
    pub setup: Setup,
    /// Columns and rows of the terminal.
    pub size: Size,
    /// The time of the last message.
    pub now: Timestamp,
    /// Whether times show in UTC instead of the local zone.
    pub utc: bool,
    /// What lies over the screen and has the keys.
    pub overlay: Option<Overlay>,
    /// What was typed before.
    pub(super) entered: EntryHistory,
    /// What just happened.
    pub notice: Option<Notice>,
    /// The answer fields that the user chose as columns, by HIT type.
    pub(super) columns: HashMap<String, Vec<String>>,
    /// What the loop should do, in this order.
    effects: Vec<Effect>,
    /// The number of the newest request.
    epochs: u64,
}

impl Session {
    /// A session in which nothing has happened.
    pub(super) fn new(setup: Setup, now: Timestamp) -> Self {
        Self {
            size: setup.size,
            setup,
            now,
            utc: true,
            overlay: None,
            entered: EntryHistory::default(),
            notice: None,
            columns: HashMap::new(),
            effects: Vec::new(),
            epochs: 0,
        }
    }

    /// A number for a new request; what answers an older one is stale.
    pub(super) fn next_epoch(&mut self) -> Epoch {
        self.epochs += 1;
        Epoch(self.epochs)
    }

    /// Asks the loop to do something.
    pub(super) fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Everything that was asked since the last time.
    pub(super) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Says what just happened, for a few seconds.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        let until = self.now.as_millisecond().saturating_add(NOTICE_MILLIS);
        let until = Timestamp::from_millisecond(until).unwrap_or(Timestamp::MAX);
        self.notice = Some(Notice { text: text.into(), until });
    }

    /// The zone that absolute times are shown in.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        const UTC: &TimeZone = &TimeZone::UTC;
        if self.utc { UTC } else { &self.setup.zone }
    }

    /// The name of that zone.
    #[must_use]
    pub fn zone_name(&self) -> &str {
        match self.zone().iana_name() {
            // Computers that keep no other time have it under many names.
            Some("Etc/UTC" | "Etc/UCT" | "Etc/Universal" | "Etc/Zulu" | "Universal" | "Zulu" | "UCT") => {
                "UTC"
            }
            Some(name) => name,
            None => "local time",
        }
    }

    /// The whole screen.
    #[must_use]
    pub fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.width, self.size.height)
    }

    /// Switches between UTC and local times, and says so.
    pub(super) fn toggle_zone(&mut self) {
        self.utc = !self.utc;
        self.say(format!("Times in {}", self.zone_name()));
    }
}
