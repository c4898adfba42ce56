//! Accounts, sessions, links.

mod address;
mod profile;
mod staff;

pub use address::{Recipient, find_recipient};
pub use profile::{get_profile, save_profile};
pub use staff::{Employed, NewStaff, count_staff, find_staff, insert_staff, list_by_number, list_owners, list_staff, set_post};

use diesel::prelude::*;

use super::{LinkPurpose, PersonState, Session, TRIES_WITHIN, session_spans};
use crate::db::schema::{
    credential, link_token, membership, organisation, organisation_text, person, person_email, person_grant, session, sign_in_attempt,
};
use crate::db::{Db, Result, dialect};
use crate::kernel::actor::{Grant, GrantRole, MemberRole, Membership};
use crate::kernel::{Actor, AttemptId, EmailId, GrantId, OrgId, PersonId, UtcTime};
use crate::network::CountryCode;
use crate::words::tokens;

/// The person behind an address and the hash of their password.
///
/// # Errors
/// The database's.
pub fn find_credential(db: &mut Db, address_folded: &str) -> Result<Option<(PersonId, String)>> {
    Ok(person_email::table
        .inner_join(person::table)
        .inner_join(credential::table.on(credential::person_id.eq(person::id)))
        .filter(person_email::address_folded.eq(address_folded))
        .filter(person_email::verified_at.is_not_null())
        .filter(person::state.eq(PersonState::Active))
        .select((person::id, credential::password_hash))
        .first(db)
        .optional()?)
}

/// The person behind a verified address.
///
/// # Errors
/// The database's.
pub fn find_by_address(db: &mut Db, address_folded: &str) -> Result<Option<PersonId>> {
    Ok(person_email::table
        .filter(person_email::address_folded.eq(address_folded))
        .filter(person_email::verified_at.is_not_null())
        .select(person_email::person_id)
        .first(db)
        .optional()?)
}

/// Failed sign-ins of the last quarter of an hour: of this address from this network, and from this network in all.
///
/// # Errors
/// The database's.
pub fn count_failures(db: &mut Db, address_folded: &str, network: &str, now: UtcTime) -> Result<(i64, i64)> {
    let since = now - TRIES_WITHIN;
    let failures = || {
        sign_in_attempt::table
            .filter(sign_in_attempt::ip_prefix.eq(network))
            .filter(sign_in_attempt::at.gt(since))
            .filter(sign_in_attempt::succeeded.eq(false))
    };
    let by_address = failures()
        .filter(sign_in_attempt::address_folded.eq(address_folded))
        .count()
        .get_result(db)?;
    let by_network = failures().count().get_result(db)?;
    Ok((by_address, by_network))
}

/// # Errors
/// The database's.
pub fn note_attempt(db: &mut Db, id: AttemptId, address_folded: &str, network: &str, succeeded: bool, now: UtcTime) -> Result<()> {
    diesel::insert_into(sign_in_attempt::table)
        .values((
            sign_in_attempt::id.eq(id),
            sign_in_attempt::address_folded.eq(address_folded),
            sign_in_attempt::ip_prefix.eq(network),
            sign_in_attempt::succeeded.eq(succeeded),
            sign_in_attempt::at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// A session that is about to begin.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub token_hash: Vec<u8>,
    pub person: PersonId,
    pub auth_level: &'static str,
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
    let grants: Vec<GrantRole> = person_grant::table
        .filter(person_grant::person_id.eq(new.person))
        .filter(person_grant::ended_at.is_null())
        .select(person_grant::role)
        .load(db)?;
    let (idle, absolute) = session_spans(&grants);
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(&new.token_hash),
            session::person_id.eq(new.person),
            session::session_epoch.eq(epoch),
            session::auth_level.eq(new.auth_level),
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

/// The session of a token, if it still holds, with the person as of now.
///
/// # Errors
/// The database's.
pub fn find_session(db: &mut Db, token_hash: &[u8], now: UtcTime) -> Result<Option<Session>> {
    let found: Option<(PersonId, String, Option<String>, UtcTime, UtcTime)> = session::table
        .inner_join(person::table)
        .filter(session::token_hash.eq(token_hash))
        .filter(session::revoked_at.is_null())
        .filter(session::idle_expires_at.gt(now))
        .filter(session::absolute_expires_at.gt(now))
        .filter(session::session_epoch.eq(person::session_epoch))
        .filter(person::state.eq(PersonState::Active))
        .select((
            person::id,
            person::name,
            person::language,
            session::last_seen_at,
            session::absolute_expires_at,
        ))
        .first(db)
        .optional()?;
    let Some((id, name, language, last_seen_at, absolute_expires_at)) = found else {
        return Ok(None);
    };
    let memberships = list_memberships(db, id)?;
    let grants: Vec<(GrantRole, Option<String>)> = person_grant::table
        .filter(person_grant::person_id.eq(id))
        .filter(person_grant::ended_at.is_null())
        .order(person_grant::id)
        .select((person_grant::role, person_grant::grouping))
        .load(db)?;
    let grants = grants.into_iter().map(|(role, grouping)| Grant { role, grouping }).collect();
    let actor = Actor {
        person: id,
        name,
        language,
        memberships,
        grants,
        acting_for: None,
    };
    Ok(Some(Session {
        token_hash: token_hash.to_vec(),
        actor,
        last_seen_at,
        absolute_expires_at,
    }))
}

fn list_memberships(db: &mut Db, id: PersonId) -> Result<Vec<Membership>> {
    let rows: Vec<(OrgId, MemberRole, String, bool, bool, bool, bool)> = membership::table
        .inner_join(organisation::table)
        .inner_join(
            organisation_text::table.on(organisation_text::org_id
                .eq(organisation::id)
                .and(organisation_text::is_original.eq(true))),
        )
        .filter(membership::person_id.eq(id))
        .filter(membership::ended_at.is_null())
        .order((organisation_text::sort_key, membership::id))
        .select((
            organisation::id,
            membership::role,
            organisation_text::title,
            organisation::is_provider,
            organisation::is_facility,
            organisation::is_agency,
            organisation::is_coordinating,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(
            |(org, role, name, is_provider, is_facility, is_agency, is_coordinating)| Membership {
                org,
                role,
                name,
                is_provider,
                is_facility,
                is_agency,
                is_coordinating,
            },
        )
        .collect())
}

/// Notes that a session is used, and lets it rest from now on.
///
/// # Errors
/// The database's.
pub fn touch_session(db: &mut Db, used: &Session, now: UtcTime) -> Result<()> {
    let roles: Vec<GrantRole> = used.actor.grants.iter().map(|grant| grant.role).collect();
    let (idle, _) = session_spans(&roles);
    let until = (now + idle).min(used.absolute_expires_at);
    diesel::update(session::table.filter(session::token_hash.eq(&used.token_hash)))
        .set((session::last_seen_at.eq(now), session::idle_expires_at.eq(until)))
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

/// A link that is about to be mailed. A newer link kills the older ones of its purpose and address.
///
/// # Errors
/// The database's.
pub fn put_link(
    db: &mut Db,
    hash: &[u8],
    purpose: LinkPurpose,
    address_folded: &str,
    payload: &str,
    now: UtcTime,
    expires_at: UtcTime,
) -> Result<()> {
    diesel::update(
        link_token::table
            .filter(link_token::address_folded.eq(address_folded))
            .filter(link_token::purpose.eq(purpose))
            .filter(link_token::used_at.is_null()),
    )
    .set(link_token::used_at.eq(Some(now)))
    .execute(db)?;
    diesel::insert_into(link_token::table)
        .values((
            link_token::token_hash.eq(hash),
            link_token::purpose.eq(purpose),
            link_token::address_folded.eq(address_folded),
            link_token::payload.eq(payload),
            link_token::created_at.eq(now),
            link_token::expires_at.eq(expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Address and payload of a link that still opens.
///
/// # Errors
/// The database's.
pub fn find_link(db: &mut Db, hash: &[u8], purpose: LinkPurpose, now: UtcTime) -> Result<Option<(String, String)>> {
    Ok(link_token::table
        .filter(link_token::token_hash.eq(hash))
        .filter(link_token::purpose.eq(purpose))
        .filter(link_token::used_at.is_null())
        .filter(link_token::expires_at.gt(now))
        .select((link_token::address_folded, link_token::payload))
        .first(db)
        .optional()?)
}

/// What a person is entered with.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub person: PersonId,
    pub email: EmailId,
    pub name: String,
    pub country: Option<CountryCode>,
    pub language: String,
    pub password_hash: String,
    /// For a first administrator.
    pub grant: Option<GrantId>,
}

/// Uses a link up and enters the person. `None` where the link no longer opens, or the address is somebody's by now.
///
/// # Errors
/// The database's.
pub fn join(db: &mut Db, hash: &[u8], purpose: LinkPurpose, new: &NewAccount, now: UtcTime) -> Result<Option<PersonId>> {
    let open = dialect::lock(
        link_token::table
            .filter(link_token::token_hash.eq(hash))
            .filter(link_token::purpose.eq(purpose))
            .filter(link_token::used_at.is_null())
            .filter(link_token::expires_at.gt(now))
            .select((link_token::address_folded, link_token::payload)),
    );
    let Some((folded, address)) = open.load::<(String, String)>(db)?.into_iter().next() else {
        return Ok(None);
    };
    diesel::update(link_token::table.filter(link_token::token_hash.eq(hash)))
        .set(link_token::used_at.eq(Some(now)))
        .execute(db)?;
    if find_by_address(db, &folded)?.is_some() {
        return Ok(None);
    }
    // an agency may have written the address beside somebody of its staff; it belongs to whoever opens its mail, and their
    // account is not tied to that agency without them
    diesel::delete(
        person_email::table
            .filter(person_email::address_folded.eq(&folded))
            .filter(person_email::verified_at.is_null()),
    )
    .execute(db)?;
    insert_account(db, new, &address, &folded, now)?;
    if let Some(grant) = new.grant {
        diesel::insert_into(person_grant::table)
            .values((
                person_grant::id.eq(grant),
                person_grant::person_id.eq(new.person),
                person_grant::role.eq(GrantRole::Administrator),
                person_grant::reason.eq("first administrator, from the command line"),
                person_grant::granted_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(Some(new.person))
}

/// Enters a person with a verified address and a password.
///
/// # Errors
/// The database's; [`crate::db::Error::Conflict`] where the address is taken.
pub fn insert_account(db: &mut Db, new: &NewAccount, address: &str, folded: &str, now: UtcTime) -> Result<()> {
    diesel::insert_into(person::table)
        .values((
            person::id.eq(new.person),
            person::name.eq(&new.name),
            person::name_folded.eq(tokens::folded(&new.name)),
            person::language.eq(Some(&new.language)),
            person::country.eq(new.country),
            person::state.eq(PersonState::Active),
            person::created_at.eq(now),
            person::updated_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(person_email::table)
        .values((
            person_email::id.eq(new.email),
            person_email::person_id.eq(new.person),
            person_email::address.eq(address),
            person_email::address_folded.eq(folded),
            person_email::verified_at.eq(Some(now)),
            person_email::is_primary.eq(true),
            person_email::created_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(credential::table)
        .values((
            credential::person_id.eq(new.person),
            credential::password_hash.eq(&new.password_hash),
            credential::set_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}
