//! What the README and `docs/` show is what the program does: the key table and the picture. `HITDECK_REWRITE=1` writes both anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod support;

use hitdeck::emulator::demo;
use hitdeck::emulator::{Emulator, Seek};
use hitdeck::endpoint::Fault;
use hitdeck::feed::{Ending, FeedMessage, News, PageChain, ReviewPlan};
use hitdeck::model::{Assignment, Environment, HitId, Status, StatusSet, Timestamp};
use hitdeck::tui::browser::Browser;
use hitdeck::tui::key::Key;
use hitdeck::tui::keymap::{BINDINGS, HelpSection};
use hitdeck::tui::theme::{Depth, Theme};
use hitdeck::tui::{App, Effect, Msg, ScanNews, Setup, update, view};
use hitdeck::wire::{Operation, Service};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;
use support::film::{Frame, film};
use support::svg;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Compares, or rewrites, what stands in a page of `docs/` between the two marks of a part.
fn assert_part_current(page: &str, part: &str, made_from: &str, made: &str) {
    let path = Path::new(ROOT).join("docs").join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) =
        (format!("<!-- {part}: made from {made_from} -->\n"), format!("<!-- end of {part} -->"));
    let (before, rest) = text.split_once(&begin).unwrap_or_else(|| panic!("{page} has no {begin}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{page} has no {end}"));
    svg::assert_current(&path, &format!("{before}{begin}{made}{end}{after}"));
}

fn key_table() -> String {
    let mut out = String::from("\n| key | what it does |\n|---|---|\n");
    for section in HelpSection::ALL {
        let note = if section.note().is_empty() { String::new() } else { format!(": {}", section.note()) };
        writeln!(out, "| | **{}**{note} |", section.word()).unwrap();
        for binding in BINDINGS.iter().filter(|binding| binding.section == section) {
            let keys = binding
                .keys_shown(false)
                .split(' ')
                .map(|key| format!("`{key}`"))
                .collect::<Vec<_>>()
                .join(" ");
            writeln!(out, "| {keys} | {} |", binding.words).unwrap();
        }
    }
    out.push('\n');
    out
}

#[test]
fn the_docs_have_the_key_table() {
    assert_part_current("keys.md", "keys", "the key table", &key_table());
}

#[test]
fn the_docs_have_the_faults_and_the_operations_of_the_endpoint() {
    let mut faults = String::from("\n| kind | what the endpoint does |\n|---|---|\n");
    for fault in Fault::ALL {
        writeln!(faults, "| `{fault}` | {} |", fault.words()).unwrap();
    }
    faults.push('\n');
    assert_part_current("endpoint.md", "faults", "the faults it plays", &faults);
    let emulator = Emulator::in_memory().unwrap();
    let emulated = Operation::ALL.iter().filter(|operation| emulator.knows(**operation));
    let operations: Vec<String> = emulated.map(|operation| format!("`{}`", operation.name())).collect();
    let operations = format!("\n{}\n\n", operations.join(", "));
    assert_part_current("endpoint.md", "operations", "what the emulator answers", &operations);
}

#[test]
fn the_readme_is_read_in_a_few_minutes() {
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let words = readme.split_whitespace().count();
    assert!(words <= 900, "{words} words; tables and details go to docs/");
}

/// A review of one of the demo's HITs, as it would be on one day in September.
struct Demo {
    app: App,
    emulator: Emulator,
    hit: HitId,
    now: Timestamp,
}

const CHAINS: [StatusSet; 3] = [
    StatusSet::only(Status::Submitted),
    StatusSet::only(Status::Approved),
    StatusSet::only(Status::Rejected),
];

impl Demo {
    /// Nothing but the HIT itself is there.
    fn of(title: &str, statuses: StatusSet) -> Self {
        let now: Timestamp = "2026-09-21T09:14:40Z".parse().unwrap();
        let emulator = Emulator::in_memory().unwrap();
        let filled = demo::fill(&emulator, 1, now).unwrap();
        let (hit, _) = filled.hits.iter().find(|(_, words)| words.contains(title)).unwrap();
        let setup = Setup {
            environment: Environment::Demo("http://127.0.0.1:1".to_owned()),
            warning: None,
            plan: ReviewPlan {
                hits: hit.clone().into(),
                chains: CHAINS.to_vec(),
                page_size: 100,
                max_items: None,
                start: None,
                paginate: true,
                every: Some(Duration::from_secs(10)),
            },
            statuses,
            theme: Theme { depth: Depth::True, light: false, ascii: false, tint: true },
            browser: Browser::Missing,
            zone: jiff::tz::TimeZone::UTC,
            size: Size { width: 116, height: 30 },
        };
        let mut app = App::new(setup, now);
        let _ = app.start(now);
        let mut demo = Self { app, emulator, hit: hit.clone(), now };
        let hit = demo.emulator.hit(&demo.hit, now).unwrap();
        demo.news(News::Hit(Box::new(hit)));
        demo
    }

    fn news(&mut self, news: News) {
        let epoch = self.app.review().unwrap().epoch();
        let _ = update(&mut self.app, Msg::Feed(FeedMessage::Review(epoch, news)), self.now);
    }

    /// Types keys; what is looked for meanwhile is found at once.
    fn keys(&mut self, keys: &str) {
        for key in Key::sequence(keys).unwrap() {
            for effect in update(&mut self.app, Msg::Key(key.event()), self.now) {
                if let Effect::Scan(epoch, needle, snapshot) = effect {
                    snapshot.scan(&needle, |progress| {
                        let found = progress.hits.to_vec();
                        let news = ScanNews { done: progress.done, of: progress.total, found };
                        let _ = update(&mut self.app, Msg::Scan(epoch, news), self.now);
                        ControlFlow::Continue(())
                    });
                }
            }
        }
    }

    /// Lets time pass.
    fn wait(&mut self, millis: u32) {
        self.now = Timestamp::from_millisecond(self.now.as_millisecond() + i64::from(millis)).unwrap();
        let _ = update(&mut self.app, Msg::Wake, self.now);
    }

    /// The assignments of a list, oldest first.
    fn list(&self, statuses: StatusSet) -> Vec<Assignment> {
        self.emulator.assignments(&self.hit, statuses, Seek { after: 0, limit: u8::MAX }).unwrap().items
    }

    /// A page of a list arrives.
    fn page(&mut self, statuses: StatusSet, page: &[Assignment]) {
        self.news(News::Page(PageChain { hit: self.hit.clone(), statuses }, page.to_vec()));
    }

    /// A list is whole.
    fn whole(&mut self, statuses: StatusSet) {
        self.news(News::Ended(PageChain { hit: self.hit.clone(), statuses }, Ending::Complete));
    }

    fn screen(&self) -> Buffer {
        let Size { width, height } = self.app.session.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| drop(view(&self.app, frame))).unwrap();
        terminal.backend().buffer().clone()
    }
}

#[test]
fn the_readme_has_the_screen_as_it_is_drawn() {
    let mut demo = Demo::of("Draw a box", StatusSet::ALL);
    for statuses in CHAINS {
        let list = demo.list(statuses);
        demo.page(statuses, &list);
        demo.whole(statuses);
    }
    demo.keys("jjj");
    let picture = svg::picture(&demo.screen(), "hitdeck reviewing bounding boxes");
    svg::assert_current(&Path::new(ROOT).join("assets/screen.svg"), &picture);
}

/// What is typed in the film, shown in the window's bar, and for how long its screen stays, in milliseconds.
const SCENES: [(&str, &str, u32); 24] = [
    ("j", "j  down", 500),
    ("j", "j  down", 500),
    ("j", "j  down", 900),
    ("<enter>", "enter  into the answer", 900),
    ("J", "J  the next one", 900),
    ("<esc>", "esc  back", 600),
    ("/", "/  search", 500),
    ("w", "/w", 180),
    ("a", "/wa", 180),
    ("t", "/wat", 180),
    ("e", "/wate", 180),
    ("r", "/water", 700),
    ("<enter>", "enter", 900),
    ("n", "n  the next match", 1000),
    ("n", "n  the next match", 1000),
    ("<esc>", "esc  back", 600),
    ("4", "4  rejected", 1300),
    ("j", "j  down", 1000),
    ("2", "2  submitted", 900),
    ("sw", "s w  sort by worker", 1300),
    ("ss", "s s  by submission again", 900),
    ("y", "y  copy", 1300),
    ("<esc>", "esc  back", 500),
    ("g", "g  to the first", 900),
];

#[test]
fn the_readme_has_a_short_review_as_it_is_drawn() {
    let mut demo = Demo::of("Sort product photos", CHAINS[0]);
    let mut frames = Vec::new();
    let mut shoot = |demo: &mut Demo, caption: &str, millis| {
        frames.push(Frame { screen: demo.screen(), caption: caption.to_owned(), millis });
        demo.wait(millis);
    };
    shoot(&mut demo, "hitdeck 3X4M…K2QP", 900);
    let mut keys = SCENES.into_iter();
    for statuses in CHAINS {
        // The first pages show, and take keys, while further ones are on their way.
        for page in demo.list(statuses).chunks(30) {
            demo.page(statuses, page);
            let (typed, caption, millis) = keys.next().unwrap();
            demo.keys(typed);
            shoot(&mut demo, caption, millis);
        }
        demo.whole(statuses);
    }
    for (typed, caption, millis) in keys {
        demo.keys(typed);
        shoot(&mut demo, caption, millis);
    }
    let film = film(&frames, "hitdeck: a short review while assignments arrive");
    svg::assert_current(&Path::new(ROOT).join("assets/review.svg"), &film);
}
