use std::borrow::Cow;

/// Rust puts this behind what the operating system says, with a number and a bracket.
const NUMBER: &str = " (os error ";

/// The words without the operating system's numbers for them: `Connection refused (os error 111)` says no more than
/// `Connection refused` to whoever reads it.
#[must_use]
pub fn without_os_errors(words: &str) -> Cow<'_, str> {
    let Some((before, rest)) = words.split_once(NUMBER) else { return Cow::Borrowed(words) };
    match rest.split_once(')') {
        Some((number, after)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Cow::Owned(format!("{before}{}", without_os_errors(after)))
        }
        _ => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_the_operating_system_are_left_out() {
        for (words, said) in [
            ("Connection refused (os error 111)", "Connection refused"),
            ("a: Is a directory (os error 21): b (os error 2)!", "a: Is a directory: b!"),
            ("nothing to leave out", "nothing to leave out"),
            ("os error (os error x)", "os error (os error x)"),
            ("cut (os error 1", "cut (os error 1"),
        ] {
            assert_eq!(without_os_errors(words), said);
        }
    }
}
