//! The archive at the size of a large batch: 100,000 assignments with answers of a kilobyte; and of an account: a million.
//!
//! `cargo bench --bench archive`
#![allow(clippy::unwrap_used, missing_docs, reason = "benchmark")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use hitdeck::archive::{Archive, ArchivePath, ArchivedSource, Keeper, Selection};
use hitdeck::emulator::{Emulator, Seek, demo};
use hitdeck::model::{
    Assignment, AssignmentId, Hit, HitId, NamedText, Provenance, SavedAssignment, SavedRecord, StatusSet,
    Timestamp,
};
use hitdeck::source::{AssignmentsQuery, Source};
use std::hint::black_box;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::time::Duration;

const ROWS: usize = 100_000;
const ACCOUNT: usize = 1_000_000;
const PER_HIT: usize = 5;
const BATCH: usize = 100;

fn source() -> Provenance {
    Provenance::Service {
        endpoint: "http://127.0.0.1:1".into(),
        seen: Timestamp::from_second(1_700_000_000).unwrap(),
    }
}

/// A thousand assignments as the demo's synthetic HIT has them.
fn templates() -> Vec<Assignment> {
    let (emulator, now) = (Emulator::in_memory().unwrap(), Timestamp::from_second(1_700_000_000).unwrap());
    let hit = HitId::from_service("3BULK");
    demo::bulk(&emulator, &hit, 1000, 1024, 1, now).unwrap();
    let (mut templates, mut after) = (Vec::new(), 0);
    loop {
        let slice = emulator.assignments(&hit, StatusSet::ALL, Seek { after, limit: 100 }).unwrap();
        templates.extend(slice.items);
        match slice.last {
            Some(last) => after = last,
            None => return templates,
        }
    }
}

/// The records of some of the assignments, five a HIT, each with a row of inputs.
fn records(templates: &[Assignment], numbers: Range<usize>) -> Vec<SavedRecord> {
    let names: [Arc<str>; 2] = ["image_url".into(), "caption".into()];
    let mut records = Vec::new();
    for number in numbers {
        let hit = HitId::from_service(format!("3HIT{:026}", number / PER_HIT));
        if number % PER_HIT == 0 {
            records
                .push(SavedRecord::Hit(Box::new(Hit { title: "A title".into(), ..Hit::new(hit.clone()) })));
        }
        let id = AssignmentId::from_service(format!("3{number:029}"));
        let template = templates.get(number % templates.len()).unwrap().clone();
        let mut saved = SavedAssignment::new(Assignment { id, hit, ..template }, source());
        let input = |name: &Arc<str>| NamedText {
            name: Arc::clone(name),
            text: format!("https://example.invalid/{}.jpg", number / PER_HIT).into(),
        };
        saved.inputs = names.iter().map(input).collect();
        records.push(SavedRecord::Assignment(Box::new(saved)));
    }
    records
}

/// Keeps so many, a hundred at a time.
fn keep(path: &ArchivePath, templates: &[Assignment], count: usize) {
    let keeper = Keeper::start(path.clone());
    for first in (0..count).step_by(BATCH) {
        keeper.keep(source(), records(templates, first..first + BATCH)).unwrap();
    }
    keeper.close().unwrap();
}

fn large_batch(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("archive");
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(20))
        .throughput(Throughput::Elements(ROWS as u64));
    let folder = tempfile::tempdir().unwrap();
    let templates = templates();
    let mut number = 0;
    group.bench_function("keep 100,000", |bencher| {
        bencher.iter_batched(
            || {
                number += 1;
                ArchivePath::at(folder.path().join(format!("{number}.sqlite")))
            },
            |path| keep(&path, &templates, ROWS),
            BatchSize::PerIteration,
        );
    });
    let path = ArchivePath::at(folder.path().join("read.sqlite"));
    keep(&path, &templates, ROWS);
    println!("{} bytes a row", path.as_path().metadata().unwrap().len() / ROWS as u64);
    group.bench_function("keep the same 100,000 again", |bencher| {
        bencher.iter(|| keep(&path, &templates, ROWS));
    });
    let archive = Archive::open(&path).unwrap();
    group.bench_function("replay 100,000", |bencher| {
        bencher.iter(|| {
            let mut count = 0;
            archive
                .replay(&Selection::default(), &mut |record| {
                    count += usize::from(matches!(black_box(record), SavedRecord::Assignment(_)));
                    ControlFlow::Continue(())
                })
                .unwrap();
            assert_eq!(count, ROWS);
        });
    });
    group.finish();
}

fn large_account(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = ArchivePath::at(folder.path().join("archive.sqlite"));
    keep(&path, &templates(), ACCOUNT);
    let mut group = criterion.benchmark_group("archive of a million");
    group.bench_function("open and read the first page of HITs", |bencher| {
        bencher.iter(|| {
            let source = ArchivedSource::new(Arc::new(Archive::open(&path).unwrap()));
            let page = runtime.block_on(source.hits(100, None)).unwrap();
            assert_eq!(page.items.len(), 100);
        });
    });
    let source = ArchivedSource::new(Arc::new(Archive::open(&path).unwrap()));
    group.bench_function("a page of a HIT's assignments", |bencher| {
        bencher.iter(|| {
            let query = AssignmentsQuery {
                hit: HitId::from_service(format!("3HIT{:026}", 77_777)),
                statuses: StatusSet::ALL,
                page_size: 100,
                token: None,
            };
            let page = runtime.block_on(source.assignments(query)).unwrap();
            assert_eq!(page.items.len(), PER_HIT);
        });
    });
    group.finish();
}

criterion_group!(benches, large_batch, large_account);
criterion_main!(benches);
