//! Why the database did not answer, told apart by what the visitor can do about it.

use diesel::result::{DatabaseErrorKind, Error as QueryError};

/// Why a read or a write gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The one row that was asked for is not there.
    #[error("not found")]
    NotFound,
    /// Too many are waiting, or the answer took longer than a request may. Trying again helps.
    #[error("the database is busy: {0}")]
    Busy(&'static str),
    /// The database cannot be reached, cannot write (a full disk, a read-only folder), or went away.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A unique or foreign key stood against the write.
    #[error("a constraint refused the write: {0}")]
    Conflict(String),
    /// The closure of a write panicked; its savepoint was rolled back.
    #[error("a write panicked")]
    Panicked,
    /// A fault of ours.
    #[error("query failed: {0}")]
    Query(QueryError),
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::NotFound => Self::NotFound,
            QueryError::DatabaseError(kind, detail) => match kind {
                DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::ForeignKeyViolation => Self::Conflict(detail.message().to_owned()),
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction | DatabaseErrorKind::UnableToSendCommand => {
                    Self::Unavailable(detail.message().to_owned())
                }
                _ if is_outage(detail.message()) => Self::Unavailable(detail.message().to_owned()),
                kind => Self::Query(QueryError::DatabaseError(kind, detail)),
            },
            other => Self::Query(other),
        }
    }
}

/// Messages that speak of the machine and not of the query.
fn is_outage(message: &str) -> bool {
    [
        "disk is full",
        "readonly database",
        "read-only",
        "disk I/O error",
        "unable to open database",
        "database is locked",
        "server closed the connection",
        "could not connect",
        "terminating connection",
        "shutting down",
        "starting up",
        "No space left",
    ]
    .iter()
    .any(|known| message.contains(known))
}

/// May the same write be tried again at once: a serialisation failure or a deadlock.
pub(super) fn is_retryable(error: &Error) -> bool {
    match error {
        Error::Query(QueryError::DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => true,
        Error::Query(QueryError::DatabaseError(_, told)) => told.details().is_some_and(tells_of_a_deadlock),
        _ => false,
    }
}

/// The kinds of locks, as PostgreSQL calls them in every language.
const LOCKS: &[&str] = &[
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
];

/// Who waits for what, in a circle: a line for each of two or more, which names the kind of lock. Diesel does not hand
/// on the code 40P01, and the message is in the language of the server, which an ordinary user cannot set; but the names
/// of locks are not translated, and no other error is told in lines like these.
fn tells_of_a_deadlock(details: &str) -> bool {
    let is_wait = |line: &str| line.split(|c: char| !c.is_ascii_alphabetic()).any(|word| LOCKS.contains(&word));
    details.lines().count() >= 2 && details.lines().all(is_wait)
}

/// Why the database could not be opened; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(
        "DATABASE_URL must begin with sqlite: or postgres: (got {0:?}); for example sqlite:/var/lib/benchside/benchside.db or postgres://benchside@localhost/benchside"
    )]
    UnknownScheme(String),
    #[error(
        "the database is a PostgreSQL on another host ({0}), but this program was built without TLS; build it with: cargo build --release --features postgres-tls"
    )]
    NoTls(String),
    #[error("cannot open the database {what}: {why}")]
    CannotOpen { what: String, why: String },
    #[error("SQLite {0} has a fault that can corrupt a database; 3.51.3 or later is needed")]
    SqliteTooOld(String),
    #[error("the database has not been brought up to date; run: benchside migrate")]
    NotMigrated,
    #[error("migrating the database failed: {0}")]
    Migration(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadlock_is_known_in_any_language() {
        for told in [
            "Process 7 waits for ShareLock on transaction 12; blocked by process 8.\nProcess 8 waits for ExclusiveLock on tuple (0,1) of relation 3 of database 1; blocked by process 7.",
            "Prozess 7 wartet auf ShareLock-Sperre auf Transaktion 12; blockiert von Prozess 8.\nProzess 8 wartet auf ShareLock-Sperre auf Transaktion 11; blockiert von Prozess 7.",
            "プロセス 7 は ShareLock を トランザクション 12 で待機していましたが、プロセス 8 でブロックされました\nプロセス 8 は ShareLock を トランザクション 11 で待機していましたが、プロセス 7 でブロックされました",
        ] {
            assert!(tells_of_a_deadlock(told), "{told}");
        }
        for other in [
            "",
            "Key (slug)=(ShareLock) already exists.",
            "Failing row contains (1, null).\nShareLock",
            "one line\nanother line",
        ] {
            assert!(!tells_of_a_deadlock(other), "{other}");
        }
    }
}
