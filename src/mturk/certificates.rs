//! Which servers are believed to be who they say they are.

use super::connect_error::ConnectError;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Whose certificates are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trust {
    /// Those that the system trusts.
    System,
    /// Those in a bundle of PEM certificates only; it replaces the system's.
    Bundle(PathBuf),
    /// Anyone's (`--no-verify-ssl`).
    Anyone,
    /// Nobody's: for endpoints without TLS.
    Nobody,
}

impl Trust {
    /// The TLS settings for it.
    pub(super) fn tls(&self) -> Result<Arc<ClientConfig>, ConnectError> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| ConnectError::Tls(error.to_string()))?;
        let verified = |rule| {
            let verifier = Arc::new(Verifier { provider: Arc::clone(&provider), rule });
            builder.clone().dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth()
        };
        let trusting = |roots| builder.clone().with_root_certificates(roots).with_no_client_auth();
        Ok(Arc::new(match self {
            Self::System => verified(Rule::System(OnceLock::new())),
            Self::Bundle(path) => trusting(bundle_roots(path)?),
            Self::Nobody => trusting(RootCertStore::empty()),
            Self::Anyone => verified(Rule::Anyone),
        }))
    }
}

/// The system's roots. One that can not be read is left out, as everywhere.
fn system_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    let (added, ignored) = roots.add_parsable_certificates(found.certs);
    tracing::debug!(added, ignored, errors = found.errors.len(), "system certificates");
    roots
}

/// The certificates of a PEM file, every one of them good.
fn bundle_roots(path: &Path) -> Result<RootCertStore, ConnectError> {
    let error = |reason: String| ConnectError::CaBundle { path: path.to_owned(), reason };
    let pem = std::fs::read(path).map_err(|e| error(e.to_string()))?;
    let mut roots = RootCertStore::empty();
    for (index, certificate) in CertificateDer::pem_slice_iter(&pem).enumerate() {
        let nth = index + 1;
        let certificate =
            certificate.map_err(|e| error(format!("certificate {nth} is not good PEM: {e}")))?;
        roots.add(certificate).map_err(|e| error(format!("certificate {nth} is not good: {e}")))?;
    }
    if roots.is_empty() {
        return Err(error("there is no PEM certificate (-----BEGIN CERTIFICATE-----) in it".to_owned()));
    }
    Ok(roots)
}

/// Checks servers by rules of ours; the handshake's signatures are checked in every case.
#[derive(Debug)]
struct Verifier {
    provider: Arc<CryptoProvider>,
    rule: Rule,
}

/// Whom a [`Verifier`] accepts.
#[derive(Debug)]
enum Rule {
    /// Whoever the system's roots vouch for. They are read when the first server shows its certificate: that
    /// takes milliseconds, and an endpoint without TLS needs none.
    System(OnceLock<Result<Arc<WebPkiServerVerifier>, String>>),
    /// Everyone.
    Anyone,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Rule::System(roots) = &self.rule else { return Ok(ServerCertVerified::assertion()) };
        let verifier = roots.get_or_init(|| {
            let provider = Arc::clone(&self.provider);
            let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(system_roots()), provider);
            builder.build().map_err(|error| format!("the system's certificates: {error}"))
        });
        match verifier {
            Ok(roots) => roots.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now),
            Err(error) => Err(rustls::Error::General(error.clone())),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
