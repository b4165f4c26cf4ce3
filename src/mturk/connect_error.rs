use crate::model::EnvironmentError;
use std::path::PathBuf;

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
