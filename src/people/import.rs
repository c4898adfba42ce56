//! Staff as an agency writes them in a file: a header, then one person a row.
//!
//! A file is refused as a whole only where its rows cannot be told apart (no header, a quotation mark that is never
//! closed); everything else is a problem of one cell, kept with what was typed. Rows are numbered by the line on which
//! they begin, as the sender sees them. Which roles and skills there are is asked of [`Codes`]: they belong to a room
//! further on.

mod check;

pub use check::{Codes, Staff, check, check_all};

use std::collections::BTreeMap;

use crate::kernel::text::TextProblem;

/// A file with more rows than this is refused.
pub const MOST_ROWS: usize = 2_000;

crate::text_enum! {
    /// The columns of the file, in the order of the template.
    Column {
        Name = "name", Email = "email", StaffNumber = "staff_number", Post = "post", Country = "country",
        BirthYear = "birth_year", Sector = "sector", Languages = "languages", Role = "role", Levels = "levels",
    }
}

impl Column {
    /// A file without these cannot be read.
    pub const NEEDED: &'static [Self] = &[Self::Name, Self::StaffNumber];
}

/// The cells of one row, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(BTreeMap<Column, String>);

impl Cells {
    /// What stands in a column; empty where nothing does.
    #[must_use]
    pub fn get(&self, column: Column) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }

    pub fn set(&mut self, column: Column, text: impl Into<String>) {
        self.0.insert(column, text.into());
    }
}

/// One row, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins; the header is on line 1.
    pub line: usize,
    pub cells: Cells,
    /// How many values it has where that is not how many the header has.
    pub miscounted: Option<usize>,
}

/// What was read from a file without being asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// It begins with a byte order mark.
    ByteOrderMark,
    /// Its values are separated by semicolons.
    Semicolons,
    /// Its values are separated by tabs.
    Tabs,
}

/// The rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub rows: Vec<Row>,
    pub notes: Vec<Note>,
    /// How many columns the header names.
    pub width: usize,
}

/// What is wrong with a quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quote {
    /// It opens and nothing closes it.
    Open,
    /// It stands inside a value that does not begin with one.
    Inside,
    /// Something follows the one that closes.
    After,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    Empty,
    /// A header and nothing below it.
    NoRows,
    Header {
        unknown: Vec<String>,
        missing: Vec<Column>,
        doubled: Vec<Column>,
    },
    /// At a line and the number of a column, from 1.
    Quoting {
        line: usize,
        column: usize,
        quote: Quote,
    },
    TooManyRows(usize),
    /// At this line.
    Unreadable(usize),
}

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellProblem {
    Text(TextProblem),
    UnknownCountry,
    NotAYear,
    UnknownSector,
    UnknownLanguage(String),
    UnknownRole,
    /// Not of the form `MFG-4=2`.
    NotALevel(String),
    UnknownSkill(String),
    LevelOutOfRange(String),
    DoubledSkill(String),
    /// The row has so many values, the header so many columns.
    Miscounted {
        found: usize,
        expected: usize,
    },
    /// The number stands on this line too.
    DoubledNumber(usize),
    DoubledAddress(usize),
    /// The number is that of somebody with this name.
    NumberOfAnother(String),
}

impl From<TextProblem> for CellProblem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

/// Reads a file into rows of cells.
///
/// # Errors
/// [`FileProblem`].
pub fn read(text: &str) -> Result<Sheet, FileProblem> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut notes = Vec::new();
    let text = text.strip_prefix('\u{feff}').map_or(text.as_str(), |rest| {
        notes.push(Note::ByteOrderMark);
        rest
    });
    let separator = separator_of(text.lines().find(|line| !line.trim().is_empty()).ok_or(FileProblem::Empty)?);
    match separator {
        b';' => notes.push(Note::Semicolons),
        b'\t' => notes.push(Note::Tabs),
        _ => {}
    }
    let begins = begins_of_records(text, char::from(separator))?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records().zip(begins);
    let mut next = || -> Result<Option<(csv::StringRecord, usize)>, FileProblem> {
        loop {
            match records.next() {
                Some((Ok(record), line)) if record.iter().any(|cell| !cell.is_empty()) => return Ok(Some((record, line))),
                Some((Ok(_), _)) => {}
                Some((Err(_), line)) => return Err(FileProblem::Unreadable(line)),
                None => return Ok(None),
            }
        }
    };
    let header = next()?.ok_or(FileProblem::Empty)?.0;
    let columns = columns_of(&header)?;
    let mut rows = Vec::new();
    while let Some((record, line)) = next()? {
        let mut cells = Cells::default();
        for (column, cell) in columns.iter().zip(&record) {
            cells.set(*column, cell);
        }
        rows.push(Row {
            line,
            cells,
            miscounted: (record.len() != columns.len()).then_some(record.len()),
        });
    }
    match rows.len() {
        0 => Err(FileProblem::NoRows),
        found if found > MOST_ROWS => Err(FileProblem::TooManyRows(found)),
        _ => Ok(Sheet {
            rows,
            notes,
            width: columns.len(),
        }),
    }
}

/// The separator that the header has most of; a comma where it has none.
fn separator_of(header: &str) -> u8 {
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|separator| count(*separator))
        .unwrap_or(b',')
}

/// The columns that a header names, in its order.
fn columns_of(header: &csv::StringRecord) -> Result<Vec<Column>, FileProblem> {
    let (mut columns, mut unknown, mut doubled) = (Vec::new(), Vec::new(), Vec::new());
    for name in header {
        let code = name.to_lowercase().replace([' ', '-'], "_");
        match code.parse::<Column>() {
            Ok(column) if columns.contains(&column) => doubled.push(column),
            Ok(column) => columns.push(column),
            Err(_) => unknown.push(name.chars().take(40).collect()),
        }
    }
    let missing: Vec<Column> = Column::NEEDED.iter().filter(|column| !columns.contains(column)).copied().collect();
    if unknown.is_empty() && doubled.is_empty() && missing.is_empty() {
        Ok(columns)
    } else {
        Err(FileProblem::Header { unknown, missing, doubled })
    }
}

#[derive(Clone, Copy, PartialEq)]
enum At {
    Begin,
    Plain,
    Quoted,
    Closed,
}

/// The lines on which records begin, those that are empty left out, as the csv crate does. That crate takes any
/// quotation mark; here one that does not fit is refused, for it would swallow the rows that follow.
fn begins_of_records(text: &str, separator: char) -> Result<Vec<usize>, FileProblem> {
    let (mut begins, mut at, mut line, mut column) = (Vec::new(), At::Begin, 1, 1);
    let mut opened = (1, 1);
    let mut is_empty = true;
    let mut begun = 1;
    for c in text.chars() {
        let misquoted = |quote| FileProblem::Quoting { line, column, quote };
        at = match (at, c) {
            (At::Quoted, '"') => At::Closed,
            (At::Quoted, _) | (At::Closed, '"') => At::Quoted,
            (At::Begin, '"') => {
                opened = (line, column);
                At::Quoted
            }
            (At::Begin | At::Plain | At::Closed, '\n') => {
                if !is_empty {
                    begins.push(begun);
                }
                (column, is_empty, begun) = (1, true, line + 1);
                line += 1;
                At::Begin
            }
            (At::Begin | At::Plain | At::Closed, _) if c == separator => {
                column += 1;
                is_empty = false;
                At::Begin
            }
            (At::Plain, '"') => return Err(misquoted(Quote::Inside)),
            (At::Closed, _) => return Err(misquoted(Quote::After)),
            // after a blank too: a quotation mark then stands inside a value, for the csv crate as well
            (At::Begin | At::Plain, _) => At::Plain,
        };
        if c != '\n' {
            is_empty = false;
        } else if at == At::Quoted {
            line += 1;
        }
    }
    if at == At::Quoted {
        let (line, column) = opened;
        return Err(FileProblem::Quoting {
            line,
            column,
            quote: Quote::Open,
        });
    }
    if !is_empty {
        begins.push(begun);
    }
    Ok(begins)
}

/// The file to begin with: its header.
#[must_use]
pub fn template() -> String {
    let names: Vec<&str> = Column::ALL.iter().map(|column| column.code()).collect();
    format!("{}\r\n", names.join(","))
}

#[cfg(test)]
mod tests;
