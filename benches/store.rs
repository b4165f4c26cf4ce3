//! The store and its views at the size of a large batch: 100,000 assignments with answers of 2 KiB.
//!
//! `cargo bench --bench store`
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs, reason = "benchmark")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use hitdeck::model::{Assignment, AssignmentId, HitId, Status, StatusSet, Timestamp, WorkerId};
use hitdeck::table::{Absorbed, Filter, FullBlock, RowId, Sort, SortKey, Store, View, WorkerFilter};
use hitdeck::text::Needle;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Duration;

const ROWS: u32 = 100_000;
const PAGE: u32 = 100;
const ANSWER_BYTES: usize = 2_048;

/// Numbers that are the same in every run (a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    /// The next number below `end`.
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(((self.0 >> 32) * u64::from(end)) >> 32).unwrap()
    }

    /// One of 4,096 invented words, the short ones most often, as in any language.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ka", "the", "ro", "in", "lu", "er", "mi", "an", "so", "ing", "te", "vo", "ple", "da", "sh", "ou",
        ];
        let length = 1 + self.below(3).min(self.below(3));
        (0..length).map(|_| SYLLABLES[self.below(16) as usize]).collect()
    }
}

/// An answer with a choice, a box and free text up to the length that is measured with.
fn answer(numbers: &mut Numbers) -> Box<str> {
    let [x, y, choice] = [640, 480, 5].map(|end| numbers.below(end));
    let mut answer = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<QuestionFormAnswers xmlns=\"http://mechanicalturk.amazonaws.com/\
         AWSMechanicalTurkDataSchemas/2005-10-01/QuestionFormAnswers.xsd\"><Answer><QuestionIdentifier>quality\
         </QuestionIdentifier><FreeText>{choice}</FreeText></Answer><Answer><QuestionIdentifier>box\
         </QuestionIdentifier><FreeText>{{\"left\":{x},\"top\":{y}}}</FreeText></Answer><Answer>\
         <QuestionIdentifier>transcript</QuestionIdentifier><FreeText>"
    );
    while answer.len() < ANSWER_BYTES - 48 {
        answer.push_str(&numbers.word());
        answer.push(' ');
    }
    answer.push_str("</FreeText></Answer></QuestionFormAnswers>");
    answer.into()
}

fn assignment(number: u32) -> Assignment {
    let mut numbers = Numbers(u64::from(number) + 1);
    let second = |second: u32| Some(Timestamp::from_second(1_700_000_000 + i64::from(second)).unwrap());
    let accepted = numbers.below(5_000_000);
    let submitted = accepted + 20 + numbers.below(1_800);
    Assignment {
        status: Status::ALL[numbers.below(3) as usize],
        accepted: second(accepted),
        submitted: second(submitted),
        auto_approval: second(submitted + 259_200),
        deadline: second(accepted + 3_600),
        answer: Some(answer(&mut numbers)),
        ..Assignment::new(
            AssignmentId::from_service(format!("3{:029}", u64::from(number) * 7_919)),
            WorkerId::from_service(format!("A{:013}", numbers.below(5_000))),
            HitId::from_service("3HITOFTHEBENCHMARK000000000000"),
        )
    }
}

fn page(first: u32) -> Vec<Assignment> {
    (first..first + PAGE).map(assignment).collect()
}

fn loaded() -> Store {
    let mut store = Store::default();
    for first in (0..ROWS).step_by(PAGE as usize) {
        store.absorb(page(first));
        for block in store.take_full().into_iter().filter_map(FullBlock::pack) {
            store.put_packed(block);
        }
    }
    store
}

fn sorts() -> impl Iterator<Item = Sort> {
    SortKey::ALL.into_iter().map(|key| Sort { key, descending: true })
}

/// Pages taken in, one after the other, and the same page again.
fn absorb(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("absorb");
    group.throughput(Throughput::Bytes(u64::from(PAGE) * ANSWER_BYTES as u64));
    let (mut store, mut first) = (Store::default(), 0);
    let mut next = || {
        first += PAGE;
        page(first)
    };
    group.bench_function("a new page", |b| {
        b.iter_batched(&mut next, |page| store.absorb(page), BatchSize::SmallInput);
    });
    group.bench_function("a known page", |b| {
        b.iter_batched(|| page(PAGE), |page| store.absorb(page), BatchSize::SmallInput);
    });
    group.finish();
}

/// A page merged into a view of everything else.
fn merge(criterion: &mut Criterion, store: &Store) {
    let mut group = criterion.benchmark_group("merge a page of 100");
    // Every thousandth row plays the page, so that it spreads over the view as live submissions do.
    let arrived: Vec<RowId> = store.rows().step_by((ROWS / PAGE) as usize).collect();
    let absorbed = Absorbed { added: arrived.clone(), changed: Vec::new() };
    for sort in sorts() {
        let others = store.rows().filter(|row| !arrived.contains(row)).collect();
        let mut view = View::default();
        view.rebuild(store, sort, &Filter { matching: Some(others), ..Filter::default() });
        group.bench_function(sort.key.word(), |b| {
            let merge = |view: &mut View| view.merge(store, &absorbed, &Filter::default());
            b.iter_batched_ref(|| view.clone(), merge, BatchSize::LargeInput);
        });
    }
    group.finish();
}

/// Every order, and filters in the usual one.
fn rebuild(criterion: &mut Criterion, store: &Store) {
    let mut group = criterion.benchmark_group("rebuild");
    let mut view = View::default();
    for sort in sorts() {
        group.bench_function(format!("by {}", sort.key.word()), |b| {
            b.iter(|| view.rebuild(store, sort, &Filter::default()));
        });
    }
    let submitted = StatusSet::only(Status::Submitted);
    let filters = [
        ("filtered by status", Filter { statuses: submitted, ..Filter::default() }),
        ("filtered by worker", Filter { worker: WorkerFilter::like("0042"), ..Filter::default() }),
    ];
    for (name, filter) in filters {
        group.bench_function(name, |b| b.iter(|| view.rebuild(store, Sort::default(), &filter)));
    }
    group.finish();
}

/// One answer, and all of them searched.
fn read(criterion: &mut Criterion, store: &Store) {
    let mut group = criterion.benchmark_group("read");
    let row = store.rows().nth(1_234).unwrap();
    group
        .bench_function("one answer", |b| b.iter(|| black_box(store.answer(row)).map(|answer| answer.len())));
    group.bench_function("take a snapshot", |b| b.iter(|| store.snapshot()));
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    group.throughput(Throughput::Bytes(store.answer_bytes()));
    let snapshot = store.snapshot();
    for text in ["kathero lu", "KatheRo"] {
        let needle = Needle::new(text).unwrap();
        group.bench_function(format!("scan for {text:?}"), |b| {
            b.iter(|| {
                let mut hits = 0;
                snapshot.scan(&needle, |progress| {
                    hits += progress.hits.len();
                    ControlFlow::Continue(())
                });
                hits
            });
        });
    }
    group.finish();
}

fn at_full_size(criterion: &mut Criterion) {
    let store = loaded();
    let (held, answers) = (store.footprint(), store.answer_bytes());
    println!("{ROWS} assignments: {answers} bytes of answers held in {held} bytes of memory");
    merge(criterion, &store);
    rebuild(criterion, &store);
    read(criterion, &store);
}

criterion_group!(benches, absorb, at_full_size);
criterion_main!(benches);
