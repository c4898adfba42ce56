//! `/method`: how gaps are counted, which rules decide, and what the points are for.

pub mod cards;

use askama::Template;

use super::rules::Rule;
use super::score;
use crate::site::{Answer, Shell, Words, respond};

struct PartLine {
    name: String,
    most: String,
    how: String,
}

#[derive(Template)]
#[template(path = "matching/method.html")]
struct MethodPage {
    t: Words,
    shell: Shell,
    rules: Vec<(String, String)>,
    parts: Vec<PartLine>,
    most: String,
}

pub async fn method(shell: Shell) -> Answer {
    let t = shell.t;
    let rules = Rule::ALL
        .iter()
        .map(|rule| (t.coded("rule-name", rule.code()), t.coded("rule-how", rule.code())));
    let parts = score::PARTS.iter().map(|part| PartLine {
        name: t.coded("part-name", part.kind.code()),
        most: t.number(i64::from(part.most)),
        how: t.coded("part-how", part.kind.code()),
    });
    respond::page(&MethodPage {
        t,
        rules: rules.collect(),
        parts: parts.collect(),
        most: t.number(i64::from(score::MOST)),
        shell,
    })
}
