//! What counts as the same, and what differs on purpose.

use crate::case::Case;
use crate::programs::{Ran, yaml};
use std::fmt::Write;

/// A difference that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// MTurk has one region, us-east-1: hitdeck needs none to be set, and signs for it whatever the environment
    /// and the profile say. `--region` is taken at its word.
    OneRegion,
    /// The AWS CLI takes the last of several `--hit-id`; hitdeck lists all of them, in the order given.
    SeveralHits,
    /// `Submitted,Approved` is split at the comma; the AWS CLI sends it as one status.
    StatusesSplitAtCommas,
    /// `-` reads standard input; the AWS CLI takes it for the document.
    DashIsStandardInput,
    /// Formats that the AWS CLI does not have.
    OwnFormats,
    /// A number that is none is a usage error; the AWS CLI ends with a Python exception.
    NumbersAreChecked,
    /// A whole answer that can not be read is an error; the AWS CLI prints an empty list.
    UnreadableIsAnError,
    /// Standard input is read once; the AWS CLI reads `file:///dev/stdin` twice and finds a pipe empty.
    PipesAreReadOnce,
    /// A page has 100 assignments unless asked otherwise, for a tenth of the requests.
    PagesOfAHundred,
    /// JSON and YAML are written while pages arrive. After an error the AWS CLI has printed nothing; here the
    /// document breaks off, and the exit code and the message are the same.
    PagesAsTheyArrive,
    /// A time has the offset that its zone had then; the AWS CLI gives all times today's.
    OffsetsOfTheTime,
    /// With `--color on` the AWS CLI puts resets of colours around the service's message; no message has colours.
    PlainMessages,
    /// An example of the output may be asked for with `--max-items`; the AWS CLI refuses its own parameter.
    LimitsInSkeletons,
    /// What is set to nothing (`AWS_PROFILE=`, `output =`, `--region ""`) counts as not given; to the AWS CLI most of it
    /// is a profile, format or region without a name.
    NothingIsNotGiven,
    /// A status in a file is that status; the AWS CLI takes the text for a list of its letters.
    StatusesFromFiles,
    /// `help` shows a manual of our own.
    OwnManual,
    /// The retry mode `legacy`, which boto3 knows, is known too.
    LegacyRetries,
}

impl Purpose {
    /// How hitdeck ends where it differs and the AWS CLI exits so.
    fn exit(self, theirs: i32) -> i32 {
        match self {
            Self::NumbersAreChecked => 252,
            Self::UnreadableIsAnError => 255,
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
