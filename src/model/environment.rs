use http::Uri;
use std::net::IpAddr;

/// Production's only host; MTurk never had another region.
const PRODUCTION: &str = "https://mturk-requester.us-east-1.amazonaws.com";
/// The sandbox, where nobody is paid.
const SANDBOX: &str = "https://mturk-requester-sandbox.us-east-1.amazonaws.com";

/// Which world the HITs live in. Shown on every screen, for the same keys cost money in one of them only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Environment {
    /// Real workers, real money.
    Production,
    /// Amazon's test world.
    Sandbox,
    /// Any other endpoint that speaks the protocol, by its URL.
    Endpoint(String),
    /// The demo that hitdeck itself serves, by its URL.
    Demo(String),
}

/// An endpoint URL that nothing can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{url:?} is no endpoint URL: it must look like http://127.0.0.1:8080 or https://host.example")]
pub struct EnvironmentError {
    url: String,
}

impl Environment {
    /// The endpoint at `url`; the real hosts' URLs give the real environments.
    ///
    /// # Errors
    ///
    /// When `url` is not `http://` or `https://` with a host.
    pub fn at(url: &str) -> Result<Self, EnvironmentError> {
        let error = || EnvironmentError { url: url.to_owned() };
        let uri: Uri = url.parse().map_err(|_| error())?;
        let scheme_fits = matches!(uri.scheme_str(), Some("http" | "https"));
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(error)?;
        if !scheme_fits {
            return Err(error());
        }
        let is = |preset: &str| preset.strip_prefix("https://").is_some_and(|p| p.eq_ignore_ascii_case(host));
        Ok(match () {
            () if is(PRODUCTION) => Self::Production,
            () if is(SANDBOX) => Self::Sandbox,
            () => Self::Endpoint(url.to_owned()),
        })
    }

    /// Where requests go.
    #[must_use]
    pub fn url(&self) -> &str {
        match self {
            Self::Production => PRODUCTION,
            Self::Sandbox => SANDBOX,
            Self::Endpoint(url) | Self::Demo(url) => url,
        }
    }

    /// The word for the screen: PRODUCTION, SANDBOX, LOCAL, ENDPOINT or DEMO.
    #[must_use]
    pub fn badge(&self) -> &'static str {
        match self {
            Self::Production => "PRODUCTION",
            Self::Sandbox => "SANDBOX",
            Self::Endpoint(url) if is_loopback(url) => "LOCAL",
            Self::Endpoint(_) => "ENDPOINT",
            Self::Demo(_) => "DEMO",
        }
    }

    /// Whether Amazon answers here.
    #[must_use]
    pub fn is_amazon(&self) -> bool {
        matches!(self, Self::Production | Self::Sandbox)
    }
}

/// Whether a URL leads back to this machine.
fn is_loopback(url: &str) -> bool {
    url.parse::<Uri>().is_ok_and(|uri| uri.host().is_some_and(is_loopback_host))
}

/// Whether a host, as it stands in a URL, is this machine.
#[must_use]
pub fn is_loopback_host(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || ip_of(host).is_some_and(|ip| ip.is_loopback())
}

/// Whether a host is a link-local address, where clouds serve credentials to their machines.
#[must_use]
pub fn is_link_local(host: &str) -> bool {
    matches!(ip_of(host), Some(IpAddr::V4(ip)) if ip.is_link_local())
}

fn ip_of(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_badge_tells_the_worlds_apart() {
        let badge = |url: &str| Environment::at(url).unwrap().badge();
        assert_eq!(badge("https://mturk-requester.us-east-1.amazonaws.com/"), "PRODUCTION");
        assert_eq!(badge("https://mturk-requester-sandbox.us-east-1.amazonaws.com"), "SANDBOX");
        assert_eq!(badge("http://127.0.0.1:8080"), "LOCAL");
        assert_eq!(badge("http://[::1]:8080"), "LOCAL");
        assert_eq!(badge("http://localhost"), "LOCAL");
        assert_eq!(badge("https://127.0.0.1.example"), "ENDPOINT");
        assert_eq!(Environment::Demo("http://127.0.0.1:1".into()).badge(), "DEMO");
    }

    #[test]
    fn a_url_nothing_can_be_sent_to_is_refused_in_words() {
        for bad in ["", "localhost:8080", "ftp://host", "http://", "/path", "http://a b"] {
            let error = Environment::at(bad).unwrap_err().to_string();
            assert!(error.contains("is no endpoint URL"), "{error}");
        }
    }
}
