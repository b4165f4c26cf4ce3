//! Which servers are believed to be who they say they are.

use super::ConnectError;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        let roots = match self {
            Self::System => system_roots(),
            Self::Bundle(path) => bundle_roots(path)?,
            Self::Nobody => RootCertStore::empty(),
            Self::Anyone => {
                let verifier = Arc::new(Unverified(provider));
                let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
                return Ok(Arc::new(builder.with_no_client_auth()));
            }
        };
        Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
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

/// Accepts every certificate; the handshake's signatures are still checked.
#[derive(Debug)]
struct Unverified(Arc<CryptoProvider>);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
