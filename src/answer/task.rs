//! What workers are asked, from the question document of a HIT: its words, not its looks.

use super::unescape::Unescaped;
use html2text::config;
use html2text::render::TrivialDecorator;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::borrow::Cow;

/// More of a task than this nobody reads beside a list.
const MOST: usize = 4096;
/// So much of a page's source is read, which is more than its words take.
const MOST_HTML: usize = 256 * 1024;
/// So many columns that no line is wrapped.
const WIDE: usize = 100_000;

/// What workers are asked, as far as the document tells. Untrusted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskText {
    /// The words of a `QuestionForm` or of an `HTMLQuestion`'s page; the first few thousand.
    Words(String),
    /// The address of an `ExternalQuestion`'s page, of which the service knows no more.
    Page(String),
}

/// Reads a question document; `None` where nothing in it can be read.
#[must_use]
pub fn task_text(question: &str) -> Option<TaskText> {
    let mut reading = TaskReading::default();
    let mut reader = Reader::from_str(question.trim_start_matches('\u{feff}'));
    reader.config_mut().allow_dangling_amp = true;
    reader.config_mut().check_end_names = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) => reading.begin(tag.local_name().as_ref()),
            Event::End(tag) => reading.end(tag.local_name().as_ref()),
            Event::Text(text) => reading.text.push(&text),
            Event::CData(text) => reading.text.push(&text),
            Event::GeneralRef(name) => reading.text.push_reference(&name),
            Event::Eof => break,
            _ => {}
        }
        if reading.words.len() > MOST {
            break;
        }
    }
    reading.finish()
}

/// What was read so far.
#[derive(Debug, Default)]
struct TaskReading {
    text: Unescaped,
    words: String,
    page: Option<String>,
}

impl TaskReading {
    fn begin(&mut self, name: &str) {
        let before = self.text.take();
        self.words.push_str(before.trim());
        if matches!(name, "Question" | "Overview") && !self.words.is_empty() {
            self.words.push('\n');
        }
    }

    /// Keeps the text of an element that people read.
    fn end(&mut self, name: &str) {
        let text = self.text.take();
        let text = text.trim();
        match name {
            "ExternalURL" => self.page = Some(text.to_owned()),
            "HTMLContent" | "FormattedContent" => self.line(&words_of_page(text)),
            "Title" | "Text" | "DisplayName" => self.line(text),
            // Ids, limits, media types, sizes of frames.
            _ => {}
        }
    }

    fn line(&mut self, text: &str) {
        if !text.is_empty() {
            self.words.push_str(text);
            self.words.push('\n');
        }
    }

    fn finish(mut self) -> Option<TaskText> {
        if let Some(page) = self.page.filter(|page| !page.is_empty()) {
            return Some(TaskText::Page(page));
        }
        let end = self.words.trim_end().len();
        let end = self.words.floor_char_boundary(end.min(MOST));
        self.words.truncate(end);
        (!self.words.is_empty()).then_some(TaskText::Words(self.words))
    }
}

/// The words of an HTML page as a browser shows them, without tags, scripts and styles, a line for each block; and those
/// that Crowd HTML Elements show and that stand in attributes.
fn words_of_page(html: &str) -> String {
    let end = html.floor_char_boundary(html.len().min(MOST_HTML));
    let html = with_crowd_words(html.get(..end).unwrap_or_default());
    // The screen wraps lines itself, and links are offered elsewhere.
    let page = config::with_decorator(TrivialDecorator::new()).no_table_borders();
    let words = page.string_from_read(html.as_bytes(), WIDE).unwrap_or_default();
    let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The page with what its Crowd HTML Elements show of their attributes as paragraphs behind their tags.
fn with_crowd_words(html: &str) -> Cow<'_, str> {
    let mut page = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once("<crowd-") {
        let (tag, behind) = tag.split_once('>').unwrap_or((tag, ""));
        page.push_str(before);
        for name in ["header", "label", "categories"] {
            if let Some(words) = attribute(tag, name) {
                page.push_str("<p>");
                page.push_str(&listed(words));
                page.push_str("</p>");
            }
        }
        rest = behind;
    }
    if page.is_empty() {
        return html.into();
    }
    page.push_str(rest);
    page.into()
}

/// The categories of an element without the brackets and quotes of their list; other words as they are.
fn listed(words: &str) -> Cow<'_, str> {
    let Some(list) = words.trim().strip_prefix('[').and_then(|list| list.strip_suffix(']')) else {
        return words.into();
    };
    let quotes = |c: char| c.is_whitespace() || matches!(c, '\'' | '"');
    list.split(',').map(|word| word.trim_matches(quotes)).collect::<Vec<_>>().join(", ").into()
}

/// The value of an attribute in quotes, as it stands in the source.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let assigned = format!("{name}=");
    let mut behind = tag.split(&*assigned);
    let mut before = behind.next()?;
    for value in behind {
        // Not the end of another attribute's name.
        if before.ends_with(char::is_whitespace) {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value.get(1..)?.split(quote).next();
        }
        before = value;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(question: &str) -> String {
        match task_text(question) {
            Some(TaskText::Words(words)) => words,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_has_the_words_that_workers_read() {
        let form = "<QuestionForm><Overview><Title>Shoes &amp; hats</Title><Text>Look closely.</Text></Overview>\
            <Question><QuestionIdentifier>q1</QuestionIdentifier><IsRequired>true</IsRequired><QuestionContent><Text>What is it?</Text>\
            </QuestionContent><AnswerSpecification><SelectionAnswer><MinSelectionCount>1</MinSelectionCount><Selections><Selection>\
            <SelectionIdentifier>s</SelectionIdentifier><Text>a shoe</Text></Selection></Selections></SelectionAnswer>\
            </AnswerSpecification></Question></QuestionForm>";
        assert_eq!(words(form), "Shoes & hats\nLook closely.\n\nWhat is it?\na shoe");
    }

    #[test]
    fn a_page_has_its_words_without_tags_and_scripts_and_the_headers_of_crowd_elements() {
        let page = "<HTMLQuestion><HTMLContent><![CDATA[<!DOCTYPE html><script src='x'>var a = '<p>';</script><style>p{}</style>\
            <crowd-form><crowd-image-classifier name=\"d\" header=\"Which one&#63;\"></crowd-image-classifier>\
            <p>It <b>works</b>,\n  mostly &amp; well.</p><!-- <p>no</p> --><label>yes</label></crowd-form>]]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>";
        assert_eq!(words(page), "Which one?\nIt works, mostly & well.\nyes");
    }

    #[test]
    fn tables_lists_and_the_categories_of_crowd_elements_are_told() {
        let page = "<HTMLQuestion><HTMLContent><![CDATA[<crowd-classifier name='c' categories=\"['Yes', 'No']\"\n header='Is it?'>\
            </crowd-classifier><ul><li>one<li>two</ul><table><tr><td>a</td><td>b</td></tr></table>]]></HTMLContent></HTMLQuestion>";
        assert_eq!(words(page), "Is it?\nYes, No\none\ntwo\na b");
    }

    #[test]
    fn of_an_external_page_the_address_is_known() {
        let external = "<ExternalQuestion><ExternalURL>https://a.example/?x=1&amp;y=2</ExternalURL><FrameHeight>0</FrameHeight></ExternalQuestion>";
        assert_eq!(task_text(external), Some(TaskText::Page("https://a.example/?x=1&y=2".into())));
    }

    #[test]
    fn broken_and_endless_documents_give_what_can_be_read() {
        assert_eq!(task_text(""), None);
        assert_eq!(task_text("<QuestionForm><Overview><Text>Half"), None);
        assert_eq!(words("<QuestionForm><Text>Half</Text><Te"), "Half");
        assert_eq!(words("<QuestionForm><Text>Half</Text></Wrong><Text>more</Text>"), "Half\nmore");
        let long = format!("<QuestionForm><Text>{}</Text></QuestionForm>", "é".repeat(9000));
        assert!(words(&long).len() <= MOST);
        for end in (0..long.len().min(60)).filter(|at| long.is_char_boundary(*at)) {
            let _ = task_text(&long[..end]);
        }
    }
}
