use super::zones::PointerAct;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;
use std::io;
use tokio::sync::mpsc;

/// Keys and pastes that may wait for the loop; then the terminal's own queue holds them.
const WAITING: usize = 256;

/// What came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TerminalInput {
    /// A key was pressed, or goes on being held.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse was clicked or its wheel turned.
    Pointer(PointerAct, Position),
}

/// Reads the terminal on a thread of its own, for the rest of the process's life.
///
/// Not crossterm's `EventStream`: when the window is closed crossterm reads the end of file for ever, and a
/// loop that polls it would hang there instead of taking the SIGHUP that follows.
///
/// crossterm is built with `use-dev-tty` because its usual reader is told once of each arrival and forgets it when
/// the window changes its size at the same moment: the key then waits for the next one. This one asks what is there.
/// It reads standard input all the same, which is a terminal by now.
///
/// # Errors
///
/// When no thread can be started.
pub(super) fn read() -> io::Result<mpsc::Receiver<TerminalInput>> {
    let (to_loop, arriving) = mpsc::channel(WAITING);
    std::thread::Builder::new().name("keys".into()).spawn(move || {
        while let Ok(event) = crossterm::event::read() {
            for input in wanted(event).into_iter().flatten() {
                if to_loop.blocking_send(input).is_err() {
                    return;
                }
            }
        }
    })?;
    Ok(arriving)
}

/// Lines that one notch of the wheel stands for.
const NOTCH: isize = 3;

/// Presses of the first button and turns of the wheel, whatever else is held.
fn pointer(event: MouseEvent) -> Option<TerminalInput> {
    let act = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => PointerAct::Click,
        MouseEventKind::ScrollDown => PointerAct::Scroll(NOTCH),
        MouseEventKind::ScrollUp => PointerAct::Scroll(-NOTCH),
        _ => return None,
    };
    Some(TerminalInput::Pointer(act, Position { x: event.column, y: event.row }))
}

/// Leaves out what the dashboard does not ask for: releases of keys and buttons, focus. A new size comes as a
/// signal to the loop itself, which listens for it before it draws; crossterm's listens later and misses some.
fn wanted(event: Event) -> [Option<TerminalInput>; 2] {
    match event {
        Event::Key(key) if key.kind == KeyEventKind::Release => [None, None],
        // Escape and a key that follow each other closely, as over ssh, look like that key with alt. No key of
        // ours has alt, so they were two.
        Event::Key(key) if key.modifiers.contains(KeyModifiers::ALT) => {
            let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
            let key = KeyEvent { modifiers: key.modifiers.difference(KeyModifiers::ALT), ..key };
            [Some(TerminalInput::Key(escape)), Some(TerminalInput::Key(key))]
        }
        Event::Key(key) => [Some(TerminalInput::Key(key)), None],
        Event::Mouse(event) => [pointer(event), None],
        Event::Paste(text) => [Some(TerminalInput::Paste(text)), None],
        _ => [None, None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyCode, KeyModifiers};

    fn key(kind: KeyEventKind) -> KeyEvent {
        KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, kind)
    }

    #[test]
    fn presses_and_repeats_count_releases_do_not() {
        for kind in [KeyEventKind::Press, KeyEventKind::Repeat] {
            assert_eq!(wanted(Event::Key(key(kind))), [Some(TerminalInput::Key(key(kind))), None]);
        }
        assert_eq!(wanted(Event::Key(key(KeyEventKind::Release))), [None, None]);
    }

    #[test]
    fn escape_with_a_key_close_behind_is_two_keys() {
        let alt = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::ALT);
        let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        let two = [escape, key(KeyEventKind::Press)].map(|key| Some(TerminalInput::Key(key)));
        assert_eq!(wanted(Event::Key(alt)), two);
    }
}
