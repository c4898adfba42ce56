//! The rules of the house, read off the sources. Each failure names the file, the line and the sentence of its rule; each
//! rule is first shown a made-up source that breaks it.

mod code;
mod crates;
mod crypto;
mod escapes;
mod files;
mod imports;
mod queries;
mod routes;
mod templates;

use std::fmt;
use std::path::{Path, PathBuf};

/// A file of the repository, by its path from the top.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// A source that a test makes up.
    fn made_up(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// A place that breaks a rule.
pub(crate) struct Fault {
    path: String,
    line: usize,
    rule: String,
}

impl Fault {
    fn at(source: &Source, line: usize, rule: impl Into<String>) -> Self {
        Self {
            path: source.path.clone(),
            line,
            rule: rule.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

fn top() -> PathBuf {
    // asked at run time first, so that a built test can be pointed at another working copy
    let top = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    assert!(top.join("src/lib.rs").exists(), "{} is not the project", top.display());
    top
}

/// Every file below a folder with one of these endings, in order.
fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let top = top();
    let mut paths = Vec::new();
    walk(&top.join(folder), &mut paths);
    paths.sort();
    let wanted = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known));
    let read = |path: PathBuf| Source {
        text: std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        path: path.strip_prefix(&top).unwrap_or(&path).to_string_lossy().into_owned(),
    };
    let sources: Vec<_> = paths.into_iter().filter(wanted).map(read).collect();
    assert!(!sources.is_empty(), "no sources in {folder}");
    sources
}

/// Fails with every fault that was found.
fn none(faults: &[Fault]) {
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), lines.join("\n"));
}

/// Shows a rule something that breaks it, in these lines and nowhere else.
fn breaks(rule: impl Fn(&Source) -> Vec<Fault>, path: &str, text: &str, lines: &[usize]) {
    let source = Source::made_up(path, text);
    let faults = rule(&source);
    let found: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    let said: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(found, lines, "{path}:\n{text}\n{}", said.join("\n"));
    assert!(faults.iter().all(|fault| fault.path == path && fault.rule.len() > 20), "{said:?}");
}
