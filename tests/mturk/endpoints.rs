//! Where requests go, and how they are signed.

use crate::support::*;
use hitdeck::model::Environment;
use hitdeck::mturk::{ConnectError, ConnectOptions};

#[tokio::test]
async fn requests_are_signed_for_us_east_1_whatever_the_region_of_the_environment() {
    let server = Server::plain(|_, _| empty_page()).await;
    let home = Home::with("[default]\nregion = eu-west-1\n");
    let env = home.env(&[KEYS[0], KEYS[1], ("AWS_REGION", "ap-south-1")]);
    ask(&live(&at(server.url()), &env).unwrap()).await.unwrap();
    assert_eq!(server.last().signed(), ("AKENV".into(), "us-east-1/mturk-requester/aws4_request".into()));
    assert_eq!(server.last().header("x-amz-target"), "MTurkRequesterServiceV20170117.ListAssignmentsForHIT");
    assert_eq!(server.last().body, r#"{"HITId":"3HIT","MaxResults":100}"#);
}

#[tokio::test]
async fn the_region_flag_moves_the_signature_and_not_the_host() {
    let server = Server::plain(|_, _| empty_page()).await;
    let options = ConnectOptions { region: Some("eu-west-1".into()), ..at(server.url()) };
    ask(&live(&options, &Home::with("").env(&KEYS)).unwrap()).await.unwrap();
    assert_eq!(server.last().signed().1, "eu-west-1/mturk-requester/aws4_request");
}

#[tokio::test]
async fn unsigned_requests_look_for_no_credentials() {
    let server = Server::plain(|_, _| empty_page()).await;
    for env in [Home::with("").env(&KEYS), Home::with("").env(&[])] {
        let options = ConnectOptions { sign: false, ..at(server.url()) };
        ask(&live(&options, &env).unwrap()).await.unwrap();
        assert_eq!(server.last().header("authorization"), "");
    }
}

#[tokio::test]
async fn the_demo_needs_nothing_of_the_users_configuration() {
    let server = Server::plain(|_, _| empty_page()).await;
    let home = Home::with("[broken");
    let env = home.env(&[
        ("AWS_PROFILE", "nosuch"),
        ("AWS_CA_BUNDLE", "/nowhere.pem"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
        ("AWS_ENDPOINT_URL", "nonsense"),
    ]);
    let options =
        ConnectOptions { environment: Some(Environment::Demo(server.url())), ..ConnectOptions::default() };
    let demo = live(&options, &env).unwrap();
    ask(&demo).await.unwrap();
    assert_eq!(demo.environment().badge(), "DEMO");
}

fn environment(config: &str, variables: &[(&str, &str)]) -> Result<String, ConnectError> {
    let home = Home::with(config);
    let env = home.env(variables);
    Ok(live(&ConnectOptions::default(), &env)?.environment().url().to_owned())
}

const PRODUCTION: &str = "https://mturk-requester.us-east-1.amazonaws.com";
const SERVICES: &str = "[default]\nservices = s\nendpoint_url = http://global.example\n\
                        [services s]\nmturk =\n  endpoint_url = http://profile.example\n";

#[tokio::test]
async fn endpoints_of_the_environment_and_the_profile_count_as_in_the_aws_cli() {
    let for_mturk = ("AWS_ENDPOINT_URL_MTURK", "http://for-mturk.example");
    let for_all = ("AWS_ENDPOINT_URL", "http://for-all.example");
    let ignored = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(environment("", &[]).unwrap(), PRODUCTION);
    assert_eq!(environment(SERVICES, &[for_all, for_mturk]).unwrap(), for_mturk.1);
    assert_eq!(environment(SERVICES, &[for_all]).unwrap(), for_all.1);
    assert_eq!(environment(SERVICES, &[]).unwrap(), "http://profile.example");
    let global = "[default]\nendpoint_url = http://global.example\n";
    assert_eq!(environment(global, &[]).unwrap(), "http://global.example");
    assert_eq!(environment(SERVICES, &[for_all, for_mturk, ignored]).unwrap(), PRODUCTION);
}

#[tokio::test]
async fn the_sandbox_flag_goes_before_an_endpoint_of_the_environment() {
    let home = Home::with("");
    let env = home.env(&[("AWS_ENDPOINT_URL", "http://for-all.example")]);
    let options = ConnectOptions { environment: Some(Environment::Sandbox), ..ConnectOptions::default() };
    assert_eq!(live(&options, &env).unwrap().environment(), &Environment::Sandbox);
}

#[tokio::test]
async fn a_bad_endpoint_of_the_environment_is_named() {
    let error = environment("", &[("AWS_ENDPOINT_URL", "localhost:1")]).unwrap_err().to_string();
    assert!(error.starts_with("AWS_ENDPOINT_URL: \"localhost:1\" is no endpoint URL"), "{error}");
}
