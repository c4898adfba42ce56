//! Addresses from which the post gave letters back: nothing is written to them until somebody lifts that, or proves the address anew.

use diesel::prelude::*;

use crate::db::schema::mail_suppression as suppression;
use crate::db::{Db, Result};
use crate::kernel::page::{PAGE_SIZE, PageNumber};
use crate::kernel::{PersonId, UtcTime};

/// An address that is not written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    pub address_folded: String,
    /// The code with which its server refused.
    pub reason: String,
    pub since: UtcTime,
}

/// Writes no more to an address.
///
/// # Errors
/// The database's.
pub(super) fn suppress(db: &mut Db, address_folded: &str, reason: &str, now: UtcTime) -> Result<()> {
    let changed = diesel::update(suppression::table.filter(suppression::address_folded.eq(address_folded)))
        .set((
            suppression::reason.eq(reason),
            suppression::since_at.eq(now),
            suppression::lifted_at.eq(None::<UtcTime>),
            suppression::lifted_by.eq(None::<PersonId>),
        ))
        .execute(db)?;
    if changed == 0 {
        // two letters to one address may come back at once
        crate::on_each!(db, |connection| diesel::insert_into(suppression::table)
            .values((
                suppression::address_folded.eq(address_folded),
                suppression::reason.eq(reason),
                suppression::since_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(connection))?;
    }
    Ok(())
}

/// Whether an address is not written to, and since when.
///
/// # Errors
/// The database's.
pub fn find_suppressed(db: &mut Db, address_folded: &str) -> Result<Option<Suppressed>> {
    let found: Option<(String, UtcTime)> = suppression::table
        .filter(suppression::address_folded.eq(address_folded))
        .filter(suppression::lifted_at.is_null())
        .select((suppression::reason, suppression::since_at))
        .first(db)
        .optional()?;
    Ok(found.map(|(reason, since)| Suppressed {
        address_folded: address_folded.to_owned(),
        reason,
        since,
    }))
}

/// A page of the addresses that are not written to, the latest first, and how many there are.
///
/// # Errors
/// The database's.
pub fn list_suppressed(db: &mut Db, page: PageNumber) -> Result<(Vec<Suppressed>, i64)> {
    let suppressed = suppression::table.filter(suppression::lifted_at.is_null());
    let all = suppressed.count().get_result(db)?;
    let rows: Vec<(String, String, UtcTime)> = suppressed
        .order((suppression::since_at.desc(), suppression::address_folded))
        .limit(PAGE_SIZE)
        .offset(page.offset())
        .select((suppression::address_folded, suppression::reason, suppression::since_at))
        .load(db)?;
    let rows = rows.into_iter().map(|(address_folded, reason, since)| Suppressed {
        address_folded,
        reason,
        since,
    });
    Ok((rows.collect(), all))
}

/// An address is written to again. `false` where it was all the time.
///
/// # Errors
/// The database's.
pub fn lift(db: &mut Db, address_folded: &str, by: Option<PersonId>, now: UtcTime) -> Result<bool> {
    let lifted = diesel::update(
        suppression::table
            .filter(suppression::address_folded.eq(address_folded))
            .filter(suppression::lifted_at.is_null()),
    )
    .set((suppression::lifted_at.eq(Some(now)), suppression::lifted_by.eq(by)))
    .execute(db)?;
    Ok(lifted == 1)
}

/// Somebody opened what was mailed to an address, so letters arrive there.
///
/// # Errors
/// The database's.
pub fn lift_proved(db: &mut Db, address_folded: &str, now: UtcTime) -> Result<()> {
    lift(db, address_folded, None, now)?;
    Ok(())
}
