//! Files and folders: how long, under what names, and what stands at the top.

use std::collections::BTreeSet;

use super::code::{bare, tokens};
use super::{Fault, Source, breaks, none, sources, top};

/// A file beyond this tells in one of its first lines why: `//! Long because …`.
const LONG: usize = 420;

/// Names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "manager", "service", "services", "data", "info", "misc",
];

fn length(source: &Source) -> Vec<Fault> {
    let lines = source.text.lines().count();
    let has_reason = source
        .text
        .lines()
        .take(5)
        .any(|line| line.starts_with("//!") && line.to_lowercase().contains("long because"));
    if lines <= LONG || has_reason || source.path == "src/db/schema.rs" {
        return Vec::new();
    }
    let rule = format!("{lines} lines: no file beyond {LONG} without a reason; cut it, or begin it with //! Long because …");
    vec![Fault::at(source, lines, rule)]
}

fn names(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    let rule = |name: &str| format!("no module is called {name}: the name says nothing of what is inside");
    for part in source.path.split('/').map(|part| part.trim_end_matches(".rs")) {
        if EMPTY_NAMES.contains(&part) {
            faults.push(Fault::at(source, 1, rule(part)));
        }
    }
    let tokens = tokens(&bare(&source.text));
    for pair in tokens.windows(2) {
        if pair[0].text == "mod" && EMPTY_NAMES.contains(&pair[1].text.as_str()) {
            faults.push(Fault::at(source, pair[1].line, rule(&pair[1].text)));
        }
    }
    faults
}

/// The first line of a source says what the file is for.
fn policy(source: &Source) -> Vec<Fault> {
    let begins_well = source.text.starts_with("//! ");
    if begins_well || source.path == "src/main.rs" {
        return Vec::new();
    }
    vec![Fault::at(
        source,
        1,
        "a file tells at its top, in a line that begins with //!, what it is for",
    )]
}

/// What house.md lists, and what is never committed.
const TOP: &[&str] = &[
    "Cargo.toml",
    "src",
    "templates",
    "migrations",
    "static",
    "tests",
    "README.md",
    "Cargo.lock",
    "build.rs",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "CHANGELOG.md",
    "locales",
    "data",
    "benches",
    "tools",
    "clippy.toml",
    "deny.toml",
];

/// `ignored`: the lines of `.gitignore`.
fn strangers<'a>(entries: impl IntoIterator<Item = &'a str>, ignored: &str) -> Vec<&'a str> {
    let ignored: BTreeSet<&str> = ignored.lines().map(|line| line.trim().trim_matches('/')).collect();
    let is_known = |name: &str| TOP.contains(&name) || name.starts_with('.') || ignored.contains(name);
    entries.into_iter().filter(|name| !is_known(name)).collect()
}

fn code() -> impl Iterator<Item = Source> {
    sources("src", &["rs"]).into_iter().chain(sources("tests", &["rs"]))
}

#[test]
fn no_file_is_long_without_a_reason() {
    none(&code().flat_map(|source| length(&source)).collect::<Vec<_>>());
}

#[test]
fn modules_are_named_after_what_is_inside() {
    none(&code().flat_map(|source| names(&source)).collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is_for() {
    none(&code().flat_map(|source| policy(&source)).collect::<Vec<_>>());
}

#[test]
fn the_top_level_is_what_was_asked_for() {
    let entries = std::fs::read_dir(top()).expect("the top level");
    let names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    let ignored = std::fs::read_to_string(top().join(".gitignore")).unwrap_or_default();
    let strangers = strangers(names.iter().map(String::as_str), &ignored);
    assert!(
        strangers.is_empty(),
        "the top level holds only what house.md lists, not {strangers:?}"
    );
}

#[test]
fn files_that_break_the_rules_are_found() {
    breaks(length, "src/a.rs", &"x\n".repeat(LONG + 1), &[LONG + 1]);
    breaks(
        length,
        "src/a.rs",
        &format!("//! A table.\n//! Long because it is one table.\n{}", "x\n".repeat(LONG + 1)),
        &[],
    );
    breaks(length, "src/a.rs", &"x\n".repeat(LONG), &[]);
    breaks(names, "src/people/helpers.rs", "//! x", &[1]);
    breaks(names, "tests/site/common/mod.rs", "//! x", &[1]);
    breaks(
        names,
        "src/people/mod.rs",
        "//! x\nmod utils;\nmod database;\npub(crate) mod data { }",
        &[2, 4],
    );
    breaks(policy, "src/people/mod.rs", "use crate::x;\n//! late", &[1]);
    assert_eq!(
        strangers(["src", "Dockerfile", ".ci", "target", "notes.txt"], "/target\n"),
        ["Dockerfile", "notes.txt"]
    );
}
