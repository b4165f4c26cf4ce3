use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Text put together from plain pieces and references (`&amp;`, `&#8212;`, `&#x2014;`).
///
/// Some serialisers write a character above U+FFFF as two references, one for each half of its UTF-16 pair; such
/// neighbours become the one character they stand for, and a lonely half becomes U+FFFD.
#[derive(Debug, Default)]
pub(super) struct Unescaped {
    text: String,
    high: Option<u16>,
}

impl Unescaped {
    /// Appends text that needs no decoding.
    pub(super) fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.settle();
            self.text.push_str(text);
        }
    }

    /// Appends what `&name;` stands for; a name nobody knows stays as it was written.
    pub(super) fn push_reference(&mut self, name: &str) {
        let meaning = Meaning::of(name);
        if let (Meaning::Half(low @ 0xDC00..), Some(high)) = (&meaning, self.high) {
            self.high = None;
            self.text.extend(char::decode_utf16([high, *low]).flatten());
            return;
        }
        self.settle();
        match meaning {
            Meaning::Char(c) => self.text.push(c),
            Meaning::Half(high @ ..0xDC00) => self.high = Some(high),
            Meaning::Half(_) => self.text.push(char::REPLACEMENT_CHARACTER),
            Meaning::Unknown => self.text.extend(["&", name, ";"]),
        }
    }

    /// Hands out the text so far and starts anew.
    pub(super) fn take(&mut self) -> String {
        self.settle();
        std::mem::take(&mut self.text)
    }

    /// Whether nothing was appended yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.high.is_none()
    }

    /// Gives up waiting for the second half of a pair.
    fn settle(&mut self) {
        if self.high.take().is_some() {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

/// What a reference stands for.
enum Meaning {
    Char(char),
    /// Half of a UTF-16 pair: 0xD800..=0xDBFF comes first, 0xDC00..=0xDFFF second.
    Half(u16),
    Unknown,
}

impl Meaning {
    /// Reads the name between `&` and `;`.
    fn of(name: &str) -> Self {
        match name {
            "amp" => Self::Char('&'),
            "lt" => Self::Char('<'),
            "gt" => Self::Char('>'),
            "quot" => Self::Char('"'),
            "apos" => Self::Char('\''),
            _ => name.strip_prefix('#').and_then(code_point).map_or(Self::Unknown, Self::of_code_point),
        }
    }

    fn of_code_point(code: u32) -> Self {
        match (char::from_u32(code), u16::try_from(code)) {
            // XML forbids U+0000; the others are beyond Unicode.
            (Some('\0'), _) | (None, Err(_)) => Self::Unknown,
            (Some(c), _) => Self::Char(c),
            (None, Ok(half)) => Self::Half(half),
        }
    }
}

/// The number in `8212` or `x2014`.
fn code_point(digits: &str) -> Option<u32> {
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    // `from_str_radix` takes a sign, a reference does not.
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, radix).ok())?
}

/// Replaces every reference in text that holds no markup.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut whole = Unescaped::default();
    let mut rest = text;
    while let Some((plain, behind)) = rest.split_once('&') {
        whole.push(plain);
        rest = behind;
        match memchr2(b';', b'&', rest.as_bytes()).map(|at| rest.split_at(at)) {
            Some((name, tail)) if tail.starts_with(';') => {
                whole.push_reference(name);
                rest = tail.strip_prefix(';').unwrap_or(tail);
            }
            // A bare `&` is text.
            _ => whole.push("&"),
        }
    }
    whole.push(rest);
    Cow::Owned(whole.take())
}

/// Text that was escaped twice, unescaped once more; `None` where it was not.
///
/// Some forms escape what a worker wrote before the service does. What is left of that is all references, and no `<`,
/// `>` or `&` that stands for itself.
pub(super) fn escaped_twice(text: &str) -> Option<String> {
    memchr(b'&', text.as_bytes())?;
    if memchr2(b'<', b'>', text.as_bytes()).is_some() {
        return None;
    }
    let mut references = text.split('&').skip(1);
    let known = |behind: &str| {
        behind.split_once(';').is_some_and(|(name, _)| !matches!(Meaning::of(name), Meaning::Unknown))
    };
    references.all(known).then(|| unescape(text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{escaped_twice, unescape};

    #[test]
    fn only_what_is_all_references_was_escaped_twice() {
        for (text, again) in [
            ("&lt;b&gt; &amp; &#39;c&#39;", Some("<b> & 'c'")),
            ("fish &amp; chips", Some("fish & chips")),
            ("&amp;lt;", Some("&lt;")),
            ("<b>&amp;</b>", None),
            ("fish & &amp;", None),
            ("&nbsp;", None),
            ("no reference; none", None),
            ("", None),
        ] {
            assert_eq!(escaped_twice(text).as_deref(), again, "{text}");
        }
    }

    #[test]
    fn references_become_the_characters_they_stand_for() {
        for (escaped, text) in [
            ("plain", "plain"),
            ("a &lt;b&gt; &amp;&quot;&apos;", "a <b> &\"'"),
            ("&#8212;&#x2014;&#x1F44D;", "——👍"),
            ("&amp;lt;", "&lt;"),
            ("&#55357;&#56835;", "😃"),
            ("&#xD83D;&#xDE03;!", "😃!"),
        ] {
            assert_eq!(unescape(escaped), text);
        }
    }

    #[test]
    fn half_a_pair_becomes_a_replacement_character() {
        assert_eq!(unescape("&#55357;x"), "\u{FFFD}x");
        assert_eq!(unescape("&#55357;"), "\u{FFFD}");
        assert_eq!(unescape("&#56835;&#55357;&#55357;&#56835;"), "\u{FFFD}\u{FFFD}😃");
    }

    #[test]
    fn what_is_no_reference_stays_as_written() {
        for text in
            ["&nbsp;", "&#0;", "&#x110000;", "&#+5;", "&#;", "&;", "fish & chips", "&", "a&b&c", "&# 5;"]
        {
            assert_eq!(unescape(text), text);
        }
    }
}
