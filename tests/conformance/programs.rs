//! hitdeck and the AWS CLIs, each started in an empty home of its own.

use crate::reference::Reference;
use crate::support::child;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What is asked of all.
const VERB: &str = "list-assignments-for-hit";

/// One of the programs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Program {
    Hitdeck,
    Aws(&'static Reference),
}

impl Program {
    /// Runs a command line to its end.
    pub(crate) fn run(self, call: &Call) -> Ran {
        match self {
            Self::Hitdeck => call.run(Path::new(HITDECK)),
            Self::Aws(reference) => reference.run(call),
        }
    }

    /// The executable file, and what is said to it.
    pub(crate) fn command_line(self, call: &Call) -> (PathBuf, Vec<String>) {
        match self {
            Self::Hitdeck => (HITDECK.into(), call.args.clone()),
            Self::Aws(reference) => (reference.aws.clone(), Reference::args(call)),
        }
    }
}

/// The program under test.
pub(crate) const HITDECK: &str = env!("CARGO_BIN_EXE_hitdeck");

/// A command line with what surrounds it.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The arguments, the verb first.
    pub(crate) args: Vec<String>,
    pub(crate) env: BTreeMap<String, String>,
    /// Where it stands.
    pub(crate) home: PathBuf,
    pub(crate) stdin: String,
}

impl Call {
    /// The verb in `home`, with credentials and nothing of the user's own.
    pub(crate) fn new(home: &Path) -> Self {
        let at_home = |name: &str| home.join(name).to_str().unwrap().to_owned();
        let mut env: BTreeMap<String, String> = [
            ("HOME", home.to_str().unwrap().to_owned()),
            ("AWS_CONFIG_FILE", at_home("config")),
            ("AWS_SHARED_CREDENTIALS_FILE", at_home("credentials")),
            ("LC_ALL", "C.UTF-8".to_owned()),
            ("TZ", "UTC".to_owned()),
            ("AWS_ACCESS_KEY_ID", "AKIDINVENTED".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "invented".to_owned()),
            ("AWS_DEFAULT_REGION", "us-east-1".to_owned()),
            ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
            ("AWS_MAX_ATTEMPTS", "1".to_owned()),
            ("AWS_PAGER", String::new()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        // Where programs are, and what coverage tools need.
        env.extend(std::env::vars().filter(|(name, _)| name == "PATH" || name.starts_with("LLVM_")));
        Self { args: vec![VERB.to_owned()], env, home: home.to_owned(), stdin: String::new() }
    }

    /// The process to start for it.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.args(&self.args).env_clear().envs(&self.env).current_dir(&self.home);
        command
    }

    /// Runs it as a process to its end.
    pub(crate) fn run(&self, program: &Path) -> Ran {
        let output = child::run(&mut self.command(program), &self.stdin).unwrap();
        Ran {
            exit: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
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

impl Ran {
    /// What was printed, as YAML 1.2, in which `no` is a word; JSON is YAML.
    pub(crate) fn yaml(&self) -> Result<Value, serde_saphyr::Error> {
        yaml(&String::from_utf8_lossy(&self.stdout))
    }
}

/// A text as YAML.
pub(crate) fn yaml(text: &str) -> Result<Value, serde_saphyr::Error> {
    serde_saphyr::from_str_with_options(text, serde_saphyr::options! { strict_booleans: true })
}

/// An empty home.
pub(crate) fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}
