use super::buffer::ColumnBuffer;
use super::column::{ParquetColumn, ParquetKind};
use crate::export::ExportError;
use crate::model::{Hit, SavedAssignment};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::io::{self, Write};
use std::sync::Arc;

/// More rows than this are not held in memory, and stand in one group.
const GROUP: usize = 2_000;

/// Nor are more bytes than this, however few rows they are.
const BYTES: usize = 32 << 20;

/// A Parquet file that is written group by group.
pub(super) struct ParquetFile<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<(ParquetColumn, ColumnBuffer)>,
    rows: usize,
    bytes: usize,
}

impl<W: Write + Send> ParquetFile<W> {
    /// Begins a file.
    pub(super) fn new(out: W) -> Result<Self, ExportError> {
        let schema = parse_message_type(&schema()).map_err(told)?;
        let zstd = Compression::ZSTD(ZstdLevel::default());
        let made_by = concat!("hitdeck ", env!("CARGO_PKG_VERSION")).to_owned();
        let properties = WriterProperties::builder().set_compression(zstd).set_created_by(made_by).build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(told)?;
        let columns = ParquetColumn::all();
        let columns = columns.into_iter().map(|column| (column, ColumnBuffer::new(column.kind()))).collect();
        Ok(Self { file, columns, rows: 0, bytes: 0 })
    }

    /// Adds an assignment, with what is known of its HIT.
    pub(super) fn push(&mut self, saved: &SavedAssignment, hit: Option<&Hit>) -> Result<(), ExportError> {
        for (column, buffer) in &mut self.columns {
            self.bytes += buffer.push(column.cell(saved, hit));
        }
        self.rows += 1;
        if self.rows >= GROUP || self.bytes >= BYTES { self.group() } else { Ok(()) }
    }

    /// Writes the rows that wait as a group.
    fn group(&mut self) -> Result<(), ExportError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.file.next_row_group().map_err(told)?;
        for (_, buffer) in &mut self.columns {
            buffer.write(&mut group).map_err(told)?;
        }
        group.close().map_err(told)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    /// Writes what waits and the end, and gives back what was written to.
    pub(super) fn finish(mut self) -> Result<W, ExportError> {
        self.group()?;
        self.file.into_inner().map_err(told)
    }
}

/// What the crate says of a file that can not be written.
fn told(error: ParquetError) -> ExportError {
    ExportError::Io(io::Error::other(error))
}

fn schema() -> String {
    let columns = ParquetColumn::all().into_iter().map(|column| {
        let name = column.name();
        match column.kind() {
            ParquetKind::Text => format!("optional binary {name} (STRING);"),
            ParquetKind::Json => format!("optional binary {name} (JSON);"),
            ParquetKind::Time => format!("optional int64 {name} (TIMESTAMP(MICROS,true));"),
            ParquetKind::Count => format!("optional int32 {name};"),
            ParquetKind::Number => format!("optional int64 {name};"),
            ParquetKind::Money => format!("optional int32 {name} (DECIMAL(9,2));"),
            ParquetKind::Texts => format!(
                "optional group {name} (LIST) {{ repeated group list {{ required group element {{ \
                 required binary Name (STRING); required binary Value (STRING); }} }} }}"
            ),
        }
    });
    format!("message assignments {{ {} }}", columns.collect::<Vec<_>>().join(" "))
}
