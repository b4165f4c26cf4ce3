use crate::archive::{Archive, SourceFigures};
use crate::text::safe::one_line;
use std::io::Write;

/// Tells how much an archive holds, and where it comes from.
pub(super) fn run(archive: &Archive, out: &mut impl Write) -> anyhow::Result<()> {
    let figures = archive.figures()?;
    let counts = figures.assignments;
    writeln!(out, "archive      {}", archive.path().as_path().display())?;
    writeln!(out, "size         {} bytes, format {}", figures.size, figures.format)?;
    writeln!(out, "HITs         {}", figures.hits)?;
    writeln!(
        out,
        "assignments  {}: {} submitted, {} approved, {} rejected, {} of unknown status",
        counts.all(),
        counts.submitted,
        counts.approved,
        counts.rejected,
        counts.other
    )?;
    writeln!(out, "bonuses      {}", figures.bonuses)?;
    writeln!(out, "sources      {}", figures.sources.len())?;
    for source in &figures.sources {
        writeln!(out, "  {}", told(source))?;
    }
    Ok(())
}

fn told(source: &SourceFigures) -> String {
    let time = "%Y-%m-%d %H:%M UTC";
    let mut parts = vec![format!("{:<10}  {}", source.kind, one_line(&source.place))];
    parts.extend(source.size.map(|size| format!("{size} bytes")));
    let (first, last) = (source.first.strftime(time), source.last.strftime(time));
    parts.push(if source.first == source.last { first.to_string() } else { format!("{first} to {last}") });
    parts.extend(source.digest.as_ref().map(|digest| format!("sha256 {digest}")));
    parts.join(", ")
}
