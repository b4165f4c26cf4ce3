//! Where the dashboard's pages come from.

use crate::answer::columns_document;
use crate::archive::{ArchivedSource, Archiving};
use crate::model::{Assignment, Hit, HitId, SavedAssignment};
use crate::mturk::Live;
use crate::source::{AssignmentsQuery, Page, PageToken, Problem, Source};
use std::time::Duration;

/// A service, a service whose pages are kept, or what was kept.
#[derive(Debug)]
pub(super) enum ReviewSource {
    /// A service.
    Live(Live),
    /// A service, with all that it tells kept.
    Kept(Archiving<Live>),
    /// The archive alone.
    Archived(ArchivedSource),
}

/// What was saved as a page brings it: answers that files hold in columns stand in the document that is for the screen.
fn shown(saved: SavedAssignment) -> Assignment {
    let SavedAssignment { assignment, answers, .. } = saved;
    let columns = || {
        let texts = answers.iter().map(|answer| (&*answer.name, &*answer.text));
        (!answers.is_empty()).then(|| columns_document(texts).into())
    };
    Assignment { answer: assignment.answer.or_else(columns), ..assignment }
}

impl Source for ReviewSource {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        match self {
            Self::Live(source) => source.assignments(query).await,
            Self::Kept(source) => source.assignments(query).await,
            Self::Archived(source) => {
                let Page { items, next } = source.saved(query).await?;
                Ok(Page { items: items.into_iter().map(shown).collect(), next })
            }
        }
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        match self {
            Self::Live(source) => source.hit(id).await,
            Self::Kept(source) => source.hit(id).await,
            Self::Archived(source) => source.hit(id).await,
        }
    }

    async fn hits(&self, page_size: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        match self {
            Self::Live(source) => source.hits(page_size, token).await,
            Self::Kept(source) => source.hits(page_size, token).await,
            Self::Archived(source) => source.hits(page_size, token).await,
        }
    }

    fn slowed(&self) -> Option<Duration> {
        match self {
            Self::Live(source) => source.slowed(),
            Self::Kept(source) => source.slowed(),
            Self::Archived(source) => source.slowed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;
    use crate::model::{AssignmentId, NamedText, Provenance, WorkerId};

    #[test]
    fn answers_in_columns_show_and_a_document_shows_as_it_is() {
        let saved = || {
            let id = AssignmentId::from_service("3A");
            let assignment = Assignment::new(id, WorkerId::from_service("AW"), HitId::from_service("3H"));
            let provenance = Provenance::File { file: "a.csv".into(), line: 2 };
            SavedAssignment::new(assignment, provenance)
        };
        assert_eq!(shown(saved()).answer, None);
        let columns = vec![NamedText { name: "category".into(), text: "0042".into() }];
        let of_columns = shown(SavedAssignment { answers: columns.clone(), ..saved() }).answer;
        assert_eq!(answer::parse(&of_columns.unwrap()).plain(), "category: 0042\n");
        let mut both = SavedAssignment { answers: columns, ..saved() };
        both.assignment.answer = Some("<QuestionFormAnswers/>".into());
        assert_eq!(shown(both).answer.as_deref(), Some("<QuestionFormAnswers/>"));
    }
}
