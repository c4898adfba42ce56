//! The applications that an organisation has not answered, by run.

use diesel::prelude::*;

use crate::db::schema::{offering, seat};
use crate::db::{Db, Result};
use crate::enrolments::{SeatState, Waiting};
use crate::kernel::{OfferingId, OrgId, UtcTime};

type Row = (OfferingId, UtcTime, String, Option<chrono::NaiveDate>);

/// What waits for an answer, the oldest application first.
///
/// # Errors
/// The database's.
pub fn list_waiting(db: &mut Db, org: OrgId) -> Result<Vec<Waiting>> {
    let rows: Vec<Row> = seat::table
        .inner_join(offering::table)
        .filter(seat::org_id.eq(org))
        .filter(seat::state.eq(SeatState::Submitted))
        .order((seat::created_at, seat::id))
        .limit(5_000)
        .select((seat::offering_id, seat::created_at, offering::code, offering::decision_on))
        .load(db)?;
    let mut waiting: Vec<Waiting> = Vec::new();
    for (offering, since, code, decision_on) in rows {
        match waiting.iter_mut().find(|known| known.offering == offering) {
            Some(known) => known.count += 1,
            None => waiting.push(Waiting {
                offering,
                code,
                count: 1,
                since,
                decision_on,
            }),
        }
    }
    Ok(waiting)
}

/// How many people wait on the list of each of these runs, and how many applications nobody has answered.
///
/// # Errors
/// The database's.
pub fn count_by_run(db: &mut Db, runs: &[OfferingId]) -> Result<Vec<(OfferingId, SeatState, i64)>> {
    Ok(seat::table
        .filter(seat::offering_id.eq_any(runs))
        .filter(seat::state.eq_any([SeatState::Submitted, SeatState::Waitlisted]))
        .group_by((seat::offering_id, seat::state))
        .select((seat::offering_id, seat::state, diesel::dsl::count_star()))
        .load(db)?)
}
