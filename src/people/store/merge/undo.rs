//! Taking two records apart again: first a look whether everything is where the merge put it, then all of it goes back.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::tables::{IS_ADDRESS_WITH, MOVES, MOVES_ONCE, Moving, MovingOnce};
use super::{CountRow, Merge, has_account, lock_both, move_once};
use crate::db::schema::{person, person_email, person_merge, role_target};
use crate::db::{Db, DbUuid, Error, Result};
use crate::kernel::{EmailId, PersonId, UtcTime};
use crate::network::{CountryCode, Sector};
use crate::people::PersonState;
use crate::people::merge::Refusal;

/// Locks both records of a merge and looks whether everything that it moved is still where it put it.
///
/// # Errors
/// The database's.
pub fn begin_undo(db: &mut Db, merge: &Merge) -> Result<Option<Refusal>> {
    let (kept, merged) = lock_both(db, merge.kept, merge.merged)?;
    if merge.undone_at.is_some() || merged.2 != Some(merge.kept) {
        return Ok(Some(Refusal::Undone));
    }
    if kept.3.is_some() || merged.3.is_some() {
        return Ok(Some(Refusal::Erased));
    }
    if kept.2.is_some() || kept.1 == PersonState::Closed {
        return Ok(Some(Refusal::MergedOn));
    }
    // a letter may have been thrown away in the meantime: nothing rests on it
    for (table, ids) in merge.moves.rows.iter().filter(|(table, _)| table != "message") {
        for id in ids {
            if !is_with(db, known(table)?.is_with, id, merge.kept)? {
                return Ok(Some(Refusal::RowGone));
            }
        }
    }
    for (table, keys) in &merge.moves.once {
        let table = known_once(table)?;
        for value in keys {
            let found: CountRow = diesel::sql_query(table.is_with)
                .bind::<DbUuid, _>(merge.kept)
                .bind::<Text, _>(value)
                .get_result(db)?;
            if found.count == 0 {
                return Ok(Some(Refusal::RowGone));
            }
        }
    }
    for before in &merge.moves.emails {
        let whose = if before.has_moved { merge.kept } else { merge.merged };
        if !is_with(db, IS_ADDRESS_WITH, &before.id, whose)?
            || (before.verified_at.is_some() && is_proved_elsewhere(db, id_of(&before.id)?)?)
        {
            return Ok(Some(Refusal::RowGone));
        }
    }
    if !keeps_an_address(db, merge)? {
        return Ok(Some(Refusal::RowGone));
    }
    Ok(None)
}

/// Is there an address left to whoever signs in to the kept record?
fn keeps_an_address(db: &mut Db, merge: &Merge) -> Result<bool> {
    if !has_account(db, merge.kept)? {
        return Ok(true);
    }
    let leaves: Vec<EmailId> = merge
        .moves
        .emails
        .iter()
        .filter(|before| before.verified_at.is_some())
        .map(|before| id_of(&before.id))
        .collect::<Result<_>>()?;
    let left: i64 = person_email::table
        .filter(person_email::person_id.eq(merge.kept))
        .filter(person_email::verified_at.is_not_null())
        .filter(person_email::id.ne_all(leaves))
        .count()
        .get_result(db)?;
    Ok(left > 0)
}

fn id_of<I: crate::kernel::Id>(text: &str) -> Result<I> {
    crate::kernel::ids::decode(text)
        .map(I::new)
        .map_err(|error| Error::Unavailable(format!("a merge cannot be read: {error}")))
}

fn known(table: &str) -> Result<&'static Moving> {
    MOVES.iter().find(|known| known.name == table).ok_or(Error::NotFound)
}

fn known_once(table: &str) -> Result<&'static MovingOnce> {
    MOVES_ONCE.iter().find(|known| known.name == table).ok_or(Error::NotFound)
}

fn is_with(db: &mut Db, statement: &'static str, id: &str, whose: PersonId) -> Result<bool> {
    let found: CountRow = diesel::sql_query(statement)
        .bind::<DbUuid, _>(id_of::<PersonId>(id)?)
        .bind::<DbUuid, _>(whose)
        .get_result(db)?;
    Ok(found.count == 1)
}

/// Has somebody else proved this address since?
fn is_proved_elsewhere(db: &mut Db, id: EmailId) -> Result<bool> {
    let folded: String = person_email::table
        .filter(person_email::id.eq(id))
        .select(person_email::address_folded)
        .first(db)?;
    let others: i64 = person_email::table
        .filter(person_email::address_folded.eq(folded))
        .filter(person_email::id.ne(id))
        .filter(person_email::verified_at.is_not_null())
        .count()
        .get_result(db)?;
    Ok(others > 0)
}

/// Puts back what [`begin_undo`] found in its place. Sessions stay ended.
///
/// # Errors
/// The database's.
pub fn finish_undo(db: &mut Db, merge: &Merge, by: PersonId, now: UtcTime) -> Result<()> {
    let moves = &merge.moves;
    for (table, ids) in &moves.rows {
        let table = known(table)?;
        for id in ids {
            diesel::sql_query(table.give)
                .bind::<DbUuid, _>(merge.merged)
                .bind::<DbUuid, _>(id_of::<PersonId>(id)?)
                .execute(db)?;
        }
    }
    for (table, keys) in &moves.once {
        for value in keys {
            move_once(db, known_once(table)?, value, merge.kept, merge.merged)?;
        }
    }
    restore_main_role(db, merge)?;
    restore_addresses(db, merge)?;
    empty(db, merge)?;
    restore(db, merge.kept, moves.kept_updated_at)?;
    let state: PersonState = moves
        .state
        .parse()
        .map_err(|_error| Error::Unavailable("a merge cannot be read".to_owned()))?;
    diesel::update(person::table.filter(person::id.eq(merge.merged)))
        .set((person::state.eq(state), person::merged_into.eq(None::<PersonId>)))
        .execute(db)?;
    restore(db, merge.merged, moves.merged_updated_at)?;
    diesel::update(person_merge::table.filter(person_merge::id.eq(merge.id)))
        .set((person_merge::undone_by.eq(Some(by)), person_merge::undone_at.eq(Some(now))))
        .execute(db)?;
    Ok(())
}

/// The merged record has the main role that it had, and no other.
fn restore_main_role(db: &mut Db, merge: &Merge) -> Result<()> {
    let own = || role_target::table.filter(role_target::person_id.eq(merge.merged));
    diesel::update(own()).set(role_target::is_main.eq(false)).execute(db)?;
    for role in &merge.moves.main_roles {
        diesel::update(own().filter(role_target::role.eq(role)))
            .set(role_target::is_main.eq(true))
            .execute(db)?;
    }
    Ok(())
}

/// Addresses go back as they were, but for one that the kept account proved for the first time: that is theirs.
fn restore_addresses(db: &mut Db, merge: &Merge) -> Result<()> {
    for before in &merge.moves.emails {
        let id: EmailId = id_of(&before.id)?;
        let row = person_email::table.filter(person_email::id.eq(id));
        let proved: Option<UtcTime> = row.select(person_email::verified_at).first(db)?;
        if before.has_moved && before.verified_at.is_none() && proved.is_some() {
            continue;
        }
        diesel::update(row)
            .set((
                person_email::person_id.eq(merge.merged),
                person_email::verified_at.eq(before.verified_at.map(UtcTime::new)),
                person_email::is_primary.eq(before.is_primary),
            ))
            .execute(db)?;
    }
    let own = || {
        person_email::table
            .filter(person_email::person_id.eq(merge.kept))
            .filter(person_email::verified_at.is_not_null())
    };
    let primary: i64 = own().filter(person_email::is_primary.eq(true)).count().get_result(db)?;
    if primary == 0 {
        let first: Option<EmailId> = own().order(person_email::id).select(person_email::id).first(db).optional()?;
        if let Some(first) = first {
            diesel::update(person_email::table.filter(person_email::person_id.eq(merge.kept)))
                .set(person_email::is_primary.eq(person_email::id.eq(first)))
                .execute(db)?;
        }
    }
    Ok(())
}

fn restore(db: &mut Db, whose: PersonId, updated_at: DateTime<Utc>) -> Result<()> {
    diesel::update(person::table.filter(person::id.eq(whose)))
        .set(person::updated_at.eq(UtcTime::new(updated_at)))
        .execute(db)?;
    Ok(())
}

/// What was filled in goes, unless the person has said something else since.
fn empty(db: &mut Db, merge: &Merge) -> Result<()> {
    let row = person::table.filter(person::id.eq(merge.kept));
    for (column, value) in &merge.moves.filled {
        match column.as_str() {
            "country" => diesel::update(row.filter(person::country.eq(Some(value))))
                .set(person::country.eq(None::<CountryCode>))
                .execute(db)?,
            "sector" => diesel::update(row.filter(person::sector.eq(Some(value))))
                .set(person::sector.eq(None::<Sector>))
                .execute(db)?,
            _ => diesel::update(row.filter(person::birth_year.eq(value.parse::<i32>().ok())))
                .set(person::birth_year.eq(None::<i32>))
                .execute(db)?,
        };
    }
    Ok(())
}
