//! People as those see them who grant parts: found by name or address, with what they have and had.

use diesel::prelude::*;

use crate::db::schema::{person, person_email, person_grant};
use crate::db::{Db, MultiBackend, Result};
use crate::kernel::actor::GrantRole;
use crate::kernel::{GrantId, PersonId, UtcTime};
use crate::network::{CountryCode, GroupingCode};
use crate::people::PersonState;
use crate::words::tokens;

/// So many people a search shows.
const MOST: i64 = 50;

/// Somebody whom a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub id: PersonId,
    pub name: String,
    pub country: Option<CountryCode>,
    pub state: PersonState,
    pub roles: Vec<GrantRole>,
}

/// People of a name, or of an address written in full; without either those who were granted something.
///
/// # Errors
/// The database's.
pub fn list_found(db: &mut Db, sought: &str) -> Result<Vec<Found>> {
    let mut query = person::table
        .filter(person::merged_into.is_null())
        .order((person::name_folded, person::id))
        .limit(MOST)
        .select((person::id, person::name, person::country, person::state))
        .into_boxed::<MultiBackend>();
    let sought = sought.trim();
    if sought.is_empty() {
        let granted: Vec<PersonId> = person_grant::table
            .filter(person_grant::ended_at.is_null())
            .select(person_grant::person_id)
            .load(db)?;
        query = query.filter(person::id.eq_any(granted));
    } else if sought.contains('@') {
        let whose: Vec<PersonId> = person_email::table
            .filter(person_email::address_folded.eq(sought.to_lowercase()))
            .select(person_email::person_id)
            .load(db)?;
        query = query.filter(person::id.eq_any(whose));
    } else {
        let folded = tokens::folded(sought).replace(['%', '_', '\\'], "");
        // nothing but marks is nobody's name
        if folded.trim().is_empty() {
            return Ok(Vec::new());
        }
        query = query.filter(person::name_folded.like(format!("%{folded}%")));
    }
    let rows: Vec<(PersonId, String, Option<CountryCode>, PersonState)> = query.load(db)?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.0).collect();
    let grants: Vec<(PersonId, GrantRole)> = person_grant::table
        .filter(person_grant::person_id.eq_any(ids))
        .filter(person_grant::ended_at.is_null())
        .order(person_grant::id)
        .select((person_grant::person_id, person_grant::role))
        .load(db)?;
    let found = rows.into_iter().map(|(id, name, country, state)| {
        let mut roles: Vec<GrantRole> = grants.iter().filter(|grant| grant.0 == id).map(|grant| grant.1).collect();
        roles.sort_unstable();
        roles.dedup();
        Found {
            id,
            name,
            country,
            state,
            roles,
        }
    });
    Ok(found.collect())
}

/// A part that somebody has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    pub id: GrantId,
    pub role: GrantRole,
    pub grouping: Option<GroupingCode>,
    pub reason: String,
    pub granted_by: Option<String>,
    pub granted_at: UtcTime,
    /// When it was withdrawn, and why.
    pub ended: Option<(UtcTime, String)>,
}

/// A person as those see them who grant parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: PersonId,
    pub name: String,
    pub country: Option<CountryCode>,
    pub state: PersonState,
    pub since: UtcTime,
    pub has_factor: bool,
    /// The newest last.
    pub granted: Vec<Granted>,
}

/// # Errors
/// The database's; [`crate::db::Error::NotFound`] where there is nobody, or no longer.
pub fn get_known(db: &mut Db, id: PersonId) -> Result<Known> {
    type Row = (
        GrantId,
        GrantRole,
        Option<GroupingCode>,
        String,
        Option<PersonId>,
        UtcTime,
        Option<UtcTime>,
        Option<String>,
    );
    let (name, country, state, since): (String, Option<CountryCode>, PersonState, UtcTime) = person::table
        .filter(person::id.eq(id))
        .filter(person::merged_into.is_null())
        .filter(person::erased_at.is_null())
        .select((person::name, person::country, person::state, person::created_at))
        .first(db)?;
    let rows: Vec<Row> = person_grant::table
        .filter(person_grant::person_id.eq(id))
        .order(person_grant::id)
        .select((
            person_grant::id,
            person_grant::role,
            person_grant::grouping,
            person_grant::reason,
            person_grant::granted_by,
            person_grant::granted_at,
            person_grant::ended_at,
            person_grant::ended_reason,
        ))
        .load(db)?;
    let givers: Vec<PersonId> = rows.iter().filter_map(|row| row.4).collect();
    let names: Vec<(PersonId, String)> = person::table
        .filter(person::id.eq_any(givers))
        .select((person::id, person::name))
        .load(db)?;
    let granted = rows
        .into_iter()
        .map(|(id, role, grouping, reason, by, granted_at, ended_at, why)| Granted {
            id,
            role,
            grouping,
            reason,
            granted_by: by.and_then(|by| names.iter().find(|(known, _)| *known == by).map(|(_, name)| name.clone())),
            granted_at,
            ended: ended_at.map(|at| (at, why.unwrap_or_default())),
        });
    Ok(Known {
        id,
        name,
        country,
        state,
        since,
        has_factor: super::find_factor(db, id)?.is_some_and(|factor| factor.is_confirmed),
        granted: granted.collect(),
    })
}
