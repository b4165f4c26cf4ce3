//! Times in every form they come in, and in the one the protocol writes.

use super::text;
use crate::model::Timestamp;
use jiff::SignedDuration;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// A time that was read, with the offset from UTC where one was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireTime {
    /// Seconds since 1970, as a number or as digits in a text: the protocol's own form.
    Seconds(Timestamp),
    /// ISO 8601 or RFC 2822 with an offset.
    Written(Timestamp, Offset),
    /// ISO 8601 without an offset, taken for UTC.
    Bare(Timestamp),
}

impl WireTime {
    /// Reads a time from a JSON value. `None` for what is none, and outside of the years -9999 to 9999.
    #[must_use]
    pub fn read(json: &str) -> Option<Self> {
        if let Some(text) = text::read(json) {
            return Self::from_text(text.text.trim());
        }
        from_seconds(json).map(Self::Seconds)
    }

    /// The point in time.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        match self {
            Self::Seconds(at) | Self::Written(at, _) | Self::Bare(at) => at,
        }
    }

    /// Reads a time from a text, without blanks around it.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        if let Some(at) = from_seconds(text) {
            return Some(Self::Seconds(at));
        }
        if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
            return Some(Self::Written(zoned.timestamp(), zoned.offset()));
        }
        let pieces = Pieces::parse(text).ok()?;
        let at = pieces.date().to_datetime(pieces.time().unwrap_or_default());
        let offset = pieces.to_numeric_offset();
        let time = offset.unwrap_or(Offset::UTC).to_timestamp(at).ok()?;
        Some(offset.map_or(Self::Bare(time), |offset| Self::Written(time, offset)))
    }
}

/// Seconds since 1970 in decimal digits, to the nanosecond; further digits are cut.
fn from_seconds(digits: &str) -> Option<Timestamp> {
    exact(digits).or_else(|| {
        // With an exponent, which is only how a very long or short number is written.
        let plausible = digits.bytes().any(|b| matches!(b, b'e' | b'E')) && digits.bytes().all(is_of_number);
        let seconds: f64 = digits.parse().ok().filter(|_| plausible)?;
        Timestamp::from_duration(SignedDuration::try_from_secs_f64(seconds).ok()?).ok()
    })
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b'e' | b'E')
}

fn exact(number: &str) -> Option<Timestamp> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let below_zero = whole.starts_with('-');
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole.trim_start_matches('-')) || !digits(fraction) {
        return None;
    }
    let nanos = fraction.get(..9).unwrap_or(fraction);
    let scale = 10_i32.checked_pow(9_u32.checked_sub(u32::try_from(nanos.len()).ok()?)?)?;
    let nanos = if nanos.is_empty() { 0 } else { nanos.parse::<i32>().ok()?.checked_mul(scale)? };
    Timestamp::new(whole.parse().ok()?, if below_zero { -nanos } else { nanos }).ok()
}

/// A time as the protocol writes it: seconds since 1970 as a number, with a fraction where there is one.
#[derive(Debug, Clone, Copy)]
pub struct Seconds(pub Timestamp);

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (seconds, nanos) = (self.0.as_second(), self.0.subsec_nanosecond());
        if nanos == 0 {
            return serializer.serialize_i64(seconds);
        }
        // Written digit by digit: a floating point number has not the digits for a time in nanoseconds.
        let sign = if self.0 < Timestamp::UNIX_EPOCH { "-" } else { "" };
        let number = format!("{sign}{}.{:09}", seconds.unsigned_abs(), nanos.unsigned_abs());
        let number = RawValue::from_string(number.trim_end_matches('0').to_owned());
        number.map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn millis(json: &str) -> Option<i64> {
        WireTime::read(json).map(|time| time.timestamp().as_millisecond())
    }

    #[test]
    fn times_are_read_in_every_form() {
        let at = 1_523_298_262_000;
        for (json, expected) in [
            ("1523298262", at),
            ("1523298262.0", at),
            ("1523298262.25", at + 250),
            ("1523298262.1234567891234", at + 123),
            ("1.523298262E9", at),
            ("-1.5", -1500),
            ("-0.5", -500),
            (r#""1523298262""#, at),
            (r#"" 1523298262.25 ""#, at + 250),
            (r#""2018-04-09T18:24:22Z""#, at),
            (r#""2018-04-09T15:24:22-03:00""#, at),
            (r#""2018-04-09T18:24:22.25""#, at + 250),
            (r#""2018-04-09 18:24:22+00:00""#, at),
            (r#""20180409T182422Z""#, at),
            (r#""2018-04-09""#, at - (18 * 3600 + 24 * 60 + 22) * 1000),
            (r#""Mon, 9 Apr 2018 18:24:22 GMT""#, at),
        ] {
            assert_eq!(millis(json), Some(expected), "{json}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for json in [
            "1e300",
            "99999999999999",
            r#""soon""#,
            r#""""#,
            r#"".""#,
            r#""-""#,
            r#""NaN""#,
            r#""inf""#,
            r#""2018-13-01""#,
            "true",
            "[]",
            "{}",
            "null",
        ] {
            assert_eq!(millis(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_the_same(seconds in -100_000_000_000_i64..100_000_000_000, nanos in 0_i32..1_000_000_000) {
            let at = Timestamp::new(seconds, nanos).unwrap();
            let json = serde_json::to_string(&Seconds(at)).unwrap();
            prop_assert_eq!(WireTime::read(&json), Some(WireTime::Seconds(at)), "{}", json);
        }
    }
}
