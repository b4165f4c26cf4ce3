//! Paths as the AWS CLI takes them: with variables and `~`.

use aws_types::os_shim_internal::Env;
use std::path::PathBuf;

/// A path with the process's variables (`$NAME`, `${NAME}`) and home (`~`) in their places.
#[must_use]
pub fn expanded_path(path: &str) -> PathBuf {
    expanded(path, &Env::real())
}

/// [`expanded_path`] in a given environment. What is no variable stays as it is.
pub(super) fn expanded(path: &str, env: &Env) -> PathBuf {
    let path = variables(path, env);
    let home = || env.get("HOME").or_else(|_| env.get("USERPROFILE")).ok().filter(|home| !home.is_empty());
    match path.strip_prefix('~') {
        Some("") => home().map_or_else(|| path.into(), PathBuf::from),
        Some(rest) => match (rest.strip_prefix('/'), home()) {
            (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
            _ => path.into(),
        },
        None => path.into(),
    }
}

/// Python's `os.path.expandvars`.
fn variables(path: &str, env: &Env) -> String {
    let mut out = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let braced = after.strip_prefix('{').and_then(|braced| braced.split_once('}'));
        let (name, behind) = braced.unwrap_or_else(|| {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            after.split_at_checked(after.find(|c| !is_name(c)).unwrap_or(after.len())).unwrap_or((after, ""))
        });
        if let Ok(value) = env.get(name) {
            out.push_str(&value);
            rest = behind;
        } else {
            out.push('$');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_and_the_home_are_put_in_their_places() {
        let env = Env::from_slice(&[("HOME", "/home/me"), ("A_1", "x")]);
        for (path, expected) in [
            ("~/a", "/home/me/a"),
            ("~", "/home/me"),
            ("~you/a", "~you/a"),
            ("a/~/b", "a/~/b"),
            ("$HOME/a", "/home/me/a"),
            ("${HOME}/$A_1-${A_1}y", "/home/me/x-xy"),
            ("$NONE/${NONE}/$", "$NONE/${NONE}/$"),
            ("${HOME", "${HOME"),
        ] {
            assert_eq!(expanded(path, &env), PathBuf::from(expected), "{path}");
        }
    }
}
