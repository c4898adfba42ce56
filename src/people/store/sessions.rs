//! Sessions: a token's hash with the person it belongs to, and the devices that a person is signed in on.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::{list_grants, list_memberships};
use crate::db::schema::{person, second_factor, session};
use crate::db::{Db, Result};
use crate::kernel::actor::{AuthLevel, Proof};
use crate::kernel::{Actor, PersonId, SessionId, UtcTime};
use crate::people::{PersonState, Session, session_spans};

/// How long the second half of signing in may take.
const HALF_WAY: TimeDelta = TimeDelta::minutes(10);

/// A session that is about to begin.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub id: SessionId,
    pub token_hash: Vec<u8>,
    pub person: PersonId,
    pub level: AuthLevel,
    pub ua_label: Option<String>,
    pub network: String,
}

/// Begins a session; how long it lasts follows from what the person may do. Returns the language that they chose.
///
/// # Errors
/// The database's.
pub fn begin_session(db: &mut Db, new: &NewSession, now: UtcTime) -> Result<Option<String>> {
    let (epoch, language): (i32, Option<String>) = person::table
        .filter(person::id.eq(new.person))
        .select((person::session_epoch, person::language))
        .first(db)?;
    let grants: Vec<_> = list_grants(db, new.person)?.into_iter().map(|grant| grant.role).collect();
    let (idle, absolute) = match new.level {
        AuthLevel::Pending => (HALF_WAY, HALF_WAY),
        AuthLevel::Password | AuthLevel::Mfa => session_spans(&grants),
    };
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(&new.token_hash),
            session::id.eq(new.id),
            session::person_id.eq(new.person),
            session::session_epoch.eq(epoch),
            session::auth_level.eq(new.level),
            session::proved_at.eq(now),
            session::created_at.eq(now),
            session::last_seen_at.eq(now),
            session::idle_expires_at.eq(now + idle),
            session::absolute_expires_at.eq(now + absolute),
            session::ua_label.eq(new.ua_label.as_deref()),
            session::ip_prefix.eq(Some(&new.network)),
        ))
        .execute(db)?;
    Ok(language)
}

/// The sessions that still hold: of open accounts, not ended, not run out.
#[diesel::dsl::auto_type(no_type_alias)]
fn live(now: UtcTime) -> _ {
    let active: PersonState = PersonState::Active;
    session::table
        .inner_join(person::table)
        .filter(session::revoked_at.is_null())
        .filter(session::idle_expires_at.gt(now))
        .filter(session::absolute_expires_at.gt(now))
        .filter(session::session_epoch.eq(person::session_epoch))
        .filter(person::state.eq(active))
}

/// The session of a token, if it still holds, with the person as of now.
///
/// # Errors
/// The database's.
pub fn find_session(db: &mut Db, token_hash: &[u8], now: UtcTime) -> Result<Option<Session>> {
    type Row = (PersonId, String, Option<String>, SessionId, AuthLevel, UtcTime, UtcTime, UtcTime);
    let found: Option<Row> = live(now)
        .filter(session::token_hash.eq(token_hash))
        .filter(session::auth_level.ne(AuthLevel::Pending))
        .select((
            person::id,
            person::name,
            person::language,
            session::id,
            session::auth_level,
            session::proved_at,
            session::last_seen_at,
            session::absolute_expires_at,
        ))
        .first(db)
        .optional()?;
    let Some((id, name, language, session, level, at, last_seen_at, absolute_expires_at)) = found else {
        return Ok(None);
    };
    let has_factor = super::find_factor(db, id)?.is_some_and(|factor| factor.is_confirmed);
    let actor = Actor {
        person: id,
        name,
        language,
        memberships: list_memberships(db, id)?,
        grants: list_grants(db, id)?,
        acting_for: None,
        proof: Proof {
            session,
            level,
            at,
            has_factor,
        },
        is_held_back: false,
    };
    Ok(Some(Session {
        token_hash: token_hash.to_vec(),
        actor,
        last_seen_at,
        absolute_expires_at,
    }))
}

/// Somebody whose password was right and whose second factor is still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub person: PersonId,
    pub session: SessionId,
}

/// # Errors
/// The database's.
pub fn find_pending(db: &mut Db, token_hash: &[u8], now: UtcTime) -> Result<Option<Pending>> {
    let found: Option<(PersonId, SessionId)> = live(now)
        .inner_join(second_factor::table.on(second_factor::person_id.eq(person::id)))
        .filter(session::token_hash.eq(token_hash))
        .filter(session::auth_level.eq(AuthLevel::Pending))
        .select((person::id, session::id))
        .first(db)
        .optional()?;
    Ok(found.map(|(person, session)| Pending { person, session }))
}

/// Notes that a session is used, and lets it rest from now on.
///
/// # Errors
/// The database's.
pub fn touch_session(db: &mut Db, used: &Session, now: UtcTime) -> Result<()> {
    let roles: Vec<_> = used.actor.grants.iter().map(|grant| grant.role).collect();
    let (idle, _) = session_spans(&roles);
    let until = (now + idle).min(used.absolute_expires_at);
    diesel::update(session::table.filter(session::token_hash.eq(&used.token_hash)))
        .set((session::last_seen_at.eq(now), session::idle_expires_at.eq(until)))
        .execute(db)?;
    Ok(())
}

/// The person proved anew who they are: the session goes on under another token.
///
/// # Errors
/// The database's.
pub fn raise_session(db: &mut Db, id: SessionId, token_hash: &[u8], level: AuthLevel, now: UtcTime) -> Result<()> {
    diesel::update(session::table.filter(session::id.eq(id)).filter(session::revoked_at.is_null()))
        .set((
            session::token_hash.eq(token_hash),
            session::auth_level.eq(level),
            session::proved_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// # Errors
/// The database's.
pub fn end_session(db: &mut Db, token_hash: &[u8], now: UtcTime) -> Result<()> {
    diesel::update(
        session::table
            .filter(session::token_hash.eq(token_hash))
            .filter(session::revoked_at.is_null()),
    )
    .set(session::revoked_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}

/// Ends one of a person's sessions; `false` where it is not theirs or was over.
///
/// # Errors
/// The database's.
pub fn end_device(db: &mut Db, person_id: PersonId, id: SessionId, now: UtcTime) -> Result<bool> {
    let ended = diesel::update(
        session::table
            .filter(session::id.eq(id))
            .filter(session::person_id.eq(person_id))
            .filter(session::revoked_at.is_null()),
    )
    .set(session::revoked_at.eq(Some(now)))
    .execute(db)?;
    Ok(ended > 0)
}

/// Ends all of a person's sessions but one.
///
/// # Errors
/// The database's.
pub fn end_other_sessions(db: &mut Db, person_id: PersonId, kept: SessionId, now: UtcTime) -> Result<()> {
    diesel::update(
        session::table
            .filter(session::person_id.eq(person_id))
            .filter(session::id.ne(kept))
            .filter(session::revoked_at.is_null()),
    )
    .set(session::revoked_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}

/// Ends every session of a person, on every server, with the next request.
///
/// # Errors
/// The database's.
pub fn end_sessions(db: &mut Db, id: PersonId) -> Result<()> {
    diesel::update(person::table.filter(person::id.eq(id)))
        .set(person::session_epoch.eq(person::session_epoch + 1))
        .execute(db)?;
    Ok(())
}

/// A session as the list of devices shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    pub id: SessionId,
    pub label: Option<String>,
    pub network: Option<String>,
    pub since: UtcTime,
    pub last_seen_at: UtcTime,
}

/// Where a person is signed in, the last used first.
///
/// # Errors
/// The database's.
pub fn list_devices(db: &mut Db, person_id: PersonId, now: UtcTime) -> Result<Vec<Device>> {
    let rows: Vec<(SessionId, Option<String>, Option<String>, UtcTime, UtcTime)> = live(now)
        .filter(session::person_id.eq(person_id))
        .filter(session::auth_level.ne(AuthLevel::Pending))
        .order((session::last_seen_at.desc(), session::id))
        .select((
            session::id,
            session::ua_label,
            session::ip_prefix,
            session::created_at,
            session::last_seen_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, label, network, since, last_seen_at)| Device {
            id,
            label,
            network,
            since,
            last_seen_at,
        })
        .collect())
}
