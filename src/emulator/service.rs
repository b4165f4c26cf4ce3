//! The emulator as a service: every operation it knows, with the service's checks, codes and words.

use super::{Emulator, verbs};
use crate::wire::{Operation, Refusal, Service, ServiceCall};

impl Service for Emulator {
    fn knows(&self, operation: Operation) -> bool {
        verbs::verb(operation).is_some()
    }

    fn answer(&self, call: &ServiceCall<'_>) -> Result<Vec<u8>, Refusal> {
        let verb = verbs::verb(call.operation).ok_or(Refusal::UnknownOperation)?;
        // What nobody decided is approved when its time has come, whoever asks first.
        self.settle(call.now)?;
        verb(self, call)
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        verbs::upload(path)
    }
}
