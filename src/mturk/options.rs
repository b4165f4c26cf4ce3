use crate::model::Environment;
use std::path::PathBuf;
use std::time::Duration;

/// The only region MTurk ever had; requests are signed for it.
pub(super) const REGION: &str = "us-east-1";
/// The AWS CLI's timeouts.
const TIMEOUT: Duration = Duration::from_mins(1);

/// How the user wants to reach the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectOptions {
    /// Where to; `None` is what `AWS_ENDPOINT_URL_MTURK`, `AWS_ENDPOINT_URL` or the profile says, else
    /// production.
    pub environment: Option<Environment>,
    /// The AWS profile; `None` is that of `AWS_PROFILE`, else the default one.
    pub profile: Option<String>,
    /// The region requests are signed for; `None` is us-east-1. It never moves the host.
    pub region: Option<String>,
    /// Whether requests are signed.
    pub sign: bool,
    /// Whether the server has to prove who it is.
    pub verify_ssl: bool,
    /// Certificates that replace the system's; `None` is what `AWS_CA_BUNDLE` or the profile says.
    pub ca_bundle: Option<PathBuf>,
    /// How long nothing may be received; `None` is for ever.
    pub read_timeout: Option<Duration>,
    /// How long connecting may take; `None` is for ever.
    pub connect_timeout: Option<Duration>,
}

impl Default for ConnectOptions {
    fn default() -> Self {
        Self {
            environment: None,
            profile: None,
            region: None,
            sign: true,
            verify_ssl: true,
            ca_bundle: None,
            read_timeout: Some(TIMEOUT),
            connect_timeout: Some(TIMEOUT),
        }
    }
}
