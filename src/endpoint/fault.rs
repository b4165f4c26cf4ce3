use crate::wire::Operation;
use fastrand::Rng;
use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;

/// A way in which a service fails.
///
/// A throttled or refused request changes nothing. A damaged answer (`Drop` to `Slow`) is the worse case: the
/// request was carried out, and the client can not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// `ThrottlingException`, HTTP 400.
    Throttle,
    /// `ServiceFault`, HTTP 500.
    ServiceFault,
    /// HTTP 503.
    Unavailable,
    /// The connection closes without an answer.
    Drop,
    /// The answer stops in the middle of its announced length.
    Cut,
    /// The answer is whole, but no JSON.
    Garbled,
    /// The answer trickles in over two seconds.
    Slow,
    /// The page carries the same token it was asked with.
    RepeatedToken,
    /// The page is empty, but has a token that goes on.
    EmptyPage,
    /// The token is refused, once.
    ExpiredToken,
}

impl Fault {
    /// Every fault, in the order in which they are rolled.
    pub const ALL: [Self; 10] = [
        Self::Throttle,
        Self::ServiceFault,
        Self::Unavailable,
        Self::Drop,
        Self::Cut,
        Self::Garbled,
        Self::Slow,
        Self::RepeatedToken,
        Self::EmptyPage,
        Self::ExpiredToken,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Throttle => "throttle",
            Self::ServiceFault => "500",
            Self::Unavailable => "503",
            Self::Drop => "drop",
            Self::Cut => "cut",
            Self::Garbled => "garbled",
            Self::Slow => "slow",
            Self::RepeatedToken => "repeated-token",
            Self::EmptyPage => "empty-page",
            Self::ExpiredToken => "expired-token",
        }
    }

    /// What it does, in a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Throttle => "refuses with `ThrottlingException`; nothing was done",
            Self::ServiceFault => "refuses with `ServiceFault`, HTTP 500; nothing was done",
            Self::Unavailable => "refuses with HTTP 503; nothing was done",
            Self::Drop => "does what was asked and closes the connection without an answer",
            Self::Cut => "ends the answer in the middle",
            Self::Garbled => "sends a whole answer that is no JSON",
            Self::Slow => "lets the answer trickle in over two seconds",
            Self::RepeatedToken => "sends a page with the token it was asked with",
            Self::EmptyPage => "sends an empty page with a token that goes on",
            Self::ExpiredToken => "refuses a page token, once",
        }
    }

    /// Whether it can strike this request: some need a list, some a token to spoil.
    fn can_strike(self, operation: Operation, with_token: bool) -> bool {
        match self {
            Self::RepeatedToken | Self::ExpiredToken => with_token,
            Self::EmptyPage => operation.list().is_some(),
            _ => true,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How likely a fault is for each request, as `KIND=RATE`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// What goes wrong.
    pub fault: Fault,
    /// From 0, never, to 1, always.
    pub probability: f64,
}

/// A text that is no `KIND=RATE`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no fault: write KIND=RATE with a rate from 0 to 1 and one of these kinds: {kinds}", kinds = kinds())]
pub struct FaultError(String);

fn kinds() -> String {
    Fault::ALL.map(Fault::name).join(", ")
}

impl FromStr for Rate {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let parse = || {
            let (kind, rate) = text.split_once('=')?;
            let fault = Fault::ALL.into_iter().find(|fault| fault.name() == kind)?;
            let probability = rate.parse().ok().filter(|rate| (0.0..=1.0).contains(rate))?;
            Some(Self { fault, probability })
        };
        parse().ok_or_else(|| FaultError(text.to_owned()))
    }
}

/// The faults an endpoint plays: scripted ones first, then whatever chance brings.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    rates: Vec<Rate>,
    script: VecDeque<Strike>,
}

/// A scripted fault that waits for its requests.
#[derive(Debug, Clone)]
struct Strike {
    operation: Operation,
    fault: Fault,
    times: u32,
}

impl Faults {
    /// A service in good health.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Faults by chance, rolled anew for every request.
    #[must_use]
    pub fn rates(rates: impl IntoIterator<Item = Rate>) -> Self {
        Self { rates: rates.into_iter().collect(), ..Self::default() }
    }

    /// Faults by plan: "the next `times` requests of `operation` meet `fault`", in the order given for each
    /// operation. A fault that needs a token waits for a request that carries one.
    #[must_use]
    pub fn script(strikes: impl IntoIterator<Item = (Operation, Fault, u32)>) -> Self {
        let script =
            strikes.into_iter().map(|(operation, fault, times)| Strike { operation, fault, times }).collect();
        Self { script, ..Self::default() }
    }

    /// The fault that this request meets, if any.
    pub(super) fn strike(&mut self, operation: Operation, token: bool, random: &mut Rng) -> Option<Fault> {
        self.scripted(operation, token).or_else(|| {
            // Every rate is rolled for every request, so that one rate does not shift the others' chances.
            let rolled: Vec<Rate> =
                self.rates.iter().copied().filter(|rate| random.f64() < rate.probability).collect();
            rolled.into_iter().map(|rate| rate.fault).find(|fault| fault.can_strike(operation, token))
        })
    }

    fn scripted(&mut self, operation: Operation, token: bool) -> Option<Fault> {
        let waits = |strike: &Strike| strike.times > 0 && strike.operation == operation;
        let strike = self.script.iter_mut().find(|strike| waits(strike))?;
        if !strike.fault.can_strike(operation, token) {
            return None;
        }
        strike.times -= 1;
        Some(strike.fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Operation::{GetHit, ListHits};

    #[test]
    fn a_script_strikes_its_operation_in_order_and_then_rests() {
        let mut faults = Faults::script([(GetHit, Fault::Throttle, 2), (GetHit, Fault::Cut, 1)]);
        let random = &mut Rng::with_seed(0);
        assert_eq!(faults.strike(ListHits, false, random), None);
        let met: Vec<_> = (0..4).map(|_| faults.strike(GetHit, false, random)).collect();
        assert_eq!(met, [Some(Fault::Throttle), Some(Fault::Throttle), Some(Fault::Cut), None]);
    }

    #[test]
    fn a_fault_that_spoils_a_token_waits_for_one() {
        let mut faults = Faults::script([(ListHits, Fault::RepeatedToken, 1)]);
        let random = &mut Rng::with_seed(0);
        assert_eq!(faults.strike(ListHits, false, random), None);
        assert_eq!(faults.strike(ListHits, true, random), Some(Fault::RepeatedToken));
    }

    #[test]
    fn chance_follows_the_rate_and_the_seed() {
        let strikes = |seed| {
            let mut faults = Faults::rates(["throttle=0.2".parse().unwrap()]);
            let mut random = Rng::with_seed(seed);
            (0..1000).map(|_| faults.strike(GetHit, false, &mut random).is_some()).collect::<Vec<_>>()
        };
        let struck = strikes(1).into_iter().filter(|struck| *struck).count();
        assert!((150..250).contains(&struck), "{struck}");
        assert_eq!(strikes(1), strikes(1));
        assert_ne!(strikes(1), strikes(2));
    }

    #[test]
    fn a_rate_is_a_known_kind_and_a_probability() {
        assert_eq!("503=1".parse(), Ok(Rate { fault: Fault::Unavailable, probability: 1.0 }));
        for bad in ["throttle", "throttle=", "throttle=1.1", "throttle=-1", "throttle=NaN", "rain=0.5"] {
            let error = bad.parse::<Rate>().unwrap_err().to_string();
            assert!(error.contains("repeated-token"), "{error}");
        }
    }
}
