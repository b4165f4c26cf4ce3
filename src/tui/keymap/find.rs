//! Finding a command by what one calls it: its name, its word in the footer, its key, its sentence.

use super::binding::Binding;
use crate::text::folded;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::cmp::Reverse;

/// How well a command fits what is typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is called exactly that.
    Whole,
    /// A name of it begins like that.
    Beginning,
    /// A word within a name does.
    Word,
    /// It stands somewhere in a name.
    Within,
    /// Words of its sentence begin like that.
    Sentence,
    /// The letters come in that order in a name.
    Letters(Reverse<u32>),
}

/// Those of `bindings` that fit what is typed, best match first and else in their order; all where nothing is typed.
pub fn matching(typed: &str, bindings: impl Iterator<Item = &'static Binding>) -> Vec<&'static Binding> {
    let typed = typed.trim();
    if typed.is_empty() {
        return bindings.collect();
    }
    let pattern = Pattern::new(typed, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut fits: Vec<(Fit, &'static Binding)> = bindings
        .filter_map(|binding| Some((fit(typed, binding, &pattern, &mut matcher)?, binding)))
        .collect();
    fits.sort_by_key(|(fit, _)| *fit);
    fits.into_iter().map(|(_, binding)| binding).collect()
}

/// How one command fits, if it does.
fn fit(typed: &str, binding: &Binding, pattern: &Pattern, matcher: &mut Matcher) -> Option<Fit> {
    let small = folded(typed);
    let names = [Some(binding.name), binding.hint.map(|hint| hint.word)].map(|name| name.map(folded));
    let any = |fits: &dyn Fn(&str) -> bool| names.iter().flatten().any(|name| fits(name));
    let begins = |text: &str, typed: &str| text.starts_with(typed) || text.contains(&format!(" {typed}"));
    if binding.keys.contains(&typed) || any(&|name| name == small) {
        return Some(Fit::Whole);
    }
    if any(&|name| name.starts_with(&small)) {
        return Some(Fit::Beginning);
    }
    if any(&|name| begins(name, &small)) {
        return Some(Fit::Word);
    }
    if any(&|name| name.contains(&small)) {
        return Some(Fit::Within);
    }
    let all = folded(&format!("{} {}", binding.name, binding.words.replace(['(', ')'], "")));
    if small.split_whitespace().all(|word| begins(&all, word)) {
        return Some(Fit::Sentence);
    }
    let score = pattern.score(Utf32Str::new(binding.name, &mut Vec::new()), matcher)?;
    Some(Fit::Letters(Reverse(score)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keymap::{Action, BINDINGS};

    fn first(typed: &str) -> Action {
        matching(typed, BINDINGS.iter()).first().unwrap().action
    }

    #[test]
    fn a_command_is_found_by_its_name_its_footer_word_its_key_and_its_sentence() {
        for (typed, action) in [
            ("filter", Action::FilterText),
            ("refresh", Action::Refresh),
            ("copy", Action::CopyMenu),
            ("status", Action::NextStatus),
            ("statuses", Action::ChooseStatuses),
            ("sort", Action::SortMenu),
            ("ref", Action::Refresh),
            ("Help", Action::Help),
            ("\u{17F}ort", Action::SortMenu),
            ("hits", Action::Hits),
            ("quit", Action::Quit),
            ("q", Action::Quit),
            ("*", Action::NextNew),
            ("new", Action::NextNew),
            ("drop", Action::ClearFilters),
            ("worker", Action::FilterWorker),
            ("xml", Action::Raw),
            ("as it was sent", Action::Raw),
            ("pgdn", Action::Move(crate::tui::keymap::Motion::PageDown)),
            ("flt", Action::FilterText),
            ("link", Action::OpenLink),
            ("open", Action::Open),
        ] {
            assert_eq!(first(typed), action, "{typed}");
        }
    }

    #[test]
    fn what_nothing_is_called_finds_nothing() {
        assert!(matching("zebra crossing", BINDINGS.iter()).is_empty());
        assert_eq!(matching(" ", BINDINGS.iter()).len(), BINDINGS.len());
    }
}
