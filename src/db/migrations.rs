//! Twin migrations, one set a database, under the same names.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Db, OpenError};

const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Brings the schema up to date; returns the names of what was run.
///
/// # Errors
/// [`OpenError::Migration`] with the database's own message.
pub fn migrate(db: &mut Db) -> Result<Vec<String>, OpenError> {
    let run = match db {
        Db::Postgres(connection) => names(connection.run_pending_migrations(POSTGRES)),
        Db::Sqlite(connection) => names(connection.run_pending_migrations(SQLITE)),
    };
    run.map_err(|error| OpenError::Migration(error.to_string()))
}

fn names<E>(run: Result<Vec<diesel::migration::MigrationVersion<'_>>, E>) -> Result<Vec<String>, E> {
    run.map(|versions| versions.iter().map(ToString::to_string).collect())
}

/// Is the schema up to date?
///
/// # Errors
/// [`OpenError::Migration`] with the database's own message.
pub fn applied(db: &mut Db) -> Result<bool, OpenError> {
    let pending = match db {
        Db::Postgres(connection) => connection.has_pending_migration(POSTGRES),
        Db::Sqlite(connection) => connection.has_pending_migration(SQLITE),
    };
    pending
        .map(|pending| !pending)
        .map_err(|error| OpenError::Migration(error.to_string()))
}
