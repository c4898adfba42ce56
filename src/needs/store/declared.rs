//! What an organisation has declared, and what it does with it.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::facts;
use crate::db::schema::{need, organisation};
use crate::db::{Db, Result};
use crate::kernel::{Actor, AnyId, Day, NeedId, OrgId, Precision, TransitionId, UtcTime};
use crate::needs::forms::CheckedNeed;
use crate::needs::{Declared, NeedVisibility, Urgency};
use crate::network::{CountryCode, Sector};
use crate::skills::RoleCode;
use crate::trail::{self, Facts, Transition, differences};

/// A need that is about to be declared. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct NewNeed {
    pub id: NeedId,
    pub transition: TransitionId,
    pub need: CheckedNeed,
}

/// Declares a need for the organisation that the actor acts for. What was declared before stays: which counts when follows from the days.
///
/// # Errors
/// The database's.
pub fn insert(db: &mut Db, actor: &Actor, org: OrgId, new: &NewNeed, now: UtcTime) -> Result<()> {
    let declared = &new.need;
    // the form gives a day known at least to its year
    let Some(by_on) = declared.by.on() else {
        return Err(crate::db::Error::NotFound);
    };
    diesel::insert_into(need::table)
        .values((
            need::id.eq(new.id),
            need::org_id.eq(org),
            need::role.eq(declared.role),
            need::country.eq(declared.country),
            need::sector.eq(declared.sector),
            need::posts.eq(declared.posts),
            need::by_on.eq(by_on),
            need::by_precision.eq(declared.by.precision()),
            need::urgency.eq(declared.urgency),
            need::visibility.eq(declared.visibility),
            need::note.eq(&declared.note),
            need::declared_by.eq(Some(actor.person)),
            need::declared_at.eq(now),
            need::confirmed_at.eq(now),
        ))
        .execute(db)?;
    record(db, actor, org, new.id, new.transition, None, "declared", now)
}

/// The organisation says that a need still holds. `false` where there is no such need of theirs, or it was withdrawn.
///
/// # Errors
/// The database's.
pub fn confirm(db: &mut Db, actor: &Actor, org: OrgId, id: NeedId, transition: TransitionId, now: UtcTime) -> Result<bool> {
    let changed = diesel::update(live(org).filter(need::id.eq(id)))
        .set(need::confirmed_at.eq(now))
        .execute(db)?;
    if changed == 1 {
        record(db, actor, org, id, transition, Some("declared"), "confirmed", now)?;
    }
    Ok(changed == 1)
}

/// The organisation takes a need back. `false` where there is no such need of theirs, or it was withdrawn before.
///
/// # Errors
/// The database's.
pub fn withdraw(db: &mut Db, actor: &Actor, org: OrgId, id: NeedId, transition: TransitionId, now: UtcTime) -> Result<bool> {
    let changed = diesel::update(live(org).filter(need::id.eq(id)))
        .set(need::withdrawn_at.eq(Some(now)))
        .execute(db)?;
    if changed == 1 {
        record(db, actor, org, id, transition, Some("declared"), "withdrawn", now)?;
    }
    Ok(changed == 1)
}

#[diesel::dsl::auto_type]
fn live(org: OrgId) -> _ {
    need::table.filter(need::org_id.eq(org)).filter(need::withdrawn_at.is_null())
}

fn record(
    db: &mut Db,
    actor: &Actor,
    org: OrgId,
    id: NeedId,
    transition: TransitionId,
    from: Option<&str>,
    to: &str,
    now: UtcTime,
) -> Result<()> {
    // what was declared is never changed: it is declared anew
    let changes = match from {
        None => differences(&Facts::default(), &facts::of_need(db, id)?),
        Some(_) => Vec::new(),
    };
    let change = Transition {
        org: Some(org),
        changes,
        ..Transition::by(transition, actor, "need", AnyId::of(id), from, to)
    };
    trail::store::record(db, &change, now)
}

type Row = (
    NeedId,
    RoleCode,
    CountryCode,
    Sector,
    i32,
    (NaiveDate, Precision),
    Urgency,
    NeedVisibility,
    String,
    UtcTime,
    UtcTime,
);

/// What an organisation has declared and not withdrawn: by country, sector and role, in the order of the days.
///
/// # Errors
/// The database's.
pub fn list_of_org(db: &mut Db, org: OrgId) -> Result<Vec<Declared>> {
    let rows: Vec<Row> = live(org)
        .order((need::country, need::sector, need::role, need::by_on, need::declared_at, need::id))
        .limit(500)
        .select((
            need::id,
            need::role,
            need::country,
            need::sector,
            need::posts,
            (need::by_on, need::by_precision),
            need::urgency,
            need::visibility,
            need::note,
            need::declared_at,
            need::confirmed_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(
            |(id, role, country, sector, posts, (by_on, precision), urgency, visibility, note, declared_at, confirmed_at)| Declared {
                id,
                role,
                country,
                sector,
                posts,
                by: Day::new(Some(by_on), precision),
                urgency,
                visibility,
                note,
                declared_at,
                confirmed_at,
            },
        )
        .collect())
}

/// Where an organisation is, and who owns it: what a declaration begins with.
///
/// # Errors
/// [`crate::db::Error::NotFound`].
pub fn get_defaults(db: &mut Db, org: OrgId) -> Result<(Option<CountryCode>, Option<Sector>)> {
    Ok(organisation::table
        .filter(organisation::id.eq(org))
        .select((organisation::country, organisation::sector))
        .first(db)?)
}
