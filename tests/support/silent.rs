//! A service that takes requests and never answers them.

use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a test waits for a request.
const PATIENCE: Duration = Duration::from_secs(30);

/// A service that takes requests and never answers them.
pub struct SilentService {
    /// Where it is.
    pub url: String,
    asked: Receiver<TcpStream>,
}

impl SilentService {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (requests, asked) = channel();
        std::thread::spawn(move || {
            for client in listener.incoming() {
                let mut client = client.unwrap();
                // The first byte says that somebody waits for an answer.
                if client.read_exact(&mut [0]).is_ok() && requests.send(client).is_err() {
                    return;
                }
            }
        });
        Self { url, asked }
    }

    /// Waits for a request, which stays unanswered as long as this is kept.
    pub fn request(&self) -> TcpStream {
        self.asked.recv_timeout(PATIENCE).expect("no request came")
    }
}
