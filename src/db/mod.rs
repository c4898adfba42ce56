//! The two databases behind one `Store`: pools, the SQLite writer thread, the schema, and everything in which the
//! two differ (`dialect`).

pub mod columns;
pub mod dialect;
mod error;
mod migrations;
mod pool;
pub mod schema;
mod store;
pub mod versions;
mod writer;

pub use columns::DbUuid;
pub use error::{Error, OpenError};
pub use migrations::{applied, migrate};
pub use store::{Engine, Settings, Store};

use diesel::{PgConnection, SqliteConnection};

/// One connection, to either database.
#[derive(diesel::MultiConnection)]
pub enum Db {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

impl Db {
    /// Which database this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }
}

/// What a query gives, or why it could not.
pub type Result<T> = std::result::Result<T, Error>;
