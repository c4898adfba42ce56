//! Tries at passwords and codes, counted in the database.

use diesel::prelude::*;

use crate::db::schema::sign_in_attempt;
use crate::db::{Db, Result};
use crate::kernel::{AttemptId, PersonId, UtcTime};
use crate::people::throttle::{Failures, KNOWN_FOR, Tries, WITHIN};

const PASSWORD: &str = "password";
/// A second factor, or a password that is asked for anew. Counted under the id of the person, which is no address.
const CODE: &str = "factor";

/// What is known of an attempt to sign in before its password is looked at.
///
/// # Errors
/// The database's.
pub fn tries(db: &mut Db, address_folded: &str, network: &str, now: UtcTime) -> Result<Tries> {
    let failures = || {
        sign_in_attempt::table
            .filter(sign_in_attempt::kind.eq(PASSWORD))
            .filter(sign_in_attempt::succeeded.eq(false))
            .filter(sign_in_attempt::at.gt(now - WITHIN))
            .select((diesel::dsl::count_star(), diesel::dsl::max(sign_in_attempt::at)))
    };
    let of_pair = failures()
        .filter(sign_in_attempt::address_folded.eq(address_folded))
        .filter(sign_in_attempt::ip_prefix.eq(network))
        .first(db)?;
    let of_network = failures().filter(sign_in_attempt::ip_prefix.eq(network)).first(db)?;
    let of_address = failures().filter(sign_in_attempt::address_folded.eq(address_folded)).first(db)?;
    let known: i64 = sign_in_attempt::table
        .filter(sign_in_attempt::kind.eq(PASSWORD))
        .filter(sign_in_attempt::succeeded.eq(true))
        .filter(sign_in_attempt::address_folded.eq(address_folded))
        .filter(sign_in_attempt::ip_prefix.eq(network))
        .filter(sign_in_attempt::at.gt(now - KNOWN_FOR))
        .count()
        .get_result(db)?;
    Ok(Tries {
        of_pair: counted(of_pair),
        of_network: counted(of_network),
        of_address: counted(of_address),
        is_known_network: known > 0,
    })
}

fn counted((count, last_at): (i64, Option<UtcTime>)) -> Failures {
    Failures { count, last_at }
}

/// # Errors
/// The database's.
pub fn note_attempt(db: &mut Db, id: AttemptId, address_folded: &str, network: &str, succeeded: bool, now: UtcTime) -> Result<()> {
    note(db, id, PASSWORD, address_folded, network, succeeded, now)
}

/// Wrong codes of a person, from wherever.
///
/// # Errors
/// The database's.
pub fn tries_of_codes(db: &mut Db, whose: PersonId, now: UtcTime) -> Result<Failures> {
    let found = sign_in_attempt::table
        .filter(sign_in_attempt::kind.eq(CODE))
        .filter(sign_in_attempt::succeeded.eq(false))
        .filter(sign_in_attempt::address_folded.eq(whose.to_string()))
        .filter(sign_in_attempt::at.gt(now - WITHIN))
        .select((diesel::dsl::count_star(), diesel::dsl::max(sign_in_attempt::at)))
        .first(db)?;
    Ok(counted(found))
}

/// # Errors
/// The database's.
pub fn note_code(db: &mut Db, id: AttemptId, whose: PersonId, network: &str, succeeded: bool, now: UtcTime) -> Result<()> {
    note(db, id, CODE, &whose.to_string(), network, succeeded, now)
}

fn note(db: &mut Db, id: AttemptId, kind: &str, whose: &str, network: &str, succeeded: bool, now: UtcTime) -> Result<()> {
    diesel::insert_into(sign_in_attempt::table)
        .values((
            sign_in_attempt::id.eq(id),
            sign_in_attempt::kind.eq(kind),
            sign_in_attempt::address_folded.eq(whose),
            sign_in_attempt::ip_prefix.eq(network),
            sign_in_attempt::succeeded.eq(succeeded),
            sign_in_attempt::at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}
