//! A structure of the service, member by member: what every one of them has in common.

use super::member::Member;
use super::raw::RawMembers;
use super::text::{self, WireText};
use super::time::{Seconds, WireTime};
use crate::model::{Cents, KeptMembers, SignedDuration, Timestamp};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A structure of the service that can be read and written.
pub trait Structure: Sized {
    /// Its members.
    type Member: Member;

    /// One of which nothing was told, not even what the service always tells.
    fn blank() -> Self;

    /// Takes over a member. `false` if the value, or a part of it, could not be read.
    fn set(&mut self, member: Self::Member, value: WireValue<'_>) -> bool;

    /// What to write for a member; `None` leaves it out.
    fn get(&self, member: Self::Member) -> Option<Told<'_>>;

    /// What is kept beside the members, by those that keep something.
    fn kept(&self) -> &KeptMembers {
        &KeptMembers::NONE
    }

    /// Keeps what has no place.
    fn keep(&mut self, kept: KeptMembers) {
        drop(kept);
    }

    /// Whether it has an id; without one nothing can be done about it.
    fn has_id(&self) -> bool;
}

/// A member's value as it comes in: as JSON, of any kind, or as what it is known to be.
#[derive(Debug, Clone, Copy)]
pub enum WireValue<'j> {
    /// JSON, as it came.
    Json(&'j str),
    /// A text as it stands, as tables have for everything; the JSON of a value of a shape of its own.
    Text(&'j str),
    /// A time.
    Time(Timestamp),
    /// A number of assignments, a span in seconds, an amount in cents.
    Integer(i64),
}

impl<'j> WireValue<'j> {
    /// Takes over a text. `false` if it is none, or half an emoji in it was lost.
    pub(super) fn text<T>(self, place: &mut T, from: impl FnOnce(Cow<'j, str>) -> T) -> bool {
        let Some(read) = self.read() else { return false };
        *place = from(read.text);
        read.whole
    }

    /// Takes over an id. One that came as a number is its digits.
    pub(super) fn id<T>(self, place: &mut T, from: impl FnOnce(Cow<'j, str>) -> T) -> bool {
        match self {
            Self::Json(number) if number.starts_with(|c: char| c.is_ascii_digit()) => {
                *place = from(Cow::Borrowed(number));
                true
            }
            _ => self.text(place, from),
        }
    }

    /// Takes over a time.
    pub(super) fn time(self, place: &mut Option<Timestamp>) -> bool {
        *place = match self {
            Self::Json(json) => WireTime::read(json).map(WireTime::timestamp),
            Self::Text(text) => WireTime::from_text(text.trim()).map(WireTime::timestamp),
            Self::Time(at) => Some(at),
            Self::Integer(_) => None,
        };
        place.is_some()
    }

    /// Takes over a count.
    pub(super) fn count(self, place: &mut Option<u32>) -> bool {
        *place = self.integer().and_then(|count| u32::try_from(count).ok());
        place.is_some()
    }

    /// Takes over a span of whole seconds.
    pub(super) fn seconds(self, place: &mut Option<SignedDuration>) -> bool {
        *place = self.integer().map(SignedDuration::from_secs);
        place.is_some()
    }

    /// Takes over an amount of money, which the service writes as a text.
    pub(super) fn money(self, place: &mut Option<Cents>) -> bool {
        *place = match self {
            Self::Integer(cents) => Some(Cents(cents)),
            other => other.digits().and_then(|digits| digits.parse().ok()),
        };
        place.is_some()
    }

    /// A value of a shape of its own, all of it or nothing.
    pub(super) fn shape<T: Deserialize<'j>>(self) -> Option<T> {
        match self {
            Self::Json(json) | Self::Text(json) => serde_json::from_str(json).ok(),
            Self::Time(_) | Self::Integer(_) => None,
        }
    }

    /// What it says as a text; `None` where it is of another kind.
    fn read(self) -> Option<WireText<'j>> {
        match self {
            Self::Json(json) => text::read(json),
            Self::Text(text) => Some(WireText { text: Cow::Borrowed(text), whole: true }),
            Self::Time(_) | Self::Integer(_) => None,
        }
    }

    /// A whole number, also from a text.
    fn integer(self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(number),
            other => other.digits()?.trim().parse().ok(),
        }
    }

    fn digits(self) -> Option<Cow<'j, str>> {
        match self {
            Self::Json(json) => Some(text::read(json).map_or(Cow::Borrowed(json), |read| read.text)),
            other => Some(other.read()?.text),
        }
    }
}

/// A member's value as it is told.
#[derive(Debug)]
pub enum Told<'a> {
    /// A text or a word.
    Text(&'a str),
    /// Written as seconds since 1970, with what is below a second behind a point.
    Time(Timestamp),
    /// A number of assignments.
    Count(u32),
    /// A span of time in whole seconds.
    Span(SignedDuration),
    /// Written as a text of dollars with two decimals.
    Money(Cents),
    /// A value of a shape of its own.
    Shape(Box<RawValue>),
}

impl Told<'_> {
    /// The same as a value that another structure can take over.
    #[must_use]
    pub fn as_value(&self) -> WireValue<'_> {
        match self {
            Self::Text(text) => WireValue::Text(text),
            Self::Time(at) => WireValue::Time(*at),
            Self::Count(count) => WireValue::Integer(i64::from(*count)),
            Self::Span(span) => WireValue::Integer(span.as_secs()),
            Self::Money(amount) => WireValue::Integer(amount.0),
            Self::Shape(shape) => WireValue::Text(shape.get()),
        }
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Time(at) => Seconds(*at).serialize(serializer),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Span(span) => serializer.serialize_i64(span.as_secs()),
            Self::Money(amount) => super::money::Dollars(*amount).serialize(serializer),
            Self::Shape(shape) => shape.serialize(serializer),
        }
    }
}

/// A structure as the service would write it. A member that was kept stands in its place as it came.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a, T>(pub &'a T);

impl<T: Structure> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = RawMembers::kept(self.0.kept());
        let mut map = serializer.serialize_map(None)?;
        for member in T::Member::ALL {
            let name = member.name();
            match (kept.get(name), self.0.get(*member)) {
                (Some(value), _) => map.serialize_entry(name, value)?,
                (None, Some(value)) => map.serialize_entry(name, &value)?,
                (None, None) => {}
            }
        }
        for (name, value) in kept.iter().filter(|(name, _)| T::Member::from_name(name).is_none()) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
