//! Queries over slots and their periods.

pub mod facts;
mod own;
mod revise;

pub use own::{Defaults, NewSlot, defaults, get_own, get_texts, insert, list_own, names};
pub use revise::{RevisionIds, Saved, save};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{CleanGrade, Condition, Period, Slot, SlotDetail, SlotState, Visibility};
use crate::catalogue::store::{TaughtRow, Texts, choose, languages_of, organisation_names, split, taught_of};
use crate::catalogue::{FeeKind, Text};
use crate::db::dialect::{holds_tokens, one_of};
use crate::db::schema::{search_document, slot, slot_condition, slot_language, slot_period, slot_skill, slot_text};
use crate::db::{Db, MultiBackend, Result};
use crate::kernel::page::{PAGE_SIZE, PageNumber};
use crate::kernel::{Actor, OrgId, SlotId, SlotPeriodId, UtcTime};
use crate::network::CountryCode;
use crate::skills::SkillCode;
use crate::words::tokens::tokens;

/// What a visitor looks for among the placements.
#[derive(Debug, Clone, Default)]
pub struct SlotFilter {
    pub words: String,
    pub skills: Vec<SkillCode>,
    pub countries: Vec<CountryCode>,
    pub page: Option<PageNumber>,
}

/// A page of slots.
#[derive(Debug, Clone)]
pub struct FoundSlots {
    pub total: i64,
    pub slots: Vec<Slot>,
    /// Countries with slots to come, whatever country is asked for.
    pub countries: Vec<(CountryCode, i64)>,
    /// Skills with slots to come, whatever skill is asked for.
    pub skills: Vec<(SkillCode, i64)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = slot)]
struct Row {
    id: SlotId,
    org_id: OrgId,
    code: String,
    state: SlotState,
    country: Option<CountryCode>,
    place: Option<String>,
    zone: String,
    clean_grade: Option<CleanGrade>,
    containment: Option<i32>,
    product_type: Option<String>,
    lead_days: Option<i32>,
    fee_kind: FeeKind,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = slot_period)]
struct PeriodRow {
    id: SlotPeriodId,
    slot_id: SlotId,
    from_on: NaiveDate,
    to_on: NaiveDate,
    places: i32,
    held: i32,
}

impl From<PeriodRow> for Period {
    fn from(row: PeriodRow) -> Self {
        Self {
            id: row.id,
            slot: row.slot_id,
            from: row.from_on,
            to: row.to_on,
            places: row.places,
            held: row.held,
        }
    }
}

type Query<'a> = slot::BoxedQuery<'a, MultiBackend>;

/// Published slots that everybody may see and that have a period to come.
fn to_come(today: NaiveDate) -> Query<'static> {
    let coming = slot_period::table
        .filter(slot_period::state.eq("open"))
        .filter(slot_period::from_on.gt(today))
        .select(slot_period::slot_id);
    slot::table
        .filter(slot::state.eq(SlotState::Published))
        .filter(slot::visibility.eq(Visibility::Network))
        .filter(slot::id.eq_any(coming))
        .into_boxed()
}

fn with_words(query: Query<'static>, words: &str) -> Query<'static> {
    match holds_tokens(&tokens(words)) {
        None => query,
        Some(holds) => query.filter(one_of(
            slot::id,
            search_document::table
                .filter(search_document::kind.eq("slot"))
                .filter(holds)
                .select(search_document::entity_id),
        )),
    }
}

fn practising(query: Query<'static>, skills: &[SkillCode]) -> Query<'static> {
    if skills.is_empty() {
        return query;
    }
    query.filter(
        slot::id.eq_any(
            slot_skill::table
                .filter(slot_skill::skill.eq_any(skills.to_vec()))
                .select(slot_skill::slot_id),
        ),
    )
}

fn at(query: Query<'static>, countries: &[CountryCode]) -> Query<'static> {
    if countries.is_empty() {
        query
    } else {
        query.filter(slot::country.eq_any(countries.to_vec()))
    }
}

/// Finds what is asked for, newest first.
///
/// # Errors
/// The database's.
pub fn search(db: &mut Db, filter: &SlotFilter, language: &str, now: UtcTime) -> Result<FoundSlots> {
    let today = now.day();
    let all = || with_words(to_come(today), &filter.words);
    let matching = || at(practising(all(), &filter.skills), &filter.countries);
    let total = matching().count().get_result(db)?;
    let page = filter.page.unwrap_or(PageNumber::new(1));
    let ids: Vec<SlotId> = matching()
        .order((slot::published_at.desc(), slot::id))
        .limit(PAGE_SIZE)
        .offset(page.offset())
        .select(slot::id)
        .load(db)?;
    let countries: Vec<(Option<CountryCode>, i64)> = slot::table
        .filter(one_of(slot::id, practising(all(), &filter.skills).select(slot::id)))
        .group_by(slot::country)
        .select((slot::country, diesel::dsl::count_star()))
        .load(db)?;
    let skills = slot_skill::table
        .filter(one_of(slot_skill::slot_id, at(all(), &filter.countries).select(slot::id)))
        .group_by(slot_skill::skill)
        .select((slot_skill::skill, diesel::dsl::count_star()))
        .load(db)?;
    Ok(FoundSlots {
        total,
        slots: list_by_id(db, &ids, language, today)?,
        countries: countries
            .into_iter()
            .filter_map(|(country, count)| country.map(|country| (country, count)))
            .collect(),
        skills,
    })
}

/// How many slots with a period to come there are, and how many of their places are free.
///
/// # Errors
/// The database's.
pub fn count_free(db: &mut Db, today: NaiveDate) -> Result<(i64, i64)> {
    let slots = to_come(today).count().get_result(db)?;
    let periods: Vec<(i32, i32)> = slot_period::table
        .filter(slot_period::state.eq("open"))
        .filter(slot_period::from_on.gt(today))
        .filter(one_of(slot_period::slot_id, to_come(today).select(slot::id)))
        .select((slot_period::places, slot_period::held))
        .load(db)?;
    Ok((slots, periods.iter().map(|(places, held)| i64::from((places - held).max(0))).sum()))
}

/// Slots with what a list shows of them, in the order of the ids.
///
/// # Errors
/// The database's.
pub fn list_by_id(db: &mut Db, ids: &[SlotId], language: &str, today: NaiveDate) -> Result<Vec<Slot>> {
    let rows: Vec<Row> = slot::table.filter(slot::id.eq_any(ids)).select(Row::as_select()).load(db)?;
    let orgs: Vec<OrgId> = rows.iter().map(|row| row.org_id).collect();
    let names = organisation_names(db, &orgs, language)?;
    let texts: Texts<SlotId> = slot_text::table
        .filter(slot_text::slot_id.eq_any(ids))
        .filter(slot_text::language.eq(language).or(slot_text::is_original.eq(true)))
        .select((
            slot_text::slot_id,
            slot_text::language,
            slot_text::is_original,
            slot_text::title,
            slot_text::summary,
        ))
        .load(db)?;
    let (titles, summaries) = split(texts);
    let languages: Vec<(SlotId, String)> = slot_language::table
        .filter(slot_language::slot_id.eq_any(ids))
        .order((slot_language::slot_id, slot_language::language))
        .select((slot_language::slot_id, slot_language::language))
        .load(db)?;
    let skills: Vec<TaughtRow<SlotId>> = slot_skill::table
        .filter(slot_skill::slot_id.eq_any(ids))
        .order((slot_skill::slot_id, slot_skill::skill))
        .select((slot_skill::slot_id, slot_skill::skill, slot_skill::level_in, slot_skill::level_out))
        .load(db)?;
    let periods: Vec<PeriodRow> = slot_period::table
        .filter(slot_period::slot_id.eq_any(ids))
        .filter(slot_period::state.eq("open"))
        .filter(slot_period::from_on.gt(today))
        .order((slot_period::from_on, slot_period::id))
        .select(PeriodRow::as_select())
        .load(db)?;
    let periods: Vec<Period> = periods.into_iter().map(Period::from).collect();
    let mut slots: Vec<Slot> = rows
        .into_iter()
        .map(|row| Slot {
            id: row.id,
            org: row.org_id,
            code: row.code,
            state: row.state,
            title: choose(&titles, row.id, language),
            summary: choose(&summaries, row.id, language),
            facility: choose(&names, row.org_id, language),
            country: row.country,
            place: row.place,
            zone: row.zone,
            clean_grade: row.clean_grade,
            containment: row.containment,
            product_type: row.product_type,
            lead_days: row.lead_days,
            fee: row.fee_kind,
            languages: languages_of(&languages, row.id),
            skills: taught_of(&skills, row.id),
            periods: periods.iter().filter(|period| period.slot == row.id).copied().collect(),
        })
        .collect();
    slots.sort_by_key(|slot| ids.iter().position(|id| *id == slot.id));
    Ok(slots)
}

/// Everything about a slot that this visitor may see.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is none or it is not theirs to see.
pub fn get(db: &mut Db, id: SlotId, actor: Option<&Actor>, language: &str, today: NaiveDate) -> Result<SlotDetail> {
    let (org, state, visibility, contact, updated_at): (OrgId, SlotState, Visibility, Option<String>, UtcTime) = slot::table
        .filter(slot::id.eq(id))
        .select((slot::org_id, slot::state, slot::visibility, slot::contact, slot::updated_at))
        .first(db)?;
    let is_member = actor.is_some_and(|actor| actor.membership(org).is_some());
    let is_public = state != SlotState::Draft && visibility == Visibility::Network;
    let found = list_by_id(db, &[id], language, today)?
        .into_iter()
        .next()
        .filter(|_| is_public || is_member);
    let bodies: Vec<(SlotId, String, bool, String)> = slot_text::table
        .filter(slot_text::slot_id.eq(id))
        .select((slot_text::slot_id, slot_text::language, slot_text::is_original, slot_text::body))
        .load(db)?;
    let conditions: Vec<(String, Option<i32>, String)> = slot_condition::table
        .filter(slot_condition::slot_id.eq(id))
        .order(slot_condition::kind)
        .select((slot_condition::kind, slot_condition::lead_days, slot_condition::note))
        .load(db)?;
    let body: Text = choose(&bodies, id, language);
    Ok(SlotDetail {
        slot: found.ok_or(crate::db::Error::NotFound)?,
        body,
        conditions: conditions
            .into_iter()
            .map(|(kind, lead_days, note)| Condition { kind, lead_days, note })
            .collect(),
        contact,
        visibility,
        updated_at,
    })
}

/// The newest published slots.
///
/// # Errors
/// The database's.
pub fn list_newest(db: &mut Db, most: i64, language: &str, today: NaiveDate) -> Result<Vec<Slot>> {
    let ids: Vec<SlotId> = to_come(today)
        .order((slot::published_at.desc(), slot::id))
        .limit(most)
        .select(slot::id)
        .load(db)?;
    list_by_id(db, &ids, language, today)
}

/// What a facility advertises, newest first.
///
/// # Errors
/// The database's.
pub fn list_of_org(db: &mut Db, org: OrgId, language: &str, today: NaiveDate) -> Result<Vec<Slot>> {
    let ids: Vec<SlotId> = to_come(today)
        .filter(slot::org_id.eq(org))
        .order((slot::published_at.desc(), slot::id))
        .limit(60)
        .select(slot::id)
        .load(db)?;
    list_by_id(db, &ids, language, today)
}

/// Slots in which a skill is practised, newest first.
///
/// # Errors
/// The database's.
pub fn list_practising(db: &mut Db, skill: SkillCode, most: i64, language: &str, today: NaiveDate) -> Result<Vec<Slot>> {
    let ids: Vec<SlotId> = practising(to_come(today), &[skill])
        .order((slot::published_at.desc(), slot::id))
        .limit(most)
        .select(slot::id)
        .load(db)?;
    list_by_id(db, &ids, language, today)
}

/// The slots that some periods belong to.
///
/// # Errors
/// The database's.
pub fn list_of_periods(db: &mut Db, periods: &[SlotPeriodId], language: &str, today: NaiveDate) -> Result<Vec<(SlotPeriodId, Slot)>> {
    let owners: Vec<(SlotPeriodId, SlotId)> = slot_period::table
        .filter(slot_period::id.eq_any(periods))
        .select((slot_period::id, slot_period::slot_id))
        .load(db)?;
    let ids: Vec<SlotId> = owners.iter().map(|(_, slot)| *slot).collect();
    let slots = list_by_id(db, &ids, language, today)?;
    Ok(owners
        .into_iter()
        .filter_map(|(period, owner)| slots.iter().find(|slot| slot.id == owner).map(|slot| (period, slot.clone())))
        .collect())
}
