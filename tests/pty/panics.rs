//! Panics, on the thread that draws and behind it.
//!
//! The dashboard has no key that panics. So this test program starts itself again in a terminal, as a
//! program that has the library's screen and panics; such a test is ignored unless started that way.

use crate::support::pty::{Program, Pty};
use hitdeck::cli::AsyncRuntime;
use hitdeck::config::MouseChoice;
use hitdeck::feed::ReviewPlan;
use hitdeck::model::{Assignment, Environment, Hit, HitId, StatusSet, Timestamp};
use hitdeck::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use hitdeck::tui::browser::Browser;
use hitdeck::tui::terminal::{KeySource, TerminalGuard};
use hitdeck::tui::theme::{Depth, Theme};
use hitdeck::tui::{App, Setup, run};
use ratatui::layout::Size;
use std::sync::Arc;

/// Starts one of the ignored tests below as a program in a terminal.
fn start(test: &str) -> Pty {
    Program::new(std::env::current_exe().unwrap())
        .args(&["--ignored", "--exact", "--nocapture", "--test-threads=1", test])
        .start(24, 80)
}

/// Fails unless the terminal is back and the message can be read on it.
fn assert_told(pty: &Pty, message: &str) {
    assert!(!pty.exit().success());
    pty.assert_clean();
    assert!(pty.text().contains(message), "{}", pty.text());
    let written = String::from_utf8(pty.written()).unwrap();
    let (before, _) = written.split_once(message).unwrap();
    assert!(before.contains("\x1b[?1049h") && before.contains("\x1b[?1049l"), "left first: {written:?}");
}

#[test]
fn a_panic_while_drawing_is_told_on_the_normal_screen() {
    assert_told(&start("panics::draws_and_panics"), "panicked while drawing");
}

#[test]
#[ignore = "the program of the test above"]
fn draws_and_panics() {
    let mut screen = TerminalGuard::open(MouseChoice::On, KeySource::StandardInput).unwrap();
    screen.draw(|frame| frame.render_widget("drawn", frame.area())).unwrap();
    screen.draw(|_| panic!("panicked while drawing")).unwrap();
}

#[test]
fn a_panic_in_the_background_ends_the_dashboard_with_the_message_on_the_normal_screen() {
    let pty = start("panics::fetches_and_panics");
    assert_told(&pty, "panicked while fetching");
    assert!(pty.text().contains("exit code 101"), "{}", pty.text());
}

#[test]
#[ignore = "the program of the test above"]
fn fetches_and_panics() {
    let runtime = AsyncRuntime::start().unwrap();
    let screen = TerminalGuard::open(MouseChoice::On, KeySource::StandardInput).unwrap();
    let exit = runtime.block_on(run(app(), Arc::new(Panics), None, screen)).unwrap().unwrap();
    panic!("exit code {}", exit.code());
}

/// A screen that asks for one HIT.
fn app() -> App {
    let hits = HitId::from_service("3PANICS").into();
    let chains = vec![StatusSet::ALL];
    let plan = ReviewPlan {
        hits,
        chains,
        page_size: 100,
        max_items: None,
        start: None,
        paginate: true,
        every: None,
    };
    let setup = Setup {
        environment: Environment::Endpoint("http://127.0.0.1:1".to_owned()),
        warning: None,
        plan,
        statuses: StatusSet::ALL,
        theme: Theme { depth: Depth::Mono, light: false, ascii: false, tint: false },
        browser: Browser::Missing,
        zone: jiff::tz::TimeZone::UTC,
        size: Size::default(),
    };
    App::new(setup, Timestamp::now())
}

/// A source whose every answer is a panic.
struct Panics;

impl Source for Panics {
    async fn assignments(&self, _: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        panic!("panicked while fetching")
    }

    async fn hit(&self, _: HitId) -> Result<Hit, Problem> {
        panic!("panicked while fetching")
    }

    async fn hits(&self, _: u8, _: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        panic!("panicked while fetching")
    }
}
