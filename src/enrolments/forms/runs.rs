//! What a provider types about a run as a whole, and a facility about a slot: why it stops, and what became of everybody.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::catalogue::state::RunReason;
use crate::enrolments::Outcome;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::typed::day;
use crate::kernel::{SeatId, SlotPeriodId, text};
use crate::placements::state::StopReason;

const MOST_NOTE: usize = 1000;

/// Why, and a few words; where none of the reasons on the list holds, the words say it.
fn why<R: std::str::FromStr>(reason: &str, note: &str, problems: &mut Problems) -> Option<(R, String)> {
    let code = reason.trim();
    let reason = match code {
        "" => Err(Problem::NotChosen),
        code => code.parse().map_err(|_error| Problem::Unknown),
    };
    let reason = problems.take("reason", reason);
    let note = problems.take("note", text::lines(note, MOST_NOTE));
    if code == "other" && note.as_ref().is_some_and(String::is_empty) {
        problems.add("note", Problem::Missing);
    }
    reason.zip(note)
}

/// A run is put off or called off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RunForm {
    pub reason: String,
    pub note: String,
    /// The new first day, where it is known.
    pub first_day: String,
}

impl RunForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, today: NaiveDate) -> Result<(RunReason, String, Option<NaiveDate>), Problems> {
        let mut problems = Problems::default();
        let why = why(&self.reason, &self.note, &mut problems);
        let first_day = match self.first_day.trim() {
            "" => None,
            typed => problems.take("first_day", day(typed)),
        };
        if first_day.is_some_and(|on| on <= today) {
            problems.add("first_day", Problem::InThePast);
        }
        match why {
            Some((reason, note)) if problems.is_empty() => Ok((reason, note, first_day)),
            _ => Err(problems),
        }
    }
}

/// What a facility stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    Pause,
    Slot,
    Period(SlotPeriodId),
}

/// A slot is paused, or it or a period of it is called off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct StopForm {
    /// `pause`, `slot`, or the id of a period.
    pub what: String,
    pub reason: String,
    pub note: String,
}

impl StopForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self, periods: &[SlotPeriodId]) -> Result<(Stop, StopReason, String), Problems> {
        let mut problems = Problems::default();
        let what = match self.what.trim() {
            "" => Err(Problem::NotChosen),
            "pause" => Ok(Stop::Pause),
            "slot" => Ok(Stop::Slot),
            id => id
                .parse()
                .ok()
                .filter(|id| periods.contains(id))
                .map(Stop::Period)
                .ok_or(Problem::Unknown),
        };
        let what = problems.take("what", what);
        let why = why(&self.reason, &self.note, &mut problems);
        match (what, why) {
            (Some(what), Some((reason, note))) if problems.is_empty() => Ok((what, reason, note)),
            _ => Err(problems),
        }
    }
}

/// What became of everybody who held a seat: one of each a person; left empty, it is not known yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ResultsForm {
    pub seat: Vec<String>,
    pub outcome: Vec<String>,
}

impl ResultsForm {
    /// # Errors
    /// What is wrong, field by field: `outcome-1` is the first.
    pub fn check(&self) -> Result<Vec<(SeatId, Outcome)>, Problems> {
        let mut problems = Problems::default();
        let mut results = Vec::new();
        for (row, (seat, outcome)) in self.seat.iter().zip(&self.outcome).enumerate() {
            let field = format!("outcome-{}", row + 1);
            let outcome = match outcome.trim() {
                "" => continue,
                code => code.parse().map_err(|_error| Problem::Unknown),
            };
            let seat = problems.take(&field, seat.parse().map_err(|_error| Problem::Unknown));
            results.extend(seat.zip(problems.take(&field, outcome)));
        }
        if problems.is_empty() { Ok(results) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_not_put_off_without_a_reason_nor_into_the_past() {
        let today = "2026-09-01".parse().unwrap();
        let form = |reason: &str, note: &str, first_day: &str| {
            let [reason, note, first_day] = [reason, note, first_day].map(str::to_owned);
            RunForm { reason, note, first_day }
        };
        assert_eq!(form("venue", "", "").check(today), Ok((RunReason::Venue, String::new(), None)));
        assert_eq!(form("venue", "", "2026-10-05").check(today).unwrap().2, "2026-10-05".parse().ok());
        let problem = |form: RunForm, field: &str| form.check(today).unwrap_err().of(field).cloned();
        assert_eq!(problem(form("", "", ""), "reason"), Some(Problem::NotChosen));
        assert_eq!(problem(form("mood", "", ""), "reason"), Some(Problem::Unknown));
        assert_eq!(problem(form("other", " ", ""), "note"), Some(Problem::Missing));
        assert_eq!(problem(form("venue", "", "2026-09-01"), "first_day"), Some(Problem::InThePast));
    }

    #[test]
    fn what_stops_is_a_pause_the_slot_or_one_of_its_periods() {
        let [known, other]: [SlotPeriodId; 2] = ["00000000000000000000000001", "00000000000000000000000002"].map(|id| id.parse().unwrap());
        let form = |what: &str| StopForm {
            what: what.to_owned(),
            reason: "safety".to_owned(),
            note: String::new(),
        };
        assert_eq!(form("pause").check(&[known]).unwrap().0, Stop::Pause);
        assert_eq!(form("slot").check(&[known]).unwrap().0, Stop::Slot);
        assert_eq!(form(&known.to_string()).check(&[known]).unwrap().0, Stop::Period(known));
        assert_eq!(
            form(&other.to_string()).check(&[known]).unwrap_err().of("what"),
            Some(&Problem::Unknown)
        );
        assert_eq!(form("").check(&[known]).unwrap_err().of("what"), Some(&Problem::NotChosen));
    }

    #[test]
    fn a_result_that_is_left_empty_is_not_known_yet() {
        let id = "00000000000000000000000001";
        let form = |outcomes: [&str; 2]| ResultsForm {
            seat: vec!["00000000000000000000000002".to_owned(), id.to_owned()],
            outcome: outcomes.map(str::to_owned).to_vec(),
        };
        assert_eq!(form(["", "completed"]).check(), Ok(vec![(id.parse().unwrap(), Outcome::Completed)]));
        assert_eq!(form(["", "passed"]).check().unwrap_err().of("outcome-2"), Some(&Problem::Unknown));
    }
}
