//! The time zone of this machine.

use jiff::tz::TimeZone;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the system keeps its zones, unless `TZDIR` says otherwise.
const ZONES: &str = "/usr/share/zoneinfo";
/// Which of them is this machine's.
const LOCAL: &str = "/etc/localtime";

/// The time zone that `TZ` names, else the machine's.
///
/// [`TimeZone::system`] finds it too, and looks through the whole tree of zones for it, 42 reads of folders. Here one
/// file is read; what it does not tell is left to the slow way.
#[must_use]
pub fn local_zone() -> TimeZone {
    let folder = env::var_os("TZDIR").filter(|folder| !folder.is_empty());
    let folder = folder.map_or_else(|| PathBuf::from(ZONES), PathBuf::from);
    let zone = match env::var("TZ").ok().filter(|zone| !zone.is_empty()) {
        Some(wanted) => named(&wanted, &folder),
        None => machine(Path::new(LOCAL)),
    };
    zone.unwrap_or_else(TimeZone::system)
}

/// What `TZ` says: the name of a zone, or a file, with a colon before it or without.
fn named(wanted: &str, folder: &Path) -> Option<TimeZone> {
    let wanted = wanted.strip_prefix(':').unwrap_or(wanted);
    let file = folder.join(wanted);
    // Names are matched whatever their case by the slow way alone.
    read(&file, zone_name(&file).unwrap_or(wanted))
}

/// The zone that the machine's link leads to.
fn machine(link: &Path) -> Option<TimeZone> {
    let file = fs::canonicalize(link).ok()?;
    read(&file, zone_name(&file)?)
}

/// `Europe/Berlin` of `/usr/share/zoneinfo/Europe/Berlin`.
fn zone_name(file: &Path) -> Option<&str> {
    file.to_str()?.rsplit_once("zoneinfo/").map(|(_, name)| name)
}

fn read(file: &Path, name: &str) -> Option<TimeZone> {
    TimeZone::tzif(name, &fs::read(file).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    /// The offset in winter and in summer, in hours.
    fn hours(zone: &TimeZone) -> [i32; 2] {
        ["2026-01-01T00:00Z", "2026-07-01T00:00Z"]
            .map(|at| zone.to_offset(at.parse::<Timestamp>().unwrap()).seconds() / 3600)
    }

    #[test]
    fn a_zone_is_read_from_its_file_alone() {
        for wanted in ["Europe/Berlin", ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin"] {
            let zone = named(wanted, Path::new(ZONES)).unwrap();
            assert_eq!((hours(&zone), zone.iana_name()), ([1, 2], Some("Europe/Berlin")), "{wanted}");
        }
        let utc = named("UTC", Path::new(ZONES)).unwrap();
        assert_eq!((hours(&utc), utc.iana_name()), ([0, 0], Some("UTC")));
    }

    #[test]
    fn the_machines_zone_is_the_one_its_link_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("localtime");
        std::os::unix::fs::symlink("/usr/share/zoneinfo/Asia/Tokyo", &link).unwrap();
        let zone = machine(&link).unwrap();
        assert_eq!(hours(&zone), [9, 9]);
        assert!(zone.iana_name().is_some_and(|name| name.contains('/') || name == "Japan"), "{zone:?}");
    }

    #[test]
    fn what_no_file_tells_is_left_to_the_slow_way() {
        for wanted in ["CET-1CEST,M3.5.0,M10.5.0/3", "europe/berlin", "nowhere", "Europe", "/etc/hostname"] {
            assert!(named(wanted, Path::new(ZONES)).is_none(), "{wanted}");
        }
        assert!(machine(Path::new("/etc/hostname")).is_none());
    }
}
