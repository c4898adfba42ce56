//! Records that an organisation entered for somebody: the address that it wrote beside one, the letter that leads there, and the
//! person taking it over. What the organisation wrote proves nothing: whoever opens the mail does.

use diesel::prelude::*;

use super::{NewLink, find_by_address, find_link, put_link, use_link};
use crate::db::schema::{credential, link_token, organisation_text, person, person_email};
use crate::db::{Db, Error, Result, dialect};
use crate::kernel::{AnyId, EmailId, OrgId, PersonId, UtcTime};
use crate::people::{LinkPurpose, PersonState};
use crate::queue::{self, Message};
use crate::words::tokens;

/// A link to take a record over, and the letter that it goes out with. Made before the write.
#[derive(Debug, Clone)]
pub struct ClaimLetter {
    pub link: NewLink,
    pub message: Message,
}

/// How far a record has come, as the organisation that entered it sees it: the same whether or not somebody has an account with
/// the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimStanding {
    /// Somebody signs in to it.
    pub is_claimed: bool,
    /// The organisation may write an address beside it.
    pub may_write: bool,
    pub address: Option<String>,
    /// When the last letter went out, and until when its link opens.
    pub letter: Option<(UtcTime, UtcTime)>,
}

/// # Errors
/// The database's; [`Error::NotFound`] where there is no such person.
pub fn get_standing(db: &mut Db, org: OrgId, id: PersonId) -> Result<ClaimStanding> {
    let (state, entered_by): (PersonState, Option<OrgId>) = person::table
        .filter(person::id.eq(id))
        .select((person::state, person::entered_by_org))
        .first(db)?;
    if state != PersonState::Invited || entered_by != Some(org) {
        return Ok(ClaimStanding {
            is_claimed: state == PersonState::Active,
            ..ClaimStanding::default()
        });
    }
    let address = unproved(id).select(person_email::address).first(db).optional()?;
    let letter = link_token::table
        .filter(link_token::person_id.eq(Some(id)))
        .filter(link_token::purpose.eq(LinkPurpose::Claim))
        .filter(link_token::used_at.is_null())
        .order(link_token::created_at.desc())
        .select((link_token::created_at, link_token::expires_at))
        .first(db)
        .optional()?;
    Ok(ClaimStanding {
        is_claimed: false,
        may_write: true,
        letter: letter.filter(|_| address.is_some()),
        address,
    })
}

#[diesel::dsl::auto_type(no_type_alias)]
fn unproved(id: PersonId) -> _ {
    person_email::table
        .filter(person_email::person_id.eq(id))
        .filter(person_email::verified_at.is_null())
}

/// Of these people those whom an organisation entered and to whom nobody signs in, with the address beside each.
///
/// # Errors
/// The database's.
pub fn list_unclaimed(db: &mut Db, org: OrgId, ids: &[PersonId]) -> Result<Vec<(PersonId, Option<String>)>> {
    Ok(person::table
        .left_join(person_email::table)
        .filter(person::id.eq_any(ids))
        .filter(person::state.eq(PersonState::Invited))
        .filter(person::entered_by_org.eq(Some(org)))
        .select((person::id, person_email::address_folded.nullable()))
        .load(db)?)
}

/// Writes an address beside a record that this organisation entered and nobody has taken over, in the place of the one that stood there, and sends the letter.
///
/// # Errors
/// The database's; [`Error::NotFound`] where the record is no such one.
pub fn write_address(db: &mut Db, org: OrgId, id: PersonId, email: EmailId, letter: &ClaimLetter, now: UtcTime) -> Result<()> {
    lock_unclaimed(db, id)?;
    let own = person::table.filter(person::id.eq(id)).filter(person::entered_by_org.eq(Some(org)));
    if own.count().get_result::<i64>(db)? == 0 {
        return Err(Error::NotFound);
    }
    let (address, folded) = (&letter.link.payload, &letter.link.address_folded);
    diesel::delete(unproved(id)).execute(db)?;
    diesel::insert_into(person_email::table)
        .values((
            person_email::id.eq(email),
            person_email::person_id.eq(id),
            person_email::address.eq(address),
            person_email::address_folded.eq(folded),
            person_email::is_primary.eq(true),
            person_email::created_at.eq(now),
        ))
        .execute(db)?;
    send_claim(db, id, letter, now)
}

/// Sends the letter; links that were sent before for this record open nothing any more.
///
/// # Errors
/// The database's.
pub fn send_claim(db: &mut Db, id: PersonId, letter: &ClaimLetter, now: UtcTime) -> Result<()> {
    end_links(db, id, now)?;
    let link = NewLink {
        person: Some(id),
        // what is sent to the same address about another record stays open
        entity: Some(AnyId::of(id)),
        ..letter.link.clone()
    };
    put_link(db, &link, now)?;
    let message = Message {
        person: letter.message.person.or(Some(id)),
        ..letter.message.clone()
    };
    queue::store::put(db, &message, now)
}

fn end_links(db: &mut Db, id: PersonId, now: UtcTime) -> Result<()> {
    diesel::update(
        link_token::table
            .filter(link_token::person_id.eq(Some(id)))
            .filter(link_token::purpose.eq(LinkPurpose::Claim))
            .filter(link_token::used_at.is_null()),
    )
    .set(link_token::used_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}

fn lock_unclaimed(db: &mut Db, id: PersonId) -> Result<()> {
    let row = person::table
        .filter(person::id.eq(id))
        .filter(person::state.eq(PersonState::Invited))
        .select(person::id);
    let found: Vec<PersonId> = dialect::lock(row).load(db)?;
    if found.is_empty() { Err(Error::NotFound) } else { Ok(()) }
}

/// A record that somebody may take over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimable {
    pub person: PersonId,
    /// As the organisation wrote it.
    pub name: String,
    pub org: OrgId,
    pub org_name: String,
    pub address: String,
    /// Somebody has an account with this address.
    pub is_known: bool,
}

/// So many records are shown at once that bear one address.
const MOST: i64 = 50;

type ClaimableRow = (PersonId, String, Option<OrgId>, String);

fn claimable(db: &mut Db, folded: &str, only: Option<PersonId>) -> Result<Vec<Claimable>> {
    let mut rows = person::table
        .inner_join(person_email::table)
        .filter(person_email::address_folded.eq(folded.to_owned()))
        .filter(person_email::verified_at.is_null())
        .filter(person::state.eq(PersonState::Invited))
        .order(person::id)
        .limit(MOST)
        .select((person::id, person::name, person::entered_by_org, person_email::address))
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(id) = only {
        rows = rows.filter(person::id.eq(id));
    }
    let rows: Vec<ClaimableRow> = rows.load(db)?;
    let is_known = find_by_address(db, folded)?.is_some();
    let mut found = Vec::new();
    for (person, name, org, address) in rows {
        let Some(org) = org else { continue };
        let org_name = organisation_text::table
            .filter(organisation_text::org_id.eq(org))
            .filter(organisation_text::is_original.eq(true))
            .select(organisation_text::title)
            .first(db)?;
        found.push(Claimable {
            person,
            name,
            org,
            org_name,
            address,
            is_known,
        });
    }
    Ok(found)
}

/// The record that a mailed link leads to, if the address still stands beside it and nobody has taken it over.
///
/// # Errors
/// The database's.
pub fn find_claim(db: &mut Db, hash: &[u8], now: UtcTime) -> Result<Option<Claimable>> {
    let Some(link) = find_link(db, hash, LinkPurpose::Claim, now)? else {
        return Ok(None);
    };
    Ok(claimable(db, &link.address_folded, link.person)?.into_iter().next())
}

/// The records that stand open to a person: one of their proved addresses was written beside each.
///
/// # Errors
/// The database's.
pub fn list_offered(db: &mut Db, whose: PersonId) -> Result<Vec<Claimable>> {
    let addresses: Vec<String> = person_email::table
        .filter(person_email::person_id.eq(whose))
        .filter(person_email::verified_at.is_not_null())
        .order(person_email::id)
        .select(person_email::address_folded)
        .load(db)?;
    let mut found = Vec::new();
    for folded in addresses {
        found.extend(claimable(db, &folded, None)?);
    }
    Ok(found)
}

/// What the person says who takes a record over.
#[derive(Debug, Clone)]
pub struct NewOwner {
    pub name: String,
    pub language: String,
    pub password_hash: String,
}

/// Makes a record the account of whoever opened the letter. `None` where the link no longer opens, or the address is
/// somebody's by now.
///
/// # Errors
/// The database's.
pub fn claim(db: &mut Db, hash: &[u8], new: &NewOwner, now: UtcTime) -> Result<Option<Claimable>> {
    let Some(found) = find_claim(db, hash, now)?.filter(|found| !found.is_known) else {
        return Ok(None);
    };
    lock_unclaimed(db, found.person)?;
    if use_link(db, hash, LinkPurpose::Claim, now)?.is_none() {
        return Ok(None);
    }
    end_links(db, found.person, now)?;
    // whoever opened the letter proved the address that it went to, and no other that stands there
    diesel::update(person_email::table.filter(person_email::person_id.eq(found.person)))
        .set(person_email::is_primary.eq(false))
        .execute(db)?;
    diesel::update(unproved(found.person).filter(person_email::address.eq(&found.address)))
        .set((person_email::verified_at.eq(Some(now)), person_email::is_primary.eq(true)))
        .execute(db)?;
    diesel::insert_into(credential::table)
        .values((
            credential::person_id.eq(found.person),
            credential::password_hash.eq(&new.password_hash),
            credential::set_at.eq(now),
        ))
        .execute(db)?;
    diesel::update(person::table.filter(person::id.eq(found.person)))
        .set((
            person::name.eq(&new.name),
            person::name_folded.eq(tokens::folded(&new.name)),
            person::language.eq(Some(&new.language)),
            person::state.eq(PersonState::Active),
            person::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(Some(found))
}

/// Takes an address off a record of somebody else, and the links with it.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it does not stand there.
pub fn disown(db: &mut Db, found: &Claimable, now: UtcTime) -> Result<()> {
    lock_unclaimed(db, found.person)?;
    let gone = diesel::delete(unproved(found.person).filter(person_email::address.eq(&found.address))).execute(db)?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    end_links(db, found.person, now)
}
