//! Counts needs, people and seats into rows of the cube.
//!
//! Whatever stands at a level is counted at every level up to it. Each person is to be given once a skill and quarter, and so is each
//! seat: with the highest level that the person is expected to reach.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cube::expand_need;
use super::{CubeKey, CubeRow, RowGrade};
use crate::kernel::{OrgId, Quarter};
use crate::needs::Need;
use crate::network::{CountryCode, Sector};
use crate::skills::taxonomy::Role;
use crate::skills::{Grade, Level, SkillCode};

/// The rate of passing, in thousandths, until one is known.
pub const PASS_RATE: u16 = 1000;

/// Where people and seats are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub country: CountryCode,
    pub sector: Option<Sector>,
    pub quarter: Quarter,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    need: i64,
    supply: i64,
    pipeline_thousandths: i64,
    organisations: BTreeSet<OrgId>,
}

/// A cube being counted.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    entries: BTreeMap<(CubeKey, RowGrade), Entry>,
    /// How many people hold just this level: a million are counted, and spread over the levels below in the end.
    holders: HashMap<(CubeKey, RowGrade), i64>,
}

impl Tally {
    /// A need that is in force in the quarter; the role is the one that it names.
    pub fn add_need(&mut self, need: &Need, role: &Role, quarter: Quarter) {
        let place = Place {
            country: need.country,
            sector: Some(need.sector),
            quarter,
        };
        for (skill, level, posts) in expand_need(need, role) {
            let entry = self.entry(place, skill, level, RowGrade::None);
            entry.need += posts;
            entry.organisations.insert(need.org);
        }
    }

    /// A person who holds a skill at a level, on evidence of a grade. A person's own word is not counted.
    pub fn add_person(&mut self, place: Place, skill: SkillCode, held: Level, grade: Grade) {
        let Some(grade) = RowGrade::of(grade) else { return };
        *self.holders.entry((key(place, skill, held), grade)).or_default() += 1;
    }

    /// A confirmed seat that is expected to lift somebody from one level to another, with so many passing in a thousand. At the levels
    /// already held the person is supply.
    pub fn add_seat(&mut self, place: Place, skill: SkillCode, from: Level, to: Level, pass_rate: u16) {
        for level in to.and_below().filter(|level| *level > from) {
            self.entry(place, skill, level, RowGrade::None).pipeline_thousandths += i64::from(pass_rate);
        }
    }

    fn entry(&mut self, place: Place, skill: SkillCode, level: Level, grade: RowGrade) -> &mut Entry {
        self.entries.entry((key(place, skill, level), grade)).or_default()
    }

    /// The rows, sparse, in the order of their keys. Expected people are rounded down.
    #[must_use]
    pub fn rows(self) -> Vec<CubeRow> {
        let mut entries = self.entries;
        for ((key, grade), people) in self.holders {
            for level in key.level.and_below() {
                entries.entry((CubeKey { level, ..key }, grade)).or_default().supply += people;
            }
        }
        let row = |(&(key, grade), entry): (&(CubeKey, RowGrade), &Entry)| CubeRow {
            key,
            grade,
            need: entry.need,
            supply: entry.supply,
            pipeline: entry.pipeline_thousandths / 1000,
            organisations: i32::try_from(entry.organisations.len()).unwrap_or(i32::MAX),
        };
        entries.iter().map(row).collect()
    }
}

fn key(place: Place, skill: SkillCode, level: Level) -> CubeKey {
    CubeKey {
        quarter: place.quarter,
        skill,
        country: place.country,
        sector: place.sector.into(),
        level,
    }
}
