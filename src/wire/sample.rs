//! Any assignment, any HIT, and hostile JSON, for the tests of this room.

use crate::model::{
    Assignment, AssignmentId, Cents, Hit, HitId, HitReviewStatus, HitStatus, KeptMembers, Locale,
    QualificationRequirement, SignedDuration, Status, Timestamp, WorkerId,
};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

fn id() -> impl Strategy<Value = String> {
    "[A-Z0-9]{1,12}"
}

fn time() -> impl Strategy<Value = Option<Timestamp>> {
    of((-62_000_000_000_i64..250_000_000_000, 0_i32..1_000_000_000)
        .prop_map(|(second, nanos)| Timestamp::new(second, nanos).unwrap()))
}

/// A span of whole seconds, as the service has them.
fn span() -> impl Strategy<Value = Option<SignedDuration>> {
    of(any::<i64>().prop_map(SignedDuration::from_secs))
}

/// Members that have no place, values that can not be read.
fn kept() -> impl Strategy<Value = KeptMembers> {
    let kept = vec![r#"{"Later":[1,{"x":null}]}"#, r#"{"A \"name\"":"\ud83d","Émile":1.50}"#, r#"{"":""}"#];
    of(select(kept)).prop_map(|kept| kept.map(Into::into).into())
}

/// The same and a word of a later service behind it, where the reader puts it.
fn with_word(member: &str, word: &str, kept: &KeptMembers) -> KeptMembers {
    let before =
        kept.json().and_then(|json| json.strip_suffix('}')).map_or("{".to_owned(), |json| format!("{json},"));
    KeptMembers::from_json(format!(r#"{before}"{member}":"{word}"}}"#).into())
}

prop_compose! {
    /// Any assignment that can come from an answer.
    pub(super) fn any_assignment()(
        (id, worker, hit) in (id(), id(), id()),
        status in select(&Status::ALL[..]),
        times in [time(), time(), time(), time(), time(), time()],
        answer in of(any::<String>()),
        feedback in of(any::<String>()),
        kept in kept(),
    ) -> Assignment {
        let [accepted, submitted, auto_approval, approved, rejected, deadline] = times;
        let kept = if status == Status::Other { with_word("AssignmentStatus", "Disputed", &kept) } else { kept };
        Assignment {
            status,
            accepted,
            submitted,
            auto_approval,
            approved,
            rejected,
            deadline,
            answer: answer.map(Into::into),
            feedback: feedback.map(Into::into),
            kept,
            ..Assignment::new(
                AssignmentId::from_service(id),
                WorkerId::from_service(worker),
                HitId::from_service(hit),
            )
        }
    }
}

prop_compose! {
    fn any_requirement()(
        qualification_type in id(),
        comparator in select(vec!["GreaterThan", "In", "Exists", "A later word"]),
        integer_values in prop::collection::vec(any::<i64>(), 0..3),
        places in prop::collection::vec(("[A-Z]{2}", of("[A-Z]{2}")), 0..3),
        required_to_preview in of(any::<bool>()),
        actions_guarded in of(select(vec!["Accept", "PreviewAndAccept"])),
    ) -> QualificationRequirement {
        let locale = |(country, subdivision)| Locale { country, subdivision };
        QualificationRequirement {
            qualification_type,
            comparator: comparator.to_owned(),
            integer_values,
            locale_values: places.into_iter().map(locale).collect(),
            required_to_preview,
            actions_guarded: actions_guarded.map(str::to_owned),
        }
    }
}

prop_compose! {
    /// Any HIT that can come from an answer.
    pub(super) fn any_hit()(
        (id, hit_type, group, layout) in (id(), id(), of(id()), of(id())),
        texts in [any::<String>(), any::<String>(), any::<String>()],
        (question, annotation) in (of(any::<String>()), of(any::<String>())),
        (reward, status) in (of(0..i64::MAX), 0_usize..6),
        (created, expires, duration, auto_approval_delay) in (time(), time(), span(), span()),
        requirements in prop::collection::vec(any_requirement(), 0..3),
        review_status in of(select(&HitReviewStatus::ALL[..])),
        counters in [of(any::<u32>()), of(any::<u32>()), of(any::<u32>()), of(any::<u32>())],
        kept in kept(),
    ) -> Hit {
        let words = ["Assignable", "Unassignable", "Reviewable", "Reviewing", "Disposed", "Paused"];
        let status = HitStatus::from_service(words[status]);
        let kept = if status == HitStatus::Other { with_word("HITStatus", "Paused", &kept) } else { kept };
        let ([title, description, keywords], [max, available, pending, completed]) = (texts, counters);
        Hit {
            hit_type,
            group,
            layout,
            title,
            description,
            question: question.map(Into::into),
            keywords,
            reward: reward.map(Cents),
            status,
            created,
            expires,
            duration,
            auto_approval_delay,
            annotation,
            requirements,
            review_status,
            max,
            available,
            pending,
            completed,
            kept,
            ..Hit::new(HitId::from_service(id))
        }
    }
}

/// JSON values of every kind, most of them not what belongs where they stand.
pub(super) fn hostile() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(vec![
            "null",
            "true",
            "-1",
            "1e999",
            "-0",
            "1700000000",
            "1.5",
            "12345678901234567890",
            r#""""#,
            r#""\ud83d""#,
            r#""\ude00\u0000""#,
            r#""2019-12-01T12:00:00Z""#,
            r#""Wed""#,
            r#""7""#,
            r#""0.12""#,
            "[]",
            "{}",
        ])
        .prop_map(str::to_owned),
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((any::<String>(), inner), 0..4).prop_map(|members| {
                let member = |(name, value)| format!("{}:{value}", serde_json::to_string(&name).unwrap());
                let members: Vec<String> =
                    members.into_iter().map(|(n, v): (String, String)| member((n, v))).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}
