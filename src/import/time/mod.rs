//! Times as files have them.

mod zones;

use crate::model::Timestamp;
use crate::wire::WireTime;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use zones::offset_of;

/// A time that can be known, and how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SavedTime {
    pub(super) at: Timestamp,
    pub(super) form: TimeForm,
}

/// How a time was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeForm {
    /// `Wed Nov 20 21:03:26 PST 2019`, as the requester site and the command line tools do.
    Java,
    /// `2019-04-27 03:26:07 UTC`, as the site does where the service approved by itself.
    Utc,
    /// ISO 8601 or RFC 2822 with an offset, or seconds since 1970.
    Other,
}

impl SavedTime {
    /// Reads a time. `None` for what is none, and for one that can not be known because no zone is written with it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim_ascii();
        if let Some(at) = java(text) {
            return Some(Self { at, form: TimeForm::Java });
        }
        if let Some((at, zone)) = behind_zone(text) {
            return Some(Self { at, form: if zone == "UTC" { TimeForm::Utc } else { TimeForm::Other } });
        }
        let at = match WireTime::from_text(text)? {
            WireTime::Written(at, _) => at,
            // Smaller numbers are no seconds since 1970: there was no Mechanical Turk before 2005.
            WireTime::Seconds(at) if at.as_second() > 1_100_000_000 => at,
            WireTime::Seconds(_) | WireTime::Bare(_) => return None,
        };
        Some(Self { at, form: TimeForm::Other })
    }
}

/// `EEE MMM dd HH:mm:ss zzz yyyy`. A batch has seven of them a row: nothing here allocates.
fn java(text: &str) -> Option<Timestamp> {
    let mut words = text.split_ascii_whitespace();
    let mut word = || words.next();
    let (weekday, month, day, clock, zone, year) = (word()?, word()?, word()?, word()?, word()?, word()?);
    if words.next().is_some() || !weekday.starts_with(char::is_alphabetic) || year.len() != 4 {
        return None;
    }
    let date = Date::new(number(year)?, month_of(month)?, number(day)?).ok()?;
    at(date, clock, zone)
}

/// `yyyy-MM-dd HH:mm:ss zzz`, with the zone.
fn behind_zone(text: &str) -> Option<(Timestamp, &str)> {
    let mut words = text.split_ascii_whitespace();
    let (date, clock, zone) = (words.next()?, words.next()?, words.next()?);
    let (year, rest) = date.split_at_checked(4)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    if words.next().is_some() {
        return None;
    }
    let date = Date::new(number(year)?, number(month)?, number(day)?).ok()?;
    Some((at(date, clock, zone)?, zone))
}

fn at(date: Date, clock: &str, zone: &str) -> Option<Timestamp> {
    let (hour, rest) = clock.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    let clock = Time::new(number(hour)?, number(minute)?, number(second)?, 0).ok()?;
    let offset = Offset::from_seconds(offset_of(zone)?).ok()?;
    offset.to_timestamp(DateTime::from_parts(date, clock)).ok()
}

/// Digits and nothing else.
fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)?.parse().ok()
}

/// The month of an English or German name, cut to three letters or with a full stop.
fn month_of(name: &str) -> Option<i8> {
    Some(match name.strip_suffix('.').unwrap_or(name) {
        "Jan" => 1,
        "Feb" => 2,
        "Mar" | "Mär" | "Mrz" | "März" => 3,
        "Apr" => 4,
        "May" | "Mai" => 5,
        "Jun" | "Juni" => 6,
        "Jul" | "Juli" => 7,
        "Aug" => 8,
        "Sep" | "Sept" => 9,
        "Oct" | "Okt" => 10,
        "Nov" => 11,
        "Dec" | "Dez" => 12,
        // What is left of Mär where the file's encoding was mistaken once: no other month is like it.
        mangled if mangled.starts_with('M') && mangled.ends_with('r') && mangled.chars().count() <= 4 => 3,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Option<String> {
        Some(SavedTime::read(text)?.at.to_string())
    }

    #[test]
    fn times_of_the_site_and_the_tools_are_read() {
        for (text, expected) in [
            ("Wed Nov 20 21:03:26 PST 2019", "2019-11-21T05:03:26Z"),
            ("Fri Nov 01 12:08:17 PDT 2019", "2019-11-01T19:08:17Z"),
            ("Fri Apr 1 12:08:17 PST 2016", "2016-04-01T20:08:17Z"),
            ("Sa Feb 03 15:56:36 MEZ 2018", "2018-02-03T14:56:36Z"),
            ("Do Mär 01 15:56:36 MEZ 2018", "2018-03-01T14:56:36Z"),
            ("Do M\u{fffd}r 01 15:56:36 MEZ 2018", "2018-03-01T14:56:36Z"),
            ("Di Mai 01 15:56:36 MESZ 2018", "2018-05-01T13:56:36Z"),
            ("Mo Okt 01 15:56:36 MESZ 2018", "2018-10-01T13:56:36Z"),
            ("Sa Dez 01 15:56:36 MEZ 2018", "2018-12-01T14:56:36Z"),
            ("Tue Mar 01 10:00:00 CST 2016", "2016-03-01T16:00:00Z"),
            ("Thu Oct 09 08:05:00 UTC 2025", "2025-10-09T08:05:00Z"),
            ("Thu Oct 09 08:05:00 GMT+05:30 2025", "2025-10-09T02:35:00Z"),
            ("2019-04-27 03:26:07 UTC", "2019-04-27T03:26:07Z"),
            ("2019-04-27 03:26:07 EDT", "2019-04-27T07:26:07Z"),
            (" 2020-04-18T10:23:30-05:00 ", "2020-04-18T15:23:30Z"),
            ("2020-04-18 15:23:30+00:00", "2020-04-18T15:23:30Z"),
            ("2020-04-18T15:23:30Z", "2020-04-18T15:23:30Z"),
            ("1587223410", "2020-04-18T15:23:30Z"),
            ("1587223410.5", "2020-04-18T15:23:30.5Z"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_time_that_can_not_be_known_is_none() {
        for text in [
            "",
            "3/25/14 22:12",
            "25/3/14 22:14",
            "2019-04-27 03:26:07",
            "2019-04-27",
            "Fri Nov 01 12:08:17 2019",
            "Fri Nov 01 12:08:17 IST 2019",
            "Sat Feb 30 12:08:17 PST 2019",
            "Fri Nov 01 25:08:17 PST 2019",
            "Fri Nov 01 12:08:17 PST 19",
            "Fri Nov +1 12:08:17 PST 2019",
            "Fri Nov 01 12:08:17 GMT+é 2019",
            "1234",
            "41723.9",
            "NA",
            "é",
        ] {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn the_form_tells_the_service_from_the_site() {
        let form = |text| SavedTime::read(text).map(|time| time.form);
        assert_eq!(form("2019-04-27 03:26:07 UTC"), Some(TimeForm::Utc));
        assert_eq!(form("Fri Nov 01 12:08:17 UTC 2019"), Some(TimeForm::Java));
        assert_eq!(form("2019-04-27T03:26:07Z"), Some(TimeForm::Other));
    }
}
