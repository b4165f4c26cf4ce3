//! What workers are asked, from the question document of a HIT: its words, not its looks.

use super::unescape::Unescaped;
use quick_xml::Reader;
use quick_xml::events::Event;

/// More of a task than this nobody reads beside a list.
const MOST: usize = 4096;

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

/// The words of an HTML page: its text without tags, scripts and styles, and the headers of Crowd HTML Elements, which
/// stand in attributes. Each block has its line.
fn words_of_page(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        push_words(&mut words, text);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let Some((tag, behind)) = tag.split_once('>') else { return words };
        let name =
            tag.split(|c: char| c.is_whitespace() || c == '/').find(|part| !part.is_empty()).unwrap_or("");
        if !matches!(name, "a" | "b" | "i" | "em" | "strong" | "span" | "code" | "u" | "small" | "input") {
            end_line(&mut words);
        }
        if let Some(header) = attribute(tag, "header") {
            push_words(&mut words, header);
            end_line(&mut words);
        }
        rest = match name {
            "script" | "style" if !tag.starts_with('/') => {
                let end = behind.split_once(&format!("</{name}")).and_then(|(_, tag)| tag.split_once('>'));
                end.map_or("", |(_, behind)| behind)
            }
            _ => behind,
        };
    }
    push_words(&mut words, rest);
    words.trim().to_owned()
}

/// The value of an attribute in quotes.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

/// Appends text with blanks and line breaks as a browser shows them.
fn push_words(words: &mut String, html: &str) {
    let mut text = Unescaped::default();
    let mut pieces = html.split('&');
    text.push(pieces.next().unwrap_or_default());
    for piece in pieces {
        if let Some((name, behind)) =
            piece.split_once(';').filter(|(name, _)| name.len() <= 8 && !name.contains(' '))
        {
            text.push_reference(name);
            text.push(behind);
        } else {
            text.push("&");
            text.push(piece);
        }
    }
    let text = text.take();
    // A tag alone is no blank.
    let mut apart = text.starts_with(char::is_whitespace);
    for word in text.split_whitespace() {
        if apart && !words.is_empty() && !words.ends_with(['\n', ' ']) {
            words.push(' ');
        }
        words.push_str(word);
        apart = true;
    }
    if text.ends_with(char::is_whitespace) && !words.is_empty() && !words.ends_with(['\n', ' ']) {
        words.push(' ');
    }
}

fn end_line(words: &mut String) {
    words.truncate(words.trim_end_matches(' ').len());
    if !words.is_empty() && !words.ends_with('\n') {
        words.push('\n');
    }
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
