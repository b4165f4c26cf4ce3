//! The AWS profiles: which one is meant, and what it says.

use super::connect_error::ConnectError;
use super::ini::{self, Keys};
use super::paths::expanded;
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_types::os_shim_internal::Env;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// The profile that is used when nobody names one; it need not exist.
const DEFAULT: &str = "default";

/// The user's AWS profiles with the chosen one.
#[derive(Debug)]
pub(super) struct Profiles {
    by_name: BTreeMap<String, Profile>,
    sessions: BTreeMap<String, Profile>,
    services: BTreeMap<String, Profile>,
    env: Env,
    chosen: String,
    by_flag: bool,
}

/// What a section of the files says.
#[derive(Debug, Default)]
pub(super) struct Profile(Keys);

impl Profile {
    /// A setting; one that is nothing, or a group of settings, is none.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.written(key).filter(|value| !value.is_empty() && !value.starts_with('\n'))
    }

    /// Whether it is of IAM Identity Center: without an account or a role the AWS CLI takes the rest for nothing.
    pub(super) fn has_sso(&self) -> bool {
        self.get("sso_account_id").or(self.get("sso_role_name")).is_some()
    }

    /// Whether keys stand in it. A secret alone is none.
    pub(super) fn has_keys(&self) -> bool {
        self.get("aws_access_key_id").is_some()
    }

    /// Whether it assumes a role with the credentials of something else.
    fn assumes_role(&self) -> bool {
        self.get("role_arn").is_some() && self.get("web_identity_token_file").is_none()
    }

    /// A setting of a group, which stands below the group's name and further in.
    fn in_group(&self, group: &str, key: &str) -> Option<&str> {
        let pairs = self.written(group)?.strip_prefix('\n')?.lines().filter_map(|line| line.split_once('='));
        pairs
            .map(|(name, value)| (name.trim(), value.trim()))
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    }

    /// A setting as it stands there.
    fn written(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Takes over what another section says, before what this one does.
    fn update(&mut self, other: Self) {
        self.0.retain(|(key, _)| other.written(key).is_none());
        self.0.extend(other.0);
    }
}

impl Profiles {
    /// Reads `~/.aws/config` and `~/.aws/credentials`, or the files that the environment names instead.
    ///
    /// The profile is the flag's, or that of `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`; it has to exist.
    pub(super) fn load(env: &Env, flag: Option<&str>) -> Result<Self, ConnectError> {
        let from_env = || ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].iter().find_map(|name| set_value(env, name));
        let named = flag.map(str::to_owned).or_else(from_env);
        let mut profiles = Self {
            by_name: BTreeMap::new(),
            sessions: BTreeMap::new(),
            services: BTreeMap::new(),
            env: env.clone(),
            chosen: named.clone().unwrap_or_else(|| DEFAULT.to_owned()),
            by_flag: flag.is_some(),
        };
        for (name, keys) in read(env, "AWS_CONFIG_FILE", "~/.aws/config")? {
            profiles.add_section(&name, keys);
        }
        for (name, keys) in read(env, "AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials")? {
            profiles.by_name.entry(name).or_default().update(Profile(keys));
        }
        match named {
            Some(name) if !profiles.by_name.contains_key(&name) => Err(profiles.unknown(name)),
            _ => Ok(profiles),
        }
    }

    /// Adds a section of the configuration file: `[default]`, or a kind and a name, which may be quoted.
    fn add_section(&mut self, section: &str, keys: Keys) {
        if section == DEFAULT {
            self.by_name.insert(section.to_owned(), Profile(keys));
            return;
        }
        let kinds = [
            ("profile", &mut self.by_name),
            ("sso-session", &mut self.sessions),
            ("services", &mut self.services),
        ];
        // The AWS CLI ignores what has no name, or more than one.
        let name = shell_words::split(section).ok().and_then(|words| <[String; 2]>::try_from(words).ok());
        let kind = kinds.into_iter().find(|(kind, _)| section.starts_with(kind));
        if let (Some((_, sections)), Some([_, name])) = (kind, name) {
            sections.insert(name, Profile(keys));
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

    /// A profile by its name.
    pub(super) fn get(&self, name: &str) -> Option<&Profile> {
        self.by_name.get(name)
    }

    /// A setting of the chosen profile, if it is set to something.
    pub(super) fn setting(&self, key: &str) -> Option<&str> {
        self.get(&self.chosen)?.get(key)
    }

    /// A setting of the chosen profile, even if it is set to nothing.
    pub(super) fn written(&self, key: &str) -> Option<&str> {
        self.get(&self.chosen)?.written(key)
    }

    /// The endpoint that the chosen profile's `services` section has for MTurk, or the profile for every service.
    pub(super) fn endpoint_url(&self) -> Option<&str> {
        let services = self.setting("services").and_then(|name| self.services.get(name));
        let for_mturk = services.and_then(|section| section.in_group("mturk", "endpoint_url"));
        for_mturk.or_else(|| self.setting("endpoint_url"))
    }

    /// The profiles that assume a role, each with the credentials of the next: the one with this name, the one that it
    /// builds on, and so on.
    ///
    /// As for the SDK and the AWS CLI, a role that a web identity is exchanged for builds on no profile, and one that
    /// another builds on gives its own keys before its role's. Where profiles go in a circle, each is there once.
    pub(super) fn roles<'p>(&'p self, name: &'p str) -> Vec<(&'p str, &'p Profile)> {
        let mut roles: Vec<(&str, &Profile)> = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next
            && let Some(profile) = self.get(name)
            && profile.assumes_role()
            && (roles.is_empty() || !profile.has_keys())
            && roles.iter().all(|(before, _)| *before != name)
        {
            roles.push((name, profile));
            next = profile.get("source_profile");
        }
        roles
    }

    /// A path from a profile or the environment, with its `~`.
    pub(super) fn path(&self, text: &str) -> PathBuf {
        expanded(text, &self.env)
    }

    /// The files' contents for the SDK's own look-ups.
    pub(super) fn files(&self) -> EnvConfigFiles {
        let mut text = String::new();
        for (name, profile) in &self.by_name {
            let means = |key: &str| match key {
                "aws_secret_access_key" | "aws_session_token" => profile.has_keys(),
                _ => profile.has_sso() || !key.starts_with("sso_"),
            };
            write_section(&mut text, "profile", name, profile, means);
        }
        for (name, session) in &self.sessions {
            write_section(&mut text, "sso-session", name, session, |_| true);
        }
        EnvConfigFiles::builder().with_contents(EnvConfigFileKind::Config, text).build()
    }

    /// The error for a profile that does not exist; the known ones follow, the most similar first.
    fn unknown(&self, name: String) -> ConnectError {
        let mut known: Vec<String> = self.by_name.keys().cloned().collect();
        known.sort_by_cached_key(|other| (strsim::damerau_levenshtein(other, &name), other.clone()));
        ConnectError::UnknownProfile { name, known }
    }
}

/// A variable that is set to something.
pub(super) fn set_value(env: &Env, name: &str) -> Option<String> {
    env.get(name).ok().filter(|value| !value.is_empty())
}

/// The name under which the SDK finds a profile: it knows letters, digits and a few signs only.
pub(super) fn sdk_name(name: &str) -> String {
    name.bytes().fold(String::with_capacity(name.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"_-/.:@+".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Writes a section as the SDK reads it: a key a line, at the line's beginning.
fn write_section(text: &mut String, kind: &str, name: &str, section: &Profile, means: impl Fn(&str) -> bool) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "[{kind} {}]", sdk_name(name));
    for (key, value) in section.0.iter().filter(|(key, _)| means(key)) {
        let value = match key.as_str() {
            "source_profile" | "sso_session" => sdk_name(value),
            _ if value.contains('\n') || value.is_empty() => continue,
            _ => value.clone(),
        };
        let _ = writeln!(text, "{key} = {value}");
    }
}

/// A file's sections; one that does not exist has none, as for the AWS CLI.
fn read(env: &Env, variable: &str, default: &str) -> Result<Vec<(String, Keys)>, ConnectError> {
    let path = expanded(&set_value(env, variable).unwrap_or_else(|| default.to_owned()), env);
    let wrong = |reason: String| ConnectError::Profiles(format!("{}: {reason}", path.display()));
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    let sections = ini::sections(&text).map_err(|error| wrong(error.to_string()))?;
    for (key, value) in sections.iter().flat_map(|(_, keys)| keys) {
        let is_pair = |line: &str| line.trim().is_empty() || line.contains('=');
        if value.starts_with('\n') && !value.lines().all(is_pair) {
            return Err(wrong(format!("what stands below {key} is not key = value")));
        }
    }
    Ok(sections)
}
