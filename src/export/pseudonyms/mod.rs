//! Records with pseudonyms in the place of worker ids.

mod key;

use super::answers::answered;
use super::{Replay, ReplayError};
use crate::model::{
    BonusPayment, KeptMembers, NamedText, SavedAssignment, SavedRecord, TakeRecord, WorkerId,
};
use crate::wire::{RawMembers, text_of};
pub use key::{KeyError, KeyFile, PseudonymKey};
use serde_json::value::to_raw_value;
use std::collections::BTreeMap;

/// Columns, questions and members of this name hold worker ids, in whatever case, with blanks and underscores.
const WORKER_ID: &str = "workerid";

/// A source whose worker ids are replaced, each by the same pseudonym wherever it stands: in the service's members, under
/// columns, questions and members that are called `WorkerId`, and inside every other text of the assignment.
pub struct Pseudonymous<'s> {
    /// The records.
    pub source: &'s dyn Replay,
    /// What makes the pseudonyms.
    pub key: &'s PseudonymKey,
}

impl Replay for Pseudonymous<'_> {
    fn replay(&self, take: &mut TakeRecord<'_>) -> Result<(), ReplayError> {
        self.source.replay(&mut |record| {
            take(match record {
                SavedRecord::Assignment(saved) => SavedRecord::Assignment(Box::new(self.assignment(*saved))),
                SavedRecord::Bonus(bonus) => SavedRecord::Bonus(Box::new(self.bonus(*bonus))),
                record @ (SavedRecord::Hit(_) | SavedRecord::Remark(_)) => record,
            })
        })
    }
}

impl Pseudonymous<'_> {
    fn assignment(&self, mut saved: SavedAssignment) -> SavedAssignment {
        let replaced = ReplacedIds::of(&saved, self.key);
        saved.assignment.worker = replaced.id(&saved.assignment.worker);
        for texts in [&mut saved.answers, &mut saved.inputs, &mut saved.extra] {
            for NamedText { name, text } in texts.iter_mut() {
                replaced.under(name, text);
            }
        }
        for text in &mut saved.surplus {
            replaced.inside(text);
        }
        if let Some(trials) = &mut saved.trials {
            for row in &mut trials.rows {
                for (column, text) in trials.columns.iter().zip(row) {
                    replaced.under(column, text);
                }
            }
        }
        if let Some(text) = &mut saved.assignment.feedback {
            replaced.inside(text);
        }
        if let Some(document) = &mut saved.assignment.answer {
            replaced.inside(document);
            replaced.elements(document);
        }
        saved.assignment.kept = replaced.kept(&saved.assignment.kept);
        saved
    }

    fn bonus(&self, mut bonus: BonusPayment) -> BonusPayment {
        let replaced = ReplacedIds::new([bonus.worker.as_str()], self.key);
        bonus.worker = replaced.id(&bonus.worker);
        let mut reason = bonus.reason.into_boxed_str();
        replaced.inside(&mut reason);
        bonus.reason = reason.into_string();
        bonus
    }
}

/// The worker ids of one assignment, each with its pseudonym.
struct ReplacedIds<'k> {
    ids: BTreeMap<String, String>,
    key: &'k PseudonymKey,
}

impl<'k> ReplacedIds<'k> {
    fn new<'t>(ids: impl IntoIterator<Item = &'t str>, key: &'k PseudonymKey) -> Self {
        let ids = ids.into_iter().filter(|id| !id.is_empty());
        Self { ids: ids.map(|id| (id.to_owned(), key.pseudonym(id))).collect(), key }
    }

    /// The assignment's own worker, and what stands under names that say so.
    fn of(saved: &SavedAssignment, key: &'k PseudonymKey) -> Self {
        let questions = answered(saved).questions;
        let answered = questions.iter().filter(|question| is_worker_id(&question.name));
        let answered = answered.flat_map(|question| question.texts.iter().map(|text| &**text));
        let named = saved.inputs.iter().chain(&saved.extra).filter(|text| is_worker_id(&text.name));
        let own = saved.assignment.worker.as_str();
        Self::new(answered.chain(named.map(|text| &*text.text)).chain([own]), key)
    }

    fn id(&self, worker: &WorkerId) -> WorkerId {
        self.ids.get(worker.as_str()).map_or_else(|| worker.clone(), |name| WorkerId::from_service(&**name))
    }

    /// Replaces a text under a name.
    fn under(&self, name: &str, text: &mut Box<str>) {
        if is_worker_id(name) && !text.is_empty() {
            *text = self.key.pseudonym(text).into();
        } else {
            self.inside(text);
        }
    }

    /// Replaces ids inside a text: as long as the service's are, and not a part of a longer word.
    fn inside(&self, text: &mut Box<str>) {
        for (id, pseudonym) in self.ids.iter().filter(|(id, _)| is_of_service(id)) {
            if text.contains(&**id) {
                *text = replaced(text, id, pseudonym).into();
            }
        }
    }

    /// Replaces ids of any length where they are all that an element of a document holds.
    fn elements(&self, document: &mut Box<str>) {
        for (id, pseudonym) in self.ids.iter().filter(|(id, _)| !is_of_service(id)) {
            let element = format!(">{}</FreeText>", quick_xml::escape::escape(&**id));
            if document.contains(&element) {
                *document = document.replace(&element, &format!(">{pseudonym}</FreeText>")).into();
            }
        }
    }

    /// Replaces ids in members that were kept as they were sent.
    fn kept(&self, kept: &KeptMembers) -> KeptMembers {
        let Some(json) = kept.json() else { return KeptMembers::NONE };
        let mut json: Box<str> = json.into();
        self.inside(&mut json);
        let pseudonym =
            |json: &str| to_raw_value(&self.key.pseudonym(&text_of(json).unwrap_or(json.into()))).ok();
        let Ok(before) = RawMembers::parse(&json) else { return KeptMembers::NONE };
        let named = before.iter().filter(|(name, _)| is_worker_id(name));
        let named: Vec<_> =
            named.filter_map(|(name, value)| Some((name.to_owned(), pseudonym(value.get())?))).collect();
        let mut members = before.clone();
        for (name, value) in &named {
            members.set(name, value);
        }
        serde_json::to_string(&members).map_or(KeptMembers::NONE, |json| KeptMembers::from_json(json.into()))
    }
}

fn is_worker_id(name: &str) -> bool {
    let letters = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'));
    letters.flat_map(char::to_lowercase).eq(WORKER_ID.chars())
}

/// Whether a text looks like an id of the service: shorter ones may be anything.
fn is_of_service(id: &str) -> bool {
    id.len() >= 8 && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// A text with a word replaced, where it is no part of a longer one.
fn replaced(text: &str, id: &str, pseudonym: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(id) {
        written.push_str(before);
        let alone = !written.ends_with(|c: char| c.is_ascii_alphanumeric())
            && !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
        written.push_str(if alone { pseudonym } else { id });
        rest = behind;
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::{assignment, records, texts};
    use crate::export::write_jsonl;
    use crate::model::{AssignmentId, Trials};

    fn key() -> PseudonymKey {
        let file = tempfile::tempdir().unwrap();
        let path = file.path().join("key");
        std::fs::write(&path, "0123456789abcdef").unwrap();
        PseudonymKey::open(&path).unwrap().0
    }

    fn lines(saved: SavedAssignment) -> String {
        let key = key();
        let records = records(vec![saved]);
        let mut out = Vec::new();
        let source = Pseudonymous { source: &records.as_slice(), key: &key };
        write_jsonl(&source, &mut out, &mut |_| {}).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_worker_id_is_replaced_wherever_it_stands() {
        let id = "AFLDWORKER011";
        let mut saved = SavedAssignment {
            answers: texts(&[("code", "AFLDWORKER011-7"), ("workerId", id), ("like", "AFLDWORKER0112")]),
            inputs: texts(&[("Worker ID", "bob"), ("page", "https://example.com/?w=AFLDWORKER011&x")]),
            extra: texts(&[("worker_id", "AFLDWORKER099"), ("note", "as AFLDWORKER099 did")]),
            surplus: vec![id.into()],
            trials: Some(Trials {
                columns: ["workerid".into(), "rt".into()].into(),
                rows: vec![vec!["0".into(), "0".into()]],
            }),
            ..assignment("3A", "3H")
        };
        saved.assignment.feedback = Some("Thanks, AFLDWORKER011".into());
        let kept = r#"{"WorkerID":"bob","Turker":"AFLDWORKER011","Rank":1.50}"#;
        saved.assignment.kept = KeptMembers::from_json(kept.into());
        saved.assignment.answer = Some(
            "<QuestionFormAnswers><Answer><QuestionIdentifier>workerid</QuestionIdentifier><FreeText>ann</FreeText></Answer>\
             <Answer><QuestionIdentifier>j</QuestionIdentifier><FreeText>{\"w\":\"AFLDWORKER011\"}</FreeText></Answer>\
             </QuestionFormAnswers>"
                .into(),
        );
        let lines = lines(saved);
        let alone = lines.replace("AFLDWORKER0112", "");
        for id in [id, "AFLDWORKER099", "bob", "ann", r#""workerid":"0""#] {
            assert!(!alone.contains(id), "{id}: {lines}");
        }
        let key = key();
        for (name, worker) in
            [("WorkerId", id), ("workerId", id), ("Worker ID", "bob"), ("worker_id", "AFLDWORKER099")]
        {
            let member = format!("\"{name}\":\"{}\"", key.pseudonym(worker));
            assert!(lines.contains(&member), "{member}: {lines}");
        }
        assert!(
            lines.contains("AFLDWORKER0112") && lines.contains(r#""Rank":1.50"#),
            "what is none stays: {lines}"
        );
    }

    #[test]
    fn bonuses_have_the_same_pseudonyms() {
        let bonus = BonusPayment {
            worker: WorkerId::from_service("AFLDWORKER011"),
            assignment: AssignmentId::from_service("3A"),
            amount: None,
            reason: "For AFLDWORKER011".into(),
            granted: None,
        };
        let key = key();
        let pseudonym = key.pseudonym("AFLDWORKER011");
        let records: &[SavedRecord] = &[SavedRecord::Bonus(Box::new(bonus))];
        let bonus = Pseudonymous { source: &records, key: &key }.bonus(match &records[0] {
            SavedRecord::Bonus(bonus) => (**bonus).clone(),
            other => panic!("{other:?}"),
        });
        assert_eq!((bonus.worker.as_str(), bonus.reason), (&*pseudonym, format!("For {pseudonym}")));
    }
}
