//! Erasing somebody: in place, by the map. Rows that others count on stay, without a word that leads back to the person.

use diesel::prelude::*;

use super::{belongs, day_value, records_of, time_value};
use crate::db::schema::{erasure, membership, message, organisation, person, place, seat};
use crate::db::versions::{self, Topic};
use crate::db::{Db, Engine, Error, Result, dialect};
use crate::kernel::actor::MemberRole;
use crate::kernel::{AnyId, OrgId, PersonId, UtcTime};
use crate::people::PersonState;
use crate::people::privacy::{Erase, Map, Part};
use crate::queue::MessageState;

/// Erases a person and every record that was merged into theirs, and keeps their ids, to erase them again after an older copy of
/// the database was put back. Doing it twice changes nothing more.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is no such person.
pub fn erase(db: &mut Db, id: PersonId, at: UtcTime) -> Result<()> {
    let ids = lock_records(db, id)?;
    cancel_messages(db, &ids)?;
    let engine = db.engine();
    let mut shown = Vec::new();
    for part in Map::builtin().parts() {
        let Some(statement) = statement(engine, &part, &ids, at) else {
            continue;
        };
        let changed = diesel::sql_query(statement).execute(db)?;
        // an address that an organisation showed stood on pages that are kept
        shown.extend(topic(part.table).filter(|_| changed > 0));
    }
    for id in ids {
        let known: i64 = erasure::table.filter(erasure::person_id.eq(id)).count().get_result(db)?;
        if known == 0 {
            diesel::insert_into(erasure::table)
                .values((erasure::person_id.eq(id), erasure::erased_at.eq(at)))
                .execute(db)?;
        }
    }
    shown.into_iter().try_for_each(|topic| versions::bump(db, topic))
}

/// Locks the records of a person: all of them, also one that was merged into another while this waited.
fn lock_records(db: &mut Db, id: PersonId) -> Result<Vec<PersonId>> {
    let mut ids = records_of(db, id)?;
    loop {
        let locked = dialect::lock(person::table.filter(person::id.eq_any(&ids)).order(person::id).select(person::id));
        if locked.load::<PersonId>(db)?.is_empty() {
            return Err(Error::NotFound);
        }
        let now = records_of(db, id)?;
        if now == ids {
            return Ok(ids);
        }
        ids = now;
    }
}

/// What public pages show of a table.
fn topic(table: &str) -> Option<Topic> {
    match table {
        "organisation" => Some(Topic::Network),
        "offering" => Some(Topic::Catalogue),
        "slot" => Some(Topic::Placements),
        _ => None,
    }
}

/// What the map says of one part; `None` where it all stays.
fn statement(engine: Engine, part: &Part, ids: &[PersonId], at: UtcTime) -> Option<String> {
    let condition = belongs(engine, part, ids, true)?;
    if part.entries.iter().any(|entry| entry.erase == Erase::Row) {
        return Some(format!("DELETE FROM \"{}\" WHERE {condition}", part.table));
    }
    let changes: Vec<String> = part
        .entries
        .iter()
        .filter_map(|entry| {
            let column = entry.column;
            match entry.erase {
                Erase::Row | Erase::Keep(_) => None,
                Erase::Null => Some(format!("\"{column}\" = NULL")),
                Erase::Blank => Some(format!("\"{column}\" = ''")),
                Erase::Word(word) => Some(format!("\"{column}\" = '{word}'")),
                Erase::Now => Some(format!("\"{column}\" = COALESCE(\"{column}\", {})", time_value(engine, at))),
                Erase::Today => Some(format!("\"{column}\" = COALESCE(\"{column}\", {})", day_value(engine, at))),
            }
        })
        .collect();
    (!changes.is_empty()).then(|| format!("UPDATE \"{}\" SET {} WHERE {condition}", part.table, changes.join(", ")))
}

/// What waits to be sent to them, or of them, is not sent any more; and nobody signs in to what is left.
fn cancel_messages(db: &mut Db, ids: &[PersonId]) -> Result<()> {
    let mut about: Vec<AnyId> = seat::table
        .filter(seat::person_id.eq_any(ids.iter().copied().map(Some)))
        .select(seat::id)
        .load(db)?;
    about.extend(
        place::table
            .filter(place::person_id.eq_any(ids.iter().copied().map(Some)))
            .select(place::id)
            .load::<AnyId>(db)?,
    );
    let waiting = || message::table.filter(message::state.eq_any([MessageState::Queued, MessageState::Sending]));
    diesel::update(waiting().filter(message::person_id.eq_any(ids.iter().copied().map(Some))))
        .set(message::state.eq(MessageState::Cancelled))
        .execute(db)?;
    diesel::update(waiting().filter(message::entity_id.eq_any(about.into_iter().map(Some))))
        .set(message::state.eq(MessageState::Cancelled))
        .execute(db)?;
    diesel::update(person::table.filter(person::id.eq_any(ids)))
        .set(person::state.eq(PersonState::Closed))
        .execute(db)?;
    Ok(())
}

/// Keeps others from changing who owns these organisations, so that of two owners who go at once one stays.
///
/// # Errors
/// The database's.
pub fn lock_organisations(db: &mut Db, ids: &[OrgId]) -> Result<()> {
    let rows = organisation::table
        .filter(organisation::id.eq_any(ids))
        .order(organisation::id)
        .select(organisation::id);
    dialect::lock(rows).load::<OrgId>(db)?;
    Ok(())
}

/// Is this person the only owner of an organisation who can sign in?
///
/// # Errors
/// The database's.
pub fn is_sole_owner(db: &mut Db, whose: PersonId, org: OrgId) -> Result<bool> {
    let owners: Vec<PersonId> = membership::table
        .inner_join(person::table)
        .filter(membership::org_id.eq(org))
        .filter(membership::role.eq(MemberRole::Owner))
        .filter(membership::ended_at.is_null())
        .filter(person::state.eq(PersonState::Active))
        .select(person::id)
        .load(db)?;
    Ok(owners == [whose])
}

/// Who was erased, and when; the earliest first.
///
/// # Errors
/// The database's.
pub fn list_erasures(db: &mut Db) -> Result<Vec<(PersonId, UtcTime)>> {
    Ok(erasure::table
        .order((erasure::erased_at, erasure::person_id))
        .select((erasure::person_id, erasure::erased_at))
        .load(db)?)
}
