use crate::model::Cents;
use serde::{Serialize, Serializer};

/// An amount of money as the service writes it: a text with a point and two decimals, `0.12`.
#[derive(Debug, Clone, Copy)]
pub struct Dollars(pub Cents);

impl Serialize for Dollars {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cents(cents) = self.0;
        let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
        serializer.collect_str(&format_args!("{sign}{}.{:02}", cents / 100, cents % 100))
    }
}
