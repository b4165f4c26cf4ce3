//! The functions whose results in the reference are Python's: `abs`, `ceil`, `floor`, `sum`, `to_number` and
//! `to_string`. Whole numbers stay whole there, and print without a point.

use crate::output::layout::JsonLayout;
use jpx_core::functions::{ArgumentType, CustomFunction, Signature};
use jpx_core::{JmespathError, Runtime};
use serde_json::{Number, Value};
use std::fmt::Write;

/// Puts them in the place of the standard ones.
pub(super) fn register(runtime: &mut Runtime) {
    let numbers = || ArgumentType::TypedArray(Box::new(ArgumentType::Number));
    add(runtime, "abs", ArgumentType::Number, abs);
    add(runtime, "ceil", ArgumentType::Number, |value| whole(value, f64::ceil));
    add(runtime, "floor", ArgumentType::Number, |value| whole(value, f64::floor));
    add(runtime, "sum", numbers(), sum);
    add(runtime, "to_number", ArgumentType::Any, to_number);
    add(runtime, "to_string", ArgumentType::Any, to_string);
}

fn add(runtime: &mut Runtime, name: &str, takes: ArgumentType, function: fn(&Value) -> Value) {
    let call = move |arguments: &[Value], _: &mut jpx_core::Context<'_>| -> Result<Value, JmespathError> {
        Ok(arguments.first().map_or(Value::Null, function))
    };
    let signature = Signature::new(vec![takes], None);
    runtime.register_function(name, Box::new(CustomFunction::new(signature, Box::new(call))));
}

/// A number that is an integer to Python.
fn integer(value: &Value) -> Option<i128> {
    value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))
}

/// An integer as JSON; beyond 64 bits the nearest float.
fn from_integer(integer: i128) -> Value {
    #[expect(clippy::cast_precision_loss)]
    Number::from_i128(integer).map_or_else(|| Value::from(integer as f64), Value::Number)
}

fn abs(value: &Value) -> Value {
    match integer(value) {
        Some(integer) => from_integer(integer.abs()),
        None => value.as_f64().map_or(Value::Null, |float| Value::from(float.abs())),
    }
}

/// Rounds a float to an integer; an integer is one already.
fn whole(value: &Value, round: fn(f64) -> f64) -> Value {
    match value.as_f64() {
        Some(float) if value.is_f64() =>
        {
            #[expect(clippy::cast_possible_truncation)]
            from_integer(round(float) as i128)
        }
        _ => value.clone(),
    }
}

fn sum(list: &Value) -> Value {
    let items = list.as_array().map_or(&[][..], Vec::as_slice);
    match items.iter().map(integer).sum::<Option<i128>>() {
        Some(sum) => from_integer(sum),
        None => items.iter().filter_map(Value::as_f64).sum::<f64>().into(),
    }
}

/// What Python's `int()`, or else its `float()`, makes of a text.
fn to_number(value: &Value) -> Value {
    match value {
        Value::Number(_) => value.clone(),
        Value::String(text) => {
            let text = text.trim();
            let whole = text.parse().map(from_integer);
            whole.or_else(|_| text.parse::<f64>().map(Value::from)).unwrap_or(Value::Null)
        }
        _ => Value::Null,
    }
}

/// A string as it is, anything else as one line of JSON in ASCII.
fn to_string(value: &Value) -> Value {
    if value.is_string() {
        return value.clone();
    }
    let Ok(line) = JsonLayout::line(value) else { return Value::Null };
    let mut ascii = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_ascii() {
            ascii.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a String does not fail.
            let _ = write!(ascii, "\\u{unit:04x}");
        }
    }
    Value::String(ascii)
}
