//! The environment and the configuration files.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: settings, files, broken_credentials, proxies);

fn settings() {
    compare("settings", &[output(), identity(), retrying(), refused()].concat());
}

fn files() {
    compare("files", &[layouts(), names(), empties()].concat());
}

fn broken_credentials() {
    compare("broken credentials", &[broken_keys(), broken_roles(), broken_logins()].concat());
}

/// Plain `http://` goes to the proxy with its whole address.
fn proxies() {
    // No name server knows it, so only the proxy can have been asked.
    let far = || case("--hit-id 3ECHO --page-size 9").at(Place::Proxied);
    let proxied = |name| far().proxy(name);
    let nobody = "http://127.0.0.1:1";
    let near = || echo().env("HTTP_PROXY", nobody);
    compare(
        "proxies",
        &[
            proxied("HTTP_PROXY"),
            proxied("http_proxy"),
            proxied("HTTP_PROXY").env("http_proxy", nobody).exits(255),
            proxied("HTTP_PROXY").env("NO_PROXY", "elsewhere.invalid"),
            proxied("HTTP_PROXY").env("NO_PROXY", ".invalid").exits(255),
            proxied("HTTP_PROXY").env("no_proxy", "*").exits(255),
            proxied("HTTPS_PROXY").exits(255),
            far().exits(255),
            far().env("HTTP_PROXY", nobody).exits(255),
            proxied("ALL_PROXY").exits(255).differs(Purpose::ProxyForAll),
            near().exits(255).differs(Purpose::LoopbackPastProxies),
            near().env("NO_PROXY", "127.0.0.1"),
        ],
    );
}

/// Keys that stand in a profile.
const OWN: &str = "aws_access_key_id = AKIDOWN\naws_secret_access_key = invented\n";

/// What Python's `configparser` takes and the AWS documentation does not mention.
fn layouts() -> Vec<Case> {
    let echo = |config: &str| echo().config(config);
    vec![
        echo("[default]\n  output = text\n  region = us-east-1\n"),
        echo("[default]\noutput = text\n[profile other]\n    output = json\n    region = x\n"),
        echo("  [default]\n\toutput=text\n"),
        echo("[default]\noutput: text\n"),
        echo("[default]\nOUTPUT = text\n"),
        echo("[default] ; a comment\noutput = text\n# output = json\n; output = json\n"),
        echo("[default]\r\noutput = text\r\n"),
        echo("[DEFAULT]\noutput = text\n[default]\n"),
        echo("[profile default]\noutput = text\n"),
        echo("[default]\ns3 =\n  addressing_style = path\noutput = text\n"),
        echo("[default]\noutput = text # no comment\n").exits(255),
        echo("[default]\noutput = text\noutput = json\n").exits(255),
        echo("[default]\noutput = text\n[default]\nregion = x\n").exits(255),
        echo("[default]\noutput\n").exits(255),
        echo("[default]\n= text\n").exits(255),
        echo("[default]\ns3 =\n  nothing\n").exits(255),
        echo("\u{feff}[default]\noutput = text\n").exits(255),
        without_keys().file("credentials", format!("[default]\n  {}", OWN.replace('\n', "\n  "))),
        without_keys().file("credentials", OWN.replace(" = ", ": ").replacen("aws", "[default]\naws", 1)),
        without_keys().config(
            "[default]\ncredential_process = sh -c \"true ; echo '{\\\"Version\\\": 1, \\\"AccessKeyId\\\": \
             \\\"AKIDPROCESS\\\", \\\"SecretAccessKey\\\": \\\"b\\\"}'\"\n",
        ),
        echo("[default]\noutput = text\n").env("AWS_CONFIG_FILE", "$PWD/config").env("PWD", "."),
        echo("[default]\noutput = text\n").env("AWS_CONFIG_FILE", "~/config"),
    ]
}

fn names() -> Vec<Case> {
    let named = |name: &str, section: &str| {
        let section = format!("{section}\noutput = text\n{OWN}");
        echo().arg("--profile").arg(name).config(&section)
    };
    let role = "role_arn = arn:aws:iam::1:role/r\nsource_profile = my work\n";
    vec![
        named("my work", "[profile \"my work\"]"),
        named("my work", "[profile 'my work']"),
        named("my work", "[profile my\\ work]"),
        named("my work", "[profile my work]").exits(255),
        named("jürgen", "[profile jürgen]"),
        named("日本", "[profile 日本]"),
        named("a!b", "[profile a!b]"),
        named("p", "[profile   p]"),
        named("p", "[p]").exits(255),
        echo().args("--profile").arg("my work").file("credentials", format!("[my work]\n{OWN}")),
        without_keys().env("AWS_PROFILE", "jürgen").file("credentials", format!("[jürgen]\n{OWN}")),
        echo().args("--profile p").config(&format!("[profile p]\n{role}")).exits(255),
    ]
}

/// What is set to nothing is not set.
fn empties() -> Vec<Case> {
    let given = |case: Case| case.exits(255).differs(Purpose::NothingIsNotGiven);
    vec![
        echo().arg("--profile").arg(""),
        echo().arg("--region").arg("").differs(Purpose::NothingIsNotGiven),
        given(echo().env("AWS_PROFILE", "")),
        given(echo().env("AWS_DEFAULT_PROFILE", "")),
        given(echo().config("[default]\noutput =\n")),
        given(echo().env("AWS_DEFAULT_OUTPUT", "")),
        echo().config("[default]\nregion =\n"),
        echo().config("[default]\ncli_timestamp_format =\n").exits(253).differs(Purpose::NothingIsNotGiven),
    ]
}

fn broken_keys() -> Vec<Case> {
    let id = "aws_access_key_id = AKID\n";
    let secret = "aws_secret_access_key = invented\n";
    let process =
        |command: &str| without_keys().config(&format!("[default]\ncredential_process = {command}\n"));
    vec![
        without_keys().file("credentials", format!("[default]\n{id}")).exits(255),
        without_keys().file("credentials", format!("[default]\n{secret}")).exits(253),
        without_keys().config(&format!("[default]\n{id}")).exits(255),
        echo().env("AWS_ACCESS_KEY_ID", "").exits(253),
        echo().env("AWS_SECRET_ACCESS_KEY", "").exits(255),
        process("false").exits(255),
        process("/no/such").exits(255),
        process("echo nothing").exits(255),
        process("echo '{\"Version\": 1, \"AccessKeyId\": \"AKIDPIPED\", \"SecretAccessKey\": \"b\"}' | cat")
            .exits(255)
            .differs(Purpose::ProcessesInAShell),
        process("echo '{\"Version\": 2, \"AccessKeyId\": \"A\", \"SecretAccessKey\": \"b\"}'").exits(255),
        process("echo '{\"Version\": 1, \"SecretAccessKey\": \"b\"}'").exits(255),
    ]
}

fn broken_roles() -> Vec<Case> {
    let role = "role_arn = arn:aws:iam::123456789012:role/r\n";
    let p = |config: String| echo().args("--profile p").config(&config).exits(255);
    vec![
        p(format!("[profile p]\n{role}source_profile = q\n")),
        p(format!("[profile p]\n{role}source_profile = q\n[profile q]\n{role}source_profile = p\n")),
        p(format!("[profile p]\n{role}")),
        p(format!(
            "[profile p]\n{role}source_profile = q\ncredential_source = Environment\n[profile q]\n{OWN}"
        )),
        p(format!("[profile p]\n{role}credential_source = Moon\n")),
        p(format!("[profile p]\n{role}source_profile = q\n[profile q]\nregion = x\n")),
        p(format!("[profile p]\n{role}source_profile = q\n[profile q]\naws_access_key_id = A\n")),
        p(format!("[profile p]\n{role}credential_source = Environment\n"))
            .without("AWS_ACCESS_KEY_ID")
            .without("AWS_SECRET_ACCESS_KEY"),
        without_keys().config(&format!("[default]\n{role}web_identity_token_file = /no/such\n")).exits(255),
    ]
}

fn broken_logins() -> Vec<Case> {
    let account = "sso_account_id = 123456789012\nsso_role_name = r\n";
    let start = "sso_start_url = https://example.invalid/start\nsso_region = us-east-1\n";
    let p = |config: String| echo().args("--profile p").config(&config);
    vec![
        p(format!("[profile p]\nsso_session = s\n{account}[sso-session s]\n{start}")).exits(255),
        p(format!("[profile p]\nsso_session = s\n{account}")).exits(255),
        p(format!("[profile p]\n{account}{start}")).exits(255),
        p(format!("[profile p]\n{account}")).exits(255),
        p(format!("[profile p]\n{start}")).exits(253),
    ]
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
