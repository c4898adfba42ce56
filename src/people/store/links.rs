//! Links that are mailed. The database keeps a keyed hash of the token; a link is for one purpose, one address, one use.

use diesel::prelude::*;

use crate::db::schema::link_token;
use crate::db::{Db, MultiBackend, Result, dialect};
use crate::kernel::{AnyId, PersonId, UtcTime};
use crate::people::LinkPurpose;
use crate::queue;

/// A link that is about to be mailed.
#[derive(Debug, Clone)]
pub struct NewLink {
    pub hash: Vec<u8>,
    pub purpose: LinkPurpose,
    pub person: Option<PersonId>,
    /// What else it is bound to.
    pub entity: Option<AnyId>,
    pub address_folded: String,
    /// What the page of the link needs to know.
    pub payload: String,
    pub expires_at: UtcTime,
}

/// A link that still opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLink {
    pub person: Option<PersonId>,
    pub entity: Option<AnyId>,
    pub address_folded: String,
    pub payload: String,
}

/// Keeps a link. A newer one kills the older ones of its purpose and address, and of what else it is bound to.
///
/// # Errors
/// The database's.
pub fn put_link(db: &mut Db, new: &NewLink, now: UtcTime) -> Result<()> {
    kill_links(db, new.purpose, &new.address_folded, new.entity, now)?;
    diesel::insert_into(link_token::table)
        .values((
            link_token::token_hash.eq(&new.hash),
            link_token::purpose.eq(new.purpose),
            link_token::person_id.eq(new.person),
            link_token::entity_id.eq(new.entity),
            link_token::address_folded.eq(&new.address_folded),
            link_token::payload.eq(&new.payload),
            link_token::created_at.eq(now),
            link_token::expires_at.eq(new.expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Ends the open links of a purpose to an address that are bound to this thing, or to none.
///
/// # Errors
/// The database's.
pub(super) fn kill_links(db: &mut Db, purpose: LinkPurpose, address_folded: &str, entity: Option<AnyId>, now: UtcTime) -> Result<()> {
    let mut older = link_token::table
        .filter(link_token::address_folded.eq(address_folded))
        .filter(link_token::purpose.eq(purpose))
        .filter(link_token::used_at.is_null())
        .select(link_token::token_hash)
        .into_boxed::<MultiBackend>();
    older = match entity {
        Some(entity) => older.filter(link_token::entity_id.eq(entity)),
        None => older.filter(link_token::entity_id.is_null()),
    };
    for hash in older.load::<Vec<u8>>(db)? {
        diesel::update(link_token::table.filter(link_token::token_hash.eq(hash)))
            .set(link_token::used_at.eq(Some(now)))
            .execute(db)?;
    }
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn open<'a>(hash: &'a [u8], purpose: LinkPurpose, now: UtcTime) -> _ {
    link_token::table
        .filter(link_token::token_hash.eq(hash))
        .filter(link_token::purpose.eq(purpose))
        .filter(link_token::used_at.is_null())
        .filter(link_token::expires_at.gt(now))
        .select((
            link_token::person_id,
            link_token::entity_id,
            link_token::address_folded,
            link_token::payload,
        ))
}

fn made((person, entity, address_folded, payload): (Option<PersonId>, Option<AnyId>, String, String)) -> OpenLink {
    OpenLink {
        person,
        entity,
        address_folded,
        payload,
    }
}

/// What a link stands for, if it still opens. Looking does not use it up.
///
/// # Errors
/// The database's.
pub fn find_link(db: &mut Db, hash: &[u8], purpose: LinkPurpose, now: UtcTime) -> Result<Option<OpenLink>> {
    Ok(open(hash, purpose, now).first(db).optional()?.map(made))
}

/// Uses a link up; of two who try at once one gets it. Who opens what was mailed has shown that letters arrive there.
///
/// # Errors
/// The database's.
pub fn use_link(db: &mut Db, hash: &[u8], purpose: LinkPurpose, now: UtcTime) -> Result<Option<OpenLink>> {
    let found = dialect::lock(open(hash, purpose, now)).load(db)?.into_iter().next().map(made);
    if let Some(link) = &found {
        diesel::update(link_token::table.filter(link_token::token_hash.eq(hash)))
            .set(link_token::used_at.eq(Some(now)))
            .execute(db)?;
        if purpose.is_mailed() {
            queue::store::lift_proved(db, &link.address_folded, now)?;
        }
    }
    Ok(found)
}
