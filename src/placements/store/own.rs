//! What a facility does with its own slots. A command locks the slot first and then its periods, in the order of their ids.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::revise::index;
use super::{PeriodRow, facts};
use crate::catalogue::store::{choose, organisation_names};
use crate::catalogue::{FeeKind, Text};
use crate::db::dialect::lock;
use crate::db::schema::{organisation, slot, slot_condition, slot_language, slot_period, slot_skill, slot_text};
use crate::db::versions::{Topic, bump};
use crate::db::{Db, Error, Result};
use crate::kernel::{Actor, AnyId, OrgId, SlotId, SlotPeriodId, TransitionId, UtcTime, text};
use crate::network::{CountryCode, Places};
use crate::placements::forms::{CheckedSlot, NewPeriod};
use crate::placements::{CleanGrade, OwnPeriod, OwnSlot, PeriodState, SlotState, SlotTexts, Visibility};
use crate::trail::{self, Facts, Transition, differences};
use crate::words::Words;

/// Title and facility of slots, in the reader's language where there is one.
///
/// # Errors
/// The database's.
pub fn names(db: &mut Db, ids: &[SlotId], language: &str) -> Result<BTreeMap<SlotId, (Text, Text)>> {
    let rows: Vec<(SlotId, OrgId)> = slot::table.filter(slot::id.eq_any(ids)).select((slot::id, slot::org_id)).load(db)?;
    let orgs: Vec<OrgId> = rows.iter().map(|row| row.1).collect();
    let facilities = organisation_names(db, &orgs, language)?;
    let titles: Vec<(SlotId, String, bool, String)> = slot_text::table
        .filter(slot_text::slot_id.eq_any(ids))
        .filter(slot_text::language.eq(language).or(slot_text::is_original.eq(true)))
        .select((slot_text::slot_id, slot_text::language, slot_text::is_original, slot_text::title))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, org)| (id, (choose(&titles, id, language), choose(&facilities, org, language))))
        .collect())
}

/// A facility's slots, those changed last first, with the periods that have not ended.
///
/// # Errors
/// The database's.
pub fn list_own(db: &mut Db, org: OrgId, language: &str, today: NaiveDate) -> Result<Vec<OwnSlot>> {
    list(db, org, None, language, today)
}

/// One of a facility's slots.
///
/// # Errors
/// [`Error::NotFound`] where there is none or it is another's.
pub fn get_own(db: &mut Db, org: OrgId, id: SlotId, language: &str, today: NaiveDate) -> Result<OwnSlot> {
    list(db, org, Some(id), language, today)?.pop().ok_or(Error::NotFound)
}

type Row = (SlotId, String, SlotState, Visibility, String, UtcTime);

fn list(db: &mut Db, org: OrgId, only: Option<SlotId>, language: &str, today: NaiveDate) -> Result<Vec<OwnSlot>> {
    let mut query = slot::table.filter(slot::org_id.eq(org)).into_boxed::<crate::db::MultiBackend>();
    if let Some(id) = only {
        query = query.filter(slot::id.eq(id));
    }
    let rows: Vec<Row> = query
        .order((slot::updated_at.desc(), slot::id))
        .limit(100)
        .select((slot::id, slot::code, slot::state, slot::visibility, slot::zone, slot::updated_at))
        .load(db)?;
    let ids: Vec<SlotId> = rows.iter().map(|row| row.0).collect();
    let titles = names(db, &ids, language)?;
    let periods: Vec<(PeriodRow, i32, PeriodState)> = slot_period::table
        .filter(slot_period::slot_id.eq_any(&ids))
        .filter(slot_period::state.ne(PeriodState::Cancelled))
        .filter(slot_period::to_on.ge(today))
        .order((slot_period::from_on, slot_period::id))
        .select((PeriodRow::as_select(), slot_period::overbooked, slot_period::state))
        .load(db)?;
    let periods: Vec<OwnPeriod> = periods
        .into_iter()
        .map(|(row, overbooked, state)| OwnPeriod {
            period: row.into(),
            state,
            overbooked,
        })
        .collect();
    Ok(rows
        .into_iter()
        .map(|(id, code, state, visibility, zone, updated_at)| OwnSlot {
            id,
            org,
            code,
            state,
            visibility,
            title: titles.get(&id).map(|(title, _)| title.clone()).unwrap_or_default(),
            zone,
            updated_at,
            periods: periods.iter().filter(|own| own.period.slot == id).copied().collect(),
        })
        .collect())
}

/// The texts of a slot as they were written: those of the original.
///
/// # Errors
/// [`Error::NotFound`] where there is no such slot.
pub fn get_texts(db: &mut Db, id: SlotId) -> Result<SlotTexts> {
    let (language, title, summary, body, contact) = slot_text::table
        .inner_join(slot::table)
        .filter(slot_text::slot_id.eq(id))
        .filter(slot_text::is_original.eq(true))
        .select((
            slot_text::language,
            slot_text::title,
            slot_text::summary,
            slot_text::body,
            slot::contact,
        ))
        .first::<(String, String, String, String, Option<String>)>(db)?;
    Ok(SlotTexts {
        language,
        title,
        summary,
        body,
        contact,
    })
}

/// What a new slot of a facility begins with: what is known of the facility, and what its last slot said.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    pub zone: String,
    pub contact: Option<String>,
    /// The code that a slot would have that is published now.
    pub code: String,
    pub has_slot: bool,
    pub clean_grade: Option<CleanGrade>,
    pub containment: Option<i32>,
    pub product_type: Option<String>,
    pub fee: Option<FeeKind>,
    pub floor: Vec<String>,
    pub conditions: Vec<(String, Option<i32>)>,
}

type OrgRow = (Option<CountryCode>, Option<String>, Option<String>, Option<String>);
type LastRow = (SlotId, Option<CleanGrade>, Option<i32>, Option<String>, FeeKind, Option<String>);

/// # Errors
/// [`Error::NotFound`] where there is no such organisation.
pub fn defaults(db: &mut Db, org: OrgId) -> Result<Defaults> {
    let (country, place, zone, contact): OrgRow = organisation::table
        .filter(organisation::id.eq(org))
        .select((
            organisation::country,
            organisation::place,
            organisation::zone,
            organisation::contact,
        ))
        .first(db)?;
    let last: Option<LastRow> = slot::table
        .filter(slot::org_id.eq(org))
        .order((slot::created_at.desc(), slot::id.desc()))
        .select((
            slot::id,
            slot::clean_grade,
            slot::containment,
            slot::product_type,
            slot::fee_kind,
            slot::contact,
        ))
        .first(db)
        .optional()?;
    let of_country = country
        .and_then(|code| Places::builtin().country(code))
        .map(|known| known.zone.name().to_owned());
    let mut defaults = Defaults {
        country,
        place,
        zone: zone.or(of_country).unwrap_or_else(|| "UTC".to_owned()),
        contact,
        code: next_code(db, org)?,
        ..Defaults::default()
    };
    if let Some((id, clean_grade, containment, product_type, fee, contact)) = last {
        let floor = slot_language::table
            .filter(slot_language::slot_id.eq(id))
            .order(slot_language::language);
        let conditions = slot_condition::table.filter(slot_condition::slot_id.eq(id));
        defaults = Defaults {
            has_slot: true,
            clean_grade,
            containment,
            product_type,
            fee: Some(fee),
            contact: contact.or(defaults.contact),
            floor: floor.select(slot_language::language).load(db)?,
            conditions: conditions.select((slot_condition::kind, slot_condition::lead_days)).load(db)?,
            ..defaults
        };
    }
    Ok(defaults)
}

/// PL- and a number that no slot of the organisation has: one more than its highest.
fn next_code(db: &mut Db, org: OrgId) -> Result<String> {
    let codes: Vec<String> = slot::table.filter(slot::org_id.eq(org)).select(slot::code).load(db)?;
    let highest = codes
        .iter()
        .filter_map(|code| code.strip_prefix("PL-")?.parse::<u32>().ok())
        .max()
        .unwrap_or(0);
    Ok(format!("PL-{:03}", highest.saturating_add(1)))
}

/// A slot that is about to be published. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct NewSlot {
    pub id: SlotId,
    pub transition: TransitionId,
    pub slot: CheckedSlot,
    /// One for each of the slot's periods.
    pub periods: Vec<SlotPeriodId>,
}

/// Publishes a slot of the organisation that the actor acts for: everybody in the network sees it at once.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is no such organisation.
pub fn insert(db: &mut Db, actor: &Actor, org: OrgId, new: &NewSlot, now: UtcTime) -> Result<()> {
    // whoever publishes at the same time waits here, so that no two take the same code
    let found: Vec<OrgId> = lock(organisation::table.filter(organisation::id.eq(org)).select(organisation::id)).load(db)?;
    found.first().ok_or(Error::NotFound)?;
    let known = defaults(db, org)?;
    let draft = &new.slot;
    diesel::insert_into(slot::table)
        .values((
            slot::id.eq(new.id),
            slot::org_id.eq(org),
            slot::code.eq(&known.code),
            slot::slug.eq(text::slug(&draft.title)),
            slot::state.eq(SlotState::Published),
            slot::visibility.eq(Visibility::Network),
            slot::country.eq(known.country),
            slot::place.eq(draft.place.as_deref()),
            slot::zone.eq(&known.zone),
            (
                slot::clean_grade.eq(draft.clean_grade),
                slot::containment.eq(draft.containment),
                slot::product_type.eq(draft.product_type),
                slot::lead_days.eq(draft.conditions.iter().filter_map(|(_, days)| *days).max()),
                slot::fee_kind.eq(draft.fee),
                slot::contact.eq(Some(&draft.contact)),
            ),
            slot::created_by.eq(Some(actor.person)),
            slot::published_at.eq(Some(now)),
            slot::created_at.eq(now),
            slot::updated_at.eq(now),
        ))
        .execute(db)?;
    insert_parts(db, new)?;
    for (id, period) in new.periods.iter().zip(&draft.periods) {
        insert_period(db, org, new.id, *id, *period, now)?;
    }
    index(db, new.id)?;
    bump(db, Topic::Placements)?;
    let change = Transition {
        org: Some(org),
        changes: differences(&Facts::default(), &facts::of_slot(db, new.id)?),
        ..Transition::by(new.transition, actor, "slot", AnyId::of(new.id), None, SlotState::Published.code())
    };
    trail::store::record(db, &change, now)
}

fn insert_parts(db: &mut Db, new: &NewSlot) -> Result<()> {
    let draft = &new.slot;
    diesel::insert_into(slot_text::table)
        .values((
            slot_text::slot_id.eq(new.id),
            slot_text::language.eq(draft.language.as_str()),
            slot_text::title.eq(&draft.title),
            slot_text::summary.eq(&draft.summary),
            slot_text::body.eq(&draft.body),
            slot_text::sort_key.eq(Words::of(draft.language.as_str()).sort_key(&draft.title)),
            slot_text::is_original.eq(true),
            slot_text::is_reviewed.eq(true),
        ))
        .execute(db)?;
    for taught in &draft.skills {
        diesel::insert_into(slot_skill::table)
            .values((
                slot_skill::slot_id.eq(new.id),
                slot_skill::skill.eq(taught.skill),
                slot_skill::level_in.eq(taught.level_in.map(i32::from)),
                slot_skill::level_out.eq(taught.level_out.map(i32::from)),
            ))
            .execute(db)?;
    }
    for language in &draft.floor {
        diesel::insert_into(slot_language::table)
            .values((slot_language::slot_id.eq(new.id), slot_language::language.eq(language.as_str())))
            .execute(db)?;
    }
    for (kind, days) in &draft.conditions {
        diesel::insert_into(slot_condition::table)
            .values((
                slot_condition::slot_id.eq(new.id),
                slot_condition::kind.eq(kind.code()),
                slot_condition::lead_days.eq(*days),
            ))
            .execute(db)?;
    }
    Ok(())
}

pub(super) fn insert_period(db: &mut Db, org: OrgId, of: SlotId, id: SlotPeriodId, period: NewPeriod, now: UtcTime) -> Result<()> {
    diesel::insert_into(slot_period::table)
        .values((
            slot_period::id.eq(id),
            slot_period::org_id.eq(org),
            slot_period::slot_id.eq(of),
            slot_period::from_on.eq(period.from),
            slot_period::to_on.eq(period.to),
            slot_period::places.eq(period.places),
            slot_period::state.eq(PeriodState::Open),
            slot_period::created_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}
