//! A course and its runs.

use diesel::prelude::*;

use super::{Titled, choose, level, list_by_id, organisation_names};
use crate::catalogue::{CourseDetail, OfferingState, Taught};
use crate::db::schema::{course, course_skill, course_text, offering, organisation};
use crate::db::{Db, Result};
use crate::kernel::{Actor, CourseId, OfferingId, OrgId};
use crate::network::Sector;
use crate::skills::SkillCode;

/// A listed course with its runs, those to come first.
///
/// # Errors
/// [`crate::db::Error::NotFound`].
pub fn get_course(db: &mut Db, id: CourseId, actor: Option<&Actor>, language: &str) -> Result<CourseDetail> {
    let (org, code, state, sector): (OrgId, String, String, Option<Sector>) = course::table
        .inner_join(organisation::table)
        .filter(course::id.eq(id))
        .select((course::org_id, course::code, course::state, organisation::sector))
        .first(db)?;
    let is_member = actor.is_some_and(|actor| actor.membership(org).is_some());
    if state != "listed" && !is_member {
        return Err(crate::db::Error::NotFound);
    }
    let texts: Vec<(String, bool, String, String, String)> = course_text::table
        .filter(course_text::course_id.eq(id))
        .select((
            course_text::language,
            course_text::is_original,
            course_text::title,
            course_text::summary,
            course_text::body,
        ))
        .load(db)?;
    let pick = |of: fn(&(String, bool, String, String, String)) -> &String| {
        let texts: Titled<CourseId> = texts.iter().map(|text| (id, text.0.clone(), text.1, of(text).clone())).collect();
        choose(&texts, id, language)
    };
    let skills: Vec<(SkillCode, Option<i32>, Option<i32>)> = course_skill::table
        .filter(course_skill::course_id.eq(id))
        .order(course_skill::skill)
        .select((course_skill::skill, course_skill::level_in, course_skill::level_out))
        .load(db)?;
    let runs: Vec<OfferingId> = offering::table
        .filter(offering::course_id.eq(id))
        .filter(offering::state.eq_any(OfferingState::PUBLIC))
        .order((offering::starts_on.is_null(), offering::starts_on.desc(), offering::id))
        .limit(40)
        .select(offering::id)
        .load(db)?;
    let names = organisation_names(db, &[org], language)?;
    Ok(CourseDetail {
        id,
        org,
        code,
        title: pick(|text| &text.2),
        summary: pick(|text| &text.3),
        body: pick(|text| &text.4),
        provider: choose(&names, org, language),
        provider_sector: sector,
        skills: skills
            .into_iter()
            .map(|(skill, level_in, level_out)| Taught {
                skill,
                level_in: level(level_in),
                level_out: level(level_out),
            })
            .collect(),
        runs: list_by_id(db, &runs, language)?,
    })
}
