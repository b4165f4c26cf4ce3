//! Where a needle stands in laid-out lines, also where a line was broken inside it.

use super::{Line, Needle, Role, Span};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// A piece of a match: all of it, or what of it stands on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchPart {
    /// Of which match, from 0 at the top.
    pub number: usize,
    /// On which line.
    pub line: usize,
    /// In which span of the line.
    pub span: usize,
    /// Where in the span's text, in bytes.
    pub range: Range<usize>,
}

/// Every match in the spans whose role is `searched`, from the top, no match over another.
///
/// `width` is what the lines were wrapped at: where a line is full, a word may go on in the next one.
#[must_use]
pub fn matches(
    lines: &[Line],
    width: usize,
    needle: &Needle,
    searched: impl Fn(Role) -> bool,
) -> Vec<MatchPart> {
    let mut found = Unbroken::of(lines, &searched, |_, _| " ").places(needle);
    let goes_on = |line: &Line, next: &Line| if may_go_on(line, next, width) { "" } else { " " };
    if lines.array_windows().any(|[line, next]| may_go_on(line, next, width)) {
        found.extend(Unbroken::of(lines, &searched, goes_on).places(needle));
        found.sort_by_key(|place| (place.start(), place.end()));
        // Most were found both ways.
        let mut end = None;
        found.retain(|place| {
            let free = end.is_none_or(|end| place.start() >= Some(end));
            end = if free { place.end() } else { end };
            free
        });
    }
    let parts = found.into_iter().enumerate();
    parts
        .flat_map(|(number, place)| place.0.into_iter().map(move |part| MatchPart { number, ..part }))
        .collect()
}

/// Whether a line may have been broken inside a word, or beside a wide character, which needs no blank.
fn may_go_on(line: &Line, next: &Line, width: usize) -> bool {
    let wide = |c: Option<char>| c.and_then(char::width).is_some_and(|width| width > 1);
    let last = line.spans.last().map_or("", |span| span.text.trim_start());
    let first = next.spans.iter().find_map(|span| span.text.trim_start().chars().next());
    // Only a word that is longer than a line is broken, and it has its lines to itself.
    let broken = line.width() >= width && !last.contains(char::is_whitespace);
    broken || wide(last.chars().last()) || wide(first)
}

/// A match with its pieces, not yet numbered.
#[derive(Debug)]
struct MatchPlace(Vec<MatchPart>);

impl MatchPlace {
    fn start(&self) -> Option<(usize, usize, usize)> {
        self.0.first().map(|part| (part.line, part.span, part.range.start))
    }

    fn end(&self) -> Option<(usize, usize, usize)> {
        self.0.last().map(|part| (part.line, part.span, part.range.end))
    }
}

/// The text of lines as if they had not been broken, and where each run of it stands.
#[derive(Debug, Default)]
struct Unbroken {
    text: String,
    runs: Vec<Run>,
}

/// A run of the unbroken text that stands in one span.
#[derive(Debug)]
struct Run {
    /// Where it begins in the unbroken text.
    from: usize,
    len: usize,
    line: usize,
    span: usize,
    /// Where it begins in the span.
    offset: usize,
}

impl Unbroken {
    fn of<'l>(
        lines: &'l [Line],
        searched: &impl Fn(Role) -> bool,
        joint: impl Fn(&'l Line, &'l Line) -> &'static str,
    ) -> Self {
        let mut whole = Self::default();
        let mut before: Option<&Line> = None;
        for (at, line) in lines.iter().enumerate() {
            whole.text.push_str(before.map_or("", |before| joint(before, line)));
            for (number, span) in line.spans.iter().enumerate() {
                if searched(span.role) {
                    whole.push(at, number, span);
                } else if !span.text.trim().is_empty() {
                    // What is not searched parts what is: no needle holds a line break.
                    whole.text.push('\n');
                }
            }
            before = Some(line);
        }
        whole
    }

    /// Appends a span; the blanks that indent a line are no part of its text.
    fn push(&mut self, line: usize, span: usize, Span { text, .. }: &Span) {
        let inner = if span == 0 { text.trim_start() } else { text };
        let offset = text.len() - inner.len();
        self.runs.push(Run { from: self.text.len(), len: inner.len(), line, span, offset });
        self.text.push_str(inner);
    }

    fn places(&self, needle: &Needle) -> Vec<MatchPlace> {
        needle.places(&self.text).into_iter().map(|place| self.place(&place)).collect()
    }

    /// The pieces of a range of the unbroken text.
    fn place(&self, range: &Range<usize>) -> MatchPlace {
        let first = self.runs.partition_point(|run| run.from + run.len <= range.start);
        let runs = self.runs.iter().skip(first).take_while(|run| run.from < range.end);
        let part = |run: &Run| {
            let start = range.start.max(run.from) - run.from + run.offset;
            let end = range.end.min(run.from + run.len) - run.from + run.offset;
            MatchPart { number: 0, line: run.line, span: run.span, range: start..end }
        };
        MatchPlace(runs.map(part).filter(|part| !part.range.is_empty()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Glyphs, wrap};

    /// The matches in a text wrapped under a label: match, line, and what stands there.
    fn found(label: &str, text: &str, width: usize, needle: &str) -> Vec<(usize, usize, String)> {
        let glyphs = Glyphs { ascii: false };
        let mut lines = wrap::text(label, Role::Label, width, glyphs);
        for mut line in wrap::text(text, Role::Text, width, glyphs) {
            line.indent(2);
            lines.push(line);
        }
        let found = matches(&lines, width + 2, &Needle::new(needle).unwrap(), |role| role == Role::Text);
        let text = |part: &MatchPart| lines[part.line].spans[part.span].text[part.range.clone()].to_owned();
        found.iter().map(|part| (part.number, part.line, text(part))).collect()
    }

    #[test]
    fn every_match_is_found_in_values_alone() {
        assert_eq!(
            found("cat", "Cat and cat", 20, "cat"),
            [(0, 1, "Cat".to_owned()), (1, 1, "cat".to_owned())]
        );
        assert!(found("cat", "a dog", 20, "cat").is_empty());
    }

    #[test]
    fn a_match_goes_on_where_the_line_was_broken() {
        let parts = |parts: &[(usize, usize, &str)]| {
            parts.iter().map(|(number, line, text)| (*number, *line, (*text).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(found("q", "the worn sole", 8, "worn sole"), parts(&[(0, 1, "worn"), (0, 2, "sole")]));
        assert_eq!(found("q", "abcdefgh", 4, "cdef"), parts(&[(0, 1, "cd"), (0, 2, "ef")]));
        assert_eq!(found("q", "日本語の文", 4, "語の"), parts(&[(0, 2, "語の")]));
        assert_eq!(found("q", "日本語の文", 6, "語の"), parts(&[(0, 1, "語"), (0, 2, "の")]));
        assert_eq!(found("q", "so the reader", 6, "there"), parts(&[]));
    }
}
