//! Text of any kind, recognised and read.

use super::cli_text::read_cli_text;
use super::decode::DecodedText;
use super::error::{ImportError, ImportErrorKind};
use super::json::{JsonRecords, JsonShape, read_documents, read_lines};
use super::python::PythonAsJson;
use super::sheet::read_sheet;
use super::sink::{Flow, Halt, RecordSink};
use super::summary::FileKind;
use super::text_kind::TextKind;
use super::yaml::read_yaml;
use crate::model::{RemarkWeight, SavedRecord, TakeRecord};
use std::io::{BufRead, Read};
use std::sync::Arc;

/// Reads a text. What was found before it broke stays, and that it broke is told.
pub(super) fn read_text<R: Read>(
    mut text: DecodedText<R>,
    file: &Arc<str>,
    take: &mut TakeRecord<'_>,
) -> Flow<FileKind> {
    let block = text.fill_buf().map_err(|error| ImportError::from_io(error, file))?;
    let kind = TextKind::of(block);
    if let TextKind::Sheet = kind {
        let read = sheet(&mut text, file, take)?;
        tell_encoding(&text, &mut RecordSink::new(file, take))?;
        return Ok(read);
    }
    let mut sink = RecordSink::new(file, take);
    let read = read_kind(kind, &mut text, &mut sink);
    match read {
        Err(Halt::Failed(error)) if !sink.is_empty() => {
            let text = format!("{}: what stands before it is read", error.what);
            sink.remark(RemarkWeight::Loss, error.line, text)?;
            sink.finish()?;
        }
        other => return finished(other?, &text, &mut sink),
    }
    finished(kind_of(kind, JsonShape::Service), &text, &mut sink)
}

fn finished<R: Read>(kind: FileKind, text: &DecodedText<R>, sink: &mut RecordSink<'_, '_>) -> Flow<FileKind> {
    tell_encoding(text, sink)?;
    Ok(kind)
}

fn tell_encoding<R: Read>(text: &DecodedText<R>, sink: &mut RecordSink<'_, '_>) -> Flow {
    text.remark().map_or(Ok(()), |remark| sink.put(SavedRecord::Remark(remark)))
}

fn read_kind(kind: TextKind, text: &mut dyn BufRead, sink: &mut RecordSink<'_, '_>) -> Flow<FileKind> {
    let file = Arc::clone(sink.file());
    let mut records = JsonRecords::new(sink);
    match kind {
        TextKind::JsonLines => read_lines(text, &mut records)?,
        TextKind::Json => read_documents(text, &mut records)?,
        TextKind::Python => read_documents(PythonAsJson::new(text, &file), &mut records)?,
        TextKind::Yaml => read_yaml(text, &mut records)?,
        TextKind::CliText => {
            read_cli_text(text, sink)?;
            return Ok(FileKind::CliText);
        }
        TextKind::Blank | TextKind::CliTable | TextKind::Html | TextKind::Xml | TextKind::Sheet => {
            return Err(no_results(kind, &file).into());
        }
    }
    let shape = records.shape();
    Ok(kind_of(kind, shape))
}

/// What a text was, by its form and by what was in it.
fn kind_of(kind: TextKind, shape: JsonShape) -> FileKind {
    match (kind, shape) {
        (_, JsonShape::Mephisto) => FileKind::Mephisto,
        (_, JsonShape::Exported) => FileKind::Exported,
        (TextKind::Json | TextKind::JsonLines, JsonShape::Flat) => FileKind::JsonTable,
        (TextKind::Json | TextKind::JsonLines, JsonShape::Legacy) => FileKind::LegacyJson,
        (TextKind::Yaml, _) => FileKind::Yaml,
        (TextKind::Python, _) => FileKind::Python,
        (TextKind::CliText, _) => FileKind::CliText,
        (TextKind::JsonLines, _) => FileKind::JsonLines,
        (TextKind::Json, _) => FileKind::Json,
        (TextKind::Blank | TextKind::CliTable | TextKind::Html | TextKind::Xml | TextKind::Sheet, _) => {
            FileKind::Unknown
        }
    }
}

fn no_results(kind: TextKind, file: &Arc<str>) -> ImportError {
    let (what, advice) = match kind {
        TextKind::CliTable => (
            "it is a table that the AWS CLI drew for people",
            "Ask for it again with --output json, and open that.",
        ),
        TextKind::Html => (
            "it is a web page",
            "Where it came from a download, sign in and download the results again; of the page of a task, open its results.",
        ),
        TextKind::Xml => ("it is XML", "Open the assignments as JSON or CSV; single answers are not read."),
        _ => ("it is empty but for blanks", "Open a file with the assignments of HITs."),
    };
    ImportError { advice, ..ImportError::new(ImportErrorKind::NoResults, file, what) }
}

/// Reads a table.
fn sheet(text: &mut dyn BufRead, file: &Arc<str>, take: &mut TakeRecord<'_>) -> Flow<FileKind> {
    let mut stopped = false;
    let summary = read_sheet(text, file, &mut |record| {
        let flow = take(record);
        stopped |= flow.is_break();
        flow
    })?;
    if stopped { Err(Halt::Stopped) } else { Ok(FileKind::Sheet(summary.kind)) }
}
