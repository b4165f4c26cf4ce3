//! Links in text that anybody may have written.

use super::safe::{Piece, pieces};

/// The schemes a browser opens without running anything.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// More links than this nobody chooses from.
const MOST: usize = 32;

/// The `http` and `https` links in a text, in their order, each once; of very many the first.
///
/// A link ends at white space, at a quote, a bracket or backslash that no URL holds, and at anything that hides or
/// controls text. Punctuation behind it belongs to the sentence, and so does a bracket that was opened before it.
#[must_use]
pub fn links(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for piece in pieces(text) {
        let Piece::Text(mut rest) = piece else { continue };
        while let Some((at, scheme)) = next(rest) {
            let from = rest.get(at..).unwrap_or_default();
            let link = trimmed(until_end(from));
            rest = from.get(link.len().max(scheme)..).unwrap_or_default();
            let has_host = link
                .get(scheme..)
                .is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['));
            if has_host && !found.contains(&link) {
                found.push(link);
            }
            if found.len() == MOST {
                return found;
            }
        }
    }
    found
}

/// Where the next link begins, and how long its scheme is.
fn next(text: &str) -> Option<(usize, usize)> {
    let begins = |at: usize| {
        let here = text.get(at..)?;
        let scheme = SCHEMES.into_iter().find(|scheme| {
            here.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })?;
        Some((at, scheme.len()))
    };
    text.match_indices(['h', 'H']).find_map(|(at, _)| begins(at))
}

/// The text as far as a URL can reach.
fn until_end(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '<' | '>' | '`' | '{' | '}' | '|' | '\\' | '^' | '“' | '”' | '␊')
    };
    text.split(ends).next().unwrap_or_default()
}

/// The link without what belongs to the sentence around it.
fn trimmed(mut link: &str) -> &str {
    // Closing brackets that were not opened, counted once: there may be very many.
    let unopened =
        |open, close| link.matches::<char>(close).count().saturating_sub(link.matches::<char>(open).count());
    let (mut round, mut square) = (unopened('(', ')'), unopened('[', ']'));
    while let Some(last) = link.chars().next_back() {
        match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' | '_' => {}
            ')' if round > 0 => round -= 1,
            ']' if square > 0 => square -= 1,
            _ => break,
        }
        link = link.strip_suffix(last).unwrap_or_default();
    }
    link
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_end_where_the_sentence_goes_on() {
        for (text, expected) in [
            ("see https://example.com/a?b=c#d.", "https://example.com/a?b=c#d"),
            ("(https://example.com/a)", "https://example.com/a"),
            ("https://example.com/wiki/Hat_(cap), and", "https://example.com/wiki/Hat_(cap)"),
            ("<a href=\"http://example.com\">x</a>", "http://example.com"),
            ("HTTPS://EXAMPLE.COM!", "HTTPS://EXAMPLE.COM"),
            ("[x](http://example.com/y)", "http://example.com/y"),
            ("url:http://[::1]:8080/ ok", "http://[::1]:8080/"),
            ("https://münchen.example/straße", "https://münchen.example/straße"),
        ] {
            assert_eq!(links(text), [expected], "{text}");
        }
    }

    #[test]
    fn nothing_that_hides_or_controls_is_part_of_a_link() {
        assert_eq!(links("https://a.example/x\u{1b}[2J"), ["https://a.example/x"]);
        assert_eq!(links("https://a.example/\u{202e}gpj.exe"), ["https://a.example/"]);
        assert_eq!(
            links("https://a.example/x\nhttps://b.example"),
            ["https://a.example/x", "https://b.example"]
        );
    }

    #[test]
    fn other_schemes_and_bare_schemes_are_no_links() {
        for text in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.example",
            "https://",
            "http:// x",
            "https://-",
        ] {
            assert!(links(text).is_empty(), "{text}: {:?}", links(text));
        }
    }

    #[test]
    fn very_long_and_very_many_ones_are_no_trouble() {
        let brackets = format!("https://a.example/{}", ")".repeat(1_000_000));
        assert_eq!(links(&brackets), ["https://a.example/"]);
        let many: String = (0..1000).map(|n| format!("http://a.example/{n} ")).collect::<Vec<_>>().concat();
        assert_eq!(links(&many).len(), super::MOST);
        assert!(links(&"http://".repeat(100_000)).len() <= 1);
    }

    #[test]
    fn each_link_comes_once() {
        assert_eq!(
            links("http://a.example http://b.example http://a.example."),
            ["http://a.example", "http://b.example"]
        );
    }
}
