//! Servers on loopback that stand in for MTurk, STS, proxies and hosts that never answer.

use axum::Router;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::serve::Listener;
use hitdeck::model::Environment;
use hitdeck::model::{HitId, StatusSet};
use hitdeck::mturk::{AskMfa, ConnectError, ConnectOptions, Live, MfaDevice, connect_with};
use hitdeck::source::{AssignmentsQuery, Problem, Source};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) use crate::tls::Authority;
pub(crate) use aws_types::os_shim_internal::Env;

/// One request as a server saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The access key, date and scope of the signature.
    pub(crate) fn signed(&self) -> (String, String) {
        let header = self.header("authorization");
        let scope = header.split("Credential=").nth(1).unwrap_or("").split(',').next().unwrap();
        let mut parts = scope.split('/');
        let key = parts.next().unwrap_or("").to_owned();
        (key, parts.skip(1).collect::<Vec<_>>().join("/"))
    }
}

/// A server that remembers what it was asked.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// A plain HTTP server that answers the n-th request (from 0) with `answer`.
    pub(crate) async fn plain(answer: impl Fn(usize, &Seen) -> Response + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        Self::serve(listener, address, answer)
    }

    /// The same over TLS, with a certificate for `host`.
    pub(crate) async fn tls(
        authority: &Authority,
        host: &str,
        answer: impl Fn(usize, &Seen) -> Response + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        Self::serve(authority.listen(listener, host), address, answer)
    }

    fn serve<L: Listener<Addr = SocketAddr>>(
        listener: L,
        address: SocketAddr,
        answer: impl Fn(usize, &Seen) -> Response + Send + Sync + 'static,
    ) -> Self {
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let log = Arc::clone(&seen);
        let answer = Arc::new(answer);
        let app = Router::new().fallback(move |headers: HeaderMap, body: Bytes| {
            let request = Seen { headers, body: String::from_utf8_lossy(&body).into_owned() };
            let mut log = log.lock().unwrap();
            let response = answer(log.len(), &request);
            log.push(request);
            async move { response }
        });
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, seen }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen.lock().unwrap().last().unwrap().clone()
    }
}

/// The head of a request, to its blank line.
async fn read_head(client: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap()
}

/// A proxy that leads every CONNECT to `target`, and remembers what it was told.
pub(crate) async fn proxy(target: SocketAddr) -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heads: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let log = Arc::clone(&log);
            tokio::spawn(async move {
                let head = read_head(&mut client).await;
                log.lock().unwrap().push(head);
                client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
                let mut server = TcpStream::connect(target).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    (address, heads)
}

/// A proxy that is asked for whole addresses: it answers each request with an empty page, and remembers the heads.
pub(crate) async fn plain_proxy() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let heads: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let head = read_head(&mut client).await;
            let length = head.to_lowercase();
            let (_, length) = length.split_once("content-length: ").unwrap();
            let mut body = vec![0; length.split("\r\n").next().unwrap().parse().unwrap()];
            client.read_exact(&mut body).await.unwrap();
            log.lock().unwrap().push(head);
            let page = r#"{"NumResults":0,"Assignments":[]}"#;
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
                page.len()
            );
            client.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (address, heads)
}

/// A listener that takes connections and never says a word.
pub(crate) async fn mute() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut kept = Vec::new();
        while let Ok(connection) = listener.accept().await {
            kept.push(connection);
        }
    });
    address
}

/// A listener that answers every request with these bytes and hangs up.
pub(crate) async fn raw(answer: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut request = [0; 8192];
            let _ = client.read(&mut request).await;
            let _ = client.write_all(answer).await;
        }
    });
    address
}

pub(crate) fn json(status: u16, body: &str) -> Response {
    let status = axum::http::StatusCode::from_u16(status).unwrap();
    (status, [("content-type", "application/x-amz-json-1.1")], body.to_owned()).into_response()
}

/// An empty page of assignments.
pub(crate) fn empty_page() -> Response {
    json(200, r#"{"NumResults":0,"Assignments":[]}"#)
}

/// The answer of STS to `AssumeRole`.
pub(crate) fn assumed_role() -> Response {
    let body = "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>\
        <Credentials><AccessKeyId>AKROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
        <SessionToken>role-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>\
        </AssumeRoleResult></AssumeRoleResponse>";
    (axum::http::StatusCode::OK, [("content-type", "text/xml")], body).into_response()
}

/// Keys that come from the environment.
pub(crate) const KEYS: [(&str, &str); 2] =
    [("AWS_ACCESS_KEY_ID", "AKENV"), ("AWS_SECRET_ACCESS_KEY", "secret")];

/// A home directory with AWS files in it.
pub(crate) struct Home(pub(crate) tempfile::TempDir);

impl Home {
    pub(crate) fn with(config: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(home.0.path().join(".aws")).unwrap();
        std::fs::write(home.0.path().join(".aws/config"), config).unwrap();
        home
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// A process environment with this home and these variables, and nothing else.
    pub(crate) fn env(&self, variables: &[(&str, &str)]) -> Env {
        let home = self.0.path().to_str().unwrap();
        let mut all = vec![("HOME", home), ("AWS_EC2_METADATA_DISABLED", "true")];
        all.extend_from_slice(variables);
        Env::from_slice(&all)
    }
}

/// Gives the same code every time, and remembers for which devices.
#[derive(Debug, Default)]
pub(crate) struct Codes(pub(crate) Mutex<Vec<String>>);

impl AskMfa for Codes {
    fn code(&self, device: MfaDevice<'_>) -> Result<String, String> {
        self.0.lock().unwrap().push(device.serial.to_owned());
        Ok("123456\n".to_owned())
    }
}

/// There is no terminal to ask on.
pub(crate) struct NoTerminal;

impl AskMfa for NoTerminal {
    fn code(&self, _: MfaDevice<'_>) -> Result<String, String> {
        Err("there is no terminal".to_owned())
    }
}

pub(crate) fn live(options: &ConnectOptions, env: &Env) -> Result<Live, ConnectError> {
    connect_with(options, &NoTerminal, env)
}

/// A connection to an endpoint by its URL.
pub(crate) fn at(url: impl AsRef<str>) -> ConnectOptions {
    ConnectOptions { environment: Some(Environment::at(url.as_ref()).unwrap()), ..ConnectOptions::default() }
}

/// Asks for a first page of assignments; how many came.
pub(crate) async fn ask(live: &Live) -> Result<usize, Problem> {
    let hit = HitId::parse("3HIT").unwrap();
    let query = AssignmentsQuery { hit, statuses: StatusSet::ALL, page_size: 100, token: None };
    live.assignments(query).await.map(|page| page.items.len())
}
