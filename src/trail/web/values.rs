//! Fields and values of records in words: what the facts keep as codes.

use crate::catalogue::web::cards::level_words;
use crate::kernel::money::Money;
use crate::matching::web::cards::skill_words;
use crate::network::names;
use crate::site::Words;
use crate::skills::{Level, Taxonomy};
use crate::trail::facts;

/// What a field is about: the part before the first dot, and what it names of several.
fn split(field: &str) -> (&str, &str) {
    field.split_once('.').unwrap_or((field, ""))
}

/// A field in words.
pub(super) fn field_words(t: Words, field: &str) -> String {
    match split(field) {
        ("skill", code) => code.parse().map_or_else(|_| code.to_owned(), |code| skill_words(t, code)),
        ("part", rest) => {
            let (number, name) = split(rest);
            t.history_part(t.coded("history-field", name), number.to_owned()).plain()
        }
        ("rule", kind) => t.coded("history-rule", kind),
        ("cost", item) => t.history_cost(t.coded("cost", item)).plain(),
        ("condition", kind) => t.coded("condition", kind),
        (name, _) => t.coded("history-field", name),
    }
}

/// A value in words. What is no code of ours is shown as it was written.
pub(super) fn value_words(t: Words, field: &str, value: &str) -> String {
    let (name, of) = split(field);
    match name {
        "part" => value_words(t, split(of).1, value),
        "skill" => levels(t, value),
        "rule" => rule(t, of, value),
        "cost" => t.coded("history-payer", value),
        "condition" => match value.parse::<i64>() {
            Ok(0) | Err(_) => t.history_asked().plain(),
            Ok(days) => t.history_asked_days(t.days(days).plain()).plain(),
        },
        _ if value == facts::WITHHELD_VALUE => t.history_withheld().plain(),
        "country" => country(t, value),
        "language" => t.coded("language", value),
        "languages" | "floor" => t.languages(value.split(',')),
        "kinds" => listed(t, value, |code| t.coded("org-kind", code)),
        "starts" | "ends" | "by" | "decision" => facts::day(value).map_or_else(|| value.to_owned(), |day| t.day(day)),
        "deadline" => {
            chrono::NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M").map_or_else(|_| value.to_owned(), |at| t.date_time(at))
        }
        "seats" | "places" | "posts" => value
            .parse()
            .map_or_else(|_| t.coded("history-seats", value), |number| t.number(number)),
        "price" => price(value),
        "role" => role(t, value),
        "containment" => value
            .parse::<i64>()
            .map_or_else(|_| value.to_owned(), |level| t.containment_level(level).plain()),
        "mode" | "fee" | "urgency" | "product" => t.coded(name, value),
        "kind" => t.coded("segment", value),
        "sector" => t.coded("works-in", value),
        "visibility" => t.coded("need-visibility", value),
        _ => value.to_owned(),
    }
}

fn listed(t: Words, value: &str, words: impl Fn(&str) -> String) -> String {
    value.split(',').map(words).collect::<Vec<_>>().join(&t.list_comma().plain())
}

fn country(t: Words, code: &str) -> String {
    code.parse().map_or_else(
        |_| names::grouping(t, code).text.to_owned(),
        |code| names::country(t, code).text.to_owned(),
    )
}

fn role(t: Words, code: &str) -> String {
    let known = code.parse().ok().and_then(|code| Taxonomy::builtin().role(code));
    known.map_or_else(|| code.to_owned(), |role| t.role(role.code.as_str(), &role.name).text.to_owned())
}

/// The least unit and the currency, as kept: `12500 EUR`.
fn price(value: &str) -> String {
    let known = value.split_once(' ').and_then(|(minor, currency)| {
        Some(Money {
            minor: minor.parse().ok()?,
            currency: currency.to_owned(),
        })
    });
    known.map_or_else(|| value.to_owned(), |money| money.to_string())
}

fn levels(t: Words, value: &str) -> String {
    let level = |text: &str| text.parse().ok().and_then(Level::new).map(|level| level_words(t, level));
    let (from, to) = value.split_once('-').unwrap_or((value, ""));
    match (level(from), level(to)) {
        (Some(from), Some(to)) => t.history_from_to(from, to).plain(),
        (None, Some(to)) => to,
        (Some(from), None) => from,
        (None, None) => t.date_unknown().plain(),
    }
}

fn rule(t: Words, kind: &str, value: &str) -> String {
    listed(t, value, |value| match kind {
        "citizenship" | "residence" => country(t, value),
        "sector" => t.coded("works-in", value),
        "language" => t.coded("language", value),
        "skill" => value.parse().map_or_else(|_| value.to_owned(), |code| skill_words(t, code)),
        "experience_min" | "experience_max" => value.parse().map_or_else(|_| value.to_owned(), |years| t.number(years)),
        _ => value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn en(field: &str, value: &str) -> (String, String) {
        let t = crate::words::Words::of("en");
        let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
        (plain(field_words(t, field)), plain(value_words(t, field, value)))
    }

    #[test]
    fn codes_are_told_in_words() {
        let cases = [
            ("title", "Aseptic filling", "Title", "Aseptic filling"),
            (
                "skill.MFG-4",
                "1-3",
                "Aseptic technique and cleanroom behaviour",
                "1 Awareness to 3 Independent",
            ),
            ("skill.MFG-4", "-3", "Aseptic technique and cleanroom behaviour", "3 Independent"),
            ("part.2.country", "GHA", "Part 2: Country", "Ghana"),
            ("part.1.kind", "hands_on", "Part 1: Kind", "Hands-on"),
            ("part.1.starts", "2027-02-01/month", "Part 1: First day", "February 2027"),
            ("deadline", "2027-01-15T18:00", "Apply by", "Fri 15 Jan 2027, 18:00"),
            ("languages", "ar,en", "Taught in", "Arabic, English"),
            ("seats", "12", "Seats", "12"),
            ("seats", "unlimited", "Seats", "no limit"),
            ("cost.travel", "learner", "Who pays: Travel", "the learner"),
            ("rule.residence", "GHA,KEN", "For people in", "Ghana, Kenya"),
            ("condition.nda", "14", "Confidentiality agreement", "asked for, takes 14 days"),
            ("contact", "*", "Contact", "not kept here"),
            ("price", "12500 EUR", "Price", "EUR 125"),
            ("later", "a-code", "later", "a-code"),
            ("starts", "soon", "First day", "soon"),
        ];
        for (field, value, field_words, words) in cases {
            assert_eq!(en(field, value), (field_words.to_owned(), words.to_owned()), "{field} {value}");
        }
    }
}
