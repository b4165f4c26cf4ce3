//! Picking a HIT where none was named: the account's HITs, a page at a time.

use super::Failure;
use crate::model::Hit;
use crate::source::{NextPage, Source, TokenTrail};
use crate::text::safe;
use std::io::{self, BufRead, Write};

/// HITs shown before the user is asked.
const PAGE: u8 = 20;

/// Shows the account's HITs on standard error and asks for one.
pub(super) async fn hit(source: &impl Source) -> Result<String, Failure> {
    let (mut known, mut token) = (Vec::new(), None);
    let mut trail = TokenTrail::default();
    let mut screen = io::stderr();
    loop {
        let page = source.hits(PAGE, token).await.map_err(|problem| {
            Failure::other(format!("The HIT can not be picked: {problem}\n{}", problem.advice))
        })?;
        let before = known.len();
        known.extend(page.items);
        for (hit, number) in known.iter().zip(1..).skip(before) {
            writeln!(screen, "{}", line(number, hit))?;
        }
        token = match trail.after(page.next) {
            NextPage::Ask(token) => Some(token),
            NextPage::End => None,
            NextPage::Repeated(_) | NextPage::Circle(_) => {
                writeln!(screen, "There may be more, but the service repeated a page token.")?;
                None
            }
        };
        if known.is_empty() && token.is_none() {
            return Err(Failure::usage("The account has no HITs here, so none can be picked."));
        }
        if let Some(hit) = ask(&mut screen, &known, token.is_some())? {
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
fn ask<'h>(screen: &mut impl Write, known: &'h [Hit], more: bool) -> Result<Option<&'h Hit>, Failure> {
    loop {
        let hint = if more { ", Enter for more" } else { "" };
        write!(screen, "Which HIT (number or id{hint})? ")?;
        screen.flush()?;
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer)? == 0 {
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
