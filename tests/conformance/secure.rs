//! The scripted answers over TLS.

use crate::scripted;
use crate::tls::Authority;
use tokio::net::TcpListener;

/// Where it listens, and whom to trust.
pub(crate) struct Server {
    pub(crate) url: String,
    /// The authority's certificate (PEM).
    pub(crate) authority: String,
}

/// Serves as `https://localhost:PORT`.
pub(crate) async fn serve() -> Server {
    let authority = Authority::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let listener = authority.listen(listener, "localhost");
    tokio::spawn(async move { axum::serve(listener, scripted::router()).await });
    Server { url, authority: authority.pem }
}
