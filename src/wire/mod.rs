//! The service's JSON 1.1, both ways: the one place that knows what operations, members and errors are called.
//!
//! Reading is lossy by design. The service, endpoints like it and files made from their answers write times as numbers,
//! as digits in a text and as ISO 8601; workers leave half an emoji behind; a later service has members and words of
//! its own. Each of these costs at most its own value, which is kept as it was sent ([`KeptMembers`]), and never the
//! page. Only what is no JSON, or holds no list where one belongs, is no answer.
//!
//! Writing is exact: what was read is written so that it reads the same, kept members in their places.
//!
//! A [`Service`] answers operations: the emulator does, for the endpoint to serve.
//!
//! [`KeptMembers`]: crate::model::KeptMembers

mod assignment;
mod bonus_payment;
mod error_answer;
mod error_body;
mod hit;
mod list;
mod member;
mod money;
mod operation;
mod page;
mod raw;
mod reading;
mod refusal;
mod regular;
#[cfg(test)]
mod sample;
mod sent;
mod service;
mod structure;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod words;
mod worker_block;

pub use error_answer::{ErrorAnswer, ErrorMeaning};
pub use error_body::CliWords;
pub use list::{ASSIGNMENT_STATUSES, ASSIGNMENTS, HIT_ID, MAX_RESULTS, NEXT_TOKEN, NUM_RESULTS};
pub use member::{AssignmentMember, BonusPaymentMember, HitMember, Member, WorkerBlockMember};
pub use money::Dollars;
pub use operation::Operation;
pub use page::{AnswerError, WrittenPage, one, page};
pub use raw::{Keeping, RawMembers, value_of};
pub use refusal::Refusal;
pub use regular::WirePage;
pub use sent::{SentAssignment, SentPage, SentPageError};
pub use service::{Service, ServiceCall};
pub use structure::{Structure, Told, WireValue, Written};
pub use text::{of_body, text_of, unescape};
pub use time::{Seconds, WireTime};
