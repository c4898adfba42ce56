//! The two databases: the same schema, the same answers, the same behaviour of the store.

pub(crate) mod catalog;
mod columns;
mod contention;
mod opening;
mod schema;
mod search;
mod store;
mod trail;

use std::time::Duration;

use benchside::db::schema::setting;
use benchside::db::{Db, Engine, Result, Settings, Store};
use diesel::prelude::*;

use crate::support::Database;

/// A store on a database of its own. Nobody waits so long that a slow machine could matter.
fn open(engine: Engine) -> Option<(Store, Database)> {
    let database = Database::fresh(engine)?;
    Some((open_with(&database, Duration::from_secs(20), 4), database))
}

fn open_with(database: &Database, deadline: Duration, width: u32) -> Store {
    let mut settings = Settings::new(&database.url);
    (settings.deadline, settings.readers, settings.writers) = (deadline, width, width);
    Store::open(&settings).expect("a store")
}

/// Something to write.
fn put(db: &mut Db, key: &str, value: &str) -> Result<()> {
    diesel::insert_into(setting::table)
        .values((setting::key.eq(key), setting::value.eq(value)))
        .execute(db)?;
    Ok(())
}

fn keys(db: &mut Db) -> Result<Vec<String>> {
    let mut keys: Vec<String> = setting::table.select(setting::key).load(db)?;
    keys.sort();
    Ok(keys)
}
