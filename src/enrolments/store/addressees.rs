//! Whom the letters about a seat go to.

use diesel::prelude::*;

use crate::db::schema::{person, seat};
use crate::db::{Db, Result};
use crate::enrolments::Seat;
use crate::kernel::{OrgId, PersonId};
use crate::people::store::{Recipient, find_recipient, list_recipients};

/// Whom the letters about a seat go to.
#[derive(Debug, Clone)]
pub enum Addressees {
    /// The person whose it is.
    Person(Recipient),
    /// No letter reaches the person: the agency that applied for them hears of it.
    Agency(Nominee),
    Nobody,
}

/// Somebody without an address for whom an agency has applied.
#[derive(Debug, Clone)]
pub struct Nominee {
    pub person: PersonId,
    pub name: String,
    pub agency: OrgId,
    /// Who applied for them, or else everybody who may.
    pub to: Vec<Recipient>,
}

/// # Errors
/// The database's.
pub fn find_addressees(db: &mut Db, about: &Seat) -> Result<Addressees> {
    let Some(person) = about.person else {
        return Ok(Addressees::Nobody);
    };
    if let Some(recipient) = find_recipient(db, person)? {
        return Ok(Addressees::Person(recipient));
    }
    let Some(agency) = about.for_org else {
        return Ok(Addressees::Nobody);
    };
    let applied_by: Option<PersonId> = seat::table.filter(seat::id.eq(about.id)).select(seat::created_by).first(db)?;
    Ok(Addressees::Agency(Nominee {
        person,
        name: person::table.filter(person::id.eq(person)).select(person::name).first(db)?,
        agency,
        to: list_recipients(db, agency, applied_by)?,
    }))
}
