use super::Content;

/// Names of form fields that say nothing about the work, in lower case without punctuation.
///
/// Submit buttons and tokens come along because every input of a form is submitted; `doNotRedirect` is added by
/// scripts that workers use; the ids are copies of what the assignment itself says, unless they are
/// [disputed](super::Answer::dispute).
const ALWAYS: &[&str] = &[
    "donotredirect",
    "assignmentid",
    "workerid",
    "hitid",
    "hittypeid",
    "hitgroupid",
    "turksubmitto",
    "csrf",
    "csrftoken",
    "csrfmiddlewaretoken",
    "xsrf",
    "xsrftoken",
    "authenticitytoken",
    "requestverificationtoken",
    "utf8",
];

/// Names of buttons; noise only with a button's short caption as value.
const BUTTONS: &[&str] =
    &["submit", "submitbutton", "submitbtn", "btnsubmit", "buttonsubmit", "commit", "submithit"];

/// Longest caption a button is believed to have, in bytes.
const CAPTION: usize = 40;

/// Longest name worth a look, in bytes.
const LONGEST_NAME: usize = 40;

/// A field's name as all its spellings have it: lower case without punctuation.
pub(super) struct Letters {
    letters: [u8; LONGEST_NAME],
    length: usize,
}

impl Letters {
    /// Whether they are these.
    pub(super) fn is(&self, known: &[u8]) -> bool {
        self.letters.get(..self.length) == Some(known)
    }
}

/// The letters of a name; `None` where it is none that forms give their machinery.
pub(super) fn letters(name: &str) -> Option<Letters> {
    if name.len() > LONGEST_NAME || !name.is_ascii() {
        return None;
    }
    let (mut letters, mut length) = ([0; LONGEST_NAME], 0);
    let alphanumeric = name.bytes().filter(u8::is_ascii_alphanumeric);
    for (place, letter) in letters.iter_mut().zip(alphanumeric) {
        *place = letter.to_ascii_lowercase();
        length += 1;
    }
    Some(Letters { letters, length })
}

/// Whether a field is form machinery rather than an answer.
pub(super) fn is_noise(name: &str, content: &Content) -> bool {
    let Some(letters) = letters(name) else { return false };
    let is_one_of = |known: &[&str]| known.iter().any(|known| letters.is(known.as_bytes()));
    is_one_of(ALWAYS) || (is_one_of(BUTTONS) && is_caption(content))
}

fn is_caption(content: &Content) -> bool {
    match content {
        Content::Empty => true,
        Content::Text(text) => text.len() <= CAPTION && !text.contains('\n'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_noise;
    use crate::answer::Content;

    fn text(text: &str) -> Content {
        Content::Text(text.to_owned())
    }

    #[test]
    fn form_machinery_is_noise_however_it_is_spelled() {
        for name in [
            "doNotRedirect",
            "assignmentId",
            "assignment_id",
            "worker-id",
            "csrf_token",
            "csrfmiddlewaretoken",
        ] {
            assert!(is_noise(name, &text("x")), "{name}");
        }
        assert!(is_noise("Submit", &text("Submit")));
        assert!(is_noise("submitButton", &Content::Empty));
    }

    #[test]
    fn answers_are_not_noise() {
        for name in ["comment", "submitted_url", "", "id", "worker", "提交"] {
            assert!(!is_noise(name, &text("x")), "{name}");
        }
        assert!(!is_noise(
            "submit",
            &text("I would submit that the second picture is older than the first one.")
        ));
    }
}
