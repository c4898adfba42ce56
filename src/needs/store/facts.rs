//! What a need says, for its history; and whose it is.

use diesel::prelude::*;

use crate::db::schema::need;
use crate::db::{Db, Result};
use crate::kernel::{Day, NeedId, OrgId, Precision};
use crate::needs::{NeedVisibility, Urgency};
use crate::skills::RoleCode;
use crate::trail::Facts;

type Row = (
    (String, String, String, i32),
    (chrono::NaiveDate, Precision),
    (Urgency, NeedVisibility, String),
);

/// What was declared.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none.
pub fn of_need(db: &mut Db, id: NeedId) -> Result<Facts> {
    let ((role, country, sector, posts), (by_on, precision), (urgency, visibility, note)): Row = need::table
        .filter(need::id.eq(id))
        .select((
            (need::role, need::country, need::sector, need::posts),
            (need::by_on, need::by_precision),
            (need::urgency, need::visibility, need::note),
        ))
        .first(db)?;
    let mut facts = Facts::default();
    facts.set("role", role);
    facts.set("country", country);
    facts.set("sector", sector);
    facts.set("posts", posts);
    facts.set_day("by", Day::new(Some(by_on), precision));
    facts.set("urgency", urgency);
    facts.set("visibility", visibility);
    facts.set("purpose", note);
    Ok(facts)
}

/// Whose a need is, of which role, and who sees the name with it.
///
/// # Errors
/// The database's.
pub fn find_need(db: &mut Db, id: NeedId) -> Result<Option<(OrgId, RoleCode, NeedVisibility)>> {
    Ok(need::table
        .filter(need::id.eq(id))
        .select((need::org_id, need::role, need::visibility))
        .first(db)
        .optional()?)
}
