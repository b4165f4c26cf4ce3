//! Which file imports which, names followed through re-exports to the file that declares them.

use crate::source::{self, Names, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The crate's files and how they hang together.
pub(crate) struct CrateMap {
    files: BTreeMap<Names, SourceFile>,
}

/// A file that imports another: their paths under `src`.
pub(crate) type Edge = (String, String);

impl CrateMap {
    pub(crate) fn read() -> Self {
        Self { files: source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) }
    }

    fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The crate's own types, each with its file.
    pub(crate) fn types(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().flat_map(|file| file.types.iter().map(|name| (name.as_str(), file.path.as_str())))
    }

    /// Every import of a file of this crate by another.
    ///
    /// That a module shows its own children's items as its own is none: whoever imports them depends on the child.
    pub(crate) fn edges(&self) -> BTreeSet<Edge> {
        let mut edges = BTreeSet::new();
        for file in self.files() {
            let imports = file.imports.iter().filter_map(|import| {
                let home = self.home(&self.absolute(file, &import.path)?)?;
                let own = import.reexport && home.module.starts_with(&file.module);
                (!own).then_some(home)
            });
            // A single small name is as likely a variable.
            let is_path = |names: &&Names| {
                names.len() > 1 || names.iter().any(|name| name.starts_with(char::is_uppercase))
            };
            let mentions = file.mentions.iter().filter(is_path);
            let mentioned = mentions.filter_map(|path| self.home(&self.absolute(file, path)?));
            let others = imports.chain(mentioned).filter(|home| home.path != file.path);
            edges.extend(others.map(|home| (file.path.clone(), home.path.clone())));
        }
        edges
    }

    /// The names that `use` lines bring from other crates, each with a file that has it.
    pub(crate) fn foreign(&self) -> BTreeMap<&str, &str> {
        let all = self.files().flat_map(|file| file.imports.iter().map(move |import| (file, import)));
        let foreign = all.filter(|(file, import)| self.absolute(file, &import.path).is_none());
        foreign.map(|(file, import)| (import.name.as_str(), file.path.as_str())).collect()
    }

    /// A path as it stands in a file, from the crate's root on; `None` for what is not of this crate.
    fn absolute(&self, file: &SourceFile, path: &[String]) -> Option<Names> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            "crate" => Vec::new(),
            "self" => file.module.clone(),
            "super" => match rest.first().map(String::as_str) {
                Some("super") => return self.absolute(self.files.get(file.module.split_last()?.1)?, rest),
                _ => file.module.split_last()?.1.to_vec(),
            },
            name => {
                let child = [file.module.clone(), vec![name.to_owned()]].concat();
                let import = file.imports.iter().find(|import| import.name == name);
                match import.filter(|import| import.path != path) {
                    _ if self.files.contains_key(&child) => child,
                    _ if file.items.contains(first) => [file.module.clone(), vec![first.clone()]].concat(),
                    Some(import) => self.absolute(file, &import.path)?,
                    None => return None,
                }
            }
        };
        Some([start, rest.to_vec()].concat())
    }

    /// The file that declares what a path names; `None` for a path that names a module and nothing in it.
    fn home(&self, path: &[String]) -> Option<&SourceFile> {
        let mut file = self.files.get(&Names::new())?;
        for (at, name) in path.iter().enumerate() {
            let child = [file.module.clone(), vec![name.clone()]].concat();
            if let Some(child) = self.files.get(&child) {
                file = child;
                continue;
            }
            if file.items.contains(name) {
                return Some(file);
            }
            let rest = path.get(at + 1..)?;
            return match file.imports.iter().find(|import| import.name == *name) {
                Some(import) => self.home(&[self.absolute(file, &import.path)?, rest.to_vec()].concat()),
                None => Some(file),
            };
        }
        None
    }
}

/// The groups of files that import each other, directly or around several corners.
pub(crate) fn circles(edges: &BTreeSet<Edge>) -> Vec<BTreeSet<&str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(from).or_default().push(to);
    }
    let behind: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|file| (*file, reach(&next, file))).collect();
    let leads = |from: &str, to: &str| behind.get(from).is_some_and(|files| files.contains(to));
    let mut circles: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    for (file, others) in &behind {
        let circle: BTreeSet<&str> = others.iter().copied().filter(|other| leads(other, file)).collect();
        circles.extend((!circle.is_empty()).then_some(circle));
    }
    circles.into_iter().collect()
}

/// Every file that `from` leads to.
fn reach<'f>(next: &BTreeMap<&'f str, Vec<&'f str>>, from: &str) -> BTreeSet<&'f str> {
    let mut reached = BTreeSet::new();
    let mut waiting = next.get(from).cloned().unwrap_or_default();
    while let Some(file) = waiting.pop() {
        if reached.insert(file) {
            waiting.extend(next.get(file).into_iter().flatten());
        }
    }
    reached
}
