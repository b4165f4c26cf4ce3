//! Faults that strike an answer on its way.

use super::fault::Fault;
use super::reply::{Reply, respond};
use axum::body::{Body, Bytes};
use axum::http::Response;
use futures_util::stream;
use std::io;
use std::time::Duration;

/// How many pieces a slow answer comes in, and how far apart: two seconds in all.
const PIECES: usize = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Sends an answer as `fault` leaves it.
pub(super) fn respond_with(fault: Option<Fault>, reply: Reply) -> Response<Body> {
    match fault {
        Some(Fault::Drop) => dropped(),
        Some(Fault::Cut) => cut(reply),
        Some(Fault::Garbled) => garbled(reply),
        Some(Fault::Slow) => slow(reply),
        _ => reply.into_response(),
    }
}

/// The connection closes before a byte is sent: the body fails before the head has left the buffer.
fn dropped() -> Response<Body> {
    respond(200, Body::from_stream(stream::once(async { Err::<Bytes, _>(broken()) })), None)
}

/// The first half, then the end of the connection.
fn cut(reply: Reply) -> Response<Body> {
    let length = reply.body.len();
    let mut half = Bytes::from(reply.body);
    half.truncate(length / 2);
    let body = stream::unfold(Some(half), |left| async {
        match left {
            Some(half) if !half.is_empty() => Some((Ok(half), Some(Bytes::new()))),
            Some(_) => {
                // Standing back once lets the server write out what it has before the failure.
                tokio::task::yield_now().await;
                Some((Err(broken()), None))
            }
            None => None,
        }
    });
    respond(reply.status, Body::from_stream(body), Some(length))
}

/// A whole answer of which the JSON is only the first half.
fn garbled(mut reply: Reply) -> Response<Body> {
    reply.body.truncate(reply.body.len() / 2);
    reply.body.extend_from_slice(b"\x00<garbled>");
    reply.into_response()
}

/// All of it, a piece at a time.
fn slow(reply: Reply) -> Response<Body> {
    let length = reply.body.len();
    let piece = length.div_ceil(PIECES).max(1);
    let body = stream::unfold(Bytes::from(reply.body), move |mut left| async move {
        if left.is_empty() {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
        let next = left.split_to(piece.min(left.len()));
        Some((Ok::<_, io::Error>(next), left))
    });
    respond(reply.status, Body::from_stream(body), Some(length))
}

fn broken() -> io::Error {
    io::ErrorKind::ConnectionAborted.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On a clock that goes on by itself.
    #[tokio::test(start_paused = true)]
    async fn a_slow_answer_comes_whole_in_two_seconds() {
        let body: Vec<u8> = (0..=255).collect();
        let begun = tokio::time::Instant::now();
        let answer = slow(Reply { status: 200, body: body.clone() });
        assert_eq!(axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap(), body);
        assert_eq!(begun.elapsed(), Duration::from_secs(2));
    }
}
