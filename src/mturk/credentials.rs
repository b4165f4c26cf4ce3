//! Where credentials come from, in the AWS CLI's order. Nothing is looked up before the first request.

use super::connect_error::ConnectError;
use super::mfa::{AskMfa, AssumedRole, Code, MfaDevice, RoleRequest, Sts};
use super::profiles::{Profile, Profiles, sdk_name, set_value};
use aws_config::Region;
use aws_config::credential_process::CredentialProcessProvider;
use aws_config::ecs::EcsCredentialsProvider;
use aws_config::imds::Client as Imds;
use aws_config::imds::credentials::ImdsCredentialsProvider;
use aws_config::meta::credentials::CredentialsProviderChain;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::web_identity_token::WebIdentityTokenCredentialsProvider;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_types::os_shim_internal::Env;
use std::time::Duration;

/// How long the instance metadata address is tried. Outside Amazon's machines nothing answers there.
const METADATA_PATIENCE: Duration = Duration::from_millis(300);

/// What credentials are looked up with.
pub(super) struct Lookup<'a> {
    /// Variables go before profiles, unless a profile was chosen by flag.
    pub(super) env: &'a Env,
    /// Of these the chosen one is looked into, and those that it builds on.
    pub(super) profiles: &'a Profiles,
    /// What carries the requests to STS and SSO.
    pub(super) http: SharedHttpClient,
    /// Who is asked for MFA codes.
    pub(super) ask: &'a dyn AskMfa,
}

impl Lookup<'_> {
    /// The whole chain. Asks for an MFA code if the chosen profile needs one.
    ///
    /// Credentials in the environment come first, unless a profile was chosen by flag.
    pub(super) fn chain(&self) -> Result<SharedCredentialsProvider, ConnectError> {
        let config = self.config();
        let environment = FromEnvironment::read(self.env);
        if environment.half && !self.profiles.by_flag() {
            return Err(ConnectError::HalfAKey);
        }
        if let (Some(found), false) = (&environment.found, self.profiles.by_flag()) {
            return Ok(SharedCredentialsProvider::new(found.clone()));
        }
        self.check_roles()?;
        let profile = self.of_profile(self.profiles.chosen())?;
        let web_identity = WebIdentityTokenCredentialsProvider::builder().configure(&config).build();
        let chain = CredentialsProviderChain::first_try("Profile", profile)
            .or_else("WebIdentityToken", web_identity)
            .or_else("EcsContainer", EcsCredentialsProvider::builder().configure(&config).build());
        let disabled = set_value(self.env, "AWS_EC2_METADATA_DISABLED");
        if disabled.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Ok(SharedCredentialsProvider::new(chain));
        }
        Ok(SharedCredentialsProvider::new(chain.or_else("Ec2InstanceMetadata", self.metadata()?)))
    }

    /// The credentials of a profile. The SDK knows all its ways but the MFA device.
    fn of_profile(&self, name: &str) -> Result<SharedCredentialsProvider, ConnectError> {
        let profile = self.profiles.get(name);
        match profile.and_then(|profile| Some((profile, profile.get("role_arn")?))) {
            Some((profile, role)) if self.needs_mfa(name) => {
                let base = self.base_of(name, profile)?;
                let request = self.role_request(name, profile, role)?;
                Ok(SharedCredentialsProvider::new(AssumedRole::new(&self.sts(), base, request)))
            }
            Some(_) => Ok(self.by_sdk(name)),
            None => self.without_role(name),
        }
    }

    /// What a profile has beside a role. Keys and processes that stand in it the SDK would read with their comments.
    fn without_role(&self, name: &str) -> Result<SharedCredentialsProvider, ConnectError> {
        let Some(profile) = self.profiles.get(name) else { return Ok(self.by_sdk(name)) };
        if profile.has_sso() {
            complete_sso(name, profile)?;
            return Ok(self.by_sdk(name));
        }
        match own_keys(name, profile)? {
            Some(keys) => Ok(SharedCredentialsProvider::new(keys)),
            None => Ok(process_of(profile).unwrap_or_else(|| self.by_sdk(name))),
        }
    }

    /// What the SDK makes of a profile.
    fn by_sdk(&self, name: &str) -> SharedCredentialsProvider {
        let provider = ProfileFileCredentialsProvider::builder()
            .configure(&self.config())
            .profile_files(self.profiles.files())
            .profile_name(sdk_name(name));
        SharedCredentialsProvider::new(provider.build())
    }

    /// Refuses roles that can not be assumed whatever the service says: their sources are missing or go in a circle.
    fn check_roles(&self) -> Result<(), ConnectError> {
        let mut visited: Vec<&str> = Vec::new();
        for (name, profile) in self.profiles.roles(self.profiles.chosen()) {
            let wrong = |reason: String| Err(ConnectError::Profiles(format!("profile {name:?} {reason}")));
            match (profile.get("source_profile"), profile.get("credential_source")) {
                (Some(_), Some(_)) => {
                    return wrong("has both a source_profile and a credential_source".to_owned());
                }
                (None, None) => {
                    return wrong("has a role_arn, but no source_profile or credential_source".to_owned());
                }
                (None, Some(source)) if !SOURCES.contains(&source) => {
                    return wrong(format!(
                        "has the credential_source {source:?}, which is none of {}",
                        SOURCES.join(", ")
                    ));
                }
                (Some(source), None) if self.profiles.get(source).is_none() => {
                    return wrong(format!("builds on the profile {source:?}, which does not exist"));
                }
                // One that builds on itself means its own keys.
                (Some(source), None) if visited.contains(&source) => {
                    return wrong(format!("builds on {source:?}, and so the source profiles go in a circle"));
                }
                (Some(_), None) | (None, Some(_)) => visited.push(name),
            }
        }
        Ok(())
    }

    /// Whether a profile, or one that it builds on, asks for an MFA code.
    fn needs_mfa(&self, name: &str) -> bool {
        self.profiles.roles(name).iter().any(|(_, profile)| profile.get("mfa_serial").is_some())
    }

    /// The credentials that a role is assumed with.
    fn base_of(&self, name: &str, profile: &Profile) -> Result<SharedCredentialsProvider, ConnectError> {
        match (profile.get("source_profile"), profile.get("credential_source")) {
            (Some(source), _) if source == name => {
                own_keys(name, profile)?.map(SharedCredentialsProvider::new).ok_or_else(|| {
                    ConnectError::Profiles(format!("profile {name:?} builds on itself, but has no keys"))
                })
            }
            (Some(source), _) if self.profiles.get(source).is_some_and(Profile::has_keys) => {
                self.without_role(source)
            }
            (Some(source), _) => self.of_profile(source),
            (None, Some("Environment")) => {
                Ok(SharedCredentialsProvider::new(FromEnvironment::read(self.env)))
            }
            (None, Some("Ec2InstanceMetadata")) => Ok(SharedCredentialsProvider::new(self.metadata()?)),
            (None, _) => Ok(SharedCredentialsProvider::new(
                EcsCredentialsProvider::builder().configure(&self.config()).build(),
            )),
        }
    }

    fn role_request(&self, name: &str, profile: &Profile, role: &str) -> Result<RoleRequest, ConnectError> {
        let device = profile.get("mfa_serial").map(|serial| MfaDevice { serial, profile: name });
        let code = |device: MfaDevice<'_>| match self.ask.code(device) {
            Ok(code) => Ok((device.serial.to_owned(), Code::new(&code))),
            Err(reason) => Err(ConnectError::Mfa { serial: device.serial.to_owned(), reason }),
        };
        Ok(RoleRequest {
            role: role.to_owned(),
            session: profile.get("role_session_name").unwrap_or("hitdeck").to_owned(),
            external_id: profile.get("external_id").map(str::to_owned),
            duration: profile.get("duration_seconds").and_then(|seconds| seconds.parse().ok()),
            mfa: device.map(code).transpose()?,
        })
    }

    /// STS as the AWS CLI would reach it: unlike MTurk it is in every region.
    fn sts(&self) -> Sts {
        let endpoint =
            ["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL"].iter().find_map(|n| set_value(self.env, n));
        Sts { region: self.region(), endpoint_url: endpoint, http: self.http.clone() }
    }

    fn region(&self) -> Region {
        let set = ["AWS_REGION", "AWS_DEFAULT_REGION"].iter().find_map(|name| set_value(self.env, name));
        let set = set.or_else(|| self.profiles.setting("region").map(str::to_owned));
        Region::new(set.unwrap_or_else(|| super::options::REGION.to_owned()))
    }

    fn config(&self) -> ProviderConfig {
        ProviderConfig::without_region().with_region(Some(self.region())).with_http_client(self.http.clone())
    }

    /// The instance metadata, asked once and briefly.
    fn metadata(&self) -> Result<ImdsCredentialsProvider, ConnectError> {
        let mut imds = Imds::builder()
            .configure(&self.config())
            .connect_timeout(METADATA_PATIENCE)
            .read_timeout(METADATA_PATIENCE)
            .max_attempts(1);
        if let Some(url) = set_value(self.env, "AWS_EC2_METADATA_SERVICE_ENDPOINT") {
            imds = imds
                .endpoint(&url)
                .map_err(|error| ConnectError::Metadata { url, reason: error.to_string() })?;
        }
        Ok(ImdsCredentialsProvider::builder().configure(&self.config()).imds_client(imds.build()).build())
    }
}

/// A login of IAM Identity Center needs all its settings, of which a session of its own may hold two.
fn complete_sso(name: &str, profile: &Profile) -> Result<(), ConnectError> {
    let own = ["sso_account_id", "sso_role_name"].into_iter();
    let shared = ["sso_start_url", "sso_region"].into_iter().filter(|_| profile.get("sso_session").is_none());
    match own.chain(shared).find(|key| profile.get(key).is_none()) {
        Some(missing) => {
            Err(ConnectError::Profiles(format!("profile {name:?} uses SSO, but has no {missing}")))
        }
        None => Ok(()),
    }
}

/// The program that a profile names for its credentials.
fn process_of(profile: &Profile) -> Option<SharedCredentialsProvider> {
    let command = profile.get("credential_process")?;
    Some(SharedCredentialsProvider::new(CredentialProcessProvider::new(command.to_owned())))
}

/// What `credential_source` can be.
const SOURCES: [&str; 3] = ["Environment", "Ec2InstanceMetadata", "EcsContainer"];

/// The keys that stand in a profile itself. A secret alone is none.
fn own_keys(name: &str, profile: &Profile) -> Result<Option<Credentials>, ConnectError> {
    let Some(id) = profile.get("aws_access_key_id") else { return Ok(None) };
    let Some(secret) = profile.get("aws_secret_access_key") else {
        return Err(ConnectError::Profiles(format!(
            "profile {name:?} has an aws_access_key_id, but no aws_secret_access_key: set both or neither"
        )));
    };
    let token = profile.get("aws_session_token").map(str::to_owned);
    Ok(Some(Credentials::new(id, secret, token, None, "Profile")))
}

/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
#[derive(Debug)]
struct FromEnvironment {
    found: Option<Credentials>,
    /// Whether there is an id without its secret.
    half: bool,
}

impl FromEnvironment {
    fn read(env: &Env) -> Self {
        let id = set_value(env, "AWS_ACCESS_KEY_ID");
        let secret = set_value(env, "AWS_SECRET_ACCESS_KEY");
        let token = set_value(env, "AWS_SESSION_TOKEN");
        let half = id.is_some() && secret.is_none();
        let keys = id.zip(secret);
        let found = keys.map(|(id, secret)| Credentials::new(id, secret, token, None, "Environment"));
        Self { found, half }
    }
}

impl ProvideCredentials for FromEnvironment {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let found = self.found.clone();
        future::ProvideCredentials::ready(found.ok_or_else(CredentialsError::not_loaded_no_source))
    }
}
