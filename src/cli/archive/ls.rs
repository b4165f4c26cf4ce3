use super::selection::SelectionArgs;
use crate::archive::KeptHit;
use crate::cli::archive_args::ArchivePlace;
use crate::model::{Provenance, Timestamp};
use crate::table::batch;
use crate::text::safe::one_line;
use clap::Args;
use std::io::Write;
use std::ops::ControlFlow;

/// Which HITs to list.
#[derive(Debug, Args)]
pub(super) struct LsArgs {
    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    place: ArchivePlace,
}

/// What stands above the columns.
const HEAD: [&str; 8] =
    ["HIT", "BATCH", "ASSIGNMENTS", "SUBMITTED", "APPROVED", "REJECTED", "LAST SUBMISSION", "SOURCE"];

/// Lists HITs, a line each, the title last.
pub(super) fn run(args: &LsArgs, out: &mut impl Write) -> anyhow::Result<()> {
    let archive = args.place.open()?;
    line(out, &HEAD.map(str::to_owned), "TITLE")?;
    let mut written = Ok(());
    archive.list(&args.selection.at(Timestamp::now()), &mut |kept| {
        written = line(out, &cells(&kept), &one_line(&kept.hit.title));
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(written?)
}

fn cells(kept: &KeptHit) -> [String; HEAD.len()] {
    let counts = kept.assignments;
    let source = match &kept.provenance {
        Some(Provenance::Service { endpoint: place, .. } | Provenance::File { file: place, .. }) => {
            one_line(place)
        }
        None => "-".into(),
    };
    let annotation = kept.hit.annotation.as_deref().unwrap_or_default();
    [
        kept.hit.id.real().map_or_else(|| "-".into(), |id| one_line(id).into_owned()),
        batch(annotation).map_or_else(|| "-".into(), |batch| one_line(batch).into_owned()),
        counts.all().to_string(),
        counts.submitted.to_string(),
        counts.approved.to_string(),
        counts.rejected.to_string(),
        kept.submitted.map_or_else(|| "-".into(), |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        source.into_owned(),
    ]
}

/// One line; lines come as they are read, so that columns are as wide as they usually are.
fn line(out: &mut impl Write, cells: &[String; HEAD.len()], title: &str) -> std::io::Result<()> {
    let [hit, batch, all, submitted, approved, rejected, last, source] = cells;
    writeln!(
        out,
        "{hit:<30}  {batch:<9}  {all:>11}  {submitted:>9}  {approved:>8}  {rejected:>8}  {last:<20}  {source}  {title}"
    )
}
