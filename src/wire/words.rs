//! Words for a banner out of bodies that were not written for one.

use std::borrow::Cow;

/// More characters than this are no message, but a document.
const LONGEST: usize = 200;

/// A text on one line, cut where it is too long.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let fits = text.len() <= LONGEST
        && !text.contains(|c: char| c.is_whitespace() && c != ' ')
        && !text.contains("  ");
    if fits {
        return Cow::Borrowed(text);
    }
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() > LONGEST {
            line = line.chars().take(LONGEST).collect();
            line.push('…');
            break;
        }
    }
    Cow::Owned(line)
}

/// What a reader would see of a page of HTML, without what is told twice in a row, as title and heading are.
pub(super) fn without_tags(body: &str) -> Cow<'_, str> {
    if !body.contains('<') {
        return Cow::Borrowed(body);
    }
    let mut seen: Vec<Cow<'_, str>> = Vec::new();
    let mut rest = body;
    loop {
        let (text, tag) = rest.split_at(next_tag(rest).unwrap_or(rest.len()));
        let piece = text.trim();
        let piece = quick_xml::escape::unescape(piece).unwrap_or(Cow::Borrowed(piece));
        if !piece.is_empty() && seen.last() != Some(&piece) {
            seen.push(piece);
        }
        match after(tag) {
            Some(after) => rest = after,
            None => return Cow::Owned(seen.join(" ")),
        }
    }
}

/// Where the next tag begins. A `<` before a space or a digit is a sign.
fn next_tag(text: &str) -> Option<usize> {
    let begins =
        |after: &str| after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    memchr::memchr_iter(b'<', text.as_bytes()).find(|at| text.get(at + 1..).is_some_and(begins))
}

/// What comes after a tag, or after an element that holds no words.
fn after(tag: &str) -> Option<&str> {
    let end = ["<!--", "<script", "<style"].iter().zip(["-->", "</script>", "</style>"]);
    let starts = |begin: &str| tag.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin));
    match end.into_iter().find(|(begin, _)| starts(begin)) {
        Some((_, end)) => Some(tag.split_once(end)?.1),
        None => Some(tag.split_once('>')?.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn html_keeps_its_words_and_nothing_else() {
        for (body, words) in [
            ("go away", "go away"),
            ("a < b & c", "a < b & c"),
            (
                "<html><title>403 Forbidden</title><h1>403 Forbidden</h1><hr>nginx</html>",
                "403 Forbidden nginx",
            ),
            (
                "<!-- <b>no</b> --><style>b { x }</style><p>Not&nbsp;here &amp; there",
                "Not&nbsp;here &amp; there",
            ),
            ("<p>one &lt; two</p>", "one < two"),
            ("<script>alert(1)", ""),
            ("<p", ""),
        ] {
            assert_eq!(without_tags(body), words, "{body}");
        }
    }

    #[test]
    fn a_message_is_one_line_of_some_200_characters() {
        assert_eq!(one_line(" two\r\n  lines\t"), "two lines");
        let cut = one_line(&"wörd ".repeat(100)).into_owned();
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (201, true));
        assert_eq!(one_line(&"x".repeat(200)).len(), 200);
    }

    proptest! {
        #[test]
        fn no_body_is_too_odd(body in r#"[<>!/a-z&; \n"-]{0,60}"#) {
            one_line(&without_tags(&body));
        }
    }
}
