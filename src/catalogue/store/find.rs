//! What a provider reads of its own courses and runs, drafts too, and what the writes have to know.

use diesel::prelude::*;

use super::{get, level, list_by_id};
use crate::catalogue::forms::Host;
use crate::catalogue::plan::RunText;
use crate::catalogue::{Offering, OfferingDetail, OfferingState, Taught, Text};
use crate::db::dialect::lock;
use crate::db::schema::{course, course_skill, course_text, offering, offering_text, organisation, organisation_text};
use crate::db::{Db, Error, Result};
use crate::kernel::dates::Tz;
use crate::kernel::page::PAGE_SIZE;
use crate::kernel::{Actor, CourseId, Day, OfferingId, OrgId, PageNumber, Precision, UtcTime};
use crate::network::CountryCode;
use crate::skills::SkillCode;

/// The codes of an organisation's courses, without one of them.
pub(super) fn course_codes(db: &mut Db, org: OrgId, but: Option<CourseId>) -> Result<Vec<String>> {
    let codes: Vec<(CourseId, String)> = course::table
        .filter(course::org_id.eq(org))
        .select((course::id, course::code))
        .load(db)?;
    Ok(codes.into_iter().filter(|(id, _)| Some(*id) != but).map(|(_, code)| code).collect())
}

pub(super) fn run_codes(db: &mut Db, id: CourseId) -> Result<Vec<String>> {
    Ok(offering::table.filter(offering::course_id.eq(id)).select(offering::code).load(db)?)
}

pub(super) fn runs_of(db: &mut Db, id: CourseId) -> Result<Vec<(OfferingId, OfferingState)>> {
    Ok(offering::table
        .filter(offering::course_id.eq(id))
        .order(offering::id)
        .select((offering::id, offering::state))
        .load(db)?)
}

pub(super) fn course_skills(db: &mut Db, id: CourseId) -> Result<Vec<Taught>> {
    let rows: Vec<(SkillCode, Option<i32>, Option<i32>)> = course_skill::table
        .filter(course_skill::course_id.eq(id))
        .order(course_skill::skill)
        .select((course_skill::skill, course_skill::level_in, course_skill::level_out))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(skill, level_in, level_out)| Taught {
            skill,
            level_in: level(level_in),
            level_out: level(level_out),
        })
        .collect())
}

/// The language in which a run is described: that of its course.
pub(super) fn run_language(db: &mut Db, id: OfferingId) -> Result<String> {
    let language = offering::table
        .inner_join(course_text::table.on(course_text::course_id.eq(offering::course_id)))
        .filter(offering::id.eq(id))
        .filter(course_text::is_original.eq(true))
        .select(course_text::language)
        .first(db)
        .optional()?;
    Ok(language.unwrap_or_else(|| "en".to_owned()))
}

/// A run as a write finds it.
pub(super) struct Found {
    pub(super) course: CourseId,
    pub(super) state: OfferingState,
    pub(super) zone: Tz,
    pub(super) starts: Day,
    pub(super) held: i32,
    pub(super) updated_at: UtcTime,
}

type RunRow = (
    CourseId,
    OfferingState,
    String,
    (Option<chrono::NaiveDate>, Precision),
    i32,
    UtcTime,
);

/// Locks a run that a write decides on; those of public calls are nobody's to change.
pub(super) fn lock_run(db: &mut Db, org: OrgId, id: OfferingId) -> Result<Found> {
    let query = offering::table
        .filter(offering::id.eq(id))
        .filter(offering::org_id.eq(org))
        .filter(offering::is_external.eq(false))
        .select((
            offering::course_id,
            offering::state,
            offering::zone,
            (offering::starts_on, offering::starts_precision),
            offering::held,
            offering::updated_at,
        ));
    let row: Option<RunRow> = lock(query).load(db)?.into_iter().next();
    let (course, state, zone, (starts_on, precision), held, updated_at) = row.ok_or(Error::NotFound)?;
    Ok(Found {
        course,
        state,
        zone: zone.parse().unwrap_or(Tz::UTC),
        starts: Day::new(starts_on, precision),
        held,
        updated_at,
    })
}

/// A course as its provider edits it, in its own language.
#[derive(Debug, Clone)]
pub struct OwnCourse {
    pub id: CourseId,
    pub code: String,
    pub is_draft: bool,
    pub title: Text,
    pub summary: String,
    pub body: String,
    pub skills: Vec<Taught>,
    pub updated_at: UtcTime,
}

type CourseRow = (CourseId, String, String, UtcTime, String, String, String, String);

/// A course of an organisation.
///
/// # Errors
/// [`Error::NotFound`] where the organisation has no such course.
pub fn get_own_course(db: &mut Db, org: OrgId, id: CourseId) -> Result<OwnCourse> {
    let row: CourseRow = course::table
        .inner_join(course_text::table)
        .filter(course::id.eq(id))
        .filter(course::org_id.eq(org))
        .filter(course_text::is_original.eq(true))
        .select((
            course::id,
            course::code,
            course::state,
            course::updated_at,
            course_text::language,
            course_text::title,
            course_text::summary,
            course_text::body,
        ))
        .first(db)?;
    let (id, code, state, updated_at, language, title, summary, body) = row;
    Ok(OwnCourse {
        id,
        code,
        is_draft: state == crate::catalogue::plan::COURSE_DRAFT,
        title: Text { language, text: title },
        summary,
        body,
        skills: course_skills(db, id)?,
        updated_at,
    })
}

/// The courses of an organisation by title, one page, with those of their runs that are not over; and how many courses there are.
///
/// # Errors
/// The database's.
pub fn list_own_courses(db: &mut Db, org: OrgId, page: PageNumber, language: &str) -> Result<(Vec<(OwnCourse, Vec<Offering>)>, i64)> {
    let all = course::table.filter(course::org_id.eq(org)).count().get_result(db)?;
    let ids: Vec<CourseId> = course::table
        .inner_join(course_text::table)
        .filter(course::org_id.eq(org))
        .filter(course_text::is_original.eq(true))
        .order((course_text::sort_key, course::id))
        .limit(PAGE_SIZE)
        .offset(page.offset())
        .select(course::id)
        .load(db)?;
    let mut courses = Vec::new();
    for id in ids {
        let runs: Vec<OfferingId> = offering::table
            .filter(offering::course_id.eq(id))
            .filter(offering::state.eq_any(UNFINISHED))
            .order((offering::starts_on.is_null(), offering::starts_on, offering::id))
            .limit(12)
            .select(offering::id)
            .load(db)?;
        courses.push((get_own_course(db, org, id)?, list_by_id(db, &runs, language)?));
    }
    Ok((courses, all))
}

/// The states of a run about which there is something to do.
const UNFINISHED: [OfferingState; 7] = [
    OfferingState::Draft,
    OfferingState::InReview,
    OfferingState::ChangesRequested,
    OfferingState::Published,
    OfferingState::Confirmed,
    OfferingState::InProgress,
    OfferingState::Postponed,
];

/// An organisation's runs that are not over, soonest first, at most so many; and how many there are.
///
/// # Errors
/// The database's.
pub fn list_unfinished(db: &mut Db, org: OrgId, most: i64, today: chrono::NaiveDate, language: &str) -> Result<(Vec<Offering>, i64)> {
    let unfinished = || {
        offering::table
            .filter(offering::org_id.eq(org))
            .filter(offering::is_external.eq(false))
            .filter(offering::state.eq_any(UNFINISHED))
            .filter(offering::ends_on.is_null().or(offering::ends_on.ge(today)))
    };
    let all = unfinished().count().get_result(db)?;
    let ids: Vec<OfferingId> = unfinished()
        .order((offering::starts_on.is_null(), offering::starts_on, offering::id))
        .limit(most)
        .select(offering::id)
        .load(db)?;
    Ok((list_by_id(db, &ids, language)?, all))
}

/// A run as its provider edits it.
#[derive(Debug, Clone)]
pub struct OwnRun {
    pub detail: OfferingDetail,
    /// In the language of the course.
    pub text: RunText,
    pub decision_on: Option<chrono::NaiveDate>,
}

/// A run of the organisation that the actor acts for.
///
/// # Errors
/// [`Error::NotFound`] where the organisation has no such run.
pub fn get_own_run(db: &mut Db, org: OrgId, id: OfferingId, actor: &Actor, language: &str) -> Result<OwnRun> {
    let decision_on = offering::table
        .filter(offering::id.eq(id))
        .filter(offering::org_id.eq(org))
        .select(offering::decision_on)
        .first(db)?;
    let text: Option<(String, String, String)> = offering_text::table
        .filter(offering_text::offering_id.eq(id))
        .filter(offering_text::is_original.eq(true))
        .select((offering_text::title, offering_text::summary, offering_text::body))
        .first(db)
        .optional()?;
    Ok(OwnRun {
        detail: get(db, id, Some(actor), language)?,
        text: text.map_or_else(RunText::default, |(title, summary, body)| RunText { title, summary, body }),
        decision_on,
    })
}

/// The facilities that can host a part, by name.
///
/// # Errors
/// The database's.
pub fn list_hosts(db: &mut Db) -> Result<Vec<Host>> {
    let rows: Vec<(OrgId, String, Option<CountryCode>, Option<String>)> = organisation::table
        .inner_join(organisation_text::table)
        .filter(organisation::state.eq("listed"))
        .filter(organisation::is_facility.eq(true))
        .filter(organisation::is_external.eq(false))
        .filter(organisation_text::is_original.eq(true))
        .order((organisation_text::sort_key, organisation::id))
        .limit(1000)
        .select((
            organisation::id,
            organisation_text::title,
            organisation::country,
            organisation::place,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, country, place)| Host { id, name, country, place })
        .collect())
}

/// The country and the time zone of an organisation, as far as it has stated them.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_whereabouts(db: &mut Db, org: OrgId) -> Result<(Option<CountryCode>, Option<String>)> {
    Ok(organisation::table
        .filter(organisation::id.eq(org))
        .select((organisation::country, organisation::zone))
        .first(db)?)
}
