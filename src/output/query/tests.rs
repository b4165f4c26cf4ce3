use super::Query;
use crate::output::OutputError;
use serde_json::{Value, json};

fn search(query: &str, value: &Value) -> Value {
    Query::compile(query).unwrap().search(value).unwrap()
}

/// The results of queries that need nothing to look in, as JSON.
fn constant(query: &str) -> String {
    search(query, &Value::Null).to_string()
}

#[test]
fn strings_can_be_ordered() {
    let workers = json!([{"t": "2024-01-01"}, {"t": "2024-03-01"}]);
    assert_eq!(search("[?t > '2024-02-01'].t", &workers), json!(["2024-03-01"]));
    assert_eq!(constant("'a' < `1`"), "null");
}

#[test]
fn whole_numbers_stay_whole() {
    assert_eq!(constant("sum(`[1,2]`)"), "3");
    assert_eq!(constant("sum(`[1,2.0]`)"), "3.0");
    assert_eq!(constant("sum(`[]`)"), "0");
    assert_eq!(constant("avg(`[1,3]`)"), "2.0");
    assert_eq!(constant("abs(`-3`)"), "3");
    assert_eq!(constant("abs(`-3.0`)"), "3.0");
    assert_eq!(constant("ceil(`1.2`)"), "2");
    assert_eq!(constant("floor(`-0.5`)"), "-1");
    assert_eq!(constant("floor(`9007199254740993`)"), "9007199254740993");
    assert_eq!(constant("sum(`[18446744073709551615, 1]`)"), "1.8446744073709552e+19");
}

#[test]
fn texts_become_numbers_as_python_reads_them() {
    for (text, number) in
        [("12", "12"), (" -3 ", "-3"), ("+5", "5"), ("1.50", "1.5"), (".5", "0.5"), ("1e3", "1000.0")]
    {
        assert_eq!(constant(&format!("to_number('{text}')")), number, "{text:?}");
    }
    for text in ["", "x", "0x1", "1 2"] {
        assert_eq!(constant(&format!("to_number('{text}')")), "null", "{text:?}");
    }
}

#[test]
fn values_become_one_line_of_ascii() {
    let value = json!({"b": [1.0, null, "é👍"], "a": 1e16});
    assert_eq!(search("to_string(@)", &value), json!(r#"{"b":[1.0,null,"\u00e9\ud83d\udc4d"],"a":1e+16}"#));
    assert_eq!(search("to_string(b[2])", &value), json!("é👍"));
}

#[test]
fn a_literal_may_leave_out_its_quotes() {
    let rows = json!([{"s": "Approved"}, {"s": "a`b"}, {"s": "`Approved`"}]);
    assert_eq!(search("[?s==`Approved`]", &rows), json!([{"s": "Approved"}]));
    assert_eq!(search("[?s==`a\\`b`]", &rows), json!([{"s": "a`b"}]));
    assert_eq!(search("[?s=='`Approved`']", &rows), json!([{"s": "`Approved`"}]));
    assert_eq!(constant("` true`"), "true");
    assert_eq!(constant("` so so`"), "\"so so\"");
    let list = "['`', `é`, '\\'`']";
    assert_eq!(search(list, &rows), json!(["`", "é", "'`"]));
}

#[test]
fn a_query_that_is_none_is_known_at_once() {
    for query in ["", "Assignments[", "a=b", "`\"`", "let $a = b in a", "'"] {
        let error = Query::compile(query).unwrap_err();
        assert!(matches!(error, OutputError::BadQuery { .. }), "{query}");
        assert!(error.to_string().starts_with(&format!("Bad value for --query {query}: ")), "{error}");
    }
}

#[test]
fn only_the_functions_of_the_specification_exist() {
    for query in ["foo(@)", "upper('a')", "length(`1`)", "[::0]", "sum(`[\"a\"]`)", "abs(`1`, `2`)"] {
        let error = Query::compile(query).unwrap().search(&json!([])).unwrap_err();
        assert!(matches!(error, OutputError::FailingQuery { .. }), "{query}: {error}");
    }
}

#[test]
fn keys_keep_their_order() {
    let value = json!({"z": 1, "a": 2});
    assert_eq!(search("keys(@)", &value), json!(["z", "a"]));
    assert_eq!(search("{y: a, b: z}", &value).to_string(), r#"{"y":2,"b":1}"#);
    assert_eq!(search("merge(@, {z: `3`})", &value).to_string(), r#"{"z":3,"a":2}"#);
}

#[test]
fn a_number_that_a_slice_can_not_count_with_is_refused() {
    for query in ["a[1::2147483647]", "a[::-2147483647]", "a[1073741824]", "a[99999999999]"] {
        let error = Query::compile(query).unwrap_err();
        assert!(matches!(error, OutputError::BadQuery { .. }), "{query}: {error}");
    }
    let query = Query::compile("a[1::1073741823]").unwrap();
    assert_eq!(query.search(&json!({"a": [1, 2, 3]})).unwrap(), json!([2]));
}
