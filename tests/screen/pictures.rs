//! Pictures of the screen with their styles, at every size that matters.

use crate::rig::{DARK, Rig, lines, setup};
use hitdeck::tui::Setup;
use hitdeck::tui::theme::{Depth, Theme};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// The text of a screen, each line over the letters of its cells' styles, then what the letters mean.
fn picture(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width.max(1));
    let mut legend: Vec<(Color, Color, Modifier)> = Vec::new();
    let mut out = String::new();
    for (text, cells) in lines(buffer).iter().zip(buffer.content.chunks(width)) {
        let letters: String = cells
            .iter()
            .map(|cell| {
                let style = (cell.fg, cell.bg, cell.modifier);
                if style == (Color::Reset, Color::Reset, Modifier::empty()) {
                    return ' ';
                }
                let at = legend.iter().position(|known| *known == style).unwrap_or_else(|| {
                    legend.push(style);
                    legend.len() - 1
                });
                char::from(b'a' + u8::try_from(at).unwrap())
            })
            .collect();
        writeln!(out, "{}", text.trim_end()).unwrap();
        if !letters.trim().is_empty() {
            writeln!(out, "{}", letters.trim_end()).unwrap();
        }
    }
    for (at, (fg, bg, modifier)) in legend.iter().enumerate() {
        let letter = char::from(b'a' + u8::try_from(at).unwrap());
        writeln!(out, "{letter}: {fg} on {bg} {modifier:?}").unwrap();
    }
    out
}

/// The review at a size, with a search and everything in it, in one theme.
fn themed(name: &str, theme: Theme) {
    for (width, height) in [(0, 0), (1, 1), (40, 12), (60, 20), (80, 24), (120, 40), (200, 60)] {
        let mut rig = Rig::empty(hitdeck::tui::Setup { theme, ..setup(width, height) });
        rig.load();
        rig.keys("1jj/toy<enter>");
        let picture = picture(&rig.buffer());
        assert!(!theme.ascii || picture.is_ascii(), "{picture}");
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), picture);
    }
}

#[test]
fn dark() {
    themed("dark", DARK);
}

#[test]
fn light() {
    themed("light", Theme { light: true, ..DARK });
}

#[test]
fn mono() {
    themed("mono", Theme { depth: Depth::Mono, ..DARK });
}

#[test]
fn ascii() {
    themed("ascii", Theme { depth: Depth::Mono, ascii: true, light: false, tint: false });
}

/// The list of HITs at every size, with a batch that is open and one that is not, in one theme.
fn hits_themed(name: &str, theme: Theme) {
    for (width, height) in [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)] {
        let rig = crate::batches::pictured(theme, width, height);
        let picture = picture(&rig.buffer());
        assert!(!theme.ascii || picture.is_ascii(), "{picture}");
        insta::assert_snapshot!(format!("hits_{name}_{width}x{height}"), picture);
    }
}

#[test]
fn the_list_of_hits() {
    hits_themed("dark", DARK);
    hits_themed("light", Theme { light: true, ..DARK });
    hits_themed("mono", Theme { depth: Depth::Mono, ..DARK });
    hits_themed("ascii", Theme { depth: Depth::Mono, ascii: true, ..DARK });
}

#[test]
fn sixteen_colours() {
    let theme = Theme { depth: Depth::Sixteen, ..DARK };
    let mut rig = Rig::empty(hitdeck::tui::Setup { theme, ..setup(80, 24) });
    rig.load();
    insta::assert_snapshot!(picture(&rig.buffer()));
}

#[test]
fn help_and_menus() {
    let mut rig = Rig::loaded(100, 30);
    rig.keys("?");
    insta::assert_snapshot!("help", picture(&rig.buffer()));
    rig.keys("<esc>s");
    insta::assert_snapshot!("sort_menu", picture(&rig.buffer()));
    rig.keys("<esc>S");
    insta::assert_snapshot!("statuses", picture(&rig.buffer()));
}

#[test]
fn no_size_panics_in_any_state() {
    for keys in ["", "<enter>", "<enter><enter>", "?", ":", "s", "S", "/cat", "h", "x", "1flamp", "!"] {
        let mut rig = Rig::loaded(80, 24);
        rig.keys(keys);
        for (width, height) in [
            (0, 0),
            (1, 1),
            (2, 5),
            (5, 2),
            (20, 3),
            (40, 12),
            (59, 9),
            (60, 10),
            (99, 8),
            (100, 6),
            (300, 100),
        ] {
            rig.send(hitdeck::tui::Msg::Resize(width, height));
            let _ = rig.buffer();
        }
    }
}

#[test]
fn the_selected_row_is_tinted_and_nothing_else() {
    for theme in [DARK, Theme { light: true, ..DARK }] {
        let mut rig = Rig::empty(Setup { theme: Theme { tint: true, ..theme }, ..setup(120, 40) });
        rig.load();
        let buffer = rig.buffer();
        let tinted = |y: &u16| (0..120).any(|x| buffer[(x, *y)].bg != Color::Reset);
        let rows: Vec<u16> = (0..40).filter(tinted).collect();
        let marker = lines(&buffer).iter().position(|line| line.starts_with('▌')).unwrap();
        assert_eq!(rows, [u16::try_from(marker).unwrap()]);
        rig.keys("?");
        let behind = rig.buffer();
        assert!(behind.content.iter().all(|cell| cell.bg == Color::Reset), "a popup is what one looks at");
    }
}
