use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType as Region, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{self, Write};

/// A ratatui backend that writes a whole frame at once, and nothing for a frame that changes nothing.
///
/// ratatui's own crossterm backend writes 25 bytes for an unchanged frame and flushes at every cursor
/// command. Here everything is collected until [`Backend::flush`], and goes out in one `write_all` between
/// the marks of a synchronized update, so that no terminal shows half a frame.
#[derive(Debug)]
pub(super) struct OneWrite<W> {
    out: W,
    frame: Vec<u8>,
    /// Where the terminal shows its cursor; `None` while it is hidden, as the terminal is entered.
    shown: Option<Position>,
    /// Where the frame wants it.
    wanted: Option<Position>,
}

impl<W: Write> OneWrite<W> {
    /// A backend that writes to `out`, whose cursor is hidden.
    pub(super) fn new(out: W) -> Self {
        Self { out, frame: Vec::new(), shown: None, wanted: None }
    }

    /// Drops what is not written yet, for a terminal that was left and entered again: its cursor is hidden.
    pub(super) fn start_over(&mut self) {
        self.frame.clear();
        self.shown = None;
    }

    /// The bytes of the frame so far, opened as a synchronized update.
    fn opened(&mut self) -> io::Result<&mut Vec<u8>> {
        if self.frame.is_empty() {
            queue!(self.frame, BeginSynchronizedUpdate)?;
        }
        Ok(&mut self.frame)
    }

    /// Puts the cursor where the frame wants it. Drawing cells moved it, so a shown one is always placed.
    fn place_cursor(&mut self) -> io::Result<()> {
        let (shown, wanted) = (self.shown, self.wanted);
        let frame = self.opened()?;
        match wanted {
            Some(Position { x, y }) => {
                queue!(frame, MoveTo(x, y))?;
                if shown.is_none() {
                    queue!(frame, Show)?;
                }
            }
            None if shown.is_some() => queue!(frame, Hide)?,
            None => {}
        }
        self.shown = wanted;
        Ok(())
    }
}

impl<W: Write> Backend for OneWrite<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        CrosstermBackend::new(self.opened()?).draw(content)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted.get_or_insert_default();
        Ok(())
    }

    /// What was last asked for. Asking the terminal would wait for its answer, among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted.unwrap_or_default())
    }

    /// Only a shown cursor has a place worth bytes.
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        if let Some(wanted) = &mut self.wanted {
            *wanted = position.into();
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        let region = match region {
            ClearType::All => Region::All,
            ClearType::AfterCursor => Region::FromCursorDown,
            ClearType::BeforeCursor => Region::FromCursorUp,
            ClearType::CurrentLine => Region::CurrentLine,
            ClearType::UntilNewLine => Region::UntilNewLine,
        };
        queue!(self.opened()?, Clear(region))
    }

    fn size(&self) -> io::Result<Size> {
        size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() && self.shown == self.wanted {
            return Ok(());
        }
        self.place_cursor()?;
        queue!(self.frame, EndSynchronizedUpdate)?;
        let written = self.out.write_all(&self.frame).and_then(|()| self.out.flush());
        self.frame.clear();
        written
    }
}

/// The terminal's columns and rows. One that does not know its own size is taken for 80×24, as ever.
///
/// crossterm would start `tput` to find out, for every frame.
fn size() -> io::Result<Size> {
    let window = rustix::termios::tcgetwinsize(io::stdout())?;
    let or = |size: u16, usual: u16| if size == 0 { usual } else { size };
    Ok(Size { width: or(window.ws_col, 80), height: or(window.ws_row, 24) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

    /// Counts the writes and keeps the last one.
    #[derive(Default)]
    struct Writes {
        count: usize,
        last: String,
    }

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.count += 1;
            self.last = String::from_utf8_lossy(bytes).into_owned();
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Drawn {
        terminal: Terminal<OneWrite<Writes>>,
    }

    impl Drawn {
        fn new() -> Self {
            let viewport = Viewport::Fixed(Rect::new(0, 0, 40, 5));
            let backend = OneWrite::new(Writes::default());
            Self { terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap() }
        }

        /// Draws a frame; how often the terminal was written to for it, and what.
        fn frame(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> (usize, String) {
            let out = &mut self.terminal.backend_mut().out;
            *out = Writes::default();
            self.terminal.draw(render).unwrap();
            let out = &self.terminal.backend().out;
            (out.count, out.last.clone())
        }
    }

    fn text(frame: &mut Frame<'_>) {
        frame.render_widget("three\nlines\nof text", frame.area());
    }

    #[test]
    fn a_frame_is_one_synchronized_write() {
        let (writes, bytes) = Drawn::new().frame(text);
        assert_eq!(writes, 1);
        assert!(bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?2026l"), "{bytes:?}");
        assert!(!bytes.contains("\x1b[?25"), "the cursor was hidden before and stays so: {bytes:?}");
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let mut drawn = Drawn::new();
        drawn.frame(text);
        assert_eq!(drawn.frame(text), (0, String::new()));
    }

    #[test]
    fn the_cursor_shows_only_while_the_frame_asks_for_it() {
        let mut drawn = Drawn::new();
        drawn.frame(text);
        let entry = |frame: &mut Frame<'_>| {
            text(frame);
            frame.set_cursor_position((4, 2));
        };
        assert_eq!(drawn.frame(entry), (1, "\x1b[?2026h\x1b[3;5H\x1b[?25h\x1b[?2026l".into()));
        assert_eq!(drawn.frame(entry), (0, String::new()));
        assert_eq!(drawn.frame(text), (1, "\x1b[?2026h\x1b[?25l\x1b[?2026l".into()));
    }

    #[test]
    fn drawing_cells_puts_a_shown_cursor_back() {
        let mut drawn = Drawn::new();
        drawn.frame(|frame| frame.set_cursor_position((4, 2)));
        let (_, bytes) = drawn.frame(|frame| {
            text(frame);
            frame.set_cursor_position((4, 2));
        });
        assert!(bytes.ends_with("\x1b[3;5H\x1b[?2026l"), "{bytes:?}");
    }

    #[test]
    fn a_terminal_entered_again_is_told_to_show_the_cursor_again() {
        let mut drawn = Drawn::new();
        drawn.frame(|frame| frame.set_cursor_position((1, 1)));
        drawn.terminal.backend_mut().start_over();
        let (_, bytes) = drawn.frame(|frame| frame.set_cursor_position((1, 1)));
        assert!(bytes.contains("\x1b[?25h"), "{bytes:?}");
    }
}
