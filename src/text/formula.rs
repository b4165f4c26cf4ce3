use std::borrow::Cow;

/// A text for a spreadsheet's cell: one that the spreadsheet would calculate gets an apostrophe, which makes it text.
#[must_use]
pub fn no_formula(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

/// Whether a spreadsheet would calculate it. A number with its sign is read as that number, and a sign alone as text.
fn is_formula(text: &str) -> bool {
    let number = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') && rest.parse::<f64>().is_ok()
    };
    match text.strip_prefix(['+', '-']) {
        Some(rest) => !number(rest),
        None => text.starts_with(['=', '@', '\t', '\r']),
    }
}
