//! `hitdeck list-assignments-for-hit` beside `aws mturk list-assignments-for-hit` of the AWS CLI.
//!
//! All programs get the same command line, environment, files and standard input, and ask the same endpoint.
//! Standard output and the exit code have to be the same as those of Debian's AWS CLI 2 (2.9), and of the newest that
//! could be had (`install.sh` puts it into `target/aws-cli`); so does standard error beside the newest, where the
//! service speaks. Version 1, which has other exit codes, has to print the same. What differs on purpose has a name and
//! a reason in [`difference::Purpose`].
//!
//! Where an AWS CLI is missing its comparisons are skipped, and the last line says so; with `HITDECK_EXPECT_AWS=1`
//! the test fails without version 2. What `own` expects is checked all the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

/// Lists a module's tests: those of hitdeck alone (`own`), or those that need an AWS CLI (`compared`).
macro_rules! trials {
    (own: $($name:ident),+ $(,)?) => {
        pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
            vec![$(crate::trial(concat!(module_path!(), "::", stringify!($name)), $name)),+]
        }
    };
    (compared: $($name:ident),+ $(,)?) => {
        pub(crate) fn trials() -> Vec<libtest_mimic::Trial> {
            let missing = crate::reference::installed(crate::reference::Version::Two).is_none();
            let trial = |name, test| crate::trial(name, test).with_ignored_flag(missing);
            vec![$(trial(concat!(module_path!(), "::", stringify!($name)), $name as fn())),+]
        }
    };
}

mod case;
mod cases;
mod compare;
mod difference;
mod documented;
mod ends;
mod own;
mod programs;
mod reference;
mod scripted;
mod secure;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tls.rs"]
mod tls;
mod tokens;
mod world;

use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// A test by its name, without the crate's.
fn trial(name: &str, test: fn()) -> Trial {
    let name = name.split_once("::").map_or(name, |(_, name)| name);
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [cases::trials(), documented::trials(), ends::trials(), own::trials(), tokens::trials()]
        .into_iter()
        .flatten()
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if arguments.list {
        return conclusion.exit_code();
    }
    let missing = reference::missing();
    for version in &missing {
        println!(
            "SKIPPED: nothing was compared with {version}, which is not installed (tests/conformance/install.sh)"
        );
    }
    let expected = std::env::var_os("HITDECK_EXPECT_AWS").is_some();
    if expected && missing.contains(&reference::Version::Two) {
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}
