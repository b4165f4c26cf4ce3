//! Whose credentials sign.

use crate::support::*;
use hitdeck::mturk::{ConnectOptions, connect_with};
use hitdeck::source::ProblemKind;
use std::time::Duration;
use tokio::time::Instant;

const CONFIG: &str = "\
[profile mine]\naws_access_key_id = AKMINE\naws_secret_access_key = s\n\
[profile team]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = mine\nmfa_serial = arn:aws:iam::1:mfa/u\n\
external_id = ext\nrole_session_name = me\nduration_seconds = 900\n\
[profile above]\nrole_arn = arn:aws:iam::1:role/above\nsource_profile = team\n\
[profile circle]\nrole_arn = arn:aws:iam::1:role/c\nsource_profile = circle2\nmfa_serial = d\n\
[profile circle2]\nrole_arn = arn:aws:iam::1:role/c\nsource_profile = circle\n";

async fn signer(options: &ConnectOptions, config: &str, variables: &[(&str, &str)]) -> String {
    let server = Server::plain(|_, _| empty_page()).await;
    let options = ConnectOptions { environment: at(server.url()).environment, ..options.clone() };
    let live = live(&options, &Home::with(config).env(variables)).unwrap();
    ask(&live).await.unwrap();
    server.last().signed().0
}

fn profile(name: &str) -> ConnectOptions {
    ConnectOptions { profile: Some(name.into()), ..ConnectOptions::default() }
}

#[tokio::test]
async fn a_profile_chosen_by_flag_goes_before_keys_in_the_environment() {
    assert_eq!(signer(&profile("mine"), CONFIG, &KEYS).await, "AKMINE");
}

#[tokio::test]
async fn keys_in_the_environment_go_before_a_profile_of_the_environment() {
    let with_profile = [KEYS[0], KEYS[1], ("AWS_PROFILE", "mine")];
    assert_eq!(signer(&ConnectOptions::default(), CONFIG, &with_profile).await, "AKENV");
    assert_eq!(signer(&ConnectOptions::default(), CONFIG, &[("AWS_PROFILE", "mine")]).await, "AKMINE");
}

#[tokio::test]
async fn a_credential_process_is_asked() {
    let config = "[profile p]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":\"AKPROC\",\"SecretAccessKey\":\"s\"}'\n";
    assert_eq!(signer(&profile("p"), config, &[]).await, "AKPROC");
}

#[tokio::test]
async fn an_unknown_profile_names_the_known_ones_the_most_similar_first() {
    let home = Home::with(CONFIG);
    let env = home.env(&KEYS);
    let error = live(&profile("tean"), &env).unwrap_err().to_string();
    assert!(error.starts_with("there is no AWS profile \"tean\". Known are: team, "), "{error}");
    let home = Home::with("");
    let env = home.env(&[("AWS_PROFILE", "x")]);
    let error = live(&ConnectOptions::default(), &env).unwrap_err().to_string();
    assert!(error.contains("No profiles are configured"), "{error}");
}

#[tokio::test]
async fn broken_profiles_are_an_error_at_once() {
    let error = live(&ConnectOptions::default(), &Home::with("[broken").env(&KEYS)).unwrap_err();
    assert!(error.to_string().starts_with("the AWS profiles can not be used: "), "{error}");
}

#[tokio::test]
async fn a_role_behind_an_mfa_device_is_assumed_with_the_code_and_only_when_needed() {
    let sts = Server::plain(|_, _| assumed_role()).await;
    let mturk = Server::plain(|_, _| empty_page()).await;
    let home = Home::with(CONFIG);
    let env = home.env(&[("AWS_ENDPOINT_URL_STS", &sts.url())]);
    let codes = Codes::default();
    let options = ConnectOptions { environment: at(mturk.url()).environment, ..profile("team") };
    let live = connect_with(&options, &codes, &env).unwrap();
    assert_eq!(*codes.0.lock().unwrap(), ["arn:aws:iam::1:mfa/u"]);
    assert_eq!(sts.count(), 0);

    ask(&live).await.unwrap();
    ask(&live).await.unwrap();
    assert_eq!(sts.count(), 1);
    let asked = sts.last();
    assert_eq!(asked.signed().0, "AKMINE");
    for part in [
        "SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fu",
        "TokenCode=123456&",
        "ExternalId=ext",
        "RoleSessionName=me",
        "DurationSeconds=900",
    ] {
        assert!(format!("{}&", asked.body).contains(part), "{part} in {}", asked.body);
    }
    assert_eq!(mturk.last().signed().0, "AKROLE");
    assert_eq!(mturk.last().header("x-amz-security-token"), "role-token");
}

#[tokio::test]
async fn a_role_that_builds_on_one_behind_an_mfa_device_asks_too() {
    let sts = Server::plain(|_, _| assumed_role()).await;
    let mturk = Server::plain(|_, _| empty_page()).await;
    let home = Home::with(CONFIG);
    let env = home.env(&[("AWS_ENDPOINT_URL", &sts.url())]);
    let options = ConnectOptions { environment: at(mturk.url()).environment, ..profile("above") };
    let live = connect_with(&options, &Codes::default(), &env).unwrap();
    ask(&live).await.unwrap();
    let roles: Vec<bool> = sts.seen.lock().unwrap().iter().map(|s| s.body.contains("TokenCode")).collect();
    assert_eq!(roles, [true, false]);
    assert_eq!(sts.last().signed().0, "AKROLE");
}

#[tokio::test]
async fn without_a_terminal_the_missing_code_is_an_error_at_once() {
    let error = live(&profile("team"), &Home::with(CONFIG).env(&[])).unwrap_err().to_string();
    assert!(error.contains("arn:aws:iam::1:mfa/u") && error.ends_with("there is no terminal"), "{error}");
}

#[tokio::test]
async fn a_wrong_code_says_so() {
    let sts = Server::plain(|_, _| {
        let body = "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>\
            MultiFactorAuthentication failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>";
        let mut response = json(403, body);
        response.headers_mut().insert("content-type", "text/xml".parse().unwrap());
        response
    })
    .await;
    let home = Home::with(CONFIG);
    let env = home.env(&[("AWS_ENDPOINT_URL_STS", &sts.url())]);
    let live = connect_with(&profile("team"), &Codes::default(), &env).unwrap();
    let problem = ask(&live).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Denied);
    assert!(problem.answer.contains("invalid MFA one time pass code"), "{}", problem.answer);
    assert!(problem.advice.contains("next code"), "{}", problem.advice);
}

#[tokio::test]
async fn source_profiles_in_a_circle_are_an_error_at_once() {
    let error = live(&profile("circle"), &Home::with(CONFIG).env(&[])).unwrap_err().to_string();
    assert!(error.contains("go in a circle"), "{error}");
}

#[tokio::test]
async fn a_role_for_a_web_identity_builds_on_no_other_profile() {
    let config = "[profile web]\nrole_arn = arn:aws:iam::1:role/w\nweb_identity_token_file = token\n\
        source_profile = web2\n\
        [profile web2]\nrole_arn = arn:aws:iam::1:role/w\nsource_profile = web\nmfa_serial = d\n";
    let codes = Codes::default();
    connect_with(&profile("web"), &codes, &Home::with(config).env(&[])).unwrap();
    assert_eq!(codes.0.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn a_profile_that_another_builds_on_gives_its_own_keys_rather_than_its_role() {
    let sts = Server::plain(|_, _| assumed_role()).await;
    let mturk = Server::plain(|_, _| empty_page()).await;
    let config = "[profile top]\nrole_arn = arn:aws:iam::1:role/t\nsource_profile = keyed\nmfa_serial = d\n\
        [profile keyed]\nrole_arn = arn:aws:iam::1:role/k\nsource_profile = top\nmfa_serial = e\n\
        aws_access_key_id = AKOWN\naws_secret_access_key = s\n";
    let home = Home::with(config);
    let env = home.env(&[("AWS_ENDPOINT_URL_STS", &sts.url())]);
    let codes = Codes::default();
    let options = ConnectOptions { environment: at(mturk.url()).environment, ..profile("top") };
    ask(&connect_with(&options, &codes, &env).unwrap()).await.unwrap();
    assert_eq!((codes.0.lock().unwrap().join(" "), sts.count()), ("d".to_owned(), 1));
    assert_eq!(sts.last().signed().0, "AKOWN");
}

/// On a clock that goes on by itself while everybody waits.
#[tokio::test(start_paused = true)]
async fn without_credentials_there_is_a_sentence_in_under_a_second() {
    // The instance metadata of a network that drops what it does not know.
    let metadata = format!("http://{}", mute().await);
    let home = Home::with("").path(".");
    let env = Env::from_slice(&[("HOME", &home), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", &metadata)]);
    let begun = Instant::now();
    let problem = ask(&live(&ConnectOptions::default(), &env).unwrap()).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(problem.kind, ProblemKind::NoCredentials);
    assert_eq!(problem.to_string(), "ListAssignmentsForHIT for 3HIT: no AWS credentials were found");
    assert!(problem.advice.contains("aws configure"), "{}", problem.advice);
}
