//! The addresses of a person, and where letters to them go.

use diesel::prelude::*;

use crate::db::schema::{link_token, membership, person, person_email};
use crate::db::{Db, Error, Result};
use crate::kernel::actor::MemberRole;
use crate::kernel::text::EmailAddress;
use crate::kernel::{EmailId, OrgId, PersonId, UtcTime};
use crate::people::PersonState;

/// A person to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub person: PersonId,
    pub name: String,
    /// The language of the interface that they chose.
    pub language: Option<String>,
    pub to: EmailAddress,
}

/// Somebody with an account and an address that they have proved; `None` for everybody else.
///
/// # Errors
/// The database's.
pub fn find_recipient(db: &mut Db, id: PersonId) -> Result<Option<Recipient>> {
    let is_open: i64 = person::table
        .filter(person::id.eq(id))
        .filter(person::state.eq(PersonState::Active))
        .count()
        .get_result(db)?;
    if is_open == 0 {
        return Ok(None);
    }
    find_recipient_whatever(db, id)
}

/// The same, also where the account is closed: to tell them of that.
///
/// # Errors
/// The database's.
pub fn find_recipient_whatever(db: &mut Db, id: PersonId) -> Result<Option<Recipient>> {
    let found: Option<(String, Option<String>, String)> = person::table
        .inner_join(person_email::table)
        .filter(person::id.eq(id))
        .filter(person_email::verified_at.is_not_null())
        .order((person_email::is_primary.desc(), person_email::id))
        .select((person::name, person::language, person_email::address))
        .first(db)
        .optional()?;
    Ok(found.and_then(|(name, language, address)| {
        let to = EmailAddress::parse(&address).ok()?;
        Some(Recipient {
            person: id,
            name,
            language,
            to,
        })
    }))
}

/// Who hears for an organisation: this one of its owners and editors, or all of them where this one cannot be written to.
///
/// # Errors
/// The database's.
pub fn list_recipients(db: &mut Db, org: OrgId, first: Option<PersonId>) -> Result<Vec<Recipient>> {
    let members: Vec<PersonId> = membership::table
        .filter(membership::org_id.eq(org))
        .filter(membership::ended_at.is_null())
        .filter(membership::role.eq_any([MemberRole::Owner, MemberRole::Editor]))
        .order(membership::id)
        .select(membership::person_id)
        .load(db)?;
    let mut found = Vec::new();
    for member in members {
        found.extend(find_recipient(db, member)?);
    }
    if found.iter().any(|recipient| Some(recipient.person) == first) {
        found.retain(|recipient| Some(recipient.person) == first);
    }
    Ok(found)
}

/// Whoever has proved this address, to be written to at it; also somebody whose account is closed.
///
/// # Errors
/// The database's.
pub fn find_recipient_of(db: &mut Db, address_folded: &str) -> Result<Option<Recipient>> {
    let found: Option<(PersonId, String, Option<String>, String)> = person::table
        .inner_join(person_email::table)
        .filter(person_email::address_folded.eq(address_folded))
        .filter(person_email::verified_at.is_not_null())
        .select((person::id, person::name, person::language, person_email::address))
        .first(db)
        .optional()?;
    Ok(found.and_then(|(person, name, language, address)| {
        let to = EmailAddress::parse(&address).ok()?;
        Some(Recipient {
            person,
            name,
            language,
            to,
        })
    }))
}

/// One of a person's addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub id: EmailId,
    pub address: String,
    pub is_verified: bool,
    pub is_primary: bool,
}

/// A person's addresses, the main one first.
///
/// # Errors
/// The database's.
pub fn list_addresses(db: &mut Db, id: PersonId) -> Result<Vec<Address>> {
    let rows: Vec<(EmailId, String, Option<UtcTime>, bool)> = person_email::table
        .filter(person_email::person_id.eq(id))
        .order((person_email::is_primary.desc(), person_email::id))
        .select((
            person_email::id,
            person_email::address,
            person_email::verified_at,
            person_email::is_primary,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, address, verified_at, is_primary)| Address {
            id,
            address,
            is_verified: verified_at.is_some(),
            is_primary,
        })
        .collect())
}

/// Takes an address for a person who has just proved it. `false` where somebody else proved it before.
///
/// # Errors
/// The database's.
pub fn add_address(db: &mut Db, id: EmailId, whose: PersonId, address: &str, folded: &str, now: UtcTime) -> Result<bool> {
    let proved: Option<PersonId> = person_email::table
        .filter(person_email::address_folded.eq(folded))
        .filter(person_email::verified_at.is_not_null())
        .select(person_email::person_id)
        .first(db)
        .optional()?;
    if let Some(person) = proved {
        return Ok(person == whose);
    }
    // one that came with a merge is proved anew; beside others it may be written down all the same
    let again = diesel::update(
        person_email::table
            .filter(person_email::address_folded.eq(folded))
            .filter(person_email::person_id.eq(whose)),
    )
    .set(person_email::verified_at.eq(Some(now)))
    .execute(db)?;
    if again > 0 {
        return Ok(true);
    }
    diesel::insert_into(person_email::table)
        .values((
            person_email::id.eq(id),
            person_email::person_id.eq(whose),
            person_email::address.eq(address),
            person_email::address_folded.eq(folded),
            person_email::verified_at.eq(Some(now)),
            person_email::is_primary.eq(false),
            person_email::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(true)
}

/// Makes one of a person's proved addresses the one that letters go to.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs or not proved.
pub fn set_primary(db: &mut Db, whose: PersonId, id: EmailId) -> Result<()> {
    let own = person_email::table.filter(person_email::person_id.eq(whose));
    let is_there: i64 = own
        .filter(person_email::id.eq(id))
        .filter(person_email::verified_at.is_not_null())
        .count()
        .get_result(db)?;
    if is_there == 0 {
        return Err(Error::NotFound);
    }
    diesel::update(own).set(person_email::is_primary.eq(false)).execute(db)?;
    diesel::update(own.filter(person_email::id.eq(id)))
        .set(person_email::is_primary.eq(true))
        .execute(db)?;
    Ok(())
}

/// Takes an address off a person, and the links that were mailed to it. The main one stays.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs, or the main one.
pub fn remove_address(db: &mut Db, whose: PersonId, id: EmailId, now: UtcTime) -> Result<()> {
    let row = person_email::table
        .filter(person_email::person_id.eq(whose))
        .filter(person_email::id.eq(id))
        .filter(person_email::is_primary.eq(false));
    let folded: Option<String> = row.select(person_email::address_folded).first(db).optional()?;
    let Some(folded) = folded else { return Err(Error::NotFound) };
    diesel::delete(row).execute(db)?;
    diesel::update(
        link_token::table
            .filter(link_token::address_folded.eq(&folded))
            .filter(link_token::used_at.is_null()),
    )
    .set(link_token::used_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}
