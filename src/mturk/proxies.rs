//! Which requests go through a proxy: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, or their lower
//! case names.

use crate::model::{is_link_local, is_loopback_host};
use aws_types::os_shim_internal::Env;
use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

/// The proxies that the environment names.
#[derive(Debug)]
pub(super) struct Proxies {
    matcher: Matcher,
}

impl Proxies {
    /// Reads the environment. `HTTP_PROXY` in capitals is left out where a web server sets it from a header.
    pub(super) fn of(env: &Env) -> Self {
        let first = |names: [&str; 2]| {
            names
                .iter()
                .find_map(|name| env.get(name).ok().filter(|value| !value.is_empty()))
                .unwrap_or_default()
        };
        let http =
            if env.get("REQUEST_METHOD").is_ok() { ["http_proxy"; 2] } else { ["http_proxy", "HTTP_PROXY"] };
        let matcher = Matcher::builder()
            .all(first(["all_proxy", "ALL_PROXY"]))
            .https(first(["https_proxy", "HTTPS_PROXY"]))
            .http(first(http))
            .no(first(["no_proxy", "NO_PROXY"]))
            .build();
        Self { matcher }
    }

    /// No proxy at all.
    pub(super) fn none() -> Self {
        Self { matcher: Matcher::builder().build() }
    }

    /// The proxy for a request. This machine and a cloud's link-local addresses are always reached directly.
    pub(super) fn for_uri(&self, uri: &Uri) -> Option<Intercept> {
        let direct = uri.host().is_none_or(|host| is_loopback_host(host) || is_link_local(host));
        if direct { None } else { self.matcher.intercept(uri) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(env: &[(&str, &str)], uri: &str) -> Option<String> {
        let uri = uri.parse().unwrap();
        Proxies::of(&Env::from_slice(env)).for_uri(&uri).map(|proxy| proxy.uri().to_string())
    }

    const HTTPS: (&str, &str) = ("HTTPS_PROXY", "http://proxy.example:3128");

    #[test]
    fn https_requests_take_the_https_proxy() {
        let taken = proxy(&[HTTPS], "https://sts.amazonaws.com");
        assert_eq!(taken.as_deref(), Some("http://proxy.example:3128/"));
        assert_eq!(proxy(&[HTTPS], "http://plain.example"), None);
        assert!(proxy(&[("all_proxy", "http://p:1")], "http://plain.example").is_some());
    }

    #[test]
    fn no_proxy_names_the_exceptions() {
        let env = [HTTPS, ("NO_PROXY", ".amazonaws.com,10.0.0.0/8")];
        assert_eq!(proxy(&env, "https://sts.amazonaws.com"), None);
        assert_eq!(proxy(&env, "https://10.1.2.3"), None);
        assert!(proxy(&env, "https://amazon.example").is_some());
    }

    #[test]
    fn this_machine_and_its_metadata_are_reached_directly() {
        let env = [HTTPS, ("HTTP_PROXY", "http://proxy.example:3128")];
        for uri in
            ["http://127.0.0.1:1", "https://localhost", "http://[::1]:1", "http://169.254.169.254/latest"]
        {
            assert_eq!(proxy(&env, uri), None, "{uri}");
        }
    }
}
