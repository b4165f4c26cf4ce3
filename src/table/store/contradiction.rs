/// What an earlier record of an assignment said otherwise. At the service neither ever changes: two records with one
/// id and different work are a mistake somewhere, and the reader has to know of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contradiction {
    /// The worker it named, where that was another one. Personal data.
    pub worker: Option<String>,
    /// Whether its answer was another one.
    pub answer: bool,
}

impl Contradiction {
    /// What differs between two records, if anything does.
    pub(super) fn between(worker: Option<String>, answer: bool) -> Option<Self> {
        (worker.is_some() || answer).then_some(Self { worker, answer })
    }

    /// The sentence for the reader; it holds untrusted text.
    #[must_use]
    pub fn words(&self) -> String {
        let said = match (&self.worker, self.answer) {
            (Some(worker), true) => format!("names worker {worker} and has another answer"),
            (Some(worker), false) => format!("names worker {worker}"),
            (None, _) => "has another answer".to_owned(),
        };
        format!("An earlier record of this assignment {said}; the later one shows.")
    }

    /// Adds what another earlier record said otherwise.
    pub(super) fn join(&mut self, other: Self) {
        self.answer |= other.answer;
        self.worker = other.worker.or(self.worker.take());
    }
}
