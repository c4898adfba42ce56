//! The form of a course.

use serde::Deserialize;

use super::{LANGUAGES, at, chosen, optional};
use crate::catalogue::Taught;
use crate::catalogue::plan::CoursePlan;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text;
use crate::network::LanguageCode;
use crate::skills::{Level, SkillCode, Taxonomy};

/// So many skills can be named in the form.
pub const SKILL_ROWS: usize = 6;

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CourseForm {
    /// The id that the course will have: sent twice, the form makes one course.
    pub key: String,
    /// When the course was last changed, as it was read.
    pub seen: String,
    pub code: String,
    pub language: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    /// One of each a row.
    pub skill: Vec<String>,
    pub level_in: Vec<String>,
    pub level_out: Vec<String>,
}

impl CourseForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<CoursePlan, Problems> {
        let mut problems = Problems::default();
        let title = problems.take("title", text::line(&self.title, 160));
        let language = problems.take("language", language(&self.language));
        let summary = problems.take("summary", text::line(&self.summary, 400));
        let body = problems.take("body", text::lines(&self.body, 6_000));
        let skills = self.skills(&mut problems);
        let code = problems.take("code", code(&self.code));
        match (title, language, summary, body, code) {
            (Some(title), Some(language), Some(summary), Some(body), Some(code)) if problems.is_empty() => Ok(CoursePlan {
                code,
                language,
                title,
                summary,
                body,
                skills,
            }),
            _ => Err(problems),
        }
    }

    fn skills(&self, problems: &mut Problems) -> Vec<Taught> {
        let mut skills: Vec<Taught> = Vec::new();
        for row in 0..SKILL_ROWS {
            let cells = [at(&self.skill, row), at(&self.level_in, row), at(&self.level_out, row)];
            if cells.iter().all(|cell| cell.is_empty()) {
                continue;
            }
            let named = |field: &str| format!("{field}-{}", row + 1);
            let skill = problems.take(&named("skill"), known_skill(cells[0], &skills));
            let from = problems.take(&named("level_in"), level(cells[1], 0));
            let to = problems.take(&named("level_out"), level(cells[2], 1));
            if let (Some(from), Some(to)) = (from, to)
                && to <= from
            {
                problems.add(named("level_out"), Problem::OutOfRange(i64::from(from.get()) + 1, 5));
            }
            if let (Some(skill), Some(from), Some(to)) = (skill, from, to) {
                skills.push(Taught {
                    skill,
                    level_in: Some(from),
                    level_out: Some(to),
                });
            }
        }
        if skills.is_empty() && !(0..SKILL_ROWS).any(|row| problems.has(&format!("skill-{}", row + 1))) {
            problems.add("skill-1", Problem::NotChosen);
        }
        skills
    }
}

/// A language that courses are described in.
fn language(value: &str) -> Result<LanguageCode, Problem> {
    let code: LanguageCode = chosen(value)?;
    if LANGUAGES.contains(&code.as_str()) {
        Ok(code)
    } else {
        Err(Problem::Unknown)
    }
}

fn known_skill(value: &str, before: &[Taught]) -> Result<SkillCode, Problem> {
    let code: SkillCode = chosen(value)?;
    if Taxonomy::builtin().skill(code).is_none() {
        return Err(Problem::Unknown);
    }
    if before.iter().any(|taught| taught.skill == code) {
        return Err(Problem::Taken);
    }
    Ok(code)
}

fn level(value: &str, least: u8) -> Result<Level, Problem> {
    let level: Level = chosen(value)?;
    if level.get() >= least { Ok(level) } else { Err(Problem::Unknown) }
}

/// Letters, digits and hyphens; none where one is to be made.
fn code(value: &str) -> Result<Option<String>, Problem> {
    let Some(code) = optional(value, 20)? else { return Ok(None) };
    let code = code.to_uppercase();
    if code.chars().all(|c| c.is_alphanumeric() || c == '-') {
        Ok(Some(code))
    } else {
        Err(Problem::Unknown)
    }
}
