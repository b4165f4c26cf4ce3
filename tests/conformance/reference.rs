//! The AWS CLIs that hitdeck is compared with, and how they are run.

use crate::programs::{Call, Ran};
use crate::support::child;
use aws_smithy_types::base64;
use serde_json::{Value, json};
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};

/// An AWS CLI by its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// Debian's 2.9, or whatever version 2 is installed.
    Two,
    /// The newest version 2 that can be had.
    Newest,
    /// The newest version 1.
    One,
}

impl Version {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Two, Self::Newest, Self::One];
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Two => "AWS CLI 2",
            Self::Newest => "the newest AWS CLI 2",
            Self::One => "AWS CLI 1",
        })
    }
}

/// Those that are not there.
pub(crate) fn missing() -> Vec<Version> {
    Version::ALL.into_iter().filter(|version| installed(*version).is_none()).collect()
}

/// An AWS CLI, if it is installed.
pub(crate) fn installed(version: Version) -> Option<&'static Reference> {
    static FOUND: [OnceLock<Option<Reference>>; 3] = [const { OnceLock::new() }; 3];
    let (found, folder) = match version {
        Version::Two => (&FOUND[0], None),
        Version::Newest => (&FOUND[1], Some("newest")),
        Version::One => (&FOUND[2], Some("v1")),
    };
    let made = found.get_or_init(|| match folder {
        None => version_2().map(|(aws, python)| Reference::new(version, aws, python)),
        Some(folder) => {
            let folder =
                Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("aws-cli").join(folder).join("bin");
            let (aws, python) = (folder.join("aws"), folder.join("python"));
            aws.is_file().then(|| Reference::new(version, aws, Some(python)))
        }
    });
    made.as_ref()
}

/// The AWS CLI v2, wherever it is, and the Python it runs in. The first `aws` on the path may be version 1.
fn version_2() -> Option<(PathBuf, Option<PathBuf>)> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/bin", "/usr/local/bin"].map(PathBuf::from);
    let mut candidates = std::env::split_paths(&path).chain(usual).map(|folder| folder.join("aws"));
    let aws = candidates.find(|aws| is_v2(aws))?;
    let script = std::fs::read(&aws).unwrap_or_default();
    let first =
        String::from_utf8_lossy(script.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
    // Amazon's own installer brings a program that has its Python inside.
    let python = first
        .strip_prefix("#!")
        .filter(|python| python.contains("python"))
        .map(|python| python.trim().into());
    Some((aws, python))
}

fn is_v2(aws: &Path) -> bool {
    let asked = child::run(Command::new(aws).arg("--version"), "");
    asked.is_ok_and(|output| output.stdout.starts_with(b"aws-cli/2"))
}

/// An AWS CLI.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) version: Version,
    /// Its executable file.
    pub(crate) aws: PathBuf,
    python: Option<PathBuf>,
    /// Processes that have loaded it and wait for command lines.
    waiting: Mutex<Vec<ForkServer>>,
}

impl Reference {
    fn new(version: Version, aws: PathBuf, python: Option<PathBuf>) -> Self {
        Self { version, aws, python, waiting: Mutex::default() }
    }

    /// What is said to it: the service first.
    pub(crate) fn args(call: &Call) -> Vec<String> {
        [vec!["mturk".to_owned()], call.args.clone()].concat()
    }

    /// Runs a command line to its end.
    pub(crate) fn run(&self, call: &Call) -> Ran {
        let call = Call { args: Self::args(call), ..call.clone() };
        let Some(python) = &self.python else { return call.run(&self.aws) };
        let waiting = self.waiting.lock().unwrap().pop();
        let mut server = waiting.unwrap_or_else(|| ForkServer::start(python));
        let ran = server.run(&call);
        self.waiting.lock().unwrap().push(server);
        ran
    }
}

/// A process of `reference.py`, which forks for each command line; it ends when its input does.
#[derive(Debug)]
struct ForkServer {
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    _process: Child,
}

impl ForkServer {
    fn start(python: &Path) -> Self {
        let mut process = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/reference.py"))
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let requests = process.stdin.take().unwrap();
        let answers = BufReader::new(process.stdout.take().unwrap());
        Self { requests, answers, _process: process }
    }

    fn run(&mut self, call: &Call) -> Ran {
        let request = json!({"args": call.args, "env": call.env, "cwd": call.home, "stdin": call.stdin});
        writeln!(self.requests, "{request}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let bytes = |name: &str| base64::decode(answer[name].as_str().unwrap()).unwrap();
        Ran {
            exit: answer["exit"].as_i64().map(|code| i32::try_from(code).unwrap()),
            stdout: bytes("stdout"),
            stderr: String::from_utf8_lossy(&bytes("stderr")).into_owned(),
        }
    }
}
