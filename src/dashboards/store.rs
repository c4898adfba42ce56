//! The rows of the gap cube: counted from needs, evidence and seats, kept under an immutable snapshot.

mod open;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

pub use open::{list_offers, list_practices};

use super::cube::At;
use super::demand::{self, RegionDemand};
use super::disclosure::{PublicTable, public_table};
use super::tally::{PASS_RATE, Place};
use super::{Cube, CubeKey, CubeRow, CubeSector, RowGrade, Tally};
use crate::db::schema::{cube_row, evidence, offering, offering_skill, organisation, person, seat, snapshot};
use crate::db::{Db, Result};
use crate::insert_many;
use crate::kernel::{OfferingId, PersonId, Quarter, SnapshotId, UtcTime};
use crate::needs;
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, GroupingCode, Places, Sector};
use crate::skills::gap::held;
use crate::skills::{Evidence, Grade, Level, SkillCode, Taxonomy};

/// So many people are looked at together.
const CHUNK: i64 = 5_000;
/// So many quarters are counted, from the present one on.
pub const QUARTERS: usize = 4;

/// The quarters that a snapshot of a day has.
#[must_use]
pub fn quarters(day: NaiveDate) -> Vec<Quarter> {
    std::iter::successors(Some(Quarter::of(day)), |quarter| Some(quarter.next()))
        .take(QUARTERS)
        .collect()
}

/// Counts the cube as of now. People are read in chunks; nothing but the counts is kept.
///
/// # Errors
/// The database's.
pub fn count_cube(db: &mut Db, now: UtcTime) -> Result<Vec<CubeRow>> {
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
    let mut after: Option<PersonId> = None;
    loop {
        let mut people = person::table
            .filter(person::country.is_not_null())
            .order(person::id)
            .limit(CHUNK)
            .into_boxed::<crate::db::MultiBackend>();
        if let Some(after) = after {
            people = people.filter(person::id.gt(after));
        }
        let people: Vec<(PersonId, Option<CountryCode>, Option<Sector>)> =
            people.select((person::id, person::country, person::sector)).load(db)?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else {
            break;
        };
        add_people(db, &mut tally, &people, first.0, last.0, &quarters)?;
        after = Some(last.0);
    }
    Ok(tally.rows())
}

type EvidenceRow = (PersonId, SkillCode, i32, Grade, NaiveDate, Option<NaiveDate>, Option<UtcTime>);
type SeatRow = (PersonId, OfferingId, Option<NaiveDate>);

/// Adds what some people hold, and what their confirmed seats are expected to lift them to.
fn add_people(
    db: &mut Db,
    tally: &mut Tally,
    people: &[(PersonId, Option<CountryCode>, Option<Sector>)],
    first: PersonId,
    last: PersonId,
    quarters: &[Quarter],
) -> Result<()> {
    let rows: Vec<EvidenceRow> = evidence::table
        .filter(evidence::person_id.between(first, last))
        .order(evidence::person_id)
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
    let seats: Vec<(Option<PersonId>, OfferingId, Option<NaiveDate>)> = seat::table
        .inner_join(offering::table)
        .filter(seat::person_id.between(first, last))
        .filter(seat::state.eq_any(["accepted", "conditions_pending", "enrolled", "attended"]))
        .order(seat::person_id)
        .select((seat::person_id, seat::offering_id, offering::ends_on))
        .load(db)?;
    let seats: Vec<SeatRow> = seats
        .into_iter()
        .filter_map(|(person, offering, ends_on)| person.map(|person| (person, offering, ends_on)))
        .collect();
    let offerings: Vec<OfferingId> = seats.iter().map(|(_, offering, _)| *offering).collect();
    let taught: Vec<(OfferingId, SkillCode, Option<i32>)> = offering_skill::table
        .filter(offering_skill::offering_id.eq_any(&offerings))
        .select((offering_skill::offering_id, offering_skill::skill, offering_skill::level_out))
        .load(db)?;
    for (id, country, sector) in people {
        let Some(country) = *country else { continue };
        let own: Vec<Evidence> = of_person(&rows, *id, |row| row.0).iter().filter_map(to_evidence).collect();
        let own_seats = of_person(&seats, *id, |row| row.0);
        let mut skills: Vec<SkillCode> = own.iter().map(|evidence| evidence.skill).collect();
        skills.extend(
            taught
                .iter()
                .filter(|(offering, ..)| own_seats.iter().any(|seat| seat.1 == *offering))
                .map(|(_, skill, _)| *skill),
        );
        skills.sort_unstable();
        skills.dedup();
        for quarter in quarters {
            let place = Place {
                country,
                sector: *sector,
                quarter: *quarter,
            };
            for skill in &skills {
                let now = held(&own, *skill, quarter.last_day(), Grade::REGIONAL);
                if let Some(rests_on) = now.rests_on {
                    tally.add_person(place, *skill, now.level, rests_on.grade);
                }
                let expected = own_seats
                    .iter()
                    .filter(|seat| seat.2.is_some_and(|ends_on| ends_on <= quarter.last_day()))
                    .flat_map(|seat| taught.iter().filter(|(offering, of, _)| *offering == seat.1 && of == skill))
                    .filter_map(|(_, _, level)| level.and_then(|level| Level::try_from(level).ok()))
                    .max();
                if let Some(to) = expected {
                    tally.add_seat(place, *skill, now.level, to, PASS_RATE);
                }
            }
        }
    }
    Ok(())
}

/// The rows of one person out of rows that are sorted by person.
fn of_person<R>(rows: &[R], person: PersonId, of: impl Fn(&R) -> PersonId) -> &[R] {
    let from = rows.partition_point(|row| of(row) < person);
    let to = rows.partition_point(|row| of(row) <= person);
    rows.get(from..to).unwrap_or_default()
}

fn to_evidence(row: &EvidenceRow) -> Option<Evidence> {
    let (_, skill, level, grade, observed_on, expires_on, withdrawn_at) = row;
    Some(Evidence {
        skill: *skill,
        level: Level::try_from(*level).ok()?,
        grade: *grade,
        observed_on: *observed_on,
        expires_on: *expires_on,
        withdrawn_on: withdrawn_at.map(UtcTime::day),
    })
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
    let people: i64 = person::table.count().get_result(db)?;
    let organisations: i64 = organisation::table
        .filter(organisation::is_external.eq(false))
        .count()
        .get_result(db)?;
    diesel::update(snapshot::table.filter(snapshot::is_current.eq(true)))
        .set(snapshot::is_current.eq(false))
        .execute(db)?;
    diesel::insert_into(snapshot::table)
        .values((
            snapshot::id.eq(id),
            snapshot::as_of_on.eq(now.day()),
            snapshot::taken_at.eq(now),
            snapshot::taxonomy_version.eq(Taxonomy::builtin().version()),
            snapshot::is_current.eq(true),
            snapshot::people.eq(people),
            snapshot::organisations.eq(organisations),
        ))
        .execute(db)?;
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
