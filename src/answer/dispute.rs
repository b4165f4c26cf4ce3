//! Ids that a form sends along as its own, held against what the service says.

use super::noise::letters;
use super::{Answer, Content, Field};

/// Names of fields in which forms send ids along, as [`letters`] spells them, and what the id is of.
const NAMES: &[(&[u8], IdOf)] =
    &[(b"workerid", IdOf::Worker), (b"assignmentid", IdOf::Assignment), (b"hitid", IdOf::Hit)];

/// What stands in such a field when there was no id to send: the service's word while a HIT is previewed, and what
/// scripts write of a variable nobody set.
const NONE: &[&str] = &["", "ASSIGNMENT_ID_NOT_AVAILABLE", "undefined", "null", "None"];

/// What an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IdOf {
    Worker,
    Assignment,
    Hit,
}

/// The ids of an assignment as the service has them.
#[derive(Debug, Clone, Copy)]
pub struct ServiceIds<'a> {
    /// Who did the work.
    pub worker: &'a str,
    /// The assignment's own id.
    pub assignment: &'a str,
    /// The HIT it belongs to.
    pub hit: &'a str,
}

impl ServiceIds<'_> {
    fn of(&self, what: IdOf) -> (&'static str, &str) {
        match what {
            IdOf::Worker => ("worker", self.worker),
            IdOf::Assignment => ("assignment", self.assignment),
            IdOf::Hit => ("HIT", self.hit),
        }
    }

    /// The sentence about a field that says otherwise.
    fn dispute(&self, field: &Field) -> Option<String> {
        let Content::Text(said) = &field.content else { return None };
        let said = said.trim();
        let name = letters(&field.name)?;
        let (_, what) = NAMES.iter().find(|(known, _)| name.is(known))?;
        let (word, known) = self.of(*what);
        let differs = !NONE.contains(&said) && !said.eq_ignore_ascii_case(known);
        differs.then(|| format!("The form says {word} {said}, the service says {known}."))
    }
}

impl Answer {
    /// Holds the ids that the form sent along against the service's: a copy is noise, another id is not. Returns a
    /// sentence for each that differs; it holds untrusted text.
    pub fn dispute(&mut self, service: &ServiceIds<'_>) -> Vec<String> {
        let mut sentences = Vec::new();
        for field in &mut self.fields {
            let Some(sentence) = service.dispute(field) else { continue };
            field.noise = false;
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::ServiceIds;
    use crate::answer::parse;

    const SERVICE: ServiceIds<'_> =
        ServiceIds { worker: "A1EXAMPLE", assignment: "3ASSIGNMENT", hit: "3HIT" };

    /// What is said of a form with these fields, and how many of them stay folded.
    fn disputed(fields: &[(&str, &str)]) -> (Vec<String>, usize) {
        let one = |(name, text): &(&str, &str)| {
            format!(
                "<Answer><QuestionIdentifier>{name}</QuestionIdentifier><FreeText>{text}</FreeText></Answer>"
            )
        };
        let xml = format!(
            "<QuestionFormAnswers>{}</QuestionFormAnswers>",
            fields.iter().map(one).collect::<String>()
        );
        let mut answer = parse(&xml);
        (answer.dispute(&SERVICE), answer.folded())
    }

    #[test]
    fn an_id_that_differs_from_the_services_is_told_and_not_folded() {
        let (sentences, folded) = disputed(&[
            ("workerId", "A2EXAMPLE"),
            ("assignment_id", " 3OTHER "),
            ("hit-id", "3HIT"),
            ("Worker ID", "A2EXAMPLE"),
        ]);
        assert_eq!(
            sentences,
            [
                "The form says worker A2EXAMPLE, the service says A1EXAMPLE.",
                "The form says assignment 3OTHER, the service says 3ASSIGNMENT."
            ]
        );
        assert_eq!(folded, 1);
    }

    #[test]
    fn copies_of_the_services_ids_and_what_is_no_id_stay_noise() {
        let fields = [
            ("workerId", "a1example"),
            ("assignmentId", "ASSIGNMENT_ID_NOT_AVAILABLE"),
            ("hitId", ""),
            ("csrf", "A2EXAMPLE"),
        ];
        assert_eq!(disputed(&fields), (Vec::new(), 4));
        assert_eq!(disputed(&[("worker", "A2EXAMPLE")]), (Vec::new(), 0));
    }
}
