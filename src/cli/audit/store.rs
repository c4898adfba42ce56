//! The queries of the audit, in one consistent view of the database.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::promises::Promise;
use crate::db::schema::{offering, segment};
use crate::db::{Db, Engine, Result};
use crate::kernel::dates::instant;
use crate::kernel::ids::{self, Id};
use crate::kernel::{OfferingId, SegmentId, UtcTime};

/// What breaks a promise.
pub(super) struct Found {
    pub(super) count: i64,
    /// One of them.
    pub(super) example: Option<String>,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    broken: i64,
    #[diesel(sql_type = Nullable<Text>)]
    example: Option<String>,
}

/// So many rows at a time.
const PAGE: i64 = 5_000;

pub(super) fn begin(db: &mut Db) -> Result<()> {
    Ok(db.batch_execute(match db.engine() {
        Engine::Sqlite => "PRAGMA query_only=ON; BEGIN",
        Engine::Postgres => "SET statement_timeout = 0; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    })?)
}

pub(super) fn end(db: &mut Db) -> Result<()> {
    Ok(db.batch_execute("ROLLBACK")?)
}

/// What breaks a promise; `None` where it is not one of this database.
pub(super) fn look(db: &mut Db, promise: &Promise) -> Result<Option<Found>> {
    let engine = db.engine();
    let query = match engine {
        Engine::Sqlite => promise.sqlite,
        Engine::Postgres => promise.postgres,
    };
    let Some(query) = query else { return Ok(None) };
    let query = format!(
        "SELECT count(*) AS broken, min(example) AS example FROM ({}) AS found",
        with_ids(query, engine)
    );
    let found: Counted = diesel::sql_query(query).get_result(db)?;
    Ok(Some(Found {
        count: found.broken,
        example: found.example.map(|text| readable(&text)),
    }))
}

/// Writes `{x.id}` as the text of an id in this database: 32 hexadecimal digits.
fn with_ids(query: &str, engine: Engine) -> String {
    let (before, after) = match engine {
        Engine::Sqlite => ("lower(hex(", "))"),
        Engine::Postgres => ("encode(uuid_send(", "), 'hex')"),
    };
    query.replace('{', before).replace('}', after)
}

/// An id as it stands in addresses; other texts as they are.
fn readable(text: &str) -> String {
    let (kind, id) = text.rsplit_once(' ').unwrap_or(("", text));
    match u128::from_str_radix(id, 16) {
        Ok(bits) if id.len() == 32 => format!("{kind} {}", ids::encode(uuid::Uuid::from_u128(bits))).trim().to_owned(),
        _ => text.to_owned(),
    }
}

/// Local time, zone and instant of something.
fn agrees(local: &str, zone: &str, at: UtcTime) -> bool {
    let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(local, form).ok());
    let zone = zone.parse::<Tz>().ok();
    local.zip(zone).is_some_and(|(local, zone)| instant(local, zone) == at)
}

type DeadlineTimes = (OfferingId, Option<String>, Option<String>, Option<UtcTime>);

/// Deadlines whose instant is not that of their local time.
pub(super) fn deadlines(db: &mut Db) -> Result<Found> {
    let mut found = Found { count: 0, example: None };
    let mut after = OfferingId::new(uuid::Uuid::nil());
    loop {
        let rows: Vec<DeadlineTimes> = offering::table
            .filter(offering::id.gt(after))
            .order(offering::id)
            .limit(PAGE)
            .select((
                offering::id,
                offering::deadline_local,
                offering::deadline_zone,
                offering::deadline_at,
            ))
            .load(db)?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.0;
        for (id, local, zone, at) in rows {
            let is_right = match (local, zone, at) {
                (None, _, None) => true,
                (Some(local), Some(zone), Some(at)) => agrees(&local, &zone, at),
                _ => false,
            };
            found.note(is_right, || id.to_string());
        }
    }
}

type SegmentTimes = (
    SegmentId,
    Option<String>,
    Option<String>,
    String,
    Option<UtcTime>,
    Option<UtcTime>,
    Option<NaiveDate>,
);

/// Parts of offerings whose instants are not those of their local times, or lie on another day.
pub(super) fn segments(db: &mut Db) -> Result<Found> {
    let mut found = Found { count: 0, example: None };
    let mut after = SegmentId::new(uuid::Uuid::nil());
    loop {
        let rows: Vec<SegmentTimes> = segment::table
            .filter(segment::id.gt(after))
            .order(segment::id)
            .limit(PAGE)
            .select((
                segment::id,
                segment::starts_local,
                segment::ends_local,
                segment::zone,
                segment::starts_at,
                segment::ends_at,
                segment::starts_on,
            ))
            .load(db)?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.0;
        for (id, starts, ends, zone, starts_at, ends_at, on) in rows {
            let is_right = |local: Option<&String>, at: Option<UtcTime>| match (local, at) {
                (None, None) => true,
                (Some(local), Some(at)) => agrees(local, &zone, at),
                _ => false,
            };
            let is_on_day = starts.as_ref().zip(on).is_none_or(|(local, on)| local.starts_with(&on.to_string()));
            let all = is_right(starts.as_ref(), starts_at) && is_right(ends.as_ref(), ends_at) && is_on_day;
            found.note(all, || id.to_string());
        }
    }
}

impl Found {
    /// One thing, or nothing.
    pub(super) fn of(example: Option<String>) -> Self {
        Self {
            count: i64::from(example.is_some()),
            example,
        }
    }

    fn note(&mut self, is_right: bool, id: impl Fn() -> String) {
        if !is_right {
            self.count += 1;
            self.example.get_or_insert_with(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_as_they_stand_in_addresses() {
        assert_eq!(readable("00000000000000000000000000000001"), "00000000000000000000000001");
        assert_eq!(readable("slot 00000000000000000000000000000001"), "slot 00000000000000000000000001");
        assert_eq!(readable("seat to person"), "seat to person");
        assert_eq!(
            with_ids("SELECT {o.id} AS example", Engine::Sqlite),
            "SELECT lower(hex(o.id)) AS example"
        );
    }
}
