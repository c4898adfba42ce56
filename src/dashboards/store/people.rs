//! What people hold and what their confirmed seats will lift them to, counted into the cube.
//!
//! People are read in chunks, in the order of their ids, and so is what hangs on them: three queries a chunk, each a range of an index.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::dashboards::Tally;
use crate::dashboards::tally::{PASS_RATE, Place};
use crate::db::schema::{evidence, offering, offering_skill, person, seat};
use crate::db::{Db, MultiBackend, Result};
use crate::enrolments::SeatState;
use crate::kernel::{PersonId, Quarter, UtcTime};
use crate::network::{CountryCode, Sector};
use crate::skills::gap::held;
use crate::skills::{Evidence, Grade, Level, SkillCode};

/// Seats on which somebody is expected to learn what is taught.
const CONFIRMED: [SeatState; 4] = [
    SeatState::Accepted,
    SeatState::ConditionsPending,
    SeatState::Enrolled,
    SeatState::Attended,
];

type PersonRow = (PersonId, Option<CountryCode>, Option<Sector>);
type EvidenceRow = (PersonId, SkillCode, i32, Grade, NaiveDate, Option<NaiveDate>, Option<UtcTime>);
/// What a confirmed seat teaches: by when, which skill, up to which level.
type LessonRow = (Option<PersonId>, Option<NaiveDate>, SkillCode, Option<i32>);

struct Lesson {
    ends_on: NaiveDate,
    skill: SkillCode,
    level: Level,
}

/// Counts everybody whose country is known, so many at a time.
///
/// # Errors
/// The database's.
pub(super) fn add_all(db: &mut Db, tally: &mut Tally, quarters: &[Quarter], chunk: u32) -> Result<()> {
    let mut after: Option<PersonId> = None;
    loop {
        let mut query = person::table
            .filter(person::country.is_not_null())
            .order(person::id)
            .limit(chunk.into())
            .into_boxed::<MultiBackend>();
        if let Some(after) = after {
            query = query.filter(person::id.gt(after));
        }
        let people: Vec<PersonRow> = query.select((person::id, person::country, person::sector)).load(db)?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else {
            return Ok(());
        };
        let (evidence, lessons) = (list_evidence(db, first.0, last.0)?, list_lessons(db, first.0, last.0)?);
        add_people(tally, &people, &evidence, &lessons, quarters);
        after = Some(last.0);
    }
}

/// Evidence that counts for regions, by person.
fn list_evidence(db: &mut Db, first: PersonId, last: PersonId) -> Result<Vec<EvidenceRow>> {
    Ok(evidence::table
        .filter(evidence::person_id.between(first, last))
        .filter(evidence::grade.eq_any(Grade::REGIONAL))
        .order((evidence::person_id, evidence::skill))
        .select((
            evidence::person_id,
            evidence::skill,
            evidence::level,
            evidence::grade,
            evidence::observed_on,
            evidence::expires_on,
            evidence::withdrawn_at,
        ))
        .load(db)?)
}

/// What confirmed seats teach, by person.
fn list_lessons(db: &mut Db, first: PersonId, last: PersonId) -> Result<Vec<LessonRow>> {
    Ok(seat::table
        .inner_join(offering::table.inner_join(offering_skill::table))
        .filter(seat::person_id.between(first, last))
        .filter(seat::state.eq_any(CONFIRMED))
        .order(seat::person_id)
        .select((seat::person_id, offering::ends_on, offering_skill::skill, offering_skill::level_out))
        .load(db)?)
}

fn add_people(tally: &mut Tally, people: &[PersonRow], evidence: &[EvidenceRow], lessons: &[LessonRow], quarters: &[Quarter]) {
    for (id, country, sector) in people {
        let Some(country) = *country else { continue };
        let own: Vec<Evidence> = of_person(evidence, |row| row.0.cmp(id)).iter().filter_map(to_evidence).collect();
        let lessons: Vec<Lesson> = of_person(lessons, |row| row.0.cmp(&Some(*id)))
            .iter()
            .filter_map(to_lesson)
            .collect();
        let mut skills: Vec<SkillCode> = own.iter().map(|one| one.skill).chain(lessons.iter().map(|one| one.skill)).collect();
        skills.sort_unstable();
        skills.dedup();
        for skill in skills {
            let of_skill: Vec<Evidence> = own.iter().filter(|one| one.skill == skill).copied().collect();
            for quarter in quarters {
                let (place, day) = (
                    Place {
                        country,
                        sector: *sector,
                        quarter: *quarter,
                    },
                    quarter.last_day(),
                );
                let now = held(&of_skill, skill, day, Grade::REGIONAL);
                if let Some(rests_on) = now.rests_on {
                    tally.add_person(place, skill, now.level, rests_on.grade);
                }
                let expected = lessons.iter().filter(|lesson| lesson.skill == skill && lesson.ends_on <= day);
                if let Some(to) = expected.map(|lesson| lesson.level).max() {
                    tally.add_seat(place, skill, now.level, to, PASS_RATE);
                }
            }
        }
    }
}

/// The rows of one person out of rows that are sorted by person.
fn of_person<R>(rows: &[R], to: impl Fn(&R) -> std::cmp::Ordering) -> &[R] {
    let from = rows.partition_point(|row| to(row).is_lt());
    let end = rows.partition_point(|row| to(row).is_le());
    rows.get(from..end).unwrap_or_default()
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

/// `None` where nobody knows when it ends or how far it leads.
fn to_lesson(row: &LessonRow) -> Option<Lesson> {
    let (_, ends_on, skill, level) = row;
    Some(Lesson {
        ends_on: (*ends_on)?,
        skill: *skill,
        level: Level::try_from((*level)?).ok()?,
    })
}
