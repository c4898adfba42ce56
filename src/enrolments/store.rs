//! The rows of seats; what seats and places have in common. What is held is counted in `held` alone. Every command locks the offering
//! first and then the seat, so that no two wait for each other.

mod addressees;
mod held;
mod lists;
mod merging;
mod notes;
pub mod places;
pub mod runs;
pub mod slots;
mod waiting;

pub use addressees::{Addressees, Nominee, find_addressees};
pub use lists::{Applicant, OwnSeat, find, list_applicants, list_live, list_of_person};
pub use merging::{Merged, merge, undo_merge};
pub use notes::{count_running, empty_notes};
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
use crate::queue::{self, Message};
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
    ends_on: Option<chrono::NaiveDate>,
    ends_precision: Precision,
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
    (Option<chrono::NaiveDate>, Precision),
    (Option<chrono::NaiveDate>, Precision),
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
        (offering::starts_on, offering::starts_precision),
        (offering::ends_on, offering::ends_precision),
        offering::zone,
        offering::is_external,
    ));
    let row: StandingRow = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    let (org, state, capacity_kind, capacity, held, deadline_at, starts, ends, zone, is_external) = row;
    let ((starts_on, starts_precision), (ends_on, ends_precision)) = (starts, ends);
    Ok(Standing {
        org,
        state,
        capacity_kind,
        capacity,
        held,
        deadline_at,
        starts_on,
        starts_precision,
        ends_on,
        ends_precision,
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
    Ok(seat::table
        .filter(seat::offering_id.eq(offering))
        .filter(seat::person_id.eq(person))
        .filter(seat::state.eq_any(lists::live()))
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

/// What somebody does with a seat or a place; the ids are made before the write.
#[derive(Debug, Clone)]
pub struct Change<I> {
    pub of: I,
    pub transition: TransitionId,
    pub note: String,
    /// To whoever is told of it, queued with the change and only with it.
    pub letters: Vec<Message>,
}

impl<I> Change<I> {
    /// Without words, and nobody is told.
    #[must_use]
    pub fn silent(of: I, transition: TransitionId) -> Self {
        Self {
            of,
            transition,
            note: String::new(),
            letters: Vec::new(),
        }
    }

    /// The row of its trail.
    fn trail(&self, actor: &Actor, (kind, entity): (&'static str, AnyId), org: OrgId, from: &str, reason: Option<&str>) -> Transition {
        Transition {
            org: Some(org),
            // words about somebody go in the letter alone: the trail cannot be erased
            note: Some(self.note.clone()).filter(|note| !note.is_empty() && !matches!(kind, "seat" | "place")),
            reason: reason.map(str::to_owned),
            ..Transition::by(self.transition, actor, kind, entity, Some(from), "")
        }
    }

    /// The letters go with what was done, and with nothing else.
    fn tell<S, R>(&self, db: &mut Db, changed: Changed<S, R>, now: UtcTime) -> Result<Changed<S, R>> {
        if matches!(changed, Changed::Done(_)) {
            self.letters.iter().try_for_each(|letter| queue::store::put(db, letter, now))?;
        }
        Ok(changed)
    }
}

/// The provider offers the seat: the one way by which a seat comes to be held.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn offer(db: &mut Db, actor: &Actor, what: &Change<SeatId>, now: UtcTime) -> Result<Changed> {
    let event = |starts_at| Event::Offer {
        expires_at: state::offer_expires_at(now, starts_at),
    };
    change(db, actor, what, event, policy::may_decide, now)
}

/// The provider says no.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn decline(db: &mut Db, actor: &Actor, what: &Change<SeatId>, reason: DeclineReason, now: UtcTime) -> Result<Changed> {
    change(db, actor, what, |_| Event::Decline(reason), policy::may_decide, now)
}

/// The learner takes or declines an offer.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to answer.
pub fn answer(db: &mut Db, actor: &Actor, what: &Change<SeatId>, accepts: bool, now: UtcTime) -> Result<Changed> {
    let event = if accepts { Event::Accept } else { Event::DeclineOffer };
    change(db, actor, what, |_| event, policy::may_answer, now)
}

/// The learner, or the agency that applied for them, steps back.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs.
pub fn withdraw(db: &mut Db, actor: &Actor, what: &Change<SeatId>, now: UtcTime) -> Result<Changed> {
    change(db, actor, what, |_| Event::Withdraw, policy::may_withdraw, now)
}

/// Locks offering and seat, asks the pure state machine, changes the seat and with it what is held, writes the trail, queues the letter.
fn change(
    db: &mut Db,
    actor: &Actor,
    what: &Change<SeatId>,
    event: impl Fn(Option<UtcTime>) -> Event,
    may: fn(&Actor, &Seat) -> bool,
    now: UtcTime,
) -> Result<Changed> {
    let offering = seat::table.filter(seat::id.eq(what.of)).select(seat::offering_id).first(db)?;
    let event = event(lock_offering(db, offering)?.starts_at());
    let found = find(db, what.of)?.filter(|seat| may(actor, seat)).ok_or(Error::NotFound)?;
    let entity = ("seat", AnyId::of(what.of));
    let trail = what.trail(actor, entity, found.org, found.state.code(), event.reason());
    let changed = apply_event(db, &found, event, trail, now)?;
    what.tell(db, changed, now)
}

/// The common end of every change of a seat.
fn apply_event(db: &mut Db, found: &Seat, event: Event, trail: Transition, now: UtcTime) -> Result<Changed> {
    let after = match state::next(found.state, found.offer_expires_at, event, now) {
        Ok(after) => after,
        Err(refusal) => return Ok(Changed::Refused(refusal)),
    };
    if !held::count_seat(db, found.offering, found.state.is_held(), after.is_held())? {
        return Ok(Changed::Full);
    }
    diesel::update(seat::table.filter(seat::id.eq(found.id)))
        .set((
            seat::state.eq(after),
            seat::state_at.eq(now),
            event.offer_expires_at().map(|at| seat::offer_expires_at.eq(Some(at))),
            event.reason().map(|code| seat::reason_code.eq(Some(code))),
        ))
        .execute(db)?;
    if after.is_end() {
        // what has not been told of it yet is not so any more
        queue::store::cancel_about(db, "seat", AnyId::of(found.id))?;
    }
    record(db, trail, after.code(), now)?;
    Ok(Changed::Done(after))
}

/// Writes the row of the trail, now that it is known what follows.
fn record(db: &mut Db, trail: Transition, to: &str, now: UtcTime) -> Result<()> {
    let to = to.to_owned();
    trail::store::record(db, &Transition { to, ..trail }, now)
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
        let trail = Transition::by_time(transition(id), found.org, "seat", AnyId::of(id), found.state.code());
        if let Changed::Done(_) = apply_event(db, &found, Event::Lapse, trail, now)? {
            lapsed += 1;
        }
    }
    Ok(lapsed)
}
