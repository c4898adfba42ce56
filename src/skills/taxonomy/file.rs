//! The shape of `data/taxonomy.json`; other keys in it are passed over.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Taxonomy {
    pub(super) version: String,
    pub(super) published_on: NaiveDate,
    pub(super) source: String,
    pub(super) levels: Vec<Level>,
    pub(super) grades: Vec<Grade>,
    pub(super) fields: Vec<Field>,
    pub(super) roles: Vec<Role>,
}

#[derive(Deserialize)]
pub(super) struct Level {
    #[serde(rename = "level")]
    pub(super) number: u8,
    pub(super) name: String,
    pub(super) definition: String,
}

#[derive(Deserialize)]
pub(super) struct Grade {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) definition: String,
}

#[derive(Deserialize)]
pub(super) struct Field {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) definition: String,
    pub(super) skills: Vec<Skill>,
}

#[derive(Deserialize)]
pub(super) struct Skill {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) scope: String,
    pub(super) validity_months: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct Role {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) employer: String,
    pub(super) required: BTreeMap<String, u8>,
}
