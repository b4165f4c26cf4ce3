//! Opening a link in the browser of this machine, where one looks at it.
//!
//! Over ssh the browser would open on the other machine, if anywhere; there the link is copied instead.

use crate::config::over_ssh;
use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::sync::mpsc;

/// Whether a browser can be opened, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// By this program.
    Opener(&'static str),
    /// One looks at another machine's screen.
    Elsewhere,
    /// Nothing was found that could open one.
    Missing,
}

impl Browser {
    /// Looks at the environment.
    #[must_use]
    pub fn detect() -> Self {
        let installed = |program: &str| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path).any(|folder| Path::new(&folder).join(program).is_file())
        };
        Self::from(cfg!(target_os = "macos"), |name| std::env::var(name).ok(), installed)
    }

    fn from(
        macos: bool,
        variable: impl Fn(&str) -> Option<String>,
        installed: impl Fn(&str) -> bool,
    ) -> Self {
        let set = |name| variable(name).is_some_and(|value| !value.is_empty());
        // Without a display xdg-open takes a browser in text mode, which would want this terminal.
        let shown = macos || set("DISPLAY") || set("WAYLAND_DISPLAY");
        let opener = if macos { "open" } else { "xdg-open" };
        match () {
            () if over_ssh(&variable) => Self::Elsewhere,
            () if shown && installed(opener) => Self::Opener(opener),
            () => Self::Missing,
        }
    }
}

/// Has a program open a link, apart from this one: it has no part of the terminal, and lives on when this one ends.
/// A link that it could not open is sent to `refused`.
///
/// # Errors
///
/// When no thread can be started that waits for the program.
pub(super) fn open(opener: &'static str, link: String, refused: mpsc::Sender<String>) -> io::Result<()> {
    // A thread of its own, which the end of the program does not wait for: some openers stay as long as the browser.
    let wait = move || {
        let ended = Command::new(opener)
            .arg(&link)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .status();
        if !ended.is_ok_and(|status| status.success()) {
            // The screen may have ended meanwhile.
            let _ = refused.blocking_send(link);
        }
    };
    std::thread::Builder::new().name("browser".into()).spawn(wait).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detected(macos: bool, set: &[&str], installed: &[&str]) -> Browser {
        Browser::from(
            macos,
            |name| set.contains(&name).then(|| "1".to_owned()),
            |program| installed.contains(&program),
        )
    }

    #[test]
    fn a_browser_opens_only_where_one_sees_it() {
        let both = ["xdg-open", "open"];
        assert_eq!(detected(false, &["DISPLAY"], &both), Browser::Opener("xdg-open"));
        assert_eq!(detected(false, &["WAYLAND_DISPLAY"], &both), Browser::Opener("xdg-open"));
        assert_eq!(detected(false, &[], &both), Browser::Missing);
        assert_eq!(detected(false, &["DISPLAY"], &[]), Browser::Missing);
        assert_eq!(detected(true, &[], &both), Browser::Opener("open"));
        assert_eq!(detected(false, &["DISPLAY", "SSH_TTY"], &both), Browser::Elsewhere);
        assert_eq!(detected(true, &["SSH_CONNECTION"], &both), Browser::Elsewhere);
    }
}
