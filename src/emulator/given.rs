//! The constraints of the service model, and the words in which AWS JSON services tell of a violation.

use crate::model::{AssignmentId, Cents, HitId, WorkerId};
use crate::wire::Refusal;
use std::borrow::Cow;

/// What ids look like.
const ENTITY: &str = "^[A-Z0-9]+$";
/// What worker ids look like.
const CUSTOMER: &str = "^A[A-Z0-9]+$";
/// What amounts of money look like.
const CURRENCY: &str = r"^[0-9]+(\.)?[0-9]{0,2}$";
/// The longest text a worker is sent with a decision (the documentation of the operations).
const FEEDBACK: usize = 1024;

/// What a request says in one of its members, a text unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given<T = String> {
    member: Cow<'static, str>,
    value: T,
}

impl<T> Given<T> {
    /// The value of a member of this name.
    pub(super) fn new(member: impl Into<Cow<'static, str>>, value: T) -> Self {
        Self { member: member.into(), value }
    }
}

/// The refusal of a request without a member that has to be there.
pub(super) fn missing(member: &str) -> Refusal {
    violation("null", member, "Member must not be null")
}

impl Given<i64> {
    /// How many results a page may have.
    pub(super) fn max_results(&self) -> Result<u8, Refusal> {
        let constraint = if self.value < 1 {
            "Member must have value greater than or equal to 1"
        } else {
            "Member must have value less than or equal to 100"
        };
        let fits = u8::try_from(self.value).ok().filter(|size| (1..=100).contains(size));
        fits.ok_or_else(|| violation(&quoted(&self.value.to_string()), &self.member, constraint))
    }
}

impl Given {
    /// The text as it was sent, unchecked.
    pub(super) fn as_str(&self) -> &str {
        &self.value
    }

    /// A HIT id.
    pub(super) fn hit(&self) -> Result<HitId, Refusal> {
        self.entity().map(HitId::from_service)
    }

    /// An assignment id.
    pub(super) fn assignment(&self) -> Result<AssignmentId, Refusal> {
        self.entity().map(AssignmentId::from_service)
    }

    /// A worker id.
    pub(super) fn worker(&self) -> Result<WorkerId, Refusal> {
        self.length(1, 64)?;
        let fits = self.value.strip_prefix('A').is_some_and(|rest| !rest.is_empty() && capitals(rest));
        if fits { Ok(WorkerId::from_service(self.as_str())) } else { Err(self.pattern(CUSTOMER)) }
    }

    /// An id of any kind.
    pub(super) fn entity(&self) -> Result<&str, Refusal> {
        self.length(1, 64)?;
        if capitals(&self.value) { Ok(&self.value) } else { Err(self.pattern(ENTITY)) }
    }

    /// A text of so many characters.
    pub(super) fn length(&self, least: usize, most: usize) -> Result<&str, Refusal> {
        let length = self.value.chars().count();
        if length < least {
            Err(self.violation(&format!("Member must have length greater than or equal to {least}")))
        } else if length > most {
            Err(self.violation(&format!("Member must have length less than or equal to {most}")))
        } else {
            Ok(&self.value)
        }
    }

    /// The one of an enumeration's values that is called so.
    pub(super) fn one_of<T: Copy>(&self, values: &[T], word: fn(T) -> &'static str) -> Result<T, Refusal> {
        let found = values.iter().copied().find(|value| word(*value) == self.value);
        found.ok_or_else(|| {
            let words: Vec<&str> = values.iter().map(|value| word(*value)).collect();
            self.violation(&format!("Member must satisfy enum value set: [{}]", words.join(", ")))
        })
    }

    /// An amount of money, more than nothing.
    pub(super) fn amount(&self) -> Result<Cents, Refusal> {
        let cents: Cents = self.value.parse().map_err(|_| self.pattern(CURRENCY))?;
        if cents > Cents(0) { Ok(cents) } else { Err(self.against_rules()) }
    }

    /// What a worker is told with a decision: at most 1024 characters, no control characters but tab, line feed
    /// and carriage return, nothing that takes four bytes in UTF-8.
    pub(super) fn feedback(&self) -> Result<&str, Refusal> {
        let refused =
            |c: char| u32::from(c) > 0xFFFF || (u32::from(c) < 32 && !matches!(c, '\t' | '\n' | '\r'));
        if self.value.chars().any(refused) { Err(self.against_rules()) } else { self.at_most(FEEDBACK) }
    }

    /// A text that is not too long for the service's rules, whatever its model says.
    pub(super) fn at_most(&self, longest: usize) -> Result<&str, Refusal> {
        if self.value.chars().count() > longest { Err(self.against_rules()) } else { Ok(&self.value) }
    }

    /// A text for which an empty one will not do.
    pub(super) fn not_empty(&self) -> Result<&str, Refusal> {
        if self.value.trim().is_empty() { Err(self.against_rules()) } else { Ok(&self.value) }
    }

    /// The refusal of a value that fits the model but not the service's rules.
    pub(super) fn against_rules(&self) -> Refusal {
        Refusal::value(&self.member, &self.value)
    }

    fn pattern(&self, pattern: &str) -> Refusal {
        self.violation(&format!("Member must satisfy regular expression pattern: {pattern}"))
    }

    fn violation(&self, constraint: &str) -> Refusal {
        violation(&quoted(&self.value), &self.member, constraint)
    }
}

fn capitals(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn quoted(value: &str) -> String {
    format!("'{value}'")
}

/// The sentence all AWS JSON services use; member names start small in it.
fn violation(value: &str, member: &str, constraint: &str) -> Refusal {
    let mut letters = member.chars();
    let at: String = letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
    Refusal::Validation(format!(
        "1 validation error detected: Value {value} at '{at}' failed to satisfy constraint: {constraint}"
    ))
}
