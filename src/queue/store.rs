//! The rows of the queue.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::topics::{self, Topic};
use super::{Delivery, Letter, Message, MessageState};
use crate::db::schema::{consent, mail_preference, message};
use crate::db::{Db, Result};
use crate::kernel::{AnyId, MessageId, PersonId, UtcTime};

/// A worker that died gives its messages back after this long.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// After so many attempts a message has failed.
const TRIES: i32 = 10;

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
    let known = message::table
        .filter(message::kind.eq(letter.kind))
        .filter(message::dedupe_key.eq(&letter.dedupe_key))
        .count()
        .get_result::<i64>(db)?;
    if known > 0 {
        return Ok(());
    }
    diesel::insert_into(message::table)
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
            message::unsubscribe.eq(letter.unsubscribe.as_deref()),
            message::state.eq(MessageState::Queued),
            message::next_at.eq(now),
            message::entity_kind.eq(letter.about.map(|(kind, _)| kind)),
            message::entity_id.eq(letter.about.map(|(_, id)| id)),
            message::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// What is queued about this is not sent any more: it is no longer so.
///
/// # Errors
/// The database's.
pub fn cancel_about(db: &mut Db, kind: &str, entity: AnyId) -> Result<usize> {
    Ok(diesel::update(
        message::table
            .filter(message::entity_kind.eq(kind))
            .filter(message::entity_id.eq(entity))
            .filter(message::state.eq(MessageState::Queued)),
    )
    .set(message::state.eq(MessageState::Cancelled))
    .execute(db)?)
}

/// Takes up to `most` messages that are due, with a lease, oldest first.
///
/// # Errors
/// The database's.
pub fn take(db: &mut Db, most: i64, now: UtcTime) -> Result<Vec<Letter>> {
    let due = message::table
        .filter(
            message::state
                .eq(MessageState::Queued)
                .and(message::next_at.le(now))
                .or(message::state.eq(MessageState::Sending).and(message::lease_until.lt(now))),
        )
        .order((message::next_at, message::id))
        .limit(most)
        .select((
            message::id,
            message::to_address,
            message::language,
            message::subject,
            message::body_text,
            message::body_html,
            message::unsubscribe,
        ));
    let rows: Vec<(MessageId, String, String, String, String, Option<String>, Option<String>)> = crate::db::dialect::lock(due).load(db)?;
    for row in &rows {
        diesel::update(message::table.filter(message::id.eq(row.0)))
            .set((
                message::state.eq(MessageState::Sending),
                message::lease_until.eq(Some(now + LEASE)),
                message::attempts.eq(message::attempts + 1),
            ))
            .execute(db)?;
    }
    Ok(rows
        .into_iter()
        .map(|(id, to, language, subject, text, html, unsubscribe)| Letter {
            id,
            to,
            language,
            subject,
            text,
            html,
            unsubscribe,
        })
        .collect())
}

/// Notes what became of an attempt.
///
/// # Errors
/// The database's.
pub fn settle(db: &mut Db, id: MessageId, delivery: &Delivery, now: UtcTime) -> Result<()> {
    let row = message::table
        .filter(message::id.eq(id))
        .filter(message::state.eq(MessageState::Sending));
    match delivery {
        Delivery::Sent => {
            diesel::update(row)
                .set((
                    message::state.eq(MessageState::Sent),
                    message::sent_at.eq(Some(now)),
                    message::lease_until.eq(None::<UtcTime>),
                    message::last_error.eq(None::<String>),
                ))
                .execute(db)?;
        }
        Delivery::Never(why) => {
            diesel::update(row)
                .set((
                    message::state.eq(MessageState::Failed),
                    message::lease_until.eq(None::<UtcTime>),
                    message::last_error.eq(Some(why)),
                ))
                .execute(db)?;
        }
        Delivery::Later(why) => {
            let attempts: i32 = message::table.filter(message::id.eq(id)).select(message::attempts).get_result(db)?;
            let state = if attempts >= TRIES {
                MessageState::Failed
            } else {
                MessageState::Queued
            };
            let wait = TimeDelta::seconds(15 << attempts.clamp(0, 10));
            diesel::update(row)
                .set((
                    message::state.eq(state),
                    message::next_at.eq(now + wait),
                    message::lease_until.eq(None::<UtcTime>),
                    message::last_error.eq(Some(why)),
                ))
                .execute(db)?;
        }
    }
    Ok(())
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
pub fn list_newest(db: &mut Db, most: i64) -> Result<Vec<(Letter, UtcTime)>> {
    let rows: Vec<(MessageId, String, String, String, String, Option<String>, Option<String>, UtcTime)> = message::table
        .order((message::created_at.desc(), message::id.desc()))
        .limit(most)
        .select((
            message::id,
            message::to_address,
            message::language,
            message::subject,
            message::body_text,
            message::body_html,
            message::unsubscribe,
            message::created_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, to, language, subject, text, html, unsubscribe, at)| {
            (
                Letter {
                    id,
                    to,
                    language,
                    subject,
                    text,
                    html,
                    unsubscribe,
                },
                at,
            )
        })
        .collect())
}
