//! Times in words: spans, "in 2 d 3 h", clock times in a zone. A relative text knows when it will change.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A span as work times are read: `48s`, `1m 07s`, `2h 05m`, `3d 04h`.
#[must_use]
pub fn span(duration: SignedDuration) -> String {
    let seconds = duration.as_secs();
    if seconds < 0 {
        return format!("-{}", span(SignedDuration::from_secs(-seconds)));
    }
    match seconds {
        0..MINUTE => format!("{seconds}s"),
        MINUTE..HOUR => format!("{}m {:02}s", seconds / MINUTE, seconds % MINUTE),
        HOUR..DAY => format!("{}h {:02}m", seconds / HOUR, seconds % HOUR / MINUTE),
        _ => format!("{}d {:02}h", seconds / DAY, seconds % DAY / HOUR),
    }
}

/// A text that is true only for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// `in 2 d 3 h`, `5 min ago`.
    pub text: String,
    /// When the text is no longer true, if ever.
    pub until: Option<Timestamp>,
}

/// How far `time` is from `now`, no finer than a reviewer needs: hours from a day on, minutes from an hour on.
#[must_use]
pub fn relative(time: Timestamp, now: Timestamp) -> Relative {
    // Whole seconds round away from now for what is ahead, so that "in 1 s" is never said of the past.
    let millis = time.as_millisecond() - now.as_millisecond();
    let ahead = millis > 0;
    let seconds = if ahead { (millis + 999) / 1000 } else { -millis / 1000 };
    let step = match seconds {
        0..MINUTE => 1,
        MINUTE..DAY => MINUTE,
        _ => HOUR,
    };
    let step = if (HOUR..DAY).contains(&seconds) { HOUR } else { step };
    let amount = coarse(seconds);
    let text = match (ahead, seconds) {
        (false, 0..MINUTE) => "just now".to_owned(),
        (false, _) => format!("{amount} ago"),
        (true, _) => format!("in {amount}"),
    };
    Relative { text, until: change(time, now, ahead, seconds, step) }
}

fn coarse(seconds: i64) -> String {
    match seconds {
        0..MINUTE => format!("{seconds} s"),
        MINUTE..HOUR => format!("{} min", seconds / MINUTE),
        HOUR..DAY => format!("{} h", seconds / HOUR),
        _ if seconds % DAY / HOUR == 0 => format!("{} d", seconds / DAY),
        _ => format!("{} d {} h", seconds / DAY, seconds % DAY / HOUR),
    }
}

/// The next moment at which the shown amount, in steps of `step` seconds, is another one.
fn change(time: Timestamp, now: Timestamp, ahead: bool, seconds: i64, step: i64) -> Option<Timestamp> {
    let at = if ahead {
        // Counting down: the shown floor changes once less than `seconds / step * step` remain.
        let shown = seconds / step * step;
        time.as_millisecond() - (shown - 1) * 1000
    } else if seconds < MINUTE {
        time.as_millisecond() + MINUTE * 1000
    } else {
        time.as_millisecond() + (seconds / step + 1) * step * 1000
    };
    Timestamp::from_millisecond(at.max(now.as_millisecond() + 1)).ok()
}

/// A countdown in whole seconds, for the next attempt: `4 s`.
#[must_use]
pub fn countdown(until: Timestamp, now: Timestamp) -> String {
    let millis = (until.as_millisecond() - now.as_millisecond()).max(0);
    format!("{} s", (millis + 999) / 1000)
}

/// `2026-09-21 09:14:27` in the zone.
#[must_use]
pub fn absolute(time: Timestamp, zone: &TimeZone) -> String {
    time.to_zoned_datetime(zone.clone()).strftime("%F %T").to_string()
}

/// `09-21 09:14` in the zone, for columns.
#[must_use]
pub fn short(time: Timestamp, zone: &TimeZone) -> String {
    time.to_zoned_datetime(zone.clone()).strftime("%m-%d %H:%M").to_string()
}

/// `09:14:27` in the zone.
#[must_use]
pub fn clock(time: Timestamp, zone: &TimeZone) -> String {
    time.to_zoned_datetime(zone.clone()).strftime("%T").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    #[test]
    fn spans_keep_two_figures() {
        for (seconds, text) in
            [(0, "0s"), (11, "11s"), (67, "1m 07s"), (7500, "2h 05m"), (273_600, "3d 04h"), (-5, "-5s")]
        {
            assert_eq!(span(SignedDuration::from_secs(seconds)), text);
        }
    }

    #[test]
    fn distances_get_coarser_with_distance() {
        for (seconds, text) in [
            (5, "in 5 s"),
            (150, "in 2 min"),
            (7200, "in 2 h"),
            (183_600, "in 2 d 3 h"),
            (172_800, "in 2 d"),
            (-5, "just now"),
            (-125, "2 min ago"),
            (-90_000, "1 d 1 h ago"),
        ] {
            assert_eq!(relative(at(seconds), at(0)).text, text);
        }
    }

    #[test]
    fn a_relative_text_is_true_until_the_moment_it_names_and_not_after() {
        for seconds in [5, 61, 150, 3600, 7230, 86_400, 183_600, -1, -59, -61, -3600, -90_000] {
            let time = at(seconds);
            let first = relative(time, at(0));
            let until = first.until.unwrap();
            let before = Timestamp::from_millisecond(until.as_millisecond() - 1).unwrap();
            assert_eq!(relative(time, before.max(at(0))).text, first.text, "{seconds} before");
            assert_ne!(relative(time, until).text, first.text, "{seconds} after");
        }
    }

    #[test]
    fn clock_times_follow_the_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        assert_eq!(absolute(at(0), &TimeZone::UTC), "2026-09-21 14:13:20");
        assert_eq!(absolute(at(0), &zone), "2026-09-21 16:13:20");
        assert_eq!(short(at(0), &zone), "09-21 16:13");
    }
}
