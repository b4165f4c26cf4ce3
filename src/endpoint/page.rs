use super::error::Refusal;
use super::{Fault, Operation, validate};
use crate::emulator::Seek;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One page of a list: where it starts, and the token for the one after it.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Where the page starts and how long it is.
    pub(super) seek: Seek,
    query: u64,
    asked: Option<String>,
    turn: u16,
    fault: Option<Fault>,
}

/// The service model's limit on the length of a token.
const LONGEST: usize = 255;
/// What the service's own tokens start with.
const PREFIX: &str = "p1:";

impl Page {
    /// Reads `MaxResults` and `NextToken` of a list request; `query` is all else that decides what is listed.
    pub(super) fn new(
        operation: Operation,
        query: impl Hash,
        max_results: Option<i64>,
        next_token: Option<String>,
        fault: Option<Fault>,
    ) -> Result<Self, Refusal> {
        let limit = validate::max_results(max_results)?;
        let query = digest((operation.name(), query));
        let mut page = Self { seek: Seek { after: 0, limit }, query, asked: None, turn: 0, fault };
        if let Some(token) = next_token {
            validate::length("NextToken", &token, 1, LONGEST)?;
            page.go_on_at(&token)?;
            page.asked = Some(token);
        }
        if fault == Some(Fault::EmptyPage) {
            page.seek.limit = 0;
        }
        Ok(page)
    }

    /// The token of the page after this one, which ended at row `last`.
    pub(super) fn next(&self, last: Option<i64>) -> Option<String> {
        match self.fault {
            Some(Fault::RepeatedToken) if self.asked.is_some() => self.asked.clone(),
            // The same place under another name: a client must not take it for a repeated token.
            Some(Fault::EmptyPage) => Some(self.token(self.seek.after, self.turn.wrapping_add(1))),
            _ => last.map(|last| self.token(last, 0)),
        }
    }

    /// A token is a row number under a mask, and a seal that fits this query alone.
    fn token(&self, after: i64, turn: u16) -> String {
        let seal = digest((self.query, after, turn));
        format!("{PREFIX}{:016x}{turn:04x}{seal:016x}", after.cast_unsigned() ^ seal)
    }

    fn go_on_at(&mut self, token: &str) -> Result<(), Refusal> {
        let (after, turn) = self
            .read(token)
            .filter(|_| self.fault != Some(Fault::ExpiredToken))
            .ok_or_else(|| refused(token))?;
        (self.seek.after, self.turn) = (after, turn);
        Ok(())
    }

    fn read(&self, token: &str) -> Option<(i64, u16)> {
        let digits = token.strip_prefix(PREFIX)?;
        let masked = u64::from_str_radix(digits.get(..16)?, 16).ok()?;
        let turn = u16::from_str_radix(digits.get(16..20)?, 16).ok()?;
        let seal = u64::from_str_radix(digits.get(20..)?, 16).ok()?;
        let after = (masked ^ seal).cast_signed();
        // Writing it again refuses every other spelling of the same numbers.
        (self.token(after, turn) == token).then_some((after, turn))
    }
}

fn refused(token: &str) -> Refusal {
    Refusal::Request(
        "AWS.MechanicalTurk.InvalidParameterValue",
        format!("The value \"{token}\" is not valid for the parameter NextToken."),
    )
}

fn digest(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &str, token: Option<String>) -> Result<Page, Refusal> {
        Page::new(Operation::ListHits, query, None, token, None)
    }

    #[test]
    fn a_token_goes_on_where_the_page_ended() {
        let token = page("a", None).unwrap().next(Some(123_456));
        assert!(token.as_ref().is_some_and(|token| token.len() <= LONGEST));
        assert_eq!(page("a", token).unwrap().seek.after, 123_456);
    }

    #[test]
    fn a_token_of_another_query_or_a_changed_one_is_refused() {
        let token = page("a", None).unwrap().next(Some(9)).unwrap();
        assert!(page("b", Some(token.clone())).is_err());
        assert!(page("a", Some(token.to_uppercase())).is_err());
        for at in 0..token.len() {
            let mut changed = token.clone();
            let letter = if changed.as_bytes()[at] == b'0' { "1" } else { "0" };
            changed.replace_range(at..=at, letter);
            assert!(page("a", Some(changed)).is_err(), "letter {at}");
        }
    }

    #[test]
    fn no_text_breaks_the_reading_of_tokens() {
        for garbage in
            ["x", "p1:", "p1:é23456789abcdef0123456789abcdef0123", "p1:+00000000000000000000000000000000000"]
        {
            assert!(page("a", Some(garbage.into())).is_err(), "{garbage}");
        }
    }
}
