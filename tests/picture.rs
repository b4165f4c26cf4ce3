//! Pictures of a screen.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod support;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use support::svg::picture;

fn sample() -> Buffer {
    let mut screen = Buffer::empty(Rect::new(0, 0, 60, 12));
    let plain = Style::new();
    for (y, (text, style)) in [
        (" hitdeck  DEMO  Sort product photos <&> · 3X4M…K2QP ", plain.reversed()),
        ("────────────────────────────────┬──────────────────────────", plain.dark_gray()),
        ("▌ A2KX7V…9QF      09:14:27      │ Answer", plain.bold()),
        ("  A19ZP0…T3M      09:12:02      │ shoes ✓ logo ✗ box", plain),
        ("  日本語 and wide 漢字          │ aligned after wide cells", plain),
        ("  dim text                      │ dim", plain.dim()),
        ("  italic, underlined            │ lined", plain.italic().underlined()),
        ("  red on blue                   │ coloured", plain.red().on_blue()),
        ("  256 colours                   │ indexed", plain.fg(Color::Indexed(208))),
        ("  true colour                   │ rgb", plain.fg(Color::Rgb(120, 200, 255))),
        ("  crossed out                   │ crossed", plain.crossed_out()),
        ("────────────────────────────────┴──────────────────────────", plain),
    ]
    .into_iter()
    .enumerate()
    {
        screen.set_string(0, u16::try_from(y).unwrap(), text, style);
    }
    screen
}

#[test]
fn styles_and_markup_reach_the_picture() {
    let svg = picture(&sample(), "a \"title\"");
    for part in [
        "aria-label=\"a &quot;title&quot;\"",
        "&lt;&amp;&gt;",
        "font-weight=\"bold\"",
        "font-style=\"italic\"",
        "text-decoration=\"underline\"",
        "fill-opacity=\"0.6\"",
        "#ff8700",
        "#78c8ff",
    ] {
        assert!(svg.contains(part), "{part} is missing");
    }
}

#[test]
fn every_text_is_as_long_as_its_cells() {
    let mut screen = Buffer::empty(Rect::new(0, 0, 10, 1));
    screen.set_string(0, 0, "ab漢──c", Style::new());
    let svg = picture(&screen, "");
    let texts: Vec<_> = svg
        .lines()
        .filter_map(|line| line.strip_prefix("<text x=\""))
        .map(|line| {
            let (x, rest) = line.split_once('"').unwrap();
            let (_, rest) = rest.split_once("textLength=\"").unwrap();
            (x.to_owned(), rest.split_once('"').unwrap().0.to_owned())
        })
        .collect();
    let expected = [("0.00", "16.86"), ("16.86", "16.86"), ("33.72", "16.86"), ("50.58", "8.43")];
    assert_eq!(texts, expected.map(|(x, length)| (x.to_owned(), length.to_owned())));
}

#[test]
fn a_screen_without_cells_is_a_picture_too() {
    assert!(picture(&Buffer::empty(Rect::ZERO), "nothing").ends_with("</svg>\n"));
}
