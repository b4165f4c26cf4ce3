//! Literals without quotes, an old form that the reference still reads and most examples on the web are written in:
//! `` [?AssignmentStatus==`Approved`] ``.

use serde_json::Value;
use std::borrow::Cow;

/// The query with every such literal put into quotes.
pub(super) fn quoted(query: &str) -> Cow<'_, str> {
    if !query.contains('`') {
        return Cow::Borrowed(query);
    }
    let mut out = String::with_capacity(query.len() + 8);
    let mut rest = query;
    while let Some(at) = rest.find(['\'', '"', '`']) {
        let (before, token) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let (token, after) = token.split_at_checked(token_len(token)).unwrap_or((token, ""));
        out.push_str(before);
        let literal = token.strip_prefix('`').and_then(|token| token.strip_suffix('`')).and_then(string);
        match literal {
            Some(text) => out.extend(["`", &text.replace('`', "\\`"), "`"]),
            None => out.push_str(token),
        }
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// How long the delimited token is with which this begins; all of it if it does not end.
fn token_len(text: &str) -> usize {
    let mut chars = text.char_indices();
    let delimiter = chars.next().map(|(_, c)| c);
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if Some(c) == delimiter {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// The JSON string a literal stands for if it is not JSON, but would be in quotes.
fn string(literal: &str) -> Option<String> {
    let literal = literal.replace("\\`", "`");
    if serde_json::from_str::<Value>(&literal).is_ok() {
        return None;
    }
    let text = format!("\"{}\"", literal.trim_start());
    serde_json::from_str::<String>(&text).is_ok().then_some(text)
}
