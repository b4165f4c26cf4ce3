//! Times as the AWS CLI writes them.

use crate::wire::WireTime;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// How times are written: the AWS CLI's `cli_timestamp_format`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimestampFormat {
    /// As the service wrote them: seconds since 1970.
    Wire,
    /// As ISO 8601, in this zone.
    Iso8601(TimeZone),
}

/// A time from seconds since 1970, or from text, which keeps its own zone. `None` for what is no time.
pub(super) fn iso8601(json: &str, zone: &TimeZone) -> Option<String> {
    if let Some(at) = plain(json) {
        return Some(written(at, zone.to_offset(at)));
    }
    match WireTime::read(json)? {
        // Python reads them as a floating point number, and rounds that.
        WireTime::Seconds(_) => {
            json.trim_matches('"').trim().parse().ok().and_then(|seconds| from_seconds(seconds, zone))
        }
        WireTime::Written(at, offset) => Some(written(at, offset)),
        WireTime::Bare(at) => Some(written(at, Offset::UTC).replace("+00:00", "")),
    }
}

/// A number of seconds as the service writes it, which is most times of all. Python reads it as a floating point number,
/// which up to 2106 holds so few digits to the microsecond.
fn plain(json: &str) -> Option<Timestamp> {
    let mut whole = None;
    // What stands behind the point, and in how many digits.
    let mut fraction: Option<(u32, u32)> = None;
    for byte in json.bytes() {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        match &mut fraction {
            Some((number, places)) if digit < 10 && *places < 6 => {
                *number = *number * 10 + digit;
                *places += 1;
            }
            None if digit < 10 => whole = Some(whole.unwrap_or(0_u32).checked_mul(10)?.checked_add(digit)?),
            None if byte == b'.' => fraction = Some((0, 0)),
            _ => return None,
        }
    }
    let (number, places) = fraction.unwrap_or_default();
    let nanos = number.checked_mul(10_u32.checked_pow(9 - places)?)?;
    Timestamp::new(whole?.into(), i32::try_from(nanos).ok()?).ok()
}

/// Python's `datetime.fromtimestamp(seconds, zone).isoformat()`: microseconds, rounded half to even, where there
/// are any.
fn from_seconds(seconds: f64, zone: &TimeZone) -> Option<String> {
    const MICROS: f64 = 1e6;
    #[expect(clippy::cast_possible_truncation, reason = "a time out of range is refused by the next step")]
    let (whole, micros) = (seconds.trunc() as i64, (seconds.fract() * MICROS).round_ties_even() as i64);
    let since = SignedDuration::from_secs(whole) + SignedDuration::from_micros(micros);
    let at = Timestamp::from_duration(since).ok()?;
    Some(written(at, zone.to_offset(at)))
}

/// Python's `isoformat()`. Almost all times are of four digits' years and of zones in whole minutes, which are written
/// here in a third of the time that the library takes.
fn written(at: Timestamp, offset: Offset) -> String {
    let (civil, seconds) = (offset.to_datetime(at), offset.seconds());
    let Ok(year @ 1000..) = u16::try_from(civil.year()) else { return written_by_jiff(at, offset) };
    if seconds % 60 != 0 {
        return written_by_jiff(at, offset);
    }
    let mut text = Vec::with_capacity(32);
    text.extend(two(year / 100));
    text.extend(two(year % 100));
    let parts = [
        (b'-', civil.month()),
        (b'-', civil.day()),
        (b'T', civil.hour()),
        (b':', civil.minute()),
        (b':', civil.second()),
    ];
    for (mark, part) in parts {
        let [ten, one] = two(part.unsigned_abs().into());
        text.extend([mark, ten, one]);
    }
    let micros = civil.subsec_nanosecond().unsigned_abs() / 1000;
    if micros > 0 {
        text.push(b'.');
        for pair in [micros / 10_000, micros / 100 % 100, micros % 100] {
            text.extend(two(pair.try_into().unwrap_or_default()));
        }
    }
    let minutes = u16::try_from(seconds.unsigned_abs() / 60).unwrap_or_default();
    let ([ten, one], [sixth, last]) = (two(minutes / 60), two(minutes % 60));
    text.extend([if seconds < 0 { b'-' } else { b'+' }, ten, one, b':', sixth, last]);
    String::from_utf8(text).unwrap_or_default()
}

/// The two digits of a number below 100.
fn two(number: u16) -> [u8; 2] {
    let digit = |number: u16| b'0' + u8::try_from(number % 10).unwrap_or_default();
    [digit(number / 10), digit(number)]
}

fn written_by_jiff(at: Timestamp, offset: Offset) -> String {
    const WHOLE: DateTimePrinter = DateTimePrinter::new().precision(Some(0));
    const MICROS: DateTimePrinter = DateTimePrinter::new().precision(Some(6));
    let printer = if at.subsec_nanosecond() == 0 { WHOLE } else { MICROS };
    printer.timestamp_with_offset_to_string(&at, offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_time_is_written_as_the_library_writes_it(
            seconds in -62_000_000_000_i64..250_000_000_000, micros in prop_oneof![Just(0), 0..1_000_000],
            offset in prop_oneof![(-1439..=1439).prop_map(|minutes| minutes * 60), -86_399..=86_399],
        ) {
            let (at, offset) =
                (Timestamp::new(seconds, micros * 1000).unwrap(), Offset::from_seconds(offset).unwrap());
            prop_assert_eq!(written(at, offset), written_by_jiff(at, offset));
        }

        #[test]
        fn a_plain_number_is_the_time_that_python_reads(whole in any::<u32>(), fraction in "[0-9]{0,7}", sign in "-?") {
            let json = format!("{sign}{whole}{}{fraction}", if fraction.is_empty() { "" } else { "." });
            let exact = from_seconds(json.parse().unwrap(), &TimeZone::UTC);
            prop_assert_eq!(iso8601(&json, &TimeZone::UTC), exact);
            prop_assert_eq!(plain(&json).is_some(), sign.is_empty() && fraction.len() <= 6);
        }
    }

    #[test]
    fn what_is_no_plain_number_of_seconds_is_left_to_others() {
        for json in ["", ".5", "1e9", "\"1\"", "4294967296", "1.0000001", "null", "+1"] {
            assert_eq!(plain(json), None, "{json}");
        }
    }
}
