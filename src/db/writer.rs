//! SQLite has one writer. A thread owns the only connection that writes; it runs each waiting closure in a savepoint,
//! commits the batch once with `synchronous=FULL`, and answers after the commit. A closure that fails or panics loses
//! its own savepoint alone; a COMMIT that fails is an error for everyone in the batch.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use diesel::connection::SimpleConnection;

use super::{Db, Error, OpenError, Result};

/// So many may wait; the next one is told that the database is busy.
const QUEUE: usize = 1024;
/// So many closures share one commit.
const BATCH: usize = 64;

/// A write that waits for its turn.
pub(super) trait Job: Send {
    /// Runs the closure and keeps its value; tells whether to keep what it wrote.
    fn run(&mut self, db: &mut Db) -> bool;
    /// The savepoint was lost or never begun.
    fn fail(&mut self, error: Error);
    /// Called once, after the commit.
    fn answer(self: Box<Self>);
}

/// The sending end; the thread stops when the last one is dropped.
pub(super) struct Writer {
    queue: SyncSender<Box<dyn Job>>,
}

impl Writer {
    pub(super) fn start(mut db: Db) -> std::result::Result<Self, OpenError> {
        let (queue, waiting) = sync_channel(QUEUE);
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || work(&mut db, &waiting))
            .map_err(|error| OpenError::CannotOpen {
                what: "the writer thread".to_owned(),
                why: error.to_string(),
            })?;
        Ok(Self { queue })
    }

    pub(super) fn submit(&self, job: Box<dyn Job>) -> Result<()> {
        self.queue.try_send(job).map_err(|_full| Error::Busy("too many writes are waiting"))
    }
}

fn work(db: &mut Db, waiting: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = waiting.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            match waiting.try_recv() {
                Ok(job) => batch.push(job),
                Err(_) => break,
            }
        }
        if let Err(error) = commit_together(db, &mut batch) {
            let message = error.to_string();
            for job in &mut batch {
                job.fail(Error::Unavailable(message.clone()));
            }
            if let Err(error) = db.batch_execute("ROLLBACK") {
                tracing::debug!(%error, "nothing to roll back");
            }
        }
        for job in batch {
            job.answer();
        }
    }
}

/// One transaction for all: a savepoint each, one COMMIT.
fn commit_together(db: &mut Db, batch: &mut [Box<dyn Job>]) -> Result<()> {
    db.batch_execute("BEGIN IMMEDIATE")?;
    for job in batch {
        db.batch_execute("SAVEPOINT job")?;
        let keep = catch_unwind(AssertUnwindSafe(|| job.run(db))).unwrap_or_else(|_| {
            job.fail(Error::Panicked);
            false
        });
        db.batch_execute(if keep { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" })?;
    }
    db.batch_execute("COMMIT")?;
    Ok(())
}
