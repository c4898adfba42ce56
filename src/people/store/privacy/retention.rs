//! What is deleted by time. How long what is kept stands in `data/retention.csv` alone; each deletion may run as often as it likes.

use diesel::prelude::*;

use crate::db::schema::{employment, invitation, link_token, message, person, session, sign_in_attempt};
use crate::db::{Db, Result};
use crate::kernel::{PersonId, UtcTime};
use crate::people::PersonState;
use crate::people::privacy::before;
use crate::queue::MessageState;

/// How much was deleted or emptied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deleted {
    pub links: usize,
    pub attempts: usize,
    pub sessions: usize,
    pub letters: usize,
    pub invitations: usize,
}

impl Deleted {
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Deletes what has been kept long enough: links, attempts, sessions, invitations; empties letters.
///
/// # Errors
/// The database's.
pub fn delete_what_is_old(db: &mut Db, now: UtcTime) -> Result<Deleted> {
    let mut deleted = Deleted::default();
    if let Some(before) = before("links", now) {
        deleted.links = diesel::delete(link_token::table.filter(link_token::expires_at.lt(before))).execute(db)?;
    }
    if let Some(before) = before("attempts", now) {
        deleted.attempts = diesel::delete(sign_in_attempt::table.filter(sign_in_attempt::at.lt(before))).execute(db)?;
    }
    if let Some(before) = before("sessions", now) {
        let ended = session::revoked_at
            .lt(before)
            .or(session::idle_expires_at.lt(before))
            .or(session::absolute_expires_at.lt(before));
        deleted.sessions = diesel::delete(session::table.filter(ended)).execute(db)?;
    }
    if let Some(before) = before("mail", now) {
        deleted.letters = empty_letters(db, before)?;
    }
    if let Some(before) = before("invitations", now) {
        deleted.invitations = diesel::delete(invitation::table.filter(invitation::expires_at.lt(before))).execute(db)?;
    }
    Ok(deleted)
}

/// That a letter was sent is kept; what it said and to what address is not.
fn empty_letters(db: &mut Db, before: UtcTime) -> Result<usize> {
    let done = [MessageState::Sent, MessageState::Failed, MessageState::Cancelled];
    let sent = message::sent_at.is_null().or(message::sent_at.lt(before));
    let old = message::table
        .filter(message::state.eq_any(done))
        .filter(message::created_at.lt(before))
        .filter(sent)
        .filter(message::to_address.ne(""));
    Ok(diesel::update(old)
        .set((
            message::to_address.eq(""),
            message::subject.eq(""),
            message::body_text.eq(""),
            message::body_html.eq(None::<String>),
            message::unsubscribe_url.eq(None::<String>),
            message::last_error.eq(None::<String>),
        ))
        .execute(db)?)
}

/// People without an account whom an organisation entered and who no longer work for anybody, for so long that nobody has to know
/// of them any more.
///
/// # Errors
/// The database's.
pub fn list_left_staff(db: &mut Db, now: UtcTime) -> Result<Vec<PersonId>> {
    let Some(before) = before("staff", now) else {
        return Ok(Vec::new());
    };
    let still = employment::table
        .filter(employment::ended_on.is_null().or(employment::ended_on.ge(before.day())))
        .select(employment::person_id);
    Ok(person::table
        .filter(person::state.eq(PersonState::Invited))
        .filter(person::entered_by_org.is_not_null())
        .filter(person::erased_at.is_null())
        .filter(person::created_at.lt(before))
        .filter(person::id.ne_all(still))
        .order(person::id)
        .limit(100)
        .select(person::id)
        .load(db)?)
}
