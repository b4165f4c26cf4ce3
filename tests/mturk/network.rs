//! Certificates, proxies and timeouts.

use crate::support::*;
use hitdeck::mturk::ConnectOptions;
use hitdeck::source::ProblemKind;
use std::path::PathBuf;
use std::time::Duration;

/// A host that is not this machine, so that proxies apply.
const HOST: &str = "mturk.example";

struct World {
    home: Home,
    server: Server,
    bundle: String,
}

impl World {
    async fn new(host: &str) -> Self {
        let authority = Authority::new();
        let home = Home::with("");
        let bundle = home.path("ca.pem");
        std::fs::write(&bundle, &authority.pem).unwrap();
        let server = Server::tls(&authority, host, |_, _| empty_page()).await;
        Self { home, server, bundle }
    }

    fn env(&self, variables: &[(&str, &str)]) -> Env {
        self.home.env(&[&KEYS[..], variables].concat())
    }

    fn options(&self) -> ConnectOptions {
        at(format!("https://{}", self.server.address))
    }

    fn with_bundle(&self, options: ConnectOptions) -> ConnectOptions {
        ConnectOptions { ca_bundle: Some(PathBuf::from(&self.bundle)), ..options }
    }
}

#[tokio::test]
async fn a_server_the_system_does_not_trust_is_refused_with_advice() {
    let world = World::new("127.0.0.1").await;
    let problem = ask(&live(&world.options(), &world.env(&[])).unwrap()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Network);
    assert!(problem.answer.contains("UnknownIssuer"), "{}", problem.answer);
    assert!(problem.advice.contains("--ca-bundle"), "{}", problem.advice);
    assert_eq!(world.server.count(), 0);
}

#[tokio::test]
async fn a_ca_bundle_is_taken_from_the_flag_the_environment_or_the_profile() {
    let world = World::new("127.0.0.1").await;
    let flag = world.with_bundle(world.options());
    ask(&live(&flag, &world.env(&[("AWS_CA_BUNDLE", "/nowhere.pem")])).unwrap()).await.unwrap();
    let env = world.env(&[("AWS_CA_BUNDLE", &world.bundle)]);
    ask(&live(&world.options(), &env).unwrap()).await.unwrap();
    std::fs::write(world.home.path(".aws/config"), "[default]\nca_bundle = ~/ca.pem\n").unwrap();
    ask(&live(&world.options(), &world.env(&[])).unwrap()).await.unwrap();
    assert_eq!(world.server.count(), 3);
}

#[tokio::test]
async fn a_ca_bundle_that_can_not_be_used_is_an_error_with_file_and_reason() {
    let home = Home::with("");
    let garbage = "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n";
    let no_certificate = "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n";
    for (content, reason) in [
        (None, "No such file"),
        (Some(""), "there is no PEM certificate"),
        (Some(garbage), "certificate 1 is not good PEM"),
        (Some(no_certificate), "certificate 1 is not good"),
    ] {
        let path = home.path("bundle.pem");
        if let Some(content) = content {
            std::fs::write(&path, content).unwrap();
        }
        let options = ConnectOptions { ca_bundle: Some(PathBuf::from(&path)), ..ConnectOptions::default() };
        let error = live(&options, &home.env(&KEYS)).unwrap_err().to_string();
        assert!(error.contains(&path) && error.contains(reason), "{error}");
    }
}

#[tokio::test]
async fn without_verification_any_server_will_do_also_behind_a_proxy() {
    let world = World::new("elsewhere.example").await;
    let unverified = |options| ConnectOptions { verify_ssl: false, ..options };
    ask(&live(&unverified(world.options()), &world.env(&[])).unwrap()).await.unwrap();
    let (proxy, heads) = proxy(world.server.address).await;
    let env = world.env(&[("HTTPS_PROXY", &format!("http://{proxy}"))]);
    ask(&live(&unverified(at(format!("https://{HOST}"))), &env).unwrap()).await.unwrap();
    assert_eq!(world.server.count(), 2);
    assert_eq!(heads.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn https_goes_through_a_proxy_that_sees_the_host_alone() {
    let world = World::new(HOST).await;
    let (proxy, heads) = proxy(world.server.address).await;
    let env = world.env(&[("https_proxy", &format!("http://me:pass@{proxy}"))]);
    let options = world.with_bundle(at(format!("https://{HOST}")));
    let live = live(&options, &env).unwrap();
    ask(&live).await.unwrap();
    ask(&live).await.unwrap();
    let heads = heads.lock().unwrap();
    assert_eq!(heads.len(), 1, "the connection is used again");
    assert!(heads[0].starts_with(&format!("CONNECT {HOST}:443 HTTP/1.1\r\n")), "{}", heads[0]);
    assert!(heads[0].to_lowercase().contains("proxy-authorization: basic bwu6cgfzcw=="), "{}", heads[0]);
    assert_eq!(world.server.count(), 2);
}

#[tokio::test]
async fn plain_http_is_left_to_a_proxy_with_the_whole_address() {
    let (proxy, heads) = plain_proxy().await;
    let home = Home::with("");
    let env = home.env(&[KEYS[0], KEYS[1], ("http_proxy", &format!("http://me:pass@{proxy}"))]);
    let live = live(&at("http://mturk.example:8080"), &env).unwrap();
    ask(&live).await.unwrap();
    ask(&live).await.unwrap();
    let heads = heads.lock().unwrap();
    assert_eq!(heads.len(), 2);
    assert!(heads[0].starts_with("POST http://mturk.example:8080/ HTTP/1.1\r\n"), "{}", heads[0]);
    let head = heads[0].to_lowercase();
    assert!(head.contains("\r\nhost: mturk.example:8080\r\n"), "{head}");
    assert!(head.contains("\r\nproxy-authorization: basic bwu6cgfzcw==\r\n"), "{head}");
}

#[tokio::test]
async fn sts_is_reached_through_the_proxy_too() {
    let authority = Authority::new();
    let home = Home::with(
        "[profile k]\naws_access_key_id = AKMINE\naws_secret_access_key = s\n\
         [profile r]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = k\nregion = us-east-1\n",
    );
    std::fs::write(home.path("ca.pem"), &authority.pem).unwrap();
    let sts = Server::tls(&authority, "sts.us-east-1.amazonaws.com", |_, _| assumed_role()).await;
    let (proxy, heads) = proxy(sts.address).await;
    let mturk = Server::plain(|_, _| empty_page()).await;
    let env = home.env(&[("HTTPS_PROXY", &format!("http://{proxy}"))]);
    let options = ConnectOptions {
        profile: Some("r".into()),
        ca_bundle: Some(PathBuf::from(home.path("ca.pem"))),
        ..at(mturk.url())
    };
    ask(&live(&options, &env).unwrap()).await.unwrap();
    assert!(heads.lock().unwrap()[0].starts_with("CONNECT sts.us-east-1.amazonaws.com:443 "));
    assert_eq!(mturk.last().signed().0, "AKROLE");
}

#[tokio::test]
async fn this_machine_is_never_reached_through_a_proxy() {
    let server = Server::plain(|_, _| empty_page()).await;
    let home = Home::with("");
    let env = home.env(&[KEYS[0], KEYS[1], ("HTTP_PROXY", "http://127.0.0.1:9")]);
    ask(&live(&at(server.url()), &env).unwrap()).await.unwrap();
    assert_eq!(server.count(), 1);
}

// The clock of these goes on by itself while everybody waits.
const SHORT: Option<Duration> = Some(Duration::from_millis(150));

#[tokio::test(start_paused = true)]
async fn the_read_timeout_ends_a_wait_for_an_answer_at_once() {
    let options = ConnectOptions { read_timeout: SHORT, ..at(format!("http://{}", mute().await)) };
    let problem = ask(&live(&options, &Home::with("").env(&KEYS)).unwrap()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Network);
    assert!(problem.answer.ends_with("no answer within 0.15 s"), "{}", problem.answer);
    assert!(problem.advice.contains("--cli-read-timeout"), "{}", problem.advice);
}

#[tokio::test(start_paused = true)]
async fn the_read_timeout_ends_a_body_that_stands_still() {
    let body = futures_util::stream::pending::<Result<&str, std::io::Error>>;
    let server =
        Server::plain(move |_, _| axum::response::Response::new(axum::body::Body::from_stream(body()))).await;
    let options = ConnectOptions { read_timeout: SHORT, ..at(server.url()) };
    let problem = ask(&live(&options, &Home::with("").env(&KEYS)).unwrap()).await.unwrap_err();
    assert!(problem.answer.ends_with("no answer within 0.15 s"), "{}", problem.answer);
    assert_eq!(server.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_connect_timeout_covers_tls() {
    let options = ConnectOptions {
        connect_timeout: SHORT,
        read_timeout: None,
        ..at(format!("https://{}", mute().await))
    };
    let problem = ask(&live(&options, &Home::with("").env(&KEYS)).unwrap()).await.unwrap_err();
    assert!(problem.answer.ends_with("no connection within 0.15 s"), "{}", problem.answer);
}

#[tokio::test]
async fn an_endpoint_that_is_not_running_is_named() {
    let problem =
        ask(&live(&at("http://127.0.0.1:1"), &Home::with("").env(&KEYS)).unwrap()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Network);
    assert_eq!(problem.answer, "Connection refused");
    assert_eq!(problem.advice, "Is the endpoint at http://127.0.0.1:1 running?");
}

#[tokio::test]
async fn https_where_only_http_is_spoken_is_told_in_words() {
    let server = Server::plain(|_, _| empty_page()).await;
    let https = format!("https://{}", server.address);
    let problem = ask(&live(&at(&https), &Home::with("").env(&KEYS)).unwrap()).await.unwrap_err();
    assert_eq!(problem.kind, ProblemKind::Network);
    assert_eq!(problem.answer, "the server does not speak TLS");
    assert_eq!(problem.advice, format!("Is it http:// instead of https://? The endpoint is {https}."));
}
