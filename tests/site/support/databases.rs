//! A database for one test: a copy of a SQLite file, or a PostgreSQL database made from a template.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, Mutex, PoisonError};

use benchside::db::{Db, Engine, Store, migrate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::postgres::Server;
use super::{reference, watchdog};

/// A database that goes when this is dropped.
pub(crate) struct Database {
    pub(crate) engine: Engine,
    pub(crate) url: String,
    name: String,
}

static NUMBER: AtomicU32 = AtomicU32::new(1);

/// A name that no other test has.
fn next_name() -> String {
    format!("benchside_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

impl Database {
    /// A database with the whole schema and the reference data; `None` where it cannot be had, which has then been noted.
    ///
    /// # Panics
    /// Where it cannot be had although `REQUIRE_POSTGRES=1`.
    pub(crate) fn fresh(engine: Engine) -> Option<Self> {
        Self::copy(engine, true)
    }

    /// A database without any table.
    pub(crate) fn empty(engine: Engine) -> Option<Self> {
        Self::copy(engine, false)
    }

    fn copy(engine: Engine, is_migrated: bool) -> Option<Self> {
        let name = next_name();
        let url = match engine {
            Engine::Sqlite => {
                let file = watchdog::folder().join(format!("{name}.db"));
                if is_migrated {
                    std::fs::copy(&*SQLITE_TEMPLATE, &file).expect("a copy of the template");
                }
                format!("sqlite:{}", file.display())
            }
            Engine::Postgres => {
                let postgres = match &*POSTGRES {
                    Ok(postgres) => postgres,
                    Err(reason) => {
                        watchdog::used(engine, Err(reason));
                        let is_required = std::env::var("REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
                        assert!(!is_required, "REQUIRE_POSTGRES=1, but there is no PostgreSQL: {reason}");
                        return None;
                    }
                };
                let template = if is_migrated { postgres.template.as_str() } else { "template0" };
                postgres.run(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                postgres.server.url(&name)
            }
        };
        watchdog::used(engine, Ok(()));
        Some(Self { engine, url, name })
    }

    /// A connection of its own, outside the store.
    pub(crate) fn connect(&self) -> Db {
        Store::connect(&self.url).expect("a connection")
    }

    /// Where the file is, if it is one.
    pub(crate) fn file(&self) -> PathBuf {
        PathBuf::from(self.url.strip_prefix("sqlite:").expect("a file"))
    }

    /// The same by the cluster's port on 127.0.0.1, which asks for a password, where the harness has started the cluster.
    pub(crate) fn by_port(&self) -> Option<String> {
        POSTGRES.as_ref().ok().and_then(|postgres| postgres.server.url_by_port(&self.name))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match self.engine {
            Engine::Sqlite => {
                for ending in ["", "-wal", "-shm"] {
                    // it may never have been made
                    let _removed = std::fs::remove_file(format!("{}{ending}", self.file().display()));
                }
            }
            Engine::Postgres => {
                let sweeper = SWEEPER.lock().unwrap_or_else(PoisonError::into_inner);
                // at the very end of a run nobody may be listening any more
                let _sent = sweeper.send(std::mem::take(&mut self.name));
            }
        }
    }
}

static SQLITE_TEMPLATE: LazyLock<PathBuf> = LazyLock::new(|| {
    let file = watchdog::folder().join("template.db");
    fill(&format!("sqlite:{}", file.display()));
    let is_whole = !watchdog::folder().join("template.db-wal").exists();
    assert!(is_whole, "the last connection has written everything into the one file");
    file
});

/// The server and a connection that makes and drops databases.
struct Postgres {
    server: Server,
    template: String,
    connection: Mutex<Db>,
}

static POSTGRES: LazyLock<Result<Postgres, String>> = LazyLock::new(|| {
    let server = Server::find()?;
    let connection = Store::connect(&server.url(&server.first)).map_err(|error| error.to_string())?;
    let postgres = Postgres {
        server,
        template: format!("benchside_test_{}_template", std::process::id()),
        connection: Mutex::new(connection),
    };
    postgres.drop_stale();
    postgres.run(&format!("CREATE DATABASE {}", postgres.template));
    fill(&postgres.server.url(&postgres.template));
    Ok(postgres)
});

/// Drops databases behind the tests: the server waits a tenth of a second for the last connection to go. What is left
/// when the run ends goes with the cluster, or at the beginning of the next run.
static SWEEPER: LazyLock<Mutex<Sender<String>>> = LazyLock::new(|| {
    let (sender, names) = channel::<String>();
    std::thread::spawn(move || {
        let Ok(postgres) = &*POSTGRES else { return };
        let mut connection = Store::connect(&postgres.server.url(&postgres.server.first)).expect("a connection");
        for name in names {
            let dropped = connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            dropped.unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    });
    Mutex::new(sender)
});

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

impl Postgres {
    fn run(&self, statement: &str) {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        connection.batch_execute(statement).expect(statement);
    }

    /// Databases of runs that are gone: nobody is connected to them, and there is no such process here. The template of
    /// a run is among them, for nothing of a run can drop it at its end.
    fn drop_stale(&self) {
        let found: Vec<Named> = diesel::sql_query(
            "SELECT datname::text AS name FROM pg_database WHERE datname LIKE 'benchside\\_test\\_%' \
             AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)",
        )
        .load(&mut *self.connection.lock().unwrap_or_else(PoisonError::into_inner))
        .expect("a list of databases");
        for Named { name } in found {
            let pid = name.split('_').nth(2).unwrap_or_default();
            if pid != std::process::id().to_string() && !std::path::Path::new("/proc").join(pid).exists() {
                self.run(&format!("DROP DATABASE IF EXISTS {name}"));
            }
        }
    }
}

/// Brings an empty database to where a new installation begins.
fn fill(url: &str) {
    let mut db = Store::connect(url).expect("a connection");
    migrate(&mut db).expect("the migrations");
    reference::load(&mut db).expect("the reference data");
}
