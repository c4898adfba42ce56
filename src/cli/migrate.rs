//! `benchside migrate`: brings the schema and the reference data up to date, and lets the database plan for what it holds.

use super::store::{analyse, in_transaction};
use super::{Failure, database_url};
use crate::db::{self, Db, Store};
use crate::{network, skills};

pub(super) fn run(url: Option<String>) -> Result<(), Failure> {
    let mut db = Store::connect(&database_url(url)?)?;
    let names = db::migrate(&mut db)?;
    let changed = sync_reference(&mut db)?;
    analyse(&mut db)?;
    match names.as_slice() {
        [] => println!("The schema was up to date."),
        names => println!("Migrated: {}", names.join(", ")),
    }
    match changed {
        0 => println!("The reference data were up to date."),
        rows => println!("Reference data: {rows} rows written."),
    }
    Ok(())
}

/// Writes the countries, groupings, skills and roles that are compiled in; returns how many rows changed.
pub(super) fn sync_reference(db: &mut Db) -> Result<usize, Failure> {
    Ok(in_transaction(db, |db| {
        Ok(network::store::sync_reference(db)? + skills::store::sync_reference(db)?)
    })?)
}
