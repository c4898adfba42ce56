//! Which route of the table an address belongs to, found without trying one after the other: every request asks.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::routes::TABLE;

/// A path of the table and its pieces; a piece in braces stands for any that is not empty.
type Pattern = (&'static str, Vec<&'static str>);

/// By the first piece and the number of pieces; what is literal stands before what is not.
static PATTERNS: LazyLock<HashMap<(&'static str, usize), Vec<Pattern>>> = LazyLock::new(|| {
    let paths: BTreeSet<&'static str> = TABLE.iter().map(|route| route.path).collect();
    let mut patterns: HashMap<_, Vec<Pattern>> = HashMap::new();
    for path in paths {
        let pieces = pieces(path);
        patterns.entry((pieces[0], pieces.len())).or_default().push((path, pieces));
    }
    patterns
});

/// What addresses begin with that are secrets.
static SECRETS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let secrets = TABLE.iter().filter(|route| route.path.contains("{token}"));
    secrets.filter_map(|route| route.path.split('{').next()).collect()
});

fn pieces(path: &str) -> Vec<&str> {
    path.strip_prefix('/').unwrap_or(path).split('/').collect()
}

/// The path of the table that this one fits; `None` where nothing is there.
pub(super) fn find(path: &str) -> Option<&'static str> {
    let pieces = pieces(path);
    let fits = |pattern: &[&str]| {
        let mut both = pattern.iter().zip(&pieces);
        both.all(|(expected, piece)| expected == piece || (expected.starts_with('{') && !piece.is_empty()))
    };
    let patterns = PATTERNS.get(&(pieces[0], pieces.len()))?;
    patterns.iter().find(|(_, pattern)| fits(pattern)).map(|(path, _)| *path)
}

/// Is this address a secret, or does it lie where such addresses lie? So are all that have a `{token}`, whoever may come.
pub(super) fn is_secret(path: &str) -> bool {
    let mut starts = SECRETS.iter();
    starts.any(|start| path.strip_prefix(start).is_some_and(|rest| !rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_48_what_lies_beside_a_secret_address_is_one_too() {
        for secret in ["/join/abc", "/join/abc/", "/join/abc/d", "/administrator/x"] {
            assert!(is_secret(secret), "{secret}");
        }
        for open in ["/", "/join", "/join/", "/joining/x", "/administrator", "/me/join/x"] {
            assert!(!is_secret(open), "{open}");
        }
    }

    #[test]
    fn every_address_of_the_table_is_found() {
        for route in TABLE {
            let filled: String = route
                .path
                .split(['{', '}'])
                .enumerate()
                .map(|(place, piece)| if place % 2 == 0 { piece } else { "01k4xjz8g0e1tqwrty2ps3df4g" })
                .collect();
            assert_eq!(find(&filled), Some(route.path));
        }
        assert_eq!(find("/for/x/staff/new"), Some("/for/{org}/staff/new"), "before what fits any");
    }

    #[test]
    fn what_is_nowhere_is_not() {
        for path in ["/nowhere", "/for/x/nothing", "/courses/a/b/c/d", "/for//staff", "/me/", "courses//"] {
            assert_eq!(find(path), None, "{path}");
        }
    }
}
