//! What providers type: a course, and a dated run of it. What was typed is kept as it was; a check gives a plan or says
//! what is wrong, field by field, in the order of the page.

mod course;
mod offering;
#[cfg(test)]
mod tests;

pub use course::{CourseForm, SKILL_ROWS};
pub use offering::{Host, Known, OfferingForm, PART_ROWS, Times};

use crate::kernel::money::Money;
use crate::kernel::problems::Problem;
use crate::kernel::text;
use crate::kernel::typed::{day, whole};

/// The languages that courses are taught and described in.
pub const LANGUAGES: &[&str] = &["en", "fr", "ar", "es", "pt", "ru", "zh", "ko", "vi", "sw", "am", "id"];
/// The currencies in which a price can be stated.
pub const CURRENCIES: &[&str] = &[
    "USD", "EUR", "XOF", "XAF", "DZD", "EGP", "ETB", "GHS", "IDR", "INR", "KES", "MAD", "NGN", "RWF", "TND", "TZS", "UGX", "ZAR", "ZMW",
];

/// The value of one row of a field that repeats; empty where the row was not sent.
fn at(values: &[String], row: usize) -> &str {
    values.get(row).map_or("", |value| value.trim())
}

/// A line that may be left empty.
fn optional(value: &str, most: usize) -> Result<Option<String>, Problem> {
    match text::line(value, most) {
        Ok(line) => Ok(Some(line)),
        Err(text::TextProblem::Missing) => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}

/// One of a set of codes.
fn chosen<T: std::str::FromStr>(value: &str) -> Result<T, Problem> {
    match value.trim() {
        "" => Err(Problem::Missing),
        code => code.parse().map_err(|_error| Problem::Unknown),
    }
}

/// The highest price that can be stated, in whole units of its currency.
const MOST_COST: i64 = 100_000_000;

/// An amount such as `1200` or `99.50`, with as many digits behind the point as the currency has.
fn amount(value: &str, currency: &str) -> Result<Money, Problem> {
    let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    let (units, rest) = value.split_once(['.', ',']).unwrap_or((&value, ""));
    let mut money = Money {
        minor: 0,
        currency: currency.to_owned(),
    };
    let units = whole(units, 0, MOST_COST)?;
    let digits = money.digits();
    if rest.len() > digits as usize || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotANumber);
    }
    let rest: i64 = format!("{rest:0<width$}", width = digits as usize).parse().unwrap_or(0);
    money.minor = units * 10_i64.pow(digits) + rest;
    if money.minor == 0 {
        return Err(Problem::OutOfRange(1, MOST_COST));
    }
    Ok(money)
}

/// An address of the web that may be left empty.
fn link(value: &str) -> Result<Option<String>, Problem> {
    let Some(link) = optional(value, 500)? else { return Ok(None) };
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let is_link = rest.is_some_and(|rest| rest.contains('.') && !rest.starts_with(['.', '/']) && !link.contains([' ', '"', '<', '>']));
    if is_link { Ok(Some(link)) } else { Err(Problem::NotALink) }
}
