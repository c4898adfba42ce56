//! What people type about places: an application, a facility's no.

use serde::Deserialize;

use crate::enrolments::HostReason;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{SlotPeriodId, text};
use crate::placements::Period;
use crate::skills::{Grade, Level, SkillCode};

const MOST_NOTE: usize = 1000;

/// An application as typed. It is sent from the page that shows all answers once more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ApplyForm {
    pub period: String,
    pub note: String,
    /// `send` on the page of answers.
    pub step: String,
}

impl ApplyForm {
    /// The period, out of those that can be applied for, and the note.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, periods: &[Period]) -> Result<(SlotPeriodId, String), Problems> {
        let mut problems = Problems::default();
        let known = |id: SlotPeriodId| periods.iter().any(|period| period.id == id);
        let period = match self.period.trim() {
            "" => Err(Problem::NotChosen),
            typed => typed.parse().ok().filter(|id| known(*id)).ok_or(Problem::Unknown),
        };
        let period = problems.take("period", period);
        let note = problems.take("note", text::lines(&self.note, MOST_NOTE));
        match (period, note) {
            (Some(period), Some(note)) if problems.is_empty() => Ok((period, note)),
            _ => Err(problems),
        }
    }
}

/// What somebody answers to a place that they were offered.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    pub answer: String,
}

/// A facility's no.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DeclineForm {
    pub reason: String,
    pub note: String,
}

impl DeclineForm {
    /// The reason; where none of those on the list holds, in words.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<(HostReason, String), Problems> {
        let mut problems = Problems::default();
        let reason = match self.reason.trim() {
            "" => Err(Problem::NotChosen),
            code => code.parse().map_err(|_error| Problem::Unknown),
        };
        let reason = problems.take("reason", reason);
        let note = problems.take("note", text::lines(&self.note, MOST_NOTE));
        if reason == Some(HostReason::Other) && note.as_ref().is_some_and(String::is_empty) {
            problems.add("note", Problem::Missing);
        }
        match (reason, note) {
            (Some(reason), Some(note)) if problems.is_empty() => Ok((reason, note)),
            _ => Err(problems),
        }
    }
}

/// How the days of a place ended, and what was seen: one skill and one level a row, in the order of the slot's skills.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FinishForm {
    /// `completed` or `ended_early`.
    pub outcome: String,
    /// A grade of evidence: who has seen it.
    pub grade: String,
    pub level: Vec<String>,
    pub note: String,
}

/// The end of a place, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finish {
    pub completes: bool,
    pub grade: Grade,
    pub levels: Vec<(SkillCode, Level)>,
    pub note: String,
}

impl FinishForm {
    /// A level of 0, or none, says that the skill was not shown. Who ends early without a level says why.
    ///
    /// # Errors
    /// What is wrong, field by field: `level-1` is that of the first skill.
    pub fn check(&self, skills: &[SkillCode]) -> Result<Finish, Problems> {
        let mut problems = Problems::default();
        let completes = problems.take(
            "outcome",
            match self.outcome.trim() {
                "completed" => Ok(true),
                "ended_early" => Ok(false),
                "" => Err(Problem::NotChosen),
                _ => Err(Problem::Unknown),
            },
        );
        let mut levels = Vec::new();
        for (row, (skill, typed)) in skills.iter().zip(&self.level).enumerate() {
            let level = match typed.trim() {
                "" => Some(Level::NONE),
                typed => problems.take(
                    &format!("level-{}", row + 1),
                    typed.parse().ok().and_then(Level::new).ok_or(Problem::Unknown),
                ),
            };
            levels.extend(level.filter(|level| *level > Level::NONE).map(|level| (*skill, level)));
        }
        // whoever shows nothing needs no word of who has seen it
        let grade = match self.grade.trim() {
            "A" => Ok(Grade::Assessed),
            "C" => Ok(Grade::Attested),
            "" if levels.is_empty() => Ok(Grade::Attested),
            "" => Err(Problem::NotChosen),
            _ => Err(Problem::Unknown),
        };
        let grade = problems.take("grade", grade);
        let note = problems.take("note", text::lines(&self.note, MOST_NOTE));
        if completes == Some(false) && note.as_ref().is_some_and(String::is_empty) {
            problems.add("note", Problem::Missing);
        }
        match (completes, grade, note) {
            (Some(completes), Some(grade), Some(note)) if problems.is_empty() => Ok(Finish {
                completes,
                grade,
                levels,
                note,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_one_of_those_that_can_be_applied_for() {
        let id: SlotPeriodId = "00000000000000000000000001".parse().unwrap();
        let period = Period {
            id,
            slot: "00000000000000000000000002".parse().unwrap(),
            from: "2027-01-11".parse().unwrap(),
            to: "2027-01-22".parse().unwrap(),
            places: 2,
            held: 2,
        };
        let form = |period: &str| ApplyForm {
            period: period.to_owned(),
            ..ApplyForm::default()
        };
        // a full period can be asked for: what becomes of it is the store's to say
        assert_eq!(form(&id.to_string()).check(&[period]), Ok((id, String::new())));
        assert_eq!(form("").check(&[period]).unwrap_err().of("period"), Some(&Problem::NotChosen));
        for bad in ["x", "00000000000000000000000003"] {
            assert_eq!(form(bad).check(&[period]).unwrap_err().of("period"), Some(&Problem::Unknown));
        }
    }

    #[test]
    fn a_no_has_a_reason_and_another_reason_has_words() {
        let form = |reason: &str, note: &str| DeclineForm {
            reason: reason.to_owned(),
            note: note.to_owned(),
        };
        assert_eq!(form("dates", "").check(), Ok((HostReason::Dates, String::new())));
        assert_eq!(
            form("other", "A shutdown").check(),
            Ok((HostReason::Other, "A shutdown".to_owned()))
        );
        assert_eq!(form("other", " ").check().unwrap_err().of("note"), Some(&Problem::Missing));
        assert_eq!(form("", "").check().unwrap_err().of("reason"), Some(&Problem::NotChosen));
        assert_eq!(form("mood", "").check().unwrap_err().of("reason"), Some(&Problem::Unknown));
    }

    #[test]
    fn only_the_levels_that_were_shown_are_kept_and_somebody_has_seen_them() {
        let skills: Vec<SkillCode> = ["MFG-4", "MFG-5"].iter().map(|code| code.parse().unwrap()).collect();
        let form = |outcome: &str, grade: &str, levels: [&str; 2], note: &str| {
            let [outcome, grade, note] = [outcome, grade, note].map(str::to_owned);
            let level = levels.map(str::to_owned).to_vec();
            FinishForm {
                outcome,
                grade,
                level,
                note,
            }
        };
        let done = form("completed", "A", ["3", "0"], "").check(&skills).unwrap();
        assert_eq!((done.completes, done.grade), (true, Grade::Assessed));
        assert_eq!(done.levels, [(skills[0], Level::new(3).unwrap())]);
        let early = form("ended_early", "", ["", ""], "Shutdown").check(&skills).unwrap();
        assert!(!early.completes && early.levels.is_empty());
        let problem = |form: FinishForm, field: &str| form.check(&skills).unwrap_err().of(field).cloned();
        assert_eq!(problem(form("completed", "", ["3", ""], ""), "grade"), Some(Problem::NotChosen));
        assert_eq!(problem(form("completed", "D", ["3", ""], ""), "grade"), Some(Problem::Unknown));
        assert_eq!(problem(form("completed", "C", ["9", ""], ""), "level-1"), Some(Problem::Unknown));
        assert_eq!(problem(form("ended_early", "C", ["2", ""], " "), "note"), Some(Problem::Missing));
        assert_eq!(problem(form("", "C", ["", ""], ""), "outcome"), Some(Problem::NotChosen));
    }
}
