use std::fmt;
use std::sync::Arc;

/// Why a text is not an id the service could have given out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {what}: ids are 1 to 64 capital letters and digits")]
pub struct IdError {
    what: &'static str,
    text: String,
}

/// One id type: a thin, printable wrapper, so that a worker can not be passed for a HIT. A clone shares the text.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks a text a person gave against the service model (`^[A-Z0-9]+$`, 1 to 64 characters).
            ///
            /// # Errors
            ///
            /// When the service would refuse it.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let fits = (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
                if fits { Ok(Self(text.into())) } else { Err(IdError { what: $what, text: text.into() }) }
            }

            /// Takes an id as the service or a file wrote it, unchecked.
            pub fn from_service(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }
    };
}

id!(
    /// The id of an assignment.
    AssignmentId,
    "an assignment id"
);
id!(
    /// The id of a HIT.
    HitId,
    "a HIT id"
);
id!(
    /// The id of a worker. Personal data: never in a log.
    WorkerId,
    "a worker id"
);

/// What an invented id begins with; no id of the service does.
const INVENTED: char = '~';

/// Ids that hitdeck gives to rows that have none, so that they can be told apart and found again.
macro_rules! invented {
    ($name:ident) => {
        impl $name {
            /// The id of a row without one, made from a key that is the same whenever the row is read. It is never shown as
            /// an id, never sent and never exported.
            #[must_use]
            pub fn invented(key: impl fmt::Display) -> Self {
                Self(format!("{INVENTED}{key}").into())
            }

            /// Whether the source had no such id and this one stands in its place.
            #[must_use]
            pub fn is_invented(&self) -> bool {
                self.0.starts_with(INVENTED)
            }

            /// The id as its source has it; `None` where it has none.
            #[must_use]
            pub fn real(&self) -> Option<&str> {
                Some(&*self.0).filter(|text| !text.is_empty() && !self.is_invented())
            }
        }
    };
}

invented!(AssignmentId);
invented!(HitId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_a_person_types_are_checked_as_the_service_does() {
        assert_eq!(HitId::parse("3X4MQ2").unwrap().as_str(), "3X4MQ2");
        for bad in ["", "3x4m", "3X-4", "É", &"A".repeat(65)] {
            let error = HitId::parse(bad).unwrap_err().to_string();
            assert!(error.contains("is not a HIT id"), "{error}");
        }
    }

    #[test]
    fn an_invented_id_is_none_of_the_services() {
        let invented = AssignmentId::invented("7f");
        assert!(invented.is_invented() && invented.real().is_none());
        assert!(AssignmentId::parse(invented.as_str()).is_err());
        assert_eq!(HitId::from_service("7").real(), Some("7"));
        assert_eq!(HitId::from_service("").real(), None);
    }
}
