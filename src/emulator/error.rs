use crate::model::{AssignmentId, Cents, HitId, WorkerId};
use std::io;
use std::path::PathBuf;

/// Why an emulator did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum EmulatorError {
    /// The account has no such HIT.
    #[error("the account has no HIT {0}")]
    NoSuchHit(HitId),
    /// The account has no such assignment.
    #[error("the account has no assignment {0}")]
    NoSuchAssignment(AssignmentId),
    /// Nobody with this id ever worked for this account.
    #[error("worker {0} has not worked on any HIT of this account")]
    NoSuchWorker(WorkerId),
    /// The assignment was already decided in a way that does not allow this.
    #[error("assignment {id} is {status}: this can only be done while it is {allowed}")]
    Decided {
        /// The assignment.
        id: AssignmentId,
        /// Where it stands.
        status: &'static str,
        /// Where it would have to stand.
        allowed: &'static str,
    },
    /// A rejection can be overridden only for work submitted in the last 30 days.
    #[error("assignment {0} was submitted more than 30 days ago: its rejection stands")]
    RejectionIsFinal(AssignmentId),
    /// The HIT is not in the state that the change of its review status starts from.
    #[error("HIT {id} is {status}: this can only be done while it is {allowed}")]
    HitStatus {
        /// The HIT.
        id: HitId,
        /// Where it stands.
        status: &'static str,
        /// Where it would have to stand.
        allowed: &'static str,
    },
    /// The bonus is for a worker who did not do this assignment.
    #[error("worker {worker} did not do assignment {assignment}")]
    OtherWorker {
        /// Who was to be paid.
        worker: WorkerId,
        /// The assignment somebody else did.
        assignment: AssignmentId,
    },
    /// A bonus with this request token was paid in the last 24 hours.
    #[error("the bonus with request token {0:?} is paid already; nothing was paid again")]
    TokenUsed(String),
    /// The account can not pay for this.
    #[error("this costs {cost} with the fee, the account has {balance}")]
    InsufficientFunds {
        /// What it would cost, with the fee.
        cost: Cents,
        /// What the account has.
        balance: Cents,
    },
    /// The file was written by another version of hitdeck.
    #[error("the emulated account has format {found}, this version reads format 1: use the newest hitdeck")]
    OtherVersion {
        /// The version in the file.
        found: i64,
    },
    /// The file is another program's.
    #[error("{} holds something else, and was left as it is: name another file for the emulated account", path.display())]
    OtherProgram {
        /// The file.
        path: PathBuf,
    },
    /// The file can not be read.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// What stands in `assets/demo` can not be used.
    #[error("the demo's HIT {name}: {reason}")]
    Demo {
        /// The asset.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// SQLite could not do it.
    #[error("the emulator's database: {0}")]
    Database(#[from] rusqlite::Error),
}
