//! Words for a banner out of bodies that were not written for one.

use std::borrow::Cow;
use std::collections::HashSet;

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

/// What a page of HTML has to say: its sentences. Titles and headings repeat the status in front of them, and count only
/// where nothing else is said.
pub(super) fn without_tags(body: &str) -> Cow<'_, str> {
    if !body.contains('<') {
        return Cow::Borrowed(body);
    }
    let blocks = blocks(body);
    let said = |block: &&PageBlock| {
        !block.title && block.words.split(' ').count() >= SENTENCE && !names_status(&block.words)
    };
    let mut sentences: Vec<&str> = blocks.iter().filter(said).map(|block| &*block.words).collect();
    if sentences.is_empty() {
        sentences = blocks.iter().map(|block| &*block.words).collect();
    }
    let mut told = HashSet::new();
    sentences.retain(|sentence| told.insert(*sentence));
    Cow::Owned(sentences.join(" "))
}

/// Fewer words are a heading, or the name of a server.
const SENTENCE: usize = 3;

/// Tags within a sentence; all others end it.
const INLINE: [&str; 12] = ["a", "b", "br", "code", "em", "font", "i", "small", "span", "strong", "tt", "u"];

/// A paragraph, heading or the like.
#[derive(Debug, Default)]
struct PageBlock {
    /// Whether it is the page's title.
    title: bool,
    /// On one line.
    words: String,
}

/// What stands between the tags that part a page.
fn blocks(body: &str) -> Vec<PageBlock> {
    let (mut blocks, mut block, mut rest) = (Vec::new(), PageBlock::default(), body);
    loop {
        let (text, tag) = rest.split_at(next_tag(rest).unwrap_or(rest.len()));
        let text = quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text));
        for word in text.split_whitespace() {
            let gap = if block.words.is_empty() { "" } else { " " };
            block.words.push_str(gap);
            block.words.push_str(word);
        }
        let name = tag_name(tag);
        let after = after(tag);
        if after.is_none() || !INLINE.contains(&&*name) {
            let next = PageBlock { title: name == "title" && !tag.starts_with("</"), ..PageBlock::default() };
            blocks.push(std::mem::replace(&mut block, next));
        }
        let Some(after) = after else { break };
        rest = after;
    }
    blocks.retain(|block| !block.words.is_empty());
    blocks
}

/// The name of the tag that a text begins with, in small letters.
fn tag_name(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// Whether a heading only names an HTTP status: `403 Forbidden`, `Error 503`, `Gone`.
fn names_status(words: &str) -> bool {
    let words = words.to_ascii_lowercase();
    let rest = words.trim_start_matches("http").trim_start().trim_start_matches("error").trim_start();
    let numbered = rest.get(..3).is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()));
    let is_reason = |code: u16| {
        let reason = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
        reason.is_some_and(|reason| reason.eq_ignore_ascii_case(rest))
    };
    (numbered && rest.split(' ').count() <= 6) || (400..600).any(is_reason)
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
            (
                "<head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center>\
                 <p>Requests from <b>this</b> address are\n <a href='x'>not</a> let through.</p><hr>nginx/1.2</body>",
                "Requests from this address are not let through.",
            ),
            (
                "<HTML><TITLE>ERROR: The request could not be satisfied</TITLE><H1>403 ERROR</H1>\
                 <H2>The request could not be satisfied.</H2><HR>Request blocked. We can't connect now.<BR>",
                "The request could not be satisfied. Request blocked. We can't connect now.",
            ),
            ("<title>Service Unavailable</title><h1>Error 503</h1>", "Service Unavailable Error 503"),
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
