//! Opening connections, and keeping them in pools. A connection is opened by the scheme of its address, never by trying.

use std::path::{Path, PathBuf};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool};

use super::{Db, OpenError};

/// Below this SQLite can corrupt a database in WAL mode.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Where the database is.
#[derive(Debug, Clone)]
pub(super) enum Target {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Target {
    /// Reads `DATABASE_URL`.
    pub(super) fn parse(url: &str) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.starts_with(':') {
                return Err(OpenError::CannotOpen {
                    what: url.to_owned(),
                    why: "the address names no file".to_owned(),
                });
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let host = host_of(url);
            if !cfg!(feature = "postgres-tls") && !is_this_machine(&host) {
                return Err(OpenError::NoTls(host));
            }
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err(OpenError::UnknownScheme(url.split(':').next().unwrap_or_default().to_owned()))
    }

    /// The address without a password, for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres(url) => format!("on PostgreSQL at {}", host_of(url)),
        }
    }

    /// A connection that may write.
    pub(super) fn open(&self) -> Result<Db, OpenError> {
        let cannot = |why: String| OpenError::CannotOpen { what: self.shown(), why };
        match self {
            Self::Sqlite(path) => {
                create_folder(path).map_err(&cannot)?;
                let mut connection = SqliteConnection::establish(&path.to_string_lossy()).map_err(|error| cannot(error.to_string()))?;
                check_version(&mut connection)?;
                connection.batch_execute("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;").map_err(|error| cannot(error.to_string()))?;
                Ok(Db::Sqlite(connection))
            }
            Self::Postgres(url) => {
                let mut connection = PgConnection::establish(url).map_err(|error| cannot(error.to_string()))?;
                connection.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'").map_err(|error| cannot(error.to_string()))?;
                Ok(Db::Postgres(connection))
            }
        }
    }

    /// A connection that only reads.
    fn open_to_read(&self) -> Result<Db, OpenError> {
        let mut db = self.open()?;
        let setting = match db {
            Db::Sqlite(_) => "PRAGMA query_only=ON",
            Db::Postgres(_) => "SET default_transaction_read_only = on",
        };
        db.batch_execute(setting).map_err(|error| OpenError::CannotOpen {
            what: self.shown(),
            why: error.to_string(),
        })?;
        Ok(db)
    }
}

fn create_folder(path: &Path) -> Result<(), String> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|error| format!("the folder {} cannot be made: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Refuses a SQLite with the WAL-reset fault.
fn check_version(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let version: String = diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>("sqlite_version()"))
        .get_result(connection)
        .map_err(|error| OpenError::CannotOpen {
            what: "SQLite".to_owned(),
            why: error.to_string(),
        })?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < OLDEST_SQLITE {
        Err(OpenError::SqliteTooOld(version))
    } else {
        Ok(())
    }
}

/// The host of a `postgres://` address; empty where it is a socket.
fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    if let Some(host) = rest
        .split_once('?')
        .and_then(|(_, query)| query.split('&').find_map(|pair| pair.strip_prefix("host=")))
    {
        return host.replace("%2F", "/");
    }
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default().to_owned(),
        None => host.split(':').next().unwrap_or_default().to_owned(),
    }
}

fn is_this_machine(host: &str) -> bool {
    host.is_empty() || host.starts_with('/') || host == "localhost" || host == "::1" || host.starts_with("127.")
}

/// Opens connections for a pool.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) target: Target,
    pub(super) reads_only: bool,
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = OpenError;

    fn connect(&self) -> Result<Db, OpenError> {
        if self.reads_only {
            self.target.open_to_read()
        } else {
            self.target.open()
        }
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), OpenError> {
        db.batch_execute("SELECT 1").map_err(|error| OpenError::CannotOpen {
            what: self.target.shown(),
            why: error.to_string(),
        })
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        matches!(db, Db::Postgres(_)) && std::thread::panicking()
    }
}

/// A pool of so many connections; a caller waits two seconds for one at most.
pub(super) fn pool(target: &Target, reads_only: bool, size: u32) -> Result<Pool<Manager>, OpenError> {
    let is_remote = matches!(target, Target::Postgres(_));
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .test_on_check_out(is_remote)
        .connection_timeout(Duration::from_secs(2))
        .build(Manager {
            target: target.clone(),
            reads_only,
        })
        .map_err(|error| OpenError::CannotOpen {
            what: target.shown(),
            why: error.to_string(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_decides() {
        assert!(matches!(Target::parse("sqlite:var/x.db"), Ok(Target::Sqlite(path)) if path == Path::new("var/x.db")));
        assert!(matches!(Target::parse("sqlite:///srv/x.db"), Ok(Target::Sqlite(path)) if path == Path::new("/srv/x.db")));
        assert!(matches!(
            Target::parse("postgres://me:secret@localhost:5432/x"),
            Ok(Target::Postgres(_))
        ));
        assert!(matches!(Target::parse("mysql://x"), Err(OpenError::UnknownScheme(scheme)) if scheme == "mysql"));
        assert!(Target::parse("sqlite:").is_err());
    }

    #[cfg(not(feature = "postgres-tls"))]
    #[test]
    fn another_host_needs_tls() {
        for url in [
            "postgres://me@db.example.org/x",
            "postgres://me@10.0.0.1/x",
            "postgres://me@/x?host=db.example.org",
        ] {
            assert!(matches!(Target::parse(url), Err(OpenError::NoTls(_))), "{url}");
        }
        for url in [
            "postgres:///x",
            "postgres://me@127.0.0.1/x",
            "postgres://me@[::1]:5432/x",
            "postgres://me@/x?host=%2Frun%2Fpostgresql",
        ] {
            assert!(Target::parse(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn no_password_is_shown() {
        let target = Target::parse("postgres://me:secret@localhost/x").unwrap();
        assert!(!target.shown().contains("secret"));
    }
}
