//! What is typed about a seat; `places`: about a place at a facility; `runs`: about a run or a slot as a whole.

pub mod places;
pub mod runs;

use serde::Deserialize;

use super::DeclineReason;
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::text;

/// A provider says no: why, and perhaps a few words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DeclineForm {
    pub reason: String,
    pub note: String,
}

impl DeclineForm {
    /// # Errors
    /// What is wrong, field by field.
    pub fn check(&self) -> Result<(DeclineReason, String), Problems> {
        let mut problems = Problems::default();
        let reason = problems.take(
            "reason",
            match self.reason.trim() {
                "" => Err(Problem::Missing),
                code => code.parse().map_err(|_error| Problem::Unknown),
            },
        );
        let note = problems.take("note", text::lines(&self.note, 600));
        match (reason, note) {
            (Some(reason), Some(note)) => Ok((reason, note)),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_has_a_reason() {
        let form = |reason: &str, note: &str| DeclineForm {
            reason: reason.to_owned(),
            note: note.to_owned(),
        };
        assert_eq!(
            form("level", "Take AP-101 first.").check(),
            Ok((DeclineReason::Level, "Take AP-101 first.".to_owned()))
        );
        assert_eq!(form("", "no").check().unwrap_err().of("reason"), Some(&Problem::Missing));
        assert_eq!(form("because", "").check().unwrap_err().of("reason"), Some(&Problem::Unknown));
        assert_eq!(
            form("other", &"x".repeat(601)).check().unwrap_err().of("note"),
            Some(&Problem::TooLong(600))
        );
    }
}
