//! What things cost, and the account they are paid from. Amounts are whole cents, and no sum of them overflows.

use super::EmulatorError;
use crate::model::Cents;
use rusqlite::Connection;

/// A price with the service's fee: 20 %, rounded up, one cent at least. `None` beyond all money there is.
pub(super) fn with_fee(price: Cents) -> Option<Cents> {
    let Cents(cents) = price;
    // A fifth, rounded up, without a product that could overflow.
    let fifth = cents.div_euclid(5).checked_add(i64::from(cents.rem_euclid(5) > 0))?;
    cents.checked_add(fifth.max(1)).map(Cents)
}

/// Takes a price and its fee from the account.
pub(super) fn pay(connection: &Connection, price: Cents) -> Result<(), EmulatorError> {
    // What is beyond all money is beyond what the account has.
    let cost = with_fee(price).filter(|cost| *cost > Cents(0)).unwrap_or(Cents(i64::MAX));
    let paid = connection
        .prepare_cached("UPDATE account SET balance = balance - ?1 WHERE balance >= ?1")?
        .execute([cost.0])?;
    if paid == 0 {
        return Err(EmulatorError::InsufficientFunds { cost, balance: balance(connection)? });
    }
    Ok(())
}

/// Takes a price and its fee from the account `times` times, as far as there is something left.
///
/// The service holds this money back from the day a HIT is published; it never refuses to pay.
pub(super) fn settle(connection: &Connection, price: Cents, times: i64) -> rusqlite::Result<()> {
    let cost = with_fee(price).map_or(i64::MAX, |cost| cost.0.saturating_mul(times)).max(0);
    connection.prepare_cached("UPDATE account SET balance = max(balance - ?1, 0)")?.execute([cost])?;
    Ok(())
}

/// What the account has.
pub(super) fn balance(connection: &Connection) -> rusqlite::Result<Cents> {
    connection.query_row("SELECT balance FROM account", [], |row| row.get(0)).map(Cents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fee_is_a_fifth_rounded_up_and_one_cent_at_least() {
        for (price, cost) in [(0, 1), (1, 2), (3, 4), (5, 6), (6, 8), (50, 60), (101, 122)] {
            assert_eq!(with_fee(Cents(price)), Some(Cents(cost)), "{price}");
        }
    }

    proptest! {
        #[test]
        fn no_price_with_its_fee_is_less_than_the_price(price in 0..=i64::MAX) {
            let exact = i128::from(price) + (i128::from(price) * 20 + 99).div_euclid(100).max(1);
            prop_assert_eq!(with_fee(Cents(price)).map(|cost| i128::from(cost.0)), i64::try_from(exact).ok().map(i128::from));
        }
    }
}
