//! What a facility types when it advertises a slot, or changes one.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{CleanGrade, ConditionKind, MOST_CONTAINMENT, PRODUCT_TYPES};
use crate::catalogue::forms::LANGUAGES;
use crate::catalogue::{FeeKind, Taught};
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{SlotPeriodId, text, typed};
use crate::network::LanguageCode;
use crate::skills::{Level, SkillCode, Taxonomy};

/// Rows for skills on the form.
pub const SKILL_ROWS: usize = 4;
/// Rows for periods on the form.
pub const PERIOD_ROWS: usize = 3;

const MOST_TITLE: usize = 140;
const MOST_SUMMARY: usize = 600;
const MOST_BODY: usize = 6000;
const MOST_PLACES: i32 = 200;

/// A new slot as typed. The fields of a row come in the order of the rows, each of them every time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SlotForm {
    pub title: String,
    pub language: String,
    pub summary: String,
    pub body: String,
    pub skill: Vec<String>,
    pub level_in: Vec<String>,
    pub level_out: Vec<String>,
    pub clean_grade: String,
    pub containment: String,
    pub product_type: String,
    pub place: String,
    pub from: Vec<String>,
    pub to: Vec<String>,
    pub places: Vec<String>,
    pub floor: Vec<String>,
    pub condition: Vec<String>,
    /// Working days, in the order of [`ConditionKind::ALL`].
    pub lead: Vec<String>,
    pub fee: String,
    pub contact: String,
}

/// A period that is about to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPeriod {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub places: i32,
}

/// A slot that can be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedSlot {
    pub language: LanguageCode,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub skills: Vec<Taught>,
    pub clean_grade: Option<CleanGrade>,
    pub containment: Option<i32>,
    pub product_type: Option<&'static str>,
    pub place: Option<String>,
    pub periods: Vec<NewPeriod>,
    pub floor: Vec<LanguageCode>,
    pub conditions: Vec<(ConditionKind, Option<i32>)>,
    pub fee: FeeKind,
    pub contact: String,
}

/// What was typed in a row; nothing where the row was not sent.
#[must_use]
pub fn typed_in(rows: &[String], row: usize) -> &str {
    rows.get(row).map_or("", |text| text.trim())
}

/// A choice that may be left open.
fn chosen<T: FromStr>(problems: &mut Problems, field: &str, typed: &str) -> Option<T> {
    match typed.trim() {
        "" => None,
        code => problems.take(field, code.parse().map_err(|_error| Problem::Unknown)),
    }
}

impl SlotForm {
    /// Checks all of it, for a day.
    ///
    /// # Errors
    /// What is wrong, field by field, in the order of the page.
    pub fn check(&self, today: NaiveDate) -> Result<CheckedSlot, Problems> {
        let mut problems = Problems::default();
        let title = problems.take("title", text::line(&self.title, MOST_TITLE));
        let language = problems.take("language", language(&self.language));
        let summary = problems.take("summary", text::line(&self.summary, MOST_SUMMARY));
        let skills = self.check_skills(&mut problems);
        let periods = self.check_periods(&mut problems, today);
        let clean_grade = chosen(&mut problems, "clean_grade", &self.clean_grade);
        let containment = match self.containment.trim() {
            "" => None,
            level => problems.take("containment", typed::number(level, 1, MOST_CONTAINMENT)),
        };
        let product_type = match self.product_type.trim() {
            "" => None,
            code => problems.take(
                "product_type",
                PRODUCT_TYPES.iter().copied().find(|known| *known == code).ok_or(Problem::Unknown),
            ),
        };
        let floor = self.check_floor(&mut problems);
        let place = match self.place.trim() {
            "" => None,
            place => problems.take("place", text::line(place, 120)),
        };
        let conditions = self.check_conditions(&mut problems);
        let fee = chosen(&mut problems, "fee", &self.fee).unwrap_or(FeeKind::Unknown);
        let contact = problems.take("contact", text::line(&self.contact, 200));
        let body = problems.take("body", text::lines(&self.body, MOST_BODY));
        match (title, language, summary, contact, body) {
            (Some(title), Some(language), Some(summary), Some(contact), Some(body)) if problems.is_empty() => Ok(CheckedSlot {
                language,
                title,
                summary,
                body,
                skills,
                clean_grade,
                containment,
                product_type,
                place,
                periods,
                floor,
                conditions,
                fee,
                contact,
            }),
            _ => Err(problems),
        }
    }

    fn check_skills(&self, problems: &mut Problems) -> Vec<Taught> {
        let mut skills: Vec<Taught> = Vec::new();
        for row in 0..SKILL_ROWS {
            let (code, from, to) = (
                typed_in(&self.skill, row),
                typed_in(&self.level_in, row),
                typed_in(&self.level_out, row),
            );
            let field = |part: &str| format!("{part}-{}", row + 1);
            if code.is_empty() {
                if !from.is_empty() || !to.is_empty() {
                    problems.add(field("skill"), Problem::Missing);
                }
                continue;
            }
            let known = code
                .parse()
                .ok()
                .filter(|code: &SkillCode| Taxonomy::builtin().skill(*code).is_some());
            let skill = problems.take(&field("skill"), known.ok_or(Problem::Unknown));
            if skills.iter().any(|known| Some(known.skill) == skill) {
                problems.add(field("skill"), Problem::Taken);
            }
            let level_in = problems
                .take(&field("in"), typed::number(from, 0, 4))
                .and_then(|level| Level::try_from(level).ok());
            // whoever practises leaves with more than they brought
            let least = level_in.map_or(1, |level| i32::from(level) + 1);
            let level_out = problems
                .take(&field("out"), typed::number(to, least, 5))
                .and_then(|level| Level::try_from(level).ok());
            if let Some(skill) = skill {
                skills.push(Taught {
                    skill,
                    level_in,
                    level_out,
                });
            }
        }
        if skills.is_empty() && !problems.has("skill-1") {
            problems.add("skill-1", Problem::NotChosen);
        }
        skills
    }

    fn check_periods(&self, problems: &mut Problems, today: NaiveDate) -> Vec<NewPeriod> {
        let mut periods = Vec::new();
        let mut is_any_typed = false;
        for row in 0..PERIOD_ROWS {
            let (from, to, places) = (typed_in(&self.from, row), typed_in(&self.to, row), typed_in(&self.places, row));
            // the first row is needed; in the others a number of places that stands there by itself asks for nothing
            if from.is_empty() && to.is_empty() && (row > 0 || places.is_empty()) {
                continue;
            }
            is_any_typed = true;
            let fields = [
                format!("from-{}", row + 1),
                format!("to-{}", row + 1),
                format!("places-{}", row + 1),
            ];
            periods.extend(check_period(problems, [from, to, places], &fields, today));
        }
        if !is_any_typed {
            problems.add("from-1", Problem::Missing);
        }
        periods
    }

    fn check_floor(&self, problems: &mut Problems) -> Vec<LanguageCode> {
        let mut floor = Vec::new();
        for code in &self.floor {
            if let Some(code) = problems.take("floor", language(code)).filter(|code| !floor.contains(code)) {
                floor.push(code);
            }
        }
        if floor.is_empty() && !problems.has("floor") {
            problems.add("floor", Problem::NotChosen);
        }
        floor
    }

    fn check_conditions(&self, problems: &mut Problems) -> Vec<(ConditionKind, Option<i32>)> {
        let is_ticked = |kind: ConditionKind| self.condition.iter().any(|code| code == kind.code());
        let mut conditions = Vec::new();
        for (row, kind) in ConditionKind::ALL.iter().copied().enumerate().filter(|(_, kind)| is_ticked(*kind)) {
            let days = match typed_in(&self.lead, row) {
                "" => None,
                days => problems.take(&format!("lead-{kind}"), typed::number(days, 0, 365)),
            };
            conditions.push((kind, days.filter(|days| *days > 0)));
        }
        conditions
    }
}

fn language(code: &str) -> Result<LanguageCode, Problem> {
    match code.trim() {
        "" => Err(Problem::Missing),
        code if LANGUAGES.contains(&code) => code.parse().map_err(|_error| Problem::Unknown),
        _ => Err(Problem::Unknown),
    }
}

/// A period begins after today, and does not end before it begins.
fn check_period(problems: &mut Problems, typed_row: [&str; 3], fields: &[String; 3], today: NaiveDate) -> Option<NewPeriod> {
    let [from, to, places] = typed_row;
    let not_past = |day: NaiveDate| if day > today { Ok(day) } else { Err(Problem::InThePast) };
    let from = problems.take(&fields[0], typed::day(from).and_then(not_past));
    let not_before = |day: NaiveDate| {
        if from.is_none_or(|from| from <= day) {
            Ok(day)
        } else {
            Err(Problem::BeforeStart)
        }
    };
    let to = problems.take(&fields[1], typed::day(to).and_then(not_before));
    let places = problems.take(&fields[2], typed::number(places, 1, MOST_PLACES));
    Some(NewPeriod {
        from: from?,
        to: to?,
        places: places?,
    })
}

/// A change of a slot as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct EditForm {
    /// When the slot was last changed, as the page that was typed into knew it.
    pub seen: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub contact: String,
    /// The periods of the page, in its order.
    pub period: Vec<String>,
    pub places: Vec<String>,
    /// Those of them that are to take applications.
    pub open: Vec<String>,
    pub new_from: String,
    pub new_to: String,
    pub new_places: String,
    pub paused: String,
}

/// A change that can be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub seen: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub contact: String,
    /// Of each period its places, and whether it takes applications.
    pub periods: Vec<(SlotPeriodId, i32, bool)>,
    pub added: Option<NewPeriod>,
    pub is_paused: bool,
}

impl EditForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, today: NaiveDate) -> Result<Revision, Problems> {
        let mut problems = Problems::default();
        let title = problems.take("title", text::line(&self.title, MOST_TITLE));
        let summary = problems.take("summary", text::line(&self.summary, MOST_SUMMARY));
        let body = problems.take("body", text::lines(&self.body, MOST_BODY));
        let contact = problems.take("contact", text::line(&self.contact, 200));
        let mut periods = Vec::new();
        for (row, id) in self.period.iter().enumerate() {
            let field = format!("places-{}", row + 1);
            let places = problems.take(&field, typed::number(typed_in(&self.places, row), 1, MOST_PLACES));
            if let Some((id, places)) = id.parse().ok().zip(places) {
                periods.push((id, places, self.open.contains(&self.period[row])));
            }
        }
        let added = if self.new_from.trim().is_empty() && self.new_to.trim().is_empty() {
            None
        } else {
            let fields = ["new_from", "new_to", "new_places"].map(str::to_owned);
            check_period(&mut problems, [&self.new_from, &self.new_to, &self.new_places], &fields, today)
        };
        match (title, summary, body, contact) {
            (Some(title), Some(summary), Some(body), Some(contact)) if problems.is_empty() => Ok(Revision {
                seen: self.seen.clone(),
                title,
                summary,
                body,
                contact,
                periods,
                added,
                is_paused: !self.paused.is_empty(),
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests;
