//! Packed files, read through, with an end to what may come out of them.

use super::error::{ImportError, ImportErrorKind};
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::sync::Arc;

/// So much may come out of any file. No more than this is written at once by those who set traps.
const ALWAYS: u64 = 256 * 1024 * 1024;

/// Beyond that, at most so much for each byte that goes in: results shrink to a tenth, some to a fiftieth.
const RATIO: u64 = 200;

/// The largest window of Zstandard that is unpacked, as a power of two: what its own tools take too.
const WINDOW: u32 = 27;

/// A reader of what is packed with gzip.
pub(super) fn gzip<'r>(source: &'r mut dyn Read, file: &Arc<str>) -> UnpackedRead<impl Read + 'r> {
    UnpackedRead::new(source, |source| Ok(MultiGzDecoder::new(source)), "gzip", file)
}

/// A reader of what is packed with Zstandard.
pub(super) fn zstd<'r>(source: &'r mut dyn Read, file: &Arc<str>) -> UnpackedRead<impl Read + 'r> {
    let begin = |source| {
        let mut decoder = ::zstd::stream::read::Decoder::new(source)?;
        decoder.window_log_max(WINDOW)?;
        Ok(decoder)
    };
    UnpackedRead::new(source, begin, "Zstandard", file)
}

/// How much was read of a packed file; shared with the reader in front of what unpacks it.
pub(super) type PackedSize = Rc<Cell<u64>>;

/// Counts what is read.
pub(super) struct CountedRead<R> {
    source: R,
    read: PackedSize,
}

impl<R: Read> Read for CountedRead<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// Reads what comes out of a packed file, as long as it is in proportion.
pub(super) struct UnpackedRead<R> {
    /// `None` where not even its beginning could be read, and why.
    source: io::Result<R>,
    packed: PackedSize,
    unpacked: u64,
    limits: UnpackLimits,
    /// What packed it.
    packing: &'static str,
    file: Arc<str>,
}

/// What may come out of a packed file.
#[derive(Debug, Clone, Copy)]
struct UnpackLimits {
    always: u64,
    ratio: u64,
}

impl<R: Read> UnpackedRead<R> {
    fn new<S: Read>(
        source: S,
        begin: impl FnOnce(CountedRead<S>) -> io::Result<R>,
        packing: &'static str,
        file: &Arc<str>,
    ) -> Self {
        let packed = PackedSize::default();
        let source = begin(CountedRead { source, read: Rc::clone(&packed) });
        let limits = UnpackLimits { always: ALWAYS, ratio: RATIO };
        Self { source, packed, unpacked: 0, limits, packing, file: Arc::clone(file) }
    }

    /// A file of an archive that is so many bytes long, and out of which so many bytes came before.
    pub(super) fn of_archive(source: R, archive: u64, before: u64, file: &Arc<str>) -> Self {
        let limits = UnpackLimits { always: ALWAYS, ratio: RATIO };
        let packed = PackedSize::new(Cell::new(archive));
        Self { source: Ok(source), packed, unpacked: before, limits, packing: "zip", file: Arc::clone(file) }
    }

    /// How much came out.
    pub(super) fn unpacked(&self) -> u64 {
        self.unpacked
    }

    fn is_bomb(&self) -> bool {
        self.unpacked > self.limits.always && self.unpacked / self.limits.ratio > self.packed.get()
    }

    /// What is wrong, unless the operating system said it.
    fn damaged(&self, error: &io::Error) -> Option<ImportError> {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ImportError>());
        if error.raw_os_error().is_some() || inner.is_some() {
            return None;
        }
        let what = match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                format!("it is packed with {} and ends in the middle", self.packing)
            }
            _ => format!("it is packed with {} and damaged: {error}", self.packing),
        };
        Some(ImportError::new(ImportErrorKind::Broken, &self.file, what))
    }
}

impl<R: Read> Read for UnpackedRead<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.source {
            Ok(source) => source.read(into),
            Err(error) => Err(io::Error::new(error.kind(), error.to_string())),
        };
        let read = read.map_err(|error| match self.damaged(&error) {
            Some(damaged) => damaged.into(),
            None => error,
        })?;
        self.unpacked += read as u64;
        if self.is_bomb() {
            let (size, ratio) = (crate::text::size::bytes(self.limits.always), self.limits.ratio);
            let what = format!(
                "more than {size} come out of it, and more than {ratio} times what it is: no results are packed so tightly"
            );
            return Err(ImportError::new(ImportErrorKind::TooLarge, &self.file, what).into());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(mut bytes: &[u8], always: u64, ratio: u64) -> Result<Vec<u8>, ImportError> {
        let file: Arc<str> = "f.gz".into();
        let mut text = Vec::new();
        let mut reader = gzip(&mut bytes, &file);
        reader.limits = UnpackLimits { always, ratio };
        let read = reader.read_to_end(&mut text);
        read.map(|_| text).map_err(|error| ImportError::from_io(error, &file))
    }

    #[test]
    fn what_is_packed_comes_out_also_in_several_pieces() {
        let twice = [packed(b"one,"), packed(b"two")].concat();
        assert_eq!(unpack(&twice, 0, 200).unwrap(), b"one,two");
        assert_eq!(unpack(&packed(b""), 0, 200).unwrap(), b"");
    }

    #[test]
    fn what_is_out_of_proportion_is_refused_before_it_is_out() {
        let bomb = packed(&vec![b' '; 4_000_000]);
        assert!(bomb.len() < 8_000);
        let error = unpack(&bomb, 1_000_000, 100).unwrap_err();
        assert_eq!(error.kind, ImportErrorKind::TooLarge);
        assert!(
            error.what.starts_with("more than 976.6 KiB come out of it, and more than 100 times"),
            "{error}"
        );
        assert_eq!(unpack(&bomb, 5_000_000, 100).unwrap().len(), 4_000_000, "as much as any file may hold");
        assert_eq!(unpack(&bomb, 1_000_000, 2_000).unwrap().len(), 4_000_000);
    }

    #[test]
    fn a_packed_file_that_is_cut_or_damaged_is_told() {
        let whole = packed("answers, answers ".repeat(1000).as_bytes());
        let error = unpack(&whole[..whole.len() - 20], 0, 200).unwrap_err();
        assert_eq!(error.to_string(), "f.gz: it is packed with gzip and ends in the middle");
        let mut damaged = whole.clone();
        damaged[20] ^= 0xff;
        damaged[25] ^= 0xff;
        let error = unpack(&damaged, 0, 200).unwrap_err();
        assert!(error.what.starts_with("it is packed with gzip and damaged: "), "{error}");
        assert_eq!(unpack(b"\x1f\x8b", 0, 200).unwrap_err().kind, ImportErrorKind::Broken);
    }
}
