//! The learners, one by one: who they are, where they work, which role they aim at, and what they can show for it.

use chrono::{NaiveDate, TimeDelta};

use super::dice::{Dice, Kind};
use super::store::{Batch, EmailRow, EmploymentRow, EvidenceRow, PersonLanguageRow, PersonRow, RoleTargetRow};
use super::world::{Who, World};
use crate::kernel::OrgId;
use crate::network::places::GroupingKind;
use crate::people::PersonState;
use crate::skills::{Grade, Requirement, RoleCode};
use crate::words::tokens;

/// A learner and everything that hangs on one.
pub(crate) fn add(world: &World, number: u32, batch: &mut Batch) {
    let who = world.who(number);
    let mut dice = world.dice(Kind::LearnerDetail, number.into());
    let name = world.name(who.area, &mut dice);
    let employer = who.employer.map(|at| &world.orgs[at]);
    let (from, until) = availability(world, &mut dice);
    batch.people.push(PersonRow {
        id: who.id,
        name_folded: tokens::folded(&name),
        name,
        language: who.languages.first().map(|(language, _)| *language),
        country: Some(who.country),
        birth_year: None,
        sector: Some(who.sector),
        travel: Some(who.travel),
        available_from: from,
        available_until: until,
        state: PersonState::Active,
        entered_by_org: employer.filter(|_| dice.often(550)).map(|org| org.id),
        created_at: who.joined_at,
        updated_at: who.joined_at,
    });
    let address = format!("learner-{number:07}@people.demo.example");
    batch.emails.push(EmailRow {
        id: world.id(Kind::LearnerEmail, number.into(), who.joined_at),
        person_id: who.id,
        address_folded: address.clone(),
        address,
        verified_at: Some(who.joined_at),
        is_primary: true,
        created_at: who.joined_at,
    });
    for (language, level) in &who.languages {
        batch.person_languages.push(PersonLanguageRow {
            person_id: who.id,
            language: *language,
            level: Some(*level),
        });
    }
    if let Some(org) = employer {
        batch.employments.push(EmploymentRow {
            id: world.id(Kind::Employment, number.into(), who.joined_at),
            person_id: who.id,
            org_id: org.id,
            staff_number: Some(format!("{}-{number:06}", org.key().to_uppercase())),
            post: Some(&who.role.name),
            started_on: Some(who.joined_at.day() - TimeDelta::days(dice.between(30, 3000).into())),
            created_at: who.joined_at,
        });
    }
    add_targets(world, &who, &mut dice, batch);
    add_evidence(world, &who, &mut dice, batch);
}

/// Most are free at any time, some from a day on, some between two.
fn availability(world: &World, dice: &mut Dice) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match dice.below(100) {
        0..82 => (None, None),
        82..94 => (Some(world.day(dice.between(10, 200).into())), None),
        _ => {
            let from = i64::from(dice.between(0, 120));
            (Some(world.day(from)), Some(world.day(from + i64::from(dice.between(60, 240)))))
        }
    }
}

fn add_targets(world: &World, who: &Who, dice: &mut Dice, batch: &mut Batch) {
    let target = |role: RoleCode, is_main, by_on| RoleTargetRow {
        person_id: who.id,
        role,
        is_main,
        by_on,
        set_at: who.joined_at,
    };
    let by_on = dice.often(400).then(|| world.day(dice.between(60, 500).into()));
    batch.role_targets.push(target(who.role.code, true, by_on));
    if dice.often(180) {
        let other = dice.pick(world.taxonomy.roles());
        if other.code != who.role.code {
            batch.role_targets.push(target(other.code, false, None));
        }
    }
}

/// Levels partly below the target; of all grades; over the last three years.
fn add_evidence(world: &World, who: &Who, dice: &mut Dice, batch: &mut Batch) {
    let is_african = world.places.region_of(who.country, GroupingKind::AuRegion, world.today).is_some();
    let mut ordinal = 0;
    for asked in &who.role.required {
        let is_scarce = is_african && ["MFG-3", "MFG-4", "MFG-6", "MFG-7", "REG-6"].contains(&asked.skill.as_str());
        let without = if is_scarce { 240 } else { 110 };
        if dice.often(without) {
            continue;
        }
        // the second piece is the older and the lower one
        let pieces = if dice.often(160) { 2 } else { 1 };
        for piece in 0..pieces {
            let level = level(asked, is_scarce, piece, dice);
            // what expires is seen again in time, mostly
            let newest = if world.taxonomy.expires_on(asked.skill, world.today).is_some() {
                430
            } else {
                760
            };
            let age = i64::from(if piece == 0 {
                dice.between(10, newest)
            } else {
                dice.between(760, 1095)
            });
            add_piece(world, who, asked, level, age, (who.number, ordinal), dice, batch);
            ordinal += 1;
        }
    }
}

fn level(asked: &Requirement, is_scarce: bool, piece: u32, dice: &mut Dice) -> i32 {
    let below = match (dice.below(100), is_scarce) {
        (0..58, false) | (0..36, true) => 0,
        (0..86, false) | (0..74, true) => 1,
        (95.., false) => -1,
        _ => 2,
    };
    let required = i32::from(asked.level.get());
    (required - below - i32::try_from(piece).unwrap_or(0)).clamp(1, 5)
}

fn add_piece(
    world: &World,
    who: &Who,
    asked: &Requirement,
    level: i32,
    age: i64,
    (number, ordinal): (u32, u64),
    dice: &mut Dice,
    batch: &mut Batch,
) {
    let observed_on = world.day(-age);
    let (grade, org, source) = stand_behind(world, who, dice);
    let seen_at = world.days_ago(age - 2, dice.below(1440));
    batch.evidence.push(EvidenceRow {
        id: world.id(Kind::Evidence, u64::from(number) * 64 + ordinal, who.joined_at),
        person_id: who.id,
        org_id: org,
        skill: asked.skill,
        level,
        grade,
        observed_on,
        expires_on: world.taxonomy.expires_on(asked.skill, observed_on),
        source,
        taxonomy_version: world.taxonomy.version(),
        recorded_by: (grade == Grade::Declared).then_some(who.id),
        recorded_at: seen_at.max(who.joined_at).min(world.now - TimeDelta::minutes(1)),
    });
}

/// Who saw it: the grade, the organisation, and in words.
fn stand_behind(world: &World, who: &Who, dice: &mut Dice) -> (Grade, Option<OrgId>, &'static str) {
    let employer = who.employer.map(|at| world.orgs[at].id);
    let mut provider = || Some(world.orgs[*dice.pick(&world.providers)].id);
    let by_provider = provider();
    match (dice.below(100), employer) {
        (0..18, Some(employer)) => (Grade::Assessed, Some(employer), "Assessed on the job"),
        (0..18, None) => (Grade::Assessed, by_provider, "Assessed in simulation"),
        (18..52, _) => (Grade::Certified, by_provider, "Certificate of a course"),
        (52..84, Some(employer)) => (Grade::Attested, Some(employer), "Attested by the employer"),
        _ => (Grade::Declared, None, "self-assessment"),
    }
}
