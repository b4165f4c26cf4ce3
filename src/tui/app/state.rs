use super::hits::HitList;
use super::review::Review;
use super::screen::Screen;
use super::session::{Session, Setup};
use super::trouble::Trouble;
use crate::feed::{FeedMessage, HitsNews, News};
use crate::model::{Environment, Timestamp};
use crate::table::PackedBlock;
use crate::tui::keymap::Binding;
use crate::tui::message::Effect;

/// The whole state of the screen.
#[derive(Debug)]
pub struct App {
    /// What all screens share.
    pub session: Session,
    /// The screen that is up.
    pub screen: Screen,
    /// The others, the latest last: the list of HITs, and a few reviews that keep what they loaded.
    pub(super) shelf: Vec<Screen>,
    /// The number typed before a movement, so far.
    pub(super) count: Option<usize>,
}

impl App {
    /// The screen before anything has arrived.
    #[must_use]
    pub fn new(setup: Setup, now: Timestamp) -> Self {
        let session = Session::new(setup, now);
        Self { session, screen: Screen::Hits(Box::default()), shelf: Vec::new(), count: None }
    }

    /// What to do first: open the HITs asked for, or list the account's.
    #[must_use]
    pub fn start(&mut self, now: Timestamp) -> Vec<Effect> {
        self.session.now = now;
        let hits = self.session.setup.plan.hits.clone();
        match &mut self.screen {
            _ if self.session.setup.environment == Environment::Files => self.open_files(),
            Screen::Hits(list) if hits.is_empty() => list.list(&mut self.session),
            _ => self.open(hits),
        }
        self.settle();
        self.session.take_effects()
    }

    /// The review that is up.
    #[must_use]
    pub fn review(&self) -> Option<&Review> {
        match &self.screen {
            Screen::Review(review) => Some(review),
            Screen::Hits(_) => None,
        }
    }

    /// The list of HITs, whether it is up or not.
    #[must_use]
    pub fn hits(&self) -> Option<&HitList> {
        self.screens().find_map(|screen| match screen {
            Screen::Hits(hits) => Some(&**hits),
            Screen::Review(_) => None,
        })
    }

    fn screens(&self) -> impl Iterator<Item = &Screen> {
        std::iter::once(&self.screen).chain(&self.shelf)
    }

    pub(super) fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        std::iter::once(&mut self.screen).chain(&mut self.shelf)
    }

    /// Why a key can not act right now.
    #[must_use]
    pub fn missing(&self, binding: &Binding) -> Option<&'static str> {
        (!self.screen.has(binding.needs)).then(|| binding.needs.missing())
    }

    /// Takes in what the background has to tell, unless nobody waits for it any more. Screens on the shelf hear
    /// their news too.
    pub(super) fn arrived(&mut self, message: FeedMessage) {
        let now = self.session.now;
        match message {
            FeedMessage::Review(epoch, news) => {
                if let News::Hit(hit) = &news
                    && let Some(hits) = self.hits_mut()
                {
                    hits.refresh(hit);
                }
                let read = matches!(news, News::Page(..) | News::Ended(..) | News::Checked);
                let wanted = |screen: &&mut Screen| matches!(screen, Screen::Review(r) if r.epoch() == epoch);
                let mut full = Vec::new();
                if let Some(Screen::Review(review)) = self.screens_mut().find(wanted) {
                    review.arrived(news, now);
                    full = review.take_full();
                }
                if !full.is_empty() {
                    self.session.ask(Effect::Pack(full));
                }
                if read {
                    self.learn_from_reviews(|review| review.epoch() == epoch);
                }
            }
            FeedMessage::Hits(epoch, news) => {
                let whole = matches!(news, HitsNews::Complete);
                if let Some(hits) = self.hits_mut().filter(|hits| hits.epoch == epoch) {
                    hits.arrived(news, now);
                }
                if whole {
                    self.learn_from_reviews(|_| true);
                }
            }
        }
    }

    /// The list of HITs, where it shows, learns from reviews.
    pub(super) fn learn_from_reviews(&mut self, from: impl Fn(&Review) -> bool) {
        let Screen::Hits(hits) = &mut self.screen else { return };
        for screen in &self.shelf {
            if let Screen::Review(review) = screen
                && from(review)
            {
                hits.learn_from(review);
            }
        }
    }

    /// Answers were packed; the review they belong to may be on the shelf, or gone.
    pub(super) fn packed(&mut self, blocks: Vec<PackedBlock>) {
        for block in blocks {
            let owner = |screen: &&mut Screen| matches!(screen, Screen::Review(r) if r.store().owns(&block));
            if let Some(Screen::Review(review)) = self.screens_mut().find(owner) {
                review.put_packed(block);
            }
        }
    }

    pub(super) fn hits_mut(&mut self) -> Option<&mut HitList> {
        self.screens_mut().find_map(|screen| match screen {
            Screen::Hits(hits) => Some(&mut **hits),
            Screen::Review(_) => None,
        })
    }

    /// When the screen will owe a change that nothing but time brings, always later than now; `None` while nothing
    /// ticks.
    #[must_use]
    pub fn next_wake(&self) -> Option<Timestamp> {
        let now = self.session.now;
        let notice = self.session.notice.as_ref().map(|notice| notice.until);
        let countdown = match self.screen.trouble() {
            Some(Trouble::Waiting(waiting)) => next_second(waiting.until, now),
            _ => None,
        };
        let words = self.screen.next_change(&self.session);
        [notice, countdown, words].into_iter().flatten().filter(|at| *at > now).min()
    }

    /// Brings what depends on everything else up to date: windows, the answer, what was seen, what expired.
    pub(super) fn settle(&mut self) {
        let now = self.session.now;
        self.session.notice.take_if(|notice| notice.until <= now);
        self.screen.settle(&mut self.session);
    }
}

/// The next moment at which a countdown to `until` shows another second.
fn next_second(until: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let left = until.as_millisecond().saturating_sub(now.as_millisecond());
    let step = if left <= 0 { return None } else { (left - 1) % 1000 + 1 };
    Timestamp::from_millisecond(now.as_millisecond().saturating_add(step)).ok()
}
