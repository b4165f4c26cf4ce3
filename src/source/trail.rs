use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// The page tokens that one walk over a list was handed, by their hashes: eight bytes a page and the free places of a
/// hash table, some twenty at most, however long tokens are: 150 kB for a million assignments.
///
/// Nothing promises that tokens lead forward: a compatible endpoint, or a proxy that answers from its cache, may
/// hand out the same one for ever, or two in turn. Only who remembers every token ends such a walk before a page comes
/// a second time. Hashes are keyed anew in each run, so no service can make two tokens meet.
#[derive(Debug, Default)]
pub struct TokenTrail {
    handed_out: HashSet<u64>,
    last: Option<u64>,
    hasher: RandomState,
}

/// What a page's token means for the walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextPage<T> {
    /// Ask for the page behind this token.
    Ask(T),
    /// The list is whole.
    End,
    /// The token is the one that led to this page: the list can not be read on.
    Repeated(T),
    /// The token led to an earlier page: reading on would go round in a circle.
    Circle(T),
}

impl TokenTrail {
    /// The trail of a walk that starts at a token, which counts as handed out.
    #[must_use]
    pub fn from(start: Option<&impl AsRef<str>>) -> Self {
        let mut trail = Self::default();
        if let Some(token) = start {
            trail.is_new(token.as_ref());
        }
        trail
    }

    /// Takes note of the token that came with a page and says how the walk goes on.
    pub fn after<T: AsRef<str>>(&mut self, next: Option<T>) -> NextPage<T> {
        let Some(token) = next else { return NextPage::End };
        let before = self.last;
        if self.is_new(token.as_ref()) {
            NextPage::Ask(token)
        } else if self.last == before {
            NextPage::Repeated(token)
        } else {
            NextPage::Circle(token)
        }
    }

    fn is_new(&mut self, token: &str) -> bool {
        let hash = self.hasher.hash_one(token);
        self.last = Some(hash);
        self.handed_out.insert(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::NextPage::{Ask, Circle, End, Repeated};
    use super::*;

    fn walk<'t>(mut trail: TokenTrail, tokens: &[&'t str]) -> Vec<NextPage<&'t str>> {
        tokens.iter().map(|token| trail.after(Some(*token))).collect()
    }

    #[test]
    fn a_list_ends_where_no_token_comes() {
        let mut trail = TokenTrail::default();
        assert_eq!(trail.after(Some("a")), Ask("a"));
        assert_eq!(trail.after(None::<&str>), End);
    }

    #[test]
    fn a_token_that_comes_twice_running_is_told_from_a_circle() {
        let told = walk(TokenTrail::default(), &["a", "b", "b", "a", "c"]);
        assert_eq!(told, [Ask("a"), Ask("b"), Repeated("b"), Circle("a"), Ask("c")]);
    }

    #[test]
    fn the_token_that_a_walk_starts_at_counts() {
        assert_eq!(walk(TokenTrail::from(Some(&"a")), &["a"]), [Repeated("a")]);
        assert_eq!(walk(TokenTrail::from(Some(&"a")), &["b", "a"]), [Ask("b"), Circle("a")]);
        assert_eq!(walk(TokenTrail::from(None::<&&str>), &["a"]), [Ask("a")]);
    }
}
