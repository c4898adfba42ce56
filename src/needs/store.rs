//! The rows of needs and of wishes.

mod declared;
pub mod facts;

pub use declared::{NewNeed, confirm, get_defaults, insert, list_of_org, withdraw};

use diesel::prelude::*;

use super::{Need, Urgency};
use crate::db::schema::{need, wish};
use crate::db::{Db, Result};
use crate::kernel::{Day, OrgId, PersonId, Precision, UtcTime, WishId};
use crate::network::{CountryCode, Sector};
use crate::skills::{FieldCode, RoleCode, SkillCode};

/// What somebody looked for and did not find.
#[derive(Debug, Clone)]
pub struct Wish {
    pub id: WishId,
    pub person: Option<PersonId>,
    pub skill: Option<SkillCode>,
    pub field: Option<FieldCode>,
    pub level: Option<i32>,
    pub country: Option<CountryCode>,
    pub grouping: Option<String>,
    pub language: Option<String>,
    pub mode: Option<String>,
    pub words: String,
}

/// # Errors
/// The database's.
pub fn insert_wish(db: &mut Db, new: &Wish, now: UtcTime) -> Result<()> {
    diesel::insert_into(wish::table)
        .values((
            wish::id.eq(new.id),
            wish::person_id.eq(new.person),
            wish::skill.eq(new.skill),
            wish::field.eq(new.field),
            wish::level.eq(new.level),
            wish::country.eq(new.country),
            wish::grouping.eq(new.grouping.as_deref()),
            wish::language.eq(new.language.as_deref()),
            wish::mode.eq(new.mode.as_deref()),
            wish::words.eq(&new.words),
            wish::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

type Row = (OrgId, CountryCode, Sector, RoleCode, i32, chrono::NaiveDate, Precision, Urgency);

/// Every need that was declared and not withdrawn by an instant, the earliest declaration first.
///
/// # Errors
/// The database's.
pub fn list_declared_by(db: &mut Db, at: UtcTime) -> Result<Vec<Need>> {
    let rows: Vec<Row> = need::table
        .filter(need::declared_at.le(at))
        .filter(need::withdrawn_at.is_null().or(need::withdrawn_at.gt(at)))
        .order((need::declared_at, need::id))
        .select((
            need::org_id,
            need::country,
            need::sector,
            need::role,
            need::posts,
            need::by_on,
            need::by_precision,
            need::urgency,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(org, country, sector, role, posts, by_on, precision, urgency)| Need {
            org,
            country,
            sector,
            role,
            posts: u32::try_from(posts).unwrap_or(0),
            by: Day::new(Some(by_on), precision),
            urgency,
        })
        .collect())
}
