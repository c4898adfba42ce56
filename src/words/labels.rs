//! Names of skills, roles, levels and places by code, in the reader's language where it has them.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Words, escape};

const FILES: &[(&str, &str)] = &[("ar", include_str!("../../data/labels/ar.json"))];

/// A name and the language it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    pub text: &'a str,
    /// Set where the name is English on a page of another language.
    pub is_english: bool,
}

impl std::fmt::Display for Label<'_> {
    /// HTML, marked where it is English on a page that is not.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_english {
            write!(f, "<bdi lang=\"en\">{}</bdi>", escape(self.text))
        } else {
            f.write_str(&escape(self.text))
        }
    }
}

#[derive(Default, Deserialize)]
struct Named {
    name: String,
    #[serde(default, alias = "definition")]
    scope: String,
}

/// The names that one language has.
#[derive(Default, Deserialize)]
pub(super) struct Labels {
    #[serde(default)]
    country: HashMap<String, String>,
    #[serde(default)]
    grouping: HashMap<String, String>,
    #[serde(default)]
    skill: HashMap<String, Named>,
    #[serde(default)]
    field: HashMap<String, Named>,
    #[serde(default)]
    role: HashMap<String, String>,
    #[serde(default)]
    level: HashMap<String, Named>,
    #[serde(default)]
    grade: HashMap<String, String>,
}

impl Labels {
    pub(super) fn of(language: &str) -> Self {
        FILES
            .iter()
            .find(|(code, _)| *code == language)
            .and_then(|(_, text)| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}

impl Words {
    fn label<'a>(&'a self, own: Option<&'a String>, english: &'a str) -> Label<'a> {
        match own {
            Some(text) if !text.is_empty() => Label { text, is_english: false },
            _ => Label {
                text: english,
                is_english: self.lang() != "en",
            },
        }
    }

    /// `english` is the name in the reference data.
    #[must_use]
    pub fn country<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.country.get(code), english)
    }

    #[must_use]
    pub fn grouping<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.grouping.get(code), english)
    }

    #[must_use]
    pub fn skill<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.skill.get(code).map(|named| &named.name), english)
    }

    #[must_use]
    pub fn skill_scope<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.skill.get(code).map(|named| &named.scope), english)
    }

    #[must_use]
    pub fn field<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.field.get(code).map(|named| &named.name), english)
    }

    #[must_use]
    pub fn field_definition<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.field.get(code).map(|named| &named.scope), english)
    }

    #[must_use]
    pub fn role<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.role.get(code), english)
    }

    #[must_use]
    pub fn level<'a>(&'a self, level: u8, english: &'a str) -> Label<'a> {
        self.label(self.labels.level.get(&level.to_string()).map(|named| &named.name), english)
    }

    #[must_use]
    pub fn level_definition<'a>(&'a self, level: u8, english: &'a str) -> Label<'a> {
        self.label(self.labels.level.get(&level.to_string()).map(|named| &named.scope), english)
    }

    #[must_use]
    pub fn grade<'a>(&'a self, code: &str, english: &'a str) -> Label<'a> {
        self.label(self.labels.grade.get(code), english)
    }
}
