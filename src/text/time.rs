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
mod tests;
