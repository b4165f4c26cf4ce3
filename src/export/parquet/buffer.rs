//! Rows that wait, column by column, until they are a group.

use super::column::{ParquetCell, ParquetKind};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedRowGroupWriter;
use std::io::Write;

/// The values of one column.
#[derive(Debug)]
pub(super) enum ColumnBuffer {
    /// Texts.
    Bytes(Vec<ByteArray>, Vec<i16>),
    /// Numbers of 32 bits.
    Short(Vec<i32>, Vec<i16>),
    /// Numbers of 64 bits.
    Long(Vec<i64>, Vec<i16>),
    /// Names and values of lists.
    Pairs(PairBuffer),
}

/// Lists of names and values, as their two columns store them.
#[derive(Debug, Default)]
pub(super) struct PairBuffer {
    names: Vec<ByteArray>,
    values: Vec<ByteArray>,
    /// 0 for no list, 2 for an element.
    definitions: Vec<i16>,
    /// 0 begins a row, 1 goes on with its list.
    repetitions: Vec<i16>,
}

impl ColumnBuffer {
    /// An empty column.
    pub(super) fn new(kind: ParquetKind) -> Self {
        match kind {
            ParquetKind::Text | ParquetKind::Json => Self::Bytes(Vec::new(), Vec::new()),
            ParquetKind::Count | ParquetKind::Money => Self::Short(Vec::new(), Vec::new()),
            ParquetKind::Time | ParquetKind::Number => Self::Long(Vec::new(), Vec::new()),
            ParquetKind::Texts => Self::Pairs(PairBuffer::default()),
        }
    }

    /// Adds a row's value, and says how many bytes it takes. A number that does not fit is missing.
    pub(super) fn push(&mut self, cell: ParquetCell) -> usize {
        match (self, cell) {
            (Self::Bytes(values, definitions), ParquetCell::Text(text)) => {
                definitions.push(1);
                let length = text.len();
                values.push(text.into_bytes().into());
                length
            }
            (Self::Long(values, definitions), ParquetCell::Number(number)) => {
                definitions.push(1);
                values.push(number);
                8
            }
            (Self::Short(values, definitions), ParquetCell::Number(number)) => {
                let number = i32::try_from(number).ok();
                definitions.push(number.is_some().into());
                values.extend(number);
                4
            }
            (Self::Pairs(pairs), ParquetCell::Texts(texts)) => pairs.push(texts),
            (Self::Pairs(pairs), _) => pairs.push(Vec::new()),
            (Self::Bytes(_, definitions) | Self::Short(_, definitions) | Self::Long(_, definitions), _) => {
                definitions.push(0);
                0
            }
        }
    }

    /// Writes the column's part of a group, and forgets it.
    pub(super) fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<()> {
        match self {
            Self::Bytes(values, definitions) => {
                write_column::<ByteArrayType, W>(group, values, definitions, None)?;
                (*values, *definitions) = (Vec::new(), Vec::new());
            }
            Self::Short(values, definitions) => {
                write_column::<Int32Type, W>(group, values, definitions, None)?;
                (*values, *definitions) = (Vec::new(), Vec::new());
            }
            Self::Long(values, definitions) => {
                write_column::<Int64Type, W>(group, values, definitions, None)?;
                (*values, *definitions) = (Vec::new(), Vec::new());
            }
            Self::Pairs(pairs) => {
                let PairBuffer { names, values, definitions, repetitions } = std::mem::take(pairs);
                for texts in [&names, &values] {
                    write_column::<ByteArrayType, W>(group, texts, &definitions, Some(&repetitions))?;
                }
            }
        }
        Ok(())
    }
}

impl PairBuffer {
    fn push(&mut self, texts: Vec<(String, String)>) -> usize {
        if texts.is_empty() {
            self.definitions.push(0);
            self.repetitions.push(0);
        }
        let mut length = 0;
        for (at, (name, text)) in texts.into_iter().enumerate() {
            length += name.len() + text.len();
            self.names.push(name.into_bytes().into());
            self.values.push(text.into_bytes().into());
            self.definitions.push(2);
            self.repetitions.push(i16::from(at > 0));
        }
        length
    }
}

fn write_column<T: parquet::data_type::DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: &[T::T],
    definitions: &[i16],
    repetitions: Option<&[i16]>,
) -> Result<()> {
    // The schema has as many columns as are written.
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    column.typed::<T>().write_batch(values, Some(definitions), repetitions)?;
    column.close()
}
