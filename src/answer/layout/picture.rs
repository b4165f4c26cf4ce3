use crate::text::{Glyphs, size};

/// Base64 shorter than this is shown, in bytes.
const SHORT: usize = 64;

/// From this length on base64 is cut even if nobody knows what it holds, in bytes.
const LONG: usize = 512;

/// How base64 of the usual formats begins.
const MAGIC: &[(&str, &str)] = &[
    ("iVBORw0KGgo", "PNG picture"),
    ("/9j/", "JPEG picture"),
    ("R0lGOD", "GIF picture"),
    ("UklGR", "WebP picture"),
];

/// A picture (or a recording) inside a text, to be named instead of shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture<'t> {
    kind: &'t str,
    /// Size once decoded.
    bytes: u64,
    /// Width and height in pixels, read from a PNG's header.
    pixels: Option<(u32, u32)>,
}

impl<'t> Picture<'t> {
    /// Recognises a data URL or bare base64 that is the whole text.
    pub(super) fn in_text(text: &'t str) -> Option<Self> {
        let text = text.trim_ascii();
        let (payload, mime) = match text.strip_prefix("data:").and_then(|url| url.split_once(";base64,")) {
            Some((mime, payload)) => (payload, Some(mime)),
            None => (text, None),
        };
        if payload.len() < SHORT || !is_base64(payload) {
            return None;
        }
        let magic = MAGIC.iter().find(|(magic, _)| payload.starts_with(magic)).map(|&(_, kind)| kind);
        let kind = magic.or(mime).or_else(|| is_surely_base64(payload).then_some("base64"))?;
        Some(Self { kind, bytes: decoded_length(payload), pixels: png_pixels(payload) })
    }

    /// `PNG picture, 12.3 KiB, 800 × 533`
    pub(super) fn sentence(&self, glyphs: Glyphs) -> String {
        let Self { kind, bytes, pixels } = self;
        let size = size::bytes(*bytes);
        match pixels {
            Some((width, height)) => format!("{kind}, {size}, {width} {} {height}", glyphs.times()),
            None => format!("{kind}, {size}"),
        }
    }
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    text.len() - digits.len() <= 2
        && digits.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'\n' | b'\r'))
}

/// Long enough and mixed enough that nobody typed it.
fn is_surely_base64(text: &str) -> bool {
    text.len() >= LONG
        && text.bytes().any(|b| b.is_ascii_uppercase())
        && text.bytes().any(|b| b.is_ascii_lowercase())
        && text.bytes().any(|b| b.is_ascii_digit())
}

fn decoded_length(base64: &str) -> u64 {
    let digits = base64.bytes().filter(|b| !matches!(b, b'=' | b'\n' | b'\r')).count();
    u64::try_from(digits / 4 * 3 + digits % 4 * 3 / 4).unwrap_or(u64::MAX)
}

/// Width and height stand behind the signature, the chunk's length and its name: bytes 16 to 23, big-endian.
fn png_pixels(base64: &str) -> Option<(u32, u32)> {
    let mut bytes = Vec::with_capacity(24);
    let (groups, _) = base64.as_bytes().get(..32)?.as_chunks::<4>();
    for group in groups {
        let bits = group.iter().try_fold(0, |bits, &digit| Some(bits << 6 | sextet(digit)?))?;
        let [_, a, b, c] = u32::to_be_bytes(bits);
        bytes.extend([a, b, c]);
    }
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let size = rest.get(4..)?.strip_prefix(b"IHDR")?;
    let (width, height) = size.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height.first_chunk()?)))
}

/// The value of a base64 digit.
fn sextet(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::{Glyphs, Picture};

    const GLYPHS: Glyphs = Glyphs { ascii: false };

    /// The header of an 800 × 533 PNG, then as many zero bytes as it takes.
    fn png(length: usize) -> String {
        format!("{:A<length$}", "iVBORw0KGgoAAAANSUhEUgAAAyAAAAIV")
    }

    #[test]
    fn a_png_is_named_with_its_pixels() {
        for text in [png(400), format!("data:image/png;base64,{}", png(400)), format!("\n{}\n", png(400))] {
            assert_eq!(Picture::in_text(&text).unwrap().sentence(GLYPHS), "PNG picture, 300 B, 800 × 533");
        }
    }

    #[test]
    fn other_formats_are_named() {
        let body = "abcDEF123".repeat(60);
        for (text, sentence) in [
            (format!("/9j/{body}"), "JPEG picture, 408 B"),
            (format!("data:audio/webm;base64,{body}"), "audio/webm, 405 B"),
            (body.clone(), "base64, 405 B"),
        ] {
            assert_eq!(Picture::in_text(&text).unwrap().sentence(GLYPHS), sentence);
        }
    }

    #[test]
    fn words_are_not_pictures() {
        let long = "word ".repeat(500);
        let loud = "A".repeat(2000);
        for text in ["", "iVBORw0KGgo", "data:text/plain,hello", "data:image/png;base64,", &long, &loud] {
            assert_eq!(Picture::in_text(text), None);
        }
    }
}
