//! The rows of the gap cube: counted from needs, evidence and seats, kept under an immutable snapshot.

mod open;
mod people;

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;

pub use open::{list_offers, list_practices};

use super::cube::At;
use super::demand::{self, RegionDemand};
use super::disclosure::{PublicTable, public_table};
use super::{Cube, CubeKey, CubeRow, CubeSector, RowGrade, Tally};
use crate::db::schema::{cube_row, organisation, person, snapshot};
use crate::db::versions::{Topic, bump};
use crate::db::{Db, Result};
use crate::insert_many;
use crate::kernel::{Quarter, SnapshotId, UtcTime};
use crate::needs;
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, GroupingCode, Places};
use crate::skills::{Level, SkillCode, Taxonomy};

/// So many quarters are counted, from the present one on.
pub const QUARTERS: usize = 4;

/// The quarters that a snapshot of a day has.
#[must_use]
pub fn quarters(day: NaiveDate) -> Vec<Quarter> {
    std::iter::successors(Some(Quarter::of(day)), |quarter| Some(quarter.next()))
        .take(QUARTERS)
        .collect()
}

/// So many people are looked at together.
const CHUNK: u32 = 5_000;

/// Counts the cube as of now. People are read in chunks; nothing but the counts is kept.
///
/// # Errors
/// The database's.
pub fn count_cube(db: &mut Db, now: UtcTime) -> Result<Vec<CubeRow>> {
    count_in_chunks(db, now, CHUNK)
}

/// As [`count_cube`], with so many people at a time: the figures are the same.
///
/// # Errors
/// The database's.
pub fn count_in_chunks(db: &mut Db, now: UtcTime, chunk: u32) -> Result<Vec<CubeRow>> {
    let (taxonomy, quarters) = (Taxonomy::builtin(), quarters(now.day()));
    let mut tally = Tally::default();
    let declared = needs::store::list_declared_by(db, now)?;
    for quarter in &quarters {
        for need in needs::in_force(&declared, *quarter) {
            if let Some(role) = taxonomy.role(need.role) {
                tally.add_need(need, role, *quarter);
            }
        }
    }
    people::add_all(db, &mut tally, &quarters, chunk)?;
    Ok(tally.rows())
}

#[derive(Insertable)]
#[diesel(table_name = cube_row, treat_none_as_default_value = false)]
struct NewRow {
    snapshot_id: SnapshotId,
    country: CountryCode,
    sector: CubeSector,
    skill: SkillCode,
    level: i32,
    quarter: String,
    grade: RowGrade,
    need: i64,
    supply: i64,
    pipeline: i64,
    organisations: i32,
}

/// Keeps a counted cube as the current snapshot; former ones stay as they are.
///
/// # Errors
/// The database's.
pub fn save_snapshot(db: &mut Db, id: SnapshotId, rows: &[CubeRow], now: UtcTime) -> Result<()> {
    begin_snapshot(db, id, now)?;
    add_rows(db, id, rows)?;
    finish_snapshot(db, id)
}

/// Begins a snapshot that nobody sees yet.
///
/// With [`add_rows`] and [`finish_snapshot`] it is kept in several short writes: of a large network it has hundreds of thousands of
/// rows, and everybody else who writes would wait for them.
///
/// # Errors
/// The database's.
pub fn begin_snapshot(db: &mut Db, id: SnapshotId, now: UtcTime) -> Result<()> {
    let people: i64 = person::table.count().get_result(db)?;
    let organisations: i64 = organisation::table
        .filter(organisation::is_external.eq(false))
        .count()
        .get_result(db)?;
    diesel::insert_into(snapshot::table)
        .values((
            snapshot::id.eq(id),
            snapshot::as_of_on.eq(now.day()),
            snapshot::taken_at.eq(now),
            snapshot::taxonomy_version.eq(Taxonomy::builtin().version()),
            snapshot::is_current.eq(false),
            snapshot::people.eq(people),
            snapshot::organisations.eq(organisations),
        ))
        .execute(db)?;
    Ok(())
}

/// Adds rows to a snapshot that was begun.
///
/// # Errors
/// The database's.
pub fn add_rows(db: &mut Db, id: SnapshotId, rows: &[CubeRow]) -> Result<()> {
    let rows: Vec<NewRow> = rows
        .iter()
        .map(|row| NewRow {
            snapshot_id: id,
            country: row.key.country,
            sector: row.key.sector,
            skill: row.key.skill,
            level: row.key.level.into(),
            quarter: row.key.quarter.to_string(),
            grade: row.grade,
            need: row.need,
            supply: row.supply,
            pipeline: row.pipeline,
            organisations: row.organisations,
        })
        .collect();
    insert_many!(db, cube_row::table, &rows)
}

/// Makes a whole snapshot the current one: from now on it never changes.
///
/// # Errors
/// The database's.
pub fn finish_snapshot(db: &mut Db, id: SnapshotId) -> Result<()> {
    diesel::update(snapshot::table.filter(snapshot::is_current.eq(true)))
        .set(snapshot::is_current.eq(false))
        .execute(db)?;
    diesel::update(snapshot::table.filter(snapshot::id.eq(id)))
        .set(snapshot::is_current.eq(true))
        .execute(db)?;
    bump(db, Topic::Figures)
}

/// A snapshot that is not needed any more: neither the current one nor the last of its month, and two days old. Of each month one
/// stays, for comparing.
///
/// # Errors
/// The database's.
pub fn find_spent(db: &mut Db, now: UtcTime) -> Result<Option<SnapshotId>> {
    let rows: Vec<(SnapshotId, UtcTime, bool)> = snapshot::table
        .order((snapshot::taken_at, snapshot::id))
        .select((snapshot::id, snapshot::taken_at, snapshot::is_current))
        .load(db)?;
    let month = |at: UtcTime| at.get().format("%Y-%m").to_string();
    let spent = rows.windows(2).find(|pair| {
        let ((_, at, is_current), (_, next, _)) = (pair[0], pair[1]);
        !is_current && at + TimeDelta::days(2) < now && month(at) == month(next)
    });
    Ok(spent.map(|pair| pair[0].0))
}

/// Takes up to `most` rows of a snapshot away, and the snapshot with the last of them; returns whether that is done.
///
/// # Errors
/// The database's.
pub fn remove_rows(db: &mut Db, id: SnapshotId, most: i64) -> Result<bool> {
    let Some((country, skill)) = cube_row::table
        .filter(cube_row::snapshot_id.eq(id))
        .order((cube_row::skill, cube_row::country))
        .select((cube_row::country, cube_row::skill))
        .offset(most)
        .first::<(CountryCode, SkillCode)>(db)
        .optional()?
    else {
        diesel::delete(cube_row::table.filter(cube_row::snapshot_id.eq(id))).execute(db)?;
        diesel::delete(snapshot::table.filter(snapshot::id.eq(id)).filter(snapshot::is_current.eq(false))).execute(db)?;
        return Ok(true);
    };
    let before = cube_row::skill
        .lt(skill)
        .or(cube_row::skill.eq(skill).and(cube_row::country.le(country)));
    diesel::delete(cube_row::table.filter(cube_row::snapshot_id.eq(id)).filter(before)).execute(db)?;
    Ok(false)
}

/// The current snapshot and when it was taken.
///
/// # Errors
/// The database's.
pub fn find_current(db: &mut Db) -> Result<Option<(SnapshotId, UtcTime)>> {
    Ok(snapshot::table
        .filter(snapshot::is_current.eq(true))
        .order(snapshot::taken_at.desc())
        .select((snapshot::id, snapshot::taken_at))
        .first(db)
        .optional()?)
}

type StoredRow = (CountryCode, CubeSector, SkillCode, i32, RowGrade, i64, i64, i64, i32);

/// The cube of a snapshot in one quarter, all of it or of some countries.
///
/// # Errors
/// The database's.
pub fn load_cube(db: &mut Db, id: SnapshotId, quarter: Quarter, countries: Option<Vec<CountryCode>>) -> Result<Cube> {
    let mut query = cube_row::table
        .filter(cube_row::snapshot_id.eq(id))
        .filter(cube_row::quarter.eq(quarter.to_string()))
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(countries) = countries {
        query = query.filter(cube_row::country.eq_any(countries));
    }
    let rows: Vec<StoredRow> = query
        .select((
            cube_row::country,
            cube_row::sector,
            cube_row::skill,
            cube_row::level,
            cube_row::grade,
            cube_row::need,
            cube_row::supply,
            cube_row::pipeline,
            cube_row::organisations,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .filter_map(|(country, sector, skill, level, grade, need, supply, pipeline, organisations)| {
            let key = CubeKey {
                quarter,
                skill,
                country,
                sector,
                level: Level::try_from(level).ok()?,
            };
            Some(CubeRow {
                key,
                grade,
                need,
                supply,
                pipeline,
                organisations,
            })
        })
        .collect())
}

/// The public table of a snapshot, with the needs that it was counted from.
///
/// # Errors
/// The database's.
pub fn load_public_table(db: &mut Db, id: SnapshotId, taken_at: UtcTime) -> Result<PublicTable> {
    let (day, quarter) = (taken_at.day(), Quarter::of(taken_at.day()));
    let cube = load_cube(db, id, quarter, None)?;
    let declared = needs::store::list_declared_by(db, taken_at)?;
    Ok(public_table(&cube, quarter, &declared, Taxonomy::builtin(), Places::builtin(), day))
}

/// How badly skills are lacked, by WHO region: 0 to 1000.
#[derive(Debug, Clone, Default)]
pub struct Urgency(BTreeMap<(GroupingCode, SkillCode), u16>);

impl Urgency {
    /// Of a skill where somebody is; 0 where nothing is known.
    #[must_use]
    pub fn of(&self, country: Option<CountryCode>, skill: SkillCode, day: NaiveDate) -> u16 {
        let region = country.and_then(|country| Places::builtin().region_of(country, GroupingKind::WhoRegion, day));
        region.and_then(|region| self.0.get(&(region.code, skill)).copied()).unwrap_or(0)
    }
}

/// The urgency of every skill in every region, from a snapshot.
///
/// # Errors
/// The database's.
pub fn load_urgency(db: &mut Db, id: SnapshotId, taken_at: UtcTime) -> Result<Urgency> {
    let (day, places) = (taken_at.day(), Places::builtin());
    let quarter = Quarter::of(day);
    let cube = load_cube(db, id, quarter, None)?;
    let regions: Vec<GroupingCode> = places.of_kind(GroupingKind::WhoRegion).map(|region| region.code).collect();
    let totals = cube.roll_up(quarter, At::Greatest, regions, places, day);
    Ok(Urgency(totals.into_iter().map(|(key, total)| (key, total.urgency())).collect()))
}

/// What is asked for in the region of a country, by the current snapshot; `None` without a snapshot or a region.
///
/// # Errors
/// The database's.
pub fn load_demand(db: &mut Db, country: Option<CountryCode>, now: UtcTime) -> Result<Option<RegionDemand>> {
    let places = Places::builtin();
    let region = country.and_then(|country| demand::region_of(country, places, now.day()));
    let (Some(region), Some((id, taken_at))) = (region, find_current(db)?) else {
        return Ok(None);
    };
    let quarter = Quarter::of(taken_at.day());
    let members = places.members(region, taken_at.day());
    let cube = load_cube(db, id, quarter, Some(members.clone()))?;
    let declared = needs::store::list_declared_by(db, taken_at)?;
    Ok(Some(RegionDemand::of(
        region,
        &members,
        &cube,
        quarter,
        &declared,
        Taxonomy::builtin(),
    )))
}
