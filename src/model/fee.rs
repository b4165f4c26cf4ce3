use super::Cents;

/// Per cent of the reward, or of a bonus, that MTurk charges on top of it.
const FEE: i128 = 20;
/// Per cent more for HITs of [`MANY`] assignments and more.
const FEE_FOR_MANY: i128 = 20;
/// From so many assignments on a HIT costs more.
const MANY: u32 = 10;

/// What MTurk charges beside the reward of one approved assignment, for a HIT that asks for so many in all.
///
/// As the pricing page had it: 20 % of the reward, 20 % more from ten assignments on, rounded half up, one cent at least.
/// Without the 5 % more for Masters: which requirement asks for them nothing in a HIT tells for sure.
#[must_use]
pub fn fee(reward: Cents, assignments: u32) -> Cents {
    share(reward, if assignments >= MANY { FEE + FEE_FOR_MANY } else { FEE })
}

/// What MTurk charges beside a bonus: 20 %, whatever its HIT asks for, rounded half up, one cent at least.
#[must_use]
pub fn bonus_fee(bonus: Cents) -> Cents {
    share(bonus, FEE)
}

/// So many per cent of an amount, rounded half up, one cent at least.
fn share(amount: Cents, rate: i128) -> Cents {
    let cents = (i128::from(amount.0) * rate + 50).div_euclid(100).max(1);
    Cents(i64::try_from(cents).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_is_a_fifth_twice_that_from_ten_assignments_on_and_one_cent_at_least() {
        for (reward, assignments, cents) in [
            (0, 1, 1),
            (1, 9, 1),
            (6, 9, 1),
            (7, 9, 1),
            (8, 9, 2),
            (6, 240, 2),
            (50, 9, 10),
            (50, 10, 20),
            (1000, 10, 400),
            (i64::MAX, 10, 3_689_348_814_741_910_323),
        ] {
            assert_eq!(fee(Cents(reward), assignments), Cents(cents), "{reward} for {assignments}");
        }
    }

    #[test]
    fn a_bonus_costs_a_fifth_more_and_one_cent_at_least() {
        for (bonus, cents) in [(1, 1), (7, 1), (8, 2), (52, 10), (53, 11), (150, 30)] {
            assert_eq!(bonus_fee(Cents(bonus)), Cents(cents), "{bonus}");
        }
    }
}
