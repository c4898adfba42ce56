//! Applications for seats, by many at once through the site, beside the bare inserts of the same rows in the same batches.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use benchside::db::schema::{evidence, offering, seat, transition};
use benchside::db::{Db, Result};
use benchside::enrolments::SeatState;
use benchside::kernel::{AnyId, OfferingId, OrgId, PersonId, SeatId, TransitionId, UtcTime};
use diesel::prelude::*;
use divan::Bencher;
use futures_util::future::join_all;

use crate::ground::SEATS;
use crate::record::keep;

const PAGE: &str = "Applications for seats beside bare inserts";
/// So many apply at the same time, each so often.
const PEOPLE: usize = 48;
const EACH: usize = 40;
const ROUNDS: u32 = 9;

/// Open runs with a seat free, and the learners who will apply.
fn cast(db: &mut Db, now: UtcTime) -> Result<(Vec<(OfferingId, OrgId)>, Vec<PersonId>)> {
    let runs = offering::table
        .filter(offering::state.eq_any(["published", "confirmed"]))
        .filter(offering::is_external.eq(false))
        .filter(offering::starts_on.gt(now.day() + chrono::TimeDelta::days(1)))
        .filter(offering::deadline_at.is_null().or(offering::deadline_at.gt(now)))
        .filter(offering::capacity_kind.eq("limited").and(offering::held.lt(offering::capacity)))
        .order(offering::id)
        .select((offering::id, offering::org_id))
        .load(db)?;
    let people = evidence::table
        .select(evidence::person_id)
        .distinct()
        .order(evidence::person_id)
        .limit(i64::try_from(2 * PEOPLE * ROUNDS as usize).unwrap_or(0))
        .load(db)?;
    Ok((runs, people))
}

/// The rows of an application, with nothing looked at.
fn insert(db: &mut Db, (run, org): (OfferingId, OrgId), person: PersonId, id: SeatId, trail: TransitionId, now: UtcTime) -> Result<()> {
    diesel::insert_into(seat::table)
        .values((
            seat::id.eq(id),
            seat::org_id.eq(org),
            seat::offering_id.eq(run),
            seat::person_id.eq(Some(person)),
            seat::route.eq("individual"),
            seat::state.eq(SeatState::Submitted),
            seat::note.eq(""),
            seat::created_by.eq(Some(person)),
            seat::created_at.eq(now),
            seat::state_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(transition::table)
        .values((
            transition::id.eq(trail),
            transition::org_id.eq(Some(org)),
            transition::entity_kind.eq("seat"),
            transition::entity_id.eq(AnyId::of(id)),
            transition::to_state.eq("submitted"),
            transition::actor_id.eq(Some(person)),
            transition::at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

fn rate(done: usize, since: Instant) -> f64 {
    f64::from(u32::try_from(done).unwrap_or(u32::MAX)) / since.elapsed().as_secs_f64()
}

/// Everybody inserts one row after the other; the writer commits what waits together. A pair that is there already is passed over.
fn insert_all(runs: &[(OfferingId, OrgId)], people: &[PersonId]) -> f64 {
    let (app, since) = (&SEATS.app, Instant::now());
    let now = app.now();
    let everybody = people.iter().map(|person| async move {
        let mut done = 0;
        for run in runs.iter().take(EACH) {
            let (run, person, id, trail) = (*run, *person, app.new_id(), app.new_id());
            done += usize::from(app.store.write(move |db| insert(db, run, person, id, trail, now)).await.is_ok());
        }
        done
    });
    let done: usize = SEATS.wait(join_all(everybody)).into_iter().sum();
    assert!(done * 10 > people.len() * EACH * 9, "{done} of the inserts");
    rate(done, since)
}

/// Everybody presses the button of one offering after the other, on a connection of their own.
fn apply_all(runs: &[(OfferingId, OrgId)], tokens: &[String]) -> f64 {
    let (done, since) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        for token in tokens {
            let done = &done;
            scope.spawn(move || {
                let mut learner = SEATS.visitor().with_session(token);
                for (run, _) in runs.iter().take(EACH) {
                    let status = learner.post(&format!("/offerings/{run}/apply"));
                    assert_eq!(status, 303, "an application");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    rate(done.into_inner(), since)
}

#[divan::bench(sample_count = ROUNDS, sample_size = 1)]
fn d_applications_for_seats(bencher: Bencher<'_, '_>) {
    let now = SEATS.app.now();
    let (runs, people) = SEATS.read(move |db| cast(db, now));
    assert!(
        runs.len() >= EACH && people.len() >= 2 * PEOPLE * ROUNDS as usize,
        "a network that is large enough"
    );
    let tokens = SEATS.sign_in(people.clone());
    let round = Cell::new(0);
    let next = || {
        let from = round.replace(round.get() + 1) * PEOPLE;
        from..from + PEOPLE
    };
    bencher
        .with_inputs(|| keep(PAGE, "bare", insert_all(&runs, &people[next()])))
        .bench_local_values(|()| keep(PAGE, "ours", apply_all(&runs, &tokens[next()])));
}
