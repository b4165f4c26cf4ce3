use super::{Operation, Refusal};
use crate::model::Timestamp;

/// Something that answers the service's operations. An endpoint serves it over HTTP.
///
/// It is asked on a thread that may block. What it returns is JSON text, the answer's body.
pub trait Service: Send + Sync + 'static {
    /// Whether it knows the operation. What it does not know is refused before anything else happens.
    fn knows(&self, operation: Operation) -> bool;

    /// Answers one request.
    ///
    /// # Errors
    ///
    /// When the service would refuse it, with the service's own code and words.
    fn answer(&self, call: &ServiceCall<'_>) -> Result<Vec<u8>, Refusal>;

    /// A file behind a URL that an answer handed out, by the URL's path.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let _ = path;
        None
    }
}

/// One request for an operation.
#[derive(Debug, Clone, Copy)]
pub struct ServiceCall<'a> {
    /// What is asked for.
    pub operation: Operation,
    /// The request's body. Members that the operation does not have are passed over.
    pub body: &'a [u8],
    /// The time it is.
    pub now: Timestamp,
    /// Where the service is reached, `http://127.0.0.1:PORT`: URLs that it hands out begin so.
    pub url: &'a str,
}
