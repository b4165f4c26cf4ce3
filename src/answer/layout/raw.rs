use memchr::memchr;

use crate::text::{Glyphs, Line, Role, wrap::Wrap};

/// The source as it was sent, made safe. A tag that follows another one directly starts a new line, so that a
/// document without line breaks reads like one with them.
pub(super) fn lines(xml: &str, width: usize, glyphs: Glyphs) -> Vec<Line> {
    let mut wrap = Wrap::new(width, glyphs);
    let mut before = Before::Text;
    let mut rest = xml;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, markup) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let end = memchr(b'>', markup.as_bytes()).map_or(markup.len(), |end| end + 1);
        let (tag, behind) = markup.split_at_checked(end).unwrap_or((markup, ""));
        if !text.is_empty() {
            wrap.push(text, Role::Text);
            before = Before::Text;
        }
        let closes = tag.starts_with("</");
        // `<FreeText></FreeText>` stays together.
        if before == Before::Closing || (before == Before::Opening && !closes) {
            wrap.line_break();
        }
        wrap.push(tag, Role::Dim);
        before = if closes || tag.ends_with("/>") { Before::Closing } else { Before::Opening };
        rest = behind;
    }
    wrap.push(rest, Role::Text);
    wrap.finish()
}

/// What stands in front of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Text,
    Opening,
    Closing,
}
