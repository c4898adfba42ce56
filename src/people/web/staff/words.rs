//! What the pages about staff say: what is wrong with a cell, what an offering would do for the people.

use super::cohort::{Chosen, Cohort, MOST_PEOPLE};
use super::{Head, Suggestion, count};
use crate::catalogue::web::cards::{level_words, seats};
use crate::kernel::OrgId;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text::{self, TextProblem};
use crate::matching::rules::{Facts, Outcome};
use crate::matching::web::cards::{outcome_words, skill_words};
use crate::network::{Answer, names};
use crate::people::import::{CellProblem, Column, FileProblem, Note, Quote};
use crate::people::staff_forms::CohortQuery;
use crate::site::{Words, paths};
use crate::skills::{SkillCode, Taxonomy};

/// What is wrong with a form, in words that are made here; the macros of `fields.html` take it like [`Problems`].
#[derive(Debug, Clone, Default)]
pub(super) struct Wrong(Vec<(String, String)>);

impl Wrong {
    pub(super) fn of(t: Words, problems: &Problems) -> Self {
        Self(
            problems
                .iter()
                .map(|(field, problem)| {
                    let words = match (field, problem) {
                        ("people", Problem::OutOfRange(_, most)) => t.agency_too_many_people(*most).plain(),
                        ("people", _) => t.agency_nobody_chosen().plain(),
                        ("offering", _) => t.agency_no_offering_chosen().plain(),
                        ("observed_on", Problem::AfterStart) => t.agency_day_ahead().plain(),
                        _ => problems.words(t, field),
                    };
                    (field.to_owned(), words)
                })
                .collect(),
        )
    }

    pub(super) fn of_cells(t: Words, wrong: &[(Column, CellProblem)], field: impl Fn(Column, &CellProblem) -> String) -> Self {
        Self(
            wrong
                .iter()
                .map(|(column, problem)| (field(*column, problem), cell_words(t, problem, "")))
                .collect(),
        )
    }

    pub(super) fn one(field: &str, words: String) -> Self {
        Self(vec![(field.to_owned(), words)])
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words for a field; empty where nothing is wrong with it.
    pub(super) fn words(&self, field: &str) -> String {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, words)| words.clone())
            .unwrap_or_default()
    }

    /// Field and words, in order.
    pub(super) fn list(&self, _t: crate::site::Words) -> Vec<(String, String)> {
        self.0.clone()
    }
}

/// What is wrong with a cell, and with what was typed there.
pub(super) fn cell_words(t: Words, problem: &CellProblem, typed: &str) -> String {
    let typed = typed.to_owned();
    match problem {
        CellProblem::Text(TextProblem::Missing) => t.problem_missing(),
        CellProblem::Text(TextProblem::TooLong(most)) => t.problem_too_long(count(*most)),
        CellProblem::Text(TextProblem::Control) => t.problem_control(),
        CellProblem::Text(TextProblem::NotAnAddress) => t.problem_not_an_address(),
        CellProblem::UnknownCountry => t.agency_cell_country(typed),
        CellProblem::NotAYear => t.agency_cell_year(typed),
        CellProblem::UnknownSector => t.agency_cell_sector(typed),
        CellProblem::UnknownLanguage(code) => t.agency_cell_language(code.as_str()),
        CellProblem::UnknownRole => t.agency_cell_role(typed),
        CellProblem::NotALevel(part) => t.agency_cell_not_a_level(part.as_str()),
        CellProblem::UnknownSkill(code) => t.agency_cell_skill(code.as_str()),
        CellProblem::LevelOutOfRange(part) => t.agency_cell_level(part.as_str()),
        CellProblem::DoubledSkill(code) => t.agency_cell_doubled_skill(code.as_str()),
        CellProblem::Miscounted { found, expected } => t.agency_cell_miscounted(count(*expected), count(*found)),
        CellProblem::DoubledNumber(line) => t.agency_cell_doubled_number(count(*line)),
        CellProblem::DoubledAddress(line) => t.agency_cell_doubled_address(count(*line)),
        CellProblem::NumberOfAnother(name) => t.agency_cell_number_of(name.as_str()),
    }
    .plain()
}

pub(super) fn column_words(t: Words, column: Column) -> String {
    t.coded("agency-column", column.code())
}

/// Why a file cannot be read.
pub(super) fn file_words(t: Words, problem: &FileProblem) -> String {
    let comma = t.list_comma().plain();
    let columns = |columns: &[Column]| columns.iter().map(|column| column.code()).collect::<Vec<_>>().join(&comma);
    match problem {
        FileProblem::Empty => t.agency_file_empty().plain(),
        FileProblem::NoRows => t.agency_file_no_rows().plain(),
        FileProblem::Header { unknown, missing, doubled } => {
            let mut parts = Vec::new();
            if !missing.is_empty() {
                parts.push(t.agency_file_missing(columns(missing)).plain());
            }
            if !unknown.is_empty() {
                parts.push(t.agency_file_unknown(unknown.join(&comma)).plain());
            }
            if !doubled.is_empty() {
                parts.push(t.agency_file_doubled(columns(doubled)).plain());
            }
            parts.join(" ")
        }
        FileProblem::Quoting { line, column, quote } => {
            let (column, line) = (count(*column), count(*line));
            match quote {
                Quote::Open => t.agency_file_quote_open(column, line),
                Quote::Inside => t.agency_file_quote_inside(column, line),
                Quote::After => t.agency_file_quote_after(column, line),
            }
            .plain()
        }
        FileProblem::TooManyRows(found) => t
            .agency_file_too_many(count(*found), count(crate::people::import::MOST_ROWS))
            .plain(),
        FileProblem::Unreadable(line) => t.agency_file_unreadable(count(*line)).plain(),
    }
}

pub(super) fn note_words(t: Words, note: Note) -> String {
    match note {
        Note::ByteOrderMark => t.agency_note_mark(),
        Note::Semicolons => t.agency_note_semicolons(),
        Note::Tabs => t.agency_note_tabs(),
    }
    .plain()
}

/// A rule as it stands to one of the staff: what matching says, without speaking to the person.
pub(super) fn rule_words(t: Words, outcome: &Outcome) -> String {
    match &outcome.facts {
        Facts::LevelIn {
            skill,
            asked: Some(asked),
            held,
            ..
        }
        | Facts::Skill { skill, asked, held, .. } => t
            .agency_rule_level(level_words(t, *asked), level_words(t, *held), skill_words(t, *skill))
            .plain(),
        Facts::Residence {
            country: Some(country), ..
        } => t.agency_rule_residence(names::country(t, *country).text.to_owned()).plain(),
        Facts::Availability { starts_on, ends_on, .. } if outcome.answer == Answer::NotMet => {
            t.agency_rule_availability(t.day(*starts_on), t.day(*ends_on)).plain()
        }
        _ => outcome_words(t, outcome),
    }
}

pub(super) fn heading(t: Words, cohort: &Cohort) -> String {
    let (reached, asked) = cohort.reached();
    let furthest = cohort.missing.first().map(|(skill, _)| skill_words(t, *skill));
    match furthest {
        _ if cohort.staff.is_empty() => t.agency_heading_nobody(),
        _ if asked == 0 => t.agency_heading_none(),
        Some(skill) => t.agency_heading(count(asked), count(reached), skill),
        None => t.agency_heading_all(count(asked)),
    }
    .plain()
}

pub(super) fn lead(t: Words, cohort: &Cohort) -> String {
    if cohort.staff.is_empty() {
        return t.agency_lead_nobody().plain();
    }
    let mut parts = vec![match cohort.chosen {
        Chosen::Role(role) => t.agency_lead_role(count(cohort.shown.len()), super::role_words(t, role)).plain(),
        Chosen::All => t.agency_lead_all(count(cohort.shown.len()), count(cohort.roles.len())).plain(),
    }];
    if cohort.expiring() > 0 {
        parts.push(t.agency_lead_expiring(count(cohort.expiring())).plain());
    }
    if cohort.shown.len() > MOST_PEOPLE {
        parts.push(t.agency_lead_most(count(MOST_PEOPLE)).plain());
    }
    parts.join(" ")
}

/// Says where a role asks for more skills than the table has columns.
pub(super) fn columns_note(t: Words, cohort: &Cohort, columns: &[SkillCode]) -> String {
    match cohort.chosen {
        Chosen::Role(role) => {
            let asked = Taxonomy::builtin().role(role).map_or(0, |role| role.required.len());
            if asked > columns.len() {
                t.agency_columns_some(count(asked), count(columns.len())).plain()
            } else {
                String::new()
            }
        }
        Chosen::All => t.agency_columns_all(count(columns.len())).plain(),
    }
}

pub(super) fn heads(t: Words, cohort: &Cohort, columns: &[SkillCode]) -> Vec<Head> {
    let levels = |skill: &SkillCode| {
        let known = cohort.missing.iter().find(|(known, _)| known == skill);
        known.map_or(0, |(_, levels)| i64::from(*levels))
    };
    columns
        .iter()
        .map(|skill| Head {
            code: skill.to_string(),
            name: skill_words(t, *skill),
            missing: t.agency_missing_levels(levels(skill)).plain(),
        })
        .collect()
}

/// The list without its page.
pub(super) fn base(org: OrgId, query: &CohortQuery) -> String {
    let mut base = format!("{}?", paths::acting(org, "staff"));
    for (name, value) in [("role", &query.role), ("q", &query.q)] {
        if !value.is_empty() {
            base.extend([name, "=", &text::encode(value), "&"]);
        }
    }
    base
}

pub(super) fn suggestions(t: Words, cohort: &Cohort) -> Vec<Suggestion> {
    let one = |(closer, offering): &(crate::matching::cohort::Closer, crate::catalogue::Offering)| {
        let skills = closer
            .skills
            .iter()
            .take(3)
            .map(|(skill, people, _)| t.agency_closes_skill(count(*people), skill_words(t, *skill)).plain());
        let why = if closer.fitting > closer.counted {
            t.agency_closes_some(count(closer.counted), count(closer.fitting), i64::from(closer.levels))
        } else {
            t.agency_closes(count(closer.counted), i64::from(closer.levels))
        };
        Suggestion {
            href: paths::offering(offering.id, &offering.title.text),
            title: offering.title.clone(),
            why: why.plain(),
            skills: skills.collect::<Vec<_>>().join(&t.list_comma().plain()),
            seats: t.agency_starts_seats(seats(t, offering), t.day(offering.starts)).plain(),
        }
    };
    // of several runs of a course the best stands for all
    let mut courses = Vec::new();
    let best = cohort.closers.iter().filter(|(_, offering)| {
        let is_first = !courses.contains(&offering.course);
        courses.push(offering.course);
        is_first
    });
    best.take(5).map(one).collect()
}

/// Offerings that people who are ticked can be put forward for.
pub(super) fn offering_choices(t: Words, cohort: &Cohort) -> Vec<(String, String)> {
    let one = |(_, offering): &(crate::matching::cohort::Closer, crate::catalogue::Offering)| {
        let words = t.agency_offering_choice(t.day(offering.starts), seats(t, offering), offering.title.text.clone());
        (offering.id.to_string(), words.plain())
    };
    cohort.closers.iter().map(one).collect()
}
