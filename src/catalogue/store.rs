//! Queries over courses and offerings.

mod coming;
mod courses;
pub mod dates;
mod documents;
pub mod facts;
mod find;
pub mod publish;
mod rows;
mod search;
mod texts;

pub use coming::{count_seats, list_of_org, list_teaching};
pub use courses::get_course;
pub use find::{OwnCourse, OwnRun, get_own_course, get_own_run, get_whereabouts, list_hosts, list_own_courses, list_unfinished};
pub use search::{Facets, Found, count_matching, search};
pub use texts::organisation_names;
pub(crate) use texts::{TaughtRow, Texts, Titled, choose, languages_of, level, split, taught_of};

use diesel::prelude::*;

use super::{
    Capacity, CapacityKind, Cost, CostItem, Deadline, FeeKind, Mode, Offering, OfferingDetail, OfferingState, Payer, Rule, RuleKind,
    Segment, SegmentKind, Text,
};
use crate::db::schema::{course_text, offering, offering_cost, offering_language, offering_rule, offering_skill, offering_text, segment};
use crate::db::{Db, Result};
use crate::kernel::money::Money;
use crate::kernel::{Actor, CourseId, Day, OfferingId, OrgId, Precision, UtcTime};
use crate::network::CountryCode;

#[derive(Queryable, Selectable)]
#[diesel(table_name = offering)]
struct Row {
    id: OfferingId,
    course_id: CourseId,
    org_id: OrgId,
    code: String,
    state: OfferingState,
    mode: Mode,
    country: Option<CountryCode>,
    place: Option<String>,
    zone: String,
    starts_on: Option<chrono::NaiveDate>,
    starts_precision: Precision,
    ends_on: Option<chrono::NaiveDate>,
    ends_precision: Precision,
    deadline_local: Option<String>,
    deadline_zone: Option<String>,
    deadline_at: Option<UtcTime>,
    capacity_kind: CapacityKind,
    capacity: i32,
    held: i32,
    fee_kind: FeeKind,
    fee_minor: Option<i64>,
    currency: Option<String>,
    is_external: bool,
}

fn money(minor: Option<i64>, currency: Option<String>) -> Option<Money> {
    minor.zip(currency).map(|(minor, currency)| Money { minor, currency })
}

/// Offerings with what a list shows of them, in the order of the ids.
///
/// # Errors
/// The database's.
pub fn list_by_id(db: &mut Db, ids: &[OfferingId], language: &str) -> Result<Vec<Offering>> {
    let rows: Vec<Row> = offering::table.filter(offering::id.eq_any(ids)).select(Row::as_select()).load(db)?;
    let courses: Vec<CourseId> = rows.iter().map(|row| row.course_id).collect();
    let orgs: Vec<OrgId> = rows.iter().map(|row| row.org_id).collect();
    let names = organisation_names(db, &orgs, language)?;
    let course_texts: Texts<CourseId> = course_text::table
        .filter(course_text::course_id.eq_any(&courses))
        .filter(course_text::language.eq(language).or(course_text::is_original.eq(true)))
        .select((
            course_text::course_id,
            course_text::language,
            course_text::is_original,
            course_text::title,
            course_text::summary,
        ))
        .load(db)?;
    let own_texts: Texts<OfferingId> = offering_text::table
        .filter(offering_text::offering_id.eq_any(ids))
        .filter(offering_text::language.eq(language).or(offering_text::is_original.eq(true)))
        .select((
            offering_text::offering_id,
            offering_text::language,
            offering_text::is_original,
            offering_text::title,
            offering_text::summary,
        ))
        .load(db)?;
    let (course_titles, course_summaries) = split(course_texts);
    let (own_titles, own_summaries) = split(own_texts);
    let languages: Vec<(OfferingId, String)> = offering_language::table
        .filter(offering_language::offering_id.eq_any(ids))
        .order((offering_language::offering_id, offering_language::language))
        .select((offering_language::offering_id, offering_language::language))
        .load(db)?;
    let skills: Vec<TaughtRow<OfferingId>> = offering_skill::table
        .filter(offering_skill::offering_id.eq_any(ids))
        .order((offering_skill::offering_id, offering_skill::skill))
        .select((
            offering_skill::offering_id,
            offering_skill::skill,
            offering_skill::level_in,
            offering_skill::level_out,
        ))
        .load(db)?;
    let or_course = |own: Text, course: Text| if own.text.is_empty() { course } else { own };
    let mut offerings: Vec<Offering> = rows
        .into_iter()
        .map(|row| Offering {
            id: row.id,
            course: row.course_id,
            org: row.org_id,
            code: row.code,
            state: row.state,
            title: or_course(
                choose(&own_titles, row.id, language),
                choose(&course_titles, row.course_id, language),
            ),
            summary: or_course(
                choose(&own_summaries, row.id, language),
                choose(&course_summaries, row.course_id, language),
            ),
            provider: choose(&names, row.org_id, language),
            mode: row.mode,
            country: row.country,
            place: row.place,
            zone: row.zone,
            starts: Day::new(row.starts_on, row.starts_precision),
            ends: Day::new(row.ends_on, row.ends_precision),
            deadline: deadline(row.deadline_local, row.deadline_zone, row.deadline_at),
            capacity: Capacity {
                kind: row.capacity_kind,
                seats: row.capacity,
                held: row.held,
            },
            fee: row.fee_kind,
            price: money(row.fee_minor, row.currency),
            languages: languages_of(&languages, row.id),
            skills: taught_of(&skills, row.id),
            is_external: row.is_external,
        })
        .collect();
    offerings.sort_by_key(|offering| ids.iter().position(|id| *id == offering.id));
    Ok(offerings)
}

fn deadline(local: Option<String>, zone: Option<String>, at: Option<UtcTime>) -> Option<Deadline> {
    Some(Deadline {
        local: parse_local(&local?)?,
        zone: zone?,
        at: at?,
    })
}

/// A local time as it is stored, with or without seconds.
fn parse_local(local: &str) -> Option<chrono::NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| chrono::NaiveDateTime::parse_from_str(local, form).ok())
}

/// May this visitor see an offering of this organisation in this state?
fn is_visible(actor: Option<&Actor>, org: OrgId, state: OfferingState) -> bool {
    state.is_public() || actor.is_some_and(|actor| actor.membership(org).is_some())
}

/// Everything about an offering that this visitor may see.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none or it is not theirs to see.
pub fn get(db: &mut Db, id: OfferingId, actor: Option<&Actor>, language: &str) -> Result<OfferingDetail> {
    let found = list_by_id(db, &[id], language)?
        .into_iter()
        .next()
        .filter(|found| is_visible(actor, found.org, found.state));
    let main = found.ok_or(crate::db::Error::NotFound)?;
    let (contact, source_url, published_at, updated_at): (Option<String>, Option<String>, Option<UtcTime>, UtcTime) = offering::table
        .filter(offering::id.eq(id))
        .select((
            offering::contact,
            offering::source_url,
            offering::published_at,
            offering::updated_at,
        ))
        .first(db)?;
    // a draft that was called off was never public
    if main.state == OfferingState::Cancelled && published_at.is_none() && !is_visible(actor, main.org, OfferingState::Draft) {
        return Err(crate::db::Error::NotFound);
    }
    let own_bodies: Titled<OfferingId> = offering_text::table
        .filter(offering_text::offering_id.eq(id))
        .filter(offering_text::body.ne(""))
        .select((
            offering_text::offering_id,
            offering_text::language,
            offering_text::is_original,
            offering_text::body,
        ))
        .load(db)?;
    let course_bodies: Titled<CourseId> = course_text::table
        .filter(course_text::course_id.eq(main.course))
        .select((
            course_text::course_id,
            course_text::language,
            course_text::is_original,
            course_text::body,
        ))
        .load(db)?;
    let own_body = choose(&own_bodies, id, language);
    let body = if own_body.text.is_empty() {
        choose(&course_bodies, main.course, language)
    } else {
        own_body
    };
    let sibling_ids: Vec<OfferingId> = offering::table
        .filter(offering::course_id.eq(main.course))
        .filter(offering::id.ne(id))
        .filter(offering::state.eq_any(OfferingState::OPEN))
        .order((offering::starts_on.is_null(), offering::starts_on, offering::id))
        .limit(6)
        .select(offering::id)
        .load(db)?;
    Ok(OfferingDetail {
        body,
        segments: list_segments(db, id, language)?,
        rules: list_rules(db, id)?,
        costs: list_costs(db, id)?,
        contact,
        source_url,
        published_at,
        updated_at,
        siblings: list_by_id(db, &sibling_ids, language)?,
        offering: main,
    })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = segment)]
struct SegmentRow {
    kind: SegmentKind,
    country: Option<CountryCode>,
    place: Option<String>,
    host_org_id: Option<OrgId>,
    host_name: Option<String>,
    starts_on: Option<chrono::NaiveDate>,
    starts_precision: Precision,
    ends_on: Option<chrono::NaiveDate>,
    ends_precision: Precision,
    zone: String,
    note: String,
}

fn list_segments(db: &mut Db, id: OfferingId, language: &str) -> Result<Vec<Segment>> {
    let rows: Vec<SegmentRow> = segment::table
        .filter(segment::offering_id.eq(id))
        .order((segment::ordinal, segment::id))
        .select(SegmentRow::as_select())
        .load(db)?;
    let hosts: Vec<OrgId> = rows.iter().filter_map(|row| row.host_org_id).collect();
    let names = organisation_names(db, &hosts, language)?;
    Ok(rows
        .into_iter()
        .map(|row| Segment {
            kind: row.kind,
            country: row.country,
            place: row.place,
            host: match row.host_org_id {
                Some(org) => Some((Some(org), choose(&names, org, language).text)),
                None => row.host_name.map(|name| (None, name)),
            },
            starts: Day::new(row.starts_on, row.starts_precision),
            ends: Day::new(row.ends_on, row.ends_precision),
            zone: row.zone,
            note: row.note,
        })
        .collect())
}

fn list_rules(db: &mut Db, id: OfferingId) -> Result<Vec<Rule>> {
    let rows: Vec<(RuleKind, String, Option<i32>)> = offering_rule::table
        .filter(offering_rule::offering_id.eq(id))
        .order((offering_rule::ordinal, offering_rule::id))
        .select((offering_rule::kind, offering_rule::value, offering_rule::level))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(kind, value, stored)| Rule {
            kind,
            value,
            level: level(stored),
        })
        .collect())
}

fn list_costs(db: &mut Db, id: OfferingId) -> Result<Vec<Cost>> {
    let rows: Vec<(CostItem, Payer, Option<i64>, Option<String>, String)> = offering_cost::table
        .filter(offering_cost::offering_id.eq(id))
        .select((
            offering_cost::item,
            offering_cost::payer,
            offering_cost::amount_minor,
            offering_cost::currency,
            offering_cost::note,
        ))
        .load(db)?;
    let mut costs: Vec<Cost> = rows
        .into_iter()
        .map(|(item, payer, minor, currency, note)| Cost {
            item,
            payer,
            amount: money(minor, currency),
            note,
        })
        .collect();
    costs.sort_by_key(|cost| cost.item);
    Ok(costs)
}
