//! What matching has to know of a person, as they or their employer stated it.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::schema::{person, person_language};
use crate::db::{Db, Error, Result};
use crate::kernel::{PersonId, UtcTime};
use crate::network::{CountryCode, Fluency, LanguageCode, Sector, Travel};
use crate::people::Profile;

type Row = (
    PersonId,
    String,
    Option<CountryCode>,
    Option<i32>,
    Option<Sector>,
    Option<Travel>,
    Option<NaiveDate>,
    Option<NaiveDate>,
);

/// # Errors
/// [`Error::NotFound`] where there is no such person.
pub fn get_profile(db: &mut Db, id: PersonId) -> Result<Profile> {
    let found = list_profiles(db, &[id])?.pop();
    found.map(|(_, profile)| profile).ok_or(Error::NotFound)
}

/// What is known of some people, by id.
///
/// # Errors
/// The database's.
pub fn list_profiles(db: &mut Db, ids: &[PersonId]) -> Result<Vec<(PersonId, Profile)>> {
    let rows: Vec<Row> = person::table
        .filter(person::id.eq_any(ids))
        .order(person::id)
        .select((
            person::id,
            person::name,
            person::country,
            person::birth_year,
            person::sector,
            person::travel,
            person::available_from,
            person::available_until,
        ))
        .load(db)?;
    let languages: Vec<(PersonId, LanguageCode, Option<Fluency>)> = person_language::table
        .filter(person_language::person_id.eq_any(ids))
        .order((person_language::person_id, person_language::language))
        .select((person_language::person_id, person_language::language, person_language::level))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, country, birth_year, sector, travel, available_from, available_until)| {
            let first = languages.partition_point(|spoken| spoken.0 < id);
            let own = languages[first..].iter().take_while(|spoken| spoken.0 == id);
            let profile = Profile {
                name,
                country,
                birth_year,
                sector,
                travel,
                available_from,
                available_until,
                languages: own.map(|(_, language, fluency)| (*language, *fluency)).collect(),
            };
            (id, profile)
        })
        .collect())
}

/// # Errors
/// The database's.
pub fn save_profile(db: &mut Db, id: PersonId, profile: &Profile, now: UtcTime) -> Result<()> {
    diesel::update(person::table.filter(person::id.eq(id)))
        .set((
            person::name.eq(&profile.name),
            person::name_folded.eq(crate::words::tokens::folded(&profile.name)),
            person::country.eq(profile.country),
            person::birth_year.eq(profile.birth_year),
            person::sector.eq(profile.sector),
            person::travel.eq(profile.travel),
            person::available_from.eq(profile.available_from),
            person::available_until.eq(profile.available_until),
            person::updated_at.eq(now),
        ))
        .execute(db)?;
    diesel::delete(person_language::table.filter(person_language::person_id.eq(id))).execute(db)?;
    for (language, level) in &profile.languages {
        diesel::insert_into(person_language::table)
            .values((
                person_language::person_id.eq(id),
                person_language::language.eq(*language),
                person_language::level.eq(*level),
            ))
            .execute(db)?;
    }
    Ok(())
}
