//! What was meant by a word that is neither a command nor a HIT's id.

use crate::model::HitId;
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsStr;

/// Put before a word that is refused as a HIT's id; nothing else on the command line takes one.
const HIT_ARGUMENT: &str = "[HIT|FILE]...";

/// The option that takes as many words as come.
const STATUSES: &str = "--assignment-statuses";

/// Words that people try, and what to do instead.
const TRIED: [(&str, &str); 6] = [
    ("keys", "the dashboard shows its keys with ?"),
    ("version", "did you mean `hitdeck --version`?"),
    ("review", "the dashboard needs no command: `hitdeck HIT`"),
    ("ls", "did you mean `hitdeck list`?"),
    ("serve", "did you mean `hitdeck endpoint`?"),
    ("server", "did you mean `hitdeck endpoint`?"),
];

/// Says what was meant where a command was mistyped or an id was typed in small letters; other mistakes stay as
/// they are. `first` is the first word of the command line.
pub(super) fn explain(error: clap::Error, first: Option<&OsStr>, command: &mut Command) -> clap::Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let word = match error.kind() {
        ErrorKind::ValueValidation if context(ContextKind::InvalidArg) == Some(HIT_ARGUMENT) => {
            context(ContextKind::InvalidValue)
        }
        // An option of the command that was meant is met before the word is looked at.
        ErrorKind::UnknownArgument => first.and_then(OsStr::to_str),
        _ => None,
    };
    let known = |word: &&str| command.find_subcommand(word).is_some();
    let taken = context(ContextKind::InvalidArg).is_some_and(|option| option.starts_with(STATUSES));
    if let Some(hit) = context(ContextKind::InvalidValue).filter(|_| taken)
        && HitId::parse(hit).is_ok()
    {
        let words =
            format!("{STATUSES} takes all words after it: HITs go before it, `hitdeck {hit} {STATUSES} …`");
        return command.error(ErrorKind::InvalidValue, words);
    }
    match word.filter(|word| !known(word)).and_then(|word| meant(word, command)) {
        Some(words) => command.error(ErrorKind::InvalidSubcommand, words),
        None => error,
    }
}

/// The words for it, if anything can be guessed.
fn meant(word: &str, command: &Command) -> Option<String> {
    let capitals = word.to_ascii_uppercase();
    if word.contains(|c: char| c.is_ascii_digit()) && HitId::parse(&capitals).is_ok() {
        return Some(format!("{word:?} is not a HIT id: they are in capitals. Did you mean {capitals}?"));
    }
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') || word.is_empty() {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let tried = TRIED.iter().find(|(tried, _)| *tried == small).map(|(_, words)| (*words).to_owned());
    let advice = tried.or_else(|| nearest(&small, command)).unwrap_or_else(|| {
        let names: Vec<String> =
            command.get_subcommands().map(|known| format!("`{}`", known.get_name())).collect();
        format!("there are {}, and HIT ids are in capitals", listed(&names))
    });
    Some(format!("there is no command {word:?}: {advice}"))
}

/// `a`, `b` and `c`.
fn listed(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.join(""),
    }
}

/// The command or switch that looks most like the word.
fn nearest(word: &str, command: &Command) -> Option<String> {
    let commands = command.get_subcommands().flat_map(|known| {
        known
            .get_name_and_visible_aliases()
            .into_iter()
            .chain(known.get_all_aliases())
            .map(|name| (name, format!("hitdeck {name}")))
    });
    let switches = command
        .get_arguments()
        .filter_map(clap::Arg::get_long)
        .map(|name| (name, format!("hitdeck --{name}")));
    // One slip for every three letters; more, and it is another word.
    let slips = |name: &str| {
        Some(strsim::damerau_levenshtein(name, word)).filter(|slips| *slips <= name.len().div_ceil(3))
    };
    commands
        .chain(switches)
        .filter_map(|(name, line)| Some((slips(name)?, line)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, line)| format!("did you mean `{line}`?"))
}

#[cfg(test)]
mod tests {
    use crate::cli::Cli;
    use clap::Parser;
    use std::ffi::OsStr;

    fn told(line: &str) -> String {
        let args = std::iter::once("hitdeck").chain(line.split(' '));
        let error = Cli::try_parse_from(args).unwrap_err();
        let first = line.split(' ').next().map(OsStr::new);
        super::explain(error, first, &mut <Cli as clap::CommandFactory>::command()).to_string()
    }

    #[test]
    fn a_mistyped_command_is_suggested() {
        for (line, meant) in [
            ("endpiont", "did you mean `hitdeck endpoint`?"),
            ("endpoints --port 80", "did you mean `hitdeck endpoint`?"),
            ("lst", "did you mean `hitdeck list`?"),
            ("lits 3HIT", "did you mean `hitdeck list`?"),
            ("list-asignments-for-hit", "did you mean `hitdeck list-assignments-for-hit`?"),
            ("demo", "did you mean `hitdeck --demo`?"),
            ("sandbx", "did you mean `hitdeck --sandbox`?"),
            ("keys", "shows its keys with ?"),
            ("Keys", "shows its keys with ?"),
            ("List", "did you mean `hitdeck list`?"),
            ("approve", "there are `list`, `open`,"),
        ] {
            let told = told(line);
            assert!(told.contains(meant) && !told.contains("is not a HIT id"), "{line}: {told}");
        }
    }

    #[test]
    fn a_hit_id_in_small_letters_is_told_in_capitals() {
        let told = told("3x4mq0example0hit");
        assert!(told.contains("Did you mean 3X4MQ0EXAMPLE0HIT?"), "{told}");
    }

    #[test]
    fn a_hit_behind_the_statuses_is_told_to_go_before_them() {
        let told = told("--assignment-statuses Approved 3HIT");
        assert!(told.contains("`hitdeck 3HIT --assignment-statuses …`"), "{told}");
    }

    #[test]
    fn other_mistakes_stay_as_they_are() {
        assert!(told("3X-4").contains("is not a HIT id"));
        assert!(told("--assignment-statuses aproved").contains("possible values"));
        assert!(told("--page-size 101").contains("1..=100"));
        assert!(told("--endpiont-url http://x").contains("--endpoint-url"));
    }
}
