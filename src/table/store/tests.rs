use super::*;
use crate::model::{
    Approver, Assignment, AssignmentId, KeptMembers, NamedText, Provenance, SavedAssignment, SignedDuration,
    Timestamp, Trials, WorkerId,
};
use crate::table::RowSet;
use crate::table::sample::{any_pages, assignment, id, second};
use crate::text::Needle;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The whole of an assignment as the store tells it.
fn told(store: &Store, row: RowId) -> Assignment {
    store.row(row).unwrap().to_assignment(store.answer(row))
}

fn with_answer(number: u32, answer: impl Into<Box<str>>) -> Assignment {
    Assignment { answer: Some(answer.into()), ..assignment(number) }
}

#[test]
fn an_assignment_comes_back_as_it_went_in() {
    let whole = Assignment {
        status: Status::Rejected,
        approved: Some(Timestamp::from_millisecond(1_467_763_200_123).unwrap()),
        rejected: Some(Timestamp::from_millisecond(-1).unwrap()),
        feedback: Some("Please read the instructions.".into()),
        kept: KeptMembers::from_json(r#"{"Later":[1]}"#.into()),
        ..assignment(1)
    };
    let bare = Assignment {
        status: Status::Other,
        accepted: None,
        submitted: None,
        auto_approval: None,
        deadline: None,
        answer: None,
        ..assignment(2)
    };
    let mut store = Store::default();
    let rows = store.absorb(vec![whole.clone(), bare.clone()]).added;
    assert_eq!(told(&store, rows[0]), whole);
    assert_eq!(told(&store, rows[1]), bare);
    assert_eq!(store.find(&id(2)), Some(rows[1]));
    assert_eq!(store.find("3NOTHERE"), None);
}

#[test]
fn a_copy_that_says_nothing_new_changes_nothing() {
    let mut store = Store::default();
    store.absorb(vec![assignment(1)]);
    let footprint = store.footprint();
    assert_eq!(store.absorb(vec![assignment(1), assignment(1)]), Absorbed::default());
    assert_eq!(store.footprint(), footprint);
}

#[test]
fn a_later_copy_updates_its_row_in_place() {
    let mut store = Store::default();
    let rows = store.absorb(vec![assignment(1), assignment(2)]).added;
    let approved =
        Assignment { status: Status::Approved, approved: Some(second(5_000)), ..with_answer(1, "other") };
    let absorbed = store.absorb(vec![assignment(3), approved.clone(), assignment(2)]);
    assert_eq!(absorbed.changed, [rows[0]]);
    assert_eq!(absorbed.added, [store.find(&id(3)).unwrap()]);
    assert_eq!(told(&store, rows[0]), approved);
    assert_eq!(told(&store, rows[1]), assignment(2));
    assert_eq!(store.len(), 3);
}

#[test]
fn an_assignment_twice_on_a_page_is_told_once_and_the_later_copy_counts() {
    let mut store = Store::default();
    let late = |number| Assignment { submitted: Some(second(9_000)), ..assignment(number) };
    let absorbed = store.absorb(vec![assignment(1), late(1)]);
    assert_eq!((absorbed.added.len(), absorbed.changed.len()), (1, 0));
    assert_eq!(told(&store, absorbed.added[0]), late(1));
    let changed = store.absorb(vec![assignment(1), late(1), assignment(1)]).changed;
    assert_eq!(changed, absorbed.added);
}

#[test]
fn a_copy_without_an_answer_does_not_erase_the_one_held() {
    let mut store = Store::default();
    let row = store.absorb(vec![assignment(1)]).added[0];
    let bare = Assignment { answer: None, ..assignment(1) };
    assert_eq!(store.absorb(vec![bare]), Absorbed::default());
    assert_eq!(told(&store, row), assignment(1));
}

#[test]
fn a_copy_that_names_another_worker_or_has_another_answer_is_told() {
    let mut store = Store::default();
    let approved = |number| Assignment { status: Status::Approved, ..assignment(number) };
    let absorbed = store.absorb(vec![assignment(1), assignment(2), assignment(3), approved(3)]);
    let rows = absorbed.added;
    assert_eq!(store.contradictions(), 0, "a verdict is no contradiction");
    let other = |number| Assignment { worker: WorkerId::from_service("AOTHER"), ..assignment(number) };
    let absorbed = store.absorb(vec![other(1), with_answer(2, "another"), assignment(3)]);
    assert_eq!(absorbed.changed, rows);
    assert_eq!((told(&store, rows[0]), told(&store, rows[1])), (other(1), with_answer(2, "another")));
    let told = |row: usize| store.contradiction(rows[row]).cloned();
    assert_eq!(told(0), Some(Contradiction { worker: Some("AWORKER1".to_owned()), answer: false }));
    assert_eq!(told(1), Some(Contradiction { worker: None, answer: true }));
    assert_eq!(told(2), None);
    assert_eq!(store.contradictions(), 2);
    assert_eq!(["AOTHER", "AWORKER1"].map(|worker| store.by_worker(worker)), [1, 0]);
    store.absorb(vec![other(1)]);
    assert_eq!(store.contradictions(), 2, "the same copy again says nothing new");
}

#[test]
fn an_empty_answer_is_not_an_absent_one() {
    let mut store = Store::default();
    let absent = Assignment { answer: None, ..assignment(2) };
    let rows = store.absorb(vec![with_answer(1, ""), absent]).added;
    assert_eq!(store.answer(rows[0]).as_deref(), Some(""));
    assert_eq!(store.answer(rows[1]), None);
}

#[test]
fn answers_larger_than_a_block_come_back_whole() {
    let large = (0..400_000).map(|n| format!("é{n} 猫")).collect::<Vec<_>>().join(" ");
    assert!(large.len() > 5_000_000);
    let mut store = Store::default();
    let rows =
        store.absorb(vec![with_answer(1, "before"), with_answer(2, &*large), with_answer(3, "after")]).added;
    assert_eq!(store.answer(rows[0]).as_deref(), Some("before"));
    assert!(store.answer(rows[1]).as_deref() == Some(&*large));
    assert_eq!(store.answer(rows[2]).as_deref(), Some("after"));
    assert_eq!(store.row(rows[1]).unwrap().answer_len, large.len());
    assert_eq!(store.answer_bytes(), large.len() as u64 + 11);
}

/// Answers that differ from each other as people's do: words drawn by a small generator.
fn varied_answer(number: u32, bytes: usize) -> String {
    const WORDS: [&str; 16] = [
        "photo",
        "the",
        "left",
        "dog",
        "unclear",
        "sign",
        "a",
        "street",
        "behind",
        "yellow",
        "two",
        "I think",
        "is",
        "window",
        "müde",
        "cannot see",
    ];
    let mut state = u64::from(number) + 1;
    let mut answer = format!("<QuestionFormAnswers><Answer><FreeText>Nr {number}");
    while answer.len() < bytes {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        answer.push(' ');
        answer.push_str(WORDS[(state >> 60) as usize]);
    }
    answer + "</FreeText></Answer></QuestionFormAnswers>"
}

/// Packs what is full; tells how many blocks.
fn pack(store: &mut Store) -> usize {
    let packed: Vec<PackedBlock> = store.take_full().into_iter().filter_map(FullBlock::pack).collect();
    let blocks = packed.len();
    for block in packed {
        store.put_packed(block);
    }
    blocks
}

#[test]
fn answers_come_back_byte_for_byte_before_and_after_their_blocks_are_packed() {
    let mut store = Store::default();
    let mut rows = Vec::new();
    for page in 0..20 {
        let page = (page * 50..page * 50 + 50).map(|n| with_answer(n, varied_answer(n, 1_500)));
        rows.extend(store.absorb(page.collect()).added);
    }
    let all_come_back = |store: &Store| {
        for (number, row) in (0..).zip(&rows) {
            assert_eq!(store.answer(*row).as_deref(), Some(&*varied_answer(number, 1_500)));
        }
    };
    all_come_back(&store);
    assert!(pack(&mut store) > 20);
    all_come_back(&store);
    assert_eq!(pack(&mut store), 0, "once");
}

#[test]
fn a_packed_block_goes_nowhere_but_where_it_came_from() {
    let filled = || {
        let mut store = Store::default();
        store.absorb((0..100).map(|n| with_answer(n, varied_answer(n, 1_500))).collect());
        store
    };
    let (mut one, mut other) = (filled(), filled());
    let block = other.take_full().remove(0).pack().unwrap();
    assert!(!one.owns(&block) && other.owns(&block));
    let before = one.footprint();
    one.put_packed(block);
    assert_eq!(one.footprint(), before);
}

#[test]
fn an_answer_that_was_replaced_while_its_block_was_packed_stays_replaced() {
    let mut store = Store::default();
    let rows = store.absorb((0..100).map(|n| with_answer(n, varied_answer(n, 1_500))).collect()).added;
    let full = store.take_full();
    let newer = varied_answer(777, 1_500);
    store.absorb(vec![with_answer(0, newer.clone())]);
    full.into_iter().filter_map(FullBlock::pack).for_each(|block| store.put_packed(block));
    assert_eq!(store.answer(rows[0]).as_deref(), Some(&*newer));
    let older = Needle::new(&varied_answer(0, 1_500)).unwrap();
    assert!(store.matching(&rows[..1], &older).is_empty());
}

#[test]
fn the_store_takes_far_less_memory_than_its_answers() {
    let mut store = Store::default();
    for page in 0..40 {
        store.absorb(
            (page * 100..page * 100 + 100).map(|n| with_answer(n, varied_answer(n, 2_048))).collect(),
        );
        pack(&mut store);
    }
    let (held, answers) = (store.footprint() as u64, store.answer_bytes());
    assert!(answers > 4_000 * 2_048);
    assert!(held < answers * 6 / 10, "{held} of {answers}");
}

#[test]
fn counts_follow_what_pages_say() {
    let mut store = Store::default();
    let of = |number, worker| Assignment { worker: WorkerId::from_service(worker), ..assignment(number) };
    store.absorb(vec![of(1, "AONE"), of(2, "AONE"), of(3, "ATWO")]);
    store.absorb(vec![Assignment { status: Status::Approved, ..of(2, "AONE") }]);
    assert_eq!(Status::ALL.map(|status| store.count(status)), [2, 1, 0, 0]);
    assert_eq!(["AONE", "ATWO", "ATHREE"].map(|worker| store.by_worker(worker)), [2, 1, 0]);
}

#[test]
fn the_median_work_time_follows_what_pages_say() {
    let worked =
        |number, seconds: i64| Assignment { submitted: Some(second(1_000 + seconds)), ..assignment(number) };
    let mut store = Store::default();
    assert_eq!(store.median_work_time(), None);
    store.absorb(vec![worked(1, 10), worked(2, 90), worked(3, 30)]);
    assert_eq!(store.median_work_time(), Some(SignedDuration::from_secs(30)));
    store.absorb(vec![worked(3, 200), Assignment { submitted: None, ..assignment(4) }]);
    assert_eq!(store.median_work_time(), Some(SignedDuration::from_secs(90)));
}

/// All hits of a scan, and the last progress told.
fn scan(snapshot: &Snapshot, needle: &str) -> (Vec<RowId>, (usize, usize)) {
    let (mut hits, mut last) = (Vec::new(), (0, 0));
    snapshot.scan(&Needle::new(needle).unwrap(), |progress| {
        hits.extend_from_slice(progress.hits);
        assert!(progress.done >= last.0, "progress goes back");
        last = (progress.done, progress.total);
        ControlFlow::Continue(())
    });
    (hits, last)
}

#[test]
fn a_scan_finds_ids_workers_and_answers_once_each() {
    let mut store = Store::default();
    let cat = with_answer(7, "a cat called aworker3");
    let absent = Assignment { answer: None, ..assignment(8) };
    let rows = store.absorb((0..7).map(assignment).chain([cat, absent]).collect()).added;
    let snapshot = store.snapshot();
    assert_eq!(scan(&snapshot, "3ASSIGNMENT4"), (vec![rows[4]], (9, 9)));
    assert_eq!(scan(&snapshot, "worker3"), (vec![rows[3], rows[7]], (9, 9)));
    assert_eq!(scan(&snapshot, "number 5"), (vec![rows[5]], (9, 9)));
    assert_eq!(scan(&snapshot, "a dog"), (vec![], (9, 9)));
}

#[test]
fn rows_are_matched_in_packed_blocks_and_in_the_last_one() {
    let mut store = Store::default();
    let rows = store.absorb((0..300).map(|n| with_answer(n, varied_answer(n, 2_048))).collect()).added;
    let needle = Needle::new("Nr 29").unwrap();
    let mut found = store.matching(&rows, &needle);
    found.sort_unstable();
    let expected: Vec<RowId> = std::iter::once(29).chain(290..300).map(|number| rows[number]).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_scan_ends_when_it_is_told_to() {
    let mut store = Store::default();
    store.absorb((0..300).map(|n| with_answer(n, varied_answer(n, 4_096))).collect());
    let mut told = 0;
    store.snapshot().scan(&Needle::new("photo").unwrap(), |_| {
        told += 1;
        if told == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(told, 2);
}

#[test]
fn a_snapshot_stays_as_it_was_while_pages_arrive() {
    let mut store = Store::default();
    let rows = store.absorb((0..300).map(|n| with_answer(n, varied_answer(n, 4_096))).collect()).added;
    let before = store.snapshot();
    store.absorb(vec![
        with_answer(0, "replaced early"),
        with_answer(299, "replaced late"),
        with_answer(300, "new"),
    ]);
    assert_eq!(scan(&before, "replaced"), (vec![], (300, 300)));
    assert_eq!(scan(&before, "Nr 299").0, [rows[299]]);
    let after = store.snapshot();
    assert_eq!(scan(&after, "replaced"), (vec![rows[0], rows[299]], (301, 301)));
    assert_eq!(scan(&after, "Nr 299"), (vec![], (301, 301)));
    let answers = (1..299).map(|n| varied_answer(n, 4_096).len()).sum::<usize>();
    assert_eq!(store.answer_bytes(), (answers + "replaced earlyreplaced latenew".len()) as u64);
}

proptest! {
    #[test]
    fn holds_what_a_plain_map_would_hold(pages in any_pages()) {
        let mut store = Store::default();
        let mut plain: BTreeMap<String, Assignment> = BTreeMap::new();
        for mut page in pages {
            store.absorb(page.clone());
            for assignment in &mut page {
                let held = plain.get(assignment.id.as_str()).and_then(|held| held.answer.clone());
                assignment.answer = assignment.answer.take().or(held);
                plain.insert(assignment.id.as_str().to_owned(), assignment.clone());
            }
        }
        prop_assert_eq!(store.len(), plain.len());
        let bytes: usize = plain.values().filter_map(|a| a.answer.as_ref()).map(|answer| answer.len()).sum();
        prop_assert_eq!(store.answer_bytes(), bytes as u64);
        for (id, assignment) in &plain {
            prop_assert_eq!(&told(&store, store.find(id).unwrap()), assignment);
        }
    }

    #[test]
    fn a_scan_finds_what_looking_at_each_row_finds(pages in any_pages(), text in "(?i)(cat|hund|猫|r2|3a|t1)") {
        let mut store = Store::default();
        for page in pages {
            store.absorb(page);
        }
        let needle = Needle::new(&text).unwrap();
        let (hits, (done, total)) = scan(&store.snapshot(), &text);
        let looked_at: RowSet = store.rows().filter(|row| store.matches(*row, &needle)).collect();
        prop_assert_eq!(hits.len(), looked_at.len());
        prop_assert_eq!(&hits.into_iter().collect::<RowSet>(), &looked_at);
        let matching = store.matching(&store.rows().collect::<Vec<_>>(), &needle);
        prop_assert_eq!(matching.len(), looked_at.len());
        prop_assert_eq!(matching.into_iter().collect::<RowSet>(), looked_at);
        prop_assert_eq!((done, total), (store.len(), store.len()));
    }

    #[test]
    fn any_text_comes_back_byte_for_byte(answers in prop::collection::vec(prop::option::of(".{0,40}"), 1..12)) {
        // Repeated until blocks fill up, so that texts of all lengths meet their ends.
        let answers: Vec<_> = answers.into_iter().map(|a| a.map(|a| a.repeat(1_000))).collect();
        let page = (0..).zip(&answers).map(|(n, a)| Assignment { answer: a.as_deref().map(Into::into), ..assignment(n) });
        let mut store = Store::default();
        let rows = store.absorb(page.collect()).added;
        for (row, answer) in rows.into_iter().zip(&answers) {
            let told = store.answer(row);
            prop_assert_eq!(told.as_deref(), answer.as_deref());
        }
    }
}

fn saved(id: &str, status: Status) -> SavedAssignment {
    let assignment = Assignment {
        status,
        ..Assignment::new(
            AssignmentId::from_service(id),
            WorkerId::from_service("AW"),
            HitId::from_service("3H"),
        )
    };
    SavedAssignment::new(assignment, Provenance::File { file: "a.csv".into(), line: 2 })
}

fn named(name: &str, text: &str) -> NamedText {
    NamedText { name: name.into(), text: text.into() }
}

#[test]
fn what_a_file_holds_beside_the_members_is_kept_with_its_row() {
    let mut store = Store::default();
    let full = SavedAssignment {
        answers: vec![named("cat", "a <b>"), named("cat", "0042")],
        inputs: vec![named("url", "https://example.com")],
        extra: vec![named("X", "1")],
        surplus: vec!["more".into()],
        trials: Some(Trials { columns: ["rt".into()].into(), rows: vec![vec!["901".into()]] }),
        work_time: Some(SignedDuration::from_secs(7)),
        approver: Some(Approver::Service),
        ..saved("3A", Status::Approved)
    };
    let row = store.absorb_saved(vec![full]).added[0];
    let beside = store.beside(row).unwrap();
    assert_eq!((&*beside.file, beside.line), ("a.csv", Some(2)));
    assert_eq!(beside.inputs, [("url".to_owned(), "https://example.com".to_owned())]);
    assert_eq!(beside.extra, [("X".to_owned(), "1".to_owned())]);
    assert_eq!(
        (&beside.surplus[..], &beside.trials[..]),
        (&["more".to_owned()][..], &[vec!["901".to_owned()]][..])
    );
    assert_eq!((beside.work_seconds, beside.approved_by_service), (Some(7), Some(true)));
    let answer = crate::answer::parse(&store.answer(row).unwrap());
    assert_eq!(answer.plain(), "cat: a <b>\ncat: 0042\n");
}

#[test]
fn a_record_that_knows_less_takes_no_verdict_back() {
    let mut store = Store::default();
    let row = store.absorb_saved(vec![saved("3A", Status::Approved)]).added[0];
    assert_eq!(store.absorb_saved(vec![saved("3A", Status::Submitted)]), Absorbed::default());
    assert_eq!(store.row(row).unwrap().status, Status::Approved);
    let mut later = saved("3A", Status::Rejected);
    later.assignment.rejected = Timestamp::from_second(9).ok();
    assert_eq!(store.absorb_saved(vec![later]).changed, [row]);
    assert_eq!(store.row(row).unwrap().status, Status::Rejected);
    assert_eq!(store.count(Status::Approved), 0);
}
