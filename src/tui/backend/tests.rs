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
