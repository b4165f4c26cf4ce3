//! An endpoint for the programs under test.

use crate::support::pty::Program;
use hitdeck::emulator::Emulator;
use hitdeck::emulator::demo;
use hitdeck::endpoint::{self, Endpoint, EndpointSettings};
use hitdeck::model::{HitId, Timestamp};
use tokio::runtime::Runtime;

/// The demo's HITs behind an endpoint, for as long as it lives.
pub(crate) struct Service {
    endpoint: Endpoint,
    pub(crate) hits: Vec<(HitId, String)>,
    _runtime: Runtime,
}

impl Service {
    pub(crate) fn start() -> Self {
        Self::as_of("2026-09-21T09:14:40Z".parse().unwrap())
    }

    /// The same when it is now: what waits for a verdict was not approved by the service meanwhile.
    pub(crate) fn start_now() -> Self {
        Self::as_of(Timestamp::now())
    }

    fn as_of(now: Timestamp) -> Self {
        let runtime = Runtime::new().unwrap();
        let emulator = Emulator::in_memory().unwrap();
        let hits = demo::fill(&emulator, 1, now).unwrap().hits;
        let endpoint = runtime.block_on(endpoint::serve(emulator, EndpointSettings::default())).unwrap();
        Self { endpoint, hits, _runtime: runtime }
    }

    /// `hitdeck list` with these arguments, in a home with nothing in it.
    pub(crate) fn list(&self, args: &[&str]) -> Program {
        self.program("list").args(args)
    }

    /// The dashboard over it.
    pub(crate) fn dashboard(&self, args: &[&str]) -> Program {
        self.program("--no-mouse").args(args)
    }

    /// The dashboard on one of the HITs, with these arguments more.
    pub(crate) fn review(&self, hit: &HitId, args: &[&str]) -> Program {
        self.program(hit.as_str()).args(args)
    }

    fn program(&self, first: &str) -> Program {
        let keys = [("AWS_ACCESS_KEY_ID", "AKIDINVENTED"), ("AWS_SECRET_ACCESS_KEY", "invented")];
        let program = Program::hitdeck().args(&[first, "--endpoint-url", &self.endpoint.url()]);
        keys.into_iter().fold(program, |program, (name, value)| program.env(name, value))
    }

    /// The first of the HITs.
    pub(crate) fn hit(&self) -> &str {
        self.hits[0].0.as_str()
    }
}
