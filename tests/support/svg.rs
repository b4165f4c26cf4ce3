//! A screen as an SVG picture, for the README.
//!
//! Every run of cells carries its own place and length, so that columns line up in whatever monospaced font
//! the reader has.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// Set to rewrite pictures instead of comparing them.
const REWRITE: &str = "HITDECK_REWRITE";

/// Pixels a cell is wide and high, for a font of 14 pixels (`DejaVu`'s own step). Rows touch, or vertical rules would show gaps.
const CELL: (f64, f64) = (8.43, 16.0);
const FONT: f64 = 14.0;
/// How far down its row a text's base line is.
const BASE: f64 = 12.4;
const MARGIN: f64 = 12.0;
/// The bar with the window's three buttons.
const BAR: f64 = 28.0;
const FOREGROUND: &str = "#d8dee4";
const BACKGROUND: &str = "#16191d";

/// The sixteen colours of a terminal, as a dark theme has them.
const PALETTE: [&str; 16] = [
    "#2b3036", "#e5646a", "#6cc070", "#d9a94a", "#5a9fe8", "#c47fd5", "#4fb6c2", "#c5cbd1", "#7d8590",
    "#ff8a8f", "#8fdb93", "#f0c66e", "#83bbff", "#dda3ec", "#76d3de", "#ffffff",
];

/// Draws a screen.
pub fn picture(screen: &Buffer, title: &str) -> String {
    let runs: Vec<Run> = screen.area.rows().flat_map(|row| runs(screen, row.y)).collect();
    open(screen.area, title, "") + &drawn(&runs) + CLOSE
}

/// Ends what [`open`] begins.
pub(super) const CLOSE: &str = "</g>\n</svg>\n";

/// The window around a screen of this size, open for what stands in it; `head` goes before everything.
pub(super) fn open(area: Rect, title: &str, head: &str) -> String {
    let width = f64::from(area.width) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(area.height) * CELL.1 + BAR + MARGIN;
    let title = escaped(title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n{head}\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n"
    );
    for (place, colour) in [(18, "#ff5f56"), (36, "#ffbd2e"), (54, "#27c93f")] {
        writeln!(svg, "<circle cx=\"{place}\" cy=\"14\" r=\"5.5\" fill=\"{colour}\"/>").unwrap();
    }
    writeln!(
        svg,
        "<g transform=\"translate({MARGIN} {BAR})\" font-size=\"{FONT}\" xml:space=\"preserve\" \
         font-family=\"'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,monospace\">"
    )
    .unwrap();
    svg
}

/// The pieces of one row of a screen, each with its own place.
pub(super) fn row(screen: &Buffer, y: u16) -> Vec<String> {
    runs(screen, y).iter().map(|run| drawn(std::slice::from_ref(run))).collect()
}

/// Words in the middle of the window's bar, above the screen.
pub(super) fn caption(area: Rect, words: &str) -> String {
    let middle = f64::from(area.width) * CELL.0 / 2.0;
    let y = BASE - 20.0;
    format!(
        "<text x=\"{middle:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" fill=\"{}\">{}</text>\n",
        PALETTE[8],
        escaped(words)
    )
}

fn drawn(runs: &[Run]) -> String {
    let mut svg = String::new();
    // Backgrounds first: a glyph may reach into the next cell.
    for run in runs {
        run.paint(&mut svg);
    }
    for run in runs {
        run.write(&mut svg);
    }
    svg
}

/// Fails when the picture at `path` is not the one given, or rewrites it when asked to.
pub fn assert_current(path: &Path, picture: &str) {
    if std::env::var_os(REWRITE).is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, picture).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == picture, "{} is not what is drawn now: run the tests with {REWRITE}=1", path.display());
}

/// Neighbouring cells of one row that look alike and whose glyphs can share a length.
struct Run {
    at: (u16, u16),
    cells: u16,
    text: String,
    look: Look,
}

#[derive(Clone, PartialEq)]
struct Look {
    ink: String,
    paper: String,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let (mut ink, mut paper) = (hex(cell.fg, FOREGROUND), hex(cell.bg, BACKGROUND));
        if cell.modifier.contains(Modifier::REVERSED) {
            std::mem::swap(&mut ink, &mut paper);
        }
        Self { ink, paper, modifier: cell.modifier }
    }
}

impl Run {
    /// Whether a glyph lines up in here: plain letters do in every font; others only among themselves.
    fn takes(&self, symbol: &str, look: &Look) -> bool {
        let alike = || self.text.chars().all(|c| symbol.chars().eq([c]));
        self.look == *look && (symbol.is_ascii() && self.text.is_ascii() || alike())
    }

    fn place(&self) -> (f64, f64, f64) {
        let (x, y) = self.at;
        (f64::from(x) * CELL.0, f64::from(y) * CELL.1, f64::from(self.cells) * CELL.0)
    }

    fn paint(&self, svg: &mut String) {
        if self.look.paper != BACKGROUND {
            let ((x, y, width), height, paper) = (self.place(), CELL.1, &self.look.paper);
            writeln!(
                svg,
                "<rect shape-rendering=\"crispEdges\" x=\"{x:.2}\" y=\"{y}\" width=\"{width:.2}\" height=\"{height}\" fill=\"{paper}\"/>"
            )
            .unwrap();
        }
    }

    fn write(&self, svg: &mut String) {
        let modifier = self.look.modifier;
        let lined = modifier.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT);
        if modifier.contains(Modifier::HIDDEN) || (self.text.trim().is_empty() && !lined) {
            return;
        }
        let (mut x, y, mut width) = self.place();
        let mut text = self.text.as_str();
        if !lined {
            // Not every renderer counts the space around a text into its length.
            let blank = |n: usize| n as f64 * CELL.0;
            let (all, start) = (text.len(), text.trim_start().len());
            text = text.trim();
            x += blank(all - start);
            width -= blank(all - text.len());
        }
        let attributes: String = [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::DIM, " fill-opacity=\"0.6\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
        ]
        .into_iter()
        .filter_map(|(which, attribute)| modifier.contains(which).then_some(attribute))
        .collect();
        writeln!(
            svg,
            "<text x=\"{x:.2}\" y=\"{:.1}\" textLength=\"{width:.2}\" lengthAdjust=\"spacingAndGlyphs\" \
             fill=\"{}\"{attributes}>{}</text>",
            y + BASE,
            self.look.ink,
            escaped(text)
        )
        .unwrap();
    }
}

/// The runs of one row.
fn runs(screen: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = screen.area.left();
    while x < screen.area.right() {
        let cell = &screen[(x, y)];
        let (symbol, look) = (cell.symbol(), Look::of(cell));
        // A wide glyph covers the cells after it.
        let cells = u16::try_from(symbol.width()).unwrap().max(1);
        match runs.last_mut() {
            Some(run) if run.takes(symbol, &look) => {
                run.text.push_str(symbol);
                run.cells += cells;
            }
            _ => {
                let at = (x - screen.area.x, y - screen.area.y);
                runs.push(Run { at, cells, text: symbol.to_owned(), look });
            }
        }
        x += cells;
    }
    runs
}

fn hex(colour: Color, usual: &str) -> String {
    let named = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Color::Reset => usual.to_owned(),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(index) => indexed(index),
        name => PALETTE[named.iter().position(|one| *one == name).unwrap()].to_owned(),
    }
}

/// The 256 colours: the sixteen, a cube of six by six by six, and a ramp of greys.
fn indexed(index: u8) -> String {
    let (r, g, b) = match index {
        0..=15 => return PALETTE[usize::from(index)].to_owned(),
        16..=231 => {
            let step = |place: u8| if place == 0 { 0 } else { 55 + place * 40 };
            let cube = index - 16;
            (step(cube / 36), step(cube / 6 % 6), step(cube % 6))
        }
        232.. => {
            let grey = 8 + (index - 232) * 10;
            (grey, grey, grey)
        }
    };
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
