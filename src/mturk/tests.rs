//! What goes out when, on a clock that stands until everybody waits.

use super::connection::demo_over;
use super::live::Live;
use super::options::ConnectOptions;
use crate::model::Environment;
use crate::source::{Problem, ProblemKind, Source};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;

const ROUND_TRIP: Duration = Duration::from_millis(10);
const THROTTLED: Failure = (400, r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#);
const FAULT: Failure = (500, r#"{"__type":"ServiceFault","Message":"Try your call again."}"#);

/// A status and a body.
type Failure = (u16, &'static str);

/// A service that fails as it is told, and is well from then on.
#[derive(Debug, Clone)]
struct Scripted {
    start: Instant,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// What the next requests are answered with.
    failures: VecDeque<Failure>,
    arrivals: Vec<Duration>,
    /// How many are underway, and the most there ever were.
    underway: (usize, usize),
}

impl Scripted {
    fn failing(failures: impl IntoIterator<Item = Failure>) -> (Self, Live) {
        let state = State { failures: failures.into_iter().collect(), ..State::default() };
        let scripted = Self { start: Instant::now(), state: Arc::new(Mutex::new(state)) };
        let environment = Environment::Demo("http://127.0.0.1:1".to_owned());
        let live =
            demo_over(SharedHttpClient::new(scripted.clone()), &environment, &ConnectOptions::default());
        (scripted, live)
    }

    /// How far apart the attempts were.
    fn gaps(&self) -> Vec<Duration> {
        let arrivals = &self.state.lock().unwrap().arrivals;
        arrivals.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect()
    }
}

impl HttpClient for Scripted {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Scripted {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let scripted = self.clone();
        HttpConnectorFuture::new(async move {
            let answer = {
                let mut state = scripted.state.lock().unwrap();
                state.arrivals.push(scripted.start.elapsed());
                state.underway.0 += 1;
                state.underway.1 = state.underway.1.max(state.underway.0);
                state.failures.pop_front()
            };
            tokio::time::sleep(ROUND_TRIP).await;
            scripted.state.lock().unwrap().underway.0 -= 1;
            let (status, body) = answer.unwrap_or((200, r#"{"NumResults":0,"HITs":[]}"#));
            Ok(HttpResponse::new(status.try_into().unwrap(), body.into()))
        })
    }
}

async fn ask(live: &Live) -> Result<usize, Problem> {
    live.hits(100, None).await.map(|page| page.items.len())
}

#[tokio::test(start_paused = true)]
async fn attempts_that_the_sdk_repeats_take_turns_too() {
    let (service, live) = Scripted::failing([THROTTLED; 3]);
    assert_eq!(ask(&live).await.unwrap_err().kind, ProblemKind::Throttled);
    let gaps = service.gaps();
    assert_eq!(gaps.len(), 2, "three attempts");
    // Half a second after the first throttling, a second after the next; the SDK alone waits 0.3 s at most.
    assert!(gaps[0] >= Duration::from_millis(500) && gaps[1] >= Duration::from_secs(1), "{gaps:?}");
}

#[tokio::test(start_paused = true)]
async fn a_throttled_attempt_slows_the_requests_after_it_down() {
    let (service, live) = Scripted::failing([THROTTLED]);
    for _ in 0..3 {
        assert_eq!(ask(&live).await, Ok(0));
    }
    let gaps = service.gaps();
    assert!(gaps[1..].iter().all(|gap| *gap >= Duration::from_millis(400)), "{gaps:?}");
    assert!(live.slowed().is_some());
}

#[tokio::test(start_paused = true)]
async fn a_request_that_waits_to_be_repeated_keeps_no_other_from_its_turn() {
    let (service, live) = Scripted::failing([FAULT; 3]);
    let all = (0..4).map(|_| ask(&live));
    assert!(futures_util::future::join_all(all).await.into_iter().all(|answer| answer == Ok(0)));
    let arrivals = service.state.lock().unwrap().arrivals.clone();
    assert_eq!(arrivals.len(), 7);
    assert_eq!(arrivals[..4], [Duration::ZERO, Duration::ZERO, Duration::ZERO, ROUND_TRIP]);
}

#[tokio::test(start_paused = true)]
async fn no_more_than_three_attempts_are_underway_and_a_content_service_is_not_slowed() {
    let (service, live) = Scripted::failing([]);
    let all = (0..30).map(|_| ask(&live));
    assert!(futures_util::future::join_all(all).await.into_iter().all(|answer| answer == Ok(0)));
    let state = service.state.lock().unwrap();
    assert_eq!((state.underway, *state.arrivals.last().unwrap()), ((0, 3), ROUND_TRIP * 9));
    assert_eq!(live.slowed(), None);
}
