//! What is open against a need: coming courses and placements by the skills that they teach.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::catalogue::{Capacity, CapacityKind, Mode, OfferingState};
use crate::dashboards::coordination::{Offer, Practice};
use crate::db::schema::{offering, offering_skill, slot, slot_period, slot_skill};
use crate::db::{Db, Result};
use crate::kernel::{SlotId, UtcTime};
use crate::network::CountryCode;
use crate::placements::{SlotState, Visibility};
use crate::skills::SkillCode;

type OfferRow = (SkillCode, Mode, Option<CountryCode>, CapacityKind, i32, i32, bool, Option<UtcTime>);

/// Courses to come that teach some skills, at a distance or in some countries, once a skill: the same as the catalogue shows.
///
/// # Errors
/// The database's.
pub fn list_offers(db: &mut Db, skills: &[SkillCode], countries: &[CountryCode], now: UtcTime) -> Result<Vec<Offer>> {
    let rows: Vec<OfferRow> = offering_skill::table
        .inner_join(offering::table)
        .filter(offering_skill::skill.eq_any(skills))
        .filter(offering::state.eq_any(OfferingState::OPEN))
        .filter(offering::starts_on.is_null().or(offering::starts_on.ge(now.day())))
        .filter(offering::mode.eq(Mode::Remote).or(offering::country.eq_any(countries)))
        .select((
            offering_skill::skill,
            offering::mode,
            offering::country,
            offering::capacity_kind,
            offering::capacity,
            offering::held,
            offering::is_external,
            offering::deadline_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(skill, mode, country, kind, seats, held, is_external, deadline)| {
            let is_open = !is_external && deadline.is_none_or(|deadline| deadline > now);
            let free = Capacity { kind, seats, held }.free().filter(|_| is_open);
            Offer {
                skill,
                is_remote: mode == Mode::Remote,
                country,
                free: free.unwrap_or(0).into(),
            }
        })
        .collect())
}

/// Placements to come in some countries in which some skills are practised, once a skill: the same as the list of placements shows.
///
/// # Errors
/// The database's.
pub fn list_practices(db: &mut Db, skills: &[SkillCode], countries: &[CountryCode], now: UtcTime) -> Result<Vec<Practice>> {
    let today = now.day();
    let rows: Vec<(SkillCode, SlotId, Option<CountryCode>)> = slot_skill::table
        .inner_join(slot::table)
        .filter(slot_skill::skill.eq_any(skills))
        .filter(slot::state.eq(SlotState::Published))
        .filter(slot::visibility.eq(Visibility::Network))
        .filter(slot::country.eq_any(countries))
        .select((slot_skill::skill, slot::id, slot::country))
        .load(db)?;
    let practising = slot_skill::table
        .filter(slot_skill::skill.eq_any(skills))
        .select(slot_skill::slot_id);
    let periods: Vec<(SlotId, i32, i32)> = slot_period::table
        .filter(slot_period::slot_id.eq_any(practising))
        .filter(slot_period::state.eq("open"))
        .filter(slot_period::from_on.gt(today))
        .select((slot_period::slot_id, slot_period::places, slot_period::held))
        .load(db)?;
    let mut free = BTreeMap::<SlotId, i64>::new();
    for (slot, places, held) in periods {
        *free.entry(slot).or_default() += i64::from((places - held).max(0));
    }
    Ok(rows
        .into_iter()
        .filter_map(|(skill, id, country)| {
            Some(Practice {
                skill,
                country,
                free: *free.get(&id)?,
            })
        })
        .collect())
}
