//! How things look: a role becomes a style here, and nowhere else; colours and glyphs degrade here too.
//!
//! Panes draw with [`Role`]s and Unicode glyphs. What the terminal can not show is replaced in one pass over
//! the finished buffer ([`Theme::degrade`]), so no pane knows about ASCII locales.

pub use crate::config::{Depth, Theme};
use crate::text::Role;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

/// The colours of a role: the terminal's own, then exact ones for dark and light backgrounds.
struct Ink {
    ansi: Color,
    dark: (u8, u8, u8),
    light: (u8, u8, u8),
}

const ACCENT: Ink = Ink { ansi: Color::Cyan, dark: (94, 190, 214), light: (0, 110, 140) };
const GOOD: Ink = Ink { ansi: Color::Green, dark: (126, 196, 120), light: (30, 120, 40) };
const BAD: Ink = Ink { ansi: Color::Red, dark: (236, 112, 108), light: (184, 32, 40) };
const WARNING: Ink = Ink { ansi: Color::Yellow, dark: (226, 178, 84), light: (150, 94, 0) };
const DIM: Ink = Ink { ansi: Color::Reset, dark: (128, 136, 148), light: (108, 114, 124) };
const UNSAFE: Ink = Ink { ansi: Color::Magenta, dark: (206, 140, 214), light: (140, 40, 150) };

impl Theme {
    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Text => plain,
            Role::Label | Role::Dim => match self.depth {
                Depth::True | Depth::Indexed => plain.fg(self.ink(&DIM)),
                Depth::Sixteen | Depth::Mono => plain.add_modifier(Modifier::DIM),
            },
            Role::Accent => plain.fg(self.ink(&ACCENT)),
            Role::Good => plain.fg(self.ink(&GOOD)),
            Role::Bad => plain.fg(self.ink(&BAD)),
            Role::Warning => plain.fg(self.ink(&WARNING)),
            Role::Unsafe => plain.fg(self.ink(&UNSAFE)).add_modifier(Modifier::REVERSED),
            Role::Heading => plain.add_modifier(Modifier::BOLD),
            Role::Match => plain.fg(self.ink(&WARNING)).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            Role::BadgeLoud => plain.fg(self.ink(&BAD)).add_modifier(Modifier::REVERSED | Modifier::BOLD),
            Role::BadgeQuiet => plain.fg(self.ink(&DIM)).add_modifier(Modifier::REVERSED),
        }
    }

    /// What lies behind the selected row.
    #[must_use]
    pub fn tint(self) -> Style {
        match (self.tint, self.depth) {
            (true, Depth::True) if self.light => Style::new().bg(Color::Rgb(228, 234, 240)),
            (true, Depth::True) => Style::new().bg(Color::Rgb(44, 50, 60)),
            (true, Depth::Indexed) => Style::new().bg(Color::Indexed(if self.light { 254 } else { 236 })),
            _ => Style::new(),
        }
    }

    fn ink(self, ink: &Ink) -> Color {
        let (r, g, b) = if self.light { ink.light } else { ink.dark };
        match self.depth {
            Depth::True => Color::Rgb(r, g, b),
            Depth::Indexed => Color::Indexed(nearest_indexed(r, g, b)),
            Depth::Sixteen => ink.ansi,
            Depth::Mono => Color::Reset,
        }
    }

    /// Replaces what the terminal can not show, over the whole frame.
    pub fn degrade(self, buffer: &mut Buffer) {
        if !self.ascii {
            return;
        }
        for cell in &mut buffer.content {
            if !cell.symbol().is_ascii() {
                let plain = ascii(cell.symbol());
                cell.set_char(plain);
            }
        }
    }
}

/// The nearest colour of the 6×6×6 cube that xterm's palette holds from 16 on.
fn nearest_indexed(r: u8, g: u8, b: u8) -> u8 {
    let step = |v: u8| if v < 48 { 0 } else { (v - 35) / 40 };
    16 + 36 * step(r) + 6 * step(g) + step(b)
}

/// One ASCII character that stands for a glyph; `?` for text we have no better sign for.
fn ascii(glyph: &str) -> char {
    match glyph.chars().next().unwrap_or(' ') {
        '│' | '┃' | '├' | '┤' => '|',
        '─' | '┬' | '┴' | '–' | '—' | '‐' => '-',
        '┼' | '┌' | '┐' | '└' | '┘' | '╭' | '╮' | '╰' | '╯' | '✓' | '×' => '+',
        '▌' | '▸' | '→' | '⏎' | '›' => '>',
        '‹' | '←' => '<',
        '━' | '╾' => '=',
        '↑' | '▲' => '^',
        '↓' | '▼' | '▾' => 'v',
        '…' => '~',
        '·' => '.',
        '•' | '●' => '*',
        '○' => 'o',
        '✗' => 'x',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '\u{a0}' => ' ',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    const DARK: Theme = Theme { depth: Depth::True, light: false, ascii: false, tint: false };

    #[test]
    fn without_colour_no_role_has_one() {
        let mono = Theme { depth: Depth::Mono, ..DARK };
        for role in [Role::Accent, Role::Good, Role::Bad, Role::Warning, Role::BadgeLoud, Role::Unsafe] {
            assert!(matches!(mono.style(role).fg, None | Some(Color::Reset)), "{role:?}");
        }
    }

    #[test]
    fn exact_colours_fall_to_the_nearest_of_the_palette() {
        assert_eq!(nearest_indexed(0, 0, 0), 16);
        assert_eq!(nearest_indexed(255, 255, 255), 231);
        assert_eq!(nearest_indexed(95, 135, 175), 67);
    }

    #[test]
    fn an_ascii_terminal_gets_only_ascii_cell_by_cell() {
        let mut buffer = Buffer::with_lines(["▌│ 日本 ✓ … ok"]);
        Theme { ascii: true, ..DARK }.degrade(&mut buffer);
        let text: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(text.is_ascii(), "{text}");
        assert_eq!(buffer.area, Rect::new(0, 0, 14, 1));
        assert!(text.starts_with(">| "), "{text}");
    }
}
