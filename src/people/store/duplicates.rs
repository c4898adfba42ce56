//! Pairs of records that may be one person: found from time to time, shown to those who may decide, kept when they did.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::merge::holds;
use crate::db::dialect::one_of;
use crate::db::schema::{
    duplicate_pair, employment, evidence, membership, organisation_text, person, person_email, place, role_target, seat,
};
use crate::db::{Db, DbUuid, MultiBackend, Result};
use crate::kernel::{OrgId, PersonId, UtcTime};
use crate::network::CountryCode;
use crate::people::PersonState;
use crate::people::duplicates::{Pair, Record, Sign};
use crate::people::merge::Holds;

type RecordRow = (PersonId, String, Option<i32>, Option<CountryCode>);

/// Everybody whose record may be one of two.
///
/// # Errors
/// The database's.
pub fn load_records(db: &mut Db) -> Result<Vec<Record>> {
    let rows: Vec<RecordRow> = person::table
        .filter(person::state.ne(PersonState::Closed))
        .filter(person::erased_at.is_null())
        .order(person::id)
        .select((person::id, person::name_folded, person::birth_year, person::country))
        .load(db)?;
    let addresses: Vec<(PersonId, String)> = person_email::table
        .select((person_email::person_id, person_email::address_folded))
        .load(db)?;
    let employers: Vec<(PersonId, OrgId)> = employment::table.select((employment::person_id, employment::org_id)).load(db)?;
    let mut records: BTreeMap<PersonId, Record> = BTreeMap::new();
    for (id, folded, birth_year, country) in rows {
        let record = Record {
            birth_year,
            country,
            ..Record::new(id, &folded)
        };
        records.insert(id, record);
    }
    for (id, address) in addresses {
        if let Some(record) = records.get_mut(&id) {
            record.addresses.insert(address);
        }
    }
    for (id, org) in employers {
        if let Some(record) = records.get_mut(&id) {
            record.employers.insert(org);
        }
    }
    Ok(records.into_values().collect())
}

fn written(signs: &[Sign]) -> String {
    signs.iter().map(|sign| sign.code()).collect::<Vec<_>>().join(" ")
}

/// What becomes of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairChange {
    Found(Pair),
    /// Its signs are others by now.
    Other(Pair),
    /// It is none any more.
    Gone(PersonId, PersonId),
}

/// What is to be changed of what is kept: new pairs come, others change, those that are none any more go. What somebody decided
/// stays.
///
/// # Errors
/// The database's.
pub fn changes_of(db: &mut Db, found: Vec<Pair>) -> Result<Vec<PairChange>> {
    type Row = (PersonId, PersonId, i32, String, Option<UtcTime>);
    let rows: Vec<Row> = duplicate_pair::table
        .select((
            duplicate_pair::person_id,
            duplicate_pair::other_id,
            duplicate_pair::score,
            duplicate_pair::signs,
            duplicate_pair::dismissed_at,
        ))
        .load(db)?;
    let mut known: BTreeMap<(PersonId, PersonId), (i32, String, bool)> = rows
        .into_iter()
        .map(|(person, other, score, signs, dismissed_at)| ((person, other), (score, signs, dismissed_at.is_some())))
        .collect();
    let mut changes = Vec::new();
    for pair in found {
        match known.remove(&(pair.person, pair.other)) {
            None => changes.push(PairChange::Found(pair)),
            Some((score, before, false)) if score != pair.score || before != written(&pair.signs) => {
                changes.push(PairChange::Other(pair));
            }
            Some(_) => {}
        }
    }
    let gone = known.into_iter().filter(|(_, (.., is_decided))| !is_decided);
    changes.extend(gone.map(|((person, other), _)| PairChange::Gone(person, other)));
    Ok(changes)
}

/// Makes these changes; returns how many pairs are new. Made twice they change nothing more.
///
/// # Errors
/// The database's.
pub fn change_pairs(db: &mut Db, changes: &[PairChange], now: UtcTime) -> Result<usize> {
    let mut new = 0;
    for change in changes {
        match change {
            PairChange::Found(pair) => {
                let known: i64 = one_pair(pair.person, pair.other).count().get_result(db)?;
                if known == 0 {
                    new += 1;
                    insert_pair(db, pair, now)?;
                }
            }
            PairChange::Other(pair) => {
                diesel::update(one_pair(pair.person, pair.other))
                    .set((duplicate_pair::score.eq(pair.score), duplicate_pair::signs.eq(written(&pair.signs))))
                    .execute(db)?;
            }
            PairChange::Gone(person, other) => {
                diesel::delete(one_pair(*person, *other).filter(duplicate_pair::dismissed_at.is_null())).execute(db)?;
            }
        }
    }
    Ok(new)
}

fn insert_pair(db: &mut Db, pair: &Pair, now: UtcTime) -> Result<()> {
    diesel::insert_into(duplicate_pair::table)
        .values((
            duplicate_pair::person_id.eq(pair.person),
            duplicate_pair::other_id.eq(pair.other),
            duplicate_pair::score.eq(pair.score),
            duplicate_pair::signs.eq(written(&pair.signs)),
            duplicate_pair::found_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

#[diesel::dsl::auto_type(no_type_alias)]
fn one_pair(person: PersonId, other: PersonId) -> _ {
    duplicate_pair::table
        .filter(duplicate_pair::person_id.eq(person))
        .filter(duplicate_pair::other_id.eq(other))
}

/// Whose records somebody may decide about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    Everywhere,
    /// Both have to be of these countries.
    Countries(BTreeSet<CountryCode>),
}

impl Within {
    #[must_use]
    pub fn holds(&self, country: Option<CountryCode>) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Countries(countries) => country.is_some_and(|country| countries.contains(&country)),
        }
    }
}

/// A pair that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub other: PersonId,
    pub names: (String, String),
    pub countries: (Option<CountryCode>, Option<CountryCode>),
    pub score: i32,
    pub signs: Vec<Sign>,
}

/// The people of these countries.
pub(super) fn of_countries(countries: &BTreeSet<CountryCode>) -> person::BoxedQuery<'static, MultiBackend, DbUuid> {
    let countries: Vec<CountryCode> = countries.iter().copied().collect();
    person::table
        .filter(person::country.eq_any(countries))
        .select(person::id)
        .into_boxed()
}

/// So many pairs are looked through for a list.
const MOST: i64 = 2_000;

type PairRow = (PersonId, PersonId, i32, String);
type Brief = (PersonId, String, Option<CountryCode>);

/// The pairs that wait for a decision and lie within somebody's part, the surest first.
///
/// # Errors
/// The database's.
pub fn list_pairs(db: &mut Db, within: &Within) -> Result<Vec<Waiting>> {
    let mut query = duplicate_pair::table
        .filter(duplicate_pair::dismissed_at.is_null())
        .order((duplicate_pair::score.desc(), duplicate_pair::person_id, duplicate_pair::other_id))
        .limit(MOST)
        .select((
            duplicate_pair::person_id,
            duplicate_pair::other_id,
            duplicate_pair::score,
            duplicate_pair::signs,
        ))
        .into_boxed::<MultiBackend>();
    if let Within::Countries(countries) = within {
        query = query
            .filter(one_of(duplicate_pair::person_id, of_countries(countries)))
            .filter(one_of(duplicate_pair::other_id, of_countries(countries)));
    }
    let rows: Vec<PairRow> = query.load(db)?;
    waiting(db, rows, within)
}

/// One of them.
///
/// # Errors
/// The database's.
pub fn find_pair(db: &mut Db, person: PersonId, other: PersonId, within: &Within) -> Result<Option<Waiting>> {
    let rows: Vec<PairRow> = one_pair(person, other)
        .filter(duplicate_pair::dismissed_at.is_null())
        .select((
            duplicate_pair::person_id,
            duplicate_pair::other_id,
            duplicate_pair::score,
            duplicate_pair::signs,
        ))
        .load(db)?;
    Ok(waiting(db, rows, within)?.into_iter().next())
}

fn waiting(db: &mut Db, rows: Vec<PairRow>, within: &Within) -> Result<Vec<Waiting>> {
    let ids: BTreeSet<PersonId> = rows.iter().flat_map(|row| [row.0, row.1]).collect();
    let people: Vec<Brief> = person::table
        .filter(person::id.eq_any(ids))
        .filter(person::state.ne(PersonState::Closed))
        .select((person::id, person::name, person::country))
        .load(db)?;
    let people: BTreeMap<PersonId, (String, Option<CountryCode>)> =
        people.into_iter().map(|(id, name, country)| (id, (name, country))).collect();
    let found = rows.into_iter().filter_map(|(person, other, score, signs)| {
        let (one, two) = (people.get(&person)?, people.get(&other)?);
        (within.holds(one.1) && within.holds(two.1)).then(|| Waiting {
            person,
            other,
            names: (one.0.clone(), two.0.clone()),
            countries: (one.1, two.1),
            score,
            signs: signs.split(' ').filter_map(|sign| sign.parse().ok()).collect(),
        })
    });
    Ok(found.collect())
}

/// Two records that are not one person: never shown again.
///
/// # Errors
/// The database's; [`crate::db::Error::NotFound`] where it was decided already.
pub fn dismiss_pair(db: &mut Db, person: PersonId, other: PersonId, by: PersonId, reason: &str, now: UtcTime) -> Result<()> {
    let changed = diesel::update(one_pair(person, other).filter(duplicate_pair::dismissed_at.is_null()))
        .set((
            duplicate_pair::dismissed_at.eq(Some(now)),
            duplicate_pair::dismissed_by.eq(Some(by)),
            duplicate_pair::dismissed_reason.eq(Some(reason)),
        ))
        .execute(db)?;
    if changed == 0 { Err(crate::db::Error::NotFound) } else { Ok(()) }
}

/// What a record has, as those see it who decide whether it is one of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub person: PersonId,
    pub name: String,
    pub country: Option<CountryCode>,
    pub birth_year: Option<i32>,
    pub created_at: UtcTime,
    pub holds: Holds,
    /// Names of organisations that they work or act for.
    pub organisations: Vec<String>,
    /// As written, and whether somebody proved it; what is shown of them is masked.
    pub addresses: Vec<(String, bool)>,
    pub roles: Vec<String>,
    pub evidence: i64,
    pub seats: i64,
    pub places: i64,
}

type SideRow = (String, Option<CountryCode>, Option<i32>, UtcTime);

/// # Errors
/// The database's; [`crate::db::Error::NotFound`] where there is no such person.
pub fn get_side(db: &mut Db, id: PersonId) -> Result<Side> {
    let (name, country, birth_year, created_at): SideRow = person::table
        .filter(person::id.eq(id))
        .select((person::name, person::country, person::birth_year, person::created_at))
        .first(db)?;
    let mut orgs: Vec<OrgId> = employment::table
        .filter(employment::person_id.eq(id))
        .select(employment::org_id)
        .load(db)?;
    let teams: Vec<OrgId> = membership::table
        .filter(membership::person_id.eq(id))
        .filter(membership::ended_at.is_null())
        .select(membership::org_id)
        .load(db)?;
    orgs.extend(teams);
    Ok(Side {
        person: id,
        name,
        country,
        birth_year,
        created_at,
        holds: holds(db, id)?,
        organisations: organisation_text::table
            .filter(organisation_text::org_id.eq_any(orgs))
            .filter(organisation_text::is_original.eq(true))
            .order((organisation_text::sort_key, organisation_text::org_id))
            .select(organisation_text::title)
            .load(db)?,
        addresses: person_email::table
            .filter(person_email::person_id.eq(id))
            .order((person_email::is_primary.desc(), person_email::id))
            .select((person_email::address, person_email::verified_at.is_not_null()))
            .load(db)?,
        roles: role_target::table
            .filter(role_target::person_id.eq(id))
            .order((role_target::is_main.desc(), role_target::role))
            .select(role_target::role)
            .load(db)?,
        evidence: evidence::table
            .filter(evidence::person_id.eq(id))
            .filter(evidence::withdrawn_at.is_null())
            .count()
            .get_result(db)?,
        seats: seat::table.filter(seat::person_id.eq(Some(id))).count().get_result(db)?,
        places: place::table.filter(place::person_id.eq(Some(id))).count().get_result(db)?,
    })
}
