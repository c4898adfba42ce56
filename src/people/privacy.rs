//! The map of what is kept about people.
//!
//! Every column that says something of a person, with why it is kept, by what right, how
//! long, who sees it, and what a copy and an erasure do with it. `data/privacy.csv` and `data/retention.csv` are the map; what
//! reads, erases and deletes (`store::privacy`) and the public page follow it, and a test holds it against the schema.

pub mod archive;
pub mod choices;

use std::sync::LazyLock;

use chrono::TimeDelta;

use crate::kernel::UtcTime;

/// The map as it is published, a line for some columns of a table.
pub const FILE: &str = include_str!("../../data/privacy.csv");
/// How many days something is kept, and from when they count.
const KEPT: &str = include_str!("../../data/retention.csv");

/// How a row belongs to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The column holds the person's id.
    Id(&'static str),
    /// `@`: the column holds one of the person's addresses, or their id as text.
    Address(&'static str),
    /// `&`: the column holds the id of the person or of one of their seats and places.
    About(&'static str),
    /// `!`: the same, where the row belongs to somebody else too: it is erased, and not given away in a copy.
    Touches(&'static str),
}

/// What a copy holds of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    Yes,
    /// Not in the copy, and the code of the reason.
    Omit(&'static str),
}

/// What an erasure makes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erase {
    /// The whole row goes.
    Row,
    Null,
    /// An empty text.
    Blank,
    /// This word.
    Word(&'static str),
    /// The time of the erasure, where there is none yet.
    Now,
    /// The day of it.
    Today,
    /// Stays, and the code of the reason.
    Keep(&'static str),
}

/// One column that says something of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub table: &'static str,
    pub column: &'static str,
    /// The heading of the public page that it stands under.
    pub area: &'static str,
    pub whose: Vec<Whose>,
    pub purpose: &'static str,
    pub basis: &'static str,
    pub keeps: &'static str,
    pub sees: Vec<&'static str>,
    pub export: Export,
    pub erase: Erase,
}

/// Columns of one table that belong to a person in the same way.
#[derive(Debug, Clone)]
pub struct Part {
    pub table: &'static str,
    pub whose: Vec<Whose>,
    pub entries: Vec<Entry>,
}

impl Part {
    /// The name of its file in a copy.
    #[must_use]
    pub fn name(&self) -> String {
        match self.entries.as_slice() {
            [one] => format!("{}.{}", self.table, one.column),
            _ => self.table.to_owned(),
        }
    }
}

/// The map.
#[derive(Debug, Clone, Default)]
pub struct Map {
    pub entries: Vec<Entry>,
    /// Table and column that say nothing of a person; `*` is every column.
    pub harmless: Vec<(&'static str, &'static str)>,
}

/// What kind of value a column holds. The names tell, throughout the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Id,
    Time,
    Day,
    Truth,
    /// A text or a number.
    Other,
}

#[must_use]
pub fn kind(column: &str) -> Kind {
    let ends = |endings: &[&str]| endings.iter().any(|ending| column.ends_with(ending));
    if column == "request_id" {
        // of a request, which is no row
        Kind::Other
    } else if matches!(column, "id" | "on_behalf_of" | "entered_by_org" | "merged_into") || ends(&["_id", "_by"]) {
        Kind::Id
    } else if matches!(column, "at" | "lease_until") || ends(&["_at"]) {
        Kind::Time
    } else if matches!(column, "available_from" | "available_until") || ends(&["_on"]) {
        Kind::Day
    } else if matches!(column, "holds" | "succeeded") || column.starts_with("is_") {
        Kind::Truth
    } else {
        Kind::Other
    }
}

static BUILTIN: LazyLock<Map> = LazyLock::new(|| Map::parse(FILE).unwrap_or_default());

impl Map {
    /// The map that is compiled in; a test reads it line by line.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads the file: plain cells without quotes.
    ///
    /// # Errors
    /// The line that cannot be read.
    pub fn parse(file: &'static str) -> Result<Self, String> {
        let mut map = Self::default();
        for line in file.lines().skip(1) {
            let cells: Vec<&'static str> = line.split(',').collect();
            let [table, columns, area, whose, purpose, basis, keeps, sees, export, erase] = cells[..] else {
                return Err(format!("not ten cells: {line}"));
            };
            for column in columns.split_whitespace() {
                if area == "nothing" {
                    map.harmless.push((table, column));
                    continue;
                }
                map.entries.push(Entry {
                    table,
                    column,
                    area,
                    whose: whose.split_whitespace().map(to_whose).collect(),
                    purpose,
                    basis,
                    keeps,
                    sees: sees.split_whitespace().collect(),
                    export: to_export(export).ok_or_else(|| format!("no such export: {line}"))?,
                    erase: to_erase(erase).ok_or_else(|| format!("no such erasure: {line}"))?,
                });
            }
        }
        Ok(map)
    }

    /// The columns by table and by how they belong to a person, in the order of the file.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for entry in &self.entries {
            match parts.iter_mut().find(|part| part.table == entry.table && part.whose == entry.whose) {
                Some(part) => part.entries.push(entry.clone()),
                None => parts.push(Part {
                    table: entry.table,
                    whose: entry.whose.clone(),
                    entries: vec![entry.clone()],
                }),
            }
        }
        parts
    }

    /// Is the column known, as one that says something of a person or as one that does not?
    #[must_use]
    pub fn knows(&self, table: &str, column: &str) -> bool {
        self.entries.iter().any(|entry| entry.table == table && entry.column == column)
            || self.harmless.iter().any(|(t, c)| *t == table && (*c == "*" || *c == column))
    }

    /// The headings of the public page, each once, in the order of the file.
    #[must_use]
    pub fn areas(&self) -> Vec<&'static str> {
        let mut areas = Vec::new();
        for entry in &self.entries {
            if !areas.contains(&entry.area) {
                areas.push(entry.area);
            }
        }
        areas
    }
}

fn to_whose(text: &'static str) -> Whose {
    match text.split_at(1) {
        ("@", column) => Whose::Address(column),
        ("&", column) => Whose::About(column),
        ("!", column) => Whose::Touches(column),
        _ => Whose::Id(text),
    }
}

fn to_export(text: &'static str) -> Option<Export> {
    match text.split_once(':') {
        Some(("omit", why)) => Some(Export::Omit(why)),
        None if text == "yes" => Some(Export::Yes),
        _ => None,
    }
}

fn to_erase(text: &'static str) -> Option<Erase> {
    if let Some(word) = text.strip_prefix('=') {
        return Some(Erase::Word(word));
    }
    match (text, text.split_once(':')) {
        (_, Some(("keep", why))) => Some(Erase::Keep(why)),
        ("row", _) => Some(Erase::Row),
        ("null", _) => Some(Erase::Null),
        ("blank", _) => Some(Erase::Blank),
        ("now", _) => Some(Erase::Now),
        ("today", _) => Some(Erase::Today),
        _ => None,
    }
}

/// How many days something is kept after it has come to its end; `None` where no time ends it.
#[must_use]
pub fn days(code: &str) -> Option<i64> {
    retention(code).and_then(|(days, _)| days.parse().ok())
}

/// Days and what they count from, as written.
#[must_use]
pub fn retention(code: &str) -> Option<(&'static str, &'static str)> {
    KEPT.lines().skip(1).find_map(|line| {
        let (known, rest) = line.split_once(',')?;
        (known == code).then(|| rest.split_once(',')).flatten()
    })
}

/// What came to its end before this is deleted now; `None` where no time ends it.
#[must_use]
pub fn before(code: &str, now: UtcTime) -> Option<UtcTime> {
    days(code).map(|days| now - TimeDelta::days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_62_every_line_of_the_map_can_be_read() {
        let map = Map::parse(FILE).unwrap();
        assert!(map.entries.len() > 200, "{}", map.entries.len());
        for entry in &map.entries {
            assert!(!entry.whose.is_empty() && !entry.sees.is_empty(), "{entry:?}");
            assert!(retention(entry.keeps).is_some(), "{entry:?}");
        }
        let mut seen: Vec<_> = map.entries.iter().map(|entry| (entry.table, entry.column)).collect();
        seen.extend(map.harmless.iter().copied());
        seen.sort_unstable();
        let doubled: Vec<_> = seen.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(doubled.is_empty(), "{doubled:?}");
    }

    #[test]
    fn rows_go_whole_or_not_at_all() {
        for part in Map::builtin().parts() {
            let rows = part.entries.iter().filter(|entry| entry.erase == Erase::Row).count();
            assert!(rows == 0 || rows == part.entries.len(), "{}", part.name());
        }
    }

    #[test]
    fn what_others_are_found_by_goes_last() {
        assert_eq!(Map::builtin().parts().last().map(|part| part.table), Some("person_email"));
    }

    #[test]
    fn a_broken_line_is_an_error() {
        for bad in [
            "head\na,b,c",
            "head\nt,c,a,id,p,b,k,s,maybe,null",
            "head\nt,c,a,id,p,b,k,s,yes,burn",
        ] {
            assert!(Map::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn times_are_read_from_the_one_table() {
        assert_eq!(days("links"), Some(7));
        assert_eq!(days("account"), None);
        assert_eq!(retention("nonsense"), None);
    }
}
