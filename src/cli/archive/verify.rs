use crate::archive::Archive;
use std::io::Write;
use std::process::ExitCode;

/// Reads all of an archive; ends with 1 where it is not whole.
pub(super) fn run(archive: &Archive, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let verified = archive.verify()?;
    for fault in &verified.faults {
        writeln!(out, "{fault}")?;
    }
    writeln!(
        out,
        "{} HITs, {} assignments and {} bonuses were read; {}",
        verified.hits,
        verified.assignments,
        verified.bonuses,
        if verified.faults.is_empty() { "the archive is whole" } else { "the archive is damaged" }
    )?;
    Ok(if verified.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
