//! Any bytes, opened as results: read or refused, never a panic. Where they are refused, nothing was handed on.
#![no_main]

use hitdeck::import::read;
use hitdeck::model::SavedRecord;
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let mut source = bytes;
    let mut records = 0_u64;
    let summary = read(&mut source, &"fuzz".into(), &mut |record| {
        records += u64::from(!matches!(record, SavedRecord::Remark(_)));
        ControlFlow::Continue(())
    });
    assert!(summary.is_ok() || records == 0);
});
