/// A text in quotes, on its way from Python to JSON.
#[derive(Debug)]
pub(super) struct QuotedText {
    quote: u8,
    /// How many quotes close it, one or three.
    closing: usize,
    /// Quotes that may be the first of those that close it.
    quotes: usize,
    /// Whether a backslash is text.
    raw: bool,
    /// Whether every character beyond ASCII is a byte.
    escape: Option<Vec<u8>>,
}

/// Whether a text goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextEnd {
    /// It goes on in the next block.
    Open,
    /// It is closed.
    Closed,
    /// An escape in it is none.
    Broken,
}

impl QuotedText {
    /// A text that begins with this quote, or three of it. `None` where what stands before it means nothing.
    pub(super) fn new(prefix: &str, quote: u8, three: bool) -> Option<Self> {
        let known = prefix.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'u' | b'b' | b'r'));
        let raw = prefix.bytes().any(|byte| byte.eq_ignore_ascii_case(&b'r'));
        known.then_some(Self { quote, closing: if three { 3 } else { 1 }, quotes: 0, raw, escape: None })
    }

    /// Reads on; how much was used, and whether it is closed.
    pub(super) fn advance(&mut self, block: &[u8], json: &mut Vec<u8>) -> (usize, TextEnd) {
        for (at, byte) in block.iter().enumerate() {
            if let Some(escape) = &mut self.escape {
                escape.push(*byte);
                match escaped(escape) {
                    PythonEscape::Open => {}
                    PythonEscape::Done(text, again) => {
                        json.extend_from_slice(text.as_bytes());
                        self.escape = None;
                        if again {
                            // An octal number ends before this byte.
                            return (at, TextEnd::Open);
                        }
                    }
                    PythonEscape::None => return (at, TextEnd::Broken),
                }
                continue;
            }
            if *byte == self.quote {
                self.quotes += 1;
                if self.quotes == self.closing {
                    return (at + 1, TextEnd::Closed);
                }
                continue;
            }
            for _ in 0..std::mem::take(&mut self.quotes) {
                push(json, self.quote);
            }
            match byte {
                b'\\' if !self.raw => self.escape = Some(Vec::new()),
                byte => push(json, *byte),
            }
        }
        (block.len(), TextEnd::Open)
    }
}

/// Writes a byte of a text into a JSON string.
fn push(json: &mut Vec<u8>, byte: u8) {
    match byte {
        b'"' => json.extend_from_slice(b"\\\""),
        b'\\' => json.extend_from_slice(b"\\\\"),
        0..0x20 => json.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        byte => json.push(byte),
    }
}

/// What stands behind a backslash.
enum PythonEscape {
    /// More has to come.
    Open,
    /// This, as JSON writes it; the last byte belongs to what follows where `true`.
    Done(String, bool),
    /// Nothing that Python prints.
    None,
}

fn escaped(escape: &[u8]) -> PythonEscape {
    let done = |text: &str| PythonEscape::Done(text.to_owned(), false);
    let (first, digits) = match escape {
        [first, digits @ ..] => (*first, digits),
        [] => return PythonEscape::Open,
    };
    let length = match first {
        b'n' => return done("\\n"),
        b'r' => return done("\\r"),
        b't' => return done("\\t"),
        b'b' => return done("\\b"),
        b'f' => return done("\\f"),
        b'a' => return done("\\u0007"),
        b'v' => return done("\\u000b"),
        b'\\' => return done("\\\\"),
        b'\'' => return done("'"),
        b'"' => return done("\\\""),
        b'\n' => return done(""),
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        b'0'..=b'7' => return octal(escape),
        _ => return PythonEscape::None,
    };
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return PythonEscape::None;
    }
    if digits.len() < length {
        return PythonEscape::Open;
    }
    let number = std::str::from_utf8(digits).ok().and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.and_then(code_point).map_or(PythonEscape::None, |text| PythonEscape::Done(text, false))
}

fn octal(escape: &[u8]) -> PythonEscape {
    let digits = escape.iter().take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    let ended = digits < escape.len();
    if !ended && digits < 3 {
        return PythonEscape::Open;
    }
    let number = escape.iter().take(digits).fold(0_u32, |number, digit| number * 8 + u32::from(digit - b'0'));
    code_point(number).map_or(PythonEscape::None, |text| PythonEscape::Done(text, ended))
}

/// A character as JSON writes it. Half of one stays half, as readers of JSON here mind.
fn code_point(number: u32) -> Option<String> {
    match (number, char::from_u32(number)) {
        (_, Some(char)) => {
            let json = serde_json::to_string(&char).ok()?;
            json.get(1..json.len().checked_sub(1)?).map(str::to_owned)
        }
        (0xD800..=0xDFFF, None) => Some(format!("\\u{number:04x}")),
        _ => None,
    }
}

/// A word or a number as JSON has it.
pub(super) fn word(word: &str) -> Option<String> {
    Some(match word {
        "None" => "null".to_owned(),
        "True" => "true".to_owned(),
        "False" => "false".to_owned(),
        "nan" | "inf" | "-inf" => format!("\"{word}\""),
        number => {
            // Python 2 marks long numbers.
            let number = number.strip_suffix('L').unwrap_or(number);
            serde_json::from_str::<serde_json::Number>(number).ok()?;
            number.to_owned()
        }
    })
}
