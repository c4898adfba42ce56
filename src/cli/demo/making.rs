//! Makes the demonstration: every part in its order, in batches, never more than a batch in memory.

use std::ops::Range;

use chrono::NaiveDate;

use super::candidates::Calendar;
use super::courses::Courses;
use super::dice::Kind;
use super::store::{self, Batch};
use super::story::PASSWORD;
use super::world::World;
use super::{Plan, calls, joining, learners, needs, offerings, organisations, slots, story, twice};
use crate::cli::store::{analyse, find_setting, in_transaction, put_setting};
use crate::db::{Db, Error, Result};
use crate::people::password::Password;
use crate::{dashboards, network, skills};

/// So many rows, about, share a transaction.
const BATCH: usize = 40_000;

/// What is being made at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Organisations,
    Learners,
    Offerings,
    Placements,
    Finishing,
}

/// What a database was made from, if it is a demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    None,
    /// Making it was begun and never finished.
    Unfinished,
    Whole(Plan),
}

/// Reads the mark of a database that has the schema.
///
/// # Errors
/// The database's.
pub fn mark(db: &mut Db) -> Result<Mark> {
    let Some(seed) = find_setting(db, "demo")? else {
        return Ok(Mark::None);
    };
    let (today, size) = (find_setting(db, "demo-today")?, find_setting(db, "demo-size")?);
    let plan = || {
        let (today, size) = (today?, size?);
        let mut parts = size.split(' ').map(str::parse);
        let mut next = || parts.next()?.ok();
        Some(Plan {
            seed: seed.parse().ok()?,
            today: today.parse::<NaiveDate>().ok()?,
            size: super::Size {
                learners: next()?,
                offerings: next()?,
                slots: next()?,
            },
        })
    };
    Ok(plan().map_or(Mark::Unfinished, Mark::Whole))
}

/// Fills an empty, migrated database; returns how many rows it wrote. `progress` hears what is made, how much of it, and of how much.
/// The same plan makes the same rows.
///
/// # Errors
/// The database's. What was written until then stays, marked as unfinished.
pub fn make(db: &mut Db, plan: Plan, progress: &mut dyn FnMut(Step, u32, u32)) -> Result<usize> {
    let world = World::new(plan.seed, plan.today, plan.size);
    let hash = Password::claim(PASSWORD).hash(&world.dice(Kind::Salt, 0).bytes());
    let hash = hash.ok_or(Error::Unavailable("the password could not be hashed".to_owned()))?;
    let mut maker = Maker {
        db,
        batch: Batch::default(),
        rows: 0,
    };
    in_transaction(maker.db, |db| {
        put_setting(db, "demo", &plan.seed.to_string())?;
        put_setting(db, "demo-today", &plan.today.to_string())?;
        network::store::sync_reference(db)?;
        skills::store::sync_reference(db)
    })?;

    progress(Step::Organisations, 0, 1);
    let courses = Courses::plan(&world);
    organisations::add_all(&world, &hash, &mut maker.batch);
    story::add_all(&world, &hash, &mut maker.batch);
    joining::add_all(&world, story::coordinator(&world), &hash, &mut maker.batch);
    twice::add_all(&world, &hash, &mut maker.batch);
    needs::add_all(&world, &mut maker.batch);
    calls::add_all(&world, &mut maker.batch);
    courses.add_all(&world, &mut maker.batch);
    maker.flush()?;

    let mut calendar = Calendar::new(plan.size.learners);
    maker.each(
        0..plan.size.learners,
        |number, batch| learners::add(&world, number, batch),
        &mut |done, of| {
            progress(Step::Learners, done, of);
        },
    )?;
    maker.each(
        0..plan.size.offerings,
        |number, batch| offerings::add(&world, &courses, &mut calendar, number, batch),
        &mut |done, of| progress(Step::Offerings, done, of),
    )?;
    maker.each(
        0..plan.size.slots,
        |number, batch| slots::add(&world, &mut calendar, number, batch),
        &mut |done, of| {
            progress(Step::Placements, done, of);
        },
    )?;

    progress(Step::Finishing, 0, 1);
    let rows = maker.rows;
    analyse(db)?;
    let snapshot = world.id(Kind::Snapshot, 0, world.now);
    let counted = dashboards::store::count_cube(db, world.now)?;
    progress(Step::Finishing, 1, 1);
    // the mark comes last: until it is there, whatever there is counts as unfinished
    in_transaction(db, |db| {
        dashboards::store::save_snapshot(db, snapshot, &counted, world.now)?;
        let size = format!("{} {} {}", plan.size.learners, plan.size.offerings, plan.size.slots);
        put_setting(db, "demo-size", &size)
    })?;
    Ok(rows)
}

struct Maker<'d> {
    db: &'d mut Db,
    batch: Batch,
    rows: usize,
}

impl Maker<'_> {
    fn flush(&mut self) -> Result<()> {
        self.rows += store::write(self.db, &mut self.batch)?;
        Ok(())
    }

    /// Adds one thing after the other and writes whenever a batch is full.
    fn each(&mut self, numbers: Range<u32>, mut add: impl FnMut(u32, &mut Batch), progress: &mut dyn FnMut(u32, u32)) -> Result<()> {
        let of = numbers.end;
        for number in numbers {
            add(number, &mut self.batch);
            if self.batch.len() >= BATCH {
                self.flush()?;
                progress(number + 1, of);
            }
        }
        self.flush()?;
        progress(of, of);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Size;
    use super::super::seats::is_held;
    use super::*;

    fn plan(seed: u64) -> (World, Batch) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        let world = World::new(seed, today, Size::SMALL);
        let (mut batch, courses, mut calendar) = (Batch::default(), Courses::plan(&world), Calendar::new(Size::SMALL.learners));
        organisations::add_all(&world, "hash", &mut batch);
        story::add_all(&world, "hash", &mut batch);
        joining::add_all(&world, story::coordinator(&world), "hash", &mut batch);
        twice::add_all(&world, "hash", &mut batch);
        needs::add_all(&world, &mut batch);
        calls::add_all(&world, &mut batch);
        courses.add_all(&world, &mut batch);
        (0..Size::SMALL.learners).for_each(|number| learners::add(&world, number, &mut batch));
        (0..Size::SMALL.offerings).for_each(|number| offerings::add(&world, &courses, &mut calendar, number, &mut batch));
        (0..Size::SMALL.slots).for_each(|number| slots::add(&world, &mut calendar, number, &mut batch));
        (world, batch)
    }

    #[test]
    fn the_same_seed_makes_the_same_network() {
        let ((_, one), (_, same), (_, other)) = (plan(7), plan(7), plan(8));
        assert_eq!(one, same);
        assert_ne!(one.people, other.people);
    }

    #[test]
    fn seats_and_places_never_outnumber_what_there_is() {
        let (world, batch) = plan(7);
        for offering in &batch.offerings {
            let seats = batch.seats.iter().filter(|seat| seat.offering_id == offering.id);
            let held = seats.filter(|seat| is_held(seat.state)).count();
            assert_eq!(usize::try_from(offering.held).unwrap(), held, "{}", offering.code);
            assert!(
                offering.capacity_kind != "limited" || offering.held <= offering.capacity,
                "{}",
                offering.code
            );
        }
        for period in &batch.periods {
            let places = batch.places.iter().filter(|place| place.slot_period_id == period.id);
            let held = places.filter(|place| slots::is_held(place.state)).count();
            assert_eq!(usize::try_from(period.held).unwrap(), held);
            assert!(period.held <= period.places);
        }
        let is_past = |at| at < world.now;
        assert!(
            batch
                .seats
                .iter()
                .all(|seat| is_past(seat.created_at) && is_past(seat.state_at) && seat.created_at <= seat.state_at)
        );
        assert!(
            batch
                .offerings
                .iter()
                .all(|offering| is_past(offering.created_at) && offering.published_at.is_none_or(is_past))
        );
        assert!(
            batch
                .evidence
                .iter()
                .all(|piece| piece.observed_on < world.today && piece.expires_on.is_none_or(|on| on > piece.observed_on))
        );
    }

    #[test]
    fn the_shared_password_is_one_that_may_be_chosen() {
        assert!(
            Password::choose(
                PASSWORD,
                &["salma@demo.example", "Salma Ben Youssef"],
                crate::people::password::least(true)
            )
            .is_ok()
        );
    }
}
