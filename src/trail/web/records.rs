//! What a history is of: whose the record is, what it is called, and where one works on it.

use crate::catalogue::Text;
use crate::catalogue::store::{self as catalogue, choose, organisation_names};
use crate::db::{Db, Result};
use crate::enrolments::store as enrolments;
use crate::enrolments::store::places;
use crate::kernel::{AnyId, NeedId, OfferingId, OrgId, PersonId, SlotId};
use crate::needs::NeedVisibility;
use crate::needs::store::facts as needs;
use crate::network::CountryCode;
use crate::people;
use crate::placements::store as placements;
use crate::site::Words;
use crate::skills::Taxonomy;
use crate::trail::RecordKind;

/// A record as its history names it.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub kind: RecordKind,
    pub org: OrgId,
    /// Of the organisation.
    pub country: Option<CountryCode>,
    pub code: String,
    pub title: Text,
    /// Whose seat or place it is.
    pub person: Option<String>,
    /// Nobody outside is to see whose it is.
    pub is_private: bool,
    /// What is told of: the record, and what hangs on it.
    pub ids: Vec<AnyId>,
    /// The days of what hangs on it.
    pub periods: Vec<(AnyId, chrono::NaiveDate, chrono::NaiveDate)>,
    /// Where the organisation works on it, below its workspace.
    pub part: String,
}

impl Record {
    fn new(kind: RecordKind, org: OrgId, id: AnyId, title: Text) -> Self {
        Self {
            kind,
            org,
            country: None,
            code: String::new(),
            title,
            person: None,
            is_private: false,
            ids: vec![id],
            periods: Vec::new(),
            part: String::new(),
        }
    }
}

/// The record of this kind and id; `None`, or an error that says the same, where there is none.
pub(super) fn find(db: &mut Db, kind: RecordKind, id: AnyId, t: Words) -> Result<Option<Record>> {
    let language = t.lang();
    let found = match kind {
        RecordKind::Course => catalogue::facts::find_course(db, id.to(), language)?.map(|(org, code, title)| Record {
            code,
            part: "courses".to_owned(),
            ..Record::new(kind, org, id, title)
        }),
        RecordKind::Offering => find_run(db, id.to(), language)?,
        RecordKind::Slot => find_slot(db, id.to(), language)?,
        RecordKind::Need => find_need(db, id.to(), t)?,
        RecordKind::Seat => find_seat(db, id, language)?,
        RecordKind::Place => find_place(db, id, language)?,
        RecordKind::Organisation => {
            let names = organisation_names(db, &[id.to()], language)?;
            Some(Record::new(kind, id.to(), id, choose(&names, id.to(), language)))
        }
    };
    let Some(record) = found else { return Ok(None) };
    let (country, _) = catalogue::get_whereabouts(db, record.org)?;
    Ok(Some(Record { country, ..record }))
}

fn find_run(db: &mut Db, id: OfferingId, language: &str) -> Result<Option<Record>> {
    let run = catalogue::list_by_id(db, &[id], language)?.pop();
    Ok(run.map(|run| Record {
        code: run.code,
        part: format!("offerings/{id}"),
        ..Record::new(RecordKind::Offering, run.org, AnyId::of(id), run.title)
    }))
}

fn find_slot(db: &mut Db, id: SlotId, language: &str) -> Result<Option<Record>> {
    let Some((org, code)) = placements::facts::find_slot(db, id)? else {
        return Ok(None);
    };
    let title = placements::names(db, &[id], language)?.remove(&id).map(|(title, _)| title);
    let periods: Vec<_> = placements::facts::list_periods(db, id)?
        .into_iter()
        .map(|(period, from, to)| (AnyId::of(period), from, to))
        .collect();
    let record = Record::new(RecordKind::Slot, org, AnyId::of(id), title.unwrap_or_default());
    Ok(Some(Record {
        code,
        ids: record.ids.iter().copied().chain(periods.iter().map(|(id, ..)| *id)).collect(),
        periods,
        part: format!("slots/{id}"),
        ..record
    }))
}

fn find_need(db: &mut Db, id: NeedId, t: Words) -> Result<Option<Record>> {
    let Some((org, role, visibility)) = needs::find_need(db, id)? else {
        return Ok(None);
    };
    let name = Taxonomy::builtin()
        .role(role)
        .map(|role| t.role(role.code.as_str(), &role.name))
        .map_or_else(Text::default, |name| Text {
            language: if name.is_english { "en" } else { t.lang() }.to_owned(),
            text: name.text.to_owned(),
        });
    Ok(Some(Record {
        is_private: visibility == NeedVisibility::Private,
        part: "needs".to_owned(),
        ..Record::new(RecordKind::Need, org, AnyId::of(id), name)
    }))
}

fn find_seat(db: &mut Db, id: AnyId, language: &str) -> Result<Option<Record>> {
    let Some(seat) = enrolments::find(db, id.to())? else {
        return Ok(None);
    };
    let run = find_run(db, seat.offering, language)?;
    let person = name_of(db, seat.person)?;
    Ok(run.map(|run| Record {
        kind: RecordKind::Seat,
        org: seat.org,
        person,
        ids: vec![id],
        ..run
    }))
}

fn find_place(db: &mut Db, id: AnyId, language: &str) -> Result<Option<Record>> {
    let Some(place) = places::find(db, id.to())? else {
        return Ok(None);
    };
    let slot = places::get_slot(db, id.to())?;
    let slot = find_slot(db, slot, language)?;
    let person = name_of(db, place.person)?;
    Ok(slot.map(|slot| Record {
        kind: RecordKind::Place,
        org: place.org,
        person,
        ids: vec![id],
        periods: Vec::new(),
        ..slot
    }))
}

fn name_of(db: &mut Db, person: Option<PersonId>) -> Result<Option<String>> {
    let Some(person) = person else { return Ok(None) };
    let found = people::store::list_profiles(db, &[person])?.pop();
    Ok(found.map(|(_, profile)| profile.name))
}
