use crate::export::{Existing, ExportFile};
use crate::text::safe;
use anyhow::Context as _;
use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write};
use std::path::Path;

/// What an export is written to.
pub(super) enum ExportOutput {
    /// A file.
    File(ExportFile),
    /// Another program.
    Pipe(BufWriter<Stdout>),
    /// A person, whose terminal must not get what workers write.
    Terminal(VisibleLines<Stdout>),
}

impl ExportOutput {
    /// Opens it: a file for a path, else standard output.
    ///
    /// # Errors
    ///
    /// When the file is there and may not be replaced, or nothing can be written there.
    pub(super) fn open(path: Option<&Path>, existing: Existing) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            let stdout = io::stdout();
            return Ok(if stdout.is_terminal() {
                Self::Terminal(VisibleLines { out: stdout, line: Vec::new() })
            } else {
                Self::Pipe(BufWriter::with_capacity(1 << 16, stdout))
            });
        };
        let told = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => anyhow::anyhow!("it is there already; --force replaces it"),
            _ => error.into(),
        };
        let file = ExportFile::create(path, existing).map_err(told);
        Ok(Self::File(file.with_context(|| path.display().to_string())?))
    }

    /// Whether a person reads it as it comes.
    pub(super) fn is_terminal(&self) -> bool {
        matches!(self, Self::Terminal(_))
    }

    /// Writes what is left, and puts a file in its place.
    ///
    /// # Errors
    ///
    /// When it can not be written.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::File(file) => file.finish(),
            Self::Pipe(mut out) => out.flush(),
            Self::Terminal(lines) => lines.finish(),
        }
        .context("can not write the export")
    }
}

impl Write for ExportOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.write(bytes),
            Self::Pipe(out) => out.write(bytes),
            Self::Terminal(lines) => lines.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(file) => file.flush(),
            Self::Pipe(out) => out.flush(),
            Self::Terminal(lines) => lines.flush(),
        }
    }
}

/// Writes lines with every character visible.
pub(super) struct VisibleLines<W> {
    out: W,
    /// The line that has no end yet.
    line: Vec<u8>,
}

impl<W: Write> VisibleLines<W> {
    fn show(&mut self) -> io::Result<()> {
        let text = String::from_utf8_lossy(&self.line);
        self.out.write_all(safe::visible(&text).as_bytes())?;
        self.line.clear();
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        let ended = self.line.is_empty();
        self.show()?;
        self.out.write_all(if ended { b"" } else { b"\n" })?;
        self.out.flush()
    }
}

impl<W: Write> Write for VisibleLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(line);
            if line.ends_with(b"\n") {
                self.show()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_nothing_that_it_would_obey() {
        let mut lines = VisibleLines { out: Vec::new(), line: Vec::new() };
        lines.write_all(b"a\x1b[31m").unwrap();
        lines.write_all("é\r\nb".as_bytes()).unwrap();
        lines.show().unwrap();
        let shown = String::from_utf8(lines.out).unwrap();
        assert!(!shown.contains('\u{1b}') && shown.ends_with("\nb"), "{shown:?}");
    }
}
