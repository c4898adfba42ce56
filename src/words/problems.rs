//! The words for what is wrong with a field.

use super::Words;
use crate::kernel::problems::{Problem, Problems};

impl Problems {
    /// The words for a field; empty where nothing is wrong with it.
    #[must_use]
    pub fn words(&self, t: &Words, field: &str) -> String {
        self.of(field).map(|problem| words(t, problem)).unwrap_or_default()
    }

    /// Field and words, in order, for the summary above the form.
    #[must_use]
    pub fn list(&self, t: &Words) -> Vec<(String, String)> {
        self.iter().map(|(field, problem)| (field.to_owned(), words(t, problem))).collect()
    }
}

fn words(t: &Words, problem: &Problem) -> String {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    match problem {
        Problem::Missing => t.problem_missing(),
        Problem::TooLong(most) => t.problem_too_long(count(*most)),
        Problem::TooShort(least) => t.problem_too_short(count(*least)),
        Problem::Control => t.problem_control(),
        Problem::NotAnAddress => t.problem_not_an_address(),
        Problem::NotADate => t.problem_not_a_date(),
        Problem::NotANumber => t.problem_not_a_number(),
        Problem::OutOfRange(low, high) => t.problem_out_of_range(*high, *low),
        Problem::NotChosen => t.problem_not_chosen(),
        Problem::InThePast => t.problem_in_the_past(),
        Problem::BeforeStart => t.problem_before_start(),
        Problem::AfterStart => t.problem_after_start(),
        Problem::Unknown => t.problem_unknown(),
        Problem::CommonPassword => t.problem_common_password(),
        Problem::OtherName => t.problem_other_name(),
        Problem::WrongPair => t.problem_wrong_pair(),
        Problem::WrongCode => t.problem_wrong_code(),
        Problem::WrongPassword => t.problem_wrong_password(),
        Problem::TooMany(most) => t.problem_too_many(count(*most)),
        Problem::Taken => t.problem_taken(),
        Problem::NoFile => t.problem_no_file(),
        Problem::TooManyBytes(most) => t.problem_too_many_bytes(count(*most)),
        Problem::NotADocument => t.problem_not_a_document(),
        Problem::WrongEnding => t.problem_wrong_ending(),
        Problem::NotALink => t.problem_not_a_link(),
        Problem::DoesNotFit => t.problem_does_not_fit(),
        Problem::Own => t.problem_own_address(),
    }
    .plain()
}
