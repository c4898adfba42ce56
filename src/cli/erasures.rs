//! `benchside erasures`: who was erased, as a file of ids and times. A copy of the database that is older than an erasure still holds
//! the person: after it was put back, the file is replayed.

use std::fmt::Write as _;
use std::path::Path;

use super::store::{in_transaction, rewrite};
use super::{Failure, database_url};
use crate::db::{self, Db, OpenError, Store};
use crate::kernel::{PersonId, UtcTime};
use crate::people::store::privacy;

fn open(url: Option<String>) -> Result<Db, Failure> {
    let mut db = Store::connect(&database_url(url)?)?;
    if db::applied(&mut db)? {
        Ok(db)
    } else {
        Err(OpenError::NotMigrated.into())
    }
}

fn about(file: &Path, why: &dyn std::error::Error) -> Failure {
    Failure(format!("{}: {why}", file.display()))
}

pub(super) fn export(url: Option<String>, file: &Path) -> Result<(), Failure> {
    let mut db = open(url)?;
    let erased = privacy::list_erasures(&mut db)?;
    let mut text = String::from("person,erased_at\n");
    for (person, at) in &erased {
        let _ = writeln!(text, "{person},{at}");
    }
    std::fs::write(file, text).map_err(|error| about(file, &error))?;
    println!("{} erasures written to {}", erased.len(), file.display());
    Ok(())
}

pub(super) fn replay(url: Option<String>, file: &Path) -> Result<(), Failure> {
    let mut db = open(url)?;
    let text = std::fs::read_to_string(file).map_err(|error| about(file, &error))?;
    let (done, absent) = replay_text(&mut db, &text)?;
    println!("{done} people erased again; {absent} are not in this database");
    Ok(())
}

/// Erases everybody whom the text names; how many, and how many are not there.
fn replay_text(db: &mut Db, text: &str) -> Result<(usize, usize), Failure> {
    let mut listed = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        listed.push(read(line).ok_or_else(|| Failure(format!("line {} is no id and time: {line:?}", number + 1)))?);
    }
    let (mut done, mut absent) = (0, 0);
    for (person, at) in listed {
        match in_transaction(db, |db| privacy::erase(db, person, at)) {
            Ok(()) => done += 1,
            Err(db::Error::NotFound) => absent += 1,
            Err(error) => return Err(error.into()),
        }
    }
    // what was overwritten still stands in the free pages of the file
    rewrite(db)?;
    Ok((done, absent))
}

fn read(line: &str) -> Option<(PersonId, UtcTime)> {
    let (person, at) = line.trim().split_once(',')?;
    let at = chrono::DateTime::parse_from_rfc3339(at).ok()?;
    Some((person.parse().ok()?, UtcTime::new(at.to_utc())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_id_and_a_time() {
        assert!(read("01k4xjz8g0e1tqwrty2ps3df4g,2026-09-01T09:00:00Z").is_some());
        for bad in [
            "",
            "x",
            "01k4xjz8g0e1tqwrty2ps3df4g",
            "01k4xjz8g0e1tqwrty2ps3df4g,yesterday",
            "ann,2026-09-01T09:00:00Z",
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
