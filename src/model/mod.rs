//! The words of the field as types: HITs, assignments, workers, statuses, money and time.
//!
//! Nothing here waits, reads, writes or draws. Times are [`Timestamp`]s (UTC); money is integer [`Cents`].

mod assignment;
mod bonus_payment;
mod environment;
mod fee;
mod hit;
mod id;
mod kept;
mod member_name;
mod money;
mod provenance;
mod remark;
mod requirement;
mod saved;
mod status;
mod worker_block;

pub use assignment::Assignment;
pub use bonus_payment::BonusPayment;
pub use environment::{Environment, EnvironmentError, is_link_local, is_loopback_host};
pub use fee::{bonus_fee, fee};
pub use hit::{Hit, HitReviewStatus, HitStatus};
pub use id::{AssignmentId, HitId, IdError, WorkerId};
pub use jiff::{SignedDuration, Timestamp};
pub use kept::KeptMembers;
pub use member_name::MemberName;
pub use money::{Cents, CentsError};
pub use provenance::Provenance;
pub use remark::{Remark, RemarkWeight};
pub use requirement::{Locale, QualificationRequirement};
pub use saved::{Approver, NamedText, SavedAssignment, SavedRecord, TakeRecord, Trials};
pub use status::{Status, StatusSet};
pub use worker_block::WorkerBlock;
