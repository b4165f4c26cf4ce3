use super::Seek;
use super::given::Given;
use crate::wire::{Operation, Refusal};
use std::hash::{DefaultHasher, Hash, Hasher};

/// One page of a list: where it starts, and the token for the one after it.
#[derive(Debug, Clone)]
pub(super) struct PageRequest {
    /// Where the page starts and how long it is.
    pub(super) seek: Seek,
    query: u64,
}

/// The service model's limit on the length of a token.
const LONGEST: usize = 255;
/// What the service's own tokens start with.
const PREFIX: &str = "p1:";

impl PageRequest {
    /// A page of `limit` entries, the first one or the one behind a token; `query` is all else that decides what is
    /// listed.
    pub(super) fn new(
        operation: Operation,
        query: impl Hash,
        limit: u8,
        next: Option<&Given>,
    ) -> Result<Self, Refusal> {
        let query = digest((operation.name(), query));
        let mut page = Self { seek: Seek { after: 0, limit }, query };
        if let Some(given) = next {
            let token = given.length(1, LONGEST)?;
            page.seek.after = page.read(token).ok_or_else(|| Refusal::token(token))?;
        }
        Ok(page)
    }

    /// A token is a row number under a mask, and a seal that fits this query alone.
    pub(super) fn token(&self, after: i64) -> String {
        let seal = digest((self.query, after));
        format!("{PREFIX}{:016x}{seal:016x}", after.cast_unsigned() ^ seal)
    }

    fn read(&self, token: &str) -> Option<i64> {
        let digits = token.strip_prefix(PREFIX)?;
        let masked = u64::from_str_radix(digits.get(..16)?, 16).ok()?;
        let seal = u64::from_str_radix(digits.get(16..)?, 16).ok()?;
        let after = (masked ^ seal).cast_signed();
        // Writing it again refuses every other spelling of the same numbers.
        (self.token(after) == token).then_some(after)
    }
}

fn digest(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::NEXT_TOKEN;

    fn page(query: &str, token: Option<&str>) -> Result<PageRequest, Refusal> {
        let next = token.map(|token| Given::new(NEXT_TOKEN, token.to_owned()));
        PageRequest::new(Operation::ListHits, query, 10, next.as_ref())
    }

    #[test]
    fn a_token_goes_on_where_the_page_ended() {
        let token = page("a", None).unwrap().token(123_456);
        assert!(token.len() <= LONGEST);
        assert_eq!(page("a", Some(&token)).unwrap().seek.after, 123_456);
    }

    #[test]
    fn a_token_of_another_query_or_a_changed_one_is_refused() {
        let token = page("a", None).unwrap().token(9);
        assert!(page("b", Some(&token)).is_err());
        assert!(page("a", Some(&token.to_uppercase())).is_err());
        for at in 0..token.len() {
            let mut changed = token.clone();
            let letter = if changed.as_bytes()[at] == b'0' { "1" } else { "0" };
            changed.replace_range(at..=at, letter);
            assert!(page("a", Some(&changed)).is_err(), "letter {at}");
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_tokens() {
        for garbage in
            ["x", "p1:", "p1:é23456789abcdef0123456789abcdef", "p1:+0000000000000000000000000000000"]
        {
            assert!(page("a", Some(garbage)).is_err(), "{garbage}");
        }
    }
}
