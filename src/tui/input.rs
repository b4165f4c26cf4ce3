use crossterm::event::{Event, KeyEvent, KeyEventKind};
use std::io;
use tokio::sync::mpsc;

/// Keys and pastes that may wait for the loop; then the terminal's own queue holds them.
const WAITING: usize = 256;

/// What came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A key was pressed, or goes on being held.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
}

/// Reads the terminal on a thread of its own, for the rest of the process's life.
///
/// Not crossterm's `EventStream`: when the window is closed crossterm reads the end of file for ever, and a
/// loop that polls it would hang there instead of taking the SIGHUP that follows.
///
/// # Errors
///
/// When no thread can be started.
pub(super) fn read() -> io::Result<mpsc::Receiver<Input>> {
    let (to_loop, arriving) = mpsc::channel(WAITING);
    std::thread::Builder::new().name("keys".into()).spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            if let Some(input) = wanted(event)
                && to_loop.blocking_send(input).is_err()
            {
                return;
            }
        }
    })?;
    Ok(arriving)
}

/// Leaves out what the dashboard does not ask for: releases of keys, the mouse, focus. A new size comes as a
/// signal to the loop itself, which listens for it before it draws; crossterm's listens later and misses some.
fn wanted(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if matches!(key.kind, KeyEventKind::Press | KeyEventKind::Repeat) => {
            Some(Input::Key(key))
        }
        Event::Paste(text) => Some(Input::Paste(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyModifiers};

    #[test]
    fn presses_and_repeats_count_releases_do_not() {
        let key = |kind| KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, kind);
        for kind in [KeyEventKind::Press, KeyEventKind::Repeat] {
            assert_eq!(wanted(Event::Key(key(kind))), Some(Input::Key(key(kind))));
        }
        assert_eq!(wanted(Event::Key(key(KeyEventKind::Release))), None);
    }
}
