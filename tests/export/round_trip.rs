//! Any assignments, exported, read back the same.

use crate::made::records;
use crate::read::{comparable, csv, sheet};
use hitdeck::model::{Hit, SavedRecord};
use proptest::prelude::*;

fn hits(records: &[SavedRecord]) -> Vec<Hit> {
    let hits = records.iter().filter_map(|record| match record {
        SavedRecord::Hit(hit) => Some((**hit).clone()),
        _ => None,
    });
    hits.collect()
}

proptest! {
    #[test]
    fn csv_reads_the_same(records in records()) {
        let again = sheet(&csv(&records));
        prop_assert_eq!(comparable(&again), comparable(&records));
        prop_assert_eq!(hits(&again), hits(&records));
        let second = csv(&again);
        prop_assert_eq!(String::from_utf8(csv(&sheet(&second))), String::from_utf8(second), "and stays the same");
    }
}
