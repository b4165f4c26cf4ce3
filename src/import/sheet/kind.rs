/// The kinds of tables, by who writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    /// The requester site's download of a batch.
    Batch,
    /// The site's old download of single HITs, or one of mturk-manage.
    SingleHits,
    /// What `getResults` of the command line tools writes.
    Tools,
    /// Turkle's results.
    Turkle,
    /// The service's members, with the answer as a document: `hitdeck list`, or a script over boto3.
    Members,
    /// A row for each answer, as pyMTurkR has them.
    Answers,
    /// Any other with assignments in it.
    Other,
}

impl SheetKind {
    /// The kind of the table with these columns, by their folded names.
    pub(super) fn of(names: &[String]) -> Self {
        let any = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
        let starts = |prefix: &str| names.iter().any(|name| name.starts_with(prefix));
        if starts("turkle.") {
            Self::Turkle
        } else if starts("answers[question")
            || any(&["viewhit", "hitlifetime", "assignmentaccepttime", "assignmentsubmittime"])
        {
            Self::Tools
        } else if any(&["questionidentifier"]) {
            Self::Answers
        } else if any(&["hittitle"]) {
            Self::SingleHits
        } else if any(&["answer"]) {
            Self::Members
        } else if any(&[
            "lifetimeapprovalrate",
            "numberofsimilarhits",
            "requesterannotation",
            "approve",
            "hittypeid",
        ]) {
            Self::Batch
        } else {
            Self::Other
        }
    }

    /// The kind in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Batch => "Batch CSV of the requester site",
            Self::SingleHits => "Download of single HITs",
            Self::Tools => "Results of the command line tools",
            Self::Turkle => "Turkle results",
            Self::Members => "Table of assignments with their answer documents",
            Self::Answers => "Table with a row for each answer",
            Self::Other => "Table of assignments",
        }
    }
}
