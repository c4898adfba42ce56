//! What matching reads: the candidate that a person is, and the offers that are open.

mod cohort;
mod sample;

pub use cohort::{list_main_roles, list_seekers, list_staff_seekers};
pub use sample::sample_aiming_at;

use diesel::prelude::*;

use super::eligibility::{Eligibility, FreeSeats};
use super::{Candidate, Offer, OfferKey, Spoken, Standing, Window};
use crate::catalogue::{Capacity, CapacityKind, FeeKind, Mode, OfferingState, Rule, RuleKind, Taught};
use crate::db::dialect::one_of;
use crate::db::schema::{
    offering, offering_language, offering_rule, offering_skill, segment, slot, slot_language, slot_period, slot_skill,
};
use crate::db::{Db, MultiBackend, Result};
use crate::kernel::{Day, OfferingId, PersonId, Precision, SlotId, SlotPeriodId, UtcTime};
use crate::network::{CountryCode, LanguageCode};
use crate::placements::{SlotState, Visibility};
use crate::skills::gap::person_gap;
use crate::skills::{Evidence, Grade, Level, Requirement, SkillCode, Taxonomy};
use crate::{people, skills};

/// A person as matching sees them, with the evidence that it rests on.
#[derive(Debug, Clone)]
pub struct Seeker {
    pub candidate: Candidate,
    pub profile: people::Profile,
    pub role: Option<crate::skills::RoleCode>,
    pub required: Vec<Requirement>,
    pub evidence: Vec<Evidence>,
}

/// Reads a person as a candidate for their main target role, as of a day. `urgency` tells how badly a skill is lacked
/// where they are, 0 to 1000.
///
/// # Errors
/// The database's.
pub fn get_seeker(
    db: &mut Db,
    person: PersonId,
    day: chrono::NaiveDate,
    urgency: impl Fn(Option<CountryCode>, SkillCode) -> u16,
) -> Result<Seeker> {
    let profile = people::store::get_profile(db, person)?;
    let evidence: Vec<Evidence> = skills::store::list_evidence(db, person)?
        .into_iter()
        .map(|recorded| recorded.evidence)
        .collect();
    let role = skills::store::list_targets(db, person)?.into_iter().next();
    let required = role
        .and_then(|role| Taxonomy::builtin().role(role))
        .map(|role| role.required.clone())
        .unwrap_or_default();
    Ok(to_seeker(profile, role, required, evidence, day, urgency))
}

/// Puts a candidate together from what is known of a person.
#[must_use]
pub fn to_seeker(
    profile: people::Profile,
    role: Option<crate::skills::RoleCode>,
    required: Vec<Requirement>,
    evidence: Vec<Evidence>,
    day: chrono::NaiveDate,
    urgency: impl Fn(Option<CountryCode>, SkillCode) -> u16,
) -> Seeker {
    // every skill that is held counts for the level that a course asks for, also where the role does not ask for it
    let mut asked = required.clone();
    for own in &evidence {
        if !asked.iter().any(|known| known.skill == own.skill) {
            asked.push(Requirement {
                skill: own.skill,
                level: Level::NONE,
            });
        }
    }
    let standings = person_gap(&asked, &evidence, day, Grade::ALL)
        .iter()
        .map(|gap| Standing::of(gap, urgency(profile.country, gap.skill)))
        .collect();
    let candidate = Candidate {
        standings,
        country: profile.country,
        languages: profile
            .languages
            .iter()
            .map(|(language, fluency)| Spoken {
                language: *language,
                fluency: *fluency,
            })
            .collect(),
        sector: profile.sector,
        travel: profile.travel,
        available: Window {
            from: profile.available_from,
            until: profile.available_until,
        },
    };
    Seeker {
        candidate,
        profile,
        role,
        required,
        evidence,
    }
}

/// Offerings and slot periods to come that teach at least one of the skills; all where none is named.
///
/// # Errors
/// The database's.
pub fn list_offers(db: &mut Db, teaching: &[SkillCode], now: UtcTime) -> Result<Vec<Offer>> {
    let mut offers = list_offerings(db, teaching, None, now)?;
    offers.extend(list_periods(db, teaching, now)?);
    Ok(offers)
}

/// One offering as matching sees it.
///
/// # Errors
/// The database's.
pub fn find_offering(db: &mut Db, id: OfferingId, now: UtcTime) -> Result<Option<Offer>> {
    Ok(list_offerings(db, &[], Some(&[id]), now)?.into_iter().next())
}

/// Some offerings as matching sees them, in no order.
///
/// # Errors
/// The database's.
pub fn list_by_id(db: &mut Db, ids: &[OfferingId], now: UtcTime) -> Result<Vec<Offer>> {
    list_offerings(db, &[], Some(ids), now)
}

type OfferingRow = (
    OfferingId,
    Mode,
    Option<CountryCode>,
    CapacityKind,
    i32,
    i32,
    Option<UtcTime>,
    (Option<chrono::NaiveDate>, Precision),
    (Option<chrono::NaiveDate>, Precision),
    FeeKind,
    bool,
);

fn list_offerings(db: &mut Db, teaching: &[SkillCode], only: Option<&[OfferingId]>, now: UtcTime) -> Result<Vec<Offer>> {
    let open = || {
        let mut query = offering::table.into_boxed::<MultiBackend>();
        if let Some(ids) = only {
            return query.filter(offering::id.eq_any(ids.to_vec()));
        }
        query = query
            .filter(offering::state.eq_any(OfferingState::OPEN))
            .filter(offering::starts_on.is_null().or(offering::starts_on.ge(now.day())));
        if !teaching.is_empty() {
            let taught = offering_skill::table
                .filter(offering_skill::skill.eq_any(teaching.to_vec()))
                .select(offering_skill::offering_id);
            query = query.filter(offering::id.eq_any(taught));
        }
        query
    };
    let rows: Vec<OfferingRow> = open()
        .order(offering::id)
        .select((
            offering::id,
            offering::mode,
            offering::country,
            offering::capacity_kind,
            offering::capacity,
            offering::held,
            offering::deadline_at,
            (offering::starts_on, offering::starts_precision),
            (offering::ends_on, offering::ends_precision),
            offering::fee_kind,
            offering::is_external,
        ))
        .load(db)?;
    let skills: Vec<(OfferingId, SkillCode, Option<i32>, Option<i32>)> = offering_skill::table
        .filter(one_of(offering_skill::offering_id, open().select(offering::id)))
        .order((offering_skill::offering_id, offering_skill::skill))
        .select((
            offering_skill::offering_id,
            offering_skill::skill,
            offering_skill::level_in,
            offering_skill::level_out,
        ))
        .load(db)?;
    let languages: Vec<(OfferingId, LanguageCode)> = offering_language::table
        .filter(one_of(offering_language::offering_id, open().select(offering::id)))
        .order((offering_language::offering_id, offering_language::language))
        .select((offering_language::offering_id, offering_language::language))
        .load(db)?;
    let rules: Vec<(OfferingId, RuleKind, String, Option<i32>)> = offering_rule::table
        .filter(one_of(offering_rule::offering_id, open().select(offering::id)))
        .order((offering_rule::offering_id, offering_rule::ordinal))
        .select((
            offering_rule::offering_id,
            offering_rule::kind,
            offering_rule::value,
            offering_rule::level,
        ))
        .load(db)?;
    let segments: Vec<(OfferingId, Option<CountryCode>)> = segment::table
        .filter(segment::country.is_not_null())
        .filter(one_of(segment::offering_id, open().select(offering::id)))
        .order((segment::offering_id, segment::ordinal))
        .select((segment::offering_id, segment::country))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(
            |(id, mode, country, kind, seats, held, deadline_at, starts, ends, fee, is_external)| Offer {
                key: OfferKey::Offering(id),
                skills: of(&skills, id, |row| row.0)
                    .iter()
                    .map(|(_, skill, from, to)| taught(*skill, *from, *to))
                    .collect(),
                mode,
                country,
                segment_countries: of(&segments, id, |row| row.0).iter().filter_map(|(_, country)| *country).collect(),
                languages: of(&languages, id, |row| row.0).iter().map(|(_, language)| *language).collect(),
                seats: FreeSeats::from(Capacity { kind, seats, held }),
                deadline_at,
                starts_on: Day::new(starts.0, starts.1),
                ends_on: Day::new(ends.0, ends.1),
                eligibility: of(&rules, id, |row| row.0)
                    .iter()
                    .map(|(_, kind, value, level)| {
                        Eligibility::from(&Rule {
                            kind: *kind,
                            value: value.clone(),
                            level: level.and_then(|level| Level::try_from(level).ok()),
                        })
                    })
                    .collect(),
                fee,
                is_external,
            },
        )
        .collect())
}

fn taught(skill: SkillCode, from: Option<i32>, to: Option<i32>) -> Taught {
    let level = |stored: Option<i32>| stored.and_then(|level| Level::try_from(level).ok());
    Taught {
        skill,
        level_in: level(from),
        level_out: level(to),
    }
}

/// The rows of one thing out of rows that are sorted by thing.
fn of<R, K: Ord>(rows: &[R], key: K, of: impl Fn(&R) -> K) -> &[R] {
    let from = rows.partition_point(|row| of(row) < key);
    let to = rows.partition_point(|row| of(row) <= key);
    rows.get(from..to).unwrap_or_default()
}

type PeriodRow = (
    SlotPeriodId,
    SlotId,
    chrono::NaiveDate,
    chrono::NaiveDate,
    i32,
    i32,
    Option<CountryCode>,
    FeeKind,
);

fn list_periods(db: &mut Db, teaching: &[SkillCode], now: UtcTime) -> Result<Vec<Offer>> {
    let mut query = slot_period::table
        .inner_join(slot::table)
        .filter(slot_period::state.eq("open"))
        .filter(slot_period::from_on.gt(now.day()))
        .filter(slot::state.eq(SlotState::Published))
        .filter(slot::visibility.eq(Visibility::Network))
        .into_boxed::<MultiBackend>();
    if !teaching.is_empty() {
        query = query.filter(
            slot::id.eq_any(
                slot_skill::table
                    .filter(slot_skill::skill.eq_any(teaching.to_vec()))
                    .select(slot_skill::slot_id),
            ),
        );
    }
    let rows: Vec<PeriodRow> = query
        .order(slot_period::id)
        .select((
            slot_period::id,
            slot::id,
            slot_period::from_on,
            slot_period::to_on,
            slot_period::places,
            slot_period::held,
            slot::country,
            slot::fee_kind,
        ))
        .load(db)?;
    let skills: Vec<(SlotId, SkillCode, Option<i32>, Option<i32>)> = slot_skill::table
        .order((slot_skill::slot_id, slot_skill::skill))
        .select((slot_skill::slot_id, slot_skill::skill, slot_skill::level_in, slot_skill::level_out))
        .load(db)?;
    let languages: Vec<(SlotId, LanguageCode)> = slot_language::table
        .order((slot_language::slot_id, slot_language::language))
        .select((slot_language::slot_id, slot_language::language))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, slot, from, to, places, held, country, fee)| Offer {
            key: OfferKey::Period(id),
            skills: of(&skills, slot, |row| row.0)
                .iter()
                .map(|(_, skill, from, to)| taught(*skill, *from, *to))
                .collect(),
            mode: Mode::HandsOn,
            country,
            segment_countries: Vec::new(),
            languages: of(&languages, slot, |row| row.0).iter().map(|(_, language)| *language).collect(),
            seats: FreeSeats::from(Capacity {
                kind: CapacityKind::Limited,
                seats: places,
                held,
            }),
            deadline_at: None,
            starts_on: Day::exact(from),
            ends_on: Day::exact(to),
            eligibility: Vec::new(),
            fee,
            is_external: false,
        })
        .collect())
}
