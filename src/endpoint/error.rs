/// Why an endpoint does not run.
#[derive(Debug, thiserror::Error)]
pub enum EndpointError {
    /// The port can not be had.
    #[error("can not listen on 127.0.0.1:{port}: {source}; choose another port, or 0 for a free one")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// What the system says.
        source: std::io::Error,
    },
}
