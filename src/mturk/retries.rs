//! How often a request is tried, as the user configured it for the AWS CLI.

use super::connect_error::ConnectError;
use super::profiles::{Profiles, set_value};
use aws_types::os_shim_internal::Env;

/// Attempts in a row when nothing is configured: those of the mode `standard`.
pub(super) const STANDARD: u32 = 3;
/// Those of the mode `legacy`, the AWS CLI's first.
const LEGACY: u32 = 5;

/// Attempts at a request: `AWS_MAX_ATTEMPTS` or `max_attempts`, else what `AWS_RETRY_MODE` or `retry_mode` has.
///
/// The mode decides nothing else: `adaptive` is a way of keeping to a rate, and the limiter does that.
pub(super) fn attempts(env: &Env, profiles: &Profiles) -> Result<u32, ConnectError> {
    let configured = |variable, setting| {
        let from_env = set_value(env, variable).map(|value| (variable, value));
        from_env.or_else(|| profiles.setting(setting).map(|value| (setting, value.to_owned())))
    };
    let usual = match configured("AWS_RETRY_MODE", "retry_mode") {
        None => STANDARD,
        Some((origin, mode)) => match mode.to_ascii_lowercase().as_str() {
            "standard" | "adaptive" => STANDARD,
            "legacy" => LEGACY,
            _ => return Err(wrong(origin, mode, "it is standard, adaptive or legacy")),
        },
    };
    match configured("AWS_MAX_ATTEMPTS", "max_attempts") {
        None => Ok(usual),
        Some((origin, value)) => match value.trim().parse() {
            Ok(attempts @ 1..) => Ok(attempts),
            _ => Err(wrong(origin, value, "it is a number from 1 on")),
        },
    }
}

fn wrong(origin: &'static str, value: String, reason: &'static str) -> ConnectError {
    ConnectError::Setting { origin, value, reason }
}
