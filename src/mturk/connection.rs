use super::certificates::Trust;
use super::connect_error::ConnectError;
use super::credentials::Lookup;
use super::limited::Limited;
use super::limiter::Limiter;
use super::live::Live;
use super::mfa::AskMfa;
use super::options::{ConnectOptions, REGION};
use super::profiles::{Profiles, set_value};
use super::proxies::Proxies;
use super::retries;
use super::transport::Transport;
use crate::model::Environment;
use aws_config::{AppName, BehaviorVersion, Region};
use aws_credential_types::Credentials;
use aws_sdk_mturk::config::{Builder, IdentityCache, StalledStreamProtectionConfig};
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::os_shim_internal::Env;
use std::sync::Arc;
use std::time::Duration;

/// The SDK's pause before the second attempt. Its own default of a second is the feed's business.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// How long a `credential_process` may take; some ask the user for something.
const CREDENTIALS_PATIENCE: Duration = Duration::from_mins(1);

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
    pub fn connect(&self, options: &ConnectOptions, ask: &dyn AskMfa) -> Result<Live, ConnectError> {
        let Self { env, profiles } = self;
        let environment = environment(options, env, profiles)?;
        let tls = trust(options, env, profiles).tls()?;
        let http = SharedHttpClient::new(Transport::new(tls, Proxies::of(env)));
        let attempts = retries::attempts(env, profiles)?;
        let mut config = basics(&environment, options, attempts);
        config = if options.sign {
            config.credentials_provider(Lookup { env, profiles, http: http.clone(), ask }.chain()?)
        } else {
            config.allow_no_auth().auth_scheme_preference([AuthSchemeId::from("noAuth")])
        };
        Ok(live(config, http, environment, attempts))
    }
}

/// Reads what is configured and sets up the client; the network is not asked before the first request.
///
/// # Errors
///
/// When a profile, endpoint, CA bundle, setting or MFA code is missing or wrong.
pub fn connect(options: &ConnectOptions, ask: &dyn AskMfa) -> Result<Live, ConnectError> {
    connect_with(options, ask, &Env::real())
}

/// [`connect`] in a given process environment.
///
/// # Errors
///
/// When [`connect`] would fail in such an environment.
pub fn connect_with(options: &ConnectOptions, ask: &dyn AskMfa, env: &Env) -> Result<Live, ConnectError> {
    if let Some(environment @ Environment::Demo(_)) = &options.environment {
        return demo(environment, options);
    }
    Configured::read_in(env.clone(), options.profile.as_deref())?.connect(options, ask)
}

/// The demo needs nothing of the user: no profile, no certificates, no proxy.
fn demo(environment: &Environment, options: &ConnectOptions) -> Result<Live, ConnectError> {
    let http = SharedHttpClient::new(Transport::new(Trust::Nobody.tls()?, Proxies::none()));
    Ok(demo_over(http, environment, options))
}

/// The demo over any HTTP client.
pub(super) fn demo_over(http: SharedHttpClient, environment: &Environment, options: &ConnectOptions) -> Live {
    let credentials = Credentials::new("DEMO", "demo", None, None, "demo");
    let config = basics(environment, options, retries::STANDARD).credentials_provider(credentials);
    live(config, http, environment.clone(), retries::STANDARD)
}

/// The source over a client whose requests pass one limiter; those for credentials do not.
fn live(config: Builder, http: SharedHttpClient, environment: Environment, attempts: u32) -> Live {
    let limiter = Arc::new(Limiter::default());
    let config = config.http_client(Limited::new(http, Arc::clone(&limiter))).build();
    Live::new(aws_sdk_mturk::Client::from_conf(config), limiter, environment, attempts)
}

/// What is the same for every connection.
fn basics(environment: &Environment, options: &ConnectOptions, attempts: u32) -> Builder {
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

fn timeouts(options: &ConnectOptions) -> TimeoutConfig {
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
fn environment(
    options: &ConnectOptions,
    env: &Env,
    profiles: &Profiles,
) -> Result<Environment, ConnectError> {
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
fn trust(options: &ConnectOptions, env: &Env, profiles: &Profiles) -> Trust {
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
