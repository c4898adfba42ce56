//! Who works for an organisation. A person is found here through their employment alone: those of others are not found.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::schema::{employment, person, person_email, person_language};
use crate::db::{Db, Result};
use crate::kernel::{EmailId, EmploymentId, OrgId, PersonId, UtcTime};
use crate::network::{CountryCode, LanguageCode, Sector};
use crate::people::PersonState;
use crate::words::tokens;

/// Somebody who works for an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employed {
    pub employment: EmploymentId,
    pub person: PersonId,
    pub name: String,
    /// The form in which names are compared.
    pub folded: String,
    pub staff_number: Option<String>,
    pub post: Option<String>,
    pub country: Option<CountryCode>,
}

type Row = (
    EmploymentId,
    PersonId,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<CountryCode>,
);

fn to_employed(row: Row) -> Employed {
    let (employment, person, name, folded, staff_number, post, country) = row;
    Employed {
        employment,
        person,
        name,
        folded,
        staff_number,
        post,
        country,
    }
}

macro_rules! employed {
    ($org:expr, $day:expr) => {
        employment::table
            .inner_join(person::table)
            .filter(employment::org_id.eq($org))
            .filter(employment::ended_on.is_null().or(employment::ended_on.gt($day)))
            .filter(person::state.ne(PersonState::Closed))
            .order((person::name_folded, person::id))
            .select((
                employment::id,
                person::id,
                person::name,
                person::name_folded,
                employment::staff_number,
                employment::post,
                person::country,
            ))
    };
}

/// Everybody who works for an organisation on a day, by name; each person once.
///
/// # Errors
/// The database's.
pub fn list_staff(db: &mut Db, org: OrgId, day: NaiveDate) -> Result<Vec<Employed>> {
    let rows: Vec<Row> = employed!(org, day).load(db)?;
    let mut staff: Vec<Employed> = rows.into_iter().map(to_employed).collect();
    staff.dedup_by_key(|one| one.person);
    Ok(staff)
}

/// One of an organisation's staff.
///
/// # Errors
/// The database's.
pub fn find_staff(db: &mut Db, org: OrgId, id: PersonId, day: NaiveDate) -> Result<Option<Employed>> {
    let row: Option<Row> = employed!(org, day).filter(person::id.eq(id)).first(db).optional()?;
    Ok(row.map(to_employed))
}

/// Those of an organisation's staff who have one of these staff numbers.
///
/// # Errors
/// The database's.
pub fn list_by_number(db: &mut Db, org: OrgId, numbers: &[String], day: NaiveDate) -> Result<Vec<Employed>> {
    let rows: Vec<Row> = employed!(org, day).filter(employment::staff_number.eq_any(numbers)).load(db)?;
    Ok(rows.into_iter().map(to_employed).collect())
}

/// How many people work for an organisation.
///
/// # Errors
/// The database's.
pub fn count_staff(db: &mut Db, org: OrgId, day: NaiveDate) -> Result<i64> {
    Ok(employment::table
        .inner_join(person::table)
        .filter(employment::org_id.eq(org))
        .filter(employment::ended_on.is_null().or(employment::ended_on.gt(day)))
        .filter(person::state.ne(PersonState::Closed))
        .select(diesel::dsl::count(person::id).aggregate_distinct())
        .first(db)?)
}

/// A person whom their organisation enters. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct NewStaff {
    pub person: PersonId,
    pub employment: EmploymentId,
    pub email: EmailId,
    pub name: String,
    /// Nobody has proven yet that it is theirs.
    pub address: Option<(String, String)>,
    pub staff_number: Option<String>,
    pub post: Option<String>,
    pub country: Option<CountryCode>,
    pub birth_year: Option<i32>,
    pub sector: Option<Sector>,
    pub languages: Vec<LanguageCode>,
}

/// Enters a person who cannot sign in yet, and that they work here.
///
/// # Errors
/// The database's; [`crate::db::Error::Conflict`] where the number is taken.
pub fn insert_staff(db: &mut Db, org: OrgId, new: &NewStaff, now: UtcTime) -> Result<()> {
    diesel::insert_into(person::table)
        .values((
            person::id.eq(new.person),
            person::name.eq(&new.name),
            person::name_folded.eq(tokens::folded(&new.name)),
            person::country.eq(new.country),
            person::birth_year.eq(new.birth_year),
            person::sector.eq(new.sector),
            person::state.eq(PersonState::Invited),
            person::entered_by_org.eq(Some(org)),
            person::created_at.eq(now),
            person::updated_at.eq(now),
        ))
        .execute(db)?;
    if let Some((address, folded)) = &new.address {
        diesel::insert_into(person_email::table)
            .values((
                person_email::id.eq(new.email),
                person_email::person_id.eq(new.person),
                person_email::address.eq(address),
                person_email::address_folded.eq(folded),
                person_email::is_primary.eq(true),
                person_email::created_at.eq(now),
            ))
            .execute(db)?;
    }
    for language in &new.languages {
        diesel::insert_into(person_language::table)
            .values((person_language::person_id.eq(new.person), person_language::language.eq(*language)))
            .execute(db)?;
    }
    diesel::insert_into(employment::table)
        .values((
            employment::id.eq(new.employment),
            employment::person_id.eq(new.person),
            employment::org_id.eq(org),
            employment::staff_number.eq(&new.staff_number),
            employment::post.eq(&new.post),
            employment::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Gives somebody another post.
///
/// # Errors
/// The database's.
pub fn set_post(db: &mut Db, id: EmploymentId, post: &str) -> Result<()> {
    diesel::update(employment::table.filter(employment::id.eq(id)))
        .set(employment::post.eq(Some(post)))
        .execute(db)?;
    Ok(())
}
