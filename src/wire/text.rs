//! JSON strings as text, whatever stands in them.

use std::borrow::Cow;

/// A body as text, what is no UTF-8 replaced. The check alone is many times faster than the replacement of what is no UTF-8.
#[must_use]
pub fn of_body(body: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(body).map_or_else(|_| String::from_utf8_lossy(body), Cow::Borrowed)
}

/// What a text was, read from a JSON string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WireText<'j> {
    /// The text; half an emoji in it is a `U+FFFD`.
    pub(super) text: Cow<'j, str>,
    /// Whether nothing of it was lost.
    pub(super) whole: bool,
}

/// Reads a JSON string. `None` for a value of another kind.
///
/// The string was found by a parser that checked its form, but not that surrogates come in pairs: browsers cut texts
/// by UTF-16 units, and `serde_json` refuses the half that is left, and with it the page.
pub(super) fn read(json: &str) -> Option<WireText<'_>> {
    let inside = json.strip_prefix('"')?.strip_suffix('"')?;
    let Some(first) = memchr::memchr(b'\\', inside.as_bytes()) else {
        return Some(WireText { text: Cow::Borrowed(inside), whole: true });
    };
    let mut text = String::with_capacity(inside.len());
    let (mut rest, mut at, mut whole) = (inside, first, true);
    loop {
        let (plain, escaped) = rest.split_at_checked(at)?;
        text.push_str(plain);
        let (c, after) = unescape(escaped.strip_prefix('\\')?)?;
        whole &= c.is_some();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = after;
        match memchr::memchr(b'\\', rest.as_bytes()) {
            Some(next) => at = next,
            None => break,
        }
    }
    text.push_str(rest);
    Some(WireText { text: Cow::Owned(text), whole })
}

/// What a JSON string says; half an emoji in it is a `U+FFFD`. `None` for a value of another kind.
#[must_use]
pub fn text_of(json: &str) -> Option<Cow<'_, str>> {
    Some(read(json)?.text)
}

/// Reads what follows a backslash in a JSON string: the character, `None` for half of one, and what comes after.
#[must_use]
pub fn unescape(escaped: &str) -> Option<(Option<char>, &str)> {
    let mut chars = escaped.chars();
    let c = match chars.next()? {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(chars.as_str()),
        plain => plain,
    };
    Some((Some(c), chars.as_str()))
}

/// Reads four hex digits, and four more where they are the first half of a pair.
fn unicode(digits: &str) -> Option<(Option<char>, &str)> {
    let (unit, rest) = code_unit(digits)?;
    if !(0xD800..0xDC00).contains(&unit) {
        // The second half of a pair alone is no character either.
        return Some((char::from_u32(unit), rest));
    }
    match rest.strip_prefix("\\u").and_then(code_unit) {
        Some((low @ 0xDC00..0xE000, rest)) => {
            Some((char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), rest))
        }
        _ => Some((None, rest)),
    }
}

fn code_unit(digits: &str) -> Option<(u32, &str)> {
    let (digits, rest) = digits.split_at_checked(4)?;
    Some((u32::from_str_radix(digits, 16).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_an_emoji_costs_one_character() {
        for (json, text) in [
            (r#""a\ud83db""#, "a\u{FFFD}b"),
            (r#""\ude00""#, "\u{FFFD}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{FFFD}\u{1F600}"),
            (r#""\ud83d\n""#, "\u{FFFD}\n"),
        ] {
            assert_eq!(read(json), Some(WireText { text: text.into(), whole: false }), "{json}");
        }
        assert_eq!(read(r#""\ud83d\ude00""#), Some(WireText { text: "\u{1F600}".into(), whole: true }));
    }

    #[test]
    fn what_is_no_string_is_no_text() {
        for json in ["1", "null", "[\"a\"]", "{}", "true"] {
            assert_eq!(read(json), None);
        }
    }

    proptest! {
        #[test]
        fn every_text_reads_as_serde_json_reads_it(text in any::<String>(), ascii in any::<bool>()) {
            let json = serde_json::to_string(&text).unwrap();
            let json = if ascii { ascii_only(&json) } else { json };
            prop_assert_eq!(read(&json), Some(WireText { text: text.into(), whole: true }));
        }
    }

    /// The same string with everything beyond ASCII escaped, as Python and Java write it.
    fn ascii_only(json: &str) -> String {
        json.encode_utf16().fold(String::new(), |ascii, unit| match u8::try_from(unit) {
            Ok(byte @ b' '..=b'~') => ascii + char::from(byte).encode_utf8(&mut [0]),
            _ => ascii + &format!("\\u{unit:04X}"),
        })
    }
}
