use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use super::saved::{is_columns_document, with_elements};
use super::unescape::Unescaped;
use super::{Answer, Flaw, QuestionTexts};
use draft::{Draft, Leaf};

mod draft;

/// Reads a QuestionFormAnswers document.
///
/// The declared encoding and the namespace are ignored: the service declares ASCII for what it sends as Unicode, and
/// documents without a namespace are about. A bare `&`, unknown elements, markup inside free text and text outside
/// of any question are kept as text. Columns of one element of a crowd-form, in a document that stands for columns, are
/// one field. Where a document is not well-formed, reading stops with a [`Flaw`].
#[must_use]
pub fn parse(xml: &str) -> Answer {
    let mut fields = Vec::new();
    let flaw = read(xml, |draft| draft.settle(&mut fields));
    if is_columns_document(xml) {
        fields = with_elements(fields, &question_texts(xml).0);
    }
    Answer { fields, flaw }
}

/// Reads the texts of a document as [`parse()`] does and leaves them as they are: JSON stays text, and what a form
/// escaped stays escaped.
#[must_use]
pub fn question_texts(xml: &str) -> (Vec<QuestionTexts>, Option<Flaw>) {
    let mut questions = Vec::new();
    let flaw = read(xml, |draft| questions.push(draft.texts()));
    (questions, flaw)
}

/// Hands over what was answered, question by question.
fn read(xml: &str, each: impl FnMut(Draft)) -> Option<Flaw> {
    let body = xml.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(body);
    reader.config_mut().allow_dangling_amp = true;
    let mut reading = AnswerReader::new(body, each);
    let flaw = loop {
        let from = reader.buffer_position();
        match reader.read_event() {
            Ok(Event::Eof) => break reading.unfinished(),
            Ok(event) => {
                if let Err(reason) = reading.take(&event, position(from), position(reader.buffer_position()))
                {
                    break Some((position(from), reason));
                }
            }
            Err(error) => break Some((position(reader.error_position()), reason(&error))),
        }
    };
    reading.finish();
    let mark = xml.len() - body.len();
    flaw.map(|(at, reason)| Flaw::at(xml, mark + at, reason))
}

/// The reader's words without the kind of error in front of them.
fn reason(error: &Error) -> String {
    match error {
        Error::Syntax(error) => error.to_string(),
        Error::IllFormed(error) => error.to_string(),
        error => error.to_string(),
    }
}

/// A reader's position as an offset; a document in memory is never longer than `usize` can say.
fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// What is known between two events.
struct AnswerReader<'x, E> {
    xml: &'x str,
    /// Takes what was answered to a question.
    each: E,
    /// Whether anything was answered.
    empty: bool,
    draft: Draft,
    /// Offsets of the tags that are open.
    open: Vec<usize>,
    /// The text element that is open, and how many tags were open around it.
    leaf: Option<(Leaf, usize)>,
    in_answer: bool,
    text: Unescaped,
}

impl<'x, E: FnMut(Draft)> AnswerReader<'x, E> {
    fn new(xml: &'x str, each: E) -> Self {
        let (draft, open, text) = Default::default();
        Self { xml, each, empty: true, draft, open, leaf: None, in_answer: false, text }
    }

    /// Takes the event that stands at `from..to`.
    ///
    /// # Errors
    ///
    /// The reason, when the event is well-formed only in the reader's lenient eyes.
    fn take(&mut self, event: &Event<'_>, from: usize, to: usize) -> Result<(), String> {
        match event {
            Event::Start(tag) => {
                begins_a_tag(tag.name().as_ref())?;
                self.open(tag.local_name().as_ref(), from, to);
                self.open.push(from);
            }
            Event::End(tag) => {
                self.open.pop();
                self.close(tag.local_name().as_ref(), from, to);
            }
            Event::Empty(tag) => {
                begins_a_tag(tag.name().as_ref())?;
                let name = tag.local_name();
                if self.leaf.is_some() {
                    self.markup(from, to);
                } else {
                    self.open(name.as_ref(), from, to);
                    self.close(name.as_ref(), to, to);
                }
            }
            Event::Text(text) => self.push(text),
            Event::CData(text) => self.push(text),
            Event::GeneralRef(name) => self.text.push_reference(name),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) {
        let indentation = self.leaf.is_none() && self.text.is_empty() && text.trim_ascii().is_empty();
        if !indentation {
            self.text.push(text);
        }
    }

    /// Keeps a tag inside a text element as the text it was probably meant to be.
    fn markup(&mut self, from: usize, to: usize) {
        self.text.push(self.xml.get(from..to).unwrap_or_default());
    }

    fn open(&mut self, name: &str, from: usize, to: usize) {
        if self.leaf.is_some() {
            return self.markup(from, to);
        }
        self.keep_loose_text();
        match Leaf::named(name) {
            Some(leaf) => {
                // A second question in one Answer element.
                if leaf == Leaf::Identifier && self.draft.name.is_some() {
                    self.settle();
                }
                self.leaf = Some((leaf, self.open.len()));
            }
            None if name == "Answer" => {
                self.settle();
                self.in_answer = true;
            }
            None if self.in_answer => self.leaf = Some((Leaf::Text, self.open.len())),
            None => {}
        }
    }

    fn close(&mut self, name: &str, from: usize, to: usize) {
        match self.leaf {
            Some((leaf, depth)) if depth == self.open.len() => {
                self.draft.put(leaf, self.text.take());
                self.leaf = None;
            }
            Some(_) => self.markup(from, to),
            None => {
                self.keep_loose_text();
                if name == "Answer" {
                    self.settle();
                    self.in_answer = false;
                }
            }
        }
    }

    /// Text beside all elements is kept, unless it is indentation.
    fn keep_loose_text(&mut self) {
        if !self.text.is_empty() {
            let text = self.text.take();
            if !text.trim_ascii().is_empty() {
                self.draft.put(Leaf::Text, text);
            }
        }
    }

    /// The question is complete.
    fn settle(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        if !draft.is_empty() {
            self.empty = false;
            (self.each)(draft);
        }
    }

    /// Where and why a document that ended is not complete: the reader does not mind.
    fn unfinished(&self) -> Option<(usize, String)> {
        if let Some(&tag) = self.open.last() {
            let name = self.xml.get(tag..).and_then(|tag| tag.split(['>', ' ', '\n', '\t']).next());
            let reason = format!("the document ends before {}> is closed", name.unwrap_or("<?"));
            return Some((self.xml.len(), reason));
        }
        let empty = self.empty && self.draft.is_empty();
        let bare = empty && !self.text.is_empty();
        bare.then(|| (0, "there is no XML element in it".to_owned()))
    }

    /// Hands over what is left.
    fn finish(mut self) {
        match self.leaf.take() {
            Some((leaf, _)) if !self.text.is_empty() => self.draft.put(leaf, self.text.take()),
            Some(_) => {}
            None => self.keep_loose_text(),
        }
        self.settle();
    }
}

/// Tells `<` that opens a tag from `<` that a worker typed and a serialiser left as it was.
fn begins_a_tag(name: &str) -> Result<(), String> {
    match name.chars().next() {
        Some(first) if first.is_alphabetic() || first == '_' || first == ':' => Ok(()),
        _ => Err("this `<` begins no tag; as text it had to be `&lt;`".to_owned()),
    }
}

#[cfg(test)]
mod tests;
