//! The account, and what is paid from it. Amounts are whole cents, and no sum of them overflows.

use super::EmulatorError;
use crate::model::{Cents, bonus_fee, fee};
use rusqlite::Connection;

/// What is paid for, with the service's fee on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charge {
    /// An approved assignment of a HIT that asks for so many.
    Reward {
        /// What the worker gets.
        reward: Cents,
        /// How many the HIT asks for in all.
        assignments: u32,
    },
    /// A bonus.
    Bonus(Cents),
}

impl Charge {
    /// What the account pays, fee and all. `None` beyond all money there is.
    fn cost(self) -> Option<Cents> {
        let (price, fee) = match self {
            Self::Reward { reward, assignments } => (reward, fee(reward, assignments)),
            Self::Bonus(amount) => (amount, bonus_fee(amount)),
        };
        price.0.checked_add(fee.0).map(Cents)
    }
}

/// Takes what something costs from the account.
pub(super) fn pay(connection: &Connection, charge: Charge) -> Result<(), EmulatorError> {
    // What is beyond all money is beyond what the account has.
    let cost = charge.cost().filter(|cost| *cost > Cents(0)).unwrap_or(Cents(i64::MAX));
    let paid = connection
        .prepare_cached("UPDATE account SET balance = balance - ?1 WHERE balance >= ?1")?
        .execute([cost.0])?;
    if paid == 0 {
        return Err(EmulatorError::InsufficientFunds { cost, balance: balance(connection)? });
    }
    Ok(())
}

/// Takes what something costs from the account `times` times, as far as there is something left.
///
/// The service holds this money back from the day a HIT is published; it never refuses to pay.
pub(super) fn settle(connection: &Connection, charge: Charge, times: i64) -> rusqlite::Result<()> {
    let cost = charge.cost().map_or(i64::MAX, |cost| cost.0.saturating_mul(times)).max(0);
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
    fn a_reward_costs_a_second_fifth_from_ten_assignments_on_and_a_bonus_never_does() {
        let reward = |assignments| Charge::Reward { reward: Cents(50), assignments }.cost();
        assert_eq!((reward(9), reward(10)), (Some(Cents(60)), Some(Cents(70))));
        assert_eq!(Charge::Bonus(Cents(50)).cost(), Some(Cents(60)));
        assert_eq!(Charge::Bonus(Cents(1)).cost(), Some(Cents(2)));
    }

    proptest! {
        #[test]
        fn nothing_costs_less_than_its_price_and_its_fee(price in 0..=i64::MAX) {
            let exact = i128::from(price) + (i128::from(price) * 20 + 50).div_euclid(100).max(1);
            let cost = Charge::Bonus(Cents(price)).cost();
            prop_assert_eq!(cost.map(|cost| i128::from(cost.0)), i64::try_from(exact).ok().map(i128::from));
        }
    }
}
