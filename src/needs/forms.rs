//! What an organisation types when it declares a need.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{NeedVisibility, Urgency};
use crate::kernel::problems::{Problem, Problems};
use crate::kernel::{Day, Precision, Quarter, text, typed};
use crate::network::{CountryCode, Places, Sector};
use crate::skills::{RoleCode, Taxonomy};

/// More posts of one role than this are a slip of the finger.
const MOST_POSTS: i32 = 5000;
/// Quarters to choose from, the running one first.
pub const QUARTERS: usize = 12;
/// Years to choose from, the running one first.
pub const YEARS: i32 = 8;

/// A need as typed. `by` is a quarter, a year, or `day` for the day beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct NeedForm {
    pub role: String,
    pub posts: String,
    pub by: String,
    pub by_day: String,
    pub urgency: String,
    pub sector: String,
    pub country: String,
    pub visibility: String,
    pub note: String,
}

/// A need that can be declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedNeed {
    pub role: RoleCode,
    pub posts: i32,
    /// To the day, the quarter or the year.
    pub by: Day,
    pub urgency: Urgency,
    pub sector: Sector,
    pub country: CountryCode,
    pub visibility: NeedVisibility,
    pub note: String,
}

fn chosen<T: std::str::FromStr>(problems: &mut Problems, field: &str, typed: &str) -> Option<T> {
    let read = match typed.trim() {
        "" => Err(Problem::NotChosen),
        code => code.parse().map_err(|_error| Problem::Unknown),
    };
    problems.take(field, read)
}

impl NeedForm {
    /// # Errors
    /// What is wrong, field by field, in the order of the page.
    pub fn check(&self, today: NaiveDate) -> Result<CheckedNeed, Problems> {
        let mut problems = Problems::default();
        let role = chosen(&mut problems, "role", &self.role).filter(|code| {
            let is_known = Taxonomy::builtin().role(*code).is_some();
            if !is_known {
                problems.add("role", Problem::Unknown);
            }
            is_known
        });
        let posts = problems.take("posts", typed::number(&self.posts, 1, MOST_POSTS));
        let by = self.check_by(&mut problems, today);
        let urgency = chosen(&mut problems, "urgency", &self.urgency);
        let country = chosen(&mut problems, "country", &self.country).filter(|code| {
            let is_known = Places::builtin().country(*code).is_some();
            if !is_known {
                problems.add("country", Problem::Unknown);
            }
            is_known
        });
        let sector = chosen(&mut problems, "sector", &self.sector);
        let visibility = chosen(&mut problems, "visibility", &self.visibility);
        let note = problems.take("note", text::lines(&self.note, 400));
        match (role, posts, by, urgency, country, sector, visibility, note) {
            (Some(role), Some(posts), Some(by), Some(urgency), Some(country), Some(sector), Some(visibility), Some(note))
                if problems.is_empty() =>
            {
                Ok(CheckedNeed {
                    role,
                    posts,
                    by,
                    urgency,
                    sector,
                    country,
                    visibility,
                    note,
                })
            }
            _ => Err(problems),
        }
    }

    fn check_by(&self, problems: &mut Problems, today: NaiveDate) -> Option<Day> {
        let (field, read) = match self.by.trim() {
            "" => ("by", Err(Problem::NotChosen)),
            "day" => (
                "by_day",
                typed::day(&self.by_day).and_then(|day| {
                    if day < today {
                        Err(Problem::InThePast)
                    } else {
                        Ok(Day::exact(day))
                    }
                }),
            ),
            span => ("by", understood(span).ok_or(Problem::Unknown)),
        };
        let is_over = |day: &Day| match (day.on(), day.precision()) {
            (Some(on), Precision::Quarter) => Quarter::of(on).last_day() < today,
            (Some(on), Precision::Year) => on.year() < today.year(),
            _ => false,
        };
        let read = read.and_then(|day| if is_over(&day) { Err(Problem::InThePast) } else { Ok(day) });
        problems.take(field, read)
    }
}

/// `2027-Q1` or `2027`.
fn understood(span: &str) -> Option<Day> {
    if let Ok(quarter) = span.parse::<Quarter>() {
        return Some(Day::new(Some(quarter.first_day()), Precision::Quarter));
    }
    let year = span.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    Some(Day::new(NaiveDate::from_ymd_opt(year, 1, 1), Precision::Year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    fn typed_need() -> NeedForm {
        serde_html_form::from_str(
            "role=ROLE-01&posts=12&by=2027-Q1&by_day=&urgency=soon&sector=public&country=SEN&visibility=network&note=",
        )
        .unwrap()
    }

    #[test]
    fn the_day_is_as_exact_as_it_was_said() {
        let by = |by: &str, day: &str| {
            NeedForm {
                by: by.to_owned(),
                by_day: day.to_owned(),
                ..typed_need()
            }
            .check(today())
            .map(|need| need.by)
        };
        let first = |text: &str| text.parse::<NaiveDate>().ok();
        assert_eq!(by("2027-Q1", ""), Ok(Day::new(first("2027-01-01"), Precision::Quarter)));
        assert_eq!(by("2028", ""), Ok(Day::new(first("2028-01-01"), Precision::Year)));
        assert_eq!(by("day", "2027-05-31"), Ok(Day::exact("2027-05-31".parse().unwrap())));
        // the running quarter and year are not over
        assert!(by("2026-Q4", "").is_ok() && by("2026", "").is_ok());
        let wrong = |by_typed: &str, day: &str, field: &str| by(by_typed, day).unwrap_err().of(field).cloned();
        assert_eq!(wrong("2026-Q3", "", "by"), Some(Problem::InThePast));
        assert_eq!(wrong("day", "2026-11-22", "by_day"), Some(Problem::InThePast));
        assert_eq!(wrong("day", "", "by_day"), Some(Problem::Missing));
        assert_eq!(wrong("soon", "", "by"), Some(Problem::Unknown));
        assert_eq!(wrong("", "2027-05-31", "by"), Some(Problem::NotChosen));
    }

    #[test]
    fn what_is_wrong_stands_at_its_field() {
        let found =
            |form: NeedForm| -> Vec<String> { form.check(today()).unwrap_err().iter().map(|(field, _)| field.to_owned()).collect() };
        assert_eq!(
            found(NeedForm::default()),
            ["role", "posts", "by", "urgency", "country", "sector", "visibility"]
        );
        let odd = NeedForm {
            role: "ROLE-99".to_owned(),
            posts: "0".to_owned(),
            country: "ZZZ".to_owned(),
            visibility: "public".to_owned(),
            ..typed_need()
        };
        assert_eq!(found(odd), ["role", "posts", "country", "visibility"]);
    }
}
