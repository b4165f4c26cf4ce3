//! What the first bytes of a file say.

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileSignature {
    /// Packed with gzip.
    Gzip,
    /// Packed with Zstandard.
    Zstd,
    /// A zip archive, which a spreadsheet may be too.
    Zip,
    /// Something that holds no results, or in a form that is not read: what it is, and what to do.
    Foreign(&'static str, &'static str),
    /// None of these.
    Text,
}

const AS_CSV: &str = "Open it in a spreadsheet and save it as CSV (UTF-8).";
const FROM_R: &str = "Write it in R with write.csv or jsonlite::write_json, and open that.";
const FROM_PYTHON: &str = "Write it in Python with json.dump(…, default=str), and open that.";
const FROM_PANDAS: &str = "Write it in pandas with to_csv, and open that.";
const UNPACK: &str = "Unpack it first; gzip, Zstandard and zip are read as they are.";
const NO_RESULTS: &str = "Open the file with the results.";

/// First bytes, and what begins with them.
const FOREIGN: [(&[u8], &str, &str); 29] = [
    (
        b"SQLite format 3\0",
        "it is an SQLite database",
        "An archive of hitdeck is read with --archive; of another program's, export the table as CSV.",
    ),
    (b"PAR1", "it is a Parquet file", FROM_PANDAS),
    (b"ARROW1", "it is an Arrow file", FROM_PANDAS),
    (b"FEA1", "it is a Feather file", FROM_PANDAS),
    (b"\x89HDF\r\n\x1a\n", "it is an HDF5 file", FROM_PANDAS),
    (b"%PDF-", "it is a PDF", NO_RESULTS),
    (b"\x89PNG\r\n\x1a\n", "it is a picture (PNG)", NO_RESULTS),
    (b"\xff\xd8\xff", "it is a picture (JPEG)", NO_RESULTS),
    (b"GIF87a", "it is a picture (GIF)", NO_RESULTS),
    (b"GIF89a", "it is a picture (GIF)", NO_RESULTS),
    (b"RIFF", "it is a picture or a sound (RIFF)", NO_RESULTS),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old Office file (.xls)", AS_CSV),
    (b"{\\rtf", "it is a text document (RTF)", NO_RESULTS),
    (b"BZh", "it is packed with bzip2", UNPACK),
    (b"\xfd7zXZ\0", "it is packed with xz", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "it is packed with 7-Zip", UNPACK),
    (b"Rar!\x1a\x07", "it is packed with RAR", UNPACK),
    (b"\x1f\x9d", "it is packed with compress", UNPACK),
    (b"\x04\x22\x4d\x18", "it is packed with LZ4", UNPACK),
    (b"\x7fELF", "it is a program", NO_RESULTS),
    (b"MZ", "it is a program", NO_RESULTS),
    (b"RDX2\n", "it is an R workspace", FROM_R),
    (b"RDX3\n", "it is an R workspace", FROM_R),
    (b"X\n\0\0\0", "it is an R object", FROM_R),
    (b"$FL2", "it is an SPSS file", AS_CSV),
    (b"\x80\x02", "it is a Python pickle", FROM_PYTHON),
    (b"\x80\x03", "it is a Python pickle", FROM_PYTHON),
    (b"\x80\x04", "it is a Python pickle", FROM_PYTHON),
    (b"\x80\x05", "it is a Python pickle", FROM_PYTHON),
];

/// Where a tar archive says what it is.
const TAR: std::ops::Range<usize> = 257..262;

impl FileSignature {
    /// How many bytes it takes to tell.
    pub(super) const LENGTH: usize = 512;

    /// Looks at the first bytes.
    pub(super) fn of(head: &[u8]) -> Self {
        if let Some((_, what, advice)) = FOREIGN.iter().find(|(first, ..)| head.starts_with(first)) {
            // The name of a column may begin with these letters.
            let word = matches!(what, &"it is a program" if head.starts_with(b"MZ") && !head.contains(&0));
            if !word {
                return Self::Foreign(what, advice);
            }
        }
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            // The second is a frame that readers skip, before others.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Self::Zip,
            _ if head.get(TAR) == Some(b"ustar") => Self::Foreign("it is a tar archive", UNPACK),
            _ => Self::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_and_letters_alone_do_not() {
        assert_eq!(FileSignature::of(b"\x1f\x8b\x08"), FileSignature::Gzip);
        assert_eq!(FileSignature::of(b"\x28\xb5\x2f\xfd"), FileSignature::Zstd);
        assert_eq!(FileSignature::of(b"PK\x03\x04"), FileSignature::Zip);
        for text in [&b""[..], b"HITId,WorkerId", b"MZone,HITId", b"PK,HITId", b"P", b"{\"a\":1}"] {
            assert_eq!(FileSignature::of(text), FileSignature::Text, "{text:?}");
        }
        for foreign in [&b"SQLite format 3\0..."[..], b"%PDF-1.4", b"MZ\x90\0", b"PAR1\x15"] {
            assert!(matches!(FileSignature::of(foreign), FileSignature::Foreign(..)), "{foreign:?}");
        }
        let mut tar = vec![b'a'; 257];
        tar.extend_from_slice(b"ustar\0");
        assert!(matches!(FileSignature::of(&tar), FileSignature::Foreign("it is a tar archive", _)));
    }
}
