//! What came from the requester site goes back to it unchanged.

use crate::read::{comparable, csv, example, sheet, try_sheet};

#[test]
fn a_download_of_the_site_comes_out_byte_for_byte() {
    for name in [
        "01-batch-download-crlf-all-quoted-rows-two-short-no-final-newline.csv",
        "02-batch-approvaltime-two-forms-in-one-column.csv",
        "04-batch-dotted-booleans-sorted-as-text.csv",
        "09-batch-taskanswers-raw-json.csv",
    ] {
        let bytes = std::fs::read(example(name)).unwrap();
        let written = csv(&sheet(&bytes));
        // Saved by hand, they end with a line break as the site's files do not.
        let expected = String::from_utf8(bytes).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected.trim_end_matches(['\r', '\n']), "{name}");
    }
}

#[test]
fn every_table_reads_the_same_once_it_was_exported() {
    let folder = example("");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.extension().is_none_or(|end| end != "csv" && end != "results") {
            continue;
        }
        // One of them holds no results.
        let Ok(first) = try_sheet(&std::fs::read(&path).unwrap()) else { continue };
        let again = sheet(&csv(&first));
        let (first, again) = (comparable(&first), comparable(&again));
        assert_eq!(first.len(), again.len(), "{name}");
        for (one, other) in first.iter().zip(&again) {
            // A document is columns behind it.
            if one.assignment.answer.is_none() {
                assert_eq!(one.answers, other.answers, "{name}");
            }
            assert_eq!(one.inputs, other.inputs, "{name}");
            assert_eq!(one.trials, other.trials, "{name}");
            assert_eq!(one.assignment.id.real(), other.assignment.id.real(), "{name}");
            assert_eq!(one.assignment.submitted, other.assignment.submitted, "{name}");
            assert_eq!(one.assignment.kept, other.assignment.kept, "{name}");
            assert_eq!(one.work_time, other.work_time, "{name}");
            assert_eq!(one.assignment.status, other.assignment.status, "{name}");
        }
        read += 1;
    }
    assert!(read > 10, "{read}");
}
