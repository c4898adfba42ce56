//! The people of an organisation as matching sees them, many at a time.

use diesel::prelude::*;

use super::{Seeker, of, to_seeker};
use crate::db::schema::{consent, employment, evidence, role_target};
use crate::db::{Db, Result};
use crate::kernel::{OrgId, PersonId, UtcTime};
use crate::people;
use crate::people::privacy::choices::Purpose;
use crate::skills::{Evidence, Grade, Level, RoleCode, SkillCode, Taxonomy};

/// The main target roles of everybody who works, or worked, for an organisation; sorted by person.
///
/// # Errors
/// The database's.
pub fn list_main_roles(db: &mut Db, org: OrgId) -> Result<Vec<(PersonId, RoleCode)>> {
    Ok(role_target::table
        .filter(role_target::person_id.eq_any(employment::table.filter(employment::org_id.eq(org)).select(employment::person_id)))
        .filter(role_target::is_main.eq(true))
        .order(role_target::person_id)
        .select((role_target::person_id, role_target::role))
        .load(db)?)
}

type EvidenceRow = (
    PersonId,
    SkillCode,
    i32,
    Grade,
    chrono::NaiveDate,
    Option<chrono::NaiveDate>,
    Option<UtcTime>,
);

/// People as candidates for their main target roles, as of a day, in the order of the ids.
///
/// How badly a skill is lacked where they are is left out: it orders the offers for one person, and here people are counted.
///
/// # Errors
/// The database's.
pub fn list_seekers(db: &mut Db, ids: &[PersonId], day: chrono::NaiveDate) -> Result<Vec<(PersonId, Seeker)>> {
    seekers(db, ids, ids, day)
}

/// The same as their employer may see them: levels that they entered themselves only where they consented to it.
///
/// # Errors
/// The database's.
pub fn list_staff_seekers(db: &mut Db, ids: &[PersonId], day: chrono::NaiveDate) -> Result<Vec<(PersonId, Seeker)>> {
    let open: Vec<PersonId> = consent::table
        .filter(consent::person_id.eq_any(ids))
        .filter(consent::purpose.eq(Purpose::DeclaredLevels.code()))
        .filter(consent::withdrawn_at.is_null())
        .select(consent::person_id)
        .load(db)?;
    seekers(db, ids, &open, day)
}

/// `open`: whose own word about their levels is shown too.
fn seekers(db: &mut Db, ids: &[PersonId], open: &[PersonId], day: chrono::NaiveDate) -> Result<Vec<(PersonId, Seeker)>> {
    let profiles = people::store::list_profiles(db, ids)?;
    let shown: Vec<EvidenceRow> = evidence::table
        .filter(evidence::person_id.eq_any(ids))
        .order((evidence::person_id, evidence::observed_on, evidence::id))
        .select((
            evidence::person_id,
            evidence::skill,
            evidence::level,
            evidence::grade,
            evidence::observed_on,
            evidence::expires_on,
            evidence::withdrawn_at,
        ))
        .load(db)?;
    let roles: Vec<(PersonId, RoleCode)> = role_target::table
        .filter(role_target::person_id.eq_any(ids))
        .filter(role_target::is_main.eq(true))
        .order(role_target::person_id)
        .select((role_target::person_id, role_target::role))
        .load(db)?;
    let mut seekers: Vec<(PersonId, Seeker)> = profiles
        .into_iter()
        .map(|(id, profile)| {
            let role = of(&roles, id, |row| row.0).first().map(|(_, role)| *role);
            let required = role.and_then(|role| Taxonomy::builtin().role(role));
            let required = required.map(|role| role.required.clone()).unwrap_or_default();
            let is_shown = |evidence: &Evidence| evidence.grade != Grade::Declared || open.contains(&id);
            let own = of(&shown, id, |row| row.0)
                .iter()
                .filter_map(to_evidence)
                .filter(is_shown)
                .collect();
            (id, to_seeker(profile, role, required, own, day, |_, _| 0))
        })
        .collect();
    seekers.sort_by_cached_key(|(id, _)| ids.iter().position(|known| known == id));
    Ok(seekers)
}

fn to_evidence(row: &EvidenceRow) -> Option<Evidence> {
    let (_, skill, level, grade, observed_on, expires_on, withdrawn_at) = *row;
    Some(Evidence {
        skill,
        level: Level::try_from(level).ok()?,
        grade,
        observed_on,
        expires_on,
        withdrawn_on: withdrawn_at.map(UtcTime::day),
    })
}
