//! Screens one after the other as one animated SVG picture, for the README.
//!
//! What a row shows is drawn once, however often it shows; a style sheet tells when. Who asked for less motion sees the
//! first screen.

use super::svg;
use ratatui::buffer::Buffer;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A screen, and for how long it shows.
pub struct Frame {
    /// What shows.
    pub screen: Buffer,
    /// What the window's bar says meanwhile: the keys that were pressed.
    pub caption: String,
    /// Milliseconds until the next one.
    pub millis: u32,
}

/// A piece of the picture, and from when to when it shows, in milliseconds.
struct Piece {
    drawn: String,
    shows: Vec<(u32, u32)>,
}

/// Draws frames of one size as a film that begins anew when it ends.
pub fn film(frames: &[Frame], title: &str) -> String {
    let area = frames.first().expect("a film has a frame").screen.area;
    let length: u32 = frames.iter().map(|frame| frame.millis).sum();
    let mut pieces = Vec::new();
    collect(frames, |frame| vec![svg::caption(area, &frame.caption)], &mut pieces);
    for row in area.rows() {
        collect(frames, |frame| svg::row(&frame.screen, row.y), &mut pieces);
    }
    // What shows at the same times goes together.
    let mut groups: BTreeMap<Vec<(u32, u32)>, String> = BTreeMap::new();
    for Piece { drawn, shows } in pieces {
        groups.entry(shows).or_default().push_str(&drawn);
    }
    let (mut rules, mut body) = (String::new(), String::new());
    for (class, (shows, drawn)) in groups.iter().enumerate() {
        if shows[..] == [(0, length)] {
            body.push_str(drawn);
        } else {
            rules.push_str(&rule(class, shows, length));
            write!(body, "<g class=\"t t{class}\">\n{drawn}</g>\n").unwrap();
        }
    }
    let still = "@media (prefers-reduced-motion:reduce){.t{animation:none!important}}";
    let style = format!("<style>\n.t{{visibility:hidden}}\n{rules}{still}\n</style>\n");
    svg::open(area, title, &style) + &body + svg::CLOSE
}

/// Adds what a part of the frames shows, each thing once.
fn collect(frames: &[Frame], part: impl Fn(&Frame) -> Vec<String>, pieces: &mut Vec<Piece>) {
    let first = pieces.len();
    let mut now = 0;
    for frame in frames {
        let then = now + frame.millis;
        for drawn in part(frame).into_iter().filter(|drawn| !drawn.is_empty()) {
            match pieces[first..].iter_mut().find(|piece| piece.drawn == drawn) {
                Some(Piece { shows, .. }) => match shows.last_mut() {
                    Some((_, end)) if *end == now => *end = then,
                    _ => shows.push((now, then)),
                },
                None => pieces.push(Piece { drawn, shows: vec![(now, then)] }),
            }
        }
        now = then;
    }
}

/// When the pieces of a class show.
fn rule(class: usize, shows: &[(u32, u32)], length: u32) -> String {
    let percent = |at: u32| format!("{:.3}%", f64::from(at) * 100.0 / f64::from(length));
    let mut steps = String::new();
    if shows[0].0 > 0 {
        steps.push_str("0%{visibility:hidden}");
    }
    for (from, to) in shows {
        write!(steps, "{}{{visibility:visible}}", percent(*from)).unwrap();
        if *to < length {
            write!(steps, "{}{{visibility:hidden}}", percent(*to)).unwrap();
        }
    }
    let at_rest = if shows[0].0 == 0 { "visibility:visible;" } else { "" };
    format!(
        "@keyframes t{class}{{{steps}}}\n.t{class}{{{at_rest}animation:t{class} {length}ms step-end infinite}}\n"
    )
}
