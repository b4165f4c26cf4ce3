use std::fmt;

/// US dollars as integer cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

/// A text that is no amount in the service's form (`^[0-9]+(\.)?[0-9]{0,2}$`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an amount: write dollars with at most two decimals, like 0.12")]
pub struct CentsError(String);

impl std::str::FromStr for Cents {
    type Err = CentsError;

    fn from_str(text: &str) -> Result<Self, CentsError> {
        let error = || CentsError(text.to_owned());
        let (dollars, cents) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if dollars.is_empty() || !digits(dollars) || cents.len() > 2 || !digits(cents) {
            return Err(error());
        }
        let dollars: i64 = dollars.parse().map_err(|_| error())?;
        let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| error())?;
        dollars.checked_mul(100).and_then(|d| d.checked_add(cents)).map(Self).ok_or_else(error)
    }
}

impl fmt::Display for Cents {
    /// Writes `$0.12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        f.pad(&format!("{sign}${}.{:02}", cents / 100, cents % 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_the_service_writes_them() {
        for (text, cents) in [("0.12", 12), ("5", 500), ("101.42", 10142), ("0.1", 10), ("3.", 300)] {
            assert_eq!(text.parse(), Ok(Cents(cents)), "{text}");
        }
        for bad in ["", ".5", "-1", "1.234", "$1", "1e3", "99999999999999999999"] {
            assert!(bad.parse::<Cents>().is_err(), "{bad}");
        }
        assert_eq!(Cents(1205).to_string(), "$12.05");
    }
}
