//! Second factors and the codes to fall back on.

use diesel::prelude::*;

use crate::db::schema::{person, recovery_code, second_factor};
use crate::db::{Db, Result, dialect};
use crate::kernel::{CodeId, PersonId, UtcTime};

/// A second factor as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    pub sealed: Vec<u8>,
    /// A first code was right.
    pub is_confirmed: bool,
    /// The step of the last code that was used.
    pub last_step: i64,
    pub since: UtcTime,
    /// Fallback codes that are left.
    pub codes_left: i64,
}

/// # Errors
/// The database's.
pub fn find_factor(db: &mut Db, person: PersonId) -> Result<Option<Factor>> {
    let found: Option<(Vec<u8>, Option<UtcTime>, i64, UtcTime)> = second_factor::table
        .filter(second_factor::person_id.eq(person))
        .select((
            second_factor::secret_sealed,
            second_factor::confirmed_at,
            second_factor::last_step,
            second_factor::created_at,
        ))
        .first(db)
        .optional()?;
    let Some((sealed, confirmed_at, last_step, since)) = found else {
        return Ok(None);
    };
    let codes_left = recovery_code::table
        .filter(recovery_code::person_id.eq(person))
        .filter(recovery_code::used_at.is_null())
        .count()
        .get_result(db)?;
    Ok(Some(Factor {
        sealed,
        is_confirmed: confirmed_at.is_some(),
        last_step,
        since,
        codes_left,
    }))
}

/// The newest hundred people with a second factor and their sealed secrets: what the demonstration's page of codes shows.
///
/// # Errors
/// The database's.
pub fn list_factors(db: &mut Db) -> Result<Vec<(PersonId, String, Vec<u8>)>> {
    Ok(second_factor::table
        .inner_join(person::table)
        .order((second_factor::created_at.desc(), person::name, person::id))
        .limit(100)
        .select((person::id, person::name, second_factor::secret_sealed))
        .load(db)?)
}

/// Keeps a secret whose first code is still to come; one that was confirmed stays.
///
/// # Errors
/// The database's.
pub fn put_factor(db: &mut Db, person: PersonId, sealed: &[u8], now: UtcTime) -> Result<()> {
    let is_confirmed = find_factor(db, person)?.is_some_and(|factor| factor.is_confirmed);
    if is_confirmed {
        return Ok(());
    }
    diesel::delete(second_factor::table.filter(second_factor::person_id.eq(person))).execute(db)?;
    diesel::insert_into(second_factor::table)
        .values((
            second_factor::person_id.eq(person),
            second_factor::secret_sealed.eq(sealed),
            second_factor::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes a code's step: `false` where this one or a later one was taken before. Of two who bring one code, one gets in.
///
/// # Errors
/// The database's.
pub fn use_code(db: &mut Db, person: PersonId, step: i64) -> Result<bool> {
    let taken = diesel::update(
        second_factor::table
            .filter(second_factor::person_id.eq(person))
            .filter(second_factor::last_step.lt(step)),
    )
    .set(second_factor::last_step.eq(step))
    .execute(db)?;
    Ok(taken > 0)
}

/// The first code was right: from now on it is asked for.
///
/// # Errors
/// The database's.
pub fn confirm_factor(db: &mut Db, person: PersonId, now: UtcTime) -> Result<()> {
    diesel::update(second_factor::table.filter(second_factor::person_id.eq(person)))
        .set(second_factor::confirmed_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}

/// Keeps new fallback codes, as hashes; the old ones open nothing any more.
///
/// # Errors
/// The database's.
pub fn put_codes(db: &mut Db, person: PersonId, hashes: &[(CodeId, Vec<u8>)], now: UtcTime) -> Result<()> {
    diesel::delete(recovery_code::table.filter(recovery_code::person_id.eq(person))).execute(db)?;
    for (id, hash) in hashes {
        diesel::insert_into(recovery_code::table)
            .values((
                recovery_code::id.eq(id),
                recovery_code::person_id.eq(person),
                recovery_code::code_hash.eq(hash),
                recovery_code::created_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Uses a fallback code up; `false` where there is none like it.
///
/// # Errors
/// The database's.
pub fn use_fallback(db: &mut Db, person: PersonId, hash: &[u8], now: UtcTime) -> Result<bool> {
    let open = recovery_code::table
        .filter(recovery_code::person_id.eq(person))
        .filter(recovery_code::code_hash.eq(hash))
        .filter(recovery_code::used_at.is_null())
        .select(recovery_code::id);
    let Some(id) = dialect::lock(open).load::<CodeId>(db)?.into_iter().next() else {
        return Ok(false);
    };
    diesel::update(recovery_code::table.filter(recovery_code::id.eq(id)))
        .set(recovery_code::used_at.eq(Some(now)))
        .execute(db)?;
    Ok(true)
}

/// Takes a second factor away, with its fallback codes.
///
/// # Errors
/// The database's.
pub fn remove_factor(db: &mut Db, person: PersonId) -> Result<()> {
    diesel::delete(recovery_code::table.filter(recovery_code::person_id.eq(person))).execute(db)?;
    diesel::delete(second_factor::table.filter(second_factor::person_id.eq(person))).execute(db)?;
    Ok(())
}
