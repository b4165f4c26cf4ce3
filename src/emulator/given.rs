//! The constraints of the service model, and the words in which AWS JSON services tell of a violation.

use crate::model::{AssignmentId, Cents, HitId, WorkerId};
use crate::wire::Refusal;

/// What ids look like.
const ENTITY: &str = "^[A-Z0-9]+$";
/// What worker ids look like.
const CUSTOMER: &str = "^A[A-Z0-9]+$";
/// What amounts of money look like.
const CURRENCY: &str = r"^[0-9]+(\.)?[0-9]{0,2}$";
/// The longest text a worker is sent with a decision (the documentation of the operations).
const FEEDBACK: usize = 1024;

/// A member that has to be there.
pub(super) fn required<T>(member: &str, value: Option<T>) -> Result<T, Refusal> {
    value.ok_or_else(|| violation("null", member, "Member must not be null"))
}

/// A HIT id.
pub(super) fn hit(member: &str, value: &str) -> Result<HitId, Refusal> {
    entity(member, value).map(HitId::from_service)
}

/// An assignment id.
pub(super) fn assignment(member: &str, value: &str) -> Result<AssignmentId, Refusal> {
    entity(member, value).map(AssignmentId::from_service)
}

/// A worker id.
pub(super) fn worker(member: &str, value: &str) -> Result<WorkerId, Refusal> {
    length(member, value, 1, 64)?;
    let fits = value.strip_prefix('A').is_some_and(|rest| !rest.is_empty() && capitals(rest));
    if fits { Ok(WorkerId::from_service(value)) } else { Err(pattern(member, value, CUSTOMER)) }
}

/// An id of any kind.
pub(super) fn entity<'a>(member: &str, value: &'a str) -> Result<&'a str, Refusal> {
    length(member, value, 1, 64)?;
    if capitals(value) { Ok(value) } else { Err(pattern(member, value, ENTITY)) }
}

/// A length in characters.
pub(super) fn length(member: &str, value: &str, least: usize, most: usize) -> Result<(), Refusal> {
    let length = value.chars().count();
    let constraint = if length < least {
        format!("Member must have length greater than or equal to {least}")
    } else if length > most {
        format!("Member must have length less than or equal to {most}")
    } else {
        return Ok(());
    };
    Err(violation(&quoted(value), member, &constraint))
}

/// How many results a page may have; the service gives ten unless asked.
pub(super) fn max_results(value: Option<i64>) -> Result<u8, Refusal> {
    let value = value.unwrap_or(10);
    let constraint = if value < 1 {
        "Member must have value greater than or equal to 1"
    } else {
        "Member must have value less than or equal to 100"
    };
    let fits = u8::try_from(value).ok().filter(|size| (1..=100).contains(size));
    fits.ok_or_else(|| violation(&quoted(&value.to_string()), "MaxResults", constraint))
}

/// One of an enumeration's words.
pub(super) fn word(member: &str, value: &str, words: &[&str]) -> Result<(), Refusal> {
    if words.contains(&value) {
        return Ok(());
    }
    let constraint = format!("Member must satisfy enum value set: [{}]", words.join(", "));
    Err(violation(&quoted(value), member, &constraint))
}

/// An amount of money, more than nothing.
pub(super) fn amount(member: &str, value: &str) -> Result<Cents, Refusal> {
    let cents: Cents = value.parse().map_err(|_| pattern(member, value, CURRENCY))?;
    if cents > Cents(0) { Ok(cents) } else { Err(Refusal::value(member, value)) }
}

/// What a worker is told with a decision: at most 1024 characters, no control characters but tab, line feed
/// and carriage return, nothing that takes four bytes in UTF-8.
pub(super) fn feedback(member: &str, value: &str) -> Result<(), Refusal> {
    let refused = |c: char| u32::from(c) > 0xFFFF || (u32::from(c) < 32 && !matches!(c, '\t' | '\n' | '\r'));
    if value.chars().count() > FEEDBACK || value.chars().any(refused) {
        return Err(Refusal::value(member, value));
    }
    Ok(())
}

/// A text for which an empty one will not do.
pub(super) fn not_empty(member: &str, value: &str) -> Result<(), Refusal> {
    if value.trim().is_empty() { Err(Refusal::value(member, value)) } else { Ok(()) }
}

fn capitals(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn pattern(member: &str, value: &str, pattern: &str) -> Refusal {
    let constraint = format!("Member must satisfy regular expression pattern: {pattern}");
    violation(&quoted(value), member, &constraint)
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
