//! What counts as the same, and what differs on purpose.

use crate::case::Case;
use crate::programs::{Ran, yaml};
use std::fmt::Write;

/// Declares the differences that are meant, each once: its name, and its row in the docs: what it is about, what the
/// AWS CLI does there, and what hitdeck does.
macro_rules! purposes {
    ($($name:ident = $what:literal, $aws:literal, $hitdeck:literal;)*) => {
        /// A difference that is meant.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Purpose {
            $(
                #[doc = concat!($what, ". AWS CLI: ", $aws, ". hitdeck: ", $hitdeck, ".")]
                $name,
            )*
        }

        impl Purpose {
            /// All of them, in the order in which the docs tell them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its row in the docs.
            pub(crate) fn row(self) -> Row {
                match self {
                    $(Self::$name => Row { what: $what, aws: $aws, hitdeck: $hitdeck },)*
                }
            }
        }
    };
}

/// A row of the table of differences in `docs/aws-cli.md`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// What it is about.
    pub(crate) what: &'static str,
    /// What the AWS CLI does.
    pub(crate) aws: &'static str,
    /// What hitdeck does.
    pub(crate) hitdeck: &'static str,
}

purposes! {
    OwnFormats = "`--output csv`, `jsonl`", "not there", "a row an assignment; a cell that a spreadsheet would take for \
        a formula gets a `'`, a number with its sign does not; the token to go on with is told on stderr";
    StatusesSplitAtCommas = "`--assignment-statuses Submitted,Approved`, `\"Submitted Approved\"`",
        "one unknown status", "two";
    StatusesFromFiles = "a status in a file (`file://s`)", "a list of its letters", "that status";
    PagesOfAHundred = "assignments a request", "10", "100, for the same output; 10 where an empty page would show (text \
        with `--query 'length(Assignments)'`, yaml-stream) and at the end of `--max-items`";
    NothingIsNotGiven = "what is set to nothing (`AWS_PROFILE=`, `output =`, `--region \"\"`, `--ca-bundle \"\"`)",
        "a profile, format or region without a name; trusts every server", "counts as not given";
    OwnManual = "`help`", "a manual", "our own (`--help`)";
    PlainMessages = "the service's message with `--color on`", "2.9: between resets of colours", "plain";
    ProcessesInAShell = "`credential_process`", "started without a shell", "by `sh -c`";
    SeveralHits = "several `--hit-id`, HITs as plain arguments", "the last counts; refused",
        "all, in the order given, three read at a time";
    PagesAsTheyArrive = "json and yaml, when a later page fails", "nothing is printed",
        "the pages before it are, without the closing bracket; message and exit code are the same";
    UnreadableIsAnError = "an answer that is no JSON", "an empty list, exit code 0", "an error, 255";
    HalfAnEmoji = "half an emoji in an answer", "an error, 255, in the middle of the output", "`\u{FFFD}`";
    OneRegion = "region", "has to be set; `AWS_REGION` signs for another",
        "us-east-1, the only one MTurk has, unless `--region` says otherwise";
    OffsetsOfTheTime = "times in a zone that changed its offset since", "with today's offset",
        "with that of the time";
    LimitsInSkeletons = "`--generate-cli-skeleton output` with `--max-items`", "refused", "the example";
    DashIsStandardInput = "`--cli-input-json -`", "taken for the JSON", "standard input";
    PipesAreReadOnce = "`file:///dev/stdin` from a pipe", "read twice, found empty", "read once";
    NumbersAreChecked = "numbers that are none (`--max-results x`, timeouts)", "a Python exception, 255",
        "a usage error, 252";
    LegacyRetries = "`retry_mode = legacy`, which boto3 knows", "refused", "five attempts";
    LoopbackPastProxies = "`HTTP_PROXY` and an endpoint on this machine", "through the proxy", "directly";
    ProxyForAll = "`ALL_PROXY`", "not looked at", "the proxy where there is none for `http` or `https` alone";
    LaxQueries = "queries: `[a b]`; ``'a' < `1` ``; ``contains('a', `1`)``", "error 252; error 255; error 255",
        "taken; null; false";
    StrictQueries = "queries: `[-0]`, `{x: a y: b}`", "taken", "error 252";
    StepsOfZero = "queries: a step of 0 on what is no list", "null", "error 255";
}

impl Purpose {
    /// How hitdeck ends where it differs and the AWS CLI exits so.
    fn exit(self, theirs: i32) -> i32 {
        match self {
            Self::NumbersAreChecked | Self::StrictQueries => 252,
            Self::UnreadableIsAnError | Self::StepsOfZero => 255,
            Self::PagesAsTheyArrive | Self::PlainMessages => theirs,
            _ => 0,
        }
    }
}

/// How the service refused: its words are compared.
const SERVICE_ERROR: i32 = 254;

/// What is wrong with what the programs did, or nothing.
pub(crate) fn difference(case: &Case, ours: &Ran, theirs: &Ran) -> Option<String> {
    if theirs.exit != Some(case.exit) {
        let stderr = excerpt(&theirs.stderr, 6);
        return Some(format!("the case says aws exits {}, but: {:?}\n{stderr}", case.exit, theirs.exit));
    }
    match case.purpose {
        Some(purpose) => unmeant(purpose, purpose.exit(case.exit), ours, theirs),
        None => {
            exit(ours, theirs).or_else(|| stdout(case, ours, theirs)).or_else(|| stderr(case, ours, theirs))
        }
    }
}

/// What differs from the newest version, of which the words about the service's errors are taken.
pub(crate) fn newer_difference(case: &Case, ours: &Ran, theirs: &Ran) -> Option<String> {
    let words = || {
        let [our_text, their_text] = [ours, theirs].map(|ran| timeless(&ran.stderr));
        let as_yaml = || case.yaml && yaml(&our_text).ok() == yaml(&their_text).ok();
        let differ = case.exit == SERVICE_ERROR && our_text != their_text && !as_yaml();
        differ.then(|| format!("stderr:\n{}", first_difference(&our_text, &their_text)))
    };
    exit(ours, theirs).or_else(|| stdout(case, ours, theirs)).or_else(words)
}

/// What differs from version 1, of which only what is printed is compared.
pub(crate) fn older_difference(ours: &Ran, theirs: &Ran) -> Option<String> {
    let [our_text, their_text] = [ours, theirs].map(|ran| String::from_utf8_lossy(&ran.stdout));
    let ended = (theirs.exit != Some(0)).then(|| excerpt(&theirs.stderr, 4));
    ended.or_else(|| {
        (our_text != their_text).then(|| format!("stdout:\n{}", first_difference(&our_text, &their_text)))
    })
}

/// What is wrong with a difference that is meant.
fn unmeant(purpose: Purpose, exit: i32, ours: &Ran, theirs: &Ran) -> Option<String> {
    if ours.exit != Some(exit) {
        return Some(format!("{purpose:?}: hitdeck exits {:?}\n{}", ours.exit, excerpt(&ours.stderr, 6)));
    }
    let same = ours.exit == theirs.exit && ours.stdout == theirs.stdout;
    let same = same && timeless(&ours.stderr) == timeless(&theirs.stderr);
    same.then(|| format!("{purpose:?}: there is no difference any more"))
}

fn exit(ours: &Ran, theirs: &Ran) -> Option<String> {
    (ours.exit != theirs.exit).then(|| {
        format!(
            "- exit {:?}\n{}+ exit {:?}\n{}",
            theirs.exit,
            excerpt(&theirs.stderr, 4),
            ours.exit,
            excerpt(&ours.stderr, 4)
        )
    })
}

fn stdout(case: &Case, ours: &Ran, theirs: &Ran) -> Option<String> {
    if ours.stdout == theirs.stdout {
        return None;
    }
    if case.yaml {
        match (ours.yaml(), theirs.yaml()) {
            (Ok(ours), Ok(theirs)) if ours == theirs => return None,
            (Err(error), _) => return Some(format!("stdout of hitdeck is no YAML: {error}")),
            (_, Err(error)) => return Some(format!("stdout of aws is no YAML: {error}")),
            _ => {}
        }
    }
    let [our_text, their_text] = [ours, theirs].map(|ran| String::from_utf8_lossy(&ran.stdout));
    Some(format!("stdout:\n{}", first_difference(&our_text, &their_text)))
}

fn stderr(case: &Case, ours: &Ran, theirs: &Ran) -> Option<String> {
    if case.chatty {
        return None;
    }
    let [our_text, their_text] = [ours, theirs].map(|ran| timeless(&ran.stderr));
    let same = match case.exit {
        0 => our_text == their_text,
        // Each says what is wrong in its own words; the service's are compared beside the newest.
        _ => our_text.trim().is_empty() == their_text.trim().is_empty(),
    };
    (!same).then(|| format!("stderr:\n{}", first_difference(&our_text, &their_text)))
}

/// The service ends its messages with the time in milliseconds: `(1700000000000)`.
fn timeless(text: &str) -> String {
    let mut parts = text.split('(');
    let mut timeless = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let stamp = part.split(')').next().unwrap_or_default();
        let is_time = stamp.len() == 13 && stamp.bytes().all(|b| b.is_ascii_digit());
        timeless.push('(');
        timeless.push_str(if is_time { part.strip_prefix(stamp).unwrap_or(part) } else { part });
    }
    timeless
}

/// The first lines in which two texts differ, and a line before.
fn first_difference(ours: &str, theirs: &str) -> String {
    let (our_lines, their_lines): (Vec<_>, Vec<_>) = (lines(ours), lines(theirs));
    let at = our_lines.iter().zip(&their_lines).take_while(|(ours, theirs)| ours == theirs).count();
    let mut text =
        format!("line {} of {} (aws) and {} (hitdeck)\n", at + 1, their_lines.len(), our_lines.len());
    for (mark, lines) in
        [("  ", &their_lines[at.saturating_sub(1)..at]), ("- ", &their_lines[at..]), ("+ ", &our_lines[at..])]
    {
        for line in lines.iter().take(4) {
            writeln!(text, "{mark}{}", cut(line)).unwrap();
        }
    }
    text
}

/// The lines with their ends, so that a missing last one shows.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn excerpt(text: &str, lines: usize) -> String {
    text.lines().filter(|line| !line.is_empty()).take(lines).fold(String::new(), |mut excerpt, line| {
        writeln!(excerpt, "  {}", cut(line)).unwrap();
        excerpt
    })
}

/// A line, quoted, and not too long to read.
fn cut(line: &str) -> String {
    let start: String = line.chars().take(300).collect();
    format!("{start:?}{}", if start.len() < line.len() { "…" } else { "" })
}
