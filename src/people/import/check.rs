//! From the cells of a row to a person who can be registered.

use std::collections::BTreeMap;

use super::{CellProblem, Cells, Column, Row};
use crate::kernel::text::{self, EmailAddress, Name};
use crate::network::{CountryCode, LanguageCode, Places, Sector};
use crate::people::BIRTH_YEARS;

/// Which roles and skills there are.
pub trait Codes {
    type Role;
    type Skill: Copy + PartialEq;

    fn role(&self, text: &str) -> Option<Self::Role>;
    fn skill(&self, text: &str) -> Option<Self::Skill>;
}

/// A person as their agency registers them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff<R, S> {
    /// The line of the file; 0 where there is none.
    pub line: usize,
    pub name: Name,
    pub email: Option<EmailAddress>,
    pub staff_number: Option<String>,
    pub post: Option<String>,
    pub country: Option<CountryCode>,
    pub birth_year: Option<i32>,
    pub sector: Option<Sector>,
    pub languages: Vec<LanguageCode>,
    pub role: Option<R>,
    /// Skill and level, 1 to 5; each skill once.
    pub levels: Vec<(S, u8)>,
}

type Wrong = Vec<(Column, CellProblem)>;

/// Checks the cells of one person. The staff number may be missing here; a file asks for it ([`check_all`]).
///
/// # Errors
/// What is wrong, in the order of the columns.
pub fn check<C: Codes>(line: usize, cells: &Cells, codes: &C) -> Result<Staff<C::Role, C::Skill>, Wrong> {
    let mut wrong = Wrong::new();
    let name = take(&mut wrong, Column::Name, Name::parse(cells.get(Column::Name)));
    let email = optional(&mut wrong, cells, Column::Email, EmailAddress::parse);
    let staff_number = optional(&mut wrong, cells, Column::StaffNumber, |text| text::line(text, 40));
    let post = optional(&mut wrong, cells, Column::Post, |text| text::line(text, 120));
    let country = optional(&mut wrong, cells, Column::Country, country_of);
    let birth_year = optional(&mut wrong, cells, Column::BirthYear, |text| {
        text.trim()
            .parse()
            .ok()
            .filter(|year| BIRTH_YEARS.contains(year))
            .ok_or(CellProblem::NotAYear)
    });
    let sector = optional(&mut wrong, cells, Column::Sector, |text| {
        text.trim().to_lowercase().parse().ok().ok_or(CellProblem::UnknownSector)
    });
    let languages = optional(&mut wrong, cells, Column::Languages, languages_of).unwrap_or_default();
    let role = optional(&mut wrong, cells, Column::Role, |text| {
        codes.role(text.trim()).ok_or(CellProblem::UnknownRole)
    });
    let levels = optional(&mut wrong, cells, Column::Levels, |text| levels_of(text, codes)).unwrap_or_default();
    match name {
        Some(name) if wrong.is_empty() => Ok(Staff {
            line,
            name,
            email,
            staff_number,
            post,
            country,
            birth_year,
            sector,
            languages,
            role,
            levels,
        }),
        _ => Err(wrong),
    }
}

fn take<T, P: Into<CellProblem>>(wrong: &mut Wrong, column: Column, checked: Result<T, P>) -> Option<T> {
    match checked {
        Ok(value) => Some(value),
        Err(problem) => {
            wrong.push((column, problem.into()));
            None
        }
    }
}

/// A cell that may be empty.
fn optional<T, P: Into<CellProblem>>(
    wrong: &mut Wrong,
    cells: &Cells,
    column: Column,
    read: impl FnOnce(&str) -> Result<T, P>,
) -> Option<T> {
    let text = cells.get(column);
    if text.trim().is_empty() {
        return None;
    }
    take(wrong, column, read(text))
}

/// Three letters of ISO 3166-1, or two.
fn country_of(text: &str) -> Result<CountryCode, CellProblem> {
    let code = text.trim().to_uppercase();
    let places = Places::builtin();
    let by_three = code.parse().ok().and_then(|code| places.country(code));
    by_three
        .or_else(|| places.countries().iter().find(|country| country.iso2 == code))
        .map(|country| country.code)
        .ok_or(CellProblem::UnknownCountry)
}

fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', ',', ';', '|']).filter(|part| !part.is_empty())
}

/// Two or three letters each, `pt-BR` too.
fn languages_of(text: &str) -> Result<Vec<LanguageCode>, CellProblem> {
    let mut languages = Vec::new();
    for part in parts_of(text) {
        let unknown = || CellProblem::UnknownLanguage(shortened(part));
        let (main, tail) = part.split_once('-').unwrap_or((part, "XX"));
        let is_code = (2..=3).contains(&main.len())
            && main.bytes().all(|byte| byte.is_ascii_alphabetic())
            && (2..=4).contains(&tail.len())
            && tail.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_code {
            return Err(unknown());
        }
        let code = part.replacen(main, &main.to_lowercase(), 1);
        let language = code.parse().ok().ok_or_else(unknown)?;
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    Ok(languages)
}

fn levels_of<C: Codes>(text: &str, codes: &C) -> Result<Vec<(C::Skill, u8)>, CellProblem> {
    let mut levels: Vec<(C::Skill, u8)> = Vec::new();
    for part in parts_of(text) {
        let (code, level) = part.split_once(['=', ':']).ok_or_else(|| CellProblem::NotALevel(shortened(part)))?;
        let skill = codes.skill(code).ok_or_else(|| CellProblem::UnknownSkill(shortened(code)))?;
        let level: u8 = level
            .parse()
            .ok()
            .filter(|level| (1..=5).contains(level))
            .ok_or_else(|| CellProblem::LevelOutOfRange(shortened(part)))?;
        if levels.iter().any(|(known, _)| *known == skill) {
            return Err(CellProblem::DoubledSkill(shortened(code)));
        }
        levels.push((skill, level));
    }
    Ok(levels)
}

/// Enough of what was typed to find it again.
fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Rows that are fine, and rows with what is wrong with them; both in the order of the file.
pub(super) type Checked<C> = (Vec<Staff<<C as Codes>::Role, <C as Codes>::Skill>>, Vec<(Row, Wrong)>);

/// Checks the rows of a file, and that no number and no address stands there twice: the first one keeps it.
#[must_use]
pub fn check_all<C: Codes>(rows: Vec<Row>, width: usize, codes: &C) -> Checked<C> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let (mut numbers, mut addresses) = (BTreeMap::new(), BTreeMap::new());
    for row in rows {
        if let Some(found) = row.miscounted {
            // its values stand in the wrong columns: what else is wrong with them says nothing
            bad.push((row, vec![(Column::Name, CellProblem::Miscounted { found, expected: width })]));
            continue;
        }
        let checked = check(row.line, &row.cells, codes);
        let mut wrong = Wrong::new();
        let number = row.cells.get(Column::StaffNumber).trim();
        if number.is_empty() {
            wrong.push((Column::StaffNumber, text::TextProblem::Missing.into()));
        } else if let Some(first) = numbers.get(number) {
            wrong.push((Column::StaffNumber, CellProblem::DoubledNumber(*first)));
        } else {
            numbers.insert(number.to_owned(), row.line);
        }
        let address = row.cells.get(Column::Email).trim().to_lowercase();
        if let Some(first) = addresses.get(&address) {
            wrong.push((Column::Email, CellProblem::DoubledAddress(*first)));
        } else if !address.is_empty() {
            addresses.insert(address, row.line);
        }
        match checked {
            Ok(staff) if wrong.is_empty() => good.push(staff),
            other => {
                wrong.extend(other.err().into_iter().flatten());
                wrong.sort_by_key(|(column, _)| *column);
                bad.push((row, wrong));
            }
        }
    }
    (good, bad)
}
