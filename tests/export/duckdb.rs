//! What is written as Parquet, read by DuckDB.

use crate::read::example;
use std::path::Path;
use std::process::Command;

const BATCH: &str = "04-batch-dotted-booleans-sorted-as-text.csv";
const OTHER: &str = "09-batch-taskanswers-raw-json.csv";

/// What DuckDB answers to a query, row by row. `None` where it is not installed, which is told.
fn ask(query: &str) -> Option<String> {
    let script = "import duckdb, sys\nfor row in duckdb.sql(sys.argv[1]).fetchall(): print(*row, sep='|')";
    let installed = Command::new("python3").args(["-c", "import duckdb"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("HITDECK_EXPECT_DUCKDB").is_none(), "there is no DuckDB");
        eprintln!(
            "SKIPPED: nothing was read by DuckDB, which is not installed (python3 -m pip install duckdb)"
        );
        return None;
    }
    let output = Command::new("python3").args(["-c", script, query]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

fn export(args: &[&str], to: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
    command.args(["export", "--format", "parquet", "-o"]).arg(to).args(args);
    let output = command.args([example(BATCH), example(OTHER)]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn columns_have_types_and_answers_can_be_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.parquet");
    export(&[], &path);
    let query = format!(
        "SET TimeZone = 'UTC'; SELECT AssignmentId, typeof(SubmitTime), SubmitTime::VARCHAR, typeof(Reward), Reward, \
         list_filter(Answers, lambda given: given.Name = 'final_comment')[1].Value, Answers[1].Name, typeof(AnswersJson), \
         \"Values\"->>'$.age.option_1', Title FROM '{}' WHERE AssignmentId LIKE '%31'",
        path.display()
    );
    let Some(answer) = ask(&query) else { return };
    let expected = "3FLDASG00000000000000000000031|TIMESTAMP WITH TIME ZONE|2023-12-24 16:59:21+00|DECIMAL(9,2)|3.00|\
        It's “fine” – 10/10|age.option_1|VARCHAR|true|Say what you see\n";
    assert_eq!(answer, expected);
    let count = ask(&format!("SELECT count(*), count(DISTINCT WorkerId) FROM '{}'", path.display()));
    assert_eq!(count.as_deref(), Some("6|6\n"));
}

#[test]
fn a_folder_has_a_part_for_each_hit_type() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all");
    export(&["--by-hit-type"], &path);
    assert!(path.join("hit_type=3FLDTYPE00000000000000000000XX/part-0.parquet").exists());
    export(&["--by-hit-type", "--force"], &path);
    let query = format!(
        "SELECT hit_type, count(*) FROM read_parquet('{}/*/*.parquet', hive_partitioning = true) GROUP BY hit_type",
        path.display()
    );
    let Some(answer) = ask(&query) else { return };
    assert_eq!(answer, "3FLDTYPE00000000000000000000XX|6\n");
}
