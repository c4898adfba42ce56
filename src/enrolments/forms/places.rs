//! What people type about places: an application, a facility's no.

use serde::Deserialize;

use crate::enrolments::HostReason;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{SlotPeriodId, text};
use crate::placements::Period;

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
}
