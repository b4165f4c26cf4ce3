//! Picking a HIT where none was named: the account's HITs, a page at a time.

use super::Failure;
use crate::model::Hit;
use crate::source::{ListWalk, Source};
use crate::text::safe;
use std::io::{self, BufRead, Write};

/// HITs shown before the user is asked.
const PAGE: u8 = 20;

/// Shows the account's HITs on standard error and asks for one.
pub(super) async fn hit(source: &impl Source) -> Result<String, Failure> {
    choose(source, &mut io::stdin().lock(), &mut io::stderr()).await
}

/// Shows the account's HITs, a page at a time, until an answer names one of them.
async fn choose(
    source: &impl Source,
    answers: &mut impl BufRead,
    screen: &mut impl Write,
) -> Result<String, Failure> {
    let (mut known, mut walk) = (Vec::new(), ListWalk::new("ListHITs"));
    loop {
        if let Some(page) = walk.next(|token| source.hits(PAGE, token)).await {
            let before = known.len();
            known.extend(page.map_err(|problem| {
                Failure::other(format!("The HIT can not be picked: {problem}\n{}", problem.advice))
            })?);
            for (hit, number) in known.iter().zip(1..).skip(before) {
                writeln!(screen, "{}", line(number, hit))?;
            }
        }
        if walk.led_back() {
            writeln!(screen, "There may be more, but the service repeated a page token.")?;
        }
        if known.is_empty() && !walk.goes_on() {
            return Err(Failure::usage("The account has no HITs here, so none can be picked."));
        }
        if let Some(hit) = ask(answers, screen, &known, walk.goes_on())? {
            return Ok(hit.id.to_string());
        }
    }
}

fn line(number: usize, hit: &Hit) -> String {
    let count = |count: Option<u32>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let (waiting, reviewed) = (count(hit.waiting()), count(hit.completed));
    let title = safe::one_line(&hit.title);
    format!("{number:>4}  {}  {waiting:>6} waiting  {reviewed:>6} reviewed  {title}", hit.id)
}

/// Asks until the answer names a HIT; `None` wants to see more.
fn ask<'h>(
    answers: &mut impl BufRead,
    screen: &mut impl Write,
    known: &'h [Hit],
    more: bool,
) -> Result<Option<&'h Hit>, Failure> {
    loop {
        let hint = if more { ", Enter for more" } else { "" };
        write!(screen, "Which HIT (number or id{hint})? ")?;
        screen.flush()?;
        let mut answer = String::new();
        if answers.read_line(&mut answer)? == 0 {
            return Err(Failure::usage("No HIT was picked."));
        }
        match answer.trim() {
            "" if more => return Ok(None),
            answer => {
                let numbered = answer.parse().ok().and_then(|n: usize| known.get(n.checked_sub(1)?));
                if let Some(hit) = numbered.or_else(|| known.iter().find(|hit| hit.id.as_str() == answer)) {
                    return Ok(Some(hit));
                }
                writeln!(screen, "There is no {} among them.", safe::one_line(answer))?;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, HitId};
    use crate::source::{AssignmentsQuery, Page, PageToken, Problem};

    /// An account whose HITs are on two pages that lead to each other for ever.
    struct Circle;

    impl Source for Circle {
        async fn assignments(&self, _: AssignmentsQuery) -> Result<Page<Assignment>, Problem> {
            Err(Problem::repeated_token("ListAssignmentsForHIT"))
        }

        async fn hit(&self, id: HitId) -> Result<Hit, Problem> {
            Ok(Hit::new(id))
        }

        async fn hits(&self, _: u8, token: Option<PageToken>) -> Result<Page<Hit>, Problem> {
            let (id, next) = match token.as_ref().map(AsRef::as_ref) {
                None => ("3FIRST", "a"),
                Some("a") => ("3SECOND", "b"),
                Some(_) => ("3THIRD", "a"),
            };
            Ok(Page { items: vec![Hit::new(HitId::from_service(id))], next: Some(PageToken(next.into())) })
        }
    }

    async fn picked(answers: &str) -> (Option<String>, String) {
        let mut screen = Vec::new();
        let hit = choose(&Circle, &mut answers.as_bytes(), &mut screen).await;
        (hit.ok(), String::from_utf8(screen).unwrap())
    }

    #[tokio::test]
    async fn a_list_that_goes_in_a_circle_is_shown_once_and_any_of_its_hits_can_be_picked() {
        let (hit, screen) = picked("\n\n\n2\n").await;
        assert_eq!(hit.as_deref(), Some("3SECOND"));
        assert_eq!(screen.matches("3SECOND").count(), 1, "{screen}");
        assert_eq!(screen.matches("repeated a page token").count(), 1, "{screen}");
        assert_eq!(picked("\n\n3THIRD\n").await.0.as_deref(), Some("3THIRD"));
    }

    #[tokio::test]
    async fn where_nobody_answers_no_hit_is_picked() {
        assert_eq!(picked("\n").await.0, None);
    }
}
