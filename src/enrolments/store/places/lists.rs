//! Places as their people and the facilities see them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::catalogue::Text;
use crate::db::schema::{person, place, slot, slot_period};
use crate::db::{Db, Result};
use crate::enrolments::{HostReason, Place, PlaceState};
use crate::kernel::{OrgId, PersonId, PlaceId, SlotId, SlotPeriodId, UtcTime};
use crate::network::{CountryCode, Sector};
use crate::people::store::{Recipient, find_recipient};
use crate::placements;

type Row = (
    PlaceId,
    SlotPeriodId,
    OrgId,
    Option<PersonId>,
    Option<OrgId>,
    PlaceState,
    Option<UtcTime>,
    Option<String>,
    String,
    UtcTime,
    UtcTime,
);

fn to_place(row: Row) -> Place {
    let (id, period, org, person, for_org, state, offer_expires_at, reason, note, created_at, state_at) = row;
    Place {
        id,
        period,
        org,
        person,
        for_org,
        state,
        offer_expires_at,
        // days that are called off have reasons of another set
        reason: reason.and_then(|code| code.parse::<HostReason>().ok()),
        note,
        created_at,
        state_at,
    }
}

macro_rules! columns {
    () => {
        (
            place::id,
            place::slot_period_id,
            place::org_id,
            place::person_id,
            place::for_org_id,
            place::state,
            place::offer_expires_at,
            place::reason_code,
            place::note,
            place::created_at,
            place::state_at,
        )
    };
}

/// # Errors
/// The database's.
pub fn find(db: &mut Db, id: PlaceId) -> Result<Option<Place>> {
    Ok(place::table
        .filter(place::id.eq(id))
        .select(columns!())
        .first::<Row>(db)
        .optional()?
        .map(to_place))
}

/// A person's own place with what it is a place in.
#[derive(Debug, Clone)]
pub struct OwnPlace {
    pub place: Place,
    pub slot: SlotId,
    pub title: Text,
    pub facility: Text,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The zone of the facility.
    pub zone: String,
}

/// A person's places and applications, those that changed last first.
///
/// # Errors
/// The database's.
pub fn list_of_person(db: &mut Db, id: PersonId, language: &str) -> Result<Vec<OwnPlace>> {
    list_own(db, id, None, language)
}

/// A person's places and applications at one slot, those that changed last first.
///
/// # Errors
/// The database's.
pub fn list_own_at(db: &mut Db, id: PersonId, at: SlotId, language: &str) -> Result<Vec<OwnPlace>> {
    list_own(db, id, Some(at), language)
}

fn list_own(db: &mut Db, id: PersonId, at: Option<SlotId>, language: &str) -> Result<Vec<OwnPlace>> {
    let mut query = place::table
        .inner_join(slot_period::table.inner_join(slot::table))
        .filter(place::person_id.eq(id))
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(at) = at {
        query = query.filter(slot::id.eq(at));
    }
    let rows: Vec<(Row, SlotId, NaiveDate, NaiveDate, String)> = query
        .order((place::state_at.desc(), place::id))
        .limit(100)
        .select((columns!(), slot::id, slot_period::from_on, slot_period::to_on, slot::zone))
        .load(db)?;
    let slots: Vec<SlotId> = rows.iter().map(|row| row.1).collect();
    let names = placements::store::names(db, &slots, language)?;
    Ok(rows
        .into_iter()
        .map(|(row, slot, from, to, zone)| {
            let (title, facility) = names.get(&slot).cloned().unwrap_or_default();
            OwnPlace {
                place: to_place(row),
                slot,
                title,
                facility,
                from,
                to,
                zone,
            }
        })
        .collect())
}

/// Somebody who applied, as the facility may see them: no address.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub place: Place,
    pub name: String,
    pub country: Option<CountryCode>,
    pub sector: Option<Sector>,
}

/// Who applied for the periods of a slot of this organisation, whatever became of it; the earliest first.
///
/// # Errors
/// The database's.
pub fn list_applicants(db: &mut Db, org: OrgId, of: SlotId) -> Result<Vec<Applicant>> {
    let rows: Vec<(Row, String, Option<CountryCode>, Option<Sector>)> = place::table
        .inner_join(slot_period::table)
        .inner_join(person::table)
        .filter(place::org_id.eq(org))
        .filter(slot_period::slot_id.eq(of))
        .filter(place::state.ne(PlaceState::Draft))
        .order((slot_period::from_on, place::created_at, place::id))
        .limit(400)
        .select((columns!(), person::name, person::country, person::sector))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(row, name, country, sector)| Applicant {
            place: to_place(row),
            name,
            country,
            sector,
        })
        .collect())
}

/// The live places and applications of a period, in the order of their ids.
///
/// # Errors
/// The database's.
pub fn list_live_of(db: &mut Db, of: SlotPeriodId) -> Result<Vec<Place>> {
    let rows: Vec<Row> = place::table
        .filter(place::slot_period_id.eq(of))
        .filter(place::state.eq_any(live()))
        .order(place::id)
        .select(columns!())
        .load(db)?;
    Ok(rows.into_iter().map(to_place).collect())
}

/// The states that something can still follow.
pub(super) fn live() -> Vec<PlaceState> {
    PlaceState::ALL.iter().copied().filter(|state| !state.is_end()).collect()
}

/// How many applications of each period of an organisation wait for its answer; periods without any are left out.
///
/// # Errors
/// The database's.
pub fn count_waiting(db: &mut Db, org: OrgId) -> Result<BTreeMap<SlotPeriodId, i64>> {
    Ok(place::table
        .filter(place::org_id.eq(org))
        .filter(place::state.eq_any(PlaceState::WAITING))
        .group_by(place::slot_period_id)
        .select((place::slot_period_id, diesel::dsl::count_star()))
        .load::<(SlotPeriodId, i64)>(db)?
        .into_iter()
        .collect())
}

/// Whom a letter about a place goes to, and what it speaks of.
#[derive(Debug, Clone)]
pub struct Addressee {
    pub recipient: Recipient,
    pub place: PlaceId,
    pub org: OrgId,
    pub title: String,
    pub facility: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub zone: String,
}

/// The person of a place, where they have an account and an address that they have proved.
///
/// # Errors
/// The database's.
pub fn find_addressee(db: &mut Db, id: PlaceId) -> Result<Option<Addressee>> {
    type Found = (Option<PersonId>, OrgId, SlotId, NaiveDate, NaiveDate, String);
    let found: Option<Found> = place::table
        .inner_join(slot_period::table.inner_join(slot::table))
        .filter(place::id.eq(id))
        .select((
            place::person_id,
            place::org_id,
            slot::id,
            slot_period::from_on,
            slot_period::to_on,
            slot::zone,
        ))
        .first(db)
        .optional()?;
    let Some((Some(person), org, slot, from, to, zone)) = found else {
        return Ok(None);
    };
    let Some(recipient) = find_recipient(db, person)? else {
        return Ok(None);
    };
    let names = placements::store::names(db, &[slot], recipient.language.as_deref().unwrap_or("en"))?;
    let (title, facility) = names.get(&slot).cloned().unwrap_or_default();
    Ok(Some(Addressee {
        recipient,
        place: id,
        org,
        title: title.text,
        facility: facility.text,
        from,
        to,
        zone,
    }))
}

/// The slot that a place is at.
///
/// # Errors
/// [`crate::db::Error::NotFound`] where there is no such place.
pub fn get_slot(db: &mut Db, id: PlaceId) -> Result<SlotId> {
    Ok(place::table
        .inner_join(slot_period::table)
        .filter(place::id.eq(id))
        .select(slot_period::slot_id)
        .first(db)?)
}
