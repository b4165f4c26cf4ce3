//! The loop between the terminal, the screen and the background.
//!
//! It takes what happened, most urgent first, and draws at most once for it. What the user did is drawn at
//! once; news from the background at most 40 times a second. Nothing ticks: a timer runs only while a frame
//! is owed or [`App::next_wake`] asks for one, so that an idle dashboard neither writes nor wakes.

use super::browser;
use super::clipboard::{self, Multiplexer};
use super::effects::{Arriving, BackgroundTasks};
use super::input::{self, TerminalInput};
use super::message::{Effect, Msg, ScanNews};
use super::signal::{self, Asked, Signals};
use super::terminal::{self, TerminalGuard};
use super::zones::Zones;
use super::{App, update, view};
use crate::feed::{Epoch, FeedMessage, ReadFiles};
use crate::model::Timestamp;
use crate::source::Source;
use crate::table::PackedBlock;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// The least time between two frames that only news asked for.
const NEWS_FRAME: Duration = Duration::from_millis(25);

/// How long keys that wait are taken before a frame is drawn in between.
const KEYS_AT_ONCE: Duration = Duration::from_millis(8);

/// How the dashboard ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The user left.
    Quit,
    /// A signal asked for it.
    Signal(u8),
    /// The terminal is gone; there is nobody to tell.
    TerminalGone,
    /// A background task panicked; the message is printed already.
    Panicked,
}

impl Exit {
    /// The code the process should end with.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(code) => code,
            // As if the SIGHUP that goes with it had come first.
            Self::TerminalGone => 129,
            // As Rust's own for a panic on the main thread.
            Self::Panicked => 101,
        }
    }
}

/// Why the dashboard could not go on.
#[derive(Debug, thiserror::Error)]
#[error("the terminal failed: {0}")]
pub struct RunError(#[from] io::Error);

/// Shows `app` on `screen` until it ends; the terminal is left by then. The first frame is drawn before
/// anything is asked of `source`; `files` reads what was opened, where files were.
///
/// # Errors
///
/// When the terminal fails. That it is gone, or that a signal came, is an [`Exit`].
pub async fn run<S: Source>(
    app: App,
    source: Arc<S>,
    files: Option<ReadFiles>,
    screen: TerminalGuard,
) -> Result<Exit, RunError> {
    let (background, arriving) = BackgroundTasks::over(source, files);
    let (to_refused, refused) = mpsc::channel(1);
    let dashboard = Dashboard {
        app,
        screen,
        background,
        arriving,
        inputs: input::read()?,
        signals: Signals::listen()?,
        refused,
        to_refused,
        zones: Zones::default(),
        drawn: Instant::now(),
        owed: None,
        exit: None,
    };
    match dashboard.run().await {
        Err(error) if terminal::is_gone(&error) => Ok(Exit::TerminalGone),
        ended => Ok(ended?),
    }
}

/// Everything the loop has in its hands.
struct Dashboard<S> {
    app: App,
    screen: TerminalGuard,
    background: BackgroundTasks<S>,
    arriving: Arriving,
    inputs: mpsc::Receiver<TerminalInput>,
    signals: Signals,
    /// Links that could not be opened.
    refused: mpsc::Receiver<String>,
    to_refused: mpsc::Sender<String>,
    /// What lies where on the frame that is up.
    zones: Zones,
    /// When it was drawn.
    drawn: Instant,
    /// When the next one is due, if something changed since.
    owed: Option<Instant>,
    /// Set once the dashboard should end.
    exit: Option<Exit>,
}

/// What the loop wakes for.
enum Happened {
    Panic,
    Signal(Asked),
    Input(TerminalInput),
    InputEnded,
    FrameDue,
    Feed(FeedMessage),
    Scan(Epoch, ScanNews),
    Packed(Vec<PackedBlock>),
    LinkRefused(String),
    Wake,
}

impl<S: Source> Dashboard<S> {
    async fn run(mut self) -> io::Result<Exit> {
        let effects = self.app.start(Timestamp::now());
        self.resized()?;
        self.draw()?;
        self.perform(effects)?;
        loop {
            if let Some(exit) = self.exit {
                return Ok(exit);
            }
            if self.owed.is_some_and(|due| due <= Instant::now()) {
                self.draw()?;
            }
            let happened = self.next().await;
            self.take(happened)?;
        }
    }

    /// Waits for the most urgent thing that happens: however much news comes in, a key is looked for before
    /// each piece of it.
    async fn next(&mut self) -> Happened {
        let wake = self.app.next_wake().and_then(instant);
        tokio::select! {
            biased;
            () = terminal::panicked() => Happened::Panic,
            asked = self.signals.next() => Happened::Signal(asked),
            input = self.inputs.recv() => input.map_or(Happened::InputEnded, Happened::Input),
            () = until(self.owed), if self.owed.is_some() => Happened::FrameDue,
            () = until(wake), if wake.is_some() => Happened::Wake,
            Some(link) = self.refused.recv() => Happened::LinkRefused(link),
            Some(blocks) = self.arriving.packed.recv() => Happened::Packed(blocks),
            Some((epoch, news)) = self.arriving.scan.recv() => Happened::Scan(epoch, news),
            Some(message) = self.arriving.feed.recv() => Happened::Feed(message),
        }
    }

    fn take(&mut self, happened: Happened) -> io::Result<()> {
        match happened {
            Happened::Panic => self.exit = Some(Exit::Panicked),
            Happened::Signal(asked) => self.obey(asked)?,
            Happened::Input(input) => self.take_inputs(input)?,
            Happened::InputEnded => self.exit = Some(Exit::TerminalGone),
            Happened::FrameDue => {}
            Happened::Feed(message) => self.news(Msg::Feed(message))?,
            Happened::Scan(epoch, news) => self.news(Msg::Scan(epoch, news))?,
            Happened::Packed(blocks) => self.update(Msg::Packed(blocks))?,
            Happened::LinkRefused(link) => self.tell(Msg::LinkRefused(link))?,
            Happened::Wake => self.tell(Msg::Wake)?,
        }
        Ok(())
    }

    fn obey(&mut self, asked: Asked) -> io::Result<()> {
        match asked {
            Asked::End(code) => self.exit = Some(Exit::Signal(code)),
            Asked::Stop if signal::can_stop() => {
                self.screen.leave();
                signal::stop_self()?;
            }
            // The system itself does not stop a job that nobody could wake.
            Asked::Stop => {}
            Asked::Resize => {
                // All of it even at the old size: a window made smaller and larger again has lost cells.
                self.screen.redraw()?;
                self.resized()?;
            }
            Asked::GoOn => {
                self.screen.enter_again()?;
                self.resized()?;
            }
        }
        Ok(())
    }

    /// Takes everything the user did meanwhile, so that a held key is never behind the screen.
    fn take_inputs(&mut self, first: TerminalInput) -> io::Result<()> {
        let until = Instant::now() + KEYS_AT_ONCE;
        let mut next = Some(first);
        while let Some(input) = next {
            match input {
                TerminalInput::Key(key) => self.tell(Msg::Key(key))?,
                TerminalInput::Pointer(act, at) => self.tell(Msg::Pointer(act, self.zones.at(at)))?,
                TerminalInput::Paste(text) => self.tell(Msg::Paste(text))?,
            }
            if self.exit.is_some() || Instant::now() >= until {
                return Ok(());
            }
            next = self.inputs.try_recv().ok();
        }
        Ok(())
    }

    fn resized(&mut self) -> io::Result<()> {
        let size = self.screen.size()?;
        self.tell(Msg::Resize(size.width, size.height))
    }

    /// Something the next frame should show at once.
    fn tell(&mut self, msg: Msg) -> io::Result<()> {
        self.owed = Some(Instant::now());
        self.update(msg)
    }

    /// Something the next frame should show soon.
    fn news(&mut self, msg: Msg) -> io::Result<()> {
        self.owed.get_or_insert(self.drawn + NEWS_FRAME);
        self.update(msg)
    }

    fn update(&mut self, msg: Msg) -> io::Result<()> {
        let effects = update(&mut self.app, msg, Timestamp::now());
        self.perform(effects)
    }

    fn draw(&mut self) -> io::Result<()> {
        self.screen.draw(|frame| self.zones = view(&self.app, frame))?;
        self.drawn = Instant::now();
        self.owed = None;
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Follow(epoch, plan) => self.background.follow(epoch, plan),
                Effect::ReadFiles(epoch) => self.background.read_files(epoch),
                Effect::Refresh => self.background.refresh(),
                Effect::Resume(chain) => self.background.resume(chain),
                Effect::ListHits(epoch) => self.background.list_hits(epoch),
                Effect::RefreshHits => self.background.refresh_hits(),
                Effect::CountRejected(hits) => self.background.count_rejected(hits),
                Effect::Scan(epoch, needle, snapshot) => self.background.scan(epoch, needle, snapshot),
                Effect::StopScan(epoch) => self.background.stop_scan(epoch),
                Effect::Pack(blocks) => self.background.pack(blocks),
                Effect::Copy(text) => self.copy(text)?,
                Effect::OpenLink(opener, link) => browser::open(opener, link, self.to_refused.clone())?,
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.redraw()?,
                Effect::Quit => self.exit = Some(Exit::Quit),
            }
        }
        Ok(())
    }

    fn copy(&mut self, text: String) -> io::Result<()> {
        let through = Multiplexer::detect();
        match clipboard::sequence(&text, through) {
            Ok(sequence) => self.screen.send(sequence.as_bytes())?,
            Err(too_long) => tracing::warn!("nothing was copied: {too_long}"),
        }
        if through == Multiplexer::Tmux {
            tokio::task::spawn_blocking(move || {
                clipboard::load_into_tmux(&text).inspect_err(|error| tracing::debug!("not copied: {error}"))
            });
        }
        Ok(())
    }

    /// Stops here until the shell's `fg`; the SIGCONT that comes with it enters the terminal again.
    fn suspend(&mut self) -> io::Result<()> {
        if !signal::can_stop() {
            return Ok(());
        }
        self.screen.leave();
        signal::stop_job()
    }
}

/// When a time of day comes, on the clock that timers run by; `None` for one that this clock never reaches.
fn instant(time: Timestamp) -> Option<Instant> {
    let ahead = time.duration_since(Timestamp::now());
    Instant::now().checked_add(Duration::try_from(ahead).unwrap_or(Duration::ZERO))
}

/// Sleeps until then; for ever without a time.
async fn until(time: Option<Instant>) {
    match time {
        Some(time) => tokio::time::sleep_until(time).await,
        None => std::future::pending().await,
    }
}
