/// One thing a worker has to fulfil to work on a HIT: a comparison with a qualification they have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QualificationRequirement {
    /// The qualification type's id; the service's own ones start with zeros.
    pub qualification_type: String,
    /// How the worker's value is compared, in the service's word, such as `GreaterThan` or `In`.
    pub comparator: String,
    /// The numbers it is compared with.
    pub integer_values: Vec<i64>,
    /// The places it is compared with.
    pub locale_values: Vec<Locale>,
    /// Whether it takes the qualification even to see the HIT. Older than `actions_guarded`.
    pub required_to_preview: Option<bool>,
    /// What it takes the qualification for, in the service's word, such as `PreviewAndAccept`.
    pub actions_guarded: Option<String>,
}

/// A place: a country, or a part of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locale {
    /// ISO 3166: `DE`.
    pub country: String,
    /// ISO 3166-2 without the country: `CA` in `US`.
    pub subdivision: Option<String>,
}
