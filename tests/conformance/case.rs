//! One command line for both programs, and what surrounds it.

use crate::difference::Purpose;
use crate::programs::{self, Call, Program, Ran};
use crate::reference::Version;
use crate::world::{Place, world};
use std::fmt;

/// Which AWS CLIs a case is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// All that are installed.
    All,
    /// The newest alone: the others do not know what is tried.
    Newest,
}

/// A command line with its environment, files and input.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    args: Vec<String>,
    env: Vec<(&'static str, Option<&'static str>)>,
    files: Vec<(&'static str, String)>,
    stdin: &'static str,
    place: Place,
    /// The variable that names the proxy of [`Place::Proxied`].
    proxy: Option<&'static str>,
    /// How the AWS CLI ends, stated so that a case tests what it says.
    pub(crate) exit: i32,
    /// Whether what is printed is compared as YAML documents, not as bytes.
    pub(crate) yaml: bool,
    /// Whether both may say on standard error what they like.
    pub(crate) chatty: bool,
    /// Why the two differ, where they should.
    pub(crate) purpose: Option<Purpose>,
    /// What it is compared with.
    pub(crate) beside: Beside,
}

/// A case with these arguments, which are split at white space. It goes well at the emulator's endpoint unless
/// it says otherwise.
pub(crate) fn case(args: &str) -> Case {
    Case {
        args: args.split_whitespace().map(str::to_owned).collect(),
        env: Vec::new(),
        files: Vec::new(),
        stdin: "",
        place: Place::Emulator,
        proxy: None,
        exit: 0,
        yaml: false,
        chatty: false,
        purpose: None,
        beside: Beside::All,
    }
}

impl Case {
    /// One more argument, as it is.
    pub(crate) fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// More arguments, split at white space.
    pub(crate) fn args(mut self, args: &str) -> Self {
        self.args.extend(args.split_whitespace().map(str::to_owned));
        self
    }

    /// `--query` with this expression.
    pub(crate) fn query(self, expression: &str) -> Self {
        self.arg("--query").arg(expression)
    }

    pub(crate) fn env(mut self, name: &'static str, value: &'static str) -> Self {
        self.env.push((name, Some(value)));
        self
    }

    pub(crate) fn without(mut self, name: &'static str) -> Self {
        self.env.push((name, None));
        self
    }

    /// A file in the home, which is also where the programs stand.
    pub(crate) fn file(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.files.push((name, text.into()));
        self
    }

    /// The AWS configuration file.
    pub(crate) fn config(self, text: &str) -> Self {
        self.file("config", text)
    }

    pub(crate) fn stdin(mut self, text: &'static str) -> Self {
        self.stdin = text;
        self
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The place's proxy is named by this variable.
    pub(crate) fn proxy(mut self, variable: &'static str) -> Self {
        self.proxy = Some(variable);
        self
    }

    pub(crate) fn exits(mut self, code: i32) -> Self {
        self.exit = code;
        self
    }

    pub(crate) fn parsed_as_yaml(mut self) -> Self {
        self.yaml = true;
        self
    }

    pub(crate) fn chatty(mut self) -> Self {
        self.chatty = true;
        self
    }

    pub(crate) fn beside(mut self, beside: Beside) -> Self {
        self.beside = beside;
        self
    }

    /// Whether version 1 knows all that is said and ends as version 2 does.
    pub(crate) fn is_for_version_1(&self) -> bool {
        // Of a document it pages through all that is asked for once.
        let unknown = ["yaml", "cli-binary", "pager", "prompt", "skeleton", "MaxResults", "NextToken"];
        let known = |arg: &String| !unknown.iter().any(|part| arg.contains(part));
        let goes_well = self.exit == 0 && self.purpose.is_none() && self.beside == Beside::All && !self.yaml;
        let configured = self.files.iter().any(|(name, _)| *name == "config") || !self.env.is_empty();
        let configured = configured || self.proxy.is_some();
        goes_well && !configured && self.args.iter().all(known)
    }

    pub(crate) fn differs(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Runs it through a program.
    pub(crate) fn run(&self, program: Program) -> Ran {
        let home = programs::home();
        for (name, text) in &self.files {
            std::fs::write(home.path().join(name), text).unwrap();
        }
        if matches!(program, Program::Aws(reference) if reference.version == Version::One) {
            // Version 2 writes times so by itself.
            std::fs::write(home.path().join("config"), "[default]\ncli_timestamp_format = iso8601\n")
                .unwrap();
        }
        let mut call = Call::new(home.path());
        call.args.extend_from_slice(&self.args);
        // Faults that are used up are played to each program from the start.
        let standing = world().stand(self.place, home.path());
        if let Some(url) = &standing.url {
            call.args.extend(["--endpoint-url".to_owned(), url.clone()]);
        }
        if let Some(name) = self.proxy {
            call.env.insert(name.to_owned(), world().proxy());
        }
        for (name, value) in &self.env {
            match value {
                Some(value) => call.env.insert((*name).to_owned(), (*value).to_owned()),
                None => call.env.remove(*name),
            };
        }
        self.stdin.clone_into(&mut call.stdin);
        program.run(&call)
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.env {
            match value {
                Some(value) => write!(f, "{name}={value:?} ")?,
                None => write!(f, "-u {name} ")?,
            }
        }
        if let Some(name) = self.proxy {
            write!(f, "{name}=… ")?;
        }
        f.write_str("list-assignments-for-hit")?;
        for arg in &self.args {
            let plain = arg.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./:,=".contains(&b));
            if plain && !arg.is_empty() { write!(f, " {arg}")? } else { write!(f, " {arg:?}")? }
        }
        write!(f, "   ({:?})", self.place)?;
        for (name, text) in &self.files {
            write!(f, "\n  {name}: {text:?}")?;
        }
        Ok(())
    }
}
