//! A program in a pseudo-terminal, with a screen that one can look at.
//!
//! Nothing sleeps: a thread reads what the program writes, and every wait ends with the event it waits for.

use super::activity::Activity;
use super::seen::{Now, Seen, some};
use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::ffi::OsStr;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a test waits for what should happen at once.
const PATIENCE: Duration = Duration::from_secs(10);

/// What to start, and where.
pub struct Program {
    command: CommandBuilder,
    home: TempDir,
}

impl Program {
    /// A program in an empty home of its own, on a plain `xterm-256color` without further hints.
    pub fn new(path: impl AsRef<OsStr>) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(path);
        command.env_clear();
        for (name, value) in std::env::vars_os() {
            // What coverage tools need, and where programs are.
            if name == "PATH" || name.to_string_lossy().starts_with("LLVM_") {
                command.env(name, value);
            }
        }
        command.cwd(home.path());
        let mut program = Self { command, home };
        for (name, value) in
            [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("AWS_EC2_METADATA_DISABLED", "true")]
        {
            program = program.env(name, value);
        }
        let home = program.home.path().to_owned();
        program.env("HOME", home)
    }

    /// The dashboard itself.
    pub fn hitdeck() -> Self {
        Self::new(env!("CARGO_BIN_EXE_hitdeck"))
    }

    /// Adds arguments.
    pub fn args(mut self, args: &[&str]) -> Self {
        self.command.args(args);
        self
    }

    /// Sets a variable of its environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Puts a file into its home, and tells its path.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Puts a program into a folder of its home, and tells its path.
    pub fn script(&self, name: &str, text: &str) -> PathBuf {
        let folder = self.home.path().join("bin");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// Starts it in a terminal of this many rows and columns.
    pub fn start(self, rows: u16, cols: u16) -> Pty {
        let pair = native_pty_system().openpty(pty_size(rows, cols)).unwrap();
        let before = modes(&*pair.master);
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let process = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let seen = Arc::new(Seen::new(rows, cols));
        seen.spawn_reader(pair.master.try_clone_reader().unwrap());
        let exits = Arc::clone(&seen);
        std::thread::spawn(move || {
            let status = child.wait().unwrap();
            exits.change(|now| now.exit = Some(status));
        });
        let keyboard = pair.master.take_writer().unwrap();
        Pty { master: pair.master, keyboard, process, seen, before, _home: self.home }
    }
}

/// A program that runs in a pseudo-terminal. It is killed when the test is done with it.
pub struct Pty {
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    process: Pid,
    seen: Arc<Seen>,
    before: String,
    _home: TempDir,
}

impl Pty {
    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Clicks on a cell, counted from 0, as a terminal tells it.
    pub fn click(&mut self, row: u16, col: u16) {
        let (row, col) = (row + 1, col + 1);
        self.send(&format!("\x1b[<0;{col};{row}M\x1b[<0;{col};{row}m"));
    }

    /// Turns the wheel one notch down over a cell, counted from 0.
    pub fn wheel_down(&mut self, row: u16, col: u16) {
        self.send(&format!("\x1b[<65;{};{}M", col + 1, row + 1));
    }

    /// Waits until the screen is as wanted; prints it when that does not happen.
    pub fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let now = self.seen.until(PATIENCE, |now| wanted(now.terminal.screen()));
        assert!(
            wanted(now.terminal.screen()),
            "waited for {what}; exit {:?}; the screen:\n{}",
            now.exit,
            now.terminal.screen().contents()
        );
    }

    /// The most memory the program had at once so far, in bytes.
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.as_raw_pid())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap() * 1024
    }

    /// What the program did so far.
    pub fn activity(&self) -> Activity {
        Activity { bytes: self.seen.lock().bytes.len(), ..Activity::of(self.process) }
    }

    /// Types, and tells how long it took until the screen was as wanted.
    pub fn time(&mut self, keys: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let start = Instant::now();
        self.send(keys);
        self.wait(keys, wanted);
        start.elapsed()
    }

    /// Waits until a text is on the screen.
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// The text on the screen now.
    pub fn text(&self) -> String {
        self.screen(vt100::Screen::contents)
    }

    /// Looks at the screen as it is now.
    pub fn screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.seen.lock().terminal.screen())
    }

    /// Everything the program wrote so far.
    pub fn written(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// What the program put on the clipboard, in base64 as terminals get it.
    pub fn clipboard(&self) -> Vec<String> {
        self.seen.lock().terminal.callbacks().copied.clone()
    }

    /// Waits until something is on the clipboard.
    pub fn wait_for_copy(&self) -> String {
        let now = self.seen.until(PATIENCE, |now| !now.terminal.callbacks().copied.is_empty());
        now.terminal.callbacks().copied.first().expect("nothing was copied").clone()
    }

    /// Waits until the program wrote `text` somewhere after its first `from` bytes.
    pub fn wait_written(&self, from: usize, text: &str) {
        let wrote = |now: &Now| String::from_utf8_lossy(&now.bytes[from..]).contains(text);
        let now = self.seen.until(PATIENCE, wrote);
        assert!(wrote(&now), "waited for {text:?} in {:?}", String::from_utf8_lossy(&now.bytes[from..]));
    }

    /// The first bytes the program writes from now on, if it writes any within the time: the one wait that is
    /// about time.
    pub fn written_within(&self, time: Duration) -> Vec<u8> {
        let before = self.written().len();
        let now = self.seen.until(time, |now| now.bytes.len() > before);
        now.bytes[before..].to_vec()
    }

    /// Gives the window another size.
    pub fn resize(&self, rows: u16, cols: u16) {
        self.seen.change(|now| now.terminal.screen_mut().set_size(some(rows), some(cols)));
        self.master.resize(pty_size(rows, cols)).unwrap();
    }

    /// Sends a signal to the program alone.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.process, signal).unwrap();
    }

    /// Sends a signal to what a shell in this terminal runs in the foreground.
    pub fn signal_foreground(&self, signal: Signal) {
        let group = self.master.process_group_leader().and_then(Pid::from_raw).unwrap();
        kill_process(group, signal).unwrap();
    }

    /// Whether the program runs still.
    pub fn runs(&self) -> bool {
        self.seen.lock().exit.is_none()
    }

    /// Waits for the end of the program and of what it wrote.
    pub fn exit(&self) -> ExitStatus {
        let now = self.seen.until(PATIENCE, |now| now.exit.is_some() && now.closed);
        let screen = now.terminal.screen().contents();
        now.exit.clone().unwrap_or_else(|| panic!("the program goes on; the screen:\n{screen}"))
    }

    /// Closes the window, as one does with the mouse, and waits for the end of the program.
    pub fn close(self) -> ExitStatus {
        // The reader holds the window open too, and lets go with the next frame.
        self.seen.change(|now| now.closing = true);
        let size = self.master.get_size().unwrap();
        self.resize(size.rows + 1, size.cols);
        drop(self.seen.until(PATIENCE, |now| now.closed));
        let (process, seen) = (self.process, Arc::clone(&self.seen));
        drop(self);
        let exit = seen.until(PATIENCE, |now| now.exit.is_some()).exit.clone();
        exit.unwrap_or_else(|| {
            let _ = kill_process(process, Signal::KILL);
            panic!("the program goes on without its window")
        })
    }

    /// Whether the terminal hands over every key at once, instead of lines.
    pub fn is_raw(&self) -> bool {
        modes(&*self.master) != self.before
    }

    /// Fails unless every mode of the terminal is as it was before the program.
    pub fn assert_clean(&self) {
        self.screen(|screen| {
            assert!(!screen.alternate_screen(), "still on the alternate screen");
            assert!(!screen.hide_cursor(), "the cursor is hidden");
            assert!(!screen.bracketed_paste(), "bracketed paste is on");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
            assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        });
        assert!(!self.is_raw(), "the terminal's own modes changed: {}", modes(&*self.master));
    }

    /// Fails unless the terminal is as the dashboard wants it.
    pub fn assert_entered(&self) {
        self.screen(|screen| {
            assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::PressRelease);
            assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Sgr);
        });
        assert!(self.is_raw());
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.runs() && !self.seen.lock().closing {
            let _ = kill_process(self.process, Signal::KILL);
        }
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn pty_size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
