use super::*;
use crate::model::{Cents, Hit, HitId, Timestamp};
use proptest::prelude::*;

fn any_hit() -> impl Strategy<Value = Hit> {
    let title = prop::sample::select(vec!["Sort shoes", "sort SHOES", "Draw a box", ""]);
    let group = prop::sample::select(vec!["", "T1", "T2"]);
    let batch = prop::sample::select(vec![
        None,
        Some("mine"),
        Some("BatchId:7;OriginalHitTemplateId:1;"),
        Some("BatchId:8"),
    ]);
    let counters = prop::option::of((0u32..9, 0u32..4));
    ((0u8..30, title, group, batch), (prop::option::of(0i64..5), prop::option::of(0i64..4), counters))
        .prop_map(|((id, title, hit_type, annotation), (created, reward, counters))| Hit {
            title: title.to_owned(),
            hit_type: hit_type.to_owned(),
            annotation: annotation.map(ToOwned::to_owned),
            created: created.and_then(|second| Timestamp::from_second(second).ok()),
            reward: reward.map(Cents),
            max: counters.map(|(max, _)| max),
            available: counters.map(|_| 1),
            pending: counters.map(|_| 0),
            completed: counters.map(|(_, completed)| completed),
            ..Hit::new(HitId::from_service(format!("3HIT{id}")))
        })
}

fn any_sort() -> impl Strategy<Value = HitSort> {
    let key = prop::sample::select(&HitSortKey::ALL[..]);
    (key, any::<bool>()).prop_map(|(key, descending)| HitSort { key, descending })
}

/// Every row as it shows.
fn rows(table: &HitTable) -> Vec<String> {
    let row = |at| {
        let row = table.row(at).unwrap();
        match row.kind {
            HitRowKind::Alone => row.hit.id.to_string(),
            HitRowKind::Within => format!("  {}", row.hit.id),
            HitRowKind::Fold { key, tally, open } => format!("{key:?} {open} {tally:?}"),
        }
    };
    (0..table.len()).map(row).collect()
}

/// What stands in memory agrees with what a table made of the same HITs at once would hold.
fn agrees(table: &mut HitTable) {
    let kept = rows(table);
    let mut anew = HitTable::default();
    anew.absorb(table.hits.iter().map(|listed| listed.hit.clone()).collect());
    anew.sort_by(table.sort());
    let due: Vec<_> = table.hits.iter().map(|listed| (listed.hit.id.clone(), listed.soonest)).collect();
    anew.learn_due(due.iter().map(|(id, due)| (id, *due)));
    table.open().cloned().collect::<Vec<_>>().iter().for_each(|key| anew.set_open(key, true));
    assert_eq!((table.sums(), table.batches()), (anew.sums(), anew.batches()));
    table.sort_by(table.sort());
    assert_eq!(kept, rows(table), "the order is that of sorting everything");
    let mut all = [kept, rows(&anew)];
    for rows in &mut all {
        rows.sort();
    }
    assert_eq!(all[0], all[1], "the sums are those of counting everything");
}

proptest! {
    #[test]
    fn pages_leave_what_reading_everything_at_once_would_make(
        sort in any_sort(),
        listings in prop::collection::vec(prop::collection::vec(prop::collection::vec(any_hit(), 0..8), 0..6), 1..4),
        due in prop::collection::vec((0u8..30, prop::option::of(0i64..5)), 0..9),
    ) {
        let mut table = HitTable::default();
        table.sort_by(sort);
        table.search("shoes");
        for listing in listings {
            table.begin_listing();
            for page in listing.clone() {
                table.absorb(page);
                agrees(&mut table);
                table.set_open(&FoldKey::Batch("7".into()), true);
            }
            let due: Vec<_> = due.iter().map(|(id, at)| {
                (HitId::from_service(format!("3HIT{id}")), at.and_then(|at| Timestamp::from_second(at).ok()))
            }).collect();
            table.learn_due(due.iter().map(|(id, at)| (id, *at)));
            agrees(&mut table);
            table.end_listing();
            agrees(&mut table);
            let mut named: Vec<HitId> = listing.concat().into_iter().map(|hit| hit.id).collect();
            named.sort();
            named.dedup();
            let mut kept: Vec<HitId> = table.hits.iter().map(|listed| listed.hit.id.clone()).collect();
            kept.sort();
            prop_assert_eq!(kept, named);
        }
        table.set_all_open(true);
        let mut found = 0;
        for at in 0..table.len() {
            let row = table.row_id(at).unwrap();
            prop_assert_eq!(table.position(&row), Some(at));
            let shoes = table.get(at).is_some_and(|hit| hit.title.to_lowercase().contains("shoes"));
            prop_assert_eq!(table.found_at(&row), shoes.then_some(found));
            found += usize::from(shoes);
        }
        prop_assert_eq!(table.searched().map(|(_, of)| of), Some(found));
    }
}

fn hit(id: &str) -> Hit {
    Hit::new(HitId::from_service(id))
}

fn ids(table: &HitTable) -> Vec<String> {
    (0..table.len()).filter_map(|at| table.get(at)).map(|hit| hit.id.to_string()).collect()
}

#[test]
fn what_lacks_the_key_comes_last_either_way() {
    let mut table = HitTable::default();
    let hit = |id: &str, reward| Hit { reward, ..hit(id) };
    table.absorb(vec![hit("3A", None), hit("3B", Some(Cents(2))), hit("3C", Some(Cents(1)))]);
    for (descending, expected) in [(true, ["3B", "3C", "3A"]), (false, ["3C", "3B", "3A"])] {
        table.sort_by(HitSort { key: HitSortKey::Reward, descending });
        assert_eq!(ids(&table), expected);
    }
}

#[test]
fn titles_that_differ_in_case_only_are_one_in_the_order() {
    let mut table = HitTable::default();
    let hit = |id: &str, title: &str| Hit { title: title.into(), ..hit(id) };
    table.absorb(vec![hit("3A", "Οδοσ b"), hit("3B", "ΟΔΟΣ a"), hit("3C", "οδος c")]);
    table.sort_by(HitSort { key: HitSortKey::Title, descending: false });
    assert_eq!(ids(&table), ["3B", "3A", "3C"]);
}

/// Five HITs: two of a batch, two of a type, one by itself, the newest first in that order.
fn five() -> HitTable {
    let mut table = HitTable::default();
    let hit = |id: &str, created, hit_type: &str, annotation: Option<&str>| Hit {
        created: Timestamp::from_second(created).ok(),
        hit_type: hit_type.into(),
        annotation: annotation.map(Into::into),
        reward: Some(Cents(50)),
        max: Some(4),
        available: Some(1),
        pending: Some(0),
        completed: Some(1),
        ..hit(id)
    };
    table.absorb(vec![
        hit("3A", 9, "T1", Some("BatchId:7;OriginalHitTemplateId:1;")),
        hit("3B", 8, "T2", None),
        hit("3C", 7, "T1", Some("BatchId:7;OriginalHitTemplateId:1;")),
        hit("3D", 6, "T3", None),
        hit("3E", 5, "T2", Some("a note")),
    ]);
    table
}

#[test]
fn batches_and_types_of_more_than_one_hit_fold() {
    let mut table = five();
    assert_eq!((table.len(), table.batches(), table.has_closed()), (3, 1, true));
    assert_eq!(table.row_id(0), Some(HitRowId::Fold(FoldKey::Batch("7".into()))));
    assert_eq!(table.row_id(1), Some(HitRowId::Fold(FoldKey::HitType("T2".into()))));
    assert_eq!(ids(&table), ["3D"]);
    table.set_open(&FoldKey::HitType("T2".into()), true);
    assert_eq!(ids(&table), ["3B", "3E", "3D"]);
    assert_eq!(table.position(&HitRowId::Hit(HitId::from_service("3E"))), Some(3));
    assert_eq!(table.position(&HitRowId::Hit(HitId::from_service("3C"))), Some(0), "where its batch is");
}

#[test]
fn a_fold_comes_to_what_its_hits_come_to() {
    let table = five();
    let Some(HitRowKind::Fold { tally, .. }) = table.row(0).map(|row| row.kind) else { panic!() };
    assert_eq!(
        (tally.sums.hits, tally.sums.waiting(), tally.sums.completed, tally.sums.max),
        (2, Some(4), 2, 8)
    );
    assert_eq!(tally.sums.owed(), Some(240), "four of 50 cents and 10 cents");
    assert_eq!(table.sums().owed(), Some(600));
}

#[test]
fn a_fold_that_one_hit_is_left_of_is_that_hit() {
    let mut table = five();
    let fold = HitRowId::Fold(FoldKey::HitType("T2".into()));
    table.begin_listing();
    table.absorb(vec![hit("3D"), Hit { hit_type: "T2".into(), ..hit("3E") }]);
    assert_eq!(table.remaining(0), Some(fold.clone()), "the batch is gone, what stands below it stays");
    table.end_listing();
    assert_eq!(ids(&table).len(), 2);
    assert_eq!(table.row_id(table.position(&fold).unwrap()), Some(HitRowId::Hit(HitId::from_service("3E"))));
}

#[test]
fn what_was_due_first_is_not_known_any_more_once_more_is_decided() {
    let mut table = five();
    let (id, at) = (HitId::from_service("3D"), Timestamp::from_second(100).ok());
    let due = |table: &HitTable| {
        (0..table.len()).filter_map(|row| table.row(row)).find(|row| row.hit.id.as_str() == "3D").unwrap().due
    };
    table.learn_due([(&id, at)]);
    assert_eq!(due(&table), at);
    let known = table.get(table.position(&HitRowId::Hit(id.clone())).unwrap()).unwrap().clone();
    table.refresh(&Hit { available: Some(0), ..known.clone() });
    assert_eq!(due(&table), at, "what comes later is due later");
    table.refresh(&Hit { completed: Some(2), ..known.clone() });
    assert_eq!(due(&table), None);
    table.learn_due([(&id, at)]);
    table.refresh(&Hit { completed: Some(2), max: Some(3), ..known });
    assert_eq!(due(&table), None, "nothing waits");
}

#[test]
fn the_next_hit_found_may_be_one_that_does_not_show() {
    let mut table = five();
    table.search("3");
    let row = |id: &str| HitRowId::Hit(HitId::from_service(id));
    let next = |table: &HitTable, from: &HitRowId, forward| {
        table.next_found(from, forward).map(|(id, round)| (id.to_string(), round)).unwrap()
    };
    let batch = HitRowId::Fold(FoldKey::Batch("7".into()));
    assert_eq!(next(&table, &batch, true), ("3A".into(), false));
    assert_eq!(next(&table, &row("3A"), true), ("3C".into(), false));
    assert_eq!(next(&table, &row("3D"), true), ("3A".into(), true));
    assert_eq!(next(&table, &batch, false), ("3D".into(), true));
    assert_eq!(table.found_at(&batch), Some(0));
    table.set_all_open(true);
    assert_eq!(table.found_at(&batch), None, "what was found shows by itself");
}
