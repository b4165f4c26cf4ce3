use super::sink::RecordSink;
use super::time::SavedTime;
use crate::model::{RemarkWeight, Timestamp};
use crate::wire::{Keeping, Member, Structure, WireValue, text_of};

/// A structure of the service while its members come in, as a file has them.
pub(super) struct StructureDraft<T: Structure> {
    structure: T,
    kept: Keeping,
    /// Times without a zone, for what lies between two of them can be known.
    local: Vec<(T::Member, jiff::civil::DateTime)>,
}

/// What there is to tell of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DraftNote {
    /// It was read.
    Read,
    /// It is a time that can not be known.
    UnknownTime,
    /// It is not what the service has there.
    Odd,
}

impl DraftNote {
    /// Tells it of a member.
    pub(super) fn tell(self, sink: &mut RecordSink<'_, '_>, member: &str, line: u64) {
        let what = match self {
            Self::Read => return,
            Self::UnknownTime => {
                "holds no time that can be known, for it has no zone or is none: kept as text"
            }
            Self::Odd => "holds another value than the service's: kept as it is",
        };
        sink.note(RemarkWeight::Doubt, line, format!("{member} {what}"));
    }
}

impl<T: Structure> StructureDraft<T> {
    /// Nothing was told yet.
    pub(super) fn new() -> Self {
        Self { structure: T::blank(), kept: Keeping::default(), local: Vec::new() }
    }

    /// Takes a member whose value stands there as JSON. What can not be read is kept as it stands.
    pub(super) fn json(&mut self, member: T::Member, is_time: bool, json: &str) -> DraftNote {
        let text = text_of(json);
        let note = match (&text, is_time) {
            (text, true) => self.time(member, text.as_deref().unwrap_or(json)),
            (Some(text), false) if member.name() == "Reward" => {
                self.value(member, WireValue::Text(text.trim().trim_start_matches('$')))
            }
            // pandas makes floats of a column with gaps.
            _ => self.value(member, WireValue::Json(whole_number(json).unwrap_or(json))),
        };
        if note != DraftNote::Read {
            self.kept.json(member.name(), json);
        }
        note
    }

    /// Takes a member whose value stands there as a text.
    pub(super) fn text(&mut self, member: T::Member, is_time: bool, text: &str) -> DraftNote {
        let note = if is_time { self.time(member, text) } else { self.value(member, WireValue::Text(text)) };
        if note != DraftNote::Read {
            self.kept.text(member.name(), text);
        }
        note
    }

    /// Keeps what has no place.
    pub(super) fn keep(&mut self, name: &str, json: &str) {
        self.kept.json(name, json);
    }

    fn value(&mut self, member: T::Member, value: WireValue<'_>) -> DraftNote {
        if self.structure.set(member, value) { DraftNote::Read } else { DraftNote::Odd }
    }

    fn time(&mut self, member: T::Member, text: &str) -> DraftNote {
        if let Some(time) = SavedTime::read(text) {
            return self.value(member, WireValue::Time(time.at));
        }
        if let Some(at) = milliseconds(text) {
            return self.value(member, WireValue::Time(at));
        }
        if let Ok(local) = text.trim().parse() {
            self.local.push((member, local));
        }
        DraftNote::UnknownTime
    }

    /// How long it was from one time without a zone to another, as far as clocks were not changed between them.
    pub(super) fn between(&self, from: T::Member, to: T::Member) -> Option<jiff::SignedDuration> {
        let at = |member| self.local.iter().find(|(name, _)| *name == member).map(|(_, at)| *at);
        Some(at(to)?.duration_since(at(from)?))
    }

    /// The structure, with what could not be read beside it.
    pub(super) fn done(mut self) -> T {
        self.structure.keep(self.kept.done());
        self.structure
    }
}

/// A time in milliseconds since 1970, as pandas writes it. So many digits are no seconds for ten thousand years.
fn milliseconds(text: &str) -> Option<Timestamp> {
    let digits = text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Timestamp::from_millisecond(text.parse().ok()?).ok()).flatten()
}

/// A number that is whole and written with a zero behind its point.
fn whole_number(json: &str) -> Option<&str> {
    json.strip_suffix(".0")
        .filter(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
