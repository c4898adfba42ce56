//! What is to come: of an organisation, for a skill, and how many seats in all.

use diesel::prelude::*;

use super::list_by_id;
use crate::catalogue::{CapacityKind, Offering, OfferingState};
use crate::db::schema::{offering, offering_skill};
use crate::db::{Db, Result};
use crate::kernel::{OfferingId, OrgId};
use crate::skills::SkillCode;

/// What an organisation plans, soonest first.
///
/// # Errors
/// The database's.
pub fn list_of_org(db: &mut Db, org: OrgId, language: &str, today: chrono::NaiveDate) -> Result<Vec<Offering>> {
    let ids: Vec<OfferingId> = offering::table
        .filter(offering::org_id.eq(org))
        .filter(offering::state.eq_any(OfferingState::PUBLIC))
        .filter(
            offering::starts_on
                .is_null()
                .or(offering::starts_on.ge(today))
                .or(offering::is_external.eq(true)),
        )
        .order((offering::starts_on.is_null(), offering::starts_on, offering::id))
        .limit(60)
        .select(offering::id)
        .load(db)?;
    list_by_id(db, &ids, language)
}

/// Coming offerings that teach a skill, soonest first.
///
/// # Errors
/// The database's.
pub fn list_teaching(db: &mut Db, skill: SkillCode, most: i64, language: &str, today: chrono::NaiveDate) -> Result<Vec<Offering>> {
    let ids: Vec<OfferingId> = offering::table
        .filter(
            offering::id.eq_any(
                offering_skill::table
                    .filter(offering_skill::skill.eq(skill))
                    .select(offering_skill::offering_id),
            ),
        )
        .filter(offering::state.eq_any(OfferingState::OPEN))
        .filter(offering::starts_on.is_null().or(offering::starts_on.ge(today)))
        .order((offering::starts_on.is_null(), offering::starts_on, offering::id))
        .limit(most)
        .select(offering::id)
        .load(db)?;
    list_by_id(db, &ids, language)
}

/// Coming offerings, seats in those that state how many, and how many of these are held. Public calls of others are left out.
///
/// # Errors
/// The database's.
pub fn count_seats(db: &mut Db, today: chrono::NaiveDate) -> Result<(i64, i64, i64)> {
    let coming = || {
        offering::table
            .filter(offering::state.eq_any(OfferingState::OPEN))
            .filter(offering::is_external.eq(false))
            .filter(offering::starts_on.ge(today))
    };
    let offerings = coming().count().get_result(db)?;
    let (seats, held): (Option<i64>, Option<i64>) = coming()
        .filter(offering::capacity_kind.eq(CapacityKind::Limited))
        .select((diesel::dsl::sum(offering::capacity), diesel::dsl::sum(offering::held)))
        .first(db)?;
    Ok((offerings, seats.unwrap_or(0), held.unwrap_or(0)))
}
