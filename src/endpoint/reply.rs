use crate::model::Timestamp;
use crate::wire::Refusal;
use axum::body::Body;
use axum::http::{Response, StatusCode, header};

/// A whole answer, before anything damages it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// The HTTP status.
    pub(super) status: u16,
    /// JSON text.
    pub(super) body: Vec<u8>,
}

/// The content type of the protocol.
const AWS_JSON: &str = "application/x-amz-json-1.1";

impl Reply {
    /// A request that went well, or was refused at `now`.
    pub(super) fn of(answer: Result<Vec<u8>, Refusal>, now: Timestamp) -> Self {
        match answer {
            Ok(body) => Self { status: 200, body },
            Err(refusal) => {
                let (status, body) = refusal.written(now);
                Self { status, body }
            }
        }
    }

    /// The answer with its own body.
    pub(super) fn into_response(self) -> Response<Body> {
        let (status, body) = (self.status, Body::from(self.body));
        respond(status, body, None)
    }
}

/// An answer with a body of any kind; `length` announces its length where the body does not know it.
pub(super) fn respond(status: u16, body: Body, length: Option<usize>) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(AWS_JSON));
    if let Some(length) = length {
        headers.insert(header::CONTENT_LENGTH, length.into());
    }
    response
}
