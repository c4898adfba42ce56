//! The rows that hang on a course and on a run.

use diesel::prelude::*;

use super::find;
use super::publish::NewRun;
use crate::catalogue::plan::{self, CoursePlan, RunTerms};
use crate::catalogue::{Payer, RuleKind, Taught};
use crate::db::schema::{
    course_skill, course_text, offering, offering_cost, offering_language, offering_rule, offering_skill, offering_text, segment,
};
use crate::db::{Db, Error, Result};
use crate::kernel::dates::Tz;
use crate::kernel::{CourseId, OfferingId, Precision, UtcTime};
use crate::words::Words;

pub(super) fn insert_course_text(db: &mut Db, id: CourseId, plan: &CoursePlan) -> Result<()> {
    diesel::insert_into(course_text::table)
        .values((
            course_text::course_id.eq(id),
            course_text::language.eq(plan.language),
            course_text::title.eq(&plan.title),
            course_text::summary.eq(&plan.summary),
            course_text::body.eq(&plan.body),
            course_text::sort_key.eq(Words::of("en").sort_key(&plan.title)),
            course_text::is_original.eq(true),
            course_text::is_reviewed.eq(true),
        ))
        .execute(db)?;
    Ok(())
}

pub(super) fn insert_course_skills(db: &mut Db, id: CourseId, skills: &[Taught]) -> Result<()> {
    for taught in skills {
        diesel::insert_into(course_skill::table)
            .values((
                course_skill::course_id.eq(id),
                course_skill::skill.eq(taught.skill),
                course_skill::level_in.eq(taught.level_in.map(i32::from)),
                course_skill::level_out.eq(taught.level_out.map(i32::from)),
            ))
            .execute(db)?;
    }
    Ok(())
}

pub(super) fn replace_run_skills(db: &mut Db, id: OfferingId, skills: &[Taught]) -> Result<()> {
    diesel::delete(offering_skill::table.filter(offering_skill::offering_id.eq(id))).execute(db)?;
    for taught in skills {
        diesel::insert_into(offering_skill::table)
            .values((
                offering_skill::offering_id.eq(id),
                offering_skill::skill.eq(taught.skill),
                offering_skill::level_in.eq(taught.level_in.map(i32::from)),
                offering_skill::level_out.eq(taught.level_out.map(i32::from)),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Dates, places, languages, who it is for and what it costs. Rules of kinds that the form does not ask stay.
pub(super) fn set_plan(db: &mut Db, new: &NewRun, now: UtcTime) -> Result<()> {
    let (id, plan) = (new.id, &new.plan);
    let (from, to) = plan.span().ok_or(Error::NotFound)?;
    let (country, place) = plan.site();
    diesel::update(offering::table.filter(offering::id.eq(id)))
        .set((
            offering::mode.eq(plan.mode),
            offering::country.eq(country),
            offering::place.eq(place),
            offering::zone.eq(plan.zone.name()),
            offering::starts_on.eq(Some(from)),
            offering::starts_precision.eq(Precision::Day),
            offering::ends_on.eq(Some(to)),
            offering::ends_precision.eq(Precision::Day),
            offering::fee_kind.eq(plan.fee),
            offering::fee_minor.eq(plan.price.as_ref().map(|price| price.minor)),
            offering::currency.eq(plan.price.as_ref().map(|price| price.currency.as_str())),
            offering::updated_at.eq(now),
        ))
        .execute(db)?;
    diesel::delete(segment::table.filter(segment::offering_id.eq(id))).execute(db)?;
    for (ordinal, (part, segment)) in (0..).zip(plan.parts.iter().zip(&new.segments)) {
        diesel::insert_into(segment::table)
            .values((
                segment::id.eq(*segment),
                segment::offering_id.eq(id),
                segment::ordinal.eq(ordinal),
                segment::kind.eq(part.kind),
                segment::country.eq(part.country),
                segment::place.eq(part.place.as_deref()),
                segment::host_org_id.eq(part.host),
                segment::starts_on.eq(Some(part.from)),
                segment::starts_precision.eq(Precision::Day),
                segment::ends_on.eq(Some(part.to)),
                segment::ends_precision.eq(Precision::Day),
                segment::zone.eq(plan.zone.name()),
            ))
            .execute(db)?;
    }
    diesel::delete(offering_language::table.filter(offering_language::offering_id.eq(id))).execute(db)?;
    for language in &plan.languages {
        diesel::insert_into(offering_language::table)
            .values((offering_language::offering_id.eq(id), offering_language::language.eq(*language)))
            .execute(db)?;
    }
    set_rules_and_costs(db, new)
}

fn set_rules_and_costs(db: &mut Db, new: &NewRun) -> Result<()> {
    let (id, plan) = (new.id, &new.plan);
    let asked = [RuleKind::Residence, RuleKind::Sector, RuleKind::ExperienceMin];
    diesel::delete(
        offering_rule::table
            .filter(offering_rule::offering_id.eq(id))
            .filter(offering_rule::kind.eq_any(asked)),
    )
    .execute(db)?;
    for (ordinal, (rule, rule_id)) in (0..).zip(plan.rules.iter().zip(&new.rules)) {
        diesel::insert_into(offering_rule::table)
            .values((
                offering_rule::id.eq(*rule_id),
                offering_rule::offering_id.eq(id),
                offering_rule::ordinal.eq(ordinal),
                offering_rule::kind.eq(rule.kind),
                offering_rule::value.eq(&rule.value),
                offering_rule::level.eq(rule.level.map(i32::from)),
            ))
            .execute(db)?;
    }
    diesel::delete(offering_cost::table.filter(offering_cost::offering_id.eq(id))).execute(db)?;
    for (item, payer) in plan.costs.iter().filter(|(_, payer)| *payer != Payer::Unknown) {
        diesel::insert_into(offering_cost::table)
            .values((
                offering_cost::offering_id.eq(id),
                offering_cost::item.eq(*item),
                offering_cost::payer.eq(*payer),
                offering_cost::note.eq(""),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Seats, texts, deadline, contact. What is held stays held: a CHECK stands behind `overbooked`.
pub(super) fn set_terms(db: &mut Db, id: OfferingId, terms: &RunTerms, zone: Tz, held: i32, now: UtcTime) -> Result<()> {
    let (kind, seats) = terms.seats.columns();
    diesel::update(offering::table.filter(offering::id.eq(id)))
        .set((
            offering::capacity_kind.eq(kind),
            offering::capacity.eq(seats),
            offering::overbooked.eq(terms.seats.overbooked(held)),
            offering::deadline_local.eq(terms.deadline.map(|local| local.format("%Y-%m-%dT%H:%M").to_string())),
            offering::deadline_zone.eq(terms.deadline.map(|_| zone.name())),
            offering::deadline_at.eq(terms.deadline.map(|local| plan::deadline_at(local, zone))),
            offering::decision_on.eq(terms.decision_on),
            offering::contact.eq(Some(&terms.contact)),
            offering::source_url.eq(terms.source.as_deref()),
            offering::updated_at.eq(now),
        ))
        .execute(db)?;
    let language = find::run_language(db, id)?;
    let replaced = offering_text::is_original.eq(true).or(offering_text::language.eq(&language));
    diesel::delete(offering_text::table.filter(offering_text::offering_id.eq(id)).filter(replaced)).execute(db)?;
    if !terms.text.is_empty() {
        diesel::insert_into(offering_text::table)
            .values((
                offering_text::offering_id.eq(id),
                offering_text::language.eq(&language),
                offering_text::title.eq(&terms.text.title),
                offering_text::summary.eq(&terms.text.summary),
                offering_text::body.eq(&terms.text.body),
                offering_text::is_original.eq(true),
                offering_text::is_reviewed.eq(true),
            ))
            .execute(db)?;
    }
    Ok(())
}
