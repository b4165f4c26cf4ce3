//! `--query` with every kind of `JMESPath` expression, in every format.

use crate::case::{Case, case};
use crate::compare::compare;
use crate::difference::Purpose;
use crate::world::Place;

trials!(compared: expressions, functions, results_of_every_shape, queries_that_fail, queries_of_another_mind, queries_over_pages, queries_over_pages_of_ten, queries_over_many_rows);

fn expressions() {
    compare("expressions", &together(EXPRESSIONS));
}

fn functions() {
    compare("functions", &together(FUNCTIONS));
}

fn results_of_every_shape() {
    let bytes = [("json", 3), ("text", 1), ("table", 1)].into_iter().flat_map(|(format, step)| {
        SHAPES.iter().step_by(step).map(move |expression| twelve(format).query(expression))
    });
    let yaml = ["yaml", "yaml-stream"].into_iter().flat_map(|format| {
        SHAPES.iter().step_by(5).map(move |expression| twelve(format).query(expression).parsed_as_yaml())
    });
    // Rows of unlike length make no table.
    let ragged = twelve("table").query("`[[1,2],[3]]`").exits(255);
    compare("results of every shape", &bytes.chain(yaml).chain([ragged]).collect::<Vec<_>>());
}

fn queries_that_fail() {
    let bad = BAD.iter().map(|expression| twelve("json").query(expression).exits(252));
    let failing = FAILING.iter().map(|expression| twelve("json").query(expression).exits(255));
    let last = [twelve("json").arg("--query").exits(252), twelve("text").query("length(`1`)").exits(255)];
    compare("queries that fail", &bad.chain(failing).chain(last).collect::<Vec<_>>());
}

/// Where the two do not agree on what an expression is, or on what it finds.
fn queries_of_another_mind() {
    let query = |expression: &str, exit| twelve("json").query(expression).exits(exit);
    let lax = [("[a b]", 252), ("'a' < `1`", 255), ("contains('a', `1`)", 255)];
    let lax = lax.map(|(expression, exit)| query(expression, exit).differs(Purpose::LaxQueries));
    let strict = ["Assignments[-0].HITId", "{x: a y: b}"];
    let strict = strict.map(|expression| query(expression, 0).differs(Purpose::StrictQueries));
    let steps = ["length(Assignments)[::0]", "'a'[::0]", "a[::0]"];
    let steps = steps.map(|expression| query(expression, 0).differs(Purpose::StepsOfZero));
    compare("queries of another mind", &lax.into_iter().chain(strict).chain(steps).collect::<Vec<_>>());
}

fn queries_over_pages() {
    let pages = "--hit-id 3TWELVE --page-size 5 --output";
    let count = "length(Assignments)";
    let mut cases = vec![
        case(&format!("{pages} text")).query(count),
        case(&format!("{pages} text")).query("Assignments[0].AssignmentId"),
        case(&format!("{pages} json")).query(count),
        case(&format!("{pages} table")).query(count),
        case(&format!("{pages} yaml")).query(count).parsed_as_yaml(),
        case(&format!("{pages} yaml-stream")).query(count).parsed_as_yaml(),
        case(&format!("{pages} yaml-stream")).query("NumResults").parsed_as_yaml(),
        case(&format!("{pages} text")).query("NumResults"),
        case(&format!("{pages} json")).query("NumResults"),
        case("--hit-id 3TWELVE --no-paginate --output json").query("NumResults"),
        case("--hit-id 3TWELVE --no-paginate --output text").query("keys(@)"),
        case("--hit-id 3TWELVE --no-paginate --output json").query("keys(@)"),
    ];
    for hit in ["3EMPTY", "3UNICODE"] {
        for format in ["json", "text", "table"] {
            let all = case(&format!("--hit-id {hit} --page-size 100 --output {format}"));
            cases.push(all.query("Assignments[].[AssignmentId, Answer]"));
        }
    }
    compare("queries over pages", &cases);
}

/// In text a query sees one page at a time, of ten unless it is said otherwise.
fn queries_over_pages_of_ten() {
    let of = |hit: &str, query: &str| case(&format!("--hit-id {hit} --output text")).query(query);
    let queries = [
        "Assignments",
        "Assignments[]",
        "Assignments[].[AssignmentId, RequesterFeedback]",
        "Assignments[].{Id: AssignmentId, Told: RequesterFeedback}",
        "Assignments[?AssignmentStatus=='Rejected'].AssignmentId",
        "Assignments[?ApprovalTime]",
        "Assignments[:3].AssignmentId",
        "Assignments[-1].AssignmentId",
        "length(Assignments)",
        "sort_by(Assignments, &WorkerId)[].[WorkerId, AssignmentId]",
        "join(',', Assignments[].WorkerId)",
        "Assignments[].RequesterFeedback | [0]",
        "[NextToken, NumResults]",
        "@",
        "{a: Assignments[0]}",
    ];
    let cases: Vec<Case> = queries.into_iter().map(|query| of("3GAPS", query)).collect();
    let more = [
        of("3GAPS", "Assignments[].[AssignmentId]").args("--max-items 123"),
        of("3GAPS", "Assignments[].AssignmentId").args("--starting-token None___4"),
        of("3TWELVE", "length(Assignments)"),
        of("3EMPTY", "length(Assignments)"),
    ];
    compare("queries over pages of ten", &cases.into_iter().chain(more).collect::<Vec<_>>());
}

/// A thousand rows on ten pages, and 230 with members missing: what is gathered page by page, what waits as it was
/// sent, and what waits as trees make the same.
fn queries_over_many_rows() {
    let of = |hit: &str, format: &str, query: &str| {
        case(&format!("--hit-id {hit} --page-size 100 --output {format}")).query(query)
    };
    let whole = MANY.iter().map(|query| of("3THOUSAND", "json", query));
    let table = MANY.iter().step_by(2).map(|query| of("3GAPS", "table", query));
    let yaml = MANY.iter().step_by(4).map(|query| of("3GAPS", "yaml", query).parsed_as_yaml());
    let text = MANY.iter().step_by(4).map(|query| case("--hit-id 3THOUSAND --output text").query(query));
    // Pages of 25, of which text makes tens, and pages without a list, which text shows by themselves.
    let [rows, ids, count] =
        ["Assignments[].[AssignmentId, Answer]", "Assignments[].AssignmentId", "length(Assignments)"];
    let odd = [
        ("3SHORT", "text", rows, 0),
        ("3SHORT", "text", count, 0),
        ("3SHORT", "json", rows, 0),
        ("3SHORT", "json", count, 0),
        ("3EMPTYPAGE", "text", ids, 0),
        ("3EMPTYPAGE", "text", count, 255),
        ("3EMPTYPAGE", "json", ids, 0),
        ("3EMPTYPAGE", "json", count, 0),
    ];
    let odd = odd.map(|(hit, format, query, exit)| {
        case(&format!("--hit-id {hit} --output {format}")).query(query).at(Place::Scripted).exits(exit)
    });
    let tables = [
        case("--hit-id 3GAPS --output table"),
        case("--hit-id 3GAPS --output table --max-items 155"),
        case("--hit-id 3GAPS --output table").query("Assignments[?RequesterFeedback]"),
    ];
    let all = whole.chain(table).chain(yaml).chain(text).chain(odd).chain(tables);
    compare("queries over many rows", &all.collect::<Vec<_>>());
}

/// All of a small HIT in one page.
fn twelve(format: &str) -> Case {
    case(&format!("--hit-id 3TWELVE --page-size 100 --output {format}"))
}

/// Several expressions in one query, for the AWS CLI takes half a second to start.
fn together(expressions: &[&str]) -> Vec<Case> {
    let query = |some: &[&str]| format!("[({})]", some.join("), ("));
    expressions.chunks(4).map(|some| twelve("json").query(&query(some))).collect()
}

/// Queries by what has to wait for the last page: nothing, rows as they were sent, parts of rows, whole trees.
const MANY: &[&str] = &[
    "Assignments[].[WorkerId, SubmitTime]",
    "Assignments[?AssignmentStatus=='Rejected'].{Id: AssignmentId, Told: RequesterFeedback}",
    "sort_by(Assignments, &SubmitTime)[-3:]",
    "reverse(sort_by(Assignments[?Deadline], &WorkerId))[*].[WorkerId, AssignmentId]",
    "[length(Assignments), max_by(Assignments, &AcceptTime).AssignmentId]",
    "Assignments[?ApprovalTime] | [0:2]",
    "sort(Assignments[].WorkerId)[0]",
    "Assignments[*].length(AssignmentId) | sum(@)",
    "length(to_string(@))",
    "length(to_string(Assignments))",
    "keys(@)",
    "[keys(@), length(values(@)[0])]",
    "Assignments[5]",
    "@.Assignments[-1].*",
    "*[0]",
];

/// Every production of the grammar.
const EXPRESSIONS: &[&str] = &[
    "Assignments",
    "\"Assignments\"",
    "Assignments[0]",
    "Assignments[-1].WorkerId",
    "Assignments[99]",
    "Missing",
    "Missing.deeper[0]",
    "Assignments[2:4].AssignmentId",
    "Assignments[::-5].AssignmentId",
    "Assignments[:-10].AssignmentId",
    "Assignments[*].AssignmentId",
    "Assignments[*].RequesterFeedback",
    "Assignments[0].*",
    "*[0].AssignmentId",
    "Assignments[].AssignmentId | [1]",
    "[Assignments[0].AssignmentId, [Assignments[1].AssignmentId, `[1,[2]]`]][]",
    "Assignments[?AssignmentStatus=='Rejected'].AssignmentId",
    "Assignments[?AssignmentStatus!='Rejected'].[AssignmentId,Deadline]",
    "Assignments[?Deadline && !RequesterFeedback].AssignmentId",
    "Assignments[?(AssignmentStatus=='Approved' || AssignmentStatus=='Rejected') && Answer].AssignmentId",
    "Assignments[?AcceptTime < '2023-11-14T22:20:00'].AssignmentId",
    "Assignments[?length(AssignmentId) >= `5`] | length(@)",
    "`[1,2,3,4]`[?@ > `2`]",
    "`[1,2,3,4]`[?@ <= `2` || @ == `4`]",
    "Assignments[0].{Id: AssignmentId, \"the worker\": WorkerId, No: Missing, N: `1`}",
    "Assignments[:2].{B: WorkerId, A: AssignmentId}",
    "Assignments[0].[AssignmentId, Missing]",
    "{n: length(Assignments), list: Assignments[:2].AssignmentId}",
    "@",
    "`{\"a\": [1, 2.0, 1e3, 1.5, true, null, \"\\u00e9\"]}`",
    "`\"quoted\"`",
    "'raw \\' string é🙂'",
    "`[]`",
    "`{}`",
    "`null`",
    "`true`",
    "''",
    "`-0.0`",
    "`12345678901234567890`",
    "`0.1`",
    "`1e100`",
    "!Assignments",
    "Assignments && 'yes' || 'no'",
    "Missing || 'default'",
    "`1` == `1.0`",
    "`true` == `1`",
    "`{\"a\":1}` == `{\"a\":1}`",
    "'b' > 'a'",
    "`[[1,2],[3]]`[*][0]",
    "`{\"a\":{\"x\":1},\"b\":{\"x\":2}}`.*.x",
    "(Assignments)[0].AssignmentId",
    "NextToken",
    "  Assignments [ 0 ] . AssignmentId  ",
];

/// Every built-in function, with what they make of nothing.
const FUNCTIONS: &[&str] = &[
    "abs(`-1.5`)",
    "[abs(`-2`), abs(`3`)]",
    "avg(`[1,2,4]`)",
    "avg(`[]`)",
    "[ceil(`1.2`), ceil(`-1.2`), floor(`1.8`), floor(`-1.8`)]",
    "[contains('hitdeck', 'deck'), contains(`[1,2]`, `3`)]",
    "Assignments[?contains(Answer || '', 'é')].AssignmentId",
    "Assignments[?starts_with(AssignmentId, '3A00001')].AssignmentId",
    "[starts_with('abc','a'), ends_with('abc','c')]",
    "join(', ', Assignments[].WorkerId)",
    "keys(Assignments[0])",
    "values(`{\"b\":1,\"a\":2}`)",
    "[length('é🙂'), length(`[1]`), length(`{\"a\":1}`)]",
    "map(&WorkerId, Assignments)",
    "map(&Deadline, Assignments)",
    "[max(`[1,3,2]`), min(`[1,3,2]`), max(`[\"a\",\"b\"]`), min(`[]`)]",
    "max_by(Assignments, &SubmitTime).AssignmentId",
    "min_by(Assignments, &AcceptTime).AssignmentId",
    "merge(`{\"b\":1,\"a\":2}`, `{\"c\":3,\"b\":4}`)",
    "not_null(Missing, `null`, 'found')",
    "[reverse('aé🙂'), reverse(`[1,2]`)]",
    "sort(Assignments[].WorkerId)",
    "sort(`[3,1,2.5]`)",
    "sort_by(Assignments, &WorkerId)[].[WorkerId,AssignmentId]",
    "[sum(`[1,2.5]`), sum(`[]`), sum(`[1,2]`)]",
    "[to_array('a'), to_array(`[1]`)]",
    "[to_number('1'), to_number('1.50'), to_number('x'), to_number(`7`), to_number('1e2'), to_number(`[]`)]",
    "[to_string(`1`), to_string('a'), to_string(`{\"a\": [1, 2.0, \"é\"]}`), to_string(`null`), to_string(`true`)]",
    "to_string(Assignments[0].AssignmentId)",
    "[type(`1`), type('a'), type(`[]`), type(`{}`), type(`null`), type(`true`), type(@)]",
    "length(Assignments[?AssignmentStatus=='Submitted'])",
];

/// Results of every shape that the other formats treat apart.
const SHAPES: &[&str] = &[
    "Assignments[0].AssignmentId",
    "Assignments[*].AssignmentId",
    "Assignments[*].[AssignmentId,Deadline]",
    "Assignments[*].{Id:AssignmentId,Told:RequesterFeedback}",
    "Assignments[0]",
    "Assignments[0].{Id:AssignmentId}",
    "{n:length(Assignments),list:Assignments[:2].AssignmentId,first:Assignments[0].{Id:AssignmentId}}",
    "`[[1,2],[\"a\",null],[true,1.0]]`",
    // What is no JSON between back quotes is a text, as in the grammar's first edition.
    "`text`",
    "`[[[1],[2]],[[3]]]`",
    "`[1,null,\"x\"]`",
    "Missing",
    "`[]`",
    "`{}`",
    "`[{}]`",
    "`[[]]`",
    "`0`",
    "`false`",
    "''",
    "`1.50`",
    "`{\"a\":{\"b\":{\"c\":1}},\"d\":[]}`",
];

/// What is no expression.
const BAD: &[&str] = &["", "Assignments[", "Assignments[0", "a..b", "a b", "'open", "a.&b", "a[1:2:3:4]"];

/// What is an expression, but can not be carried out.
const FAILING: &[&str] = &[
    "unknown(@)",
    "length(@, @)",
    "length(`1`)",
    "abs('a')",
    "sort(`[1,\"a\"]`)",
    "sort_by(Assignments, &Missing)",
    "max_by(Assignments, &Answer)",
    "map(WorkerId, Assignments)",
    "not_null()",
];
