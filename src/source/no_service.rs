use super::{AssignmentsQuery, Page, PageToken, Problem, ProblemKind, Source};
use crate::model::{Assignment, Hit, HitId};

/// What stands behind the door where only files were opened: nothing more can be had.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoService;

impl NoService {
    fn problem(tried: String) -> Problem {
        Problem {
            kind: ProblemKind::NotFound,
            tried,
            answer: "only files are open".to_owned(),
            advice: "Start hitdeck without files to ask the service.".to_owned(),
        }
    }
}

impl Source for NoService {
    async fn assignments(&self, query: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
        Err(Self::problem(format!("ListAssignmentsForHIT for {}", query.hit)))
    }

    async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
        Err(Self::problem(format!("GetHIT for {id}")))
    }

    async fn hits(&self, _: u8, _: Option<PageToken>) -> Result<Page<Hit>, Problem> {
        Err(Self::problem("ListHITs".to_owned()))
    }
}
