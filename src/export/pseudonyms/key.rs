use ring::hmac::{self, HMAC_SHA256};
use ring::rand::{SecureRandom, SystemRandom};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

/// Keys of fewer bytes could be guessed.
const SHORTEST: usize = 16;

/// Bytes of chance in a key that is made here.
const MADE: usize = 32;

/// RFC 4648.
const BASE32: [u8; 32] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The secret that makes pseudonyms out of worker ids. Whoever has it can find out whose pseudonym is whose.
pub struct PseudonymKey(hmac::Key);

impl fmt::Debug for PseudonymKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PseudonymKey")
    }
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It can not be read or made.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It could be guessed.
    #[error("the key has {0} bytes; it needs 16 or more")]
    Short(usize),
    /// The machine gives no random numbers.
    #[error("the system has no random numbers for a key")]
    Random,
}

/// How a key file was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFile {
    /// It was there.
    Found,
    /// It was there, and others than its owner can read it.
    Open,
    /// It was not there, and is now.
    Made,
}

impl PseudonymKey {
    /// Reads the key in a file. Where there is no such file one is made, which only its owner can read.
    ///
    /// # Errors
    ///
    /// When the file can not be read or made, or its key is too short.
    pub fn open(path: &Path) -> Result<(Self, KeyFile), KeyError> {
        match File::open(path) {
            Ok(file) => {
                let open = file.metadata()?.mode() & 0o077 != 0;
                let key = fs::read(path)?;
                Ok((Self::new(key.trim_ascii_end())?, if open { KeyFile::Open } else { KeyFile::Found }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((Self::make(path)?, KeyFile::Made)),
            Err(error) => Err(error.into()),
        }
    }

    fn new(key: &[u8]) -> Result<Self, KeyError> {
        if key.len() < SHORTEST {
            return Err(KeyError::Short(key.len()));
        }
        Ok(Self(hmac::Key::new(HMAC_SHA256, key)))
    }

    fn make(path: &Path) -> Result<Self, KeyError> {
        let mut bytes = [0; MADE];
        SystemRandom::new().fill(&mut bytes).map_err(|_| KeyError::Random)?;
        let (half, rest) = bytes.split_at(MADE / 2);
        let number = |half: &[u8]| half.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let key = format!("{:032x}{:032x}", number(half), number(rest));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        writeln!(file, "{key}")?;
        file.sync_all()?;
        Self::new(key.as_bytes())
    }

    /// The pseudonym of a worker: `P` and the first 128 bits of HMAC-SHA256 of the id in base 32, 27 characters. It has
    /// the form of an id, and no id of the service begins so.
    #[must_use]
    pub fn pseudonym(&self, worker: &str) -> String {
        let hash = hmac::sign(&self.0, worker.as_bytes());
        let bits = hash.as_ref().iter().take(16).fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let digit = |place: u32| {
            // The last five bits are three, with two zeros behind them.
            let bits = 123_u32.checked_sub(5 * place).map_or(bits << 2, |shift| bits >> shift);
            let digit = usize::try_from(bits & 31).ok().and_then(|bits| BASE32.get(bits));
            char::from(digit.copied().unwrap_or(b'A'))
        };
        std::iter::once('P').chain((0..26).map(digit)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_pseudonym_is_what_other_programs_make_of_the_same_key() {
        let key = PseudonymKey::new(b"0123456789abcdef").unwrap();
        // python3: "P" + base64.b32encode(hmac.new(b"0123456789abcdef", b"AFLDWORKER001", "sha256").digest()[:16]).decode().rstrip("=")
        assert_eq!(key.pseudonym("AFLDWORKER001"), "P4FPQGJ3BQIYRIYDTFALHSRTZ64");
    }

    #[test]
    fn a_key_that_is_not_there_is_made_for_its_owner_alone_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let (made, file) = PseudonymKey::open(&path).unwrap();
        assert_eq!(file, KeyFile::Made);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let (found, file) = PseudonymKey::open(&path).unwrap();
        assert_eq!((file, found.pseudonym("A1")), (KeyFile::Found, made.pseudonym("A1")));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(PseudonymKey::open(&path).unwrap().1, KeyFile::Open);
        fs::write(&path, "too short\n").unwrap();
        assert!(matches!(PseudonymKey::open(&path), Err(KeyError::Short(9))));
    }
}
