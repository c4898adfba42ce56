//! `read` and `write`: the only two ways to the database.
//!
//! Both run the closure on a thread of its own and give up waiting at the deadline; the permit moves into the closure,
//! so that a database that hangs holds no more threads than there are connections. A write closure may run twice.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::r2d2::Pool;
use tokio::sync::{Semaphore, oneshot};

use super::error::is_retryable;
use super::pool::{Manager, Target, pool};
use super::writer::{Job, Writer};
use super::{Db, Error, OpenError, Result};

crate::text_enum! {
    /// Which of the two databases.
    Engine { Sqlite = "sqlite", Postgres = "postgres" }
}

/// How wide the pools are and how long anybody waits.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    pub readers: u32,
    /// PostgreSQL only: SQLite has one writer.
    pub writers: u32,
    /// How long a request waits for the database in all.
    pub deadline: Duration,
}

impl Settings {
    /// The usual widths for this address.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            readers: 8,
            writers: 8,
            deadline: Duration::from_secs(3),
        }
    }
}

/// A write that a conflict with another undid is tried so often in all.
const TRIES: u32 = 5;

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    target: Target,
    deadline: Duration,
    reads: Pool<Manager>,
    read_permits: Arc<Semaphore>,
    writes: Writes,
    /// How many writes this process has finished.
    finished: AtomicU64,
}

enum Writes {
    OneThread(Writer),
    Pool(Pool<Manager>, Arc<Semaphore>),
}

impl Store {
    /// Opens the database; the schema must be up to date.
    ///
    /// # Errors
    /// [`OpenError`], each with what to do about it.
    pub fn open(settings: &Settings) -> std::result::Result<Self, OpenError> {
        let target = Target::parse(&settings.url)?;
        let mut first = target.open_to_write()?;
        if !super::applied(&mut first)? {
            return Err(OpenError::NotMigrated);
        }
        let engine = first.engine();
        let writes = match engine {
            Engine::Sqlite => Writes::OneThread(Writer::start(first)?),
            Engine::Postgres => Writes::Pool(
                pool(&target, false, settings.writers)?,
                Arc::new(Semaphore::new(settings.writers as usize)),
            ),
        };
        let reads = pool(&target, true, settings.readers)?;
        let read_permits = Arc::new(Semaphore::new(settings.readers as usize));
        Ok(Self {
            inner: Arc::new(Inner {
                engine,
                target,
                deadline: settings.deadline,
                reads,
                read_permits,
                writes,
                finished: AtomicU64::new(0),
            }),
        })
    }

    /// Opens one connection outside the pools: for migrations and for the command line.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn connect(url: &str) -> std::result::Result<Db, OpenError> {
        Target::parse(url)?.open_to_write()
    }

    /// The same to look around: a file may be one that cannot be written to.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn connect_to_look(url: &str) -> std::result::Result<Db, OpenError> {
        Target::parse(url)?.open()
    }

    #[must_use]
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Where the database is, without a password.
    #[must_use]
    pub fn shown(&self) -> String {
        self.inner.target.shown()
    }

    /// Reads from one consistent snapshot.
    ///
    /// # Errors
    /// What the closure gives, or [`Error::Busy`] when the deadline passes, or [`Error::Unavailable`].
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        self.within_deadline(self.read_at_length(f)).await
    }

    /// As [`Store::read`], without a deadline: for jobs, never for a request.
    ///
    /// # Errors
    /// What the closure gives, or [`Error::Unavailable`].
    pub async fn read_at_length<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db) -> Result<T> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let permit = Arc::clone(&inner.read_permits)
            .acquire_owned()
            .await
            .map_err(|_error| Error::Busy("closing down"))?;
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let mut db = inner.reads.get().map_err(|error| Error::Unavailable(error.to_string()))?;
            db.batch_execute(match inner.engine {
                Engine::Sqlite => "BEGIN",
                Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            })?;
            let read = catch_unwind(AssertUnwindSafe(|| f(&mut db)));
            // a read has nothing to keep; the end of the transaction must come whatever happened
            let ended = db.batch_execute("ROLLBACK");
            let value = read.map_err(|_error| Error::Panicked)??;
            ended?;
            Ok(value)
        })
        .await
        .map_err(|_error| Error::Panicked)?
    }

    /// Writes in one transaction: all of the closure or nothing. The closure may run more than once, so whatever it
    /// needs from the clock or from chance is made before.
    ///
    /// # Errors
    /// What the closure gives (and then nothing was written), or [`Error::Busy`] or [`Error::Unavailable`]. After a
    /// deadline the write may still happen.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Db) -> Result<T> + Send + 'static,
    {
        let outcome = self.write_and_wait(f).await;
        self.inner.finished.fetch_add(1, Ordering::Release);
        outcome
    }

    /// How many writes this process has finished: what was derived from the database before one more is old.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.inner.finished.load(Ordering::Acquire)
    }

    async fn write_and_wait<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Db) -> Result<T> + Send + 'static,
    {
        match &self.inner.writes {
            Writes::OneThread(writer) => {
                let (sender, answer) = oneshot::channel();
                writer.submit(Box::new(Waiting {
                    f,
                    outcome: Err(Error::Busy("not run")),
                    sender,
                }))?;
                self.within_deadline(async { answer.await.map_err(|_error| Error::Unavailable("the writer stopped".to_owned()))? })
                    .await
            }
            Writes::Pool(pool, permits) => {
                let (pool, permits) = (pool.clone(), Arc::clone(permits));
                self.within_deadline(async move {
                    let permit = permits.acquire_owned().await.map_err(|_error| Error::Busy("closing down"))?;
                    tokio::task::spawn_blocking(move || {
                        let _permit = permit;
                        write_with_retry(&pool, f)
                    })
                    .await
                    .map_err(|_error| Error::Panicked)?
                })
                .await
            }
        }
    }

    async fn within_deadline<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::time::timeout(self.inner.deadline, work)
            .await
            .unwrap_or(Err(Error::Busy("the deadline passed")))
    }
}

fn write_with_retry<T>(pool: &Pool<Manager>, mut f: impl FnMut(&mut Db) -> Result<T>) -> Result<T> {
    let mut db = pool.get().map_err(|error| Error::Unavailable(error.to_string()))?;
    for attempt in 1.. {
        db.batch_execute("BEGIN")?;
        let outcome = catch_unwind(AssertUnwindSafe(|| f(&mut db))).unwrap_or(Err(Error::Panicked));
        // after an error that the closure passed over COMMIT would say nothing and keep nothing; a question is refused then
        let outcome = outcome.and_then(|value| db.batch_execute("SELECT 1; COMMIT").map(|()| value).map_err(Error::from));
        match outcome {
            Ok(value) => return Ok(value),
            Err(error) => {
                if let Err(lost) = db.batch_execute("ROLLBACK") {
                    tracing::debug!(error = %lost, "the transaction was gone already");
                }
                if attempt >= TRIES || !is_retryable(&error) {
                    return Err(error);
                }
                std::thread::sleep(Duration::from_millis(5 << attempt));
            }
        }
    }
    Err(Error::Busy("tried too often"))
}

/// A write in the queue of the SQLite writer.
struct Waiting<T, F> {
    f: F,
    outcome: Result<T>,
    sender: oneshot::Sender<Result<T>>,
}

impl<T: Send, F: FnMut(&mut Db) -> Result<T> + Send> Job for Waiting<T, F> {
    fn run(&mut self, db: &mut Db) -> bool {
        self.outcome = (self.f)(db);
        self.outcome.is_ok()
    }

    fn fail(&mut self, error: Error) {
        self.outcome = Err(error);
    }

    fn answer(self: Box<Self>) {
        // whoever waited may have given up at the deadline: then nobody listens, and that is all
        if self.sender.send(self.outcome).is_err() {
            tracing::info!("a write was finished after its request had given up");
        }
    }
}
