//! The AWS profiles: which one is meant, and what it says.

use super::ConnectError;
use aws_config::profile::{Profile, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_runtime::env_config::property::PropertiesKey;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_types::os_shim_internal::{Env, Fs};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The profile that is used when nobody names one; it need not exist.
const DEFAULT: &str = "default";

/// The user's AWS profiles with the chosen one.
#[derive(Debug)]
pub(super) struct Profiles {
    set: ProfileSet,
    files: EnvConfigFiles,
    home: Option<PathBuf>,
    chosen: String,
    by_flag: bool,
}

impl Profiles {
    /// Reads `~/.aws/config` and `~/.aws/credentials`, or the files that the environment names instead.
    ///
    /// The profile is the flag's, or that of `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`; it has to exist.
    pub(super) async fn load(env: &Env, flag: Option<&str>) -> Result<Self, ConnectError> {
        let home = ["HOME", "USERPROFILE"].iter().find_map(|name| set_value(env, name)).map(PathBuf::from);
        let mut files = EnvConfigFiles::builder();
        for (kind, variable, default) in [
            (EnvConfigFileKind::Config, "AWS_CONFIG_FILE", "~/.aws/config"),
            (EnvConfigFileKind::Credentials, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"),
        ] {
            let path = set_value(env, variable).unwrap_or_else(|| default.to_owned());
            files = files.with_contents(kind, read(&expand(&path, home.as_deref()))?);
        }
        let files = files.build();
        let from_env = || ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].iter().find_map(|name| set_value(env, name));
        let named = flag.map(str::to_owned).or_else(from_env);
        let chosen = named.clone().unwrap_or_else(|| DEFAULT.to_owned());
        let set = aws_config::profile::load(&Fs::real(), env, &files, Some(chosen.clone().into()))
            .await
            .map_err(|error| ConnectError::Profiles(DisplayErrorContext(error).to_string()))?;
        let profiles = Self { set, files, home, chosen, by_flag: flag.is_some() };
        match named {
            Some(name) if profiles.set.get_profile(&name).is_none() => Err(profiles.unknown(name)),
            _ => Ok(profiles),
        }
    }

    /// The chosen profile's name.
    pub(super) fn chosen(&self) -> &str {
        &self.chosen
    }

    /// Whether the profile was chosen by flag: then credentials in the environment do not count.
    pub(super) fn by_flag(&self) -> bool {
        self.by_flag
    }

    /// The files' contents, for the SDK's own look-ups.
    pub(super) fn files(&self) -> EnvConfigFiles {
        self.files.clone()
    }

    /// A profile by its name.
    pub(super) fn get(&self, name: &str) -> Option<&Profile> {
        self.set.get_profile(name)
    }

    /// How many profiles there are.
    pub(super) fn count(&self) -> usize {
        self.set.profiles().count()
    }

    /// A setting of the chosen profile.
    pub(super) fn setting(&self, key: &str) -> Option<&str> {
        self.set.get(key).filter(|value| !value.is_empty())
    }

    /// The endpoint that the chosen profile's `services` section has for MTurk, or the profile for every service.
    pub(super) fn endpoint_url(&self) -> Option<&str> {
        let for_mturk = self.setting("services").and_then(|section| {
            let key = PropertiesKey::builder()
                .section_key("services")
                .section_name(section)
                .property_name("mturk")
                .sub_property_name("endpoint_url")
                .build()
                .ok()?;
            self.set.other_sections().get(&key).map(String::as_str)
        });
        for_mturk.or_else(|| self.setting("endpoint_url"))
    }

    /// A path from a profile or the environment, with its `~`.
    pub(super) fn path(&self, text: &str) -> PathBuf {
        expand(text, self.home.as_deref())
    }

    /// The error for a profile that does not exist; the known ones follow, the most similar first.
    fn unknown(&self, name: String) -> ConnectError {
        let mut known: Vec<String> = self.set.profiles().map(str::to_owned).collect();
        known.sort_by_cached_key(|other| (strsim::damerau_levenshtein(other, &name), other.clone()));
        ConnectError::UnknownProfile { name, known }
    }
}

/// A variable that is set to something.
pub(super) fn set_value(env: &Env, name: &str) -> Option<String> {
    env.get(name).ok().filter(|value| !value.is_empty())
}

fn expand(path: &str, home: Option<&Path>) -> PathBuf {
    match (path.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// A file's text; one that does not exist is empty, as for the AWS CLI.
fn read(path: &Path) -> Result<String, ConnectError> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(ConnectError::Profiles(format!("{}: {error}", path.display())))
        }
        text => Ok(text.unwrap_or_default()),
    }
}
