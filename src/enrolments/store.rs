//! The rows of seats. `hold` and `release` are the only places that change `offering.held`; a guarded UPDATE and a CHECK
//! stand behind them, and `benchside audit` counts it anew from the rows.

mod addressees;
mod lists;
pub mod places;
mod waiting;

pub use addressees::{Addressees, Nominee, find_addressees};
pub use lists::{Applicant, OwnSeat, find, list_applicants, list_live, list_of_person};
pub use waiting::{count_by_run, list_waiting};

use diesel::prelude::*;

use super::state::{self, Event, Refusal};
use super::{DeclineReason, Route, Seat, SeatState, policy};
use crate::catalogue::{CapacityKind, OfferingState};
use crate::db::dialect::lock;
use crate::db::schema::{offering, seat};
use crate::db::{Db, Error, Result};
use crate::kernel::dates::instant;
use crate::kernel::{Actor, AnyId, OfferingId, OrgId, PersonId, Precision, SeatId, TransitionId, UtcTime};
use crate::trail::{self, Transition};

/// An application that is about to be made. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct Application {
    pub seat: SeatId,
    pub transition: TransitionId,
    pub offering: OfferingId,
    pub person: PersonId,
    /// The agency that applies for the person.
    pub for_org: Option<OrgId>,
    pub note: String,
}

/// What became of an application for a seat or a place. All but the first store nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied<I = SeatId> {
    Submitted(I),
    Full,
    /// The deadline has passed, or it has begun.
    TooLate,
    /// Not open for applications: not published, cancelled, or a public call of somebody else.
    NotOpen,
    /// The person has a live application or seat here already.
    Already(I),
}

struct Standing {
    org: OrgId,
    state: OfferingState,
    capacity_kind: CapacityKind,
    capacity: i32,
    held: i32,
    deadline_at: Option<UtcTime>,
    starts_on: Option<chrono::NaiveDate>,
    starts_precision: Precision,
    zone: String,
    is_external: bool,
}

type StandingRow = (
    OrgId,
    OfferingState,
    CapacityKind,
    i32,
    i32,
    Option<UtcTime>,
    Option<chrono::NaiveDate>,
    Precision,
    String,
    bool,
);

/// Locks the offering that a command decides on.
fn lock_offering(db: &mut Db, id: OfferingId) -> Result<Standing> {
    let query = offering::table.filter(offering::id.eq(id)).select((
        offering::org_id,
        offering::state,
        offering::capacity_kind,
        offering::capacity,
        offering::held,
        offering::deadline_at,
        offering::starts_on,
        offering::starts_precision,
        offering::zone,
        offering::is_external,
    ));
    let row: StandingRow = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    let (org, state, capacity_kind, capacity, held, deadline_at, starts_on, starts_precision, zone, is_external) = row;
    Ok(Standing {
        org,
        state,
        capacity_kind,
        capacity,
        held,
        deadline_at,
        starts_on,
        starts_precision,
        zone,
        is_external,
    })
}

impl Standing {
    /// The first instant of the first day there, where that is known to the day.
    fn starts_at(&self) -> Option<UtcTime> {
        let on = self.starts_on.filter(|_| self.starts_precision == Precision::Day)?;
        let zone = self.zone.parse().ok()?;
        Some(instant(on.and_time(chrono::NaiveTime::MIN), zone))
    }
}

/// Applies for a seat. A full offering, a passed deadline, a second application are outcomes that store nothing.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is no such offering.
pub fn apply(db: &mut Db, actor: &Actor, application: &Application, now: UtcTime) -> Result<Applied> {
    let standing = lock_offering(db, application.offering)?;
    if standing.is_external || !OfferingState::OPEN.contains(&standing.state) || standing.capacity_kind == CapacityKind::Unknown {
        return Ok(Applied::NotOpen);
    }
    if standing.deadline_at.is_some_and(|at| at <= now) || standing.starts_at().is_some_and(|at| at <= now) {
        return Ok(Applied::TooLate);
    }
    if let Some(live) = find_live(db, application.offering, application.person)? {
        return Ok(Applied::Already(live));
    }
    if standing.capacity_kind == CapacityKind::Limited && standing.held >= standing.capacity {
        return Ok(Applied::Full);
    }
    diesel::insert_into(seat::table)
        .values((
            seat::id.eq(application.seat),
            seat::org_id.eq(standing.org),
            seat::offering_id.eq(application.offering),
            seat::person_id.eq(Some(application.person)),
            seat::route.eq(if application.for_org.is_some() {
                Route::Nomination
            } else {
                Route::Individual
            }),
            seat::for_org_id.eq(application.for_org),
            seat::state.eq(SeatState::Submitted),
            seat::note.eq(&application.note),
            seat::created_by.eq(Some(actor.person)),
            seat::created_at.eq(now),
            seat::state_at.eq(now),
        ))
        .execute(db)?;
    let change = Transition {
        org: Some(standing.org),
        ..Transition::by(
            application.transition,
            actor,
            "seat",
            AnyId::of(application.seat),
            None,
            SeatState::Submitted.code(),
        )
    };
    trail::store::record(db, &change, now)?;
    Ok(Applied::Submitted(application.seat))
}

/// The live seat or application of a person for an offering.
fn find_live(db: &mut Db, offering: OfferingId, person: PersonId) -> Result<Option<SeatId>> {
    let live: Vec<SeatState> = SeatState::ALL.iter().copied().filter(|state| !state.is_end()).collect();
    Ok(seat::table
        .filter(seat::offering_id.eq(offering))
        .filter(seat::person_id.eq(person))
        .filter(seat::state.eq_any(live))
        .select(seat::id)
        .first(db)
        .optional()?)
}

/// What became of a decision or an answer, of a seat or a place. All but the first change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed<S = SeatState, R = Refusal> {
    Done(S),
    /// Every seat is held.
    Full,
    Refused(R),
}

/// What somebody does with a seat; the id of its trail is made before the write.
#[derive(Debug, Clone)]
pub struct Change {
    pub seat: SeatId,
    pub transition: TransitionId,
    pub event: Event,
    pub note: String,
}

/// The provider offers the seat: the one way by which a seat comes to be held.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn offer(db: &mut Db, actor: &Actor, id: SeatId, transition: TransitionId, now: UtcTime) -> Result<Changed> {
    let offering = seat::table.filter(seat::id.eq(id)).select(seat::offering_id).first(db)?;
    let starts_at = lock_offering(db, offering)?.starts_at();
    let event = Event::Offer {
        expires_at: state::offer_expires_at(now, starts_at),
    };
    change(
        db,
        actor,
        &Change {
            seat: id,
            transition,
            event,
            note: String::new(),
        },
        policy::may_decide,
        now,
    )
}

/// The provider says no.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn decline(
    db: &mut Db,
    actor: &Actor,
    id: SeatId,
    transition: TransitionId,
    reason: DeclineReason,
    note: &str,
    now: UtcTime,
) -> Result<Changed> {
    change(
        db,
        actor,
        &Change {
            seat: id,
            transition,
            event: Event::Decline(reason),
            note: note.to_owned(),
        },
        policy::may_decide,
        now,
    )
}

/// The learner takes or declines an offer.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to answer.
pub fn answer(db: &mut Db, actor: &Actor, id: SeatId, transition: TransitionId, accepts: bool, now: UtcTime) -> Result<Changed> {
    let event = if accepts { Event::Accept } else { Event::DeclineOffer };
    change(
        db,
        actor,
        &Change {
            seat: id,
            transition,
            event,
            note: String::new(),
        },
        policy::may_answer,
        now,
    )
}

/// The learner, or the agency that applied for them, steps back.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs.
pub fn withdraw(db: &mut Db, actor: &Actor, id: SeatId, transition: TransitionId, now: UtcTime) -> Result<Changed> {
    change(
        db,
        actor,
        &Change {
            seat: id,
            transition,
            event: Event::Withdraw,
            note: String::new(),
        },
        policy::may_withdraw,
        now,
    )
}

/// Locks offering and seat, asks the pure state machine, changes the seat and with it what is held, writes the trail.
fn change(db: &mut Db, actor: &Actor, change: &Change, may: fn(&Actor, &Seat) -> bool, now: UtcTime) -> Result<Changed> {
    let offering = seat::table.filter(seat::id.eq(change.seat)).select(seat::offering_id).first(db)?;
    lock_offering(db, offering)?;
    let found = find(db, change.seat)?.filter(|seat| may(actor, seat)).ok_or(Error::NotFound)?;
    let trail = Transition {
        org: Some(found.org),
        note: Some(change.note.clone()).filter(|note| !note.is_empty()),
        reason: if let Event::Decline(reason) = change.event {
            Some(reason.to_string())
        } else {
            None
        },
        ..Transition::by(
            change.transition,
            actor,
            "seat",
            AnyId::of(change.seat),
            Some(found.state.code()),
            "",
        )
    };
    apply_event(db, &found, change.event, trail, now)
}

/// The common end of every change of a seat.
fn apply_event(db: &mut Db, found: &Seat, event: Event, trail: Transition, now: UtcTime) -> Result<Changed> {
    let after = match state::next(found.state, found.offer_expires_at, event, now) {
        Ok(after) => after,
        Err(refusal) => return Ok(Changed::Refused(refusal)),
    };
    match (found.state.is_held(), after.is_held()) {
        (false, true) if !hold(db, found.offering)? => return Ok(Changed::Full),
        (true, false) => release(db, found.offering)?,
        _ => {}
    }
    let (expires_at, reason) = match event {
        Event::Offer { expires_at } => (Some(expires_at), None),
        Event::Decline(reason) => (None, Some(reason)),
        _ => (found.offer_expires_at, found.reason),
    };
    diesel::update(seat::table.filter(seat::id.eq(found.id)))
        .set((
            seat::state.eq(after),
            seat::state_at.eq(now),
            seat::offer_expires_at.eq(expires_at),
            seat::reason_code.eq(reason),
        ))
        .execute(db)?;
    trail::store::record(
        db,
        &Transition {
            to: after.code().to_owned(),
            ..trail
        },
        now,
    )?;
    Ok(Changed::Done(after))
}

/// One more seat is held, if there is one: a guarded UPDATE. `false` where all are held.
fn hold(db: &mut Db, id: OfferingId) -> Result<bool> {
    let free = offering::capacity_kind
        .eq(CapacityKind::Unlimited)
        .or(offering::held.lt(offering::capacity + offering::overbooked));
    let changed = diesel::update(
        offering::table
            .filter(offering::id.eq(id))
            .filter(offering::capacity_kind.ne(CapacityKind::Unknown))
            .filter(free),
    )
    .set(offering::held.eq(offering::held + 1))
    .execute(db)?;
    Ok(changed == 1)
}

/// One seat less is held.
fn release(db: &mut Db, id: OfferingId) -> Result<()> {
    diesel::update(offering::table.filter(offering::id.eq(id)).filter(offering::held.gt(0)))
        .set(offering::held.eq(offering::held - 1))
        .execute(db)?;
    // a seat above what there is goes with whoever leaves it: it is nobody else's to have
    diesel::update(offering::table.filter(offering::id.eq(id)).filter(offering::overbooked.gt(0)))
        .set(offering::overbooked.eq(offering::overbooked - 1))
        .execute(db)?;
    Ok(())
}

/// Lets offers lapse whose time has run out; each frees its seat. `transition` gives the id of a seat's trail, the same
/// for the same seat whenever it is asked. Returns how many.
///
/// # Errors
/// The database's.
pub fn lapse_expired(db: &mut Db, mut transition: impl FnMut(SeatId) -> TransitionId, now: UtcTime) -> Result<usize> {
    let expired: Vec<(SeatId, OfferingId)> = seat::table
        .filter(seat::state.eq(SeatState::Offered))
        .filter(seat::offer_expires_at.le(now))
        .order((seat::offering_id, seat::id))
        .limit(200)
        .select((seat::id, seat::offering_id))
        .load(db)?;
    let mut lapsed = 0;
    for (id, offering) in expired {
        lock_offering(db, offering)?;
        let Some(found) = find(db, id)? else { continue };
        let trail = Transition {
            id: transition(id),
            org: Some(found.org),
            entity_kind: "seat",
            entity: AnyId::of(id),
            from: Some(found.state.code().to_owned()),
            to: String::new(),
            actor: None,
            on_behalf_of: None,
            reason: None,
            note: None,
        };
        if let Changed::Done(_) = apply_event(db, &found, Event::Lapse, trail, now)? {
            lapsed += 1;
        }
    }
    Ok(lapsed)
}
