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
use hitdeck::feed::{Ending, FeedMessage, News, PageChain, ReviewPlan};
use hitdeck::model::{Environment, HitId, Status, StatusSet, Timestamp};
use hitdeck::tui::browser::Browser;
use hitdeck::tui::key::Key;
use hitdeck::tui::keymap::{BINDINGS, HelpSection};
use hitdeck::tui::theme::{Depth, Theme};
use hitdeck::tui::{App, Msg, Setup, update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;
use support::svg;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const BEGIN: &str = "<!-- keys: made from the key table -->\n";
const END: &str = "<!-- end of keys -->";

fn table() -> String {
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
    let path = Path::new(ROOT).join("docs/keys.md");
    let keys = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = keys.split_once(BEGIN).expect("the mark where the keys begin");
    let (_, after) = rest.split_once(END).expect("the mark where the keys end");
    svg::assert_current(&path, &format!("{before}{BEGIN}{}{END}{after}", table()));
}

#[test]
fn the_readme_is_read_in_a_few_minutes() {
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let words = readme.split_whitespace().count();
    assert!(words <= 900, "{words} words; tables and details go to docs/");
}

/// The demo's HIT with boxes as it would show on one day in September, everything loaded.
fn screen() -> App {
    let now: Timestamp = "2026-09-21T09:14:40Z".parse().unwrap();
    let emulator = Emulator::in_memory().unwrap();
    let filled = demo::fill(&emulator, 1, now).unwrap();
    let (hit, _) = filled.hits.iter().find(|(_, title)| title.contains("Draw a box")).unwrap();
    let chains: Vec<StatusSet> =
        [Status::Submitted, Status::Approved, Status::Rejected].map(StatusSet::only).to_vec();
    let setup = Setup {
        environment: Environment::Demo("http://127.0.0.1:1".to_owned()),
        warning: None,
        plan: ReviewPlan {
            hits: hit.clone().into(),
            chains: chains.clone(),
            page_size: 100,
            max_items: None,
            start: None,
            paginate: true,
            every: Some(Duration::from_secs(10)),
        },
        statuses: StatusSet::ALL,
        theme: Theme { depth: Depth::True, light: false, ascii: false, tint: true },
        browser: Browser::Missing,
        zone: jiff::tz::TimeZone::UTC,
        size: Size { width: 116, height: 30 },
    };
    let mut app = App::new(setup, now);
    let _ = app.start(now);
    let mut news = vec![News::Hit(Box::new(emulator.hit(hit, now).unwrap()))];
    for statuses in chains {
        let chain = PageChain { hit: hit.clone(), statuses };
        news.push(News::Page(chain.clone(), page(&emulator, hit, statuses)));
        news.push(News::Ended(chain, Ending::Complete));
    }
    let epoch = app.review().unwrap().epoch;
    for news in news {
        let _ = update(&mut app, Msg::Feed(FeedMessage::Review(epoch, news)), now);
    }
    for key in Key::sequence("jjj").unwrap() {
        let _ = update(&mut app, Msg::Key(key.event()), now);
    }
    app
}

fn page(emulator: &Emulator, hit: &HitId, statuses: StatusSet) -> Vec<hitdeck::model::Assignment> {
    emulator.assignments(hit, statuses, Seek { after: 0, limit: 100 }).unwrap().items
}

#[test]
fn the_readme_has_the_screen_as_it_is_drawn() {
    let app = screen();
    let mut terminal =
        Terminal::new(TestBackend::new(app.session.size.width, app.session.size.height)).unwrap();
    terminal.draw(|frame| drop(view(&app, frame))).unwrap();
    let picture = svg::picture(terminal.backend().buffer(), "hitdeck reviewing bounding boxes");
    svg::assert_current(&Path::new(ROOT).join("assets/screen.svg"), &picture);
}
