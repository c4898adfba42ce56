//! Rows of every kind that hang on a person, as chance has it.

use benchside::db::Db;
use benchside::db::schema::{
    attestation, consent, employment, evidence, membership, message, offering, person_language, place, role_target, seat, slot_period, wish,
};
use benchside::enrolments::{PlaceState, SeatState};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::ids::Id;
use benchside::kernel::{Chance, OfferingId, OrgId, PersonId, SlotPeriodId, UtcTime};
use diesel::prelude::*;

pub(super) struct Dice {
    chance: Chance,
    now: UtcTime,
}

impl Dice {
    pub(super) fn of(seed: u64, now: UtcTime) -> Self {
        Self {
            chance: Chance::seeded(seed),
            now,
        }
    }

    fn id<I: Id>(&self) -> I {
        self.chance.id(self.now)
    }

    fn below(&self, end: usize) -> usize {
        usize::try_from(self.chance.below(end as u64)).expect("a small number")
    }
}

pub(super) fn fill(
    db: &mut Db,
    whose: PersonId,
    dice: &Dice,
    (orgs, runs, periods): (&[OrgId], &[OfferingId], &[SlotPeriodId]),
    has_account: bool,
) -> benchside::db::Result<()> {
    fill_held(db, whose, dice, (orgs, runs, periods))?;
    fill_work(db, whose, dice, orgs, has_account)?;
    fill_skills(db, whose, dice)?;
    fill_rest(db, whose, dice)
}

fn fill_held(
    db: &mut Db,
    whose: PersonId,
    dice: &Dice,
    (orgs, runs, periods): (&[OrgId], &[OfferingId], &[SlotPeriodId]),
) -> benchside::db::Result<()> {
    let now = dice.now;
    for run in runs {
        if dice.below(3) == 0 {
            continue;
        }
        let state = SeatState::ALL[dice.below(SeatState::ALL.len())];
        if state.is_held() {
            diesel::update(offering::table.filter(offering::id.eq(run)))
                .set(offering::held.eq(offering::held + 1))
                .execute(db)?;
        }
        diesel::insert_into(seat::table)
            .values((
                seat::id.eq(dice.id::<benchside::kernel::SeatId>()),
                seat::org_id.eq(orgs[0]),
                seat::offering_id.eq(run),
                seat::person_id.eq(Some(whose)),
                seat::route.eq("individual"),
                seat::state.eq(state),
                seat::created_at.eq(now),
                seat::state_at.eq(now),
            ))
            .execute(db)?;
    }
    for period in periods {
        if dice.below(3) == 0 {
            continue;
        }
        let state = PlaceState::ALL[dice.below(PlaceState::ALL.len())];
        if state.is_held() {
            diesel::update(slot_period::table.filter(slot_period::id.eq(period)))
                .set(slot_period::held.eq(slot_period::held + 1))
                .execute(db)?;
        }
        diesel::insert_into(place::table)
            .values((
                place::id.eq(dice.id::<benchside::kernel::PlaceId>()),
                place::org_id.eq(orgs[2]),
                place::slot_period_id.eq(period),
                place::person_id.eq(Some(whose)),
                place::state.eq(state),
                place::created_at.eq(now),
                place::state_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(())
}

fn fill_work(db: &mut Db, whose: PersonId, dice: &Dice, orgs: &[OrgId], has_account: bool) -> benchside::db::Result<()> {
    let now = dice.now;
    for org in orgs {
        if has_account && dice.below(2) == 0 {
            diesel::insert_into(membership::table)
                .values((
                    membership::id.eq(dice.id::<benchside::kernel::MembershipId>()),
                    membership::person_id.eq(whose),
                    membership::org_id.eq(org),
                    membership::role.eq(MemberRole::ALL[dice.below(MemberRole::ALL.len())]),
                    membership::created_at.eq(now),
                    // who is in a team is not merged into anybody
                    membership::ended_at.eq(Some(now)),
                ))
                .execute(db)?;
        }
        if dice.below(2) == 0 {
            diesel::insert_into(employment::table)
                .values((
                    employment::id.eq(dice.id::<benchside::kernel::EmploymentId>()),
                    employment::person_id.eq(whose),
                    employment::org_id.eq(org),
                    employment::created_at.eq(now),
                ))
                .execute(db)?;
        }
        if dice.below(3) == 0 {
            diesel::insert_into(attestation::table)
                .values((
                    attestation::id.eq(dice.id::<benchside::kernel::AttestationId>()),
                    attestation::person_id.eq(whose),
                    attestation::org_id.eq(org),
                    attestation::kind.eq("insured"),
                    attestation::holds.eq(true),
                    attestation::attested_on.eq(now.day()),
                ))
                .execute(db)?;
        }
    }
    Ok(())
}

fn fill_skills(db: &mut Db, whose: PersonId, dice: &Dice) -> benchside::db::Result<()> {
    let now = dice.now;
    for _ in 0..dice.below(4) {
        diesel::insert_into(evidence::table)
            .values((
                evidence::id.eq(dice.id::<benchside::kernel::EvidenceId>()),
                evidence::person_id.eq(whose),
                evidence::skill.eq("MFG-4"),
                evidence::level.eq(1 + i32::try_from(dice.below(5)).expect("a level")),
                evidence::grade.eq("C"),
                evidence::observed_on.eq(now.day()),
                evidence::source.eq("a test"),
                evidence::taxonomy_version.eq(benchside::skills::Taxonomy::builtin().version()),
                evidence::recorded_at.eq(now),
            ))
            .execute(db)?;
    }
    for (place, role) in ["ROLE-01", "ROLE-02", "ROLE-03"].into_iter().enumerate() {
        if place == 0 || dice.below(2) == 0 {
            diesel::insert_into(role_target::table)
                .values((
                    role_target::person_id.eq(whose),
                    role_target::role.eq(role),
                    role_target::is_main.eq(place == 0 && dice.below(2) == 0),
                    role_target::set_at.eq(now),
                ))
                .execute(db)?;
        }
    }
    for language in ["ar", "en", "fr"] {
        if dice.below(2) == 0 {
            diesel::insert_into(person_language::table)
                .values((person_language::person_id.eq(whose), person_language::language.eq(language)))
                .execute(db)?;
        }
    }
    Ok(())
}

fn fill_rest(db: &mut Db, whose: PersonId, dice: &Dice) -> benchside::db::Result<()> {
    let now = dice.now;
    diesel::insert_into(consent::table)
        .values((
            consent::id.eq(dice.id::<benchside::kernel::ConsentId>()),
            consent::person_id.eq(whose),
            consent::purpose.eq("research"),
            consent::version.eq("1"),
            consent::given_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(wish::table)
        .values((
            wish::id.eq(dice.id::<benchside::kernel::WishId>()),
            wish::person_id.eq(Some(whose)),
            wish::words.eq("more of it"),
            wish::created_at.eq(now),
        ))
        .execute(db)?;
    let id: benchside::kernel::MessageId = dice.id();
    diesel::insert_into(message::table)
        .values((
            (
                message::id.eq(id),
                message::kind.eq("test"),
                message::dedupe_key.eq(id.to_string()),
                message::person_id.eq(Some(whose)),
                message::to_address.eq("nobody@example.org"),
                message::language.eq("en"),
                message::subject.eq("A letter"),
            ),
            (
                message::body_text.eq("Words."),
                message::state.eq("sent"),
                message::attempts.eq(1),
                message::next_at.eq(now),
                message::created_at.eq(now),
                message::sent_at.eq(Some(now)),
            ),
        ))
        .execute(db)?;
    Ok(())
}
