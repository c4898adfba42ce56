//! What a record says, as codes and plain values, and how it differs from what it said before. No name of a person stands in it: who did
//! something is a column of its own.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::kernel::{Day, Precision};

/// Fields with their values. The code of a field of which a record has several names the one: `skill.MFG-4`, `part.2.place`. A field
/// without a value is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<String, String>);

impl Facts {
    /// Sets a field; what is blank counts as nothing.
    pub fn set(&mut self, field: impl Into<String>, value: impl std::fmt::Display) {
        let (field, value) = (field.into(), value.to_string());
        if value.is_empty() {
            self.0.remove(&field);
        } else {
            self.0.insert(field, value);
        }
    }

    /// As [`Self::set`], of something that may be absent.
    pub fn set_some(&mut self, field: impl Into<String>, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.set(field, value);
        }
    }

    /// A day with its precision, where that is another than the day: `2027-02-01`, `2027-02-01/month`.
    pub fn set_day(&mut self, field: impl Into<String>, day: Day) {
        let Some(on) = day.on() else { return };
        if day.precision() == Precision::Day {
            self.set(field, on);
        } else {
            self.set(field, format!("{on}/{}", day.precision()));
        }
    }

    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }
}

/// One field that says something else than before; `None` where it said or says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FieldChange {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What is otherwise than before, in the order of the fields' codes.
#[must_use]
pub fn differences(before: &Facts, after: &Facts) -> Vec<FieldChange> {
    let gone = before.0.keys().filter(|field| !after.0.contains_key(*field));
    let mut fields: Vec<&String> = after.0.keys().chain(gone).collect();
    fields.sort_unstable();
    let changes = fields.into_iter().map(|field| FieldChange {
        field: field.clone(),
        before: before.0.get(field).cloned(),
        after: after.0.get(field).cloned(),
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// Reads what [`Facts::set_day`] wrote.
#[must_use]
pub fn day(value: &str) -> Option<Day> {
    let (on, precision) = value.split_once('/').unwrap_or((value, Precision::Day.code()));
    Some(Day::new(Some(on.parse().ok()?), precision.parse().ok()?))
}

/// Fields that may hold how somebody is reached: it is told that they changed, and never what they said. What is written here is not
/// erased.
const WITHHELD: &[&str] = &["contact"];
/// What stands for a value that is not told.
pub const WITHHELD_VALUE: &str = "*";

/// As the column keeps it: a JSON list of field, before and after; empty where nothing changed.
#[must_use]
pub fn written(changes: &[FieldChange]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let rows = changes.iter().map(|change| {
        let is_withheld = WITHHELD.contains(&change.field.as_str());
        let told = |value: &Option<String>| {
            let shown = |value: &String| if is_withheld { WITHHELD_VALUE.to_owned() } else { value.clone() };
            value.as_ref().map(shown)
        };
        serde_json::json!([change.field, told(&change.before), told(&change.after)])
    });
    serde_json::Value::Array(rows.collect()).to_string()
}

/// Reads what [`written`] writes.
///
/// # Errors
/// Where it is anything else.
pub fn read(text: &str) -> Result<Vec<FieldChange>, serde_json::Error> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    // a struct is read from a list by the places of its fields
    serde_json::from_str(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn applied(before: &Facts, changes: &[FieldChange]) -> Facts {
        let mut facts = before.clone();
        for change in changes {
            facts.set(change.field.clone(), change.after.clone().unwrap_or_default());
        }
        facts
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        proptest::collection::vec(("[a-d]", "[ -~é]{0,2}"), 0..8).prop_map(|rows| {
            let mut facts = Facts::default();
            for (field, value) in rows {
                facts.set(field, value);
            }
            facts
        })
    }

    proptest! {
        #[test]
        fn equal_facts_do_not_differ_and_others_do(before in any_facts(), after in any_facts()) {
            prop_assert_eq!(differences(&before, &after).is_empty(), before == after);
            prop_assert!(differences(&before, &before).is_empty());
        }

        #[test]
        fn what_changed_leads_from_before_to_after_and_back(before in any_facts(), after in any_facts()) {
            let changes = differences(&before, &after);
            prop_assert_eq!(&applied(&before, &changes), &after);
            let back: Vec<FieldChange> = changes
                .iter()
                .map(|change| FieldChange { field: change.field.clone(), before: change.after.clone(), after: change.before.clone() })
                .collect();
            prop_assert_eq!(&applied(&after, &back), &before);
            let mut fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
            fields.dedup();
            prop_assert_eq!(fields.len(), changes.len());
        }

        #[test]
        fn what_is_written_is_read_again(before in any_facts(), after in any_facts()) {
            let changes = differences(&before, &after);
            prop_assert_eq!(read(&written(&changes)).unwrap(), changes);
        }
    }

    #[test]
    fn how_somebody_is_reached_is_not_written_down() {
        let (mut before, mut after) = (Facts::default(), Facts::default());
        before.set("contact", "ann@example.org");
        after.set("contact", "ben@example.org");
        assert_eq!(written(&differences(&before, &after)), r#"[["contact","*","*"]]"#);
        assert_eq!(written(&differences(&Facts::default(), &after)), r#"[["contact",null,"*"]]"#);
    }

    #[test]
    fn a_day_keeps_its_precision() {
        let on = "2027-02-01".parse().ok();
        for (precision, text) in [(Precision::Day, "2027-02-01"), (Precision::Month, "2027-02-01/month")] {
            let mut facts = Facts::default();
            facts.set_day("starts", Day::new(on, precision));
            assert_eq!(facts.get("starts"), Some(text));
            assert_eq!(day(text), Some(Day::new(on, precision)));
        }
        let mut facts = Facts::default();
        facts.set_day("starts", Day::UNKNOWN);
        assert_eq!((facts.get("starts"), day("soon")), (None, None));
    }

    #[test]
    fn it_is_a_list_of_field_before_and_after() {
        let (mut before, mut after) = (Facts::default(), Facts::default());
        before.set("title", "One");
        after.set("title", "Two");
        after.set_some("place", Some("Ho"));
        after.set_some("zone", None::<&str>);
        after.set("contact", "");
        let text = written(&differences(&before, &after));
        assert_eq!(text, r#"[["place",null,"Ho"],["title","One","Two"]]"#);
        assert_eq!(written(&[]), "");
        assert!(read("{").is_err());
    }
}
