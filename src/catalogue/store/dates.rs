//! The days of a run that was put off.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::parse_local;
use crate::catalogue::plan::deadline_at;
use crate::db::schema::{offering, segment};
use crate::db::{Db, Result};
use crate::kernel::dates::{Tz, instant};
use crate::kernel::{OfferingId, Precision, SegmentId, UtcTime};

/// The days of a run and of its parts are not known any more. Its deadline goes with them.
///
/// # Errors
/// The database's.
pub fn forget(db: &mut Db, id: OfferingId) -> Result<()> {
    diesel::update(offering::table.filter(offering::id.eq(id)))
        .set((
            offering::revision.eq(offering::revision + 1),
            offering::starts_on.eq(None::<NaiveDate>),
            offering::starts_precision.eq(Precision::Unknown),
            offering::ends_on.eq(None::<NaiveDate>),
            offering::ends_precision.eq(Precision::Unknown),
            offering::deadline_local.eq(None::<String>),
            offering::deadline_zone.eq(None::<String>),
            offering::deadline_at.eq(None::<UtcTime>),
            offering::decision_on.eq(None::<NaiveDate>),
        ))
        .execute(db)?;
    diesel::update(segment::table.filter(segment::offering_id.eq(id)))
        .set((
            segment::starts_on.eq(None::<NaiveDate>),
            segment::starts_precision.eq(Precision::Unknown),
            segment::ends_on.eq(None::<NaiveDate>),
            segment::ends_precision.eq(Precision::Unknown),
            segment::starts_local.eq(None::<String>),
            segment::ends_local.eq(None::<String>),
            segment::starts_at.eq(None::<UtcTime>),
            segment::ends_at.eq(None::<UtcTime>),
        ))
        .execute(db)?;
    Ok(())
}

type Days = (
    Option<NaiveDate>,
    Option<NaiveDate>,
    Option<String>,
    Option<String>,
    Option<NaiveDate>,
);
type PartDays = (
    SegmentId,
    Option<NaiveDate>,
    Option<NaiveDate>,
    Option<String>,
    Option<String>,
    String,
);

/// The run begins on another day, and every day of it moves along: those of its parts, the deadline, the day of the decision. One
/// whose first day is not known to the day has no days to move.
///
/// # Errors
/// The database's.
pub fn shift(db: &mut Db, id: OfferingId, first_day: NaiveDate) -> Result<()> {
    let (starts_on, ends_on, deadline, zone, decision_on): Days = offering::table
        .filter(offering::id.eq(id))
        .select((
            offering::starts_on,
            offering::ends_on,
            offering::deadline_local,
            offering::deadline_zone,
            offering::decision_on,
        ))
        .first(db)?;
    let Some(starts_on) = starts_on else { return Ok(()) };
    let by = first_day - starts_on;
    let deadline = moved(deadline.as_deref(), zone.as_deref().unwrap_or("UTC"), by);
    diesel::update(offering::table.filter(offering::id.eq(id)))
        .set((
            offering::revision.eq(offering::revision + 1),
            offering::starts_on.eq(Some(first_day)),
            offering::ends_on.eq(ends_on.map(|on| on + by)),
            offering::deadline_at.eq(deadline.map(|(local, zone)| deadline_at(local, zone))),
            offering::deadline_local.eq(deadline.map(|(local, _)| written(local))),
            offering::decision_on.eq(decision_on.map(|on| on + by)),
        ))
        .execute(db)?;
    let parts: Vec<PartDays> = segment::table
        .filter(segment::offering_id.eq(id))
        .order(segment::id)
        .select((
            segment::id,
            segment::starts_on,
            segment::ends_on,
            segment::starts_local,
            segment::ends_local,
            segment::zone,
        ))
        .load(db)?;
    for (part, starts_on, ends_on, starts, ends, zone) in parts {
        let (starts, ends) = (moved(starts.as_deref(), &zone, by), moved(ends.as_deref(), &zone, by));
        diesel::update(segment::table.filter(segment::id.eq(part)))
            .set((
                segment::starts_on.eq(starts_on.map(|on| on + by)),
                segment::ends_on.eq(ends_on.map(|on| on + by)),
                segment::starts_at.eq(starts.map(|(local, zone)| instant(local, zone))),
                segment::ends_at.eq(ends.map(|(local, zone)| instant(local, zone))),
                segment::starts_local.eq(starts.map(|(local, _)| written(local))),
                segment::ends_local.eq(ends.map(|(local, _)| written(local))),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// A local time so many days later: on the clock there, whatever summer time does in between.
fn moved(local: Option<&str>, zone: &str, by: TimeDelta) -> Option<(NaiveDateTime, Tz)> {
    Some((parse_local(local?)? + by, zone.parse().unwrap_or(Tz::UTC)))
}

fn written(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%dT%H:%M").to_string()
}
