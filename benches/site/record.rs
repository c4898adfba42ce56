//! What was measured, and the table of it: medians of pairs that were measured in turn.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What was measured of one page, in the order of the rounds.
type Rounds = BTreeMap<&'static str, Vec<f64>>;

static ROUNDS: Mutex<BTreeMap<&'static str, Rounds>> = Mutex::new(BTreeMap::new());

/// Keeps seconds, or a number a second.
pub(crate) fn keep(page: &'static str, part: &'static str, measured: f64) {
    let mut rounds = ROUNDS.lock().unwrap_or_else(PoisonError::into_inner);
    rounds.entry(page).or_default().entry(part).or_default().push(measured);
}

/// Runs something and keeps how long it took.
pub(crate) fn timed<T>(page: &'static str, part: &'static str, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let value = work();
    keep(page, part, begun.elapsed().as_secs_f64());
    value
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The median over rounds of something made of several parts of the same round.
fn over(rounds: &Rounds, parts: &[&str], of: impl Fn(&[f64]) -> f64) -> Option<f64> {
    let columns: Option<Vec<&Vec<f64>>> = parts.iter().map(|part| rounds.get(part)).collect();
    let columns = columns?;
    let count = columns.iter().map(|column| column.len()).min()?;
    // the first round reads what the system has not in memory yet
    let values = (1.min(count - 1)..count).map(|round| of(&columns.iter().map(|column| column[round]).collect::<Vec<_>>()));
    Some(median(values.collect()))
}

fn milliseconds(seconds: f64) -> String {
    let digits = if seconds < 0.01 { 2 } else { 1 };
    format!("{:.digits$} ms", Duration::from_secs_f64(seconds.max(0.0)).as_secs_f64() * 1000.0)
}

fn percent(part: f64) -> String {
    format!("{:.1} %", part * 100.0)
}

/// The table, in Markdown; `None` where nothing was measured.
pub(crate) fn table() -> Option<String> {
    let all = ROUNDS.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text = String::new();
    let pages: Vec<_> = all.iter().filter(|(_, rounds)| rounds.contains_key("queries")).collect();
    if !pages.is_empty() {
        text.push_str("| Page | Bare queries | Rules | Routing and rendering, of the queries | Compressing, of the queries |\n|---|---|---|---|---|\n");
    }
    for (name, rounds) in pages {
        let rules = over(rounds, &["rules"], |row| row[0]);
        let row = |parts: &[&str], of: &dyn Fn(&[f64]) -> f64| over(rounds, parts, of).map_or_else(|| "-".to_owned(), percent);
        let rest = if rules.is_some() {
            row(&["queries", "rules", "plain"], &|row| (row[2] - row[1] - row[0]) / row[0])
        } else {
            row(&["queries", "plain"], &|row| (row[1] - row[0]) / row[0])
        };
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {rest} | {} |",
            over(rounds, &["queries"], |row| row[0]).map_or_else(String::new, milliseconds),
            rules.map_or_else(|| "-".to_owned(), milliseconds),
            row(&["queries", "plain", "compressed"], &|row| (row[2] - row[1]) / row[0]),
        );
    }
    for (name, rounds) in &*all {
        let Some(ratio) = over(rounds, &["ours", "bare"], |row| row[0] / row[1]) else {
            continue;
        };
        let rate = |part| over(rounds, &[part], |row| row[0]).unwrap_or(f64::NAN);
        let _ = writeln!(
            text,
            "\n{name}: {:.0} a second beside {:.0}, a ratio of {ratio:.2}",
            rate("ours"),
            rate("bare")
        );
    }
    Some(text).filter(|text| !text.is_empty())
}
