use std::path::PathBuf;
use std::sync::Arc;

/// Where results stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultsPlace {
    /// What is piped in.
    StandardInput,
    /// A file, or a folder of files.
    Path(PathBuf),
}

impl ResultsPlace {
    /// The place that a person names: `-` is standard input.
    pub fn named(name: impl Into<PathBuf>) -> Self {
        let path = name.into();
        if path.as_os_str() == "-" { Self::StandardInput } else { Self::Path(path) }
    }

    /// What it is called in what is told.
    #[must_use]
    pub fn label(&self) -> Arc<str> {
        match self {
            Self::StandardInput => "-".into(),
            Self::Path(path) => path.to_string_lossy().into(),
        }
    }
}
