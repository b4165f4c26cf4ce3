use super::certificates::Trust;
use super::credentials::Lookup;
use super::limiter::{Limiter, ThrottleWatch};
use super::profiles::{Profiles, set_value};
use super::proxies::Proxies;
use super::transport::Transport;
use super::{AskMfa, Live, retries};
use crate::model::{Environment, EnvironmentError};
use aws_config::{AppName, BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_sdk_mturk::config::{Builder, IdentityCache, StalledStreamProtectionConfig};
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::os_shim_internal::Env;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// The only region MTurk ever had; requests are signed for it.
pub(super) const REGION: &str = "us-east-1";
/// The AWS CLI's timeouts.
const TIMEOUT: Duration = Duration::from_mins(1);
/// The SDK's pause before the second attempt. Its own default of a second is the feed's business.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// How long a `credential_process` may take; some ask the user for something.
const CREDENTIALS_PATIENCE: Duration = Duration::from_mins(1);

/// How the user wants to reach the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
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

impl Default for Connection {
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

/// What is wrong with the user's configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// No profile of that name.
    #[error("there is no AWS profile {name:?}. {}", known_profiles(known))]
    UnknownProfile {
        /// What was asked for.
        name: String,
        /// The profiles there are, the most similar first.
        known: Vec<String>,
    },
    /// The profiles' files can not be read, or contradict themselves.
    #[error("the AWS profiles can not be used: {0}")]
    Profiles(String),
    /// The endpoint is not one.
    #[error("{origin}: {error}")]
    Endpoint {
        /// The variable or setting it came from.
        origin: &'static str,
        /// What is wrong with it.
        error: EnvironmentError,
    },
    /// A setting has a value that is not one.
    #[error("{origin}={value:?} can not be used: {reason}")]
    Setting {
        /// The variable or setting.
        origin: &'static str,
        /// What it is set to.
        value: String,
        /// What it can be.
        reason: &'static str,
    },
    /// An access key without its secret.
    #[error("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not: set both or neither")]
    HalfAKey,
    /// The CA bundle can not be used.
    #[error("the CA bundle {} can not be used: {reason}", path.display())]
    CaBundle {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The instance metadata endpoint is not one.
    #[error("AWS_EC2_METADATA_SERVICE_ENDPOINT={url:?} can not be used: {reason}")]
    Metadata {
        /// What it is set to.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A role wants an MFA code and there is none.
    #[error("the role needs a code of the MFA device {serial}, and there is none: {reason}")]
    Mfa {
        /// The device.
        serial: String,
        /// Why there is no code.
        reason: String,
    },
    /// TLS can not be set up.
    #[error("TLS can not be set up: {0}")]
    Tls(String),
}

fn known_profiles(known: &[String]) -> String {
    if known.is_empty() {
        return "No profiles are configured; `aws configure` makes the first one".to_owned();
    }
    format!("Known are: {}", known.join(", "))
}

/// What the user configured for AWS tools: the environment and the profiles, read once.
#[derive(Debug)]
pub struct Configured {
    env: Env,
    profiles: Profiles,
}

impl Configured {
    /// Reads the process's environment and the profiles' files.
    ///
    /// # Errors
    ///
    /// When the files can not be read, or there is no such profile.
    pub fn read(profile: Option<&str>) -> Result<Self, ConnectError> {
        Self::read_in(Env::real(), profile)
    }

    /// [`read`](Self::read) in a given process environment.
    fn read_in(env: Env, profile: Option<&str>) -> Result<Self, ConnectError> {
        let profiles = Profiles::load(&env, profile)?;
        Ok(Self { env, profiles })
    }

    /// A preference: what `variable` says, else the profile's `setting`. What is set to nothing is returned so, for
    /// that turns things off.
    #[must_use]
    pub fn preference(&self, variable: Option<&str>, setting: &str) -> Option<String> {
        let from_env = variable.and_then(|name| self.env.get(name).ok());
        from_env.or_else(|| self.profiles.written(setting).map(str::to_owned))
    }

    /// Sets up the client. Everything that is wrong with the configuration is an error at once; the network is
    /// not asked before the first request.
    ///
    /// # Errors
    ///
    /// When an endpoint, CA bundle, setting or MFA code is missing or wrong.
    pub fn connect(&self, options: &Connection, ask: &dyn AskMfa) -> Result<Live, ConnectError> {
        let Self { env, profiles } = self;
        let environment = environment(options, env, profiles)?;
        let tls = trust(options, env, profiles).tls()?;
        let http = SharedHttpClient::new(Transport::new(tls, Proxies::of(env)));
        let attempts = retries::attempts(env, profiles)?;
        let mut config = basics(&environment, options, attempts).http_client(http.clone());
        config = if options.sign {
            config.credentials_provider(Lookup { env, profiles, http, ask }.chain()?)
        } else {
            config.allow_no_auth().auth_scheme_preference([AuthSchemeId::from("noAuth")])
        };
        Ok(live(config, environment, attempts))
    }
}

/// Reads what is configured and sets up the client; the network is not asked before the first request.
///
/// # Errors
///
/// When a profile, endpoint, CA bundle, setting or MFA code is missing or wrong.
pub fn connect(options: &Connection, ask: &dyn AskMfa) -> Result<Live, ConnectError> {
    connect_with(options, ask, &Env::real())
}

/// [`connect`] in a given process environment.
///
/// # Errors
///
/// As [`connect`].
pub fn connect_with(options: &Connection, ask: &dyn AskMfa, env: &Env) -> Result<Live, ConnectError> {
    if let Some(environment @ Environment::Demo(_)) = &options.environment {
        return demo(environment, options);
    }
    Configured::read_in(env.clone(), options.profile.as_deref())?.connect(options, ask)
}

/// The demo needs nothing of the user: no profile, no certificates, no proxy.
fn demo(environment: &Environment, options: &Connection) -> Result<Live, ConnectError> {
    let http = SharedHttpClient::new(Transport::new(Trust::Nobody.tls()?, Proxies::none()));
    let credentials = Credentials::new("DEMO", "demo", None, None, "demo");
    let config =
        basics(environment, options, retries::STANDARD).http_client(http).credentials_provider(credentials);
    Ok(live(config, environment.clone(), retries::STANDARD))
}

fn live(config: Builder, environment: Environment, attempts: u32) -> Live {
    let limiter = Arc::new(Limiter::default());
    let config = config.interceptor(ThrottleWatch(Arc::clone(&limiter))).build();
    Live::new(aws_sdk_mturk::Client::from_conf(config), limiter, environment, attempts)
}

/// What is the same for every connection.
fn basics(environment: &Environment, options: &Connection, attempts: u32) -> Builder {
    let region = options.region.clone().unwrap_or_else(|| REGION.to_owned());
    let mut config = aws_sdk_mturk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(environment.url())
        .region(Region::new(region))
        .retry_config(RetryConfig::standard().with_max_attempts(attempts).with_initial_backoff(FIRST_PAUSE))
        .timeout_config(timeouts(options))
        // The transport reads whole answers and has the user's timeout for each part of them.
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .identity_cache(IdentityCache::lazy().load_timeout(CREDENTIALS_PATIENCE).build());
    config.set_app_name(AppName::new("hitdeck").ok());
    config
}

fn timeouts(options: &Connection) -> TimeoutConfig {
    let mut timeouts = TimeoutConfig::builder();
    timeouts = match options.connect_timeout {
        Some(limit) => timeouts.connect_timeout(limit),
        None => timeouts.disable_connect_timeout(),
    };
    timeouts = match options.read_timeout {
        Some(limit) => timeouts.read_timeout(limit),
        None => timeouts.disable_read_timeout(),
    };
    timeouts.build()
}

/// Where requests go: the flag, or what the AWS CLI would take from the environment and the profile.
fn environment(options: &Connection, env: &Env, profiles: &Profiles) -> Result<Environment, ConnectError> {
    if let Some(environment) = &options.environment {
        let checked = Environment::at(environment.url());
        return checked.map_err(|error| ConnectError::Endpoint { origin: "--endpoint-url", error });
    }
    let ignored = set_value(env, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
        .or_else(|| profiles.setting("ignore_configured_endpoint_urls").map(str::to_owned));
    if ignored.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Ok(Environment::Production);
    }
    let from_env = |name| set_value(env, name).map(|url| (name, url));
    let configured = from_env("AWS_ENDPOINT_URL_MTURK")
        .or_else(|| from_env("AWS_ENDPOINT_URL"))
        .or_else(|| profiles.endpoint_url().map(|url| ("endpoint_url of the profile", url.to_owned())));
    let Some((origin, url)) = configured else { return Ok(Environment::Production) };
    Environment::at(&url).map_err(|error| ConnectError::Endpoint { origin, error })
}

/// Whom to trust: the flags before the environment before the profile before the system.
fn trust(options: &Connection, env: &Env, profiles: &Profiles) -> Trust {
    if !options.verify_ssl {
        return Trust::Anyone;
    }
    let configured = || {
        let path = set_value(env, "AWS_CA_BUNDLE");
        let path = path.or_else(|| profiles.setting("ca_bundle").map(str::to_owned));
        path.map(|path| profiles.path(&path))
    };
    options.ca_bundle.clone().or_else(configured).map_or(Trust::System, Trust::Bundle)
}
