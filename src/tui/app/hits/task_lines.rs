//! What the selected HIT asks of workers, read once and not for every frame.

use crate::answer::{TaskText, task_text};
use crate::model::{Hit, HitId};
use crate::text::{Glyphs, Line, Role, wrap};

/// The lines of a task, wrapped.
#[derive(Debug, Default)]
pub(super) struct TaskLines {
    of: Option<TaskKey>,
    lines: Vec<Line>,
}

/// What the lines depend on. A question is never changed, but may come to be known.
#[derive(Debug, PartialEq, Eq)]
struct TaskKey {
    hit: HitId,
    known: bool,
    width: usize,
    glyphs: Glyphs,
}

impl TaskLines {
    /// Those of the HIT they were read for.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Reads the task of this HIT, if that was not done yet; nothing where nothing of it shows.
    pub(super) fn settle(&mut self, hit: Option<&Hit>, width: usize, glyphs: Glyphs) {
        let Some(hit) = hit.filter(|_| width > 0) else {
            *self = Self::default();
            return;
        };
        let key = TaskKey { hit: hit.id.clone(), known: hit.question.is_some(), width, glyphs };
        if self.of.as_ref() == Some(&key) {
            return;
        }
        self.lines = match hit.question.as_deref().and_then(task_text) {
            Some(TaskText::Words(words) | TaskText::Page(words)) => {
                wrap::text(words.trim(), Role::Text, width, glyphs)
            }
            None => Vec::new(),
        };
        self.of = Some(key);
    }
}
