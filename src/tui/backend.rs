mod shown;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType as Region, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use shown::{PlacedCell, ShownCells};
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
    /// What the terminal shows.
    screen: ShownCells,
    /// Where the terminal shows its cursor; `None` while it is hidden, as the terminal is entered.
    shown: Option<Position>,
    /// Where the frame wants it.
    wanted: Option<Position>,
}

impl<W: Write> OneWrite<W> {
    /// A backend that writes to `out`, whose cursor is hidden.
    pub(super) fn new(out: W) -> Self {
        Self { out, frame: Vec::new(), screen: ShownCells::default(), shown: None, wanted: None }
    }

    /// Drops what is not written yet, for a terminal that was left and entered again: its cursor is hidden.
    pub(super) fn start_over(&mut self) {
        self.frame.clear();
        self.screen = ShownCells::default();
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
        let changed: Vec<PlacedCell<'_>> = content.collect();
        if changed.is_empty() {
            return Ok(());
        }
        self.opened()?;
        CrosstermBackend::new(&mut self.frame).draw(self.screen.bridged(&changed).into_iter())?;
        self.screen.note(&changed);
        Ok(())
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
        self.screen.clear(region);
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
mod tests;
