//! Sends what is due, one message after the other.
//!
//! A message is taken with a lease in one transaction, sent outside of any, settled in the one
//! that takes the next. So a worker that dies leaves one message behind, and no message waits in the lease of another.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use super::store::{self, Taken};
use crate::db::{Result, Store};
use crate::kernel::Clock;
use crate::queue::{Delivery, Letter};

/// However slow a server is, an attempt ends before its lease does.
const ATTEMPT: Duration = Duration::from_secs(110);
/// A worker that is told to stop still waits so long for the answer to what it has sent.
const GRACE: Duration = Duration::from_secs(7);
/// How long the worker rests where nothing is due, and at first where something is wrong.
const REST: Duration = Duration::from_secs(2);
/// It looks at least so often whether a server has come back.
const LONGEST_REST: Duration = Duration::from_mins(1);
/// What was sent is noted in the end, also where the database is away for so many seconds.
const NOTED_WITHIN: u32 = 60;

/// What sends a letter. The mailer is to the right of this room, so it comes as an argument.
pub trait Send {
    fn send(&self, letter: &Letter) -> impl Future<Output = Delivery>;
}

/// What a round has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// So many messages came to an end or will be tried again.
    pub settled: usize,
    /// The server is down: what is due waits with it.
    pub is_down: bool,
}

/// Sends until nothing is due or the server is down.
///
/// # Errors
/// The database's. What was taken then comes back when its lease ends.
pub async fn run_once(database: &Store, mailer: &impl Send, clock: &Clock) -> Result<Round> {
    let (_going_on, mut stop) = watch::channel(false);
    round(database, mailer, clock, &mut stop).await
}

async fn round(database: &Store, mailer: &impl Send, clock: &Clock, stop: &mut watch::Receiver<bool>) -> Result<Round> {
    let mut round = Round::default();
    let now = clock.now();
    if !database.read(move |db| store::is_due(db, now)).await? {
        return Ok(round);
    }
    let mut next = database.write(move |db| store::take(db, now)).await?;
    while let Some(taken) = next {
        let delivery = attempt(mailer, &taken.letter, stop).await;
        note(&taken, &delivery);
        round.is_down = matches!(delivery, Delivery::Down(_) | Delivery::Lost(_));
        let goes_on = !round.is_down && !is_stopping(stop);
        next = settle(database, clock, taken, delivery, goes_on).await?;
        round.settled += 1;
    }
    Ok(round)
}

/// One attempt. When the worker is told to stop, it waits a little for its end.
async fn attempt(mailer: &impl Send, letter: &Letter, stop: &mut watch::Receiver<bool>) -> Delivery {
    let sending = pin!(timeout(ATTEMPT, mailer.send(letter)));
    let stopping = pin!(told_to_stop(stop));
    let ended = match select(sending, stopping).await {
        Either::Left((ended, _)) => ended,
        Either::Right(((), sending)) => match timeout(GRACE, sending).await {
            Ok(ended) => ended,
            Err(_) => return Delivery::Unfinished,
        },
    };
    ended.unwrap_or_else(|_| Delivery::Lost("no answer in time".to_owned()))
}

/// Waits until it is told to stop, or whoever could tell it is gone.
async fn told_to_stop(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        tracing::debug!("nobody is left to tell the mail worker to stop");
    }
}

fn is_stopping(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow() || stop.has_changed().is_err()
}

/// Says what went wrong, without the server's words: they may name the address.
fn note(taken: &Taken, delivery: &Delivery) {
    let message = taken.letter.id;
    match delivery {
        Delivery::Sent => {}
        Delivery::Down(why) => tracing::warn!(%message, why, "the mail server cannot be used"),
        Delivery::Lost(_) => tracing::warn!(%message, "the mail server went away in the middle of a message"),
        Delivery::Later(_) => tracing::info!(%message, "the mail server asks to try a message again"),
        Delivery::Refused(code, _) => tracing::warn!(%message, code, "the mail server refuses an address"),
        Delivery::Never(_) => tracing::warn!(%message, "a message cannot be sent"),
        Delivery::Unfinished => tracing::info!(%message, "a message is given back"),
    }
}

/// Notes what became of a message and takes the next. What was sent and not noted would be sent twice, so it is tried again.
async fn settle(database: &Store, clock: &Clock, taken: Taken, delivery: Delivery, goes_on: bool) -> Result<Option<Taken>> {
    let mut tries = 0;
    loop {
        let (now, taken, delivery) = (clock.now(), taken.clone(), delivery.clone());
        let noted = database
            .write(move |db| {
                let is_ours = store::settle(db, &taken, &delivery, now)?;
                Ok((is_ours, if goes_on { store::take(db, now)? } else { None }))
            })
            .await;
        match noted {
            Ok((is_ours, next)) => {
                if !is_ours {
                    tracing::warn!("a message was taken over by another worker");
                }
                return Ok(next);
            }
            Err(error) if tries < NOTED_WITHIN => {
                tracing::warn!(%error, "what became of a message could not be noted yet");
                tries += 1;
                sleep(Duration::from_secs(1)).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Sends what is due until it is told to stop.
pub async fn run(database: &Store, mailer: &impl Send, clock: &Clock, mut stop: watch::Receiver<bool>) {
    let mut rest = REST;
    while !is_stopping(&stop) {
        rest = match round(database, mailer, clock, &mut stop).await {
            Ok(Round { is_down: false, .. }) => REST,
            Ok(_) => (rest * 2).min(LONGEST_REST),
            Err(error) => {
                tracing::warn!(%error, "the mail queue could not be worked");
                (rest * 2).min(LONGEST_REST)
            }
        };
        if timeout(rest, told_to_stop(&mut stop)).await.is_ok() {
            return;
        }
    }
}

/// A worker that was started. Whoever lets go of this without a word stops it as well.
pub struct Running {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Running {
    /// A worker, and what tells it to stop.
    pub fn start<W: Future<Output = ()> + std::marker::Send + 'static>(
        work: impl Fn(watch::Receiver<bool>) -> W + std::marker::Send + 'static,
    ) -> Self {
        let (stop, heard) = watch::channel(false);
        let task = tokio::spawn(async move {
            // a message that makes it fall over must not be the end of all mail
            while tokio::spawn(work(heard.clone())).await.is_err() {
                tracing::error!("the mail worker panicked");
                sleep(REST).await;
            }
        });
        Self { stop, task }
    }

    /// Lets it finish the message that it holds, or give it back.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        if self.task.await.is_err() {
            tracing::error!("the mail worker could not be stopped");
        }
    }
}
