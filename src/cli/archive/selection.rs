use crate::archive::Selection;
use crate::model::{HitId, SignedDuration, Timestamp};
use clap::Args;
use jiff::SpanRelativeTo;

/// Which records are meant.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct SelectionArgs {
    /// Only this HIT; may be given several times.
    #[arg(long = "hit", value_name = "HIT")]
    hits: Vec<HitId>,

    /// Only HITs of this type.
    #[arg(long = "hit-type", value_name = "TYPE")]
    hit_types: Vec<String>,

    /// Only HITs of this batch of the requester's website, by its number.
    #[arg(long = "batch", value_name = "NUMBER")]
    batches: Vec<String>,

    /// Only what this source told: an endpoint's URL, a file's path, or production, sandbox, endpoint, file.
    #[arg(long = "source", value_name = "SOURCE")]
    sources: Vec<String>,

    /// Only assignments submitted so long ago, like 90d, 18months or 2y.
    #[arg(long, value_name = "AGE", value_parser = age)]
    older_than: Option<SignedDuration>,
}

impl SelectionArgs {
    /// What is meant at `now`.
    pub(super) fn at(&self, now: Timestamp) -> Selection {
        Selection {
            hits: self.hits.clone(),
            hit_types: self.hit_types.clone(),
            batches: self.batches.clone(),
            sources: self.sources.clone(),
            // Older than all time there is selects nothing.
            before: self.older_than.map(|age| now.checked_sub(age).unwrap_or(Timestamp::MIN)),
            ..Selection::default()
        }
    }
}

/// An age: months have 30 days, years 365.
fn age(text: &str) -> Result<SignedDuration, String> {
    let refused = || format!("{text:?} is no age: write one like 90d, 18months or 2y");
    let span: jiff::Span = text.parse().map_err(|_| refused())?;
    let days = i64::from(span.get_years()) * 365 + i64::from(span.get_months()) * 30;
    let rest =
        span.years(0).months(0).to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| refused())?;
    let age = SignedDuration::from_hours(24 * days).checked_add(rest).ok_or_else(refused)?;
    if age.is_positive() { Ok(age) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_days_months_or_years() {
        for (text, days) in [("90d", 90), ("2y", 730), ("18months", 540), ("1w", 7), ("P1Y2D", 367)] {
            assert_eq!(age(text), Ok(SignedDuration::from_hours(24 * days)), "{text}");
        }
        for bad in ["", "90", "-3d", "0d", "soon"] {
            let error = age(bad).unwrap_err();
            assert!(error.contains("90d"), "{error}");
        }
    }
}
