//! Pictures of the screen with their styles, at every size that matters.

use crate::rig::{DARK, Rig, lines, setup};
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

macro_rules! at_sizes {
    ($($name:ident: $width:literal x $height:literal;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(picture(&Rig::loaded($width, $height).buffer()));
        })*
    };
}

at_sizes! {
    nothing_at_0x0: 0 x 0;
    one_cell_at_1x1: 1 x 1;
    list_alone_at_40x12: 40 x 12;
    list_beside_answer_at_80x24: 80 x 24;
    three_panes_at_120x40: 120 x 40;
    three_panes_at_200x60: 200 x 60;
}

fn themed(theme: Theme) -> String {
    let mut rig = Rig::empty(hitdeck::tui::Setup { theme, ..setup(80, 24) });
    rig.load();
    rig.keys("1/toy<enter>");
    picture(&rig.buffer())
}

#[test]
fn light_background() {
    insta::assert_snapshot!(themed(Theme { light: true, ..DARK }));
}

#[test]
fn sixteen_colours() {
    insta::assert_snapshot!(themed(Theme { depth: Depth::Sixteen, ..DARK }));
}

#[test]
fn mono() {
    insta::assert_snapshot!(themed(Theme { depth: Depth::Mono, ..DARK }));
}

#[test]
fn ascii_without_colour() {
    let picture = themed(Theme { depth: Depth::Mono, ascii: true, light: false });
    assert!(picture.is_ascii(), "{picture}");
    insta::assert_snapshot!(picture);
}

#[test]
fn help_and_menus() {
    let mut rig = Rig::loaded(100, 30);
    rig.keys("?");
    insta::assert_snapshot!("help", picture(&rig.buffer()));
    rig.keys("<esc>s");
    insta::assert_snapshot!("sort_menu", picture(&rig.buffer()));
    rig.keys("<esc>v");
    insta::assert_snapshot!("statuses", picture(&rig.buffer()));
}

#[test]
fn no_size_panics_in_any_state() {
    for keys in ["", "<enter>", "<enter><enter>", "?", ":", "s", "v", "/cat", "h", "x", "1flamp", "e"] {
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
