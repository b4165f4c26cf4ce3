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
