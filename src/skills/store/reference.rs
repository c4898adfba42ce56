//! The taxonomy in the database, as far as other tables point at it. What is compiled in is the original.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::db::schema::{role_profile, role_requirement, skill, taxonomy_version};
use crate::db::{Db, Result};
use crate::skills::{FieldCode, RoleCode, SkillCode, Taxonomy};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = skill, treat_none_as_default_value = false)]
struct SkillRow {
    code: SkillCode,
    field: FieldCode,
    validity_months: Option<i32>,
    since_version: String,
    retired_in_version: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Queryable, Insertable)]
#[diesel(table_name = role_requirement, treat_none_as_default_value = false)]
struct RequirementRow {
    role: RoleCode,
    skill: SkillCode,
    level: i32,
}

/// Brings the taxonomy's version, skills and roles to what is compiled in, in the caller's transaction; returns how many rows changed.
///
/// A skill that is no longer compiled in is retired, since evidence names it; a role stays.
///
/// # Errors
/// The database's.
pub fn sync_reference(db: &mut Db) -> Result<usize> {
    let taxonomy = Taxonomy::builtin();
    Ok(sync_version(db, taxonomy)? + sync_skills(db, taxonomy)? + sync_roles(db, taxonomy)?)
}

fn sync_version(db: &mut Db, taxonomy: &Taxonomy) -> Result<usize> {
    let known: i64 = taxonomy_version::table
        .filter(taxonomy_version::code.eq(taxonomy.version()))
        .count()
        .get_result(db)?;
    if known > 0 {
        return Ok(0);
    }
    Ok(diesel::insert_into(taxonomy_version::table)
        .values((
            taxonomy_version::code.eq(taxonomy.version()),
            taxonomy_version::published_on.eq(taxonomy.published_on()),
            taxonomy_version::source.eq(taxonomy.source()),
        ))
        .execute(db)?)
}

fn sync_skills(db: &mut Db, taxonomy: &Taxonomy) -> Result<usize> {
    let known: BTreeMap<SkillCode, SkillRow> = skill::table.load::<SkillRow>(db)?.into_iter().map(|row| (row.code, row)).collect();
    let (mut new, mut old) = (Vec::new(), Vec::new());
    for own in taxonomy.skills() {
        let row = SkillRow {
            code: own.code,
            field: own.field,
            validity_months: own.validity_months.and_then(|months| i32::try_from(months).ok()),
            since_version: known
                .get(&own.code)
                .map_or_else(|| taxonomy.version().to_owned(), |row| row.since_version.clone()),
            retired_in_version: None,
        };
        match known.get(&own.code) {
            None => new.push(row),
            Some(known) if *known != row => old.push(row),
            Some(_) => {}
        }
    }
    let gone = known
        .values()
        .filter(|row| taxonomy.skill(row.code).is_none() && row.retired_in_version.is_none());
    old.extend(gone.cloned().map(|row| SkillRow {
        retired_in_version: Some(taxonomy.version().to_owned()),
        ..row
    }));
    for row in &old {
        diesel::update(skill::table.filter(skill::code.eq(row.code)))
            .set((
                skill::field.eq(row.field),
                skill::validity_months.eq(row.validity_months),
                skill::retired_in_version.eq(row.retired_in_version.as_deref()),
            ))
            .execute(db)?;
    }
    crate::insert_many!(db, skill::table, &new)?;
    Ok(old.len() + new.len())
}

/// Nothing points at a requirement, so where they differ all are written anew.
fn sync_roles(db: &mut Db, taxonomy: &Taxonomy) -> Result<usize> {
    let known: Vec<RoleCode> = role_profile::table.select(role_profile::code).load(db)?;
    let mut changed = 0;
    for role in taxonomy.roles().iter().filter(|role| !known.contains(&role.code)) {
        changed += diesel::insert_into(role_profile::table)
            .values((role_profile::code.eq(role.code), role_profile::since_version.eq(taxonomy.version())))
            .execute(db)?;
    }
    let mut known: Vec<RequirementRow> = role_requirement::table.load(db)?;
    let mut rows: Vec<RequirementRow> = taxonomy
        .roles()
        .iter()
        .flat_map(|role| role.required.iter().map(|asked| (role.code, asked)))
        .map(|(role, asked)| RequirementRow {
            role,
            skill: asked.skill,
            level: asked.level.into(),
        })
        .collect();
    known.sort();
    rows.sort();
    if rows != known {
        diesel::delete(role_requirement::table).execute(db)?;
        crate::insert_many!(db, role_requirement::table, &rows)?;
        changed += rows.len();
    }
    Ok(changed)
}
