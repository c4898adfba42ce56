//! Opening connections, and keeping them in pools. A connection is opened by the scheme of its address, never by trying.

use std::net::IpAddr;
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
        Self::parse_with(url, &environment)
    }

    /// The same, where libpq would find these variables.
    fn parse_with(url: &str, var: &dyn Fn(&str) -> Option<String>) -> Result<Self, OpenError> {
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
            let hosts = hosts_of(url, var);
            if let Some(host) = hosts.iter().find(|host| !cfg!(feature = "postgres-tls") && !is_this_machine(host)) {
                return Err(OpenError::NoTls(host.clone()));
            }
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err(OpenError::UnknownScheme(url.split(':').next().unwrap_or_default().to_owned()))
    }

    /// The address without a password, for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Sqlite(path) => path.display().to_string(),
            Self::Postgres(url) => format!("on PostgreSQL at {}", hosts_of(url, &environment).join(", ")),
        }
    }

    /// A connection that may write.
    pub(super) fn open(&self) -> Result<Db, OpenError> {
        let cannot = |why: String| OpenError::CannotOpen { what: self.shown(), why };
        match self {
            Self::Sqlite(path) => {
                create_folder(path).map_err(&cannot)?;
                let mut connection = SqliteConnection::establish(&path.to_string_lossy()).map_err(|error| cannot(error.to_string()))?;
                let version: String = diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>("sqlite_version()"))
                    .get_result(&mut connection)
                    .map_err(|error| cannot(error.to_string()))?;
                check_version(version)?;
                connection.batch_execute("PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;").map_err(|error| cannot(error.to_string()))?;
                Ok(Db::Sqlite(connection))
            }
            Self::Postgres(url) => {
                let mut connection = PgConnection::establish(&with_patience(url)).map_err(|error| cannot(error.to_string()))?;
                connection.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'").map_err(|error| cannot(error.to_string()))?;
                Ok(Db::Postgres(connection))
            }
        }
    }

    /// A connection that is about to write. A file that may only be read, or that somebody else keeps, is told at once.
    pub(super) fn open_to_write(&self) -> Result<Db, OpenError> {
        let mut db = self.open()?;
        if let Db::Sqlite(connection) = &mut db {
            // a file that may only be read lets even this begin, and refuses the first change
            let tried = connection.batch_execute("BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK");
            tried.map_err(|error| OpenError::CannotOpen {
                what: self.shown(),
                why: error.to_string(),
            })?;
        }
        Ok(db)
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

/// How long a server that gives no answer is waited for: for a connection, for a sign of life, for what was sent to arrive.
const PATIENCE: &[(&str, &str)] = &[
    ("connect_timeout", "3"),
    ("keepalives_idle", "10"),
    ("keepalives_interval", "3"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "10000"),
];

/// The address with these limits, where it does not set them itself.
fn with_patience(url: &str) -> String {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let is_set = |name: &str| query.split('&').any(|pair| pair.split('=').next() == Some(name));
    let mut address = url.to_owned();
    for (name, value) in PATIENCE.iter().filter(|(name, _)| !is_set(name)) {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(name);
        address.push('=');
        address.push_str(value);
    }
    address
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
fn check_version(version: String) -> Result<(), OpenError> {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < OLDEST_SQLITE {
        Err(OpenError::SqliteTooOld(version))
    } else {
        Ok(())
    }
}

/// A variable of the environment, where it says something.
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Every host that a `postgres://` address may lead to; empty ones are sockets. A service, whose hosts stand in a file
/// that libpq reads, counts as one that nobody knows. What the address leaves open libpq takes from the environment.
fn hosts_of(url: &str, var: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let of_authority = authority.rsplit('@').next().unwrap_or_default();
    let of_authority = of_authority.split(',').map(|host| match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    });
    let mut hosts: Vec<String> = of_authority.map(decoded).collect();
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let given: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect();
    let names_host = hosts.iter().any(|host| !host.is_empty());
    let left_open = |key: &str, name: &str| var(name).filter(|_| !given.iter().any(|(known, _)| known == key));
    let host = left_open("host", "PGHOST").filter(|_| !names_host);
    let others = [
        ("host", host),
        ("hostaddr", left_open("hostaddr", "PGHOSTADDR")),
        ("service", left_open("service", "PGSERVICE")),
    ];
    let others = others.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    for (key, value) in given.iter().cloned().chain(others) {
        match key.as_str() {
            "host" | "hostaddr" => hosts.extend(value.split(',').map(str::to_owned)),
            "service" => hosts.push(format!("of the service {value}")),
            _ => {}
        }
    }
    if hosts.len() > 1 {
        hosts.retain(|host| !host.is_empty());
    }
    hosts
}

/// Takes the percent signs out of a part of an address.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        let code = others.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &others[2..];
            }
            _ => {
                bytes.push(first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_this_machine(host: &str) -> bool {
    let is_loopback = || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    host.is_empty() || host.starts_with('/') || host == "localhost" || is_loopback()
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

    #[cfg(not(feature = "postgres-tls"))]
    #[test]
    fn another_host_of_the_environment_needs_tls_too() {
        const LOCAL: &str = "postgres:///x";
        let parse = |url: &str, name: &'static str, value: &'static str| {
            Target::parse_with(url, &|asked| (asked == name).then(|| value.to_owned()))
        };
        for (url, name, value) in [
            (LOCAL, "PGHOST", "db.example.org"),
            (LOCAL, "PGHOST", "/run/postgresql,db.example.org"),
            (LOCAL, "PGHOSTADDR", "10.0.0.1"),
            ("postgres://me@localhost/x", "PGHOSTADDR", "10.0.0.1"),
            (LOCAL, "PGSERVICE", "elsewhere"),
            ("postgres://me@localhost/x", "PGSERVICE", "elsewhere"),
        ] {
            let refused = parse(url, name, value);
            assert!(matches!(refused, Err(OpenError::NoTls(_))), "{url} {name}={value}");
        }
        for (url, name, value) in [
            (LOCAL, "PGHOST", "/run/postgresql"),
            (LOCAL, "PGHOST", "localhost"),
            (LOCAL, "PGHOSTADDR", "127.0.0.1"),
            ("postgres://me@localhost/x", "PGHOST", "db.example.org"),
            ("postgres:///x?host=/run/postgresql", "PGHOST", "db.example.org"),
            ("postgres:///x?hostaddr=127.0.0.1", "PGHOSTADDR", "10.0.0.1"),
            ("sqlite:x.db", "PGHOST", "db.example.org"),
        ] {
            assert!(parse(url, name, value).is_ok(), "{url} {name}={value}");
        }
    }

    #[test]
    fn what_the_address_sets_itself_stands() {
        assert!(with_patience("postgres:///x").starts_with("postgres:///x?connect_timeout=3&"));
        let own = with_patience("postgres:///x?host=/run&connect_timeout=9");
        assert!(
            own.starts_with("postgres:///x?host=/run&connect_timeout=9&keepalives_idle=10&"),
            "{own}"
        );
        assert_eq!(own.matches("connect_timeout").count(), 1);
    }

    #[test]
    fn no_password_is_shown() {
        let target = Target::parse("postgres://me:secret@localhost/x").unwrap();
        assert!(!target.shown().contains("secret"));
    }
}
