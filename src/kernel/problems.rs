//! What is wrong with a form, field by field: kinds, never words.

use super::text::TextProblem;

/// What is wrong with a field: a kind, whose words belong to the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    Missing,
    TooLong(usize),
    TooShort(usize),
    Control,
    NotAnAddress,
    NotADate,
    NotANumber,
    OutOfRange(i64, i64),
    NotChosen,
    InThePast,
    BeforeStart,
    AfterStart,
    Unknown,
    CommonPassword,
    WrongPair,
    /// Not the name that is known.
    OtherName,
    WrongCode,
    WrongPassword,
    /// There are so many already.
    TooMany(usize),
    /// Another one has this already.
    Taken,
    NotALink,
    /// No file came with the form.
    NoFile,
    /// More than so many megabytes.
    TooManyBytes(usize),
    /// Neither a PDF nor a picture, or not one alone.
    NotADocument,
    /// The name of a file does not say what the file is.
    WrongEnding,
    /// It contradicts another answer of the form.
    DoesNotFit,
    /// It is the address of whoever sends the form.
    Own,
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
            TextProblem::Control => Self::Control,
            TextProblem::NotAnAddress => Self::NotAnAddress,
        }
    }
}

/// What is wrong with a form, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<(String, Problem)>);

impl Problems {
    pub fn add(&mut self, field: impl Into<String>, problem: impl Into<Problem>) {
        self.0.push((field.into(), problem.into()));
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(name, _)| name == field)
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, problem)| problem)
    }

    /// Fields and what is wrong with them, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().map(|(field, problem)| (field.as_str(), problem))
    }

    /// Takes a checked value, or notes what is wrong with it.
    pub fn take<T, P: Into<Problem>>(&mut self, field: &str, checked: Result<T, P>) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem);
                None
            }
        }
    }
}
