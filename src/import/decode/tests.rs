use super::*;
use proptest::prelude::*;

/// Hands out a few bytes at a time.
struct Drops<'b>(&'b [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let size = into.len().min(self.1);
        self.0.read(&mut into[..size])
    }
}

fn read(bytes: &[u8]) -> (Result<String, ImportError>, Option<String>) {
    let file: Arc<str> = "f".into();
    let mut text = DecodedText::new(Drops(bytes, 70_000), &file);
    let mut read = String::new();
    let done = text.read_to_string(&mut read).map_err(|error| ImportError::from_io(error, &file));
    (done.map(|_| read), text.remark().map(|remark| remark.to_string()))
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf8_passes_with_and_without_its_mark() {
    for text in ["", "a", "a,b\n", "naïve “x” 😀\r\n"] {
        assert_eq!(read(text.as_bytes()), (Ok(text.to_owned()), None));
        assert_eq!(read(format!("\u{feff}{text}").as_bytes()), (Ok(text.to_owned()), None));
    }
}

#[test]
fn utf16_is_told_from_its_mark_or_its_zeros() {
    for (unit, name) in [
        (u16::to_le_bytes as fn(u16) -> [u8; 2], "f: read as UTF-16 (little-endian)"),
        (u16::to_be_bytes, "f: read as UTF-16 (big-endian)"),
    ] {
        let text = "HITId\tAnswer.é\r\n3F\t😀\r\n";
        let marked = utf16(&format!("\u{feff}{text}"), unit);
        assert_eq!(read(&marked), (Ok(text.to_owned()), Some(name.to_owned())));
        let bare = utf16(text, unit);
        assert_eq!(read(&bare), (Ok(text.to_owned()), Some(name.to_owned())));
        let cut = read(&bare[..bare.len() - 1]);
        assert!(cut.0.unwrap().ends_with("\r\u{fffd}"));
        assert!(cut.1.unwrap().contains("characters that are none"));
    }
}

#[test]
fn what_is_no_utf8_is_windows_or_mac_and_told() {
    let windows = "f: read as Windows-1252".to_owned();
    assert_eq!(
        read(b"Answer.a\r\ncaf\xe9 \x93x\x94\r\n"),
        (Ok("Answer.a\r\ncafé “x”\r\n".into()), Some(windows))
    );
    let mac = "f: read as Mac Roman".to_owned();
    assert_eq!(read(b"a\rM\x8ar don\xd5t"), (Ok("a\rMär don’t".into()), Some(mac)));
}

#[test]
fn single_bytes_between_utf8_are_decoded_alone() {
    let (text, told) = read(b"na\xc3\xafve caf\xe9, \xf0\x9f\x98\x80 x\xc3");
    assert_eq!(text.unwrap(), "naïve café, 😀 xÃ");
    assert_eq!(told.unwrap(), "f: 2 bytes that are no UTF-8, read as Windows-1252");
}

#[test]
fn a_nul_is_told_behind_what_stands_before_it() {
    let (text, _) = read(b"HITId,\0");
    assert_eq!(text.unwrap_err().to_string(), "f: byte 7 is NUL: no text has such");
    let (text, _) = read(&utf16("\u{feff}HITId\0", u16::to_le_bytes));
    assert_eq!(text.unwrap_err().to_string(), "f: a NUL character stands before byte 14: no text has such");
    let mut text = DecodedText::new(&b"ab\0"[..], &"f".into());
    assert_eq!(text.fill_buf().unwrap(), b"ab");
}

#[test]
fn what_is_no_text_is_refused() {
    for bytes in
        [&b"\x01\x02\x03\x04PNG\x05\x06\x07"[..], b"\xff\xfe\0\0a\0\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"]
    {
        let error = read(bytes).0.unwrap_err();
        assert_eq!(error.kind, ImportErrorKind::NoText, "{error}");
    }
}

#[test]
fn blocks_end_anywhere() {
    let long = "é😀x".repeat(200_000);
    assert_eq!(read(long.as_bytes()).0.unwrap(), long);
    let long = "é😀x".repeat(100_000);
    assert!(read(&utf16(&long, u16::to_be_bytes)).0.is_err(), "no mark and no zeros");
    assert_eq!(read(&utf16(&format!("\u{feff}{long}"), u16::to_be_bytes)).0.unwrap(), long);
}

proptest! {
    #[test]
    fn any_bytes_become_text_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200), drop in 1_usize..9) {
        let file: Arc<str> = "f".into();
        let mut text = DecodedText::new(Drops(&bytes, drop), &file);
        let mut read = Vec::new();
        let _ = text.read_to_end(&mut read);
        prop_assert!(std::str::from_utf8(&read).is_ok());
    }

    #[test]
    fn any_text_passes(text in "[^\0]{0,60}", drop in 1_usize..9) {
        let file: Arc<str> = "f".into();
        let mut read = String::new();
        DecodedText::new(Drops(text.as_bytes(), drop), &file).read_to_string(&mut read).ok();
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        prop_assert!(read == text || text.bytes().any(|byte| byte < 0x20));
    }
}
