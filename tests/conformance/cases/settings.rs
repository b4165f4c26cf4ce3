//! The environment and the configuration files.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

#[test]
fn settings() {
    compare("settings", &[output(), identity(), retrying(), refused()].concat());
}

/// A named profile has to bring its keys: keys in the environment are not used with `--profile`.
const KEYS: &str = "[default]\naws_access_key_id = AKIDFILE\naws_secret_access_key = invented\n\
                    [p]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = invented\n\
                    aws_session_token = token\n";

fn one() -> Case {
    case("--hit-id 3ONE")
}

/// What was asked, and by whom.
fn echo() -> Case {
    case("--hit-id 3ECHO --page-size 9").at(Place::Scripted)
}

fn without_keys() -> Case {
    echo().without("AWS_ACCESS_KEY_ID").without("AWS_SECRET_ACCESS_KEY")
}

fn output() -> Vec<Case> {
    let two = "[default]\noutput = text\n[profile p]\noutput = table\n";
    vec![
        one().config("[default]\noutput = text\n"),
        one().config("[default]\noutput = table\n"),
        one().config("[default]\noutput = yaml\n").parsed_as_yaml(),
        one().config("[default]\noutput = yaml-stream\n").parsed_as_yaml(),
        one().config("[default]\noutput = text\n").args("--output json"),
        one().config("[default]\noutput = text\n").env("AWS_DEFAULT_OUTPUT", "json"),
        one().env("AWS_DEFAULT_OUTPUT", "table"),
        one().config(two).args("--profile p").file("credentials", KEYS),
        one().config(two).env("AWS_PROFILE", "p"),
        one().config(two).env("AWS_DEFAULT_PROFILE", "p"),
        one().config(two).env("AWS_PROFILE", "p").args("--profile default").file("credentials", KEYS),
        one().config("[default]\ncli_pager = no-such-pager\n").without("AWS_PAGER"),
        one().env("AWS_PAGER", "no-such-pager"),
        one().config("[default]\ncli_timestamp_format = iso8601\n"),
        one()
            .config("[default]\ncli_timestamp_format = wire\n[profile p]\n")
            .args("--profile p")
            .file("credentials", KEYS),
        one().env("AWS_CLI_AUTO_PROMPT", "off"),
        one().env("AWS_CLI_FILE_ENCODING", "UTF-8"),
        one().env("NO_COLOR", "1").args("--output table --color on"),
        one().config("[default]\ncli_binary_format = raw-in-base64-out\n"),
    ]
}

fn identity() -> Vec<Case> {
    let config = "[default]\nregion = eu-west-1\n[profile p]\nregion = ap-south-1\n";
    vec![
        echo(),
        echo().env("AWS_SESSION_TOKEN", "invented"),
        echo().env("AWS_DEFAULT_REGION", "eu-central-1").differs(Purpose::OneRegion),
        echo().env("AWS_REGION", "eu-central-1").differs(Purpose::OneRegion),
        echo().without("AWS_DEFAULT_REGION").config(config).differs(Purpose::OneRegion),
        echo().config(config),
        echo().config(config).args("--region us-west-2"),
        echo()
            .without("AWS_DEFAULT_REGION")
            .config(config)
            .args("--profile p")
            .file("credentials", KEYS)
            .differs(Purpose::OneRegion),
        echo().args("--profile p").config(config).exits(253),
        without_keys().file("credentials", KEYS),
        without_keys().file("credentials", KEYS).args("--profile p"),
        echo().file("credentials", KEYS),
        echo().file("credentials", KEYS).args("--profile p"),
        echo().file("credentials", KEYS).env("AWS_PROFILE", "p"),
        without_keys().config(
            "[default]\naws_access_key_id = AKIDCONFIG\naws_secret_access_key = invented\nregion = us-east-1\n",
        ),
        without_keys().config(
            "[default]\ncredential_process = echo '{\"Version\": 1, \"AccessKeyId\": \"AKIDPROCESS\", \
             \"SecretAccessKey\": \"invented\"}'\n",
        ),
        one().without("AWS_DEFAULT_REGION").exits(253).differs(Purpose::OneRegion),
    ]
}

fn retrying() -> Vec<Case> {
    let mut cases: Vec<Case> = ["standard", "adaptive"]
        .map(|mode| one().file("config", format!("[default]\nretry_mode = {mode}\nmax_attempts = 2\n")))
        .into();
    let missing = case("--hit-id 3E500").at(Place::Scripted).exits(254);
    cases.extend([
        missing.clone().without("AWS_MAX_ATTEMPTS").config("[default]\nmax_attempts = 1\n"),
        missing
            .clone()
            .without("AWS_MAX_ATTEMPTS")
            .config("[default]\nretry_mode = standard\nmax_attempts = 2\n"),
        missing.config("[default]\nmax_attempts = 3\n"),
    ]);
    cases
}

fn refused() -> Vec<Case> {
    vec![
        without_keys().exits(253),
        without_keys().args("--output text").exits(253),
        one().args("--profile missing").exits(255),
        one().env("AWS_PROFILE", "missing").exits(255),
        one().config("[default]\ncli_timestamp_format = local\n").exits(253),
        one().config("[default]\noutput = xml\n").exits(255),
        one().env("AWS_DEFAULT_OUTPUT", "xml").exits(255),
        one().config("no section\n").exits(255),
        one().env("AWS_MAX_ATTEMPTS", "0").exits(255),
        one().env("AWS_MAX_ATTEMPTS", "some").exits(255),
        one().env("AWS_RETRY_MODE", "never").exits(255),
        one().env("AWS_RETRY_MODE", "legacy").exits(255).differs(Purpose::LegacyRetries),
        one().args("--region not_a_region!").exits(255),
        one().without("AWS_SECRET_ACCESS_KEY").exits(255),
    ]
}
