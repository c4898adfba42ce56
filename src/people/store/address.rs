//! Where letters to a person go.

use diesel::prelude::*;

use crate::db::schema::{person, person_email};
use crate::db::{Db, Result};
use crate::kernel::PersonId;
use crate::kernel::text::EmailAddress;
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
    let found: Option<(String, Option<String>, String)> = person::table
        .inner_join(person_email::table)
        .filter(person::id.eq(id))
        .filter(person::state.eq(PersonState::Active))
        .filter(person_email::verified_at.is_not_null())
        .order((person_email::is_primary.desc(), person_email::id))
        .select((person::name, person::language, person_email::address))
        .first(db)
        .optional()?;
    Ok(found.and_then(|(name, language, address)| {
        let to = EmailAddress::parse(&address).ok()?;
        Some(Recipient { person: id, name, language, to })
    }))
}
