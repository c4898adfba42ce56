//! The rows of evidence and of target roles.

mod reference;
pub mod staff;

pub use reference::sync_reference;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Evidence, Grade, Level, RoleCode, SkillCode, Taxonomy};
use crate::db::schema::{evidence, role_target};
use crate::db::{Db, Result};
use crate::kernel::{EvidenceId, OrgId, PersonId, UtcTime};

/// A piece of evidence with where it comes from.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub id: EvidenceId,
    pub evidence: Evidence,
    pub source: String,
}

type Row = (
    EvidenceId,
    SkillCode,
    i32,
    Grade,
    NaiveDate,
    Option<NaiveDate>,
    Option<UtcTime>,
    String,
);

/// All evidence of a person, withdrawn pieces too, the earliest first.
///
/// # Errors
/// The database's.
pub fn list_evidence(db: &mut Db, person: PersonId) -> Result<Vec<Recorded>> {
    let rows: Vec<Row> = evidence::table
        .filter(evidence::person_id.eq(person))
        .order((evidence::observed_on, evidence::id))
        .select((
            evidence::id,
            evidence::skill,
            evidence::level,
            evidence::grade,
            evidence::observed_on,
            evidence::expires_on,
            evidence::withdrawn_at,
            evidence::source,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, skill, level, grade, observed_on, expires_on, withdrawn_at, source)| {
            let level = Level::try_from(level).ok()?;
            let evidence = Evidence {
                skill,
                level,
                grade,
                observed_on,
                expires_on,
                withdrawn_on: withdrawn_at.map(UtcTime::day),
            };
            Some(Recorded { id, evidence, source })
        })
        .collect())
}

/// A piece of evidence that is about to be recorded.
#[derive(Debug, Clone)]
pub struct NewEvidence {
    pub id: EvidenceId,
    pub person: PersonId,
    pub org: Option<OrgId>,
    pub skill: SkillCode,
    pub level: Level,
    pub grade: Grade,
    pub observed_on: NaiveDate,
    pub source: String,
    pub recorded_by: Option<PersonId>,
}

/// Records evidence; when it expires follows from the skill.
///
/// # Errors
/// The database's.
pub fn insert_evidence(db: &mut Db, new: &NewEvidence, now: UtcTime) -> Result<()> {
    let taxonomy = Taxonomy::builtin();
    diesel::insert_into(evidence::table)
        .values((
            evidence::id.eq(new.id),
            evidence::person_id.eq(new.person),
            evidence::org_id.eq(new.org),
            evidence::skill.eq(new.skill),
            evidence::level.eq(i32::from(new.level)),
            evidence::grade.eq(new.grade),
            evidence::observed_on.eq(new.observed_on),
            evidence::expires_on.eq(taxonomy.expires_on(new.skill, new.observed_on)),
            evidence::source.eq(&new.source),
            evidence::taxonomy_version.eq(taxonomy.version()),
            evidence::recorded_by.eq(new.recorded_by),
            evidence::recorded_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Withdraws a person's own word about a skill: what they said before no longer counts.
///
/// # Errors
/// The database's.
pub fn withdraw_declared(db: &mut Db, person: PersonId, skill: SkillCode, reason: &str, now: UtcTime) -> Result<usize> {
    Ok(diesel::update(
        evidence::table
            .filter(evidence::person_id.eq(person))
            .filter(evidence::skill.eq(skill))
            .filter(evidence::grade.eq(Grade::Declared))
            .filter(evidence::withdrawn_at.is_null()),
    )
    .set((evidence::withdrawn_at.eq(Some(now)), evidence::withdrawn_reason.eq(Some(reason))))
    .execute(db)?)
}

/// A person's target roles, the main one first.
///
/// # Errors
/// The database's.
pub fn list_targets(db: &mut Db, person: PersonId) -> Result<Vec<RoleCode>> {
    Ok(role_target::table
        .filter(role_target::person_id.eq(person))
        .order((role_target::is_main.desc(), role_target::role))
        .select(role_target::role)
        .load(db)?)
}

/// Makes a role the person's main target; others stay as further targets.
///
/// # Errors
/// The database's.
pub fn set_main_target(db: &mut Db, person: PersonId, role: RoleCode, now: UtcTime) -> Result<()> {
    let own = || role_target::table.filter(role_target::person_id.eq(person));
    diesel::update(own()).set(role_target::is_main.eq(false)).execute(db)?;
    let changed = diesel::update(own().filter(role_target::role.eq(role)))
        .set((role_target::is_main.eq(true), role_target::set_at.eq(now)))
        .execute(db)?;
    if changed == 0 {
        diesel::insert_into(role_target::table)
            .values((
                role_target::person_id.eq(person),
                role_target::role.eq(role),
                role_target::is_main.eq(true),
                role_target::set_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(())
}
