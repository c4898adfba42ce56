//! Absent is not failed: what a query could not do is an error, and never the same as nothing.

use super::code::bare;
use super::{Fault, Source, breaks, none, sources};

/// Ways to make an error go away.
const SWALLOWS: &[&str] = &[".ok()", ".unwrap_or_default()", ".unwrap_or(", ".is_ok()", ".unwrap_or_else("];

fn rule(source: &Source) -> Vec<Fault> {
    let is_store = source.path.split('/').any(|part| part.trim_end_matches(".rs") == "store");
    let is_ground = ["src/queue/", "src/trail/"].iter().any(|folder| source.path.starts_with(folder));
    if !is_store && !is_ground {
        return Vec::new();
    }
    // without blanks a chain of calls is one text, in whatever lines it was written
    let mut dense = String::new();
    let mut lines = Vec::new();
    for (number, line) in bare(&source.text).lines().enumerate() {
        for c in line.chars().filter(|c| !c.is_whitespace()) {
            dense.push(c);
            lines.extend(std::iter::repeat_n(number + 1, c.len_utf8()));
        }
    }
    let mut faults = Vec::new();
    for swallow in SWALLOWS {
        for end in ["(db)", "(connection)", "(&mutdb)", ".optional()"] {
            let pattern = format!("{end}{swallow}");
            for (at, _) in dense.match_indices(&pattern) {
                let line = lines[at + end.len()];
                faults.push(Fault::at(
                    source,
                    line,
                    "absent is not failed: no .ok() and no unwrap_or_default() on a query",
                ));
            }
        }
    }
    faults.sort_by_key(|fault| fault.line);
    faults
}

#[test]
fn no_query_fails_in_silence() {
    none(&sources("src", &["rs"]).iter().flat_map(rule).collect::<Vec<_>>());
}

#[test]
fn a_query_that_fails_in_silence_is_found() {
    let text =
        "let a = person::table\n    .load(db)\n    .unwrap_or_default();\nlet b = find(db).ok();\nlet c = x.first(db).optional().ok()?;\n";
    breaks(rule, "src/people/store.rs", text, &[3, 4, 5]);
    breaks(rule, "src/people/store/links.rs", "let a = x.execute(db).is_ok();", &[1]);
    let well = "let a = x.first(db).optional()?.unwrap_or_default();\nlet b = text.parse().ok();\n// .load(db).ok()\n";
    breaks(rule, "src/people/store.rs", well, &[]);
    breaks(rule, "src/people/web.rs", "let b = find(db).ok();", &[]);
}
