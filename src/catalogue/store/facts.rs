//! What a course and a run say, for their histories; and whose they are.

use diesel::prelude::*;

use super::{choose, parse_local};
use crate::catalogue::{CapacityKind, CostItem, FeeKind, Mode, Payer, RuleKind, SegmentKind, Text};
use crate::db::schema::{
    course, course_skill, course_text, offering, offering_cost, offering_language, offering_rule, offering_skill, offering_text,
    organisation_text, segment,
};
use crate::db::{Db, Result};
use crate::kernel::{CourseId, Day, OfferingId, OrgId, Precision};
use crate::trail::Facts;

/// A skill with the level that is asked for and the one that is led to: `1-3`, with nothing where one is not stated.
pub(crate) fn set_skill(facts: &mut Facts, skill: &str, level_in: Option<i32>, level_out: Option<i32>) {
    let level = |level: Option<i32>| level.map_or_else(String::new, |level| level.to_string());
    facts.set(format!("skill.{skill}"), format!("{}-{}", level(level_in), level(level_out)));
}

type TextRow = (String, String, String, String);

pub(crate) fn set_text(facts: &mut Facts, text: Option<TextRow>) {
    let Some((language, title, summary, body)) = text else { return };
    facts.set("language", language);
    facts.set("title", title);
    facts.set("summary", summary);
    facts.set("body", body);
}

/// What a course says, in the language that it was written in.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none.
pub fn of_course(db: &mut Db, id: CourseId) -> Result<Facts> {
    let mut facts = Facts::default();
    let code: String = course::table.filter(course::id.eq(id)).select(course::code).first(db)?;
    facts.set("code", code);
    let text: Option<TextRow> = course_text::table
        .filter(course_text::course_id.eq(id))
        .filter(course_text::is_original.eq(true))
        .select((course_text::language, course_text::title, course_text::summary, course_text::body))
        .first(db)
        .optional()?;
    set_text(&mut facts, text);
    let skills: Vec<(String, Option<i32>, Option<i32>)> = course_skill::table
        .filter(course_skill::course_id.eq(id))
        .select((course_skill::skill, course_skill::level_in, course_skill::level_out))
        .load(db)?;
    for (skill, level_in, level_out) in skills {
        set_skill(&mut facts, &skill, level_in, level_out);
    }
    Ok(facts)
}

type RunRow = (
    (Mode, Option<String>, Option<String>, String),
    ((Option<chrono::NaiveDate>, Precision), (Option<chrono::NaiveDate>, Precision)),
    (Option<String>, Option<chrono::NaiveDate>),
    (CapacityKind, i32),
    (FeeKind, Option<i64>, Option<String>),
    (Option<String>, Option<String>),
);

/// What a run says, with its parts, languages, rules and costs; its own words where it has any.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none.
pub fn of_run(db: &mut Db, id: OfferingId) -> Result<Facts> {
    let ((mode, country, place, zone), (starts, ends), (deadline, decision_on), (kind, seats), (fee, price, currency), (contact, source)): RunRow =
        offering::table
            .filter(offering::id.eq(id))
            .select((
                (offering::mode, offering::country, offering::place, offering::zone),
                (
                    (offering::starts_on, offering::starts_precision),
                    (offering::ends_on, offering::ends_precision),
                ),
                (offering::deadline_local, offering::decision_on),
                (offering::capacity_kind, offering::capacity),
                (offering::fee_kind, offering::fee_minor, offering::currency),
                (offering::contact, offering::source_url),
            ))
            .first(db)?;
    let mut facts = Facts::default();
    facts.set("mode", mode);
    facts.set_some("country", country);
    facts.set_some("place", place);
    facts.set("zone", zone);
    facts.set_day("starts", Day::new(starts.0, starts.1));
    facts.set_day("ends", Day::new(ends.0, ends.1));
    // some were written with seconds: the same time is the same fact
    let deadline = deadline.map(|local| parse_local(&local).map_or(local, |at| at.format("%Y-%m-%dT%H:%M").to_string()));
    facts.set_some("deadline", deadline);
    facts.set_some("decision", decision_on);
    if kind == CapacityKind::Limited {
        facts.set("seats", seats);
    } else {
        facts.set("seats", kind);
    }
    facts.set("fee", fee);
    facts.set_some("price", price.zip(currency).map(|(minor, currency)| format!("{minor} {currency}")));
    facts.set_some("contact", contact);
    facts.set_some("source", source);
    let text: Option<TextRow> = offering_text::table
        .filter(offering_text::offering_id.eq(id))
        .filter(offering_text::is_original.eq(true))
        .select((
            offering_text::language,
            offering_text::title,
            offering_text::summary,
            offering_text::body,
        ))
        .first(db)
        .optional()?;
    set_text(&mut facts, text);
    set_parts(db, id, &mut facts)?;
    set_lists(db, id, &mut facts)?;
    Ok(facts)
}

type PartRow = (
    SegmentKind,
    (Option<String>, Option<String>, Option<OrgId>, Option<String>),
    (Option<chrono::NaiveDate>, Precision),
    (Option<chrono::NaiveDate>, Precision),
);

fn set_parts(db: &mut Db, id: OfferingId, facts: &mut Facts) -> Result<()> {
    let parts: Vec<PartRow> = segment::table
        .filter(segment::offering_id.eq(id))
        .order((segment::ordinal, segment::id))
        .select((
            segment::kind,
            (segment::country, segment::place, segment::host_org_id, segment::host_name),
            (segment::starts_on, segment::starts_precision),
            (segment::ends_on, segment::ends_precision),
        ))
        .load(db)?;
    let hosts: Vec<OrgId> = parts.iter().filter_map(|part| part.1.2).collect();
    let names: Vec<(OrgId, String)> = organisation_text::table
        .filter(organisation_text::org_id.eq_any(hosts))
        .filter(organisation_text::is_original.eq(true))
        .select((organisation_text::org_id, organisation_text::title))
        .load(db)?;
    for (number, (kind, (country, place, host, host_name), starts, ends)) in (1..).zip(parts) {
        let field = |name: &str| format!("part.{number}.{name}");
        let known = host.and_then(|host| names.iter().find(|(id, _)| *id == host));
        facts.set(field("kind"), kind);
        facts.set_some(field("country"), country);
        facts.set_some(field("place"), place);
        facts.set_some(field("host"), known.map(|(_, name)| name.clone()).or(host_name));
        facts.set_day(field("starts"), Day::new(starts.0, starts.1));
        facts.set_day(field("ends"), Day::new(ends.0, ends.1));
    }
    Ok(())
}

fn set_lists(db: &mut Db, id: OfferingId, facts: &mut Facts) -> Result<()> {
    let languages: Vec<String> = offering_language::table
        .filter(offering_language::offering_id.eq(id))
        .order(offering_language::language)
        .select(offering_language::language)
        .load(db)?;
    facts.set("languages", languages.join(","));
    let skills: Vec<(String, Option<i32>, Option<i32>)> = offering_skill::table
        .filter(offering_skill::offering_id.eq(id))
        .select((offering_skill::skill, offering_skill::level_in, offering_skill::level_out))
        .load(db)?;
    for (skill, level_in, level_out) in skills {
        set_skill(facts, &skill, level_in, level_out);
    }
    let rules: Vec<(RuleKind, String)> = offering_rule::table
        .filter(offering_rule::offering_id.eq(id))
        .order((offering_rule::kind, offering_rule::ordinal, offering_rule::id))
        .select((offering_rule::kind, offering_rule::value))
        .load(db)?;
    for (kind, value) in rules {
        let field = format!("rule.{kind}");
        let before = facts.get(&field).map(|known| format!("{known},")).unwrap_or_default();
        facts.set(field, format!("{before}{value}"));
    }
    let costs: Vec<(CostItem, Payer)> = offering_cost::table
        .filter(offering_cost::offering_id.eq(id))
        .select((offering_cost::item, offering_cost::payer))
        .load(db)?;
    for (item, payer) in costs {
        facts.set(format!("cost.{item}"), payer);
    }
    Ok(())
}

/// Whose a course is, with its code and title.
///
/// # Errors
/// The database's.
pub fn find_course(db: &mut Db, id: CourseId, language: &str) -> Result<Option<(OrgId, String, Text)>> {
    let found: Option<(OrgId, String)> = course::table
        .filter(course::id.eq(id))
        .select((course::org_id, course::code))
        .first(db)
        .optional()?;
    let Some((org, code)) = found else { return Ok(None) };
    let titles: Vec<(CourseId, String, bool, String)> = course_text::table
        .filter(course_text::course_id.eq(id))
        .select((
            course_text::course_id,
            course_text::language,
            course_text::is_original,
            course_text::title,
        ))
        .load(db)?;
    Ok(Some((org, code, choose(&titles, id, language))))
}
