use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The one-byte encoding that makes more sense of a text which is no UTF-8: Windows-1252, or Mac Roman.
///
/// The same byte is a letter in one and punctuation in the other, so its neighbours tell: letters stand beside letters,
/// quotes at the edges of words, capitals not behind small letters. Lines that end with CR alone were written on a Mac.
pub(super) fn western(sample: &[u8], lines_end_with_cr: bool) -> &'static Encoding {
    let mac = sense(&MACINTOSH.decode_without_bom_handling(sample).0) + if lines_end_with_cr { 4 } else { 0 };
    let windows = sense(&WINDOWS_1252.decode_without_bom_handling(sample).0);
    if mac > windows { MACINTOSH } else { WINDOWS_1252 }
}

/// How much sense the characters beyond ASCII make where they stand.
fn sense(text: &str) -> i64 {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    let mut sum = 0;
    while let Some(char) = chars.next() {
        if !char.is_ascii() {
            sum += sense_of(before, char, chars.peek().copied().unwrap_or(' '));
        }
        before = char;
    }
    sum
}

fn sense_of(before: char, char: char, after: char) -> i64 {
    let (word_before, word_after) = (before.is_alphanumeric(), after.is_alphanumeric());
    let inside = word_before && word_after;
    match char {
        '\u{80}'..='\u{9f}' => -4,
        '’' if inside => 3,
        '“' | '‘' | '«' | '„' if !word_before && word_after => 3,
        '”' | '’' | '»' if before != ' ' && !word_after => 3,
        '–' | '—' | '…' if !inside => 1,
        '€' if before.is_ascii_digit() || after.is_ascii_digit() => 1,
        '€' if after.is_alphabetic() => -1,
        'ˆ' | '˜' | 'ﬁ' | 'ﬂ' | 'ı' | '\u{f8ff}' => -2,
        'š' | 'ž' | 'œ' | 'ƒ' => i64::from(word_before || word_after),
        _ if char.is_lowercase() => 2 * i64::from(before.is_alphabetic() || after.is_alphabetic()),
        _ if char.is_uppercase() && before.is_lowercase() => -3,
        _ if char.is_uppercase() => i64::from(after.is_alphabetic()),
        _ if inside => -2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_tell_the_two_encodings_apart() {
        for text in [
            "Müller sagt: schön",
            "Mär 03",
            "café",
            "naïve",
            "Straße",
            "don’t",
            "“quoted”, he said…",
            "España, niño, corazón, fácil",
            "Øre, Ærø, Århus",
            "1990 – 1995",
            "ÄRGER",
        ] {
            for encoding in [WINDOWS_1252, MACINTOSH] {
                let bytes = encode(encoding, text);
                assert_eq!(western(&bytes, false), encoding, "{text} in {}", encoding.name());
            }
        }
        assert_eq!(western(&encode(MACINTOSH, "£5"), true), MACINTOSH);
    }

    /// `encoding_rs` has no encoder for Mac Roman: the byte for a character is the one that decodes to it.
    fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let byte = |char: char| {
            let byte = (0..=u8::MAX)
                .find(|byte| encoding.decode_without_bom_handling(&[*byte]).0.chars().eq([char]));
            byte.unwrap_or_else(|| panic!("{char} is not in {}", encoding.name()))
        };
        text.chars().map(byte).collect()
    }
}
