//! The rows of places. What is held is counted in `held` alone. Every command locks the period first and then the place, so that no two
//! wait for each other.

mod lists;

pub use lists::{
    Addressee, Applicant, OwnPlace, count_waiting, find, find_addressee, get_slot, list_applicants, list_live_of, list_of_person,
    list_own_at,
};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Applied, Change, Changed, held, record};
use crate::db::dialect::lock;
use crate::db::schema::{place, slot, slot_period};
use crate::db::{Db, Error, Result};
use crate::enrolments::place_state::{self, Deadlines, Event, Refusal};
use crate::enrolments::state::offer_expires_at;
use crate::enrolments::{Attestation, HostReason, Place, PlaceState, policy};
use crate::kernel::dates::{Tz, instant};
use crate::kernel::{Actor, AnyId, OrgId, PersonId, PlaceId, SlotId, SlotPeriodId, TransitionId, UtcTime};
use crate::placements::{PeriodState, SlotState, Visibility};
use crate::queue;
use crate::skills::store::{NewEvidence, insert_evidence};
use crate::trail::{self, Transition};

/// An application that is about to be made. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct Application {
    pub place: PlaceId,
    pub transition: TransitionId,
    pub period: SlotPeriodId,
    pub person: PersonId,
    /// The agency that applies for the person.
    pub for_org: Option<OrgId>,
    pub note: String,
}

/// A period as a command finds it.
struct Standing {
    org: OrgId,
    slot: SlotId,
    state: PeriodState,
    places: i32,
    held: i32,
    from: NaiveDate,
}

type StandingRow = (OrgId, SlotId, PeriodState, i32, i32, NaiveDate);

/// Locks the period that a command decides on.
fn lock_period(db: &mut Db, id: SlotPeriodId) -> Result<Standing> {
    let query = slot_period::table.filter(slot_period::id.eq(id)).select((
        slot_period::org_id,
        slot_period::slot_id,
        slot_period::state,
        slot_period::places,
        slot_period::held,
        slot_period::from_on,
    ));
    let row: StandingRow = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    let (org, slot, state, places, held, from) = row;
    Ok(Standing {
        org,
        slot,
        state,
        places,
        held,
        from,
    })
}

/// Locks a period for a command that decides on its places.
pub(super) fn lock_only(db: &mut Db, id: SlotPeriodId) -> Result<()> {
    lock_period(db, id).map(|_| ())
}

/// The first instant of a day there.
#[must_use]
pub fn begins_at(from: NaiveDate, zone: &str) -> UtcTime {
    instant(from.and_time(chrono::NaiveTime::MIN), zone.parse().unwrap_or(Tz::UTC))
}

/// Applies for a place in a period. A full period, one that has begun, a second application are outcomes that store nothing.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is no such period.
pub fn apply(db: &mut Db, actor: &Actor, application: &Application, now: UtcTime) -> Result<Applied<PlaceId>> {
    let id: SlotId = slot_period::table
        .filter(slot_period::id.eq(application.period))
        .select(slot_period::slot_id)
        .first(db)?;
    // the slot first, then its period: in the order in which a facility that edits them locks them
    let query = slot::table
        .filter(slot::id.eq(id))
        .select((slot::state, slot::visibility, slot::zone));
    let (state, visibility, zone): (SlotState, Visibility, String) = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    let standing = lock_period(db, application.period)?;
    if state != SlotState::Published || visibility != Visibility::Network || standing.state != PeriodState::Open {
        return Ok(Applied::NotOpen);
    }
    if begins_at(standing.from, &zone) <= now {
        return Ok(Applied::TooLate);
    }
    if let Some(live) = find_live(db, application.period, application.person)? {
        return Ok(Applied::Already(live));
    }
    if standing.held >= standing.places {
        return Ok(Applied::Full);
    }
    diesel::insert_into(place::table)
        .values((
            place::id.eq(application.place),
            place::org_id.eq(standing.org),
            place::slot_period_id.eq(application.period),
            place::person_id.eq(Some(application.person)),
            place::for_org_id.eq(application.for_org),
            place::state.eq(PlaceState::Submitted),
            place::note.eq(&application.note),
            place::created_by.eq(Some(actor.person)),
            place::created_at.eq(now),
            place::state_at.eq(now),
        ))
        .execute(db)?;
    let entity = AnyId::of(application.place);
    let change = Transition {
        org: Some(standing.org),
        ..Transition::by(application.transition, actor, "place", entity, None, PlaceState::Submitted.code())
    };
    trail::store::record(db, &change, now)?;
    Ok(Applied::Submitted(application.place))
}

/// The live place or application of a person in a period.
pub(super) fn find_live(db: &mut Db, period: SlotPeriodId, person: PersonId) -> Result<Option<PlaceId>> {
    Ok(place::table
        .filter(place::slot_period_id.eq(period))
        .filter(place::person_id.eq(person))
        .filter(place::state.eq_any(lists::live()))
        .select(place::id)
        .first(db)
        .optional()?)
}

/// What became of a change of a place.
pub type ChangedPlace = Changed<PlaceState, Refusal>;

/// The facility says that it is reading the application.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn consider(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, now: UtcTime) -> Result<ChangedPlace> {
    change(db, actor, what, |_| Event::Consider, policy::may_decide_place, now)
}

/// The facility offers the place: the one way by which a place comes to be held.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn accept(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, now: UtcTime) -> Result<ChangedPlace> {
    let event = |begins_at| Event::Accept {
        expires_at: offer_expires_at(now, Some(begins_at)),
    };
    change(db, actor, what, event, policy::may_decide_place, now)
}

/// The facility says no.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn decline(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, reason: HostReason, now: UtcTime) -> Result<ChangedPlace> {
    change(db, actor, what, |_| Event::Decline(reason), policy::may_decide_place, now)
}

/// The facility has seen that everything it asks for is there.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn clear(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, now: UtcTime) -> Result<ChangedPlace> {
    change(db, actor, what, |_| Event::Clear, policy::may_decide_place, now)
}

/// Something that the facility asks for cannot be there in time: the place is free for somebody else.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn fail(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, reason: HostReason, now: UtcTime) -> Result<ChangedPlace> {
    change(db, actor, what, |_| Event::FailConditions(reason), policy::may_decide_place, now)
}

/// The person is on site.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn start(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, now: UtcTime) -> Result<ChangedPlace> {
    change(db, actor, what, |_| Event::Start, policy::may_decide_place, now)
}

/// The days are over, or end early. What the person showed is recorded as evidence with it.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn finish(
    db: &mut Db,
    actor: &Actor,
    what: &Change<PlaceId>,
    completes: bool,
    shown: &Attestation,
    now: UtcTime,
) -> Result<ChangedPlace> {
    let event = if completes { Event::Complete } else { Event::EndEarly };
    let changed = change(db, actor, what, |_| event, policy::may_decide_place, now)?;
    let found = find(db, what.of)?.ok_or(Error::NotFound)?;
    if let (Changed::Done(_), Some(person)) = (changed, found.person) {
        for (id, skill, level) in &shown.levels {
            let new = NewEvidence {
                id: *id,
                person,
                org: Some(found.org),
                skill: *skill,
                level: *level,
                grade: shown.grade,
                observed_on: shown.observed_on,
                source: shown.source.clone(),
                recorded_by: Some(actor.person),
            };
            insert_evidence(db, &new, now)?;
        }
    }
    Ok(changed)
}

/// The person takes or declines the place.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to answer.
pub fn answer(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, takes: bool, now: UtcTime) -> Result<ChangedPlace> {
    let event = if takes { Event::Take } else { Event::LeaveIt };
    change(db, actor, what, |_| event, policy::may_answer_place, now)
}

/// The person, or the agency that applied for them, steps back.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs.
pub fn withdraw(db: &mut Db, actor: &Actor, what: &Change<PlaceId>, now: UtcTime) -> Result<ChangedPlace> {
    change(db, actor, what, |_| Event::Withdraw, policy::may_withdraw_place, now)
}

/// Locks period and place, asks the pure state machine, changes the place and with it what is held, writes the trail, queues the letter.
fn change(
    db: &mut Db,
    actor: &Actor,
    what: &Change<PlaceId>,
    event: impl Fn(UtcTime) -> Event,
    may: fn(&Actor, &Place) -> bool,
    now: UtcTime,
) -> Result<ChangedPlace> {
    let (found, begins_at) = lock_place(db, what.of)?;
    if !may(actor, &found) {
        return Err(Error::NotFound);
    }
    let (event, entity) = (event(begins_at), ("place", AnyId::of(what.of)));
    let trail = what.trail(actor, entity, found.org, found.state.code(), event.reason());
    let changed = apply_event(db, &found, begins_at, event, trail, now)?;
    what.tell(db, changed, now)
}

/// The period's row, then the place's; with the first instant of the period.
fn lock_place(db: &mut Db, id: PlaceId) -> Result<(Place, UtcTime)> {
    let period = place::table.filter(place::id.eq(id)).select(place::slot_period_id).first(db)?;
    let standing = lock_period(db, period)?;
    let zone: String = slot::table.filter(slot::id.eq(standing.slot)).select(slot::zone).first(db)?;
    let found = find(db, id)?.ok_or(Error::NotFound)?;
    Ok((found, begins_at(standing.from, &zone)))
}

/// The common end of every change of a place.
pub(super) fn apply_event(
    db: &mut Db,
    found: &Place,
    begins_at: UtcTime,
    event: Event,
    trail: Transition,
    now: UtcTime,
) -> Result<ChangedPlace> {
    let deadlines = Deadlines {
        offer_expires_at: found.offer_expires_at,
        begins_at,
    };
    let after = match place_state::next(found.state, deadlines, event, now) {
        Ok(after) => after,
        Err(refusal) => return Ok(Changed::Refused(refusal)),
    };
    if !held::count_place(db, found.period, found.state.is_held(), after.is_held())? {
        return Ok(Changed::Full);
    }
    diesel::update(place::table.filter(place::id.eq(found.id)))
        .set((
            place::state.eq(after),
            place::state_at.eq(now),
            event.offer_expires_at().map(|at| place::offer_expires_at.eq(Some(at))),
            event.reason().map(|code| place::reason_code.eq(Some(code))),
        ))
        .execute(db)?;
    if after.is_end() {
        // what has not been told of it yet is not so any more
        queue::store::cancel_about(db, "place", AnyId::of(found.id))?;
    }
    record(db, trail, after.code(), now)?;
    Ok(Changed::Done(after))
}

/// Lets lapse what nobody answered in time: offers that ran out (each frees its place), applications to periods that have begun.
///
/// `transition` gives the id of a place's trail, the same for the same place whenever it is asked. Returns how many.
///
/// # Errors
/// The database's.
pub fn lapse_expired(db: &mut Db, mut transition: impl FnMut(PlaceId) -> TransitionId, now: UtcTime) -> Result<usize> {
    let expired = place::state
        .eq(PlaceState::HostAccepted)
        .and(place::offer_expires_at.le(now))
        // which of these have begun is asked below, in the zone of the place
        .or(place::state.eq_any(PlaceState::WAITING).and(slot_period::from_on.le(now.day())));
    let ids: Vec<PlaceId> = place::table
        .inner_join(slot_period::table)
        .filter(expired)
        .order((place::slot_period_id, place::id))
        .limit(200)
        .select(place::id)
        .load(db)?;
    let mut lapsed = 0;
    for id in ids {
        let (found, begins_at) = lock_place(db, id)?;
        let trail = Transition::by_time(transition(id), found.org, "place", AnyId::of(id), found.state.code());
        if let Changed::Done(_) = apply_event(db, &found, begins_at, Event::Lapse, trail, now)? {
            lapsed += 1;
        }
    }
    Ok(lapsed)
}
