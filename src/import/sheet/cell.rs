use super::column::MemberKind;
use crate::import::time::{SavedTime, TimeForm};
use crate::wire::WireValue;

/// What a cell of a member says.
#[derive(Debug, Clone, Copy)]
pub(super) enum CellValue<'c> {
    /// Nothing.
    Missing,
    /// A value, as it can be taken over.
    Value(WireValue<'c>),
    /// A time, and how it was written.
    Time(SavedTime),
    /// A time that can not be known.
    UnknownTime,
}

/// What stands for a missing value where no worker wrote: in R, pandas, Python and databases.
const MISSING: [&str; 9] = ["NA", "NaN", "nan", "NaT", "None", "NULL", "null", "N/A", "\\N"];

impl<'c> CellValue<'c> {
    /// Reads a cell.
    pub(super) fn read(kind: MemberKind, text: &'c str) -> Self {
        if kind == MemberKind::Text {
            return if text.is_empty() { Self::Missing } else { Self::Value(WireValue::Text(text)) };
        }
        let plain = plain(text);
        if plain.is_empty() || MISSING.contains(&plain) {
            return Self::Missing;
        }
        match kind {
            MemberKind::Time => SavedTime::read(plain).map_or(Self::UnknownTime, Self::Time),
            MemberKind::Money => {
                Self::Value(WireValue::Text(plain.strip_prefix('$').unwrap_or(plain).trim()))
            }
            MemberKind::Plain | MemberKind::Text => Self::Value(WireValue::Text(plain)),
        }
    }

    /// The value to take over; `None` where there is none, or none that can be known.
    pub(super) fn wire(self) -> Option<WireValue<'c>> {
        match self {
            Self::Value(value) => Some(value),
            Self::Time(time) => Some(WireValue::Time(time.at)),
            Self::Missing | Self::UnknownTime => None,
        }
    }

    /// How a time was written.
    pub(super) fn time_form(self) -> Option<TimeForm> {
        if let Self::Time(time) = self { Some(time.form) } else { None }
    }
}

/// A cell of the service's without blanks around it, without the quotes of a JSON text, and a whole number without the
/// zero that pandas puts behind it where a column has gaps.
pub(super) fn plain(text: &str) -> &str {
    let text = text.trim_ascii();
    let bare = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    match bare.strip_suffix(".0") {
        Some(whole) if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_the_service_are_bare() {
        for (text, bare) in
            [("\"Submitted\"", "Submitted"), (" 45.0 ", "45"), ("1.5", "1.5"), ("\"", "\""), (".0", ".0")]
        {
            assert_eq!(plain(text), bare);
        }
        assert!(matches!(CellValue::read(MemberKind::Time, "NA"), CellValue::Missing));
        assert!(matches!(CellValue::read(MemberKind::Text, "NA"), CellValue::Value(WireValue::Text("NA"))));
        assert!(matches!(
            CellValue::read(MemberKind::Money, "$0.01 "),
            CellValue::Value(WireValue::Text("0.01"))
        ));
        assert!(matches!(CellValue::read(MemberKind::Time, "3/25/14 22:12"), CellValue::UnknownTime));
    }
}
