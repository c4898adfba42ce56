//! Cryptography stands where the README says, and nowhere else.

use std::collections::BTreeSet;

use super::code::{bare, tokens};
use super::{Fault, Source, breaks, none, sources, top};

/// Crates that are cryptography, or its randomness; those of lettre and libpq are theirs.
const CRATES: &[&str] = &["argon2", "chacha20poly1305", "getrandom", "hmac", "lettre", "sha2", "totp_rs"];
/// What is broken: by these names it comes into the sources.
const BROKEN: &[&str] = &["md5", "md_5", "Md5", "sha1", "sha1_smol", "Sha1"];

fn is_used(source: &Source) -> bool {
    let named = |token: &str| CRATES.contains(&token);
    tokens(&bare(&source.text)).iter().any(|token| named(&token.text))
}

fn broken(source: &Source) -> Vec<Fault> {
    tokens(&bare(&source.text))
        .iter()
        .filter(|token| BROKEN.contains(&token.text.as_str()))
        .map(|token| Fault::at(source, token.line, "MD5 and SHA-1 are broken"))
        .collect()
}

/// The files that the table of the README names.
fn listed(readme: &str) -> BTreeSet<String> {
    let part = readme.split("## Cryptography").nth(1).unwrap_or_default();
    let part = part.split("\n## ").next().unwrap_or_default();
    let names = part.split('`').filter(|name| name.starts_with("src/"));
    names.map(str::to_owned).collect()
}

#[test]
fn sec_56_cryptography_is_in_the_inventory() {
    let readme = std::fs::read_to_string(top().join("README.md")).expect("the README");
    let used: BTreeSet<String> = sources("src", &["rs"])
        .into_iter()
        .filter(is_used)
        .map(|source| source.path)
        .collect();
    assert_eq!(used, listed(&readme), "the table in the README, under Cryptography");
}

#[test]
fn sec_56_what_is_broken_is_not_used() {
    none(&sources("src", &["rs"]).iter().flat_map(broken).collect::<Vec<_>>());
    let denied = std::fs::read_to_string(top().join("deny.toml")).expect("deny.toml");
    for name in ["md5", "md-5", "sha1", "sha1_smol"] {
        assert!(denied.contains(&format!("crate = \"{name}\"")), "deny.toml keeps {name} out");
    }
}

#[test]
fn sec_56_what_is_not_in_the_inventory_is_found() {
    assert!(is_used(&Source::made_up("src/a.rs", "use sha2::Sha256;")));
    assert!(!is_used(&Source::made_up("src/a.rs", "// sha2 would do\nlet a = \"sha2\";")));
    breaks(broken, "src/a.rs", "use sha1::Sha1;\nlet a = md5::compute(b);\n// md5", &[1, 1, 2]);
    assert_eq!(
        listed("## Cryptography\n| `x` | `src/a.rs`, `src/b.rs` |\n## Next\n`src/c.rs`").len(),
        2
    );
}
