//! Which links `o` offers: those of an answer, and those of its HIT.

use super::menu::{Choice, Menu, entry};
use super::overlay::Overlay;
use super::session::Session;
use crate::answer::{TaskText, task_text};
use crate::model::{Environment, Hit};
use crate::text::links;
use crate::text::safe::one_line;

/// Keys of the entries; the letters that menus have for themselves are left out.
const KEYS: &str = "123456789abcdefhilmnoprstuvwxyz";

/// A link with a word for where it leads, if it is not a worker's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OfferedLink {
    url: String,
    word: &'static str,
}

/// The links in what a worker wrote.
pub(super) fn of_text(text: &str) -> impl Iterator<Item = OfferedLink> {
    links(text).into_iter().map(|url| OfferedLink { url: url.to_owned(), word: "" })
}

/// Where workers see the HIT before they accept it, and the page it shows them.
pub(super) fn of_hit(hit: &Hit, environment: &Environment) -> impl Iterator<Item = OfferedLink> {
    let preview = hit.group.as_deref().and_then(|group| environment.preview(group));
    let preview = preview.map(|url| OfferedLink { url, word: "HIT preview  " });
    let page = hit.question.as_deref().and_then(external_page);
    preview.into_iter().chain(page.map(|url| OfferedLink { url, word: "HIT page  " }))
}

/// The page of an `ExternalQuestion`.
fn external_page(question: &str) -> Option<String> {
    match task_text(question)? {
        TaskText::Page(url) => (links(&url) == [url.as_str()]).then_some(url),
        TaskText::Words(_) => None,
    }
}

/// Opens the only link there is, or lets one choose: as many of an answer's as there are keys, and all of the HIT's.
pub(super) fn offer(
    of_answer: impl Iterator<Item = OfferedLink>,
    of_hit: Vec<OfferedLink>,
    session: &mut Session,
) {
    let room = KEYS.len().saturating_sub(of_hit.len());
    let offered: Vec<OfferedLink> = of_answer.take(room).chain(of_hit).collect();
    match <[OfferedLink; 1]>::try_from(offered) {
        Ok([only]) => session.open_link(only.url),
        Err(none) if none.is_empty() => session.say("There is no link here"),
        Err(several) => {
            let entries = several.into_iter().zip(KEYS.chars()).map(|(link, key)| {
                let words = format!("{}{}", link.word, one_line(&link.url));
                entry(key, words, Choice::Link(link.url))
            });
            session.overlay = Some(Overlay::Menu(Menu::new("Open", entries.collect(), None)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::HitId;

    fn offered(environment: &Environment, question: Option<&str>) -> Vec<String> {
        let hit = Hit {
            group: Some("3GROUP".to_owned()),
            question: question.map(Into::into),
            ..Hit::new(HitId::from_service("3HIT"))
        };
        of_hit(&hit, environment).map(|link| link.url).collect()
    }

    #[test]
    fn a_hit_has_its_preview_where_amazon_shows_it_and_its_page() {
        let page =
            "<ExternalQuestion><ExternalURL>https://a.example/?x=1&amp;y=2</ExternalURL></ExternalQuestion>";
        assert_eq!(
            offered(&Environment::Sandbox, Some(page)),
            ["https://workersandbox.mturk.com/mturk/preview?groupId=3GROUP", "https://a.example/?x=1&y=2"]
        );
        let demo = Environment::Demo("http://127.0.0.1:1".to_owned());
        assert!(offered(&demo, Some("<ExternalURL>javascript:alert(1)</ExternalURL>")).is_empty());
        assert!(offered(&demo, Some("<HTMLQuestion>http://a.example</HTMLQuestion>")).is_empty());
    }
}
