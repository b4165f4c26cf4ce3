use memchr::memchr;

/// The elements of an `Answer` as the service writes them, the most frequent first: their tags, and what they hold.
const ELEMENTS: &[(&str, &str, Holds)] = &[
    ("<QuestionIdentifier>", "</QuestionIdentifier>", Holds::Name),
    ("<FreeText>", "</FreeText>", Holds::Value),
    ("<SelectionIdentifier>", "</SelectionIdentifier>", Holds::Value),
    ("<OtherSelectionText>", "</OtherSelectionText>", Holds::Value),
    ("<UploadedFileKey>", "</UploadedFileKey>", Holds::Value),
    ("<UploadedFileSizeInBytes>", "</UploadedFileSizeInBytes>", Holds::Size),
];

/// What stands in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Name,
    Value,
    Size,
}

/// What a walk over a document came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrdinaryScan {
    /// A value was accepted.
    Found,
    /// None was.
    Nothing,
    /// The document holds something that takes a parser to understand.
    NotOrdinary,
}

/// Walks over a document as the service writes them and hands out the text of each value, still escaped.
///
/// Ordinary is: an XML declaration or none, one `QuestionFormAnswers` with or without its namespace, in it `Answer`
/// elements, in these the elements of the schema, each with nothing but text; white space between them. No prefixes,
/// comments, CDATA, or anything else.
pub(super) fn any_value(xml: &str, mut accept: impl FnMut(&str) -> bool) -> OrdinaryScan {
    match walk(xml, &mut accept) {
        Some(true) => OrdinaryScan::Found,
        Some(false) => OrdinaryScan::Nothing,
        None => OrdinaryScan::NotOrdinary,
    }
}

/// `None` at the first thing that is not ordinary. A value that was accepted before that does not count: the rest
/// decides what it is part of.
fn walk(xml: &str, accept: &mut impl FnMut(&str) -> bool) -> Option<bool> {
    let mut rest = skip_opening(xml)?;
    let mut found = false;
    loop {
        let (tag, behind) = next_tag(rest)?;
        match tag {
            "Answer" => rest = walk_answer(behind, &mut found, accept)?,
            "/QuestionFormAnswers" => return behind.trim_ascii().is_empty().then_some(found),
            _ => return None,
        }
    }
}

/// Skips the declaration and the root element's tag.
fn skip_opening(xml: &str) -> Option<&str> {
    let mut rest = xml.trim_ascii_start();
    if let Some(declaration) = rest.strip_prefix("<?xml ") {
        let (inside, behind) = declaration.split_once("?>")?;
        if inside.contains(['<', '>']) {
            return None;
        }
        rest = behind;
    }
    let (tag, behind) = next_tag(rest)?;
    let attributes = tag.strip_prefix("QuestionFormAnswers")?;
    let plain = attributes.is_empty()
        || (attributes.starts_with(' ') && attributes.ends_with('"') && !attributes.contains(['<', '\'']));
    let quoted = attributes.bytes().filter(|&b| b == b'"').count() % 2 == 0;
    (plain && quoted).then_some(behind)
}

/// Walks to the end of one `Answer` and returns what is behind it.
fn walk_answer<'x>(xml: &'x str, found: &mut bool, accept: &mut impl FnMut(&str) -> bool) -> Option<&'x str> {
    let mut rest = xml.trim_ascii_start();
    loop {
        let element =
            ELEMENTS.iter().find_map(|&(open, close, holds)| Some((rest.strip_prefix(open)?, close, holds)));
        let Some((inside, close, holds)) = element else {
            match rest.strip_prefix("<FreeText/>") {
                Some(behind) => rest = behind.trim_ascii_start(),
                None => return rest.strip_prefix("</Answer>"),
            }
            continue;
        };
        let (text, behind) = inside.split_at_checked(memchr(b'<', inside.as_bytes())?)?;
        rest = behind.strip_prefix(close)?.trim_ascii_start();
        if holds == Holds::Size && !is_plain_number(text) {
            return None;
        }
        *found = *found || (holds != Holds::Name && accept(text));
    }
}

/// What stands between the `<` and the `>` that come next, and the text behind.
fn next_tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_ascii_start().strip_prefix('<')?;
    let (tag, behind) = inside.split_at_checked(memchr(b'>', inside.as_bytes())?)?;
    Some((tag, behind.strip_prefix('>')?))
}

/// A number that reads the same once it was read and written.
fn is_plain_number(text: &str) -> bool {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    digits && matches!(text.len(), 1..=19) && (text == "0" || !text.starts_with('0'))
}
