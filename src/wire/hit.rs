use super::member::HitMember;
use super::structure::{Structure, Told, WireValue};
use crate::model::{Hit, HitId, HitReviewStatus, HitStatus, KeptMembers, Locale, QualificationRequirement};
use serde::{Deserialize, Serialize};
use serde_json::value::to_raw_value;
use std::borrow::Cow;

impl Structure for Hit {
    type Member = HitMember;

    fn blank() -> Self {
        Self { status: HitStatus::Other, ..Self::new(HitId::from_service("")) }
    }

    fn set(&mut self, member: HitMember, value: WireValue<'_>) -> bool {
        use HitMember as M;
        match member {
            M::HitId => value.id(&mut self.id, HitId::from_service),
            M::HitTypeId => value.id(&mut self.hit_type, String::from),
            M::HitGroupId => value.id(&mut self.group, |text| Some(text.into())),
            M::HitLayoutId => value.id(&mut self.layout, |text| Some(text.into())),
            M::CreationTime => value.time(&mut self.created),
            M::Title => value.text(&mut self.title, String::from),
            M::Description => value.text(&mut self.description, String::from),
            M::Question => value.text(&mut self.question, |text| Some(text.into())),
            M::Keywords => value.text(&mut self.keywords, String::from),
            M::HitStatus => {
                value.text(&mut self.status, |word| HitStatus::from_service(&word))
                    && self.status != HitStatus::Other
            }
            M::MaxAssignments => value.count(&mut self.max),
            M::Reward => value.money(&mut self.reward),
            M::AutoApprovalDelayInSeconds => value.seconds(&mut self.auto_approval_delay),
            M::Expiration => value.time(&mut self.expires),
            M::AssignmentDurationInSeconds => value.seconds(&mut self.duration),
            M::RequesterAnnotation => value.text(&mut self.annotation, |text| Some(text.into())),
            M::QualificationRequirements => {
                let shapes: Option<Vec<RequirementShape<'_>>> = value.shape();
                let read = shapes.is_some();
                self.requirements =
                    shapes.into_iter().flatten().map(QualificationRequirement::from).collect();
                read
            }
            M::HitReviewStatus => {
                value.text(&mut self.review_status, |word| HitReviewStatus::from_service(&word))
                    && self.review_status.is_some()
            }
            M::NumberOfAssignmentsPending => value.count(&mut self.pending),
            M::NumberOfAssignmentsAvailable => value.count(&mut self.available),
            M::NumberOfAssignmentsCompleted => value.count(&mut self.completed),
        }
    }

    fn get(&self, member: HitMember) -> Option<Told<'_>> {
        use HitMember as M;
        match member {
            M::HitId => Some(Told::Text(self.id.as_str())),
            M::HitTypeId => Some(Told::Text(&self.hit_type)),
            M::HitGroupId => self.group.as_deref().map(Told::Text),
            M::HitLayoutId => self.layout.as_deref().map(Told::Text),
            M::CreationTime => self.created.map(Told::Time),
            M::Title => Some(Told::Text(&self.title)),
            M::Description => Some(Told::Text(&self.description)),
            M::Question => self.question.as_deref().map(Told::Text),
            M::Keywords => Some(Told::Text(&self.keywords)),
            M::HitStatus => (self.status != HitStatus::Other).then(|| Told::Text(self.status.word())),
            M::MaxAssignments => self.max.map(Told::Count),
            M::Reward => self.reward.map(Told::Money),
            M::AutoApprovalDelayInSeconds => self.auto_approval_delay.map(Told::Span),
            M::Expiration => self.expires.map(Told::Time),
            M::AssignmentDurationInSeconds => self.duration.map(Told::Span),
            M::RequesterAnnotation => self.annotation.as_deref().map(Told::Text),
            M::QualificationRequirements => {
                let shapes: Vec<RequirementShape<'_>> =
                    self.requirements.iter().map(RequirementShape::from).collect();
                to_raw_value(&shapes).ok().map(Told::Shape)
            }
            M::HitReviewStatus => self.review_status.map(|status| Told::Text(status.word())),
            M::NumberOfAssignmentsPending => self.pending.map(Told::Count),
            M::NumberOfAssignmentsAvailable => self.available.map(Told::Count),
            M::NumberOfAssignmentsCompleted => self.completed.map(Told::Count),
        }
    }

    fn kept(&self) -> &KeptMembers {
        &self.kept
    }

    fn keep(&mut self, kept: KeptMembers) {
        self.kept = kept;
    }

    fn has_id(&self) -> bool {
        !self.id.as_str().is_empty()
    }
}

/// A `QualificationRequirement`. A list of them is read whole or kept as it came.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct RequirementShape<'j> {
    #[serde(borrow)]
    qualification_type_id: Cow<'j, str>,
    #[serde(borrow)]
    comparator: Cow<'j, str>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    integer_values: Cow<'j, [i64]>,
    #[serde(default, borrow, skip_serializing_if = "Vec::is_empty")]
    locale_values: Vec<LocaleShape<'j>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_to_preview: Option<bool>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    actions_guarded: Option<Cow<'j, str>>,
}

/// A `Locale`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
struct LocaleShape<'j> {
    #[serde(borrow)]
    country: Cow<'j, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    subdivision: Option<Cow<'j, str>>,
}

impl From<RequirementShape<'_>> for QualificationRequirement {
    fn from(shape: RequirementShape<'_>) -> Self {
        Self {
            qualification_type: shape.qualification_type_id.into_owned(),
            comparator: shape.comparator.into_owned(),
            integer_values: shape.integer_values.into_owned(),
            locale_values: shape.locale_values.into_iter().map(Locale::from).collect(),
            required_to_preview: shape.required_to_preview,
            actions_guarded: shape.actions_guarded.map(Cow::into_owned),
        }
    }
}

impl<'a> From<&'a QualificationRequirement> for RequirementShape<'a> {
    fn from(requirement: &'a QualificationRequirement) -> Self {
        Self {
            qualification_type_id: Cow::Borrowed(&requirement.qualification_type),
            comparator: Cow::Borrowed(&requirement.comparator),
            integer_values: Cow::Borrowed(&requirement.integer_values),
            locale_values: requirement.locale_values.iter().map(LocaleShape::from).collect(),
            required_to_preview: requirement.required_to_preview,
            actions_guarded: requirement.actions_guarded.as_deref().map(Cow::Borrowed),
        }
    }
}

impl From<LocaleShape<'_>> for Locale {
    fn from(shape: LocaleShape<'_>) -> Self {
        Self { country: shape.country.into_owned(), subdivision: shape.subdivision.map(Cow::into_owned) }
    }
}

impl<'a> From<&'a Locale> for LocaleShape<'a> {
    fn from(locale: &'a Locale) -> Self {
        let subdivision = locale.subdivision.as_deref().map(Cow::Borrowed);
        Self { country: Cow::Borrowed(&locale.country), subdivision }
    }
}
