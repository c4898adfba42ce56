//! Two records of one person become one, and back. Of two live seats in one offering, or two live places in one period, the one
//! that has come further stands; the other is withdrawn first, and with it what is held.

use diesel::prelude::*;

use super::held::{count_place, count_seat};
use super::{lock_offering, places};
use crate::db::schema::{offering, place, seat, slot_period};
use crate::db::{Db, Error, Result};
use crate::enrolments::{PlaceState, SeatState};
use crate::kernel::clock::SeededIds;
use crate::kernel::ids::decode;
use crate::kernel::{
    Actor, AnyId, AuditId, Id, MergeId, OfferingId, OrgId, PersonId, PlaceId, SeatId, SlotPeriodId, TransitionId, UtcTime,
};
use crate::people::merge::{HeldBefore, Moves, Refusal};
use crate::people::store::{self as people, Merge, NewMerge};
use crate::trail::{self, AuditEvent, Transition};

/// What became of a merge or of its undoing. A refusal changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    Done(MergeId),
    Refused(Refusal),
}

/// Makes two records one. `ids` are those of the trail, the same ones whenever it begins anew.
///
/// # Errors
/// The database's; [`Error::NotFound`] where a record is not there.
pub fn merge(db: &mut Db, actor: &Actor, new: &NewMerge, ids: &mut SeededIds, audit: AuditId, now: UtcTime) -> Result<Merged> {
    let mut moves = match people::begin_merge(db, new)? {
        Ok(moves) => moves,
        Err(refusal) => return Ok(Merged::Refused(refusal)),
    };
    settle_seats(db, actor, new, &mut moves, ids, now)?;
    settle_places(db, actor, new, &mut moves, ids, now)?;
    let change = Transition {
        reason: Some("merged".to_owned()),
        ..Transition::by(ids.next_id(), actor, "person", AnyId::of(new.merged), Some(&moves.state), "closed")
    };
    people::finish_merge(db, new, moves, now)?;
    trail::store::record(db, &change, now)?;
    trail::store::audit(db, &event(actor, audit, "merge", new.id, new.kept, new.merged), now)?;
    Ok(Merged::Done(new.id))
}

fn event(actor: &Actor, id: AuditId, action: &'static str, merge: MergeId, kept: PersonId, merged: PersonId) -> AuditEvent {
    AuditEvent {
        id,
        action,
        result: "done",
        actor: Some(actor.person),
        on_behalf_of: actor.acting_for,
        entity: Some(("person", AnyId::of(kept))),
        detail: format!("{merge}: {merged} into {kept}"),
        request_id: None,
    }
}

type LiveSeat = (SeatId, OfferingId, Option<PersonId>, SeatState, UtcTime, OrgId);

fn settle_seats(db: &mut Db, actor: &Actor, new: &NewMerge, moves: &mut Moves, ids: &mut SeededIds, now: UtcTime) -> Result<()> {
    let live: Vec<SeatState> = SeatState::ALL.iter().copied().filter(|state| !state.is_end()).collect();
    let find = |db: &mut Db| -> Result<Vec<LiveSeat>> {
        Ok(seat::table
            .filter(seat::person_id.eq_any([Some(new.kept), Some(new.merged)]))
            .filter(seat::state.eq_any(&live))
            .order((seat::offering_id, seat::id))
            .select((
                seat::id,
                seat::offering_id,
                seat::person_id,
                seat::state,
                seat::state_at,
                seat::org_id,
            ))
            .load(db)?)
    };
    let mut shared: Vec<OfferingId> = find(db)?
        .windows(2)
        .filter(|two| two[0].1 == two[1].1)
        .map(|two| two[0].1)
        .collect();
    shared.dedup();
    for id in &shared {
        lock_offering(db, *id)?;
    }
    for two in find(db)?.windows(2).filter(|two| two[0].1 == two[1].1) {
        let (kept, merged) = if two[0].2 == Some(new.kept) {
            (&two[0], &two[1])
        } else {
            (&two[1], &two[0])
        };
        // in the order in which seats go on; of two that came as far the kept record's stands
        let loser = if kept.3 >= merged.3 { merged } else { kept };
        let overbooked = |db: &mut Db| {
            offering::table
                .filter(offering::id.eq(loser.1))
                .select(offering::overbooked)
                .first::<i32>(db)
        };
        let before = overbooked(db)?;
        count_seat(db, loser.1, loser.3.is_held(), false)?;
        diesel::update(seat::table.filter(seat::id.eq(loser.0)))
            .set((seat::state.eq(SeatState::Withdrawn), seat::state_at.eq(now)))
            .execute(db)?;
        let was = loser.3.code();
        trace(
            db,
            actor,
            ids.next_id(),
            ("seat", AnyId::of(loser.0), loser.5),
            was,
            SeatState::Withdrawn.code(),
            now,
        )?;
        moves.seats.push(HeldBefore {
            id: loser.0.to_string(),
            state: was.to_owned(),
            state_at: loser.4.get(),
            was_overbooked: overbooked(db)? < before,
        });
    }
    Ok(())
}

type LivePlace = (PlaceId, SlotPeriodId, Option<PersonId>, PlaceState, UtcTime, OrgId);

fn settle_places(db: &mut Db, actor: &Actor, new: &NewMerge, moves: &mut Moves, ids: &mut SeededIds, now: UtcTime) -> Result<()> {
    let live: Vec<PlaceState> = PlaceState::ALL.iter().copied().filter(|state| !state.is_end()).collect();
    let find = |db: &mut Db| -> Result<Vec<LivePlace>> {
        Ok(place::table
            .filter(place::person_id.eq_any([Some(new.kept), Some(new.merged)]))
            .filter(place::state.eq_any(&live))
            .order((place::slot_period_id, place::id))
            .select((
                place::id,
                place::slot_period_id,
                place::person_id,
                place::state,
                place::state_at,
                place::org_id,
            ))
            .load(db)?)
    };
    let mut shared: Vec<SlotPeriodId> = find(db)?
        .windows(2)
        .filter(|two| two[0].1 == two[1].1)
        .map(|two| two[0].1)
        .collect();
    shared.dedup();
    for id in &shared {
        places::lock_only(db, *id)?;
    }
    for two in find(db)?.windows(2).filter(|two| two[0].1 == two[1].1) {
        let (kept, merged) = if two[0].2 == Some(new.kept) {
            (&two[0], &two[1])
        } else {
            (&two[1], &two[0])
        };
        let loser = if kept.3 >= merged.3 { merged } else { kept };
        let overbooked = |db: &mut Db| {
            slot_period::table
                .filter(slot_period::id.eq(loser.1))
                .select(slot_period::overbooked)
                .first::<i32>(db)
        };
        let before = overbooked(db)?;
        count_place(db, loser.1, loser.3.is_held(), false)?;
        diesel::update(place::table.filter(place::id.eq(loser.0)))
            .set((place::state.eq(PlaceState::Withdrawn), place::state_at.eq(now)))
            .execute(db)?;
        let was = loser.3.code();
        trace(
            db,
            actor,
            ids.next_id(),
            ("place", AnyId::of(loser.0), loser.5),
            was,
            PlaceState::Withdrawn.code(),
            now,
        )?;
        moves.places.push(HeldBefore {
            id: loser.0.to_string(),
            state: was.to_owned(),
            state_at: loser.4.get(),
            was_overbooked: overbooked(db)? < before,
        });
    }
    Ok(())
}

fn trace(
    db: &mut Db,
    actor: &Actor,
    id: TransitionId,
    (kind, entity, org): (&'static str, AnyId, OrgId),
    from: &str,
    to: &str,
    now: UtcTime,
) -> Result<()> {
    let change = Transition {
        org: Some(org),
        reason: Some("merged".to_owned()),
        ..Transition::by(id, actor, kind, entity, Some(from), to)
    };
    trail::store::record(db, &change, now)
}

/// Puts everything back as it was before a merge, or says why it cannot be.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is no such merge.
pub fn undo_merge(db: &mut Db, actor: &Actor, id: MergeId, ids: &mut SeededIds, audit: AuditId, now: UtcTime) -> Result<Merged> {
    let merge = people::find_merge(db, id)?.ok_or(Error::NotFound)?;
    if let Some(refusal) = people::begin_undo(db, &merge)? {
        return Ok(Merged::Refused(refusal));
    }
    // nothing is changed until all of it can be: what is refused leaves no trace
    for before in &merge.moves.seats {
        if !seat_can_come_back(db, &merge, before)? {
            return Ok(Merged::Refused(Refusal::SeatTaken));
        }
    }
    for before in &merge.moves.places {
        if !place_can_come_back(db, &merge, before)? {
            return Ok(Merged::Refused(Refusal::SeatTaken));
        }
    }
    people::finish_undo(db, &merge, actor.person, now)?;
    for before in &merge.moves.seats {
        seat_comes_back(db, actor, before, ids.next_id(), now)?;
    }
    for before in &merge.moves.places {
        place_comes_back(db, actor, before, ids.next_id(), now)?;
    }
    let change = Transition {
        reason: Some("merge_undone".to_owned()),
        ..Transition::by(
            ids.next_id(),
            actor,
            "person",
            AnyId::of(merge.merged),
            Some("closed"),
            &merge.moves.state,
        )
    };
    trail::store::record(db, &change, now)?;
    trail::store::audit(db, &event(actor, audit, "merge-undo", merge.id, merge.kept, merge.merged), now)?;
    Ok(Merged::Done(id))
}

fn id_of<I: Id>(text: &str) -> Result<I> {
    decode(text)
        .map(I::new)
        .map_err(|error| Error::Unavailable(format!("a merge cannot be read: {error}")))
}

fn state_of<S: std::str::FromStr>(text: &str) -> Result<S> {
    text.parse()
        .map_err(|_error| Error::Unavailable("a merge cannot be read".to_owned()))
}

/// Is it still withdrawn, does its person have no newer one there, and is there room for it?
fn seat_can_come_back(db: &mut Db, merge: &Merge, before: &HeldBefore) -> Result<bool> {
    let id: SeatId = id_of(&before.id)?;
    let Some(found) = super::find(db, id)? else { return Ok(false) };
    let standing = lock_offering(db, found.offering)?;
    if found.state != SeatState::Withdrawn {
        return Ok(false);
    }
    let moved = merge.moves.of("seat");
    if !moved.contains(&before.id) {
        let newer = super::find_live(db, found.offering, merge.kept)?;
        if newer.is_some_and(|newer| !moved.contains(&newer.to_string())) {
            return Ok(false);
        }
    }
    let is_limited = standing.capacity_kind == crate::catalogue::CapacityKind::Limited;
    let overbooked: i32 = offering::table
        .filter(offering::id.eq(found.offering))
        .select(offering::overbooked)
        .first(db)?;
    let room = standing.capacity + overbooked + i32::from(before.was_overbooked) - standing.held;
    let is_on = standing.state != crate::catalogue::OfferingState::Cancelled;
    Ok(!state_of::<SeatState>(&before.state)?.is_held() || (is_on && (!is_limited || room > 0)))
}

fn seat_comes_back(db: &mut Db, actor: &Actor, before: &HeldBefore, transition: TransitionId, now: UtcTime) -> Result<()> {
    let (id, state): (SeatId, SeatState) = (id_of(&before.id)?, state_of(&before.state)?);
    let found = super::find(db, id)?.ok_or(Error::NotFound)?;
    if before.was_overbooked {
        // only where it is full by now: what became free in the meantime is taken first
        let full = offering::held.ge(offering::capacity + offering::overbooked);
        diesel::update(offering::table.filter(offering::id.eq(found.offering)).filter(full))
            .set(offering::overbooked.eq(offering::overbooked + 1))
            .execute(db)?;
    }
    if !count_seat(db, found.offering, false, state.is_held())? {
        return Err(Error::Conflict("the seat was taken".to_owned()));
    }
    diesel::update(seat::table.filter(seat::id.eq(id)))
        .set((seat::state.eq(state), seat::state_at.eq(UtcTime::new(before.state_at))))
        .execute(db)?;
    trace(
        db,
        actor,
        transition,
        ("seat", AnyId::of(id), found.org),
        SeatState::Withdrawn.code(),
        state.code(),
        now,
    )
}

fn place_can_come_back(db: &mut Db, merge: &Merge, before: &HeldBefore) -> Result<bool> {
    let id: PlaceId = id_of(&before.id)?;
    let Some(found) = places::find(db, id)? else { return Ok(false) };
    places::lock_only(db, found.period)?;
    if found.state != PlaceState::Withdrawn {
        return Ok(false);
    }
    let moved = merge.moves.of("place");
    if !moved.contains(&before.id) {
        let newer = places::find_live(db, found.period, merge.kept)?;
        if newer.is_some_and(|newer| !moved.contains(&newer.to_string())) {
            return Ok(false);
        }
    }
    let (places, held, overbooked): (i32, i32, i32) = slot_period::table
        .filter(slot_period::id.eq(found.period))
        .filter(slot_period::state.ne(crate::placements::PeriodState::Cancelled))
        .select((slot_period::places, slot_period::held, slot_period::overbooked))
        .first(db)
        .optional()?
        .unwrap_or((0, 0, 0));
    let room = places + overbooked + i32::from(before.was_overbooked) - held;
    Ok(!state_of::<PlaceState>(&before.state)?.is_held() || room > 0)
}

fn place_comes_back(db: &mut Db, actor: &Actor, before: &HeldBefore, transition: TransitionId, now: UtcTime) -> Result<()> {
    let (id, state): (PlaceId, PlaceState) = (id_of(&before.id)?, state_of(&before.state)?);
    let found = places::find(db, id)?.ok_or(Error::NotFound)?;
    if before.was_overbooked {
        let full = slot_period::held.ge(slot_period::places + slot_period::overbooked);
        diesel::update(slot_period::table.filter(slot_period::id.eq(found.period)).filter(full))
            .set(slot_period::overbooked.eq(slot_period::overbooked + 1))
            .execute(db)?;
    }
    if !count_place(db, found.period, false, state.is_held())? {
        return Err(Error::Conflict("the place was taken".to_owned()));
    }
    diesel::update(place::table.filter(place::id.eq(id)))
        .set((place::state.eq(state), place::state_at.eq(UtcTime::new(before.state_at))))
        .execute(db)?;
    trace(
        db,
        actor,
        transition,
        ("place", AnyId::of(id), found.org),
        PlaceState::Withdrawn.code(),
        state.code(),
        now,
    )
}
