use crate::answer::question_texts;
use crate::model::SavedAssignment;
use std::borrow::Cow;

/// What stands behind the name of an uploaded file in the name of its size.
const SIZE: &str = ".UploadedFileSizeInBytes";

/// A question, or a column, and everything that was answered to it, to the letter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AnsweredQuestion<'s> {
    /// Its name; several may have the same.
    pub(super) name: Cow<'s, str>,
    /// What was answered; several texts where the question takes several.
    pub(super) texts: Vec<Cow<'s, str>>,
}

impl AnsweredQuestion<'_> {
    /// The name with each of the texts; without any, with an empty one.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let nothing = self.texts.is_empty().then_some("");
        self.texts.iter().map(|text| &**text).chain(nothing).map(|text| (&*self.name, text))
    }
}

/// What was answered, from columns and from the document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AnsweredQuestions<'s> {
    /// Questions in the order of their source. The document's come behind the columns, those that no column has.
    pub(super) questions: Vec<AnsweredQuestion<'s>>,
    /// The document where it can not be read to its end, and says more than its questions.
    pub(super) broken: Option<&'s str>,
}

/// Finds what was answered.
pub(super) fn answered(saved: &SavedAssignment) -> AnsweredQuestions<'_> {
    let mut questions: Vec<_> =
        saved.answers.iter().map(|answer| one(&*answer.name, &*answer.text)).collect();
    let Some(document) = saved.assignment.answer.as_deref() else {
        return AnsweredQuestions { questions, broken: None };
    };
    let (told, flaw) = question_texts(document);
    for question in told {
        let columns = questions.get(..saved.answers.len()).unwrap_or_default();
        if columns.iter().any(|column| column.name == question.name) {
            continue;
        }
        let size = question.bytes.map(|bytes| one(format!("{}{SIZE}", question.name), bytes.to_string()));
        let texts = question.texts.into_iter().map(Cow::Owned).collect();
        questions.push(AnsweredQuestion { name: question.name.into(), texts });
        questions.extend(size);
    }
    AnsweredQuestions { questions, broken: flaw.map(|_| document) }
}

fn one<'s>(name: impl Into<Cow<'s, str>>, text: impl Into<Cow<'s, str>>) -> AnsweredQuestion<'s> {
    AnsweredQuestion { name: name.into(), texts: vec![text.into()] }
}
