//! Making two records one, as far as this room goes: who they are, what hangs on them by a `person_id`. Seats and places that
//! stand in each other's way are settled before (`enrolments::store::merging`), which is where a merge begins.
//!
//! The statements are those of `tables`; values are bound.

mod tables;
mod undo;

pub use tables::{MOVES, MOVES_ONCE, Moving, MovingOnce, STAYS};
pub use undo::{begin_undo, finish_undo};

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::duplicates::{Within, of_countries};
use crate::db::dialect::one_of;
use crate::db::schema::{credential, membership, person, person_email, person_grant, person_merge, role_target};
use crate::db::{Db, DbUuid, Error, MultiBackend, Result, dialect};
use crate::kernel::{AnyId, EmailId, MergeId, PersonId, UtcTime};
use crate::network::{CountryCode, Sector};
use crate::people::PersonState;
use crate::people::merge::{By, EmailBefore, Holds, Moves, Refusal, refusal};

/// A merge that is about to be made.
#[derive(Debug, Clone)]
pub struct NewMerge {
    pub id: MergeId,
    pub kept: PersonId,
    pub merged: PersonId,
    pub reason: String,
    pub by: PersonId,
    /// Administrators alone touch records of people with a part beyond organisations.
    pub by_administrator: bool,
}

/// A merge that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    pub id: MergeId,
    pub kept: PersonId,
    pub merged: PersonId,
    pub reason: String,
    pub moves: Moves,
    pub merged_at: UtcTime,
    pub undone_at: Option<UtcTime>,
}

type Standing = (PersonId, PersonState, Option<PersonId>, Option<UtcTime>, UtcTime);

/// Locks both records, in the order of their ids.
///
/// # Errors
/// The database's; [`Error::NotFound`] where one is not there.
fn lock_both(db: &mut Db, one: PersonId, other: PersonId) -> Result<(Standing, Standing)> {
    let rows = dialect::lock(person::table.filter(person::id.eq_any([one, other])).order(person::id).select((
        person::id,
        person::state,
        person::merged_into,
        person::erased_at,
        person::updated_at,
    )));
    let rows: Vec<Standing> = rows.load(db)?;
    let of = |id: PersonId| rows.iter().find(|row| row.0 == id).copied().ok_or(Error::NotFound);
    Ok((of(one)?, of(other)?))
}

fn has_account(db: &mut Db, id: PersonId) -> Result<bool> {
    let count: i64 = credential::table.filter(credential::person_id.eq(id)).count().get_result(db)?;
    Ok(count > 0)
}

fn has_part(db: &mut Db, id: PersonId) -> Result<bool> {
    let parts = person_grant::table
        .filter(person_grant::person_id.eq(id))
        .filter(person_grant::ended_at.is_null());
    let count: i64 = parts.count().get_result(db)?;
    Ok(count > 0)
}

fn is_in_team(db: &mut Db, id: PersonId) -> Result<bool> {
    let live = membership::table
        .filter(membership::person_id.eq(id))
        .filter(membership::ended_at.is_null());
    let count: i64 = live.count().get_result(db)?;
    Ok(count > 0)
}

pub(super) fn holds(db: &mut Db, id: PersonId) -> Result<Holds> {
    Ok(Holds {
        account: has_account(db, id)?,
        part: has_part(db, id)?,
        team: is_in_team(db, id)?,
    })
}

/// Locks both records and looks whether they may be made one; what stood before is noted.
///
/// # Errors
/// The database's; [`Error::NotFound`] where one is not there.
pub fn begin_merge(db: &mut Db, new: &NewMerge) -> Result<std::result::Result<Moves, Refusal>> {
    let (kept, merged) = lock_both(db, new.kept, new.merged)?;
    let is_gone = |row: &Standing| row.1 == PersonState::Closed || row.2.is_some() || row.3.is_some();
    if kept.0 == merged.0 || is_gone(&kept) || is_gone(&merged) {
        return Ok(Err(Refusal::Gone));
    }
    let by = if new.by == kept.0 {
        By::Kept
    } else if new.by == merged.0 {
        By::Merged
    } else if new.by_administrator {
        By::Administrator
    } else {
        By::Coordinator
    };
    if let Some(why) = refusal(holds(db, kept.0)?, holds(db, merged.0)?, by) {
        return Ok(Err(why));
    }
    Ok(Ok(Moves {
        state: merged.1.code().to_owned(),
        kept_updated_at: kept.4.get(),
        merged_updated_at: merged.4.get(),
        ..Moves::default()
    }))
}

#[derive(QueryableByName)]
struct IdRow {
    #[diesel(sql_type = DbUuid)]
    id: AnyId,
}

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Text)]
    key: String,
}

#[derive(QueryableByName)]
struct CountRow {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Moves what hangs on the merged record to the kept one, closes it, and writes down what was done.
///
/// # Errors
/// The database's.
pub fn finish_merge(db: &mut Db, new: &NewMerge, mut moves: Moves, now: UtcTime) -> Result<()> {
    move_main_role(db, new, &mut moves)?;
    for table in MOVES {
        let rows: Vec<IdRow> = diesel::sql_query(table.list).bind::<DbUuid, _>(new.merged).load(db)?;
        if !rows.is_empty() {
            diesel::sql_query(table.pass)
                .bind::<DbUuid, _>(new.kept)
                .bind::<DbUuid, _>(new.merged)
                .execute(db)?;
            moves
                .rows
                .push((table.name.to_owned(), rows.iter().map(|row| row.id.to_string()).collect()));
        }
    }
    for table in MOVES_ONCE {
        let known = keys(db, table, new.kept)?;
        let (stay, go): (Vec<String>, Vec<String>) = keys(db, table, new.merged)?.into_iter().partition(|one| known.contains(one));
        for one in &go {
            move_once(db, table, one, new.merged, new.kept)?;
        }
        for (list, what) in [(&mut moves.once, go), (&mut moves.stayed, stay)] {
            if !what.is_empty() {
                list.push((table.name.to_owned(), what));
            }
        }
    }
    move_addresses(db, new, &mut moves)?;
    fill(db, new, &mut moves)?;
    super::end_sessions(db, new.merged)?;
    diesel::update(person::table.filter(person::id.eq(new.merged)))
        .set((
            person::state.eq(PersonState::Closed),
            person::merged_into.eq(Some(new.kept)),
            person::updated_at.eq(now),
        ))
        .execute(db)?;
    let written = serde_json::to_string(&moves).map_err(|error| Error::Unavailable(error.to_string()))?;
    diesel::insert_into(person_merge::table)
        .values((
            person_merge::id.eq(new.id),
            person_merge::kept_id.eq(new.kept),
            person_merge::merged_id.eq(new.merged),
            person_merge::reason.eq(&new.reason),
            person_merge::moves.eq(written),
            person_merge::merged_by.eq(Some(new.by)),
            person_merge::merged_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

fn keys(db: &mut Db, table: &MovingOnce, whose: PersonId) -> Result<Vec<String>> {
    let rows: Vec<KeyRow> = diesel::sql_query(table.list).bind::<DbUuid, _>(whose).load(db)?;
    Ok(rows.into_iter().map(|row| row.key).collect())
}

fn move_once(db: &mut Db, table: &MovingOnce, value: &str, from: PersonId, to: PersonId) -> Result<()> {
    diesel::sql_query(table.pass)
        .bind::<DbUuid, _>(to)
        .bind::<DbUuid, _>(from)
        .bind::<Text, _>(value)
        .execute(db)?;
    Ok(())
}

/// Where the kept record has a main role, that of the merged one is one among others.
fn move_main_role(db: &mut Db, new: &NewMerge, moves: &mut Moves) -> Result<()> {
    let main = |whose: PersonId| {
        role_target::table
            .filter(role_target::person_id.eq(whose))
            .filter(role_target::is_main.eq(true))
    };
    moves.main_roles = main(new.merged).select(role_target::role).load(db)?;
    let has_one: i64 = main(new.kept).count().get_result(db)?;
    if has_one > 0 {
        diesel::update(main(new.merged)).set(role_target::is_main.eq(false)).execute(db)?;
    }
    Ok(())
}

type EmailRow = (EmailId, String, Option<UtcTime>, bool);

fn list_emails(db: &mut Db, whose: PersonId) -> Result<Vec<EmailRow>> {
    Ok(person_email::table
        .filter(person_email::person_id.eq(whose))
        .order(person_email::id)
        .select((
            person_email::id,
            person_email::address_folded,
            person_email::verified_at,
            person_email::is_primary,
        ))
        .load(db)?)
}

/// Addresses go along unproved: who reads their mail proves them anew from the kept account. One that stands beside both stays.
fn move_addresses(db: &mut Db, new: &NewMerge, moves: &mut Moves) -> Result<()> {
    let known = list_emails(db, new.kept)?;
    let mut has_primary = known.iter().any(|row| row.3);
    for (id, folded, verified_at, is_primary) in list_emails(db, new.merged)? {
        let has_moved = known.iter().all(|row| row.1 != folded);
        let stays_primary = is_primary && (!has_moved || !has_primary);
        has_primary |= stays_primary && has_moved;
        diesel::update(person_email::table.filter(person_email::id.eq(id)))
            .set((
                person_email::person_id.eq(if has_moved { new.kept } else { new.merged }),
                person_email::verified_at.eq(None::<UtcTime>),
                person_email::is_primary.eq(stays_primary),
            ))
            .execute(db)?;
        moves.emails.push(EmailBefore {
            id: id.to_string(),
            verified_at: verified_at.map(UtcTime::get),
            is_primary,
            has_moved,
        });
    }
    Ok(())
}

type Said = (Option<CountryCode>, Option<Sector>, Option<i32>);

fn said(db: &mut Db, whose: PersonId) -> Result<Said> {
    Ok(person::table
        .filter(person::id.eq(whose))
        .select((person::country, person::sector, person::birth_year))
        .first(db)?)
}

/// What the kept record does not say, and the merged one does.
fn fill(db: &mut Db, new: &NewMerge, moves: &mut Moves) -> Result<()> {
    let (kept, merged) = (said(db, new.kept)?, said(db, new.merged)?);
    let row = person::table.filter(person::id.eq(new.kept));
    if let (None, Some(country)) = (kept.0, merged.0) {
        diesel::update(row).set(person::country.eq(Some(country))).execute(db)?;
        moves.filled.push(("country".to_owned(), country.to_string()));
    }
    if let (None, Some(sector)) = (kept.1, merged.1) {
        diesel::update(row).set(person::sector.eq(Some(sector))).execute(db)?;
        moves.filled.push(("sector".to_owned(), sector.to_string()));
    }
    if let (None, Some(year)) = (kept.2, merged.2) {
        diesel::update(row).set(person::birth_year.eq(Some(year))).execute(db)?;
        moves.filled.push(("birth_year".to_owned(), year.to_string()));
    }
    Ok(())
}

type MergeRow = (MergeId, PersonId, PersonId, String, String, UtcTime, Option<UtcTime>);

fn to_merge((id, kept, merged, reason, moves, merged_at, undone_at): MergeRow) -> Result<Merge> {
    Ok(Merge {
        id,
        kept,
        merged,
        reason,
        // of somebody who was erased nothing is left to put back
        moves: if moves.is_empty() {
            Moves::default()
        } else {
            serde_json::from_str(&moves).map_err(|error| Error::Unavailable(format!("a merge cannot be read: {error}")))?
        },
        merged_at,
        undone_at,
    })
}

macro_rules! merge_columns {
    () => {
        (
            person_merge::id,
            person_merge::kept_id,
            person_merge::merged_id,
            person_merge::reason,
            person_merge::moves,
            person_merge::merged_at,
            person_merge::undone_at,
        )
    };
}

/// # Errors
/// The database's.
pub fn find_merge(db: &mut Db, id: MergeId) -> Result<Option<Merge>> {
    let row: Option<MergeRow> = person_merge::table
        .filter(person_merge::id.eq(id))
        .select(merge_columns!())
        .first(db)
        .optional()?;
    row.map(to_merge).transpose()
}

/// A merge as it stands in a list, with the names of both records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub merge: Merge,
    pub kept: String,
    pub merged: String,
}

/// The latest merges that can be undone, of records that lie within somebody's part.
///
/// # Errors
/// The database's.
pub fn list_merges(db: &mut Db, within: &Within, most: i64) -> Result<Vec<Listed>> {
    let mut query = person_merge::table
        .filter(person_merge::undone_at.is_null())
        .filter(person_merge::moves.ne(""))
        .order((person_merge::merged_at.desc(), person_merge::id.desc()))
        .limit(most)
        .select(merge_columns!())
        .into_boxed::<MultiBackend>();
    if let Within::Countries(countries) = within {
        query = query
            .filter(one_of(person_merge::kept_id, of_countries(countries)))
            .filter(one_of(person_merge::merged_id, of_countries(countries)));
    }
    let rows: Vec<MergeRow> = query.load(db)?;
    let ids: Vec<PersonId> = rows.iter().flat_map(|row| [row.1, row.2]).collect();
    let names: Vec<(PersonId, String)> = person::table
        .filter(person::id.eq_any(ids))
        .select((person::id, person::name))
        .load(db)?;
    let names: BTreeMap<PersonId, String> = names.into_iter().collect();
    let name = |id: PersonId| names.get(&id).cloned().unwrap_or_default();
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                kept: name(row.1),
                merged: name(row.2),
                merge: to_merge(row)?,
            })
        })
        .collect()
}

/// The record that a merged one leads to; `None` where it was never merged.
///
/// # Errors
/// The database's.
pub fn find_kept(db: &mut Db, id: PersonId) -> Result<Option<PersonId>> {
    let mut found = None;
    let mut at = id;
    // a record that was kept may have been merged on; nothing goes round in a circle, for what was merged is closed
    for _ in 0..20 {
        let next: Option<Option<PersonId>> = person::table
            .filter(person::id.eq(at))
            .select(person::merged_into)
            .first(db)
            .optional()?;
        match next.flatten() {
            Some(next) => (found, at) = (Some(next), next),
            None => break,
        }
    }
    Ok(found)
}
