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
    /// No service: files that somebody saved.
    Files,
    /// No service: the archive of what was kept.
    Archive,
}

/// An endpoint URL that nothing can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    /// It has no scheme of ours or no host.
    #[error("{0:?} is no endpoint URL: it must look like http://127.0.0.1:8080 or https://host.example")]
    NoUrl(String),
    /// No machine has such a port.
    #[error("{0:?} is no endpoint URL: ports go from 1 to 65535")]
    NoPort(String),
}

impl Environment {
    /// The endpoint at `url`; the real hosts' URLs give the real environments.
    ///
    /// # Errors
    ///
    /// When `url` is not `http://` or `https://` with a host, or its port is none.
    pub fn at(url: &str) -> Result<Self, EnvironmentError> {
        let error = || EnvironmentError::NoUrl(url.to_owned());
        let uri: Uri = url.parse().map_err(|_| error())?;
        let scheme_fits = matches!(uri.scheme_str(), Some("http" | "https"));
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(error)?;
        if !scheme_fits {
            return Err(error());
        }
        if !port_fits(&uri, host) {
            return Err(EnvironmentError::NoPort(url.to_owned()));
        }
        let is = |preset: &str| preset.strip_prefix("https://").is_some_and(|p| p.eq_ignore_ascii_case(host));
        Ok(match () {
            () if is(PRODUCTION) => Self::Production,
            () if is(SANDBOX) => Self::Sandbox,
            () => Self::Endpoint(url.to_owned()),
        })
    }

    /// Where requests go; nowhere, an empty text, where there is no service.
    #[must_use]
    pub fn url(&self) -> &str {
        match self {
            Self::Production => PRODUCTION,
            Self::Sandbox => SANDBOX,
            Self::Endpoint(url) | Self::Demo(url) => url,
            Self::Files | Self::Archive => "",
        }
    }

    /// The word for the screen: PRODUCTION, SANDBOX, LOCAL, ENDPOINT, DEMO, FILE or ARCHIVE.
    #[must_use]
    pub fn badge(&self) -> &'static str {
        match self {
            Self::Production => "PRODUCTION",
            Self::Sandbox => "SANDBOX",
            Self::Endpoint(url) if is_loopback(url) => "LOCAL",
            Self::Endpoint(_) => "ENDPOINT",
            Self::Demo(_) => "DEMO",
            Self::Files => "FILE",
            Self::Archive => "ARCHIVE",
        }
    }

    /// Whether nobody is paid here, for certain: the sandbox, the demo, and what runs on this machine. Of any other
    /// endpoint nothing is known; it may pass requests on to production.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        match self {
            Self::Sandbox | Self::Demo(_) | Self::Files | Self::Archive => true,
            Self::Endpoint(url) => is_loopback(url),
            Self::Production => false,
        }
    }

    /// Where a worker sees the HITs of a group before accepting one; only Amazon's own worlds have such a page.
    #[must_use]
    pub fn preview(&self, group: &str) -> Option<String> {
        let host = match self {
            Self::Production => "worker.mturk.com",
            Self::Sandbox => "workersandbox.mturk.com",
            Self::Endpoint(_) | Self::Demo(_) | Self::Files | Self::Archive => return None,
        };
        let fits = !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| format!("https://{host}/mturk/preview?groupId={group}"))
    }

    /// Who answers here, in a sentence.
    #[must_use]
    pub fn service(&self) -> &'static str {
        if self.is_amazon() { "MTurk" } else { "the endpoint" }
    }

    /// Whether what shows goes on at a service, so that clocks count down; what was saved stands still.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        !matches!(self, Self::Files | Self::Archive)
    }

    /// Whether Amazon answers here.
    #[must_use]
    pub fn is_amazon(&self) -> bool {
        matches!(self, Self::Production | Self::Sandbox)
    }
}

/// Whether what follows the host is nothing, or a port that exists. `http` itself drops a port that does not.
fn port_fits(uri: &Uri, host: &str) -> bool {
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let after = authority.rsplit('@').next().and_then(|place| place.strip_prefix(host)).unwrap_or_default();
    after.is_empty() || uri.port_u16().is_some_and(|port| port > 0)
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
    fn only_what_is_known_to_be_harmless_is_so() {
        let harmless = |url: &str| Environment::at(url).unwrap().is_harmless();
        for url in [
            "https://mturk-requester-sandbox.us-east-1.amazonaws.com",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:8080",
            "http://LOCALHOST:1",
        ] {
            assert!(harmless(url), "{url}");
        }
        for url in [
            "https://mturk-requester.us-east-1.amazonaws.com",
            "https://mturk-requester.us-east-1.amazonaws.com:443",
            "https://mturk-requester.us-east-1.amazonaws.com./",
            "http://192.168.1.7:8080",
            "https://127.0.0.1.example",
            "https://localhost.example",
            "http://127.0.0.1@proxy.example",
            "https://mturk-requester-sandbox.us-east-1.amazonaws.com.example",
        ] {
            assert!(!harmless(url), "{url}");
        }
        assert!(Environment::Demo("http://127.0.0.1:1".into()).is_harmless());
    }

    #[test]
    fn a_port_that_no_machine_has_is_refused() {
        for bad in ["http://127.0.0.1:99999", "http://[::1]:65536/", "https://a@host:0", "http://host:"] {
            let error = Environment::at(bad).unwrap_err().to_string();
            assert!(error.contains("ports go from 1 to 65535"), "{error}");
        }
        for good in
            ["http://host:65535", "http://[::1]:8080/path", "http://me:secret@host:1/", "http://[::1]"]
        {
            assert!(Environment::at(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn workers_see_hits_where_amazon_shows_them() {
        let preview = |environment: &Environment, group: &str| environment.preview(group);
        assert_eq!(
            preview(&Environment::Production, "3GROUP").unwrap(),
            "https://worker.mturk.com/mturk/preview?groupId=3GROUP"
        );
        assert!(
            preview(&Environment::Sandbox, "3GROUP").unwrap().starts_with("https://workersandbox.mturk.com/")
        );
        assert_eq!(preview(&Environment::Sandbox, "3&x=1"), None);
        assert_eq!(preview(&Environment::Demo("http://127.0.0.1:1".into()), "3GROUP"), None);
    }

    #[test]
    fn a_url_nothing_can_be_sent_to_is_refused_in_words() {
        for bad in ["", "localhost:8080", "ftp://host", "http://", "/path", "http://a b"] {
            let error = Environment::at(bad).unwrap_err().to_string();
            assert!(error.contains("is no endpoint URL"), "{error}");
        }
    }
}
