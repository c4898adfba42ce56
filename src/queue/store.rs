//! The rows of the queue: how they get there, and how a worker takes and settles them. `desk`: what administrators see and do with
//! them; `suppression`: addresses from which letters came back.

mod desk;
mod suppression;

pub use desk::{Filter, Row, Whole, cancel, count_by_state, count_late, get, list, list_kinds, send_again};
pub use suppression::{Suppressed, find_suppressed, lift, lift_proved, list_suppressed};

use chrono::TimeDelta;
use diesel::prelude::*;

use super::topics::{self, Topic};
use super::{Delivery, Letter, Message, MessageState, SUPPRESSED, is_proving, wait_after};
use crate::db::schema::{consent, mail_preference, message};
use crate::db::{Db, Result, dialect};
use crate::kernel::text::EmailAddress;
use crate::kernel::{AnyId, MessageId, PersonId, UtcTime};

/// A worker that died gives its message back after this long.
pub const LEASE: TimeDelta = TimeDelta::minutes(2);
/// After so many attempts a message has failed.
const TRIES: i32 = 10;
/// A message that was given back because the server is down waits so long; the worker has a patience of its own besides.
const GIVEN_BACK: TimeDelta = TimeDelta::seconds(5);
/// So many messages to dead addresses are passed over at once.
const PASSED_OVER: usize = 50;

/// Does somebody want letters about this? They have to have consented, and not said no since.
fn wants(db: &mut Db, person: Option<PersonId>, topic: Topic) -> Result<bool> {
    let Some(person) = person else { return Ok(false) };
    let refused: i64 = mail_preference::table
        .filter(mail_preference::person_id.eq(person))
        .filter(mail_preference::topic.eq(topic.code()))
        .filter(mail_preference::is_wanted.eq(false))
        .count()
        .get_result(db)?;
    let given: i64 = consent::table
        .filter(consent::person_id.eq(person))
        .filter(consent::purpose.eq(topic.consent()))
        .filter(consent::withdrawn_at.is_null())
        .count()
        .get_result(db)?;
    Ok(refused == 0 && given > 0)
}

/// Queues a message in the caller's transaction. A message of the same kind and key stays the one that it was; one that its
/// reader can choose is queued for those alone who want it.
///
/// # Errors
/// The database's.
pub fn put(db: &mut Db, letter: &Message, now: UtcTime) -> Result<()> {
    if let Some(topic) = topics::of(letter.kind)
        && !wants(db, letter.person, topic)?
    {
        return Ok(());
    }
    // two may queue the same at once: the second finds it there, whenever the first commits
    crate::on_each!(db, |connection| diesel::insert_into(message::table)
        .values((
            message::id.eq(letter.id),
            message::kind.eq(letter.kind),
            message::dedupe_key.eq(&letter.dedupe_key),
            message::person_id.eq(letter.person),
            message::org_id.eq(letter.org),
            message::to_address.eq(&letter.to),
            message::language.eq(&letter.language),
            message::subject.eq(&letter.subject),
            message::body_text.eq(&letter.text),
            message::body_html.eq(letter.html.as_deref()),
            message::state.eq(MessageState::Queued),
            message::next_at.eq(now),
            message::entity_kind.eq(letter.about.map(|(kind, _)| kind)),
            message::entity_id.eq(letter.about.map(|(_, id)| id)),
            message::created_at.eq(now),
            message::unsubscribe_url.eq(letter.unsubscribe.as_deref()),
        ))
        .on_conflict_do_nothing()
        .execute(connection))?;
    Ok(())
}

/// Cancels what was queued about something and has not been sent: it is not so any more. Returns how many.
///
/// # Errors
/// The database's.
pub fn cancel_about(db: &mut Db, kind: &str, id: AnyId) -> Result<usize> {
    let unsent = message::table
        .filter(message::state.eq(MessageState::Queued))
        .filter(message::entity_kind.eq(kind))
        .filter(message::entity_id.eq(id));
    Ok(diesel::update(unsent).set(message::state.eq(MessageState::Cancelled)).execute(db)?)
}

/// A message that a worker holds.
#[derive(Debug, Clone)]
pub struct Taken {
    pub letter: Letter,
    /// Until when. No two who take a message hold it until the same moment, so this tells one holder from the next.
    lease_until: UtcTime,
    attempts: i32,
}

impl Taken {
    #[must_use]
    pub fn lease_until(&self) -> UtcTime {
        self.lease_until
    }
}

type Found = (
    MessageId,
    String,
    i32,
    (String, String, String, String, Option<String>, Option<String>, UtcTime),
);

/// What stands first: of what a worker left behind the oldest, then of what is due the oldest.
fn first(db: &mut Db, now: UtcTime) -> Result<Option<Found>> {
    let columns = (
        message::id,
        message::kind,
        message::attempts,
        (
            message::to_address,
            message::language,
            message::subject,
            message::body_text,
            message::body_html,
            message::unsubscribe_url,
            message::created_at,
        ),
    );
    let left = message::table
        .filter(message::state.eq(MessageState::Sending))
        .filter(message::lease_until.lt(now))
        .order((message::next_at, message::id))
        .limit(1)
        .select(columns);
    if let Some(found) = dialect::lock_free(left).load::<Found>(db)?.pop() {
        return Ok(Some(found));
    }
    let due = message::table
        .filter(message::state.eq(MessageState::Queued))
        .filter(message::next_at.le(now))
        .order((message::next_at, message::id))
        .limit(1)
        .select(columns);
    Ok(dialect::lock_free(due).load::<Found>(db)?.pop())
}

/// Takes the message that stands first, with a lease; `None` where nothing is due. What goes to an address from which letters came
/// back has failed, and so has what too many workers died of.
///
/// # Errors
/// The database's.
pub fn take(db: &mut Db, now: UtcTime) -> Result<Option<Taken>> {
    for _ in 0..PASSED_OVER {
        let Some((id, kind, attempts, letter)) = first(db, now)? else {
            return Ok(None);
        };
        let (to, language, subject, text, html, unsubscribe, at) = letter;
        let is_dead = !is_proving(&kind) && suppression::find_suppressed(db, &folded(&to))?.is_some();
        if is_dead || attempts >= TRIES {
            let why = if is_dead { SUPPRESSED } else { "given up" };
            diesel::update(message::table.filter(message::id.eq(id)))
                .set((
                    message::state.eq(MessageState::Failed),
                    message::lease_until.eq(None::<UtcTime>),
                    message::last_error.eq(Some(why)),
                ))
                .execute(db)?;
            continue;
        }
        let lease_until = now + LEASE;
        diesel::update(message::table.filter(message::id.eq(id)))
            .set((
                message::state.eq(MessageState::Sending),
                message::lease_until.eq(Some(lease_until)),
                message::attempts.eq(attempts + 1),
            ))
            .execute(db)?;
        return Ok(Some(Taken {
            letter: Letter {
                id,
                to,
                language,
                subject,
                text,
                html,
                unsubscribe,
                at,
            },
            lease_until,
            attempts: attempts + 1,
        }));
    }
    Ok(None)
}

/// An address as it is compared; what is no address is compared as it is.
fn folded(to: &str) -> String {
    EmailAddress::parse(to).map_or_else(|_| to.to_lowercase(), |address| address.folded())
}

/// Notes what became of an attempt. `false`, and nothing is noted, where the message is not this holder's any more.
///
/// # Errors
/// The database's.
pub fn settle(db: &mut Db, taken: &Taken, delivery: &Delivery, now: UtcTime) -> Result<bool> {
    let id = taken.letter.id;
    let later = now + wait_after(taken.attempts, id);
    let (state, attempts, next_at, why) = match delivery {
        Delivery::Sent => (MessageState::Sent, taken.attempts, now, None),
        Delivery::Refused(_, why) | Delivery::Never(why) => (MessageState::Failed, taken.attempts, now, Some(why)),
        Delivery::Later(why) | Delivery::Lost(why) if taken.attempts >= TRIES => (MessageState::Failed, taken.attempts, now, Some(why)),
        Delivery::Later(why) | Delivery::Lost(why) => (MessageState::Queued, taken.attempts, later, Some(why)),
        Delivery::Down(why) => (MessageState::Queued, taken.attempts - 1, now + GIVEN_BACK, Some(why)),
        Delivery::Unfinished => (MessageState::Queued, taken.attempts, now, None),
    };
    let held = message::table
        .filter(message::id.eq(id))
        .filter(message::state.eq(MessageState::Sending))
        .filter(message::lease_until.eq(Some(taken.lease_until)));
    let settled = diesel::update(held)
        .set((
            message::state.eq(state),
            message::attempts.eq(attempts),
            message::next_at.eq(next_at),
            message::lease_until.eq(None::<UtcTime>),
            message::sent_at.eq(Some(now).filter(|_| state == MessageState::Sent)),
            message::last_error.eq(why),
        ))
        .execute(db)?;
    if settled == 1
        && let Delivery::Refused(code, _) = delivery
    {
        suppression::suppress(db, &folded(&taken.letter.to), &code.to_string(), now)?;
    }
    Ok(settled == 1)
}

/// Is there anything for a worker to take?
///
/// # Errors
/// The database's.
pub fn is_due(db: &mut Db, now: UtcTime) -> Result<bool> {
    let due = message::table
        .filter(message::state.eq(MessageState::Queued))
        .filter(message::next_at.le(now));
    let left = message::table
        .filter(message::state.eq(MessageState::Sending))
        .filter(message::lease_until.lt(now));
    Ok(due.select(message::id).first::<MessageId>(db).optional()?.is_some()
        || left.select(message::id).first::<MessageId>(db).optional()?.is_some())
}

/// How many messages wait or are being sent.
///
/// # Errors
/// The database's.
pub fn count_waiting(db: &mut Db) -> Result<i64> {
    Ok(message::table
        .filter(message::state.eq_any([MessageState::Queued, MessageState::Sending]))
        .count()
        .get_result(db)?)
}

/// The newest messages, newest first: what the demonstration's mail page shows.
///
/// # Errors
/// The database's.
pub fn list_newest(db: &mut Db, most: i64) -> Result<Vec<Letter>> {
    type Newest = (MessageId, String, String, String, String, Option<String>, Option<String>, UtcTime);
    let rows: Vec<Newest> = message::table
        .order((message::created_at.desc(), message::id.desc()))
        .limit(most)
        .select((
            message::id,
            message::to_address,
            message::language,
            message::subject,
            message::body_text,
            message::body_html,
            message::unsubscribe_url,
            message::created_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, to, language, subject, text, html, unsubscribe, at)| Letter {
            id,
            to,
            language,
            subject,
            text,
            html,
            unsubscribe,
            at,
        })
        .collect())
}
