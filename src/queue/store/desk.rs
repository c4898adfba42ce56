//! What administrators see of the queue, and do with it.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::folded;
use crate::db::schema::message;
use crate::db::{Db, Error, MultiBackend, Result};
use crate::kernel::page::{PAGE_SIZE, PageNumber};
use crate::kernel::{MessageId, UtcTime};
use crate::queue::MessageState;

/// Who waits longer than this waits too long.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// Which messages.
#[derive(Debug, Clone)]
pub struct Filter {
    pub state: Option<MessageState>,
    pub kind: Option<String>,
    pub page: PageNumber,
}

/// A message without what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: MessageId,
    pub kind: String,
    pub to: String,
    pub language: String,
    pub subject: String,
    pub state: MessageState,
    pub attempts: i32,
    pub last_error: Option<String>,
    /// When it is tried next, where it is queued.
    pub next_at: UtcTime,
    pub created_at: UtcTime,
    pub sent_at: Option<UtcTime>,
}

/// A message with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    pub row: Row,
    pub text: String,
    pub address_folded: String,
}

type Columns = (
    MessageId,
    String,
    String,
    String,
    String,
    MessageState,
    i32,
    Option<String>,
    UtcTime,
    UtcTime,
    Option<UtcTime>,
);

#[diesel::dsl::auto_type(no_type_alias)]
fn columns() -> _ {
    (
        message::id,
        message::kind,
        message::to_address,
        message::language,
        message::subject,
        message::state,
        message::attempts,
        message::last_error,
        message::next_at,
        message::created_at,
        message::sent_at,
    )
}

fn row((id, kind, to, language, subject, state, attempts, last_error, next_at, created_at, sent_at): Columns) -> Row {
    Row {
        id,
        kind,
        to,
        language,
        subject,
        state,
        attempts,
        last_error,
        next_at,
        created_at,
        sent_at,
    }
}

/// The messages that a filter lets through; a blank one lets all of them.
fn filtered(filter: &Filter) -> message::BoxedQuery<'_, MultiBackend> {
    let mut query = message::table.into_boxed::<MultiBackend>();
    if let Some(state) = filter.state {
        query = query.filter(message::state.eq(state));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(message::kind.eq(kind));
    }
    query
}

/// A page of messages, the newest first, and how many there are.
///
/// # Errors
/// The database's.
pub fn list(db: &mut Db, filter: &Filter) -> Result<(Vec<Row>, i64)> {
    let all = filtered(filter).count().get_result(db)?;
    let rows: Vec<Columns> = filtered(filter)
        .order(message::id.desc())
        .limit(PAGE_SIZE)
        .offset(filter.page.offset())
        .select(columns())
        .load(db)?;
    Ok((rows.into_iter().map(row).collect(), all))
}

/// A message with what it says.
///
/// # Errors
/// The database's; [`Error::NotFound`].
pub fn get(db: &mut Db, id: MessageId) -> Result<Whole> {
    let (found, text): (Columns, String) = message::table
        .filter(message::id.eq(id))
        .select((columns(), message::body_text))
        .first(db)?;
    let row = row(found);
    Ok(Whole {
        address_folded: folded(&row.to),
        row,
        text,
    })
}

/// How many messages there are of each state.
///
/// # Errors
/// The database's.
pub fn count_by_state(db: &mut Db) -> Result<Vec<(MessageState, i64)>> {
    let counts: Vec<(MessageState, i64)> = message::table
        .group_by(message::state)
        .select((message::state, diesel::dsl::count_star()))
        .load(db)?;
    let of = |state: MessageState| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
    Ok(MessageState::ALL.iter().map(|state| (*state, of(*state))).collect())
}

/// The kinds of messages that there are.
///
/// # Errors
/// The database's.
pub fn list_kinds(db: &mut Db) -> Result<Vec<String>> {
    Ok(message::table.select(message::kind).distinct().order(message::kind).load(db)?)
}

/// How many messages have waited too long.
///
/// # Errors
/// The database's.
pub fn count_late(db: &mut Db, now: UtcTime) -> Result<i64> {
    Ok(message::table
        .filter(message::state.eq_any([MessageState::Queued, MessageState::Sending]))
        .filter(message::created_at.lt(now - LATE))
        .count()
        .get_result(db)?)
}

/// Its kind; [`Error::NotFound`] where there is no such message.
fn kind_of(db: &mut Db, id: MessageId) -> Result<String> {
    let kind: Option<String> = message::table
        .filter(message::id.eq(id))
        .select(message::kind)
        .first(db)
        .optional()?;
    kind.ok_or(Error::NotFound)
}

/// Keeps a message that waits from being sent; gives its kind. `None` where it does not wait any more.
///
/// # Errors
/// The database's; [`Error::NotFound`].
pub fn cancel(db: &mut Db, id: MessageId) -> Result<Option<String>> {
    let kind = kind_of(db, id)?;
    let waiting = message::table
        .filter(message::id.eq(id))
        .filter(message::state.eq(MessageState::Queued));
    let changed = diesel::update(waiting)
        .set(message::state.eq(MessageState::Cancelled))
        .execute(db)?;
    Ok((changed == 1).then_some(kind))
}

/// Queues a message anew that failed or was cancelled, as if it had never been tried; gives its kind. `None` for all others: what was
/// sent is not sent again.
///
/// # Errors
/// The database's; [`Error::NotFound`].
pub fn send_again(db: &mut Db, id: MessageId, now: UtcTime) -> Result<Option<String>> {
    let kind = kind_of(db, id)?;
    let ended = message::table
        .filter(message::id.eq(id))
        .filter(message::state.eq_any([MessageState::Failed, MessageState::Cancelled]));
    let changed = diesel::update(ended)
        .set((
            message::state.eq(MessageState::Queued),
            message::attempts.eq(0),
            message::next_at.eq(now),
            message::lease_until.eq(None::<UtcTime>),
            message::last_error.eq(None::<String>),
        ))
        .execute(db)?;
    Ok((changed == 1).then_some(kind))
}
