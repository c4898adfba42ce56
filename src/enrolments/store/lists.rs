//! Seats as their people and the providers see them.

use diesel::prelude::*;

use crate::db::schema::{person, seat};
use crate::db::{Db, Result};
use crate::enrolments::{DeclineReason, Seat, SeatState};
use crate::kernel::{OfferingId, OrgId, PersonId, SeatId, UtcTime};
use crate::network::{CountryCode, Sector};

type Row = (
    SeatId,
    OfferingId,
    OrgId,
    Option<PersonId>,
    Option<OrgId>,
    SeatState,
    Option<UtcTime>,
    Option<String>,
    String,
    UtcTime,
    UtcTime,
);

fn to_seat(row: Row) -> Seat {
    let (id, offering, org, person, for_org, state, offer_expires_at, reason, note, created_at, state_at) = row;
    Seat {
        id,
        offering,
        org,
        person,
        for_org,
        state,
        offer_expires_at,
        // who steps back or is cancelled has reasons of other sets
        reason: reason.and_then(|code| code.parse::<DeclineReason>().ok()),
        note,
        created_at,
        state_at,
    }
}

macro_rules! columns {
    () => {
        (
            seat::id,
            seat::offering_id,
            seat::org_id,
            seat::person_id,
            seat::for_org_id,
            seat::state,
            seat::offer_expires_at,
            seat::reason_code,
            seat::note,
            seat::created_at,
            seat::state_at,
        )
    };
}

/// # Errors
/// The database's.
pub fn find(db: &mut Db, id: SeatId) -> Result<Option<Seat>> {
    Ok(seat::table
        .filter(seat::id.eq(id))
        .select(columns!())
        .first::<Row>(db)
        .optional()?
        .map(to_seat))
}

/// A person's own seat.
pub type OwnSeat = Seat;

/// A person's seats and applications, those that changed last first.
///
/// # Errors
/// The database's.
pub fn list_of_person(db: &mut Db, id: PersonId) -> Result<Vec<OwnSeat>> {
    let rows: Vec<Row> = seat::table
        .filter(seat::person_id.eq(id))
        .order((seat::state_at.desc(), seat::id))
        .limit(100)
        .select(columns!())
        .load(db)?;
    Ok(rows.into_iter().map(to_seat).collect())
}

/// Somebody who applied, as the provider may see them: no address, no evidence but what the offering teaches.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub seat: Seat,
    pub name: String,
    pub country: Option<CountryCode>,
    pub sector: Option<Sector>,
}

/// Who applied for an organisation's offerings, or for one of them; the earliest first.
///
/// # Errors
/// The database's.
pub fn list_applicants(db: &mut Db, org: OrgId, of: Option<OfferingId>, states: &[SeatState]) -> Result<Vec<Applicant>> {
    let mut query = seat::table
        .inner_join(person::table)
        .filter(seat::org_id.eq(org))
        .filter(seat::state.eq_any(states.to_vec()))
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(of) = of {
        query = query.filter(seat::offering_id.eq(of));
    }
    let rows: Vec<(Row, String, Option<CountryCode>, Option<Sector>)> = query
        .order((seat::created_at, seat::id))
        .limit(500)
        .select((columns!(), person::name, person::country, person::sector))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(row, name, country, sector)| Applicant {
            seat: to_seat(row),
            name,
            country,
            sector,
        })
        .collect())
}

/// The live seats and applications of a run, in the order of their ids.
pub(super) fn list_live_of(db: &mut Db, of: OfferingId) -> Result<Vec<Seat>> {
    let rows: Vec<Row> = seat::table
        .filter(seat::offering_id.eq(of))
        .filter(seat::state.eq_any(live()))
        .order(seat::id)
        .select(columns!())
        .load(db)?;
    Ok(rows.into_iter().map(to_seat).collect())
}

/// The states that something can still follow.
pub(super) fn live() -> Vec<SeatState> {
    SeatState::ALL.iter().copied().filter(|state| !state.is_end()).collect()
}

/// Who of some people has a live application or seat for an offering.
///
/// # Errors
/// The database's.
pub fn list_live(db: &mut Db, of: OfferingId, people: &[PersonId]) -> Result<Vec<(PersonId, SeatState)>> {
    let rows: Vec<(Option<PersonId>, SeatState)> = seat::table
        .filter(seat::offering_id.eq(of))
        .filter(seat::person_id.eq_any(people.iter().copied().map(Some)))
        .filter(seat::state.eq_any(live()))
        .select((seat::person_id, seat::state))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(person, state)| Some((person?, state))).collect())
}
