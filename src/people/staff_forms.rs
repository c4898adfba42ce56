//! What an agency types about its staff. Forms with fields whose names are made at run time come as pairs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use super::AttestationKind;
use super::import::{Cells, Codes, Column, Row, Sheet};
use crate::kernel::page::PageNumber;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{OfferingId, PersonId, text};

/// Names and values as they were posted, in order.
pub type Pairs = Vec<(String, String)>;

/// Which of the staff are looked at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CohortQuery {
    /// A role, `all`, or empty for the most frequent one.
    pub role: String,
    pub q: String,
    pub page: String,
    /// The page that is gone to from one on which people were ticked.
    pub to: String,
    /// Who is ticked, on this page or on another.
    pub person: Vec<String>,
    /// What they are to apply for.
    pub offering: String,
}

impl CohortQuery {
    /// The page that is asked for.
    #[must_use]
    pub fn page(&self) -> PageNumber {
        let asked = if self.to.is_empty() { &self.page } else { &self.to };
        PageNumber::new(asked.parse().unwrap_or(1))
    }
}

impl From<CohortQuery> for ApplyForm {
    /// The people that were ticked, whichever page they stand on.
    fn from(query: CohortQuery) -> Self {
        let mut people: Vec<PersonId> = query.person.iter().filter_map(|id| id.parse().ok()).collect();
        people.sort_unstable();
        people.dedup();
        Self {
            people,
            offering: query.offering.parse().ok(),
            query,
            ..Self::default()
        }
    }
}

/// One person, as typed.
#[derive(Debug, Clone, Default)]
pub struct StaffForm {
    pub cells: Cells,
    pub languages: Vec<String>,
    /// Skill and level.
    pub levels: BTreeMap<String, String>,
    /// Nothing is to be stored yet: the skills of the role are asked for.
    pub asks_skills: bool,
}

impl From<Pairs> for StaffForm {
    fn from(pairs: Pairs) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            if name == "languages" {
                form.languages.push(value);
            } else if name == "step" {
                form.asks_skills = value == "skills";
            } else if let Some(skill) = name.strip_prefix("level-") {
                form.levels.insert(skill.to_owned(), value);
            } else if let Ok(column) = name.parse::<Column>() {
                form.cells.set(column, value);
            }
        }
        form.cells.set(Column::Languages, form.languages.join(" "));
        let levels = form.levels.iter().filter(|(_, level)| !level.trim().is_empty());
        let levels: Vec<String> = levels.map(|(skill, level)| format!("{skill}={level}")).collect();
        form.cells.set(Column::Levels, levels.join(" "));
        form
    }
}

impl StaffForm {
    /// What was typed in a field.
    #[must_use]
    pub fn value(&self, column: Column) -> &str {
        self.cells.get(column)
    }
}

/// A file as pasted, with what was corrected of it on the page.
#[derive(Debug, Clone, Default)]
pub struct ImportForm {
    pub csv: String,
    pub is_confirmed: bool,
    /// By line and column.
    pub corrected: BTreeMap<(usize, Column), String>,
    /// Lines that are not to be taken in.
    pub left_out: BTreeSet<usize>,
}

impl From<Pairs> for ImportForm {
    fn from(pairs: Pairs) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "csv" => form.csv = value,
                "step" => form.is_confirmed = value == "save",
                "leave" => form.left_out.extend(value.parse::<usize>()),
                _ => {
                    let cell = name.strip_prefix("cell-").and_then(|rest| rest.split_once('-'));
                    let cell = cell.and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)));
                    if let Some(cell) = cell {
                        form.corrected.insert(cell, value);
                    }
                }
            }
        }
        form
    }
}

impl ImportForm {
    /// The rows of the file as they stand after the corrections.
    #[must_use]
    pub fn rows(&self, sheet: Sheet) -> Vec<Row> {
        let mut rows = sheet.rows;
        rows.retain(|row| !self.left_out.contains(&row.line));
        for row in &mut rows {
            let corrected = self.corrected.range((row.line, Column::Name)..=(row.line, Column::Levels));
            let mut count = 0;
            for ((_, column), text) in corrected {
                row.cells.set(*column, text.clone());
                count += 1;
            }
            // every cell was looked at, so it no longer matters how many there were
            if count == Column::ALL.len() {
                row.miscounted = None;
            }
        }
        rows
    }
}

/// People and the offering that they are to go to.
#[derive(Debug, Clone, Default)]
pub struct ApplyForm {
    pub people: Vec<PersonId>,
    /// Everybody on the page that asks for confirmation, those who are no longer ticked too.
    pub checked: Vec<PersonId>,
    pub offering: Option<OfferingId>,
    pub note: String,
    pub is_confirmed: bool,
    /// The list that they were chosen from.
    pub query: CohortQuery,
}

impl From<Pairs> for ApplyForm {
    fn from(pairs: Pairs) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "person" => form.people.extend(value.parse::<PersonId>()),
                "checked" => form.checked.extend(value.parse::<PersonId>()),
                "offering" => form.offering = value.parse().ok(),
                "note" => form.note = value,
                "step" => form.is_confirmed = value == "apply",
                "role" => form.query.role = value,
                "q" => form.query.q = value,
                "page" => form.query.page = value,
                _ => {}
            }
        }
        form.people.sort_unstable();
        form.people.dedup();
        form.checked.sort_unstable();
        form.checked.dedup();
        form.checked.truncate(Self::MOST);
        form
    }
}

impl ApplyForm {
    /// So many people apply at a time, at most.
    pub const MOST: usize = 100;

    /// # Errors
    /// What is missing.
    pub fn check(&self) -> Result<(OfferingId, String), Problems> {
        let mut problems = Problems::default();
        if self.people.is_empty() {
            problems.add("people", Problem::NotChosen);
        } else if self.people.len() > Self::MOST {
            problems.add("people", Problem::OutOfRange(1, 100));
        }
        if self.offering.is_none() {
            problems.add("offering", Problem::Missing);
        }
        let note = problems.take("note", text::lines(&self.note, 1000));
        match (self.offering, note) {
            (Some(offering), Some(note)) if problems.is_empty() => Ok((offering, note)),
            _ => Err(problems),
        }
    }
}

/// A level that an employer attests.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct EvidenceForm {
    pub skill: String,
    pub level: String,
    pub observed_on: String,
    pub reason: String,
}

/// What was seen, by when, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested<S> {
    pub skill: S,
    /// 1 to 5.
    pub level: u8,
    pub observed_on: NaiveDate,
    pub reason: String,
}

impl EvidenceForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check<C: Codes>(&self, codes: &C, today: NaiveDate) -> Result<Attested<C::Skill>, Problems> {
        let mut problems = Problems::default();
        let skill = match self.skill.trim() {
            "" => Err(Problem::Missing),
            code => codes.skill(code).ok_or(Problem::Unknown),
        };
        let skill = problems.take("skill", skill);
        let level = self.level.trim().parse().ok().filter(|level| (1..=5).contains(level));
        let level = problems.take("level", level.ok_or(Problem::OutOfRange(1, 5)));
        let observed_on = match self.observed_on.trim() {
            "" => Err(Problem::Missing),
            day => day
                .parse::<NaiveDate>()
                .ok()
                .filter(|day| *day >= EARLIEST)
                .ok_or(Problem::NotADate),
        };
        let observed_on = problems.take(
            "observed_on",
            observed_on.and_then(|day| if day > today { Err(Problem::AfterStart) } else { Ok(day) }),
        );
        let reason = problems.take("reason", text::line(&self.reason, 300));
        match (skill, level, observed_on, reason) {
            (Some(skill), Some(level), Some(observed_on), Some(reason)) => Ok(Attested {
                skill,
                level,
                observed_on,
                reason,
            }),
            _ => Err(problems),
        }
    }
}

/// What an employer vouches for, or says is not so.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AttestationForm {
    pub kind: String,
    pub holds: String,
    pub attested_on: String,
}

impl AttestationForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, today: NaiveDate) -> Result<(AttestationKind, bool, NaiveDate), Problems> {
        let mut problems = Problems::default();
        let kind = problems.take("kind", self.kind.parse().map_err(|_error| Problem::Missing));
        let holds = match self.holds.as_str() {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(Problem::Missing),
        };
        let holds = problems.take("holds", holds);
        let on = match self.attested_on.trim().parse::<NaiveDate>() {
            Ok(day) if day > today => Err(Problem::AfterStart),
            Ok(day) if day >= EARLIEST => Ok(day),
            _ => Err(Problem::NotADate),
        };
        let on = problems.take("attested_on", on);
        match (kind, holds, on) {
            (Some(kind), Some(holds), Some(on)) => Ok((kind, holds, on)),
            _ => Err(problems),
        }
    }
}

/// Nothing is attested of a time before this day.
const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
