use crate::expected::ARGS;
use crate::support::child;
use crate::support::pty::Program;
use std::process::Command;

/// Nothing may be written but the sentence: a dumb terminal would show escape sequences as they are.
fn assert_refused(program: Program, word: &str) {
    let pty = program.args(ARGS).start(24, 80);
    assert!(!pty.exit().success());
    let written = String::from_utf8(pty.written()).unwrap();
    assert!(written.contains(word) && !written.contains('\x1b'), "{written:?}");
    assert!(!written.contains("os error"), "{written:?}");
}

#[test]
fn a_dumb_terminal_is_refused_with_a_sentence() {
    assert_refused(Program::hitdeck().env("TERM", "dumb"), "TERM is \"dumb\"");
}

#[test]
fn a_terminal_without_a_name_is_refused_with_a_sentence() {
    assert_refused(Program::hitdeck().env("TERM", ""), "TERM is not set");
}

#[test]
fn a_pipe_is_told_of_the_command_for_pipes() {
    let home = tempfile::tempdir().unwrap();
    let mut piped = Command::new(env!("CARGO_BIN_EXE_hitdeck"));
    piped.args(ARGS).current_dir(home.path()).env("HOME", home.path()).env("TERM", "xterm");
    let refused = child::run(&mut piped, "").unwrap();
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("standard output is not a terminal") && said.contains("hitdeck list"), "{said}");
}

#[test]
fn a_log_that_can_not_be_written_is_told_without_a_number_of_the_operating_system() {
    assert_refused(Program::hitdeck().env("TERM", "xterm").args(&["--log", "."]), "Is a directory");
}
