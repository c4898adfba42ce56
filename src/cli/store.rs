//! What the commands do with a connection of their own, outside the store.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::db::schema::{organisation, person, setting};
use crate::db::{Db, Engine, Result};

/// One transaction on a connection outside the store: nobody else works on a database that is being made.
pub(crate) fn in_transaction<T>(db: &mut Db, f: impl FnOnce(&mut Db) -> Result<T>) -> Result<T> {
    db.batch_execute(match db.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    })?;
    match f(db) {
        Ok(value) => {
            db.batch_execute("COMMIT")?;
            Ok(value)
        }
        Err(error) => {
            // the first error is the one to tell of; a transaction that is gone already needs no rollback
            if let Err(lost) = db.batch_execute("ROLLBACK") {
                tracing::debug!(error = %lost, "the transaction was gone already");
            }
            Err(error)
        }
    }
}

/// A setting of the database.
pub(crate) fn find_setting(db: &mut Db, key: &str) -> Result<Option<String>> {
    Ok(setting::table
        .filter(setting::key.eq(key))
        .select(setting::value)
        .first(db)
        .optional()?)
}

/// Sets or replaces a setting.
pub(crate) fn put_setting(db: &mut Db, key: &str, value: &str) -> Result<()> {
    diesel::delete(setting::table.filter(setting::key.eq(key))).execute(db)?;
    diesel::insert_into(setting::table)
        .values((setting::key.eq(key), setting::value.eq(value)))
        .execute(db)?;
    Ok(())
}

/// Has it been migrated at least once?
pub(crate) fn has_schema(db: &mut Db) -> Result<bool> {
    let asked = match db.engine() {
        Engine::Sqlite => "EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'person')",
        Engine::Postgres => "to_regclass('person') IS NOT NULL",
    };
    Ok(diesel::select(diesel::dsl::sql::<Bool>(asked)).get_result(db)?)
}

/// Is there anybody in it: a person or an organisation?
pub(crate) fn is_used(db: &mut Db) -> Result<bool> {
    let people: Option<String> = person::table.select(person::name).limit(1).first(db).optional()?;
    let organisations: Option<String> = organisation::table.select(organisation::slug).limit(1).first(db).optional()?;
    Ok(people.is_some() || organisations.is_some())
}

/// Lets the database look at what it holds, so that its plans fit: all of it, for a look at the beginning of each index finds few
/// offerings in any state, and takes the wrong one.
pub(crate) fn analyse(db: &mut Db) -> Result<()> {
    db.batch_execute(match db.engine() {
        Engine::Sqlite => "PRAGMA analysis_limit=0; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);",
        Engine::Postgres => "ANALYZE",
    })?;
    Ok(())
}

/// Writes a SQLite file anew, so that nothing of what was overwritten or deleted is left in it. PostgreSQL clears up by itself.
pub(crate) fn rewrite(db: &mut Db) -> Result<()> {
    if db.engine() == Engine::Sqlite {
        db.batch_execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
    }
    Ok(())
}
