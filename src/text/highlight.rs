//! Where a searched text stands in a line on the screen.

use std::ops::Range;

/// The places of `wanted` in `text`, in bytes, with the search's smart case: a capital in it makes case count.
#[must_use]
pub fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let exact = wanted.chars().any(char::is_uppercase);
    let mut places = Vec::new();
    let mut from = 0;
    for (at, _) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if at >= from
            && let Some(len) = prefix(rest, wanted, exact)
        {
            places.push(at..at + len);
            from = at + len;
        }
    }
    places
}

/// The length of the prefix of `text` that is `wanted`.
fn prefix(text: &str, wanted: &str, exact: bool) -> Option<usize> {
    let mut chars = text.char_indices();
    for want in wanted.chars() {
        let (_, have) = chars.next()?;
        if have != want && (exact || !have.to_lowercase().eq(want.to_lowercase())) {
            return None;
        }
    }
    let len = chars.next().map_or(text.len(), |(at, _)| at);
    (len > 0).then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_smart_case_and_do_not_overlap() {
        assert_eq!(places("Cat, cat", "cat"), [0..3, 5..8]);
        assert_eq!(places("Cat, cat", "Cat"), vec![0..3; 1]);
        assert_eq!(places("aaaa", "aa"), [0..2, 2..4]);
        assert_eq!(places("ÉTÉ, été", "été"), [0..5, 7..12]);
        assert!(places("abc", "").is_empty());
    }
}
