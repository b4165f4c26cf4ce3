//! Times in words: spans, "in 2d 3h", clock times in a zone. A relative text knows when it will change.
//!
//! Spans have one compact form, `14s`, `1m 07s`, `2d 03h`, and none is wider than [`SPAN`], however odd the times are
//! that a service sends: years take the place of days in time. Where figures stand under each other the second one
//! has two digits; in a sentence it has as many as it needs.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// From here on hours no longer matter.
const DAYS_ALONE: i64 = 100 * DAY;
/// From here on days no longer matter.
const YEARS_ALONE: i64 = 2 * YEAR;
const YEAR: i64 = 365 * DAY;

/// Most columns of a [`span`] or of what [`until`] says.
pub const SPAN: usize = 8;

/// Most columns of a [`moment`].
pub const MOMENT: usize = 12;

/// Most columns of a [`moment_exactly`].
pub const MOMENT_EXACTLY: usize = 18;

/// A span as work times are read: `48s`, `1m 07s`, `2h 05m`, `3d 04h`, `400d`, `12y`.
#[must_use]
pub fn span(duration: SignedDuration) -> String {
    let seconds = duration.as_secs();
    let size = i64::try_from(seconds.unsigned_abs()).unwrap_or(i64::MAX);
    let sign = if seconds < 0 { "-" } else { "" };
    match size {
        0..MINUTE => format!("{sign}{size}s"),
        MINUTE..HOUR => format!("{sign}{}m {:02}s", size / MINUTE, size % MINUTE),
        HOUR..DAY => format!("{sign}{}h {:02}m", size / HOUR, size % HOUR / MINUTE),
        DAY..DAYS_ALONE => format!("{sign}{}d {:02}h", size / DAY, size % DAY / HOUR),
        DAYS_ALONE..YEARS_ALONE => format!("{sign}{}d", size / DAY),
        _ => format!("{sign}{}y", size / YEAR),
    }
}

/// A text that is true only for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// `in 2d 3h`, `5m ago`.
    pub text: String,
    /// When the text is no longer true, if ever.
    pub until: Option<Timestamp>,
}

/// How far a time is from now, no finer than a reviewer needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Distance {
    ahead: bool,
    /// Whole seconds, rounded away from now for what is ahead, so that "in 1s" is never said of the past.
    seconds: i64,
}

impl Distance {
    fn of(time: Timestamp, now: Timestamp) -> Self {
        let millis = time.as_millisecond() - now.as_millisecond();
        let ahead = millis > 0;
        Self { ahead, seconds: if ahead { (millis + 999) / 1000 } else { -millis / 1000 } }
    }

    /// The finest part that is told, in seconds: hours from an hour on, days from 100 days on.
    fn step(self) -> i64 {
        match self.seconds {
            0..MINUTE => 1,
            MINUTE..HOUR => MINUTE,
            HOUR..DAYS_ALONE => HOUR,
            DAYS_ALONE..YEARS_ALONE => DAY,
            _ => YEAR,
        }
    }

    /// The distance in a sentence.
    fn words(self) -> String {
        let seconds = self.seconds;
        match seconds {
            DAY..DAYS_ALONE if seconds % DAY / HOUR == 0 => format!("{}d", seconds / DAY),
            DAY..DAYS_ALONE => format!("{}d {}h", seconds / DAY, seconds % DAY / HOUR),
            _ => self.figures(),
        }
    }

    /// The distance in a column.
    fn figures(self) -> String {
        match self.seconds {
            MINUTE..HOUR => format!("{}m", self.seconds / MINUTE),
            HOUR..DAY => format!("{}h", self.seconds / HOUR),
            seconds => span(SignedDuration::from_secs(seconds)),
        }
    }

    /// The next moment at which the distance that shows is another one.
    fn change(self, time: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let step = self.step();
        let at = if self.ahead {
            // Counting down: the shown floor changes once less than `seconds / step * step` remain.
            let shown = self.seconds / step * step;
            time.as_millisecond() - (shown - 1) * 1000
        } else if self.seconds < MINUTE {
            time.as_millisecond() + MINUTE * 1000
        } else {
            time.as_millisecond() + (self.seconds / step + 1) * step * 1000
        };
        Timestamp::from_millisecond(at.max(now.as_millisecond() + 1)).ok()
    }
}

/// How far `time` is from `now` in a sentence, and until when that is so.
#[must_use]
pub fn relative(time: Timestamp, now: Timestamp) -> Relative {
    let distance = Distance::of(time, now);
    let text = match (distance.ahead, distance.seconds) {
        (false, 0..MINUTE) => "just now".to_owned(),
        (false, _) => format!("{} ago", distance.words()),
        (true, _) => format!("in {}", distance.words()),
    };
    Relative { text, until: distance.change(time, now) }
}

/// Whether a time comes within a day, or is over.
#[must_use]
pub fn is_soon(time: Timestamp, now: Timestamp) -> bool {
    time.as_second() - now.as_second() < DAY
}

/// What is left until `time`, for a column: `2d 03h`, `22h`, `14m`; `due` from then on. It changes when
/// [`relative`] does.
#[must_use]
pub fn until(time: Timestamp, now: Timestamp) -> String {
    let distance = Distance::of(time, now);
    if distance.ahead { distance.figures() } else { "due".to_owned() }
}

/// A countdown to the next attempt, to the second: `4s`, `1m 07s`.
#[must_use]
pub fn countdown(until: Timestamp, now: Timestamp) -> String {
    let millis = (until.as_millisecond() - now.as_millisecond()).max(0);
    span(SignedDuration::from_secs((millis + 999) / 1000))
}

/// `2026-09-21 09:14:27` in the zone, for other programs.
#[must_use]
pub fn absolute(time: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(time).strftime("%F %T").to_string()
}

/// A time as the zone's clock and calendar have it, without what it shares with `now`: `07:56`, `24 Nov 23:10`,
/// `1 Jan 1970`. It changes at [`midnight`].
#[must_use]
pub fn moment(time: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    written(time, now, zone, ["%H:%M", "%-d %b %H:%M", "%-d %b %Y"])
}

/// The day of a time, in eight columns at most: `07:56` today, `24 Nov` this year, `Jan 1970` else.
#[must_use]
pub fn day(time: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    written(time, now, zone, ["%H:%M", "%-d %b", "%b %Y"])
}

/// A [`moment`] to the second, where the day is not too far for that: `07:55:58`, `28 Nov 07:55:58`, `1 Jan 1970 00:00`.
#[must_use]
pub fn moment_exactly(time: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    written(time, now, zone, ["%T", "%-d %b %T", "%-d %b %Y %H:%M"])
}

/// Writes a time of today, of this year, or of another one.
fn written(time: Timestamp, now: Timestamp, zone: &TimeZone, [today, year, other]: [&str; 3]) -> String {
    let (time, now) = (zone.to_datetime(time), zone.to_datetime(now));
    let format = match () {
        () if time.date() == now.date() => today,
        () if time.year() == now.year() => year,
        () => other,
    };
    time.strftime(format).to_string()
}

/// When today ends in the zone.
#[must_use]
pub fn midnight(now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let tomorrow = zone.to_datetime(now).date().tomorrow().ok()?;
    zone.to_timestamp(tomorrow.into()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::columns;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    #[test]
    fn spans_keep_two_figures() {
        for (seconds, text) in [
            (0, "0s"),
            (11, "11s"),
            (67, "1m 07s"),
            (7500, "2h 05m"),
            (273_600, "3d 04h"),
            (100 * DAY + HOUR, "100d"),
            (20 * YEAR, "20y"),
            (-5, "-5s"),
            (-67, "-1m 07s"),
        ] {
            assert_eq!(span(SignedDuration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn distances_get_coarser_with_distance() {
        for (seconds, text) in [
            (5, "in 5s"),
            (150, "in 2m"),
            (7200, "in 2h"),
            (183_600, "in 2d 3h"),
            (172_800, "in 2d"),
            (200 * DAY, "in 200d"),
            (3000 * DAY, "in 8y"),
            (-5, "just now"),
            (-125, "2m ago"),
            (-90_000, "1d 1h ago"),
        ] {
            assert_eq!(relative(at(seconds), at(0)).text, text);
        }
    }

    #[test]
    fn what_is_left_stands_in_a_column() {
        for (seconds, text) in
            [(14, "14s"), (150, "2m"), (80_000, "22h"), (183_600, "2d 03h"), (172_800, "2d 00h"), (0, "due")]
        {
            assert_eq!(until(at(seconds), at(0)), text);
        }
        assert_eq!(until(at(-90_000), at(0)), "due");
        assert_eq!(countdown(at(4), at(0)), "4s");
        assert_eq!(countdown(at(67), at(0)), "1m 07s");
    }

    #[test]
    fn a_relative_text_is_true_until_the_moment_it_names_and_not_after() {
        let long = [100 * DAY, 100 * DAY + 1, 729 * DAY, 730 * DAY, 20 * YEAR];
        let far = long.iter().flat_map(|seconds| [*seconds, -seconds]);
        let near = [5, 61, 150, 3600, 7230, 86_400, 183_600, -1, -59, -61, -3600, -90_000];
        for seconds in near.into_iter().chain(far) {
            let time = at(seconds);
            let first = relative(time, at(0));
            let change = first.until.unwrap();
            let before = Timestamp::from_millisecond(change.as_millisecond() - 1).unwrap();
            assert_eq!(relative(time, before.max(at(0))).text, first.text, "{seconds} before");
            assert_ne!(relative(time, change).text, first.text, "{seconds} after");
            assert_eq!(until(time, before.max(at(0))), until(time, at(0)), "{seconds} before");
            assert_eq!(seconds > 0, until(time, change) != until(time, at(0)), "{seconds} after");
        }
    }

    #[test]
    fn clock_times_follow_the_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(absolute(at(0), &TimeZone::UTC), "2026-09-21 14:13:20");
        assert_eq!(absolute(at(0), &zone), "2026-09-21 16:13:20");
        assert_eq!(moment(at(0), at(0), &zone), "16:13");
        assert_eq!(moment_exactly(at(0), at(0), &zone), "16:13:20");
    }

    #[test]
    fn times_leave_out_what_they_share_with_now() {
        let utc = &TimeZone::UTC;
        for (seconds, words, exactly) in [
            (-3600, "13:13", "13:13:20"),
            (-20 * HOUR, "20 Sep 18:13", "20 Sep 18:13:20"),
            (-300 * DAY, "25 Nov 2025", "25 Nov 2025 14:13"),
        ] {
            assert_eq!(moment(at(seconds), at(0), utc), words);
            assert_eq!(moment_exactly(at(seconds), at(0), utc), exactly);
        }
    }

    #[test]
    fn today_ends_at_midnight_in_the_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let midnight = midnight(at(0), &zone).unwrap();
        assert_eq!(absolute(midnight, &zone), "2026-09-22 00:00:00");
        let before = Timestamp::from_millisecond(midnight.as_millisecond() - 1).unwrap();
        assert_eq!(moment(at(0), before, &zone), "16:13");
        assert_eq!(moment(at(0), midnight, &zone), "21 Sep 16:13");
    }

    #[test]
    fn the_oddest_times_keep_to_their_columns() {
        let year_0: Timestamp = "0000-01-01T00:00:00Z".parse().unwrap();
        let year_9999: Timestamp = "9999-12-30T12:00:00Z".parse().unwrap();
        let odd = [Timestamp::MIN, year_0, Timestamp::UNIX_EPOCH, at(0), year_9999, Timestamp::MAX];
        for (time, now) in odd.iter().flat_map(|time| odd.iter().map(move |now| (*time, *now))) {
            for zone in [-25, 0, 25].map(|hours| TimeZone::fixed(jiff::tz::offset(hours))) {
                assert!(columns(&moment(time, now, &zone)) <= MOMENT);
                assert!(columns(&moment_exactly(time, now, &zone)) <= MOMENT_EXACTLY);
                assert!(midnight(now, &zone).is_none_or(|midnight| midnight > now));
            }
            assert!(columns(&span(time.duration_since(now))) <= SPAN);
            assert!(columns(&until(time, now)) <= SPAN);
            assert!(columns(&relative(time, now).text) <= SPAN + 4);
        }
        assert_eq!(moment(Timestamp::UNIX_EPOCH, at(0), &TimeZone::UTC), "1 Jan 1970");
        assert_eq!(moment(year_0, at(0), &TimeZone::UTC), "1 Jan 0000");
        assert_eq!(moment(year_9999, at(0), &TimeZone::UTC), "30 Dec 9999");
        assert_eq!(relative(year_0, at(0)).text, "2028y ago");
    }
}
