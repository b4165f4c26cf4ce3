//! How the members of a structure stand in columns, and back: one mapping for all structures, member by member.

use crate::model::{KeptMembers, Timestamp};
use crate::wire::{Member, Structure, Told, WireValue};
use rusqlite::Statement;
use rusqlite::types::{ToSqlOutput, Type, Value, ValueRef};

/// A member with a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct MemberColumn<M> {
    /// The member, whose name is the column's.
    pub(super) member: M,
    is_time: bool,
}

/// The members that have a column in their structure's own table, in the order of the service model.
#[derive(Debug)]
pub(super) struct MemberColumns<M>(Vec<MemberColumn<M>>);

impl<M: Member> MemberColumns<M> {
    /// All members but those that are kept elsewhere.
    pub(super) fn but(elsewhere: &[M]) -> Self {
        let here = M::ALL.iter().filter(|member| !elsewhere.contains(member));
        let is_time = |name: &str| name.ends_with("Time") || matches!(name, "Deadline" | "Expiration");
        Self(here.map(|member| MemberColumn { member: *member, is_time: is_time(member.name()) }).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Their names, each with something before and after it, with commas between.
    pub(super) fn names(&self, before: &str, after: &str) -> String {
        let names: Vec<String> =
            self.0.iter().map(|column| format!("{before}{}{after}", column.member.name())).collect();
        names.join(", ")
    }

    /// Binds a structure's values from a parameter on.
    pub(super) fn bind<T: Structure<Member = M>>(
        &self,
        statement: &mut Statement<'_>,
        first: usize,
        structure: &T,
    ) -> rusqlite::Result<()> {
        for (parameter, column) in (first..).zip(&self.0) {
            statement.raw_bind_parameter(parameter, value(structure.get(column.member).as_ref()))?;
        }
        Ok(())
    }

    /// Takes a structure's values over from a column on.
    pub(super) fn read<T: Structure<Member = M>>(
        &self,
        row: &rusqlite::Row<'_>,
        first: usize,
        structure: &mut T,
    ) -> rusqlite::Result<()> {
        for (at, column) in (first..).zip(&self.0) {
            let value = row.get_ref(at)?;
            let told = match value {
                ValueRef::Null => continue,
                ValueRef::Text(_) => WireValue::Text(value.as_str()?),
                ValueRef::Integer(micros) if column.is_time => WireValue::Time(time(at, micros)?),
                ValueRef::Integer(number) => WireValue::Integer(number),
                ValueRef::Real(_) | ValueRef::Blob(_) => {
                    let name = column.member.name().to_owned();
                    return Err(rusqlite::Error::InvalidColumnType(at, name, value.data_type()));
                }
            };
            structure.set(column.member, told);
        }
        Ok(())
    }
}

/// A member's value as it stands in a column.
fn value<'t>(told: Option<&Told<'t>>) -> ToSqlOutput<'t> {
    let text = |text: &'t str| ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()));
    match told {
        None => ToSqlOutput::Borrowed(ValueRef::Null),
        Some(Told::Text(told)) => text(told),
        Some(Told::Time(at)) => ToSqlOutput::Owned(time_value(*at)),
        Some(Told::Shape(shape)) => ToSqlOutput::Owned(Value::Text(shape.get().to_owned())),
        Some(Told::Count(count)) => ToSqlOutput::Owned(Value::Integer((*count).into())),
        Some(Told::Span(span)) => ToSqlOutput::Owned(Value::Integer(span.as_secs())),
        Some(Told::Money(cents)) => ToSqlOutput::Owned(Value::Integer(cents.0)),
    }
}

/// A time as it stands in a column: in microseconds, or as text where it is finer.
pub(super) fn time_value(at: Timestamp) -> Value {
    if at.subsec_nanosecond() % 1000 == 0 {
        Value::Integer(at.as_microsecond())
    } else {
        Value::Text(at.to_string())
    }
}

fn time(column: usize, micros: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|error| unreadable(column, Type::Integer, error))
}

fn unreadable(column: usize, kind: Type, error: jiff::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(error))
}

/// The members that are kept beside the columns.
pub(super) fn kept_of(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<KeptMembers> {
    Ok(row.get::<_, Option<Box<str>>>(column)?.into())
}
