//! What a terminal has seen of its program so far.

use portable_pty::ExitStatus;
use std::io::Read;
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What is known of the program, changed by the threads that watch it.
pub struct Seen {
    now: Mutex<Now>,
    changed: Condvar,
}

/// The state of things at one moment.
pub struct Now {
    /// The screen that comes of it.
    pub terminal: vt100::Parser<Clipboard>,
    /// Everything it wrote.
    pub bytes: Vec<u8>,
    /// The reader should let go of the terminal.
    pub closing: bool,
    /// Nothing more will be read.
    pub closed: bool,
    /// How it ended.
    pub exit: Option<ExitStatus>,
}

/// The terminal's clipboard.
#[derive(Default)]
pub struct Clipboard {
    /// What was copied, in base64.
    pub copied: Vec<String>,
}

impl vt100::Callbacks for Clipboard {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.copied.push(String::from_utf8_lossy(data).into_owned());
    }
}

impl Seen {
    pub fn new(rows: u16, cols: u16) -> Self {
        let terminal = vt100::Parser::new_with_callbacks(some(rows), some(cols), 0, Clipboard::default());
        let now = Now { terminal, bytes: Vec::new(), closing: false, closed: false, exit: None };
        Self { now: Mutex::new(now), changed: Condvar::new() }
    }

    pub fn spawn_reader(self: &Arc<Self>, mut output: Box<dyn Read + Send>) {
        let seen = Arc::clone(self);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            // The end comes as EIO, once nobody has the other side open.
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                seen.change(|now| {
                    now.terminal.process(&buffer[..count]);
                    now.bytes.extend_from_slice(&buffer[..count]);
                });
                if seen.lock().closing {
                    break;
                }
            }
            drop(output);
            seen.change(|now| now.closed = true);
        });
    }

    pub fn lock(&self) -> MutexGuard<'_, Now> {
        // A test that fails while it looks leaves the lock poisoned, and still has to clean up.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn change(&self, change: impl FnOnce(&mut Now)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// Waits until something is true or time is up.
    pub fn until(&self, patience: Duration, wanted: impl Fn(&Now) -> bool) -> MutexGuard<'_, Now> {
        let end = Instant::now() + patience;
        let mut now = self.lock();
        while !wanted(&now) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            now = self.changed.wait_timeout(now, left).unwrap().0;
        }
        now
    }
}

/// vt100 has no empty screens; a window without cells is modelled by one with a single cell.
pub fn some(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN)
}
