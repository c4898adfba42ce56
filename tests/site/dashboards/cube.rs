//! The cube as the store counts it, beside one that is counted person by person from all rows at once.

use std::collections::{BTreeMap, BTreeSet};

use benchside::dashboards::cube::At;
use benchside::dashboards::store::{self, count_cube, count_in_chunks, load_cube, quarters, save_snapshot};
use benchside::dashboards::{Cube, CubeKey, CubeRow, RowGrade};
use benchside::db::schema::{evidence, offering, offering_skill, person, seat};
use benchside::db::{Db, Engine, Result};
use benchside::kernel::{OrgId, PersonId, UtcTime};
use benchside::needs;
use benchside::network::{CountryCode, Sector};
use benchside::skills::gap::held;
use benchside::skills::{Evidence, Grade, Level, SkillCode, Taxonomy};
use chrono::NaiveDate;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Demonstration, TestApp, or_skip};

type EvidenceRow = (PersonId, SkillCode, i32, Grade, NaiveDate, Option<NaiveDate>, Option<UtcTime>);
type SeatRow = (Option<PersonId>, String, Option<NaiveDate>, SkillCode, Option<i32>);

#[derive(Default)]
struct Counts {
    need: i64,
    supply: i64,
    pipeline: i64,
    organisations: BTreeSet<OrgId>,
}

/// By the words of the model, with no thought of speed: every level of every skill of everybody in every quarter.
fn count_plainly(db: &mut Db, now: UtcTime) -> Result<Vec<CubeRow>> {
    let people: Vec<(PersonId, Option<CountryCode>, Option<Sector>)> =
        person::table.select((person::id, person::country, person::sector)).load(db)?;
    let pieces: Vec<EvidenceRow> = evidence::table
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
    let seats: Vec<SeatRow> = seat::table
        .inner_join(offering::table.inner_join(offering_skill::table))
        .select((
            seat::person_id,
            seat::state,
            offering::ends_on,
            offering_skill::skill,
            offering_skill::level_out,
        ))
        .load(db)?;
    let taxonomy = Taxonomy::builtin();
    let declared = needs::store::list_declared_by(db, now)?;
    let mut counts: BTreeMap<(CubeKey, RowGrade), Counts> = BTreeMap::new();
    for quarter in quarters(now.day()) {
        let key = |country, sector: Option<Sector>, skill, level| CubeKey {
            quarter,
            skill,
            country,
            sector: sector.into(),
            level,
        };
        for need in needs::in_force(&declared, quarter) {
            for asked in &taxonomy.role(need.role).expect("a known role").required {
                for level in asked.level.and_below() {
                    let key = key(need.country, Some(need.sector), asked.skill, level);
                    let count = counts.entry((key, RowGrade::None)).or_default();
                    count.need += i64::from(need.posts);
                    count.organisations.insert(need.org);
                }
            }
        }
        let day = quarter.last_day();
        for (id, country, sector) in &people {
            let Some(country) = *country else { continue };
            let own: Vec<Evidence> = pieces.iter().filter(|piece| piece.0 == *id).map(to_evidence).collect();
            for skill in taxonomy.skills() {
                let now = held(&own, skill.code, day, Grade::REGIONAL);
                for level in now.level.and_below() {
                    let grade = RowGrade::of(now.rests_on.expect("evidence").grade).expect("a grade that counts");
                    counts.entry((key(country, *sector, skill.code, level), grade)).or_default().supply += 1;
                }
                let confirmed = ["accepted", "conditions_pending", "enrolled", "attended"];
                let reached = seats
                    .iter()
                    .filter(|seat| seat.0 == Some(*id) && confirmed.contains(&seat.1.as_str()) && seat.3 == skill.code)
                    .filter(|seat| seat.2.is_some_and(|ends_on| ends_on <= day))
                    .filter_map(|seat| Level::try_from(seat.4?).ok())
                    .max();
                for level in reached.unwrap_or_default().and_below().filter(|level| *level > now.level) {
                    let key = key(country, *sector, skill.code, level);
                    counts.entry((key, RowGrade::None)).or_default().pipeline += 1;
                }
            }
        }
    }
    Ok(counts.into_iter().map(to_row).collect())
}

fn to_evidence(piece: &EvidenceRow) -> Evidence {
    let (_, skill, level, grade, observed_on, expires_on, withdrawn_at) = *piece;
    Evidence {
        skill,
        level: Level::try_from(level).expect("a level"),
        grade,
        observed_on,
        expires_on,
        withdrawn_on: withdrawn_at.map(UtcTime::day),
    }
}

fn to_row(((key, grade), counts): ((CubeKey, RowGrade), Counts)) -> CubeRow {
    CubeRow {
        key,
        grade,
        need: counts.need,
        supply: counts.supply,
        pipeline: counts.pipeline,
        organisations: i32::try_from(counts.organisations.len()).expect("a few"),
    }
}

#[rstest]
#[actix_web::test]
async fn the_cube_is_what_counting_plainly_gives(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let now = app.now();
    let (counted, in_chunks, plain) = app
        .app()
        .store
        .read_at_length(move |db| Ok((count_cube(db, now)?, count_in_chunks(db, now, 37)?, count_plainly(db, now)?)))
        .await
        .expect("three cubes");
    assert!(plain.iter().any(|row| row.pipeline > 0) && plain.iter().any(|row| row.need > 0));
    assert!(plain.len() > 5_000, "{} rows", plain.len());
    for (ours, theirs) in counted.iter().zip(&plain) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(counted.len(), plain.len());
    assert!(in_chunks == plain, "the size of the chunks changes the figures");

    // and what is kept of it adds up to the same
    let (id, rows) = (app.app().new_id(), counted);
    app.write(move |db| save_snapshot(db, id, &rows, now)).await;
    for quarter in quarters(now.day()) {
        let (kept, current) = app
            .read(move |db| Ok((load_cube(db, id, quarter, None)?, store::find_current(db)?)))
            .await;
        assert_eq!(current.map(|(current, _)| current), Some(id));
        let plain: Cube = plain.iter().copied().filter(|row| row.key.quarter == quarter).collect();
        assert_eq!(kept.by_country(quarter, At::Greatest), plain.by_country(quarter, At::Greatest));
    }
}
