//! What Python prints of a response, turned into JSON while it is read.
//!
//! `print(response)` and `pprint` write literals: dicts, lists and tuples, texts in single or double quotes, several
//! texts behind each other that are one, `None`, `True`, `datetime.datetime(…)`. Everything else is refused. A time in
//! the zone of whoever printed it (`tzlocal()`) becomes one without a zone.

mod call;
mod literal;

use super::error::{ImportError, ImportErrorKind};
use literal::{QuotedText, TextEnd};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

/// So much is made ready at once.
const BLOCK: usize = 64 * 1024;

/// How long a word, a number or the arguments of a call may be.
const LONGEST_WORD: usize = 1024;

/// Reads Python as JSON.
pub(super) struct PythonAsJson<R> {
    source: R,
    file: Arc<str>,
    line: u64,
    json: Vec<u8>,
    taken: usize,
    /// A comma that is written once something follows it.
    comma: bool,
    /// The text that is read.
    text: Option<QuotedText>,
    /// Whether a text ended: another behind it belongs to it.
    after_text: bool,
    /// Line ends behind it, which JSON has no place for before it is known that the text is over.
    lines_after_text: usize,
    ended: bool,
    /// What is wrong behind the JSON that is ready.
    fault: Option<io::Error>,
}

impl<R: BufRead> PythonAsJson<R> {
    /// Over a text.
    pub(super) fn new(source: R, file: &Arc<str>) -> Self {
        Self {
            source,
            file: Arc::clone(file),
            line: 1,
            json: Vec::new(),
            taken: 0,
            comma: false,
            text: None,
            after_text: false,
            lines_after_text: 0,
            ended: false,
            fault: None,
        }
    }

    /// Makes more JSON ready.
    fn advance(&mut self) -> io::Result<()> {
        while !self.ended && self.json.len() < BLOCK {
            match &mut self.text {
                Some(text) => {
                    let block = self.source.fill_buf()?;
                    if block.is_empty() {
                        return Err(self.broken("a text is never closed"));
                    }
                    let (used, end) = text.advance(block, &mut self.json);
                    self.line +=
                        memchr::memchr_iter(b'\n', block.get(..used).unwrap_or_default()).count() as u64;
                    self.source.consume(used);
                    match end {
                        TextEnd::Open => {}
                        TextEnd::Closed => {
                            self.text = None;
                            self.after_text = true;
                        }
                        TextEnd::Broken => return Err(self.broken("a backslash in a text means nothing")),
                    }
                }
                None => self.token()?,
            }
        }
        Ok(())
    }

    /// Reads one word, sign or beginning of a text.
    fn token(&mut self) -> io::Result<()> {
        let Some(byte) = self.peek()? else {
            self.close_text();
            self.ended = true;
            return Ok(());
        };
        match byte {
            b'\n' => {
                self.line += 1;
                self.pass();
                if self.after_text {
                    self.lines_after_text += 1;
                } else {
                    self.json.push(b'\n');
                }
            }
            b' ' | b'\t' | b'\r' | b'\\' => self.pass(),
            b'\'' | b'"' => self.begin_text("")?,
            b',' => {
                self.close_text();
                self.pass();
                self.comma = true;
            }
            b':' => {
                self.close_text();
                self.pass();
                self.json.push(b':');
            }
            b'}' | b']' | b')' => {
                self.close_text();
                self.pass();
                // Python minds no comma before it.
                self.comma = false;
                self.json.push(if byte == b'}' { b'}' } else { b']' });
            }
            b'{' | b'[' | b'(' => {
                self.begin_value();
                self.pass();
                self.json.push(if byte == b'{' { b'{' } else { b'[' });
            }
            b'<' => self.object()?,
            _ => self.word()?,
        }
        Ok(())
    }

    fn word(&mut self) -> io::Result<()> {
        let word = self
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-'))?;
        let next = self.peek()?;
        if matches!(next, Some(b'\'' | b'"')) && word.len() <= 2 {
            return self.begin_text(&word);
        }
        if next == Some(b'(') {
            let arguments = self.arguments()?;
            let Some(json) = call::json(&word, &arguments) else {
                return Err(self.broken(&format!("{word:?} is no literal that is read")));
            };
            self.begin_value();
            self.json.extend_from_slice(json.as_bytes());
            return Ok(());
        }
        let Some(json) = literal::word(&word) else {
            let what = if word.is_empty() {
                format!("{:?} belongs to no literal", next.map(char::from).unwrap_or_default())
            } else {
                format!("{word:?} is no literal")
            };
            return Err(self.broken(&what));
        };
        self.begin_value();
        self.json.extend_from_slice(json.as_bytes());
        Ok(())
    }

    /// `<StreamingBody object at 0x7f>`: what has no literal.
    fn object(&mut self) -> io::Result<()> {
        let object = self.take_while(|byte| byte != b'>' && byte != b'\n')?;
        if self.peek()? != Some(b'>') {
            return Err(self.broken("this is no literal"));
        }
        self.pass();
        self.begin_value();
        self.json.extend_from_slice(serde_json::to_string(&format!("{object}>"))?.as_bytes());
        Ok(())
    }

    /// The arguments of a call, without their parentheses.
    fn arguments(&mut self) -> io::Result<String> {
        self.pass();
        let (mut arguments, mut depth) = (String::new(), 0_u32);
        loop {
            let part = self.take_while(|byte| byte != b'(' && byte != b')')?;
            arguments.push_str(&part);
            match self.peek()? {
                Some(b')') if depth == 0 => {
                    self.pass();
                    return Ok(arguments);
                }
                Some(bracket) if arguments.len() < LONGEST_WORD => {
                    self.pass();
                    depth = if bracket == b'(' { depth + 1 } else { depth.saturating_sub(1) };
                    arguments.push(char::from(bracket));
                }
                _ => return Err(self.broken("this call is no literal that is read")),
            }
        }
    }

    /// Begins a text, or goes on with the one before. What it had in front says how it is to be read.
    fn begin_text(&mut self, prefix: &str) -> io::Result<()> {
        let Some(quote) = self.peek()? else { return Ok(()) };
        self.pass();
        let mut quotes = 1;
        while quotes < 3 && self.peek()? == Some(quote) {
            self.pass();
            quotes += 1;
        }
        let Some(text) = QuotedText::new(prefix, quote, quotes == 3) else {
            return Err(self.broken(&format!("{prefix:?} before a text means nothing")));
        };
        if !std::mem::take(&mut self.after_text) {
            self.begin_value();
            self.json.push(b'"');
        }
        // Two quotes are an empty text.
        if quotes == 2 {
            self.after_text = true;
        } else {
            self.text = Some(text);
        }
        Ok(())
    }

    /// Writes what stands between this value and the one before.
    fn begin_value(&mut self) {
        self.close_text();
        if std::mem::take(&mut self.comma) {
            self.json.push(b',');
        }
    }

    fn close_text(&mut self) {
        if std::mem::take(&mut self.after_text) {
            self.json.push(b'"');
            let lines = std::mem::take(&mut self.lines_after_text);
            self.json.resize(self.json.len() + lines, b'\n');
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.source.fill_buf()?.first().copied())
    }

    fn pass(&mut self) {
        self.source.consume(1);
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> io::Result<String> {
        let mut word = Vec::new();
        while let Some(byte) = self.peek()?.filter(|byte| wanted(*byte)) {
            if word.len() > LONGEST_WORD {
                return Err(self.broken("this is no literal"));
            }
            word.push(byte);
            self.pass();
        }
        Ok(String::from_utf8_lossy(&word).into_owned())
    }

    fn broken(&self, what: &str) -> io::Error {
        let error = ImportError::new(
            ImportErrorKind::Broken,
            &self.file,
            format!("it is printed Python, and {what}"),
        );
        let advice = "Save it in Python with json.dump(response, file, default=str).";
        ImportError { advice, ..error }.at(self.line).into()
    }
}

impl<R: BufRead> BufRead for PythonAsJson<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.json.len() {
            if let Some(fault) = self.fault.take() {
                self.ended = true;
                return Err(fault);
            }
            self.json.clear();
            self.taken = 0;
            if let Err(fault) = self.advance() {
                if self.json.is_empty() {
                    return Err(fault);
                }
                self.fault = Some(fault);
            }
        }
        Ok(self.json.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.taken = (self.taken + amount).min(self.json.len());
    }
}

impl<R: BufRead> Read for PythonAsJson<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests;
