//! Copying through the terminal (OSC 52), which also works over ssh.
//!
//! No terminal says whether it took the text. Multiplexers stand in between and need wrapping, or a word.

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

/// The most bytes of text that terminals take: base64 makes 100,000 of it, where several stop listening.
pub const LIMIT: usize = 74_994;

/// GNU screen passes on at most 256 bytes of a device control string; this leaves room for its frame.
const SCREEN_CHUNK: usize = 240;

/// The text has more than [`LIMIT`] bytes, and terminals would drop it without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{bytes} bytes are too many for the terminal's clipboard, which takes {LIMIT} at most")]
pub struct TooLong {
    /// How long the text is.
    pub bytes: usize,
}

/// What stands between the program and the terminal that owns the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiplexer {
    /// Nothing.
    None,
    /// tmux, named by `TMUX`.
    Tmux,
    /// GNU screen, or something that calls itself so in `TERM`.
    Screen,
}

impl Multiplexer {
    /// Looks at the environment.
    #[must_use]
    pub fn detect() -> Self {
        Self::from(|name| std::env::var(name).ok())
    }

    fn from(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).is_some_and(|value| !value.is_empty());
        if set("TMUX") {
            Self::Tmux
        } else if set("STY") || variable("TERM").is_some_and(|term| term.starts_with("screen")) {
            Self::Screen
        } else {
            Self::None
        }
    }
}

/// The bytes that put `text` on the clipboard.
///
/// Inside a multiplexer the sequence goes out twice, wrapped for the terminal outside and plain for the
/// multiplexer itself. Which one gets through depends on settings nobody can ask for: tmux takes the plain
/// one with `set-clipboard on`, the wrapped one with `allow-passthrough on`; a `TERM` of `screen` over ssh is
/// often a tmux at the other end. Getting it twice does no harm.
///
/// # Errors
///
/// When the text is longer than [`LIMIT`] bytes.
pub fn sequence(text: &str, through: Multiplexer) -> Result<String, TooLong> {
    if text.len() > LIMIT {
        return Err(TooLong { bytes: text.len() });
    }
    let plain = osc52(text);
    Ok(match through {
        Multiplexer::None => plain,
        Multiplexer::Tmux => for_tmux(&plain) + &plain,
        Multiplexer::Screen => for_screen(&plain) + &plain,
    })
}

/// Hands `text` to tmux itself, which passes it on to the terminal outside; waits for it to be done.
///
/// With tmux's own settings (3.3: `set-clipboard external`, `allow-passthrough off`) this is the only way.
///
/// # Errors
///
/// When there is no tmux to start, or one from before 3.2, which does not know `-w`.
pub fn load_into_tmux(text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = tmux.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(text.as_bytes()));
    let status = tmux.wait()?;
    written?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("tmux load-buffer: {status}"))) }
}

/// OSC 52, ended by BEL: the other terminator holds an ESC `\`, which would end a wrapping too.
fn osc52(text: &str) -> String {
    let mut sequence = String::new();
    // Writing to a string does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
    match sequence.strip_suffix("\x1b\\") {
        Some(open) => format!("{open}\x07"),
        None => sequence,
    }
}

/// A device control string that tmux unpacks: every ESC in it doubled.
fn for_tmux(plain: &str) -> String {
    format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
}

/// Device control strings that screen passes on as they are, each short enough for it.
fn for_screen(plain: &str) -> String {
    let mut wrapped = String::with_capacity(plain.len() + plain.len() / 50);
    for (place, byte) in plain.chars().enumerate() {
        if place % SCREEN_CHUNK == 0 {
            wrapped.push_str(if place == 0 { "\x1bP" } else { "\x1b\\\x1bP" });
        }
        wrapped.push(byte);
    }
    wrapped + "\x1b\\"
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: &str = "\x1b]52;c;aGVsbG8=\x07";

    #[test]
    fn plain_terminals_get_one_sequence() {
        assert_eq!(sequence("hello", Multiplexer::None).unwrap(), HELLO);
    }

    #[test]
    fn tmux_gets_it_wrapped_and_plain() {
        let expected = format!("\x1bPtmux;\x1b\x1b]52;c;aGVsbG8=\x07\x1b\\{HELLO}");
        assert_eq!(sequence("hello", Multiplexer::Tmux).unwrap(), expected);
    }

    #[test]
    fn screen_gets_it_in_pieces_that_join_to_the_whole() {
        let text = "long ".repeat(200);
        let plain = sequence(&text, Multiplexer::None).unwrap();
        let both = sequence(&text, Multiplexer::Screen).unwrap();
        let wrapped = both.strip_suffix(plain.as_str()).unwrap();
        let pieces: Vec<_> = wrapped.split_inclusive("\x1b\\").collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= 256));
        let joined: String =
            pieces.iter().map(|p| p.strip_prefix("\x1bP").unwrap().strip_suffix("\x1b\\").unwrap()).collect();
        assert_eq!(joined, plain);
    }

    #[test]
    fn text_that_terminals_would_drop_is_refused() {
        assert!(sequence(&"x".repeat(LIMIT), Multiplexer::None).is_ok_and(|s| s.len() <= 100_000));
        let refused = sequence(&"x".repeat(LIMIT + 1), Multiplexer::None);
        assert_eq!(refused, Err(TooLong { bytes: LIMIT + 1 }));
    }

    #[test]
    fn tmux_is_known_by_its_variable_even_where_term_says_screen() {
        let from = |pairs: &[(&str, &str)]| {
            Multiplexer::from(|name| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(
            from(&[("TMUX", "/tmp/tmux-0/default,1,0"), ("TERM", "screen-256color")]),
            Multiplexer::Tmux
        );
        assert_eq!(from(&[("TERM", "screen-256color")]), Multiplexer::Screen);
        assert_eq!(from(&[("STY", "1.pts"), ("TERM", "xterm")]), Multiplexer::Screen);
        assert_eq!(from(&[("TMUX", ""), ("TERM", "xterm-256color")]), Multiplexer::None);
    }
}
