//! What people wrote with an application, after its time; and what still runs for somebody.

use diesel::prelude::*;

use crate::db::schema::{place, seat};
use crate::db::{Db, Result};
use crate::enrolments::{PlaceState, SeatState};
use crate::kernel::{PersonId, UtcTime};

/// Empties the notes of applications that came to their end before this; returns how many.
///
/// # Errors
/// The database's.
pub fn empty_notes(db: &mut Db, before: UtcTime) -> Result<usize> {
    let ended: Vec<SeatState> = SeatState::ALL.iter().copied().filter(|state| state.is_end()).collect();
    let seats = seat::table
        .filter(seat::state.eq_any(ended))
        .filter(seat::state_at.lt(before))
        .filter(seat::note.ne(""));
    let emptied = diesel::update(seats).set(seat::note.eq("")).execute(db)?;
    let ended: Vec<PlaceState> = PlaceState::ALL.iter().copied().filter(|state| state.is_end()).collect();
    let places = place::table
        .filter(place::state.eq_any(ended))
        .filter(place::state_at.lt(before))
        .filter(place::note.ne(""));
    Ok(emptied + diesel::update(places).set(place::note.eq("")).execute(db)?)
}

/// How many applications, seats and places of somebody have not come to their end.
///
/// # Errors
/// The database's.
pub fn count_running(db: &mut Db, whose: PersonId) -> Result<i64> {
    let live: Vec<SeatState> = SeatState::ALL.iter().copied().filter(|state| !state.is_end()).collect();
    let seats: i64 = seat::table
        .filter(seat::person_id.eq(whose))
        .filter(seat::state.eq_any(live))
        .count()
        .get_result(db)?;
    let live: Vec<PlaceState> = PlaceState::ALL.iter().copied().filter(|state| !state.is_end()).collect();
    let places: i64 = place::table
        .filter(place::person_id.eq(whose))
        .filter(place::state.eq_any(live))
        .count()
        .get_result(db)?;
    Ok(seats + places)
}
