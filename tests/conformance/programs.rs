//! The two programs, each started in an empty home of its own.

use crate::child;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

/// What is asked of both.
const VERB: &str = "list-assignments-for-hit";

/// One of the two.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Program {
    Hitdeck,
    Aws(&'static Path),
}

impl Program {
    /// The program with its verb, in `home`, with credentials and nothing of the user's own.
    pub(crate) fn command(self, home: &Path) -> Command {
        let mut command = match self {
            Self::Hitdeck => Command::new(env!("CARGO_BIN_EXE_hitdeck")),
            Self::Aws(path) => Command::new(path),
        };
        if let Self::Aws(_) = self {
            command.arg("mturk");
        }
        command.arg(VERB).env_clear().current_dir(home);
        for (name, value) in std::env::vars_os() {
            // Where programs are, and what coverage tools need.
            if name == "PATH" || name.to_string_lossy().starts_with("LLVM_") {
                command.env(name, value);
            }
        }
        command
            .env("HOME", home)
            .env("AWS_CONFIG_FILE", home.join("config"))
            .env("AWS_SHARED_CREDENTIALS_FILE", home.join("credentials"))
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("AWS_ACCESS_KEY_ID", "AKIDINVENTED")
            .env("AWS_SECRET_ACCESS_KEY", "invented")
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env("AWS_MAX_ATTEMPTS", "1")
            .env("AWS_PAGER", "");
        command
    }
}

/// How a program ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ran {
    /// `None` when a signal ended it.
    pub(crate) exit: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

/// Runs a command to its end with `stdin` as its standard input.
pub(crate) fn run(command: &mut Command, stdin: &str) -> Ran {
    let output = child::run(command, stdin).unwrap();
    Ran {
        exit: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// An empty home.
pub(crate) fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The AWS CLI v2, wherever it is. The first `aws` on the path may be version 1.
pub(crate) fn aws() -> Option<Program> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let usual = ["/usr/bin", "/usr/local/bin"].map(PathBuf::from);
        std::env::split_paths(&path).chain(usual).map(|folder| folder.join("aws")).find(|aws| is_v2(aws))
    });
    found.as_deref().map(Program::Aws)
}

fn is_v2(aws: &Path) -> bool {
    let asked = child::run(Command::new(AsRef::<OsStr>::as_ref(aws)).arg("--version"), "");
    asked.is_ok_and(|output| output.stdout.starts_with(b"aws-cli/2"))
}

/// The AWS CLI v2, or a line that says that `what` was skipped.
pub(crate) fn aws_or_skip(what: &str) -> Option<Program> {
    let aws = aws();
    if aws.is_none() {
        // The harness shows nobody what a passing test prints.
        let _ = writeln!(std::io::stderr(), "skipped: {what}, for AWS CLI 2 is not installed");
    }
    aws
}
