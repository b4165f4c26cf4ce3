//! How Python writes values: the text and table formats print what `str()` makes of them.

use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::fmt::Write;

/// `str(value)`: strings as they are, `None`, `True`, `False`, and the literals of everything else.
pub(super) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(repr(other)),
    }
}

/// `bool(value)`.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

/// Whether the reference takes it for a scalar: neither list nor dict.
pub(super) fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// `repr(float)`: the same digits and the same thresholds as Rust's, but an exponent has a sign and two digits.
pub(super) fn float(number: f64) -> String {
    let text = format!("{number:?}");
    match text.split_once('e') {
        None => text,
        Some((digits, exponent)) => match exponent.strip_prefix('-') {
            Some(below) => format!("{digits}e-{below:0>2}"),
            None => format!("{digits}e+{exponent:0>2}"),
        },
    }
}

/// `repr(value)`.
fn repr(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => repr_number(number),
        Value::String(text) => repr_str(text),
        Value::Array(list) => format!("[{}]", list.iter().map(repr).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => repr_dict(map),
    }
}

fn repr_number(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() => float(value),
        _ => number.to_string(),
    }
}

fn repr_dict(map: &Map<String, Value>) -> String {
    let members: Vec<String> =
        map.iter().map(|(key, value)| format!("{}: {}", repr_str(key), repr(value))).collect();
    format!("{{{}}}", members.join(", "))
}

fn repr_str(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for c in text.chars() {
        push_escaped(&mut quoted, c, quote);
    }
    quoted.push(quote);
    quoted
}

/// One character of a string's literal.
fn push_escaped(quoted: &mut String, c: char, quote: char) {
    match c {
        '\\' => quoted.push_str("\\\\"),
        '\n' => quoted.push_str("\\n"),
        '\r' => quoted.push_str("\\r"),
        '\t' => quoted.push_str("\\t"),
        _ if c == quote => quoted.extend(['\\', c]),
        ' '..='~' => quoted.push(c),
        _ if is_printable(c) => quoted.push(c),
        // Writing to a String does not fail.
        _ => {
            let _ = match u32::from(c) {
                code @ ..=0xFF => write!(quoted, "\\x{code:02x}"),
                code @ ..=0xFFFF => write!(quoted, "\\u{code:04x}"),
                code => write!(quoted, "\\U{code:08x}"),
            };
        }
    }
}

/// `str.isprintable`. Rust's table is made by the same rule; a combining mark is only escaped where it stands first.
fn is_printable(c: char) -> bool {
    format!("x{c}").escape_debug().eq(['x', c])
}

#[cfg(test)]
mod tests {
    use super::{float, is_true, text};
    use serde_json::json;

    #[test]
    fn floats_have_the_digits_and_exponents_of_python() {
        let cases = [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.000_01, "1e-05"),
            (1.25e-7, "1.25e-07"),
            (5e-324, "5e-324"),
            (1_700_000_000.5, "1700000000.5"),
        ];
        for (number, expected) in cases {
            assert_eq!(float(number), expected);
        }
    }

    #[test]
    fn nested_values_are_literals_and_a_string_alone_is_itself() {
        assert_eq!(text(&json!("it's\n")), "it's\n");
        assert_eq!(text(&json!(null)), "None");
        assert_eq!(
            text(
                &json!({"a": [1, 2.0, true, null, {}], "b": "it's", "c": "\"it's\"", "d": "é\u{85}\u{301}\u{202e}\u{1}\u{e0001}\\"})
            ),
            "{'a': [1, 2.0, True, None, {}], 'b': \"it's\", 'c': '\"it\\'s\"', \
             'd': 'é\\x85\u{301}\\u202e\\x01\\U000e0001\\\\'}"
        );
    }

    #[test]
    fn zeros_and_empties_are_false() {
        for value in [json!(null), json!(false), json!(0), json!(-0.0), json!(""), json!([]), json!({})] {
            assert!(!is_true(&value), "{value}");
        }
        for value in [json!(true), json!(1), json!("0"), json!([null]), json!({"a": null})] {
            assert!(is_true(&value), "{value}");
        }
    }
}
