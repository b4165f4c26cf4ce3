use super::{NextPage, Page, PageToken, Problem, TokenTrail};

/// A walk along a list from its beginning, page by page: to its end, or to where page tokens lead back.
///
/// Whoever has to go on in the middle of a list, or to read it as the AWS CLI does, asks a [`TokenTrail`] himself.
#[derive(Debug)]
pub struct ListWalk {
    /// What it is called where its tokens lead back: its operation, and the HIT's id.
    list: String,
    ahead: Ahead,
    trail: TokenTrail,
}

/// What lies before a walk.
#[derive(Debug)]
enum Ahead {
    /// The page behind this token; without one the first page.
    Page(Option<PageToken>),
    /// The list is whole.
    Nothing,
    /// The last page's token led back to a page that was read.
    LedBack,
}

impl ListWalk {
    /// A walk that begins; `list` is the operation, and the HIT's id where it is one HIT's.
    #[must_use]
    pub fn new(list: impl Into<String>) -> Self {
        Self { list: list.into(), ahead: Ahead::Page(None), trail: TokenTrail::default() }
    }

    /// Asks for the next page and returns what is on it; `None` where the list is whole.
    ///
    /// A token that leads back is a problem of its own, after the page that it came with: that page is good. After a
    /// problem of a request the same page is asked for once more.
    pub async fn next<T, F>(
        &mut self,
        ask: impl FnOnce(Option<PageToken>) -> F,
    ) -> Option<Result<Vec<T>, Problem>>
    where
        F: Future<Output = Result<Page<T>, Problem>>,
    {
        let token = match &self.ahead {
            Ahead::Page(token) => token.clone(),
            Ahead::Nothing => return None,
            Ahead::LedBack => return Some(Err(Problem::repeated_token(&*self.list))),
        };
        let page = match ask(token).await {
            Ok(page) => page,
            Err(problem) => return Some(Err(problem)),
        };
        self.ahead = match self.trail.after(page.next) {
            NextPage::Ask(token) => Ahead::Page(Some(token)),
            NextPage::End => Ahead::Nothing,
            NextPage::Repeated(_) | NextPage::Circle(_) => Ahead::LedBack,
        };
        Some(Ok(page.items))
    }

    /// Whether another page can be asked for.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        matches!(self.ahead, Ahead::Page(_))
    }

    /// Whether the last page's token led back, so that there may be more than can be read.
    #[must_use]
    pub fn led_back(&self) -> bool {
        matches!(self.ahead, Ahead::LedBack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ProblemKind;

    /// Pages by the tokens that lead to them, each with the token behind it.
    async fn walk(pages: &[(&str, &str)]) -> (Vec<String>, Option<Problem>) {
        let (mut walk, mut read) = (ListWalk::new("ListHITs"), Vec::new());
        while let Some(page) = walk.next(async |token| Ok(page(pages, token.as_ref()))).await {
            match page {
                Ok(items) => read.extend(items),
                Err(problem) => return (read, Some(problem)),
            }
        }
        (read, None)
    }

    fn page(pages: &[(&str, &str)], token: Option<&PageToken>) -> Page<String> {
        let asked = token.map_or("-", |token| &token.0);
        let next = pages.iter().find(|(at, _)| *at == asked).map(|(_, next)| PageToken((*next).into()));
        Page { items: vec![asked.to_owned()], next }
    }

    #[tokio::test]
    async fn a_list_is_read_to_its_end() {
        assert_eq!(walk(&[("-", "1"), ("1", "2")]).await, (vec!["-".into(), "1".into(), "2".into()], None));
    }

    #[tokio::test]
    async fn tokens_that_lead_back_end_the_walk_behind_the_page_that_they_came_with() {
        for pages in [&[("-", "1"), ("1", "1")][..], &[("-", "1"), ("1", "2"), ("2", "1")]] {
            let (read, problem) = walk(pages).await;
            assert_eq!(read.len(), pages.len());
            assert_eq!(problem.unwrap().tried, "ListHITs");
        }
    }

    #[tokio::test]
    async fn after_a_problem_the_same_page_is_asked_for() {
        let mut walk = ListWalk::new("ListHITs");
        let problem = Problem { kind: ProblemKind::Denied, ..Problem::repeated_token("") };
        let refused = walk.next(async |_| Err::<Page<String>, _>(problem.clone())).await;
        assert_eq!(refused, Some(Err(problem)));
        assert!(walk.goes_on() && !walk.led_back());
        let first = walk.next(async |token| Ok(page(&[], token.as_ref()))).await;
        assert_eq!(first, Some(Ok(vec!["-".to_owned()])));
        assert!(!walk.goes_on());
    }
}
