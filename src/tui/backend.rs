use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType as Region, EndSynchronizedUpdate};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

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
    screen: Shown,
    /// Where the terminal shows its cursor; `None` while it is hidden, as the terminal is entered.
    shown: Option<Position>,
    /// Where the frame wants it.
    wanted: Option<Position>,
}

impl<W: Write> OneWrite<W> {
    /// A backend that writes to `out`, whose cursor is hidden.
    pub(super) fn new(out: W) -> Self {
        Self { out, frame: Vec::new(), screen: Shown::default(), shown: None, wanted: None }
    }

    /// Drops what is not written yet, for a terminal that was left and entered again: its cursor is hidden.
    pub(super) fn start_over(&mut self) {
        self.frame.clear();
        self.screen = Shown::default();
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
        let changed: Vec<Drawn> = content.map(|(x, y, cell)| Drawn { x, y, cell: cell.clone() }).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let written = self.screen.bridged(&changed);
        self.screen.note(changed);
        CrosstermBackend::new(self.opened()?).draw(written.iter().map(|Drawn { x, y, cell }| (*x, *y, cell)))
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

/// A cell and where it stands.
#[derive(Debug, Clone)]
struct Drawn {
    x: u16,
    y: u16,
    cell: Cell,
}

/// What a terminal shows, as far as that is known; the rest is blank.
#[derive(Debug, Default)]
struct Shown {
    rows: Vec<Vec<Cell>>,
    /// Something was cleared from where the cursor happened to stand.
    unknown: bool,
}

impl Shown {
    fn clear(&mut self, region: ClearType) {
        self.rows.clear();
        self.unknown = region != ClearType::All;
    }

    /// These cells show now. A wide character takes its neighbour's place, too.
    fn note(&mut self, drawn: Vec<Drawn>) {
        for Drawn { x, y, cell } in drawn {
            let (x, y, width) = (usize::from(x), usize::from(y), cell.symbol().width().max(1));
            if self.rows.len() <= y {
                self.rows.resize_with(y + 1, Vec::new);
            }
            let Some(row) = self.rows.get_mut(y) else { continue };
            if row.len() < x + width {
                row.resize(x + width, Cell::EMPTY);
            }
            let taken = row.get_mut(x..x + width).unwrap_or_default();
            taken.fill(Cell::EMPTY);
            if let Some(shown) = taken.first_mut() {
                *shown = cell;
            }
        }
    }

    /// The changed cells, with the unchanged ones between two of them where writing these again is shorter than moving
    /// the cursor over them. In prose half the letters of one answer stand in the next one, too.
    fn bridged(&self, changed: &[Drawn]) -> Vec<Drawn> {
        let mut written: Vec<Drawn> = Vec::with_capacity(changed.len());
        for next in changed {
            if let Some(before) = written.last() {
                let bridge = self.bridge(before, next);
                written.extend(bridge);
            }
            written.push(next.clone());
        }
        written
    }

    /// The cells between two, if there are some and they cost less than a move.
    fn bridge(&self, before: &Drawn, next: &Drawn) -> Vec<Drawn> {
        // `ESC [ row ; column H`
        let digits = |number: u16| usize::try_from((number + 1).ilog10()).unwrap_or(0) + 1;
        let moving = 4 + digits(next.y) + digits(next.x);
        let between = before.x + 1..next.x;
        if self.unknown || before.y != next.y || between.is_empty() || between.len() >= moving {
            return Vec::new();
        }
        let row = self.rows.get(usize::from(next.y)).map_or(&[][..], Vec::as_slice);
        let cell = |x: u16| row.get(usize::from(x)).cloned().unwrap_or(Cell::EMPTY);
        let cells: Vec<Drawn> = between.map(|x| Drawn { x, y: next.y, cell: cell(x) }).collect();
        let bytes: usize = cells.iter().map(|drawn| drawn.cell.symbol().len()).sum();
        // Behind a wide character stands a cell that is none.
        let narrow = [before].into_iter().chain(&cells).all(|drawn| drawn.cell.symbol().width() == 1);
        let alike = |one: &Drawn, other: &Drawn| one.cell.style() == other.cell.style();
        let free = cells.iter().skip_while(|drawn| alike(drawn, before)).all(|drawn| alike(drawn, next));
        if bytes < moving && narrow && free { cells } else { Vec::new() }
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
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use ratatui::text::{Line, Span};
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

    struct TestTerminal {
        terminal: Terminal<OneWrite<Writes>>,
    }

    impl TestTerminal {
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
        let (writes, bytes) = TestTerminal::new().frame(text);
        assert_eq!(writes, 1);
        assert!(bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?2026l"), "{bytes:?}");
        assert!(!bytes.contains("\x1b[?25"), "the cursor was hidden before and stays so: {bytes:?}");
    }

    #[test]
    fn a_frame_that_changes_nothing_writes_nothing() {
        let mut drawn = TestTerminal::new();
        drawn.frame(text);
        assert_eq!(drawn.frame(text), (0, String::new()));
    }

    #[test]
    fn the_cursor_shows_only_while_the_frame_asks_for_it() {
        let mut drawn = TestTerminal::new();
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
        let mut drawn = TestTerminal::new();
        drawn.frame(|frame| frame.set_cursor_position((4, 2)));
        let (_, bytes) = drawn.frame(|frame| {
            text(frame);
            frame.set_cursor_position((4, 2));
        });
        assert!(bytes.ends_with("\x1b[3;5H\x1b[?2026l"), "{bytes:?}");
    }

    #[test]
    fn a_terminal_entered_again_is_told_to_show_the_cursor_again() {
        let mut drawn = TestTerminal::new();
        drawn.frame(|frame| frame.set_cursor_position((1, 1)));
        drawn.terminal.backend_mut().start_over();
        let (_, bytes) = drawn.frame(|frame| frame.set_cursor_position((1, 1)));
        assert!(bytes.contains("\x1b[?25h"), "{bytes:?}");
    }

    #[test]
    fn equal_letters_between_changed_ones_are_written_where_that_is_shorter() {
        let mut drawn = TestTerminal::new();
        drawn.frame(|frame| frame.render_widget("a picture of a shoe", frame.area()));
        let (_, bytes) = drawn.frame(|frame| frame.render_widget("a fixture in a shop", frame.area()));
        assert_eq!(bytes.matches('H').count(), 1, "one move of the cursor: {bytes:?}");
        assert!(bytes.contains("fixture in a shop"), "{bytes:?}");
    }

    /// Words of one and two columns, in styles.
    fn any_line() -> impl Strategy<Value = Vec<(&'static str, bool)>> {
        let word = prop::sample::select(vec!["a", "the", "猫", " ", "hat", "é", "  ", "shoe"]);
        prop::collection::vec((word, any::<bool>()), 0..12)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_every_frame_as_it_is_drawn(
            frames in prop::collection::vec(prop::collection::vec(any_line(), 5), 1..8),
        ) {
            let mut drawn = TestTerminal::new();
            let mut terminal = parser();
            for lines in frames {
                let draw = |frame: &mut Frame<'_>| {
                    for (y, line) in (0..).zip(&lines) {
                        let styled = |bold: &bool| if *bold { Style::new().bold() } else { Style::new() };
                        let spans: Vec<Span<'_>> =
                            line.iter().map(|(word, bold)| Span::styled(*word, styled(bold))).collect();
                        frame.render_widget(Line::from(spans), Rect::new(0, y, 40, 1));
                    }
                };
                terminal.process(drawn.frame(draw).1.as_bytes());
                let mut fresh = parser();
                fresh.process(TestTerminal::new().frame(draw).1.as_bytes());
                prop_assert_eq!(shown(&terminal), shown(&fresh));
            }
        }
    }

    /// A terminal as large as the frames.
    fn parser() -> vt100::Parser {
        vt100::Parser::new(5.try_into().unwrap(), 40.try_into().unwrap(), 0)
    }

    /// What stands where, and how heavy it is; a blank has no weight.
    fn shown(terminal: &vt100::Parser) -> Vec<(String, bool)> {
        let places = (0..5).flat_map(|y| (0..40).map(move |x| (y, x)));
        let cells = places.filter_map(|(y, x)| terminal.screen().cell(y, x));
        // A cell that was never written is a blank.
        let text = |cell: &vt100::Cell| {
            if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() }
        };
        cells.map(|cell| (text(cell), cell.bold() && text(cell) != " ")).collect()
    }
}
