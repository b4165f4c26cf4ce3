//! `hitdeck endpoint`: the endpoint alone, in the foreground.

use crate::emulator::Emulator;
use crate::emulator::demo;
use crate::endpoint::{self, Endpoint, EndpointSettings, Faults, Rate};
use crate::model::{HitId, Timestamp};
use anyhow::Context as _;
use std::io::{self, Write};
use std::str::FromStr;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// Serve the demo's HITs as an MTurk-compatible endpoint on 127.0.0.1, until Ctrl-C.
///
/// Anything that takes an endpoint URL can use it: `aws mturk … --endpoint-url`, boto3, hitdeck itself. Any
/// credentials will do; signatures are not checked.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct EndpointArgs {
    /// Listen on this port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    /// Hold every answer back for so many milliseconds
    #[arg(long, value_name = "MS", default_value_t = 0)]
    pub latency: u64,
    /// Misbehave with a probability from 0 to 1, like throttle=0.2; can be given several times.
    ///
    /// Kinds: throttle, 500, 503, drop, cut, garbled, slow, repeated-token, empty-page, expired-token
    #[arg(long = "fault", value_name = "KIND=RATE")]
    pub faults: Vec<Rate>,
    /// Make ids, answers, faults and workers from this number; the same number makes the same ones
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Add a synthetic HIT of COUNT assignments with answers of about BYTES bytes
    #[arg(long, value_name = "COUNTxBYTES")]
    pub bulk: Option<Bulk>,
}

/// The size of a synthetic HIT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bulk {
    /// How many assignments.
    pub count: u32,
    /// How many bytes an answer has, about.
    pub bytes: usize,
}

/// A text that is no `COUNTxBYTES`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no size: write COUNTxBYTES, like 100000x2048, with at most 1048576 bytes")]
pub(super) struct BulkError(String);

impl FromStr for Bulk {
    type Err = BulkError;

    fn from_str(text: &str) -> Result<Self, BulkError> {
        let parse = || {
            let (count, bytes) = text.split_once('x')?;
            let bytes = bytes.parse().ok().filter(|bytes| *bytes <= 1 << 20)?;
            Some(Self { count: count.parse().ok()?, bytes })
        };
        parse().ok_or_else(|| BulkError(text.to_owned()))
    }
}

/// The id of the synthetic HIT, the same every time so that scripts can name it.
const BULK_HIT: &str = "3BULK0000000000000000000000000";

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
///
/// When the port is taken or standard output is closed.
pub(super) async fn run(args: EndpointArgs) -> anyhow::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt()).context("can not listen for Ctrl-C")?;
    let mut terminate = signal(SignalKind::terminate()).context("can not listen for SIGTERM")?;
    let emulator = Emulator::in_memory()?;
    let filling = emulator.clone();
    let (seed, bulk) = (args.seed, args.bulk);
    let (filled, hits) = tokio::task::spawn_blocking(move || fill(&filling, seed, bulk)).await??;
    let settings = EndpointSettings {
        port: args.port,
        latency: Duration::from_millis(args.latency),
        faults: Faults::rates(args.faults),
        seed,
    };
    let endpoint = endpoint::serve(emulator.clone(), settings).await?;
    announce(&endpoint, &filled.opens, &hits)?;
    let workers = tokio::spawn(demo::workers(emulator, &filled, seed));
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    workers.abort();
    endpoint.stop().await;
    Ok(())
}

/// A HIT with its title.
type Titled = (HitId, String);

/// Fills the emulator, and says what is in it.
fn fill(emulator: &Emulator, seed: u64, bulk: Option<Bulk>) -> anyhow::Result<(demo::Demo, Vec<Titled>)> {
    let now = Timestamp::now();
    let filled = demo::fill(emulator, seed, now)?;
    let mut hits = filled.hits.clone();
    if let Some(Bulk { count, bytes }) = bulk {
        let id = HitId::from_service(BULK_HIT);
        demo::bulk(emulator, &id, count, bytes, seed, now)?;
        hits.push((id, format!("Synthetic: {count} assignments of about {bytes} bytes")));
    }
    Ok((filled, hits))
}

/// Says on standard output where the endpoint listens and what it has. The URL stands alone on the first line.
///
/// It is written at once, and a reader who has gone after the first line (`| head -1`) does not end the endpoint.
fn announce(endpoint: &Endpoint, opens: &HitId, hits: &[Titled]) -> io::Result<()> {
    let url = endpoint.url();
    let table: Vec<String> = hits.iter().map(|(id, title)| format!("{id:<30}  {title}")).collect();
    let text = format!(
        "{url}\n\n{}\n\nTry: aws mturk list-assignments-for-hit --hit-id {opens} --endpoint-url {url} \
         --region us-east-1 --no-sign-request\nCtrl-C stops it.\n",
        table.join("\n")
    );
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulk_size_is_a_count_and_bytes() {
        assert_eq!("100x2048".parse(), Ok(Bulk { count: 100, bytes: 2048 }));
        for bad in ["", "100", "x2048", "100x", "-1x10", "10x1048577", "10 x 10"] {
            let error = bad.parse::<Bulk>().unwrap_err().to_string();
            assert!(error.contains("100000x2048"), "{error}");
        }
    }
}
