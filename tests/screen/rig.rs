//! A screen with seeded assignments, driven by key strings.

use hitdeck::feed::{Ending, Epoch, FeedMessage, HitsNews, News, PageChain, ReviewPlan};
use hitdeck::model::{
    Assignment, AssignmentId, Cents, Environment, Hit, HitId, SignedDuration, Status, StatusSet, Timestamp,
    WorkerId,
};
use hitdeck::table::Snapshot;
use hitdeck::text::Needle;
use hitdeck::tui::browser::Browser;
use hitdeck::tui::key::Key;
use hitdeck::tui::theme::{Depth, Theme};
use hitdeck::tui::zones::Zones;
use hitdeck::tui::{App, Effect, Msg, ScanNews, Setup, update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::ops::ControlFlow;
use std::time::Duration;

/// Monday, 21 September 2026, 14:13:20 UTC.
pub(crate) const NOW: i64 = 1_790_000_000;

pub(crate) const DARK: Theme = Theme { depth: Depth::True, light: false, ascii: false, tint: false };

pub(crate) struct Rig {
    pub(crate) app: App,
    pub(crate) now: Timestamp,
    /// Every effect that was asked for and not carried out by the rig itself.
    pub(crate) effects: Vec<Effect>,
    scans_held: bool,
    /// Of the review that is followed, whether it is up or not.
    epoch: Epoch,
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(NOW + second).unwrap()
}

pub(crate) fn hit_id() -> HitId {
    HitId::from_service("3X4MQ0EXAMPLE0HIT0000000000K2QP")
}

pub(crate) fn plan() -> ReviewPlan {
    ReviewPlan {
        hits: hit_id().into(),
        chains: [Status::Submitted, Status::Approved, Status::Rejected].map(StatusSet::only).to_vec(),
        page_size: 100,
        max_items: None,
        start: None,
        paginate: true,
        every: Some(Duration::from_secs(10)),
    }
}

pub(crate) fn setup(width: u16, height: u16) -> Setup {
    Setup {
        environment: Environment::Demo("http://127.0.0.1:1".to_owned()),
        warning: None,
        plan: plan(),
        statuses: StatusSet::only(Status::Submitted),
        theme: DARK,
        browser: Browser::Missing,
        zone: jiff::tz::TimeZone::fixed(jiff::tz::offset(2)),
        size: Size { width, height },
    }
}

pub(crate) fn hit(id: &str, title: &str, created: i64) -> Hit {
    Hit {
        // A HIT type has one title.
        hit_type: format!("3TYPE {title}"),
        title: title.to_owned(),
        reward: Some(Cents(12)),
        created: Some(at(created)),
        duration: Some(SignedDuration::from_secs(3600)),
        auto_approval_delay: Some(SignedDuration::from_secs(3 * 86_400)),
        max: Some(60),
        available: Some(9),
        pending: Some(3),
        completed: Some(20),
        ..Hit::new(HitId::from_service(id))
    }
}

/// The `n`-th assignment: every third approved, every seventh rejected, a word of its own in the answer.
pub(crate) fn assignment(n: i64) -> Assignment {
    let words = ["shoes", "hat", "café", "lamp", "Cat toy"];
    let status = match n {
        n if n % 7 == 3 => Status::Rejected,
        n if n % 3 == 2 => Status::Approved,
        _ => Status::Submitted,
    };
    let submitted = -n * 60 - 30;
    let answer = format!(
        "<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers><Answer><QuestionIdentifier>category</QuestionIdentifier>\
         <FreeText>{}</FreeText></Answer><Answer><QuestionIdentifier>comment</QuestionIdentifier>\
         <FreeText>This is picture number {n}, seen from the left; the sole is worn, so I was not sure whether it counts as new.</FreeText></Answer>\
         <Answer><QuestionIdentifier>Submit</QuestionIdentifier><FreeText>Submit</FreeText></Answer></QuestionFormAnswers>",
        words[usize::try_from(n).unwrap() % words.len()]
    );
    Assignment {
        status,
        accepted: Some(at(submitted - 40 - n * 13 % 200)),
        submitted: Some(at(submitted)),
        auto_approval: Some(at(submitted + 3 * 86_400 - n * 7000)),
        approved: (status == Status::Approved).then(|| at(submitted + 20)),
        rejected: (status == Status::Rejected).then(|| at(submitted + 25)),
        deadline: Some(at(submitted + 3000)),
        answer: Some(answer.into()),
        feedback: (status == Status::Rejected).then(|| "The picture was not described.".into()),
        ..Assignment::new(
            AssignmentId::from_service(format!("3ASSIGNMENT{n:019}")),
            WorkerId::from_service(format!("A{:05}WORKER{:02}", n % 13 * 7919 % 100_000, n % 13)),
            hit_id(),
        )
    }
}

impl Rig {
    /// A screen on which nothing has arrived yet.
    pub(crate) fn empty(setup: Setup) -> Self {
        let now = at(0);
        let mut app = App::new(setup, now);
        let effects = app.start(now);
        let epoch = app.review().map_or_else(Epoch::default, hitdeck::tui::app::Review::epoch);
        Self { epoch, app, now, effects, scans_held: false }
    }

    /// A screen with 48 assignments, all loaded.
    pub(crate) fn loaded(width: u16, height: u16) -> Self {
        let mut rig = Self::empty(setup(width, height));
        rig.load();
        rig
    }

    /// Everything of the HIT arrives.
    pub(crate) fn load(&mut self) {
        self.news(News::Hit(Box::new(hit(
            hit_id().as_str(),
            "Sort product photos by what they show",
            -200_000,
        ))));
        for statuses in plan().chains {
            let chain = PageChain { hit: hit_id(), statuses };
            let page = (0..48).map(assignment).filter(|a| statuses.contains(a.status)).collect();
            self.news(News::Page(chain.clone(), page));
            self.news(News::Ended(chain, Ending::Complete));
        }
        self.news(News::Checked);
    }

    pub(crate) fn epoch(&self) -> Epoch {
        self.epoch
    }

    pub(crate) fn news(&mut self, news: News) {
        let epoch = self.epoch();
        self.send(Msg::Feed(FeedMessage::Review(epoch, news)));
    }

    pub(crate) fn hits(&mut self, news: HitsNews) {
        let epoch = self.app.hits().unwrap().epoch;
        self.send(Msg::Feed(FeedMessage::Hits(epoch, news)));
    }

    /// A page of submitted work with these numbers arrives.
    pub(crate) fn arrives(&mut self, numbers: impl IntoIterator<Item = i64>) {
        let chain = PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) };
        self.news(News::Page(chain, numbers.into_iter().map(assignment).collect()));
    }

    /// A page of submitted work arrives that is newer than everything else: it stands above, the highest number first.
    pub(crate) fn arrives_newer(&mut self, numbers: impl IntoIterator<Item = i64>) {
        let new = |n| Assignment { status: Status::Submitted, submitted: Some(at(n)), ..assignment(n) };
        let chain = PageChain { hit: hit_id(), statuses: StatusSet::only(Status::Submitted) };
        self.news(News::Page(chain, numbers.into_iter().map(new).collect()));
    }

    /// Sends a message; searches are carried out at once.
    pub(crate) fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.app, msg, self.now);
        for effect in effects {
            match effect {
                Effect::Scan(epoch, needle, snapshot) if !self.scans_held => {
                    self.carry_out(epoch, &needle, &snapshot);
                }
                other => {
                    if let Effect::Follow(epoch, _) = &other {
                        self.epoch = *epoch;
                    }
                    self.effects.push(other);
                }
            }
        }
    }

    /// Searches a snapshot and tells what was found.
    pub(crate) fn carry_out(&mut self, epoch: Epoch, needle: &Needle, snapshot: &Snapshot) {
        let mut news = Vec::new();
        snapshot.scan(needle, |progress| {
            news.push(ScanNews { done: progress.done, of: progress.total, found: progress.hits.to_vec() });
            ControlFlow::Continue(())
        });
        for news in news {
            self.send(Msg::Scan(epoch, news));
        }
    }

    /// Does something while searches are not carried out; returns all that was asked for.
    pub(crate) fn hold_scans(&mut self, act: impl FnOnce(&mut Self)) -> Vec<Effect> {
        self.scans_held = true;
        act(self);
        self.scans_held = false;
        std::mem::take(&mut self.effects)
    }

    /// Types keys: `jj<tab>/cat<enter>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).unwrap_or_else(|| panic!("{keys} has an unknown key")) {
            self.send(Msg::Key(key.event()));
        }
        self
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, millis: i64) -> &mut Self {
        self.now = Timestamp::from_millisecond(self.now.as_millisecond() + millis).unwrap();
        self.send(Msg::Wake);
        self
    }

    /// Draws a frame: what shows, and what lies where on it.
    fn frame(&self) -> (Buffer, Zones) {
        let size = self.app.session.size;
        let mut terminal = Terminal::new(TestBackend::new(size.width, size.height)).unwrap();
        let mut zones = Zones::default();
        terminal.draw(|frame| zones = view(&self.app, frame)).unwrap();
        (terminal.backend().buffer().clone(), zones)
    }

    pub(crate) fn buffer(&self) -> Buffer {
        self.frame().0
    }

    pub(crate) fn zones(&self) -> Zones {
        self.frame().1
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        lines(&self.buffer()).join("\n")
    }

    /// The id of the selected assignment.
    pub(crate) fn selected(&self) -> String {
        self.app.review().unwrap().selected().map_or_else(String::new, |row| row.id.to_owned())
    }

    /// The number of the selected assignment.
    pub(crate) fn number(&self) -> i64 {
        self.selected().trim_start_matches("3ASSIGNMENT").parse().unwrap()
    }

    pub(crate) fn shows(&self, text: &str) {
        assert!(self.text().contains(text), "{text:?} is not on the screen:\n{}", self.text());
    }

    pub(crate) fn shows_not(&self, text: &str) {
        assert!(!self.text().contains(text), "{text:?} is on the screen:\n{}", self.text());
    }
}

/// The lines of a buffer, wide characters once.
pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
    let width = usize::from(buffer.area.width.max(1));
    let line = |cells: &[ratatui::buffer::Cell]| {
        let mut text = String::new();
        let mut skip = 0;
        for cell in cells {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            text.push_str(cell.symbol());
            skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
        text
    };
    buffer.content.chunks(width).map(line).collect()
}
