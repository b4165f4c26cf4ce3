//! What a frame and a key cost, with few rows and with very many.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use hitdeck::feed::{FeedMessage, HitsNews, News, PageChain, ReviewPlan};
use hitdeck::model::{
    Assignment, AssignmentId, Cents, Environment, Hit, HitId, Status, StatusSet, Timestamp, WorkerId,
};
use hitdeck::tui::browser::Browser;
use hitdeck::tui::key::Key;
use hitdeck::tui::theme::{Depth, Theme};
use hitdeck::tui::{App, Msg, Setup, update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use std::hint::black_box;

const NOW: i64 = 1_790_000_000;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(NOW + second).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn hit() -> HitId {
    HitId::from_service("3BENCH")
}

fn assignment(n: i64) -> Assignment {
    let answer = format!(
        "<QuestionFormAnswers><Answer><QuestionIdentifier>comment</QuestionIdentifier><FreeText>Answer {n}, a short one.</FreeText></Answer></QuestionFormAnswers>"
    );
    Assignment {
        accepted: Some(at(-n * 7 % 86_400 - 90 - n % 300)),
        submitted: Some(at(-n * 7 % 86_400)),
        auto_approval: Some(at(250_000 - n % 1000)),
        answer: Some(answer.into()),
        ..Assignment::new(
            AssignmentId::from_service(format!("3{n:029}")),
            WorkerId::from_service(format!("A{:012}", n % 5000)),
            hit(),
        )
    }
}

fn app(rows: i64) -> App {
    let chain = StatusSet::only(Status::Submitted);
    let plan = ReviewPlan {
        hits: hit().into(),
        chains: vec![chain],
        page_size: 100,
        max_items: None,
        start: None,
        paginate: true,
        every: None,
    };
    let setup = Setup {
        environment: Environment::Endpoint("http://127.0.0.1:1".to_owned()),
        warning: None,
        plan,
        statuses: chain,
        theme: Theme { depth: Depth::True, light: false, ascii: false, tint: false },
        browser: Browser::Missing,
        zone: jiff::tz::TimeZone::UTC,
        size: Size { width: 200, height: 50 },
    };
    let mut app = App::new(setup, at(0));
    let _ = app.start(at(0));
    // One page, so that making a million rows stays quick; views are merged by page elsewhere.
    page(&mut app, (0..rows).map(assignment).collect());
    app
}

fn page(app: &mut App, page: Vec<Assignment>) {
    let Some(epoch) = app.review().map(hitdeck::tui::app::Review::epoch) else { return };
    let chain = PageChain { hit: hit(), statuses: StatusSet::only(Status::Submitted) };
    let _ = update(app, Msg::Feed(FeedMessage::Review(epoch, News::Page(chain, page))), at(0));
}

fn press(app: &mut App, keys: &str) {
    for key in Key::sequence(keys).unwrap_or_default() {
        let _ = update(app, Msg::Key(key.event()), at(0));
    }
}

fn frames(c: &mut Criterion) {
    let mut group = c.benchmark_group("frame at 200x50");
    for rows in [100, 100_000, 1_000_000] {
        let mut app = app(rows);
        let Ok(mut terminal) = Terminal::new(TestBackend::new(200, 50));
        press(&mut app, "50j");
        group.bench_function(BenchmarkId::new("a key down and its frame", rows), |b| {
            let mut down = true;
            b.iter(|| {
                press(&mut app, if down { "j" } else { "k" });
                down = !down;
                let _ = black_box(terminal.draw(|frame| drop(view(&app, frame))));
            });
        });
        group.bench_function(BenchmarkId::new("drawing alone", rows), |b| {
            b.iter(|| {
                let _ = black_box(terminal.draw(|frame| drop(view(&app, frame))));
            });
        });
    }
    group.finish();
}

fn pages(c: &mut Criterion) {
    let mut group = c.benchmark_group("a page of 100 into the screen");
    for rows in [1_000, 100_000] {
        let mut app = app(rows);
        let mut next = rows;
        group.bench_function(BenchmarkId::from_parameter(rows), |b| {
            b.iter_batched(
                || {
                    next += 100;
                    (next - 100..next).map(assignment).collect::<Vec<_>>()
                },
                |arrived| page(&mut app, arrived),
                criterion::BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

/// A screen with the account's HITs, as many as `count`, so many of which are a batch.
fn hit_list(count: i64, batch: i64) -> App {
    let mut app = app(0);
    press(&mut app, "h");
    list_page(&mut app, (0..count).map(|n| listed(n, batch)).collect());
    app
}

fn listed(n: i64, batch: i64) -> Hit {
    Hit {
        annotation: Some(format!("BatchId:{};OriginalHitTemplateId:1;", n / batch)),
        reward: Some(Cents(12)),
        title: format!("Sort {} product photos", n % 997),
        created: Some(at(-n * 60)),
        max: Some(60),
        available: Some(9),
        pending: Some(3),
        completed: Some(20),
        ..Hit::new(HitId::from_service(format!("3HIT{n:026}")))
    }
}

fn list_page(app: &mut App, page: Vec<Hit>) {
    let Some(epoch) = app.hits().map(|hits| hits.epoch) else { return };
    let _ = update(app, Msg::Feed(FeedMessage::Hits(epoch, HitsNews::Page(page))), at(0));
}

fn hits(c: &mut Criterion) {
    let mut group = c.benchmark_group("the list of HITs");
    for (count, batch) in [(50, 1), (50_000, 1), (50_000, 100), (50_000, 50_000)] {
        let name = format!("{count} in batches of {batch}");
        let mut app = hit_list(count, batch);
        let Ok(mut terminal) = Terminal::new(TestBackend::new(200, 50));
        // All open.
        press(&mut app, "Z/photos<enter>9j");
        group.bench_function(BenchmarkId::new("a key down and its frame", &name), |b| {
            let mut down = true;
            b.iter(|| {
                press(&mut app, if down { "j" } else { "k" });
                down = !down;
                let _ = black_box(terminal.draw(|frame| drop(view(&app, frame))));
            });
        });
        let mut next = count;
        group.bench_function(BenchmarkId::new("a page of 100", &name), |b| {
            b.iter_batched(
                || {
                    next += 100;
                    (next - 100..next).map(|n| listed(n, batch)).collect::<Vec<_>>()
                },
                |arrived| list_page(&mut app, arrived),
                criterion::BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = frames, pages, hits
}
criterion_main!(benches);
