//! Any assignments, written by the output room, by Python and as JSON, read back the same.

use crate::documents::records;
use bytes::Bytes;
use hitdeck::model::{Assignment, AssignmentId, HitId, Status, Timestamp, WorkerId};
use hitdeck::output::{Format, OutputTarget, Printer};
use hitdeck::wire::{SentPage, Written};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// A time since there is Mechanical Turk, in whole seconds as the service has them.
fn time() -> impl Strategy<Value = Option<Timestamp>> {
    of((1_131_000_000_i64..4_000_000_000).prop_map(|second| Timestamp::from_second(second).unwrap()))
}

/// Any text but NUL.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\0]{1,20}",
        "[\"'\\\\\n\t:#{}\\[\\] \\-]{1,9}",
        Just("No".into()),
        Just("0042".into()),
        Just("1e5".into())
    ]
}

/// An answer's document with any text in it.
fn document() -> impl Strategy<Value = String> {
    text().prop_map(|text| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<?xml version=\"1.0\" encoding=\"ASCII\"?><QuestionFormAnswers><Answer><FreeText>{text}</FreeText></Answer></QuestionFormAnswers>")
    })
}

prop_compose! {
    fn any_assignment()(
        (id, worker, hit) in ("3[A-Z0-9]{5,29}", "A[A-Z0-9]{4,13}", "3[A-Z0-9]{5,29}"),
        status in select(vec![Status::Submitted, Status::Approved, Status::Rejected]),
        (accepted, submitted) in (1_131_000_000_i64..4_000_000_000, 0_i64..90_000),
        auto_approval in time(),
        verdict in time(),
        answer in document(),
        feedback in of(text()),
    ) -> Assignment {
        let at = |second| Some(Timestamp::from_second(second).unwrap());
        Assignment {
            status,
            accepted: at(accepted),
            submitted: at(accepted + submitted),
            auto_approval,
            approved: verdict.filter(|_| status == Status::Approved),
            rejected: verdict.filter(|_| status == Status::Rejected),
            answer: Some(answer.into()),
            feedback: feedback.map(Into::into),
            ..Assignment::new(AssignmentId::from_service(id), WorkerId::from_service(worker), HitId::from_service(hit))
        }
    }
}

fn printed(format: &str, assignments: &[Assignment]) -> Vec<u8> {
    let list: Vec<String> =
        assignments.iter().map(|one| serde_json::to_string(&Written(one)).unwrap()).collect();
    let body = format!("{{\"NumResults\":{},\"Assignments\":[{}]}}", list.len(), list.join(","));
    let format: Format = format.parse().unwrap();
    let mut printer = Printer::new(format, None, OutputTarget::default(), Vec::new());
    printer.page(SentPage::read(Bytes::from(body)).unwrap()).unwrap();
    printer.end(None).unwrap()
}

/// As `repr` of a response has it.
fn python(assignments: &[Assignment]) -> String {
    let list = assignments.iter().map(|one| {
        let members: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&serde_json::to_string(&Written(one)).unwrap()).unwrap();
        let members = members.iter().map(|(name, value)| match value {
            serde_json::Value::String(text) => format!("'{name}': {}", literal(text)),
            number => {
                let at = Timestamp::from_second(number.as_i64().unwrap()).unwrap();
                let at = at.strftime("%Y, %-m, %-d, %-H, %-M, %-S");
                format!("'{name}': datetime.datetime({at}, tzinfo=tzutc())")
            }
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
    });
    format!("{{'NumResults': 1, 'Assignments': [{}]}}", list.collect::<Vec<_>>().join(", "))
}

fn literal(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let escaped = text.chars().map(|char| match char {
        '\\' => "\\\\".into(),
        '\n' => "\\n".into(),
        '\r' => "\\r".into(),
        '\t' => "\\t".into(),
        char if char == quote => format!("\\{char}"),
        char if u32::from(char) < 0x20 || char == '\u{7f}' => format!("\\x{:02x}", u32::from(char)),
        char => char.to_string(),
    });
    format!("{quote}{}{quote}", escaped.collect::<String>())
}

/// What was read, without where.
fn read(bytes: impl AsRef<[u8]>) -> Result<Vec<Assignment>, TestCaseError> {
    let records = records(bytes);
    prop_assert_eq!(records.told(), Vec::<String>::new());
    Ok(records.assignments.into_iter().map(|saved| saved.assignment).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_printed_reads_the_same(assignments in proptest::collection::vec(any_assignment(), 1..5)) {
        for format in ["json", "jsonl", "yaml", "yaml-stream"] {
            prop_assert_eq!(&read(printed(format, &assignments))?, &assignments, "{}", format);
        }
        prop_assert_eq!(&read(python(&assignments))?, &assignments);
        let pretty = serde_json::to_vec_pretty(&assignments.iter().map(Written).collect::<Vec<_>>()).unwrap();
        prop_assert_eq!(&read(pretty)?, &assignments);
    }

    #[test]
    fn text_reads_the_same(assignments in proptest::collection::vec(any_assignment(), 1..5)) {
        // Text ends a line where an answer does; whether by CR LF or LF is not to be told apart at the end of a row.
        let assignments: Vec<Assignment> = assignments.into_iter().map(|one| {
            let feedback = one.feedback.filter(|text| !text.contains(['\r', '\n', '\t']));
            Assignment { feedback, ..one }
        }).collect();
        prop_assert_eq!(&read(printed("text", &assignments))?, &assignments);
    }
}

/// Files that are damaged a little in any way are read or refused, and nothing else.
mod damaged {
    use crate::documents::from;
    use crate::expected::path;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    const FILES: [&str; 9] = [
        "01-batch-download-crlf-all-quoted-rows-two-short-no-final-newline.csv",
        "25-amti-extract-tabular.jsonl",
        "27-aws-cli-v2-json-iso-local-offset.json",
        "30-aws-cli-v2.yaml",
        "31-aws-cli-v2-text.txt",
        "34-boto3-json-default-str.json",
        "37-boto3-printed-python-literal.txt",
        "38-legacy-api-as-json.json",
        "39-mephisto-units.jsonl",
    ];

    proptest! {
        #[test]
        fn files_never_make_it_panic(
            file in select(&FILES[..]),
            damage in proptest::collection::vec((any::<Index>(), any::<u8>(), 0_usize..40), 0..12),
            joint in any::<Index>(),
            other in select(&FILES[..]),
        ) {
            let mut bytes = std::fs::read(path(file)).unwrap();
            for (at, byte, cut) in damage {
                let at = at.index(bytes.len());
                bytes[at] = byte;
                bytes.drain(at..(at + cut).min(bytes.len()).max(at));
                if bytes.is_empty() {
                    bytes.push(byte);
                }
            }
            let tail = std::fs::read(path(other)).unwrap();
            bytes.extend_from_slice(&tail[joint.index(tail.len())..]);
            match from(&bytes) {
                (Ok(summary), records) => prop_assert!(summary.assignments <= records.assignments.len() as u64),
                (Err(error), records) => {
                    prop_assert!(records.assignments.is_empty() && records.hits.is_empty(), "{}", error);
                }
            }
        }
    }
}
