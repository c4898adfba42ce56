//! Writing down courses and runs. Every function is one part of the caller's transaction: it looks again at what it
//! decides on, writes, and leaves a row in the trail. Ids and times are made before.

use diesel::prelude::*;

use super::{facts, find, rows};
use crate::catalogue::plan::{self, CoursePlan, RunPlan, RunTerms};
use crate::catalogue::policy::{self, Editable};
use crate::catalogue::state::{self, Event, Progress};
use crate::catalogue::{CapacityKind, OfferingState};
use crate::db::dialect::lock;
use crate::db::schema::{course, course_skill, course_text, offering};
use crate::db::versions::{Topic, bump};
use crate::db::{Db, Error, Result};
use crate::kernel::{Actor, AnyId, CourseId, OfferingId, OrgId, Precision, RuleId, SegmentId, TransitionId, UtcTime};
use crate::trail::{self, Facts, Transition, differences};

/// What became of a write. All but the first store nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Done,
    /// Another course of the organisation is called so.
    CodeTaken,
    /// Somebody else changed it after it was read.
    Stale,
    /// It has come so far that this cannot be changed any more.
    Fixed,
}

/// A course that is about to be made.
#[derive(Debug, Clone)]
pub struct NewCourse {
    pub id: CourseId,
    pub org: OrgId,
    pub transition: TransitionId,
    pub plan: CoursePlan,
}

/// Makes a course, a draft until its first run is published. Made before under the same id, it stays as it was.
///
/// # Errors
/// The database's; [`Error::NotFound`] where this is not the actor's to do.
pub fn insert_course(db: &mut Db, actor: &Actor, new: &NewCourse, now: UtcTime) -> Result<Written> {
    guard(policy::may_plan(actor, new.org))?;
    let known: Option<OrgId> = course::table
        .filter(course::id.eq(new.id))
        .select(course::org_id)
        .first(db)
        .optional()?;
    if let Some(org) = known {
        guard(org == new.org)?;
        return Ok(Written::Done);
    }
    let taken = find::course_codes(db, new.org, None)?;
    let code = match &new.plan.code {
        Some(code) if taken.contains(code) => return Ok(Written::CodeTaken),
        Some(code) => code.clone(),
        None => plan::propose_code(new.plan.skills.first().map(|taught| taught.skill), &taken),
    };
    diesel::insert_into(course::table)
        .values((
            course::id.eq(new.id),
            course::org_id.eq(new.org),
            course::code.eq(code),
            course::slug.eq(crate::kernel::text::slug(&new.plan.title)),
            course::state.eq(plan::COURSE_DRAFT),
            course::created_by.eq(Some(actor.person)),
            course::created_at.eq(now),
            course::updated_at.eq(now),
        ))
        .execute(db)?;
    rows::insert_course_text(db, new.id, &new.plan)?;
    rows::insert_course_skills(db, new.id, &new.plan.skills)?;
    let change = Transition {
        changes: differences(&Facts::default(), &facts::of_course(db, new.id)?),
        ..Transition::by(new.transition, actor, "course", AnyId::of(new.id), None, plan::COURSE_DRAFT)
    };
    record(db, new.org, change, now)
}

/// Changes a course, and with it the skills of its runs that nobody has read yet and what the search finds.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is none that is the actor's to change.
pub fn save_course(db: &mut Db, actor: &Actor, new: &NewCourse, seen: &str, now: UtcTime) -> Result<Written> {
    guard(policy::may_plan(actor, new.org))?;
    let query = course::table
        .filter(course::id.eq(new.id))
        .filter(course::org_id.eq(new.org))
        .select((course::code, course::state, course::updated_at));
    let (code, state, updated_at): (String, String, UtcTime) = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    if updated_at.to_string() != seen {
        return Ok(Written::Stale);
    }
    let code = new.plan.code.clone().unwrap_or(code);
    if find::course_codes(db, new.org, Some(new.id))?.contains(&code) {
        return Ok(Written::CodeTaken);
    }
    let before = facts::of_course(db, new.id)?;
    diesel::update(course::table.filter(course::id.eq(new.id)))
        .set((
            course::code.eq(code),
            course::slug.eq(crate::kernel::text::slug(&new.plan.title)),
            course::updated_at.eq(now),
        ))
        .execute(db)?;
    let replaced = course_text::is_original.eq(true).or(course_text::language.eq(new.plan.language));
    diesel::delete(course_text::table.filter(course_text::course_id.eq(new.id)).filter(replaced)).execute(db)?;
    rows::insert_course_text(db, new.id, &new.plan)?;
    diesel::delete(course_skill::table.filter(course_skill::course_id.eq(new.id))).execute(db)?;
    rows::insert_course_skills(db, new.id, &new.plan.skills)?;
    for (run, state) in find::runs_of(db, new.id)? {
        if policy::editable(state) == Editable::Whole {
            rows::replace_run_skills(db, run, &new.plan.skills)?;
        } else if state.is_public() {
            super::documents::index_run(db, run)?;
        }
    }
    bump(db, Topic::Catalogue)?;
    let change = Transition {
        reason: Some("edited".to_owned()),
        changes: differences(&before, &facts::of_course(db, new.id)?),
        ..Transition::by(new.transition, actor, "course", AnyId::of(new.id), Some(&state), &state)
    };
    record(db, new.org, change, now)
}

/// A run that is about to be made or changed as a whole, with the ids of what hangs on it.
#[derive(Debug, Clone)]
pub struct NewRun {
    pub id: OfferingId,
    pub org: OrgId,
    pub course: CourseId,
    pub plan: RunPlan,
    pub publishes: bool,
    /// One for each part.
    pub segments: Vec<SegmentId>,
    /// One for each rule.
    pub rules: Vec<RuleId>,
    pub transition: TransitionId,
    /// Of the course, which becomes public with its first run.
    pub course_transition: TransitionId,
}

/// Makes a run, a draft or public at once. Made before under the same id, it stays as it was.
///
/// # Errors
/// The database's; [`Error::NotFound`] where the course is not the actor's to plan.
pub fn insert_offering(db: &mut Db, actor: &Actor, new: &NewRun, now: UtcTime) -> Result<Written> {
    guard(policy::may_plan(actor, new.org))?;
    let known: Option<OrgId> = offering::table
        .filter(offering::id.eq(new.id))
        .select(offering::org_id)
        .first(db)
        .optional()?;
    if let Some(org) = known {
        guard(org == new.org)?;
        return Ok(Written::Done);
    }
    let query = course::table
        .filter(course::id.eq(new.course))
        .filter(course::org_id.eq(new.org))
        .select(course::code);
    let code: String = lock(query).load(db)?.into_iter().next().ok_or(Error::NotFound)?;
    let code = plan::run_code(&code, &find::run_codes(db, new.course)?);
    diesel::insert_into(offering::table)
        .values((
            offering::id.eq(new.id),
            offering::org_id.eq(new.org),
            offering::course_id.eq(new.course),
            offering::code.eq(code),
            offering::state.eq(OfferingState::Draft),
            offering::mode.eq(new.plan.mode),
            offering::zone.eq(new.plan.zone.name()),
            offering::starts_precision.eq(Precision::Unknown),
            offering::ends_precision.eq(Precision::Unknown),
            offering::capacity_kind.eq(CapacityKind::Unknown),
            offering::fee_kind.eq(new.plan.fee),
            offering::is_external.eq(false),
            offering::created_at.eq(now),
            offering::updated_at.eq(now),
        ))
        .execute(db)?;
    let skills = find::course_skills(db, new.course)?;
    rows::replace_run_skills(db, new.id, &skills)?;
    rows::set_plan(db, new, now)?;
    rows::set_terms(db, new.id, &new.plan.terms, new.plan.zone, 0, now)?;
    finish(db, actor, new, (None, &Facts::default()), now)
}

/// Changes a run that nobody has read yet, as a whole.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is none that is the actor's to change.
pub fn save_offering(db: &mut Db, actor: &Actor, new: &NewRun, seen: &str, now: UtcTime) -> Result<Written> {
    guard(policy::may_plan(actor, new.org))?;
    let found = find::lock_run(db, new.org, new.id)?;
    if found.updated_at.to_string() != seen {
        return Ok(Written::Stale);
    }
    if policy::editable(found.state) != Editable::Whole {
        return Ok(Written::Fixed);
    }
    let before = facts::of_run(db, new.id)?;
    rows::set_plan(db, new, now)?;
    rows::set_terms(db, new.id, &new.plan.terms, new.plan.zone, found.held, now)?;
    let new = NewRun {
        course: found.course,
        ..new.clone()
    };
    finish(db, actor, &new, (Some(found.state), &before), now)
}

/// Changes of a public run what people have relied on: dates, places, mode, languages, cost, and the rest with it. It is a new revision;
/// one that was put off is public again.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is none that is the actor's to change.
pub fn revise_offering(db: &mut Db, actor: &Actor, new: &NewRun, seen: &str, now: UtcTime) -> Result<Written> {
    guard(policy::may_plan(actor, new.org))?;
    let found = find::lock_run(db, new.org, new.id)?;
    if found.updated_at.to_string() != seen {
        return Ok(Written::Stale);
    }
    let progress = Progress::of(found.starts, found.starts, found.zone.name(), found.held > 0, now);
    let Ok(after) = state::next(found.state, progress, Event::Revise) else {
        return Ok(Written::Fixed);
    };
    let before = facts::of_run(db, new.id)?;
    rows::set_plan(db, new, now)?;
    rows::set_terms(db, new.id, &new.plan.terms, new.plan.zone, found.held, now)?;
    diesel::update(offering::table.filter(offering::id.eq(new.id)))
        .set((offering::state.eq(after), offering::revision.eq(offering::revision + 1)))
        .execute(db)?;
    super::documents::index_run(db, new.id)?;
    let (entity, from) = (AnyId::of(new.id), Some(found.state.code()));
    let change = Transition {
        reason: Some("revised".to_owned()),
        changes: differences(&before, &facts::of_run(db, new.id)?),
        ..Transition::by(new.transition, actor, "offering", entity, from, after.code())
    };
    record(db, new.org, change, now)
}

/// Changes of a public run what still can change. Fewer seats than are held leave it overbooked; nobody loses a seat.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is none that is the actor's to change.
pub fn save_terms(
    db: &mut Db,
    actor: &Actor,
    (org, id): (OrgId, OfferingId),
    terms: &RunTerms,
    seen: &str,
    transition: TransitionId,
    now: UtcTime,
) -> Result<Written> {
    guard(policy::may_plan(actor, org))?;
    let found = find::lock_run(db, org, id)?;
    if found.updated_at.to_string() != seen {
        return Ok(Written::Stale);
    }
    if policy::editable(found.state) != Editable::Terms {
        return Ok(Written::Fixed);
    }
    let before = facts::of_run(db, id)?;
    rows::set_terms(db, id, terms, found.zone, found.held, now)?;
    super::documents::index_run(db, id)?;
    bump(db, Topic::Catalogue)?;
    let change = Transition {
        reason: Some("edited".to_owned()),
        changes: differences(&before, &facts::of_run(db, id)?),
        ..Transition::by(
            transition,
            actor,
            "offering",
            AnyId::of(id),
            Some(found.state.code()),
            found.state.code(),
        )
    };
    record(db, org, change, now)
}

fn guard(may: bool) -> Result<()> {
    if may { Ok(()) } else { Err(Error::NotFound) }
}

fn record(db: &mut Db, org: OrgId, change: Transition, now: UtcTime) -> Result<Written> {
    trail::store::record(db, &Transition { org: Some(org), ..change }, now)?;
    Ok(Written::Done)
}

/// Leaves the run a draft or makes it public, and says so in the trail.
fn finish(db: &mut Db, actor: &Actor, new: &NewRun, (from, before): (Option<OfferingState>, &Facts), now: UtcTime) -> Result<Written> {
    let from = from.map(OfferingState::code);
    let mut change = Transition::by(new.transition, actor, "offering", AnyId::of(new.id), from, from.unwrap_or("draft"));
    change.changes = differences(before, &facts::of_run(db, new.id)?);
    if !new.publishes {
        change.reason = from.map(|_| "edited".to_owned());
        return record(db, new.org, change, now);
    }
    diesel::update(offering::table.filter(offering::id.eq(new.id)))
        .set((offering::state.eq(OfferingState::Published), offering::published_at.eq(Some(now))))
        .execute(db)?;
    let listed = diesel::update(
        course::table
            .filter(course::id.eq(new.course))
            .filter(course::state.eq(plan::COURSE_DRAFT)),
    )
    .set(course::state.eq(plan::COURSE_LISTED))
    .execute(db)?;
    if listed > 0 {
        let of_course = Transition::by(
            new.course_transition,
            actor,
            "course",
            AnyId::of(new.course),
            Some(plan::COURSE_DRAFT),
            plan::COURSE_LISTED,
        );
        record(db, new.org, of_course, now)?;
    }
    super::documents::index_run(db, new.id)?;
    bump(db, Topic::Catalogue)?;
    OfferingState::Published.code().clone_into(&mut change.to);
    record(db, new.org, change, now)
}
