use super::*;
use crate::model::{Assignment, Status, StatusSet};
use crate::table::sample::{any_pages, assignment, id, second};
use crate::table::{SortKey, WorkerFilter};
use proptest::prelude::*;
use std::cmp::Ordering;

/// Every order there is.
fn sorts() -> impl Iterator<Item = Sort> {
    SortKey::ALL.into_iter().flat_map(|key| [false, true].map(|descending| Sort { key, descending }))
}

/// A filter of any kind.
fn any_filter() -> impl Strategy<Value = Filter> {
    let waiting = StatusSet::only(Status::Submitted);
    let worker = WorkerFilter::like("worker2");
    let matching: RowSet = (0..40).step_by(3).map(RowId::at).collect();
    prop::sample::select(vec![
        Filter::default(),
        Filter { statuses: waiting, ..Filter::default() },
        Filter { statuses: StatusSet::NONE, ..Filter::default() },
        Filter { worker: worker.clone(), ..Filter::default() },
        Filter { worker: Some(WorkerFilter::Only("AWORKER2".to_owned())), ..Filter::default() },
        Filter { matching: Some(matching.clone()), ..Filter::default() },
        Filter { statuses: waiting.toggled(Status::Approved), worker, matching: Some(matching), held: None },
    ])
}

/// The order the documentation promises, said anew over whole rows.
fn promised(store: &Store, sort: Sort, a: RowId, b: RowId) -> Ordering {
    fn absent_last<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
    /// The first row of the row's HIT.
    fn hit_number(store: &Store, id: RowId) -> Option<usize> {
        let hit = &store.row(id)?.hit;
        store.rows().position(|first| store.row(first).is_some_and(|row| row.hit == *hit))
    }
    let (left, right) = (store.row(a).unwrap(), store.row(b).unwrap());
    let by_key = match sort.key {
        SortKey::Submitted => absent_last(left.submitted, right.submitted, sort.descending),
        SortKey::Accepted => absent_last(left.accepted, right.accepted, sort.descending),
        SortKey::WorkTime => absent_last(left.work_time(), right.work_time(), sort.descending),
        SortKey::AutoApproval => absent_last(left.auto_approval, right.auto_approval, sort.descending),
        SortKey::Worker => absent_last(Some(left.worker), Some(right.worker), sort.descending),
        SortKey::Status => absent_last(Some(left.status), Some(right.status), sort.descending),
        SortKey::Hit => absent_last(hit_number(store, a), hit_number(store, b), sort.descending),
    };
    by_key.then(a.cmp(&b))
}

fn built(store: &Store, sort: Sort, filter: &Filter) -> View {
    let mut view = View::default();
    view.rebuild(store, sort, filter);
    view
}

proptest! {
    #[test]
    fn merging_pages_gives_what_building_anew_gives(pages in any_pages(), filter in any_filter()) {
        for sort in sorts() {
            let mut store = Store::default();
            let mut view = built(&store, sort, &filter);
            for page in pages.clone() {
                let absorbed = store.absorb(page);
                view.merge(&store, &absorbed, &filter);
                let anew = built(&store, sort, &filter);
                prop_assert_eq!(view.rows(), anew.rows(), "{:?} {:?}", sort, filter);
            }
        }
    }

    #[test]
    fn rows_stand_in_the_promised_order_and_only_those_that_pass(pages in any_pages(), filter in any_filter()) {
        let mut store = Store::default();
        for page in pages {
            store.absorb(page);
        }
        for sort in sorts() {
            let mut rows: Vec<RowId> = store.rows().filter(|row| filter.passes(&store, *row)).collect();
            rows.sort_by(|a, b| promised(&store, sort, *a, *b));
            let view = built(&store, sort, &filter);
            prop_assert_eq!(view.rows(), rows, "{:?} {:?}", sort, filter);
        }
    }

    #[test]
    fn positions_are_found_for_shown_and_for_hidden_rows(pages in any_pages(), filter in any_filter()) {
        let mut store = Store::default();
        for page in pages {
            store.absorb(page);
        }
        for sort in sorts() {
            let (view, all) = (built(&store, sort, &filter), built(&store, sort, &Filter::default()));
            let mut shown_before = 0;
            for row in all.rows() {
                let shown = filter.passes(&store, *row);
                prop_assert_eq!(view.position_or_next(&store, *row), shown_before);
                prop_assert_eq!(view.position(&store, *row), shown.then_some(shown_before));
                prop_assert_eq!(view.get(shown_before) == Some(*row), shown);
                shown_before += usize::from(shown);
            }
        }
    }

    #[test]
    fn including_found_rows_gives_what_building_anew_gives(
        pages in any_pages(),
        found in prop::collection::vec(0usize..40, 0..30),
    ) {
        let mut store = Store::default();
        for page in pages {
            store.absorb(page);
        }
        let found: Vec<RowId> = found.into_iter().filter_map(|place| store.rows().nth(place)).collect();
        let mut filter = Filter { matching: Some(RowSet::default()), ..Filter::default() };
        let mut view = built(&store, Sort::default(), &filter);
        for batch in found.chunks(7) {
            filter.matching.as_mut().unwrap().extend(batch.iter().copied());
            view.include(&store, batch, &filter);
        }
        let anew = built(&store, Sort::default(), &filter);
        prop_assert_eq!(view.rows(), anew.rows());
    }
}

fn ids(store: &Store, view: &View) -> Vec<String> {
    view.rows().iter().map(|row| store.row(*row).unwrap().id.to_owned()).collect()
}

#[test]
fn the_newest_submission_stands_first_and_absent_ones_last() {
    let mut store = Store::default();
    let unsent = Assignment { submitted: None, ..assignment(0) };
    store.absorb(vec![unsent, assignment(1), assignment(2)]);
    let mut sort = Sort::default();
    assert_eq!(ids(&store, &built(&store, sort, &Filter::default())), [id(2), id(1), id(0)]);
    sort.descending = false;
    assert_eq!(ids(&store, &built(&store, sort, &Filter::default())), [id(1), id(2), id(0)]);
}

#[test]
fn equal_rows_stand_in_order_of_arrival_in_both_directions() {
    let mut store = Store::default();
    let same = |number| Assignment { submitted: Some(second(7)), ..assignment(number) };
    store.absorb(vec![same(5), same(3), same(9)]);
    for descending in [false, true] {
        let view = built(&store, Sort { key: SortKey::Submitted, descending }, &Filter::default());
        assert_eq!(ids(&store, &view), [id(5), id(3), id(9)]);
    }
}

#[test]
fn a_row_leaves_the_view_when_a_page_changes_its_status() {
    let mut store = Store::default();
    let filter = Filter { statuses: StatusSet::only(Status::Submitted), ..Filter::default() };
    store.absorb(vec![assignment(1), assignment(2)]);
    let mut view = built(&store, Sort::default(), &filter);
    let approved = Assignment { status: Status::Approved, ..assignment(2) };
    let absorbed = store.absorb(vec![approved]);
    view.merge(&store, &absorbed, &filter);
    assert_eq!(ids(&store, &view), [id(1)]);
}

#[test]
fn a_page_merged_twice_shows_its_rows_once() {
    let mut store = Store::default();
    let absorbed = store.absorb((0..5).map(assignment).collect());
    let mut view = built(&store, Sort::default(), &Filter::default());
    view.merge(&store, &absorbed, &Filter::default());
    assert_eq!(view.rows(), built(&store, Sort::default(), &Filter::default()).rows());
}

#[test]
fn a_window_beyond_the_end_is_cut() {
    let mut store = Store::default();
    let rows = store.absorb((0..3).map(assignment).collect()).added;
    let view = built(&store, Sort { key: SortKey::Submitted, descending: false }, &Filter::default());
    assert_eq!(view.window(1..9), &rows[1..]);
    assert_eq!(view.window(7..9), []);
    let backwards = std::ops::Range { start: 2, end: 1 };
    assert_eq!(view.window(backwards), []);
    assert_eq!(view.get(3), None);
}
