//! Times as the requester site writes them.

use crate::model::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The zone of the requester site, from the copy of the zones in this program: the machine may have none.
#[derive(Debug)]
pub(super) struct PacificTime(TimeZone);

impl PacificTime {
    /// Finds the zone.
    pub(super) fn new() -> Self {
        let zone = TimeZoneDatabase::bundled().get("America/Los_Angeles");
        // It is always there; the rule is that of the years from 2007 on.
        Self(zone.or_else(|_| TimeZone::posix("PST8PDT,M3.2.0,M11.1.0")).unwrap_or(TimeZone::UTC))
    }

    /// `Wed Nov 20 21:03:26 PST 2019`: Java's `Date`. What is below a second is not written.
    pub(super) fn date(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.0.clone()).strftime("%a %b %d %H:%M:%S %Z %Y").to_string()
    }
}

/// `2019-04-27 03:26:07 UTC`: when the service approved by itself.
pub(super) fn by_the_service(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn daylight_saving_follows_the_date_and_the_year() {
        let pacific = PacificTime::new();
        for (utc, date) in [
            ("2019-11-21T05:03:26Z", "Wed Nov 20 21:03:26 PST 2019"),
            ("2019-11-01T19:08:17.9Z", "Fri Nov 01 12:08:17 PDT 2019"),
            // Half past one comes twice.
            ("2019-11-03T08:30:00Z", "Sun Nov 03 01:30:00 PDT 2019"),
            ("2019-11-03T09:30:00Z", "Sun Nov 03 01:30:00 PST 2019"),
            // The rule was another before 2007.
            ("2006-03-20T20:00:00Z", "Mon Mar 20 12:00:00 PST 2006"),
            ("2007-03-20T19:00:00Z", "Tue Mar 20 12:00:00 PDT 2007"),
        ] {
            assert_eq!(pacific.date(utc.parse().unwrap()), date);
        }
        let at = "2019-04-27T03:26:07Z".parse().unwrap();
        assert_eq!(by_the_service(at), "2019-04-27 03:26:07 UTC");
    }
}
