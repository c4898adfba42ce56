//! What people type that is not a text: days and whole numbers.

use chrono::{Datelike, NaiveDate};

use super::problems::Problem;

/// A day: year first as date fields send it (`2027-01-31`), or day, month and year with anything between them (`31 1 2027`).
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotADate`].
pub fn day(value: &str) -> Result<NaiveDate, Problem> {
    let value = value.trim();
    if value.is_empty() {
        return Err(Problem::Missing);
    }
    let numbers: Vec<u32> = value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(u32::MAX))
        .collect();
    let day = match *numbers.as_slice() {
        [year, month, day] if year >= 1000 => from_numbers(year, month, day),
        [day, month, year] => from_numbers(year, month, day),
        _ => None,
    };
    day.filter(|day| (2000..=2100).contains(&day.year())).ok_or(Problem::NotADate)
}

fn from_numbers(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A whole number within bounds, both of them included.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::NotANumber`], [`Problem::OutOfRange`].
pub fn whole(value: &str, low: i64, high: i64) -> Result<i64, Problem> {
    let value = value.trim();
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    if value.is_empty() {
        return Err(Problem::Missing);
    }
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotANumber);
    }
    // what is too long to be a number is out of range as well
    value
        .parse()
        .ok()
        .filter(|number| (low..=high).contains(number))
        .ok_or(Problem::OutOfRange(low, high))
}

/// As [`whole`], for a small one.
///
/// # Errors
/// As [`whole`].
pub fn number(value: &str, low: i32, high: i32) -> Result<i32, Problem> {
    let number = whole(value, low.into(), high.into())?;
    number.try_into().map_err(|_error| Problem::OutOfRange(low.into(), high.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_fields_send_them_and_as_people_type_them() {
        let known = NaiveDate::from_ymd_opt(2027, 1, 31);
        for good in ["2027-01-31", " 31 1 2027 ", "31.01.2027", "31/1/2027", "2027-1-31"] {
            assert_eq!(day(good).ok(), known, "{good}");
        }
        assert_eq!(day("  "), Err(Problem::Missing));
        for bad in [
            "2027-02-30",
            "soon",
            "31",
            "1 2",
            "31 1 27",
            "2027-01-31T10:00",
            "31 Jan 2027",
            "99999999999-1-1",
        ] {
            assert_eq!(day(bad), Err(Problem::NotADate), "{bad}");
        }
    }

    #[test]
    fn numbers_are_whole_and_within_their_bounds() {
        assert_eq!(number(" 12 ", 1, 200), Ok(12));
        assert_eq!(number("0", 1, 200), Err(Problem::OutOfRange(1, 200)));
        assert_eq!(number("99999999999", 1, 200), Err(Problem::OutOfRange(1, 200)));
        for bad in ["1.5", "a few", "1e3"] {
            assert_eq!(number(bad, 1, 200), Err(Problem::NotANumber), "{bad}");
        }
        assert_eq!(number("", 1, 200), Err(Problem::Missing));
    }
}
