//! What a facility does with a slot or a period as a whole, and what that means for those who asked for it. The slot is locked first, then
//! its periods in the order of their ids, then their places.

use diesel::prelude::*;

use super::places::{apply_event, begins_at, list_live_of};
use super::{Change, Changed};
use crate::db::dialect::lock;
use crate::db::schema::{slot, slot_period};
use crate::db::{Db, Error, Result};
use crate::enrolments::place_state::Event;
use crate::enrolments::{Place, policy};
use crate::kernel::clock::SeededIds;
use crate::kernel::{Actor, AnyId, OrgId, SlotId, SlotPeriodId, UtcTime};
use crate::placements::state::{self, SlotEvent, StopReason, WrongState};
use crate::placements::{PeriodState, SlotState};
use crate::queue;

/// What became of a slot or a period, and the places that it concerns, as they were.
pub type Stopped = (Changed<(), WrongState>, Vec<Place>);

/// No more applications for now. Places that are given stand, and applications still wait.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs.
pub fn pause(db: &mut Db, actor: &Actor, what: &Change<SlotId>, reason: StopReason, now: UtcTime) -> Result<Stopped> {
    let standing = lock_slot(db, actor, what.of)?;
    let changed = change_slot(db, actor, &standing, what, SlotEvent::Pause(reason), reason, now)?;
    let mut concerned = Vec::new();
    if let Changed::Done(()) = changed {
        for (period, ..) in &standing.periods {
            concerned.extend(list_live_of(db, *period)?);
        }
    }
    Ok((changed, concerned))
}

/// Calls a slot off with all its periods that have not been.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs.
pub fn cancel(db: &mut Db, actor: &Actor, what: &Change<SlotId>, reason: StopReason, ids: &mut SeededIds, now: UtcTime) -> Result<Stopped> {
    let standing = lock_slot(db, actor, what.of)?;
    let changed = change_slot(db, actor, &standing, what, SlotEvent::Cancel(reason), reason, now)?;
    let mut concerned = Vec::new();
    if let Changed::Done(()) = changed {
        for (period, ..) in &standing.periods {
            let of_period = Change {
                note: what.note.clone(),
                ..Change::silent(*period, ids.next_id())
            };
            concerned.extend(stop_period(db, actor, &standing, &of_period, reason, ids, now)?.1);
        }
    }
    Ok((changed, concerned))
}

/// Calls off one period of a slot.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs.
pub fn cancel_period(
    db: &mut Db,
    actor: &Actor,
    of: SlotId,
    what: &Change<SlotPeriodId>,
    reason: StopReason,
    ids: &mut SeededIds,
    now: UtcTime,
) -> Result<Stopped> {
    let standing = lock_slot(db, actor, of)?;
    stop_period(db, actor, &standing, what, reason, ids, now)
}

/// A slot as a command finds it, with those of its periods that were not called off.
struct Standing {
    org: OrgId,
    state: SlotState,
    zone: String,
    periods: Vec<(SlotPeriodId, PeriodState, chrono::NaiveDate)>,
}

fn lock_slot(db: &mut Db, actor: &Actor, id: SlotId) -> Result<Standing> {
    let query = slot::table.filter(slot::id.eq(id)).select((slot::org_id, slot::state, slot::zone));
    let (org, state, zone): (OrgId, SlotState, String) = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    if !policy::may_stop(actor, org) {
        return Err(Error::NotFound);
    }
    let periods = slot_period::table
        .filter(slot_period::slot_id.eq(id))
        .filter(slot_period::state.ne(PeriodState::Cancelled))
        .order(slot_period::id)
        .select((slot_period::id, slot_period::state, slot_period::from_on));
    Ok(Standing {
        org,
        state,
        zone,
        periods: lock(periods).load(db)?,
    })
}

fn change_slot(
    db: &mut Db,
    actor: &Actor,
    standing: &Standing,
    what: &Change<SlotId>,
    event: SlotEvent,
    reason: StopReason,
    now: UtcTime,
) -> Result<Changed<(), WrongState>> {
    let after = match state::next(standing.state, event) {
        Ok(after) => after,
        Err(refusal) => return Ok(Changed::Refused(refusal)),
    };
    diesel::update(slot::table.filter(slot::id.eq(what.of)))
        .set((slot::state.eq(after), slot::updated_at.eq(now)))
        .execute(db)?;
    let entity = ("slot", AnyId::of(what.of));
    let trail = what.trail(actor, entity, standing.org, standing.state.code(), Some(reason.code()));
    super::record(db, trail, after.code(), now)?;
    Ok(Changed::Done(()))
}

/// Calls off a period of a slot that is locked; every place in it ends, and what was queued for it before is not sent any more. Who has
/// completed theirs keeps it.
fn stop_period(
    db: &mut Db,
    actor: &Actor,
    standing: &Standing,
    what: &Change<SlotPeriodId>,
    reason: StopReason,
    ids: &mut SeededIds,
    now: UtcTime,
) -> Result<Stopped> {
    let known = standing.periods.iter().find(|(id, ..)| *id == what.of);
    let (_, state, from) = *known.ok_or(Error::NotFound)?;
    let after = match state::cancel_period(state) {
        Ok(after) => after,
        Err(refusal) => return Ok((Changed::Refused(refusal), Vec::new())),
    };
    diesel::update(slot_period::table.filter(slot_period::id.eq(what.of)))
        .set(slot_period::state.eq(after))
        .execute(db)?;
    let entity = ("slot_period", AnyId::of(what.of));
    let trail = what.trail(actor, entity, standing.org, state.code(), Some(reason.code()));
    super::record(db, trail, after.code(), now)?;
    let live = list_live_of(db, what.of)?;
    for place in &live {
        let event = Event::HostCancel(reason);
        let entity = ("place", AnyId::of(place.id));
        let trail = Change::silent(place.id, ids.next_id()).trail(actor, entity, place.org, place.state.code(), event.reason());
        apply_event(db, place, begins_at(from, &standing.zone), event, trail, now)?;
        queue::store::cancel_about(db, "place", AnyId::of(place.id))?;
    }
    Ok((Changed::Done(()), live))
}
