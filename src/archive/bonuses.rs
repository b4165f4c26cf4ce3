//! Bonuses that were paid. They have no id: what is the same in every member is the same bonus.

use super::columns::MemberColumns;
use super::error::ArchiveTrouble;
use super::sources::SourceRow;
use super::tally::Counted;
use crate::model::{BonusPayment, Timestamp, WorkerBlock};
use crate::wire::{BonusPaymentMember, Structure};
use rusqlite::{Connection, params};
use std::sync::LazyLock;

static COLUMNS: LazyLock<MemberColumns<BonusPaymentMember>> = LazyLock::new(|| MemberColumns::but(&[]));

/// What [`read`] reads, from `bonuses AS b`.
pub(super) static BONUS: LazyLock<String> = LazyLock::new(|| COLUMNS.names("b.", ""));

/// Reads one row of [`BONUS`].
pub(super) fn read(row: &rusqlite::Row<'_>) -> Result<BonusPayment, ArchiveTrouble> {
    let mut bonus = BonusPayment::blank();
    COLUMNS.read(row, 0, &mut bonus)?;
    Ok(bonus)
}

/// Keeps a bonus.
pub(super) fn keep(
    connection: &Connection,
    source: SourceRow,
    bonus: &BonusPayment,
) -> Result<Counted, ArchiveTrouble> {
    static INSERT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "INSERT INTO bonuses (source, seen, {}) VALUES (?, ?, {}) ON CONFLICT DO NOTHING",
            COLUMNS.names("", ""),
            vec!["?"; COLUMNS.len()].join(", ")
        )
    });
    let mut statement = connection.prepare_cached(&INSERT)?;
    statement.raw_bind_parameter(1, source.seq)?;
    statement.raw_bind_parameter(2, source.seen)?;
    COLUMNS.bind(&mut statement, 3, bonus)?;
    Ok(if statement.raw_execute()? == 0 { Counted::Same } else { Counted::New })
}

/// Keeps a worker block that stands at `at`.
pub(super) fn keep_block(
    connection: &Connection,
    account: i64,
    block: &WorkerBlock,
    at: Timestamp,
) -> Result<(), ArchiveTrouble> {
    connection
        .prepare_cached(
            "INSERT INTO worker_blocks VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT DO UPDATE SET \
             Reason = iif(excluded.last >= last, excluded.Reason, Reason), \
             first = min(first, excluded.first), last = max(last, excluded.last)",
        )?
        .execute(params![account, block.worker.as_str(), block.reason, at.as_microsecond()])?;
    Ok(())
}
