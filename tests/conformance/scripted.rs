//! Answers that the project's endpoint never gives, chosen by the HIT's id: odd pages, odd errors, an echo.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use std::future::pending;
use tokio::net::TcpListener;

/// Serves the answers on a free port; its URL.
pub(crate) async fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router()).await });
    url
}

/// Answers every request by its body. Nothing is remembered, so that both programs meet the same.
pub(crate) fn router() -> Router {
    Router::new().fallback(async |uri: Uri, headers: HeaderMap, body: Bytes| {
        let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
        let hit = asked["HITId"].as_str().unwrap_or_default().trim();
        match (hit, asked["NextToken"].as_str()) {
            ("3NEVER", _) => pending().await,
            ("3ECHO", _) => page(&echo(&uri, &headers, &asked)),
            ("3EMPTYPAGE", None) => page(&json!({"Assignments": [], "NextToken": "a", "NumResults": 0})),
            ("3EMPTYPAGE", Some("a")) => page(&json!({"NextToken": "b", "NumResults": 0})),
            ("3EMPTYPAGE", _) => page(&json!({"Assignments": [{"AssignmentId": "3A"}], "NumResults": 1})),
            ("3CIRCLE", None | Some("c")) => page(&one_before("a")),
            ("3CIRCLE", Some("a")) => page(&one_before("b")),
            ("3CIRCLE", Some("b")) => page(&one_before("c")),
            ("3UNEVEN", None) => page(&json!({"Assignments": [{"AssignmentId": "3A"}], "NextToken": "a"})),
            ("3UNEVEN", _) => {
                page(&json!({"Assignments": [{"WorkerId": "AB", "Answer": "x"}, {"HITId": "3"}]}))
            }
            // A service that gives at most 25 at once, however many are asked for.
            ("3SHORT", token) => page(&short(token, asked["MaxResults"].as_u64().unwrap_or(10))),
            _ => written(hit),
        }
    })
}

/// A page with one assignment and more behind it.
fn one_before(next: &str) -> Value {
    json!({"Assignments": [{"AssignmentId": "3A"}], "NextToken": next, "NumResults": 1})
}

fn page(page: &Value) -> Response {
    (StatusCode::OK, page.to_string()).into_response()
}

/// A page of 60 assignments, 25 at most; every other ten of them have feedback.
fn short(token: Option<&str>, asked: u64) -> Value {
    let start: u64 = token.map_or(0, |token| token.parse().unwrap());
    let end = (start + asked.min(25)).min(60);
    let row = |at: u64| match at / 10 % 2 {
        0 => json!({"AssignmentId": format!("3A{at}"), "RequesterFeedback": "f"}),
        _ => json!({"AssignmentId": format!("3A{at}"), "Answer": "x"}),
    };
    let rows: Vec<Value> = (start..end).map(row).collect();
    let next = (end < 60).then(|| end.to_string());
    json!({"Assignments": rows, "NextToken": next})
}

/// An assignment whose answer is what was asked, and how.
fn echo(uri: &Uri, headers: &HeaderMap, asked: &Value) -> Value {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signed = header("authorization").split("Credential=").nth(1).unwrap_or("").split(',').next().unwrap();
    // The date in the middle may change at midnight.
    let signed: Vec<_> =
        signed.split('/').enumerate().filter(|(at, _)| *at != 1).map(|(_, part)| part).collect();
    // Members in an order that does not depend on the program.
    let mut members: Vec<_> = asked.as_object().into_iter().flatten().collect();
    members.sort_by_key(|(name, _)| *name);
    let members: Map<String, Value> =
        members.into_iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let said = [
        // A proxy is told the whole address.
        uri.to_string(),
        header(header::HOST.as_str()).to_owned(),
        header("x-amz-target").to_owned(),
        header(header::CONTENT_TYPE.as_str()).to_owned(),
        header("x-amz-security-token").to_owned(),
        signed.join("/"),
        Value::Object(members).to_string(),
    ];
    json!({"Assignments": [{"AssignmentId": "3ECHO", "Answer": said.join(" | ")}], "NumResults": 1})
}

/// An answer that is always the same.
fn written(hit: &str) -> Response {
    let found = ANSWERS.iter().find(|(name, ..)| *name == hit);
    let (_, status, kind, body) = found.unwrap_or_else(|| panic!("no answer is written for {hit}"));
    let mut response = (StatusCode::from_u16(*status).unwrap(), *body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, "application/x-amz-json-1.1".parse().unwrap());
    if !kind.is_empty() {
        response.headers_mut().insert("x-amzn-errortype", kind.parse().unwrap());
    }
    response
}

/// HIT, status, error type in the header, body.
const ANSWERS: &[(&str, u16, &str, &str)] = &[
    // Pages.
    (
        "3NULLS",
        200,
        "",
        r#"{"NextToken":null,"NumResults":2,"Assignments":[{"AssignmentId":"3A","WorkerId":null,"AcceptTime":null,"Answer":null,"RequesterFeedback":null},{"AssignmentId":"3B","WorkerId":"AB","AcceptTime":1700000000}]}"#,
    ),
    ("3NULLLIST", 200, "", r#"{"NumResults":0,"Assignments":null}"#),
    ("3NULLROW", 200, "", r#"{"NumResults":2,"Assignments":[null,{"AssignmentId":"3A"}]}"#),
    ("3NOLIST", 200, "", r#"{"NumResults":0}"#),
    ("3NOTHING", 200, "", "{}"),
    ("3EMPTYROW", 200, "", r#"{"NumResults":1,"Assignments":[{}]}"#),
    (
        "3UNKNOWN",
        200,
        "",
        r#"{"Extra":1,"NumResults":1,"Assignments":[{"AssignmentId":"3A","Extra":{"a":[1]},"Answer":"x"}],"Errors":[]}"#,
    ),
    (
        "3ORDER",
        200,
        "",
        r#"{"NumResults":1,"Assignments":[{"RequesterFeedback":"f","Answer":"x","Deadline":5,"HITId":"3H","WorkerId":"AB","AssignmentId":"3A"}]}"#,
    ),
    ("3TWICE", 200, "", r#"{"Assignments":[{"AssignmentId":"3A","AssignmentId":"3B"}],"NumResults":1}"#),
    (
        "3SPACED",
        200,
        "",
        " \n{ \"Assignments\" : [ { \"AssignmentId\" : \"3A\" } ] , \"NumResults\" : 1 }\n ",
    ),
    ("3ESCAPES", 200, "", r#"{"Assignments":[{"Answer":"\u00e9\ud83d\ude42\/\b\f\u0000\u007f"}]}"#),
    ("3HALF", 200, "", r#"{"Assignments":[{"AssignmentId":"3A","Answer":"half \ud83d"}]}"#),
    ("3NOTOKEN", 200, "", r#"{"Assignments":[{"AssignmentId":"3A"}],"NextToken":""}"#),
    ("3STATUS", 200, "", r#"{"Assignments":[{"AssignmentId":"3A","AssignmentStatus":"Returned"}]}"#),
    (
        "3TIMES",
        200,
        "",
        r#"{"Assignments":[{"AcceptTime":0,"SubmitTime":-1,"Deadline":1700000000.123456,"ApprovalTime":1.7e9,"RejectionTime":1700000000.5,"AutoApprovalTime":4102444800},{"AcceptTime":1700000000.001,"SubmitTime":1700000000.9999999,"Deadline":1700000000.0}]}"#,
    ),
    (
        "3TEXTTIMES",
        200,
        "",
        r#"{"Assignments":[{"AcceptTime":"2023-11-14T22:13:20Z","SubmitTime":"2023-11-14T22:13:20.25+01:00","Deadline":"Tue, 14 Nov 2023 22:13:20 GMT","ApprovalTime":"1700000000","RejectionTime":"2023-11-14"}]}"#,
    ),
    ("3BADTIME", 200, "", r#"{"Assignments":[{"AcceptTime":"yesterday"}]}"#),
    ("3FARTIME", 200, "", r#"{"Assignments":[{"AcceptTime":1e15}]}"#),
    (
        "3TYPES",
        200,
        "",
        r#"{"Assignments":[{"AssignmentId":5,"WorkerId":true,"HITId":1.50,"AssignmentStatus":["a"],"Answer":{"b":null}}],"NumResults":"1"}"#,
    ),
    (
        "3SIGNED",
        200,
        "",
        r#"{"Assignments":[{"Answer":"-1"},{"Answer":"-0.25"},{"Answer":"-"},{"Answer":"-1+2"},{"Answer":"=1+1"},{"Answer":"@SUM(A1)"}]}"#,
    ),
    ("3NUMBERS", 200, "", r#"{"Assignments":[],"NumResults":10.0}"#),
    ("3REPEAT", 200, "", r#"{"Assignments":[{"AssignmentId":"3A"}],"NextToken":"again","NumResults":1}"#),
    // Answers that are no page.
    ("3GARBLED", 200, "", r#"{"Assignments":[{"Assi"#),
    ("3BLANK", 200, "", ""),
    ("3HTML", 200, "", "<html><body>It works!</body></html>"),
    ("3LIST", 200, "", "[]"),
    ("3ROWTEXT", 200, "", r#"{"Assignments":["text"]}"#),
    ("3LISTTEXT", 200, "", r#"{"Assignments":"text"}"#),
    // Errors.
    ("3E502", 502, "", "<html><body>Bad Gateway</body></html>"),
    ("3E503", 503, "", ""),
    ("3E429", 429, "", ""),
    ("3E404", 404, "", "no such thing"),
    ("3ETHROTTLED", 400, "", r#"{"__type":"ThrottlingException","message":"Rate exceeded"}"#),
    (
        "3ESPACE",
        400,
        "",
        r#"{"__type":"com.amazonaws.mturk#RequestError","Message":"Upper","TurkErrorCode":"AWS.MechanicalTurk.X"}"#,
    ),
    ("3ELOWER", 400, "", r#"{"__type":"RequestError","message":"lower"}"#),
    ("3EBOTH", 400, "", r#"{"__type":"RequestError","message":"lower","Message":"Upper"}"#),
    ("3EMUTE", 400, "", r#"{"__type":"RequestError"}"#),
    ("3ENULL", 400, "", r#"{"__type":"RequestError","Message":null}"#),
    ("3EHEADER", 400, "HeaderError:http://example.com/", r#"{"message":"from the header"}"#),
    ("3ECODE", 400, "", r#"{"code":"CodeError","message":"from code"}"#),
    ("3EBARE", 400, "", "{}"),
    ("3EGARBLED", 400, "", "{\"__type\":"),
    (
        "3EWORDS",
        400,
        "",
        "{\"__type\":\"RequestError\",\"Message\":\"日本 🙂 \\\"quoted\\\"\\nsecond line\"}",
    ),
    ("3E500", 500, "", r#"{"__type":"ServiceFault","Message":"Try your call again."}"#),
    ("3E413", 413, "", r#"{"__type":"RequestEntityTooLarge","message":"too large"}"#),
];
