//! Names of countries and groupings in the reader's language.

use super::CountryCode;
use super::places::Places;
use crate::words::{Label, Words};

/// The name of a country; its code where it is not known.
#[must_use]
pub fn country(t: &Words, code: CountryCode) -> Label<'_> {
    let english = Places::builtin().country(code).map_or("", |country| country.name.as_str());
    t.country(code_text(code), english)
}

/// A code lives as long as the reference data.
fn code_text(code: CountryCode) -> &'static str {
    Places::builtin().country(code).map_or("", |country| country.code.as_str())
}

/// Code and name of every country, sorted as the language sorts.
#[must_use]
pub fn country_choices(t: &Words) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> = Places::builtin()
        .countries()
        .iter()
        .map(|known| (known.code.to_string(), country(t, known.code).text.to_owned()))
        .collect();
    choices.sort_by_cached_key(|(_, name)| t.sort_key(name));
    choices
}

/// The name of a grouping; its code where it is not known.
#[must_use]
pub fn grouping<'a>(t: &'a Words, code: &'a str) -> Label<'a> {
    let english = Places::builtin()
        .groupings()
        .iter()
        .find(|known| known.code.as_str() == code)
        .map_or(code, |known| known.name.as_str());
    t.grouping(code, english)
}
