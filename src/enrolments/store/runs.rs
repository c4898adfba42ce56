//! What a provider does with a run as a whole, and what that means for those who asked for it.
//!
//! The offering is locked first and then its
//! seats, in the order of their ids: whoever accepts at the same time comes before or after, never between.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::lists::list_live_of;
use super::{Change, Changed, Standing, apply_event, lock_offering};
use crate::catalogue::policy::may_plan;
use crate::catalogue::state::{self, Event, Progress, Refusal, RunReason};
use crate::catalogue::store::{dates, facts};
use crate::catalogue::{CapacityKind, OfferingState};
use crate::db::schema::offering;
use crate::db::{Db, Error, Result};
use crate::enrolments::state::Event as SeatEvent;
use crate::enrolments::{Outcome, RunTask, Seat, SeatState, Task, policy};
use crate::kernel::clock::SeededIds;
use crate::kernel::{Actor, AnyId, Day, OfferingId, OrgId, SeatId, TransitionId, UtcTime};
use crate::queue;
use crate::skills::Grade;
use crate::skills::store::{NewEvidence, insert_evidence};
use crate::trail::{Facts, Transition, differences};

/// What became of a run.
pub type ChangedRun = Changed<OfferingState, Refusal>;

/// The provider says that the run goes.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to plan.
pub fn confirm(db: &mut Db, actor: &Actor, what: &Change<OfferingId>, now: UtcTime) -> Result<ChangedRun> {
    change(db, actor, what, (Event::Go, Dates::Stay), now)
}

/// Puts a run off. With a first day all its days move along with it and it is public again; without one its dates are not known.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to plan.
pub fn postpone(
    db: &mut Db,
    actor: &Actor,
    what: &Change<OfferingId>,
    reason: RunReason,
    first_day: Option<(NaiveDate, TransitionId)>,
    now: UtcTime,
) -> Result<ChangedRun> {
    let event = Event::Postpone(reason);
    let Some((on, transition)) = first_day else {
        return change(db, actor, what, (event, Dates::Forget), now);
    };
    match change(db, actor, what, (event, Dates::Stay), now)? {
        Changed::Done(_) => {
            let revised = Change::silent(what.of, transition);
            change(db, actor, &revised, (Event::Revise, Dates::Move(on)), now)
        }
        changed => Ok(changed),
    }
}

/// Calls a run off: every application ends and every seat is given back. Gives the seats as they were, for those who have to be told;
/// what was queued for them before is not sent any more.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to plan.
pub fn cancel(
    db: &mut Db,
    actor: &Actor,
    what: &Change<OfferingId>,
    reason: RunReason,
    ids: &mut SeededIds,
    now: UtcTime,
) -> Result<(ChangedRun, Vec<Seat>)> {
    let changed = change(db, actor, what, (Event::Cancel(reason), Dates::Stay), now)?;
    if !matches!(changed, Changed::Done(_)) {
        return Ok((changed, Vec::new()));
    }
    let live = list_live_of(db, what.of)?;
    for seat in &live {
        step(db, actor, seat, SeatEvent::Cancel(reason), ids, now)?;
        queue::store::cancel_about(db, "seat", AnyId::of(seat.id))?;
    }
    Ok((changed, live))
}

/// Everybody has a result: nothing follows any more.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to plan.
pub fn close(db: &mut Db, actor: &Actor, what: &Change<OfferingId>, now: UtcTime) -> Result<ChangedRun> {
    change(db, actor, what, (Event::Close, Dates::Stay), now)
}

/// What becomes of the days of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dates {
    Stay,
    Forget,
    /// The first day is this one, and all others move along.
    Move(NaiveDate),
}

impl Dates {
    fn set(self, db: &mut Db, id: OfferingId) -> Result<()> {
        match self {
            Self::Stay => Ok(()),
            Self::Forget => dates::forget(db, id),
            Self::Move(on) => dates::shift(db, id, on),
        }
    }

    /// What the run says, where its days are about to change.
    fn facts(self, db: &mut Db, id: OfferingId) -> Result<Facts> {
        if self == Self::Stay {
            return Ok(Facts::default());
        }
        facts::of_run(db, id)
    }
}

/// Locks the run, asks the pure state machine, changes the state, writes the trail.
fn change(db: &mut Db, actor: &Actor, what: &Change<OfferingId>, event: (Event, Dates), now: UtcTime) -> Result<ChangedRun> {
    let standing = lock_offering(db, what.of)?;
    if standing.is_external || !may_plan(actor, standing.org) {
        return Err(Error::NotFound);
    }
    advance(db, actor, &standing, what, event, now)
}

fn advance(
    db: &mut Db,
    actor: &Actor,
    standing: &Standing,
    what: &Change<OfferingId>,
    (event, days): (Event, Dates),
    now: UtcTime,
) -> Result<ChangedRun> {
    let after = match state::next(standing.state, standing.progress(now), event) {
        Ok(after) => after,
        Err(refusal) => return Ok(Changed::Refused(refusal)),
    };
    let before = days.facts(db, what.of)?;
    diesel::update(offering::table.filter(offering::id.eq(what.of)))
        .set((offering::state.eq(after), offering::updated_at.eq(now)))
        .execute(db)?;
    days.set(db, what.of)?;
    let entity = ("offering", AnyId::of(what.of));
    let trail = Transition {
        changes: differences(&before, &days.facts(db, what.of)?),
        ..what.trail(actor, entity, standing.org, standing.state.code(), event.reason())
    };
    super::record(db, trail, after.code(), now)?;
    Ok(Changed::Done(after))
}

/// One step of a seat of a run that is locked.
fn step(db: &mut Db, actor: &Actor, seat: &Seat, event: SeatEvent, ids: &mut SeededIds, now: UtcTime) -> Result<Changed> {
    let entity = ("seat", AnyId::of(seat.id));
    let trail = Change::silent(seat.id, ids.next_id()).trail(actor, entity, seat.org, seat.state.code(), event.reason());
    apply_event(db, seat, event, trail, now)
}

impl Standing {
    /// How far the run has come.
    fn progress(&self, now: UtcTime) -> Progress {
        let starts = Day::new(self.starts_on, self.starts_precision);
        let ends = Day::new(self.ends_on, self.ends_precision);
        Progress::of(starts, ends, &self.zone, self.held > 0, now)
    }
}

/// Writes what became of those who hold seats; the run is delivered with it.
///
/// Whoever completes it has evidence of what it leads to, by
/// the provider's certificate. Says for how many something was written; who has a result already keeps it.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not theirs to decide.
pub fn report(
    db: &mut Db,
    actor: &Actor,
    what: &Change<OfferingId>,
    results: &[(SeatId, Outcome)],
    ids: &mut SeededIds,
    now: UtcTime,
) -> Result<Changed<usize, Refusal>> {
    let standing = lock_offering(db, what.of)?;
    if standing.is_external || !policy::may_report(actor, standing.org) {
        return Err(Error::NotFound);
    }
    if standing.state != OfferingState::Delivered
        && let Changed::Refused(refusal) = advance(db, actor, &standing, what, (Event::Deliver, Dates::Stay), now)?
    {
        return Ok(Changed::Refused(refusal));
    }
    let mut results = results.to_vec();
    results.sort_unstable_by_key(|(id, _)| *id);
    let mut written = 0;
    for (id, outcome) in results {
        let found = super::find(db, id)?.filter(|seat| seat.offering == what.of);
        let mut seat = found.ok_or(Error::NotFound)?;
        let before = seat.state;
        for event in outcome.events() {
            if let Changed::Done(after) = step(db, actor, &seat, *event, ids, now)? {
                seat.state = after;
            }
        }
        if seat.state == before {
            continue;
        }
        written += 1;
        if seat.state == SeatState::Completed {
            certify(db, actor, &seat, ids, now)?;
        }
    }
    Ok(Changed::Done(written))
}

/// Evidence of what a run leads to, for somebody who has completed it.
fn certify(db: &mut Db, actor: &Actor, seat: &Seat, ids: &mut SeededIds, now: UtcTime) -> Result<()> {
    let run = crate::catalogue::store::list_by_id(db, &[seat.offering], "en")?.pop();
    let (run, person) = run.zip(seat.person).ok_or(Error::NotFound)?;
    let source = format!("{} {}, {}", run.code, run.title.text, run.provider.text);
    let last_day = run.ends.booked().map_or(now.day(), |on| on.min(now.day()));
    for taught in &run.skills {
        let Some(level) = taught.level_out else { continue };
        let new = NewEvidence {
            id: ids.next_id(),
            person,
            org: Some(run.org),
            skill: taught.skill,
            level,
            grade: Grade::Certified,
            observed_on: last_day,
            source: source.clone(),
            recorded_by: Some(actor.person),
        };
        insert_evidence(db, &new, now)?;
    }
    Ok(())
}

/// The live seats and applications of a run, in the order of their ids.
///
/// # Errors
/// The database's.
pub fn list_live(db: &mut Db, id: OfferingId) -> Result<Vec<Seat>> {
    list_live_of(db, id)
}

type TaskRow = (OfferingId, String, OfferingState, CapacityKind, i32, i32, Option<NaiveDate>);

/// What waits to be done about an organisation's runs as wholes: more people than seats, results that are due; the soonest first.
///
/// # Errors
/// The database's.
pub fn list_tasks(db: &mut Db, org: OrgId, today: NaiveDate) -> Result<Vec<RunTask>> {
    let is_over = offering::ends_on.lt(today).and(offering::held.gt(0));
    let rows: Vec<TaskRow> = offering::table
        .filter(offering::org_id.eq(org))
        .filter(offering::is_external.eq(false))
        .filter(offering::state.eq_any([
            OfferingState::Published,
            OfferingState::Confirmed,
            OfferingState::InProgress,
            OfferingState::Delivered,
            OfferingState::Postponed,
        ]))
        .filter(is_over.or(offering::overbooked.gt(0)))
        .order((offering::ends_on, offering::id))
        .limit(50)
        .select((
            offering::id,
            offering::code,
            offering::state,
            offering::capacity_kind,
            offering::capacity,
            offering::held,
            offering::ends_on,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(offering, code, state, kind, seats, held, ends_on)| {
            let is_over = state == OfferingState::Delivered || ends_on.is_some_and(|on| on < today);
            let task = match ends_on {
                Some(on) if is_over => Task::Results { people: held, since: on },
                _ if kind == CapacityKind::Limited => Task::Overbooked(held - seats),
                _ => Task::Overbooked(0),
            };
            RunTask { offering, code, task }
        })
        .filter(|task| task.task != Task::Overbooked(0))
        .collect())
}
