//! Organisations that ask to join: what they say of themselves, who decides, and what was decided.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::facts;
use crate::db::dialect::{self, Document};
use crate::db::schema::{membership, organisation, organisation_text, person, person_grant};
use crate::db::versions::{Topic, bump};
use crate::db::{Db, Error, Result};
use crate::kernel::actor::{GrantRole, MemberRole};
use crate::kernel::text::slug;
use crate::kernel::{Actor, AnyId, MembershipId, OrgId, PersonId, TransitionId, UtcTime};
use crate::network::forms::CheckedOrganisation;
use crate::network::{CountryCode, OrgKind, OrgState, Places, RefusalReason, Sector, policy};
use crate::trail::{self, Facts, Transition, differences};
use crate::words::{Words, tokens};

/// So many organisations of one person may wait at a time.
pub const MOST_WAITING: i64 = 3;

/// An organisation that is about to ask. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct NewOrganisation {
    pub id: OrgId,
    pub membership: MembershipId,
    pub transition: TransitionId,
    pub asked: CheckedOrganisation,
    /// The language that it describes itself in.
    pub language: &'static str,
}

/// Enters an organisation that waits for its answer; whoever asks owns it. `false` where too many of theirs wait already.
///
/// # Errors
/// The database's.
pub fn ask(db: &mut Db, actor: &Actor, new: &NewOrganisation, now: UtcTime) -> Result<bool> {
    let own = person::table.filter(person::id.eq(actor.person)).select(person::id);
    dialect::lock(own).load::<PersonId>(db)?;
    let waiting: i64 = membership::table
        .inner_join(organisation::table)
        .filter(membership::person_id.eq(actor.person))
        .filter(membership::ended_at.is_null())
        .filter(organisation::state.eq(OrgState::Asked))
        .count()
        .get_result(db)?;
    if waiting >= MOST_WAITING {
        return Ok(false);
    }
    let asked = &new.asked;
    diesel::insert_into(organisation::table)
        .values((
            organisation::id.eq(new.id),
            organisation::slug.eq(slug(asked.name.as_str())),
            organisation::is_provider.eq(asked.is(OrgKind::Provider)),
            organisation::is_facility.eq(asked.is(OrgKind::Facility)),
            organisation::is_agency.eq(asked.is(OrgKind::Agency)),
            organisation::is_coordinating.eq(asked.is(OrgKind::Coordinating)),
            organisation::sector.eq(Some(asked.sector)),
            organisation::country.eq(Some(asked.country)),
            organisation::place.eq(Some(&asked.place)),
            organisation::zone.eq(zone(asked.country)),
            organisation::website.eq(asked.website.as_deref()),
            organisation::is_external.eq(false),
            organisation::state.eq(OrgState::Asked),
            organisation::created_at.eq(now),
            organisation::updated_at.eq(now),
        ))
        .execute(db)?;
    put_text(db, new.id, asked, new.language)?;
    diesel::insert_into(membership::table)
        .values((
            membership::id.eq(new.membership),
            membership::person_id.eq(actor.person),
            membership::org_id.eq(new.id),
            membership::role.eq(MemberRole::Owner),
            membership::created_at.eq(now),
        ))
        .execute(db)?;
    let change = Transition {
        changes: differences(&Facts::default(), &facts::of_organisation(db, new.id)?),
        ..step(actor, new.id, (None, OrgState::Asked), new.transition)
    };
    trail::store::record(db, &change, now)?;
    Ok(true)
}

fn zone(country: CountryCode) -> Option<&'static str> {
    Places::builtin().country(country).map(|known| known.zone.name())
}

fn put_text(db: &mut Db, org: OrgId, asked: &CheckedOrganisation, language: &str) -> Result<()> {
    diesel::delete(organisation_text::table.filter(organisation_text::org_id.eq(org))).execute(db)?;
    diesel::insert_into(organisation_text::table)
        .values((
            organisation_text::org_id.eq(org),
            organisation_text::language.eq(language),
            organisation_text::title.eq(asked.name.as_str()),
            organisation_text::summary.eq(&asked.summary),
            organisation_text::sort_key.eq(Words::of("en").sort_key(asked.name.as_str())),
            organisation_text::is_original.eq(true),
            organisation_text::is_reviewed.eq(true),
        ))
        .execute(db)?;
    Ok(())
}

fn step(actor: &Actor, org: OrgId, (from, to): (Option<OrgState>, OrgState), transition: TransitionId) -> Transition {
    let entity = AnyId::of(org);
    Transition {
        org: Some(org),
        ..Transition::by(
            transition,
            actor,
            "organisation",
            entity,
            from.map(OrgState::code),
            to.code(),
        )
    }
}

/// What an organisation says of itself is mended; one that was refused asks again with it. `None` where it does not wait.
///
/// # Errors
/// The database's.
pub fn mend(
    db: &mut Db,
    actor: &Actor,
    org: OrgId,
    asked: &CheckedOrganisation,
    language: &str,
    transition: TransitionId,
    now: UtcTime,
) -> Result<Option<OrgState>> {
    let from = lock_state(db, org)?;
    if !matches!(from, OrgState::Asked | OrgState::Refused) {
        return Ok(None);
    }
    let before = facts::of_organisation(db, org)?;
    diesel::update(organisation::table.filter(organisation::id.eq(org)))
        .set((
            organisation::slug.eq(slug(asked.name.as_str())),
            organisation::is_provider.eq(asked.is(OrgKind::Provider)),
            organisation::is_facility.eq(asked.is(OrgKind::Facility)),
            organisation::is_agency.eq(asked.is(OrgKind::Agency)),
            organisation::is_coordinating.eq(asked.is(OrgKind::Coordinating)),
            organisation::sector.eq(Some(asked.sector)),
            organisation::country.eq(Some(asked.country)),
            organisation::place.eq(Some(&asked.place)),
            organisation::zone.eq(zone(asked.country)),
            organisation::website.eq(asked.website.as_deref()),
            organisation::state.eq(OrgState::Asked),
            organisation::updated_at.eq(now),
        ))
        .execute(db)?;
    put_text(db, org, asked, language)?;
    let change = Transition {
        changes: differences(&before, &facts::of_organisation(db, org)?),
        ..step(actor, org, (Some(from), OrgState::Asked), transition)
    };
    trail::store::record(db, &change, now)?;
    Ok(Some(from))
}

fn lock_state(db: &mut Db, org: OrgId) -> Result<OrgState> {
    let row = organisation::table.filter(organisation::id.eq(org)).select(organisation::state);
    dialect::lock(row).load(db)?.into_iter().next().ok_or(Error::NotFound)
}

/// An organisation as it asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub org: OrgId,
    pub state: OrgState,
    pub name: String,
    pub language: String,
    pub summary: String,
    pub kinds: Vec<OrgKind>,
    pub country: Option<CountryCode>,
    pub place: Option<String>,
    pub sector: Option<Sector>,
    pub website: Option<String>,
    pub since: UtcTime,
}

macro_rules! requests {
    () => {
        organisation::table
            .inner_join(
                organisation_text::table.on(organisation_text::org_id
                    .eq(organisation::id)
                    .and(organisation_text::is_original.eq(true))),
            )
            .select((
                (organisation::id, organisation::state, organisation::created_at),
                (organisation_text::title, organisation_text::language, organisation_text::summary),
                (
                    organisation::is_provider,
                    organisation::is_facility,
                    organisation::is_agency,
                    organisation::is_coordinating,
                ),
                (
                    organisation::country,
                    organisation::place,
                    organisation::sector,
                    organisation::website,
                ),
            ))
    };
}

type Row = (
    (OrgId, OrgState, UtcTime),
    (String, String, String),
    (bool, bool, bool, bool),
    (Option<CountryCode>, Option<String>, Option<Sector>, Option<String>),
);

fn made(row: Row) -> Request {
    let ((org, state, since), (name, language, summary), is, (country, place, sector, website)) = row;
    let kinds = [
        (is.0, OrgKind::Provider),
        (is.1, OrgKind::Facility),
        (is.2, OrgKind::Agency),
        (is.3, OrgKind::Coordinating),
    ];
    Request {
        org,
        state,
        name,
        language,
        summary,
        kinds: kinds.into_iter().filter_map(|(is, kind)| is.then_some(kind)).collect(),
        country,
        place,
        sector,
        website,
        since,
    }
}

/// What an organisation asked with, whatever became of it.
///
/// # Errors
/// The database's; [`Error::NotFound`].
pub fn get_request(db: &mut Db, org: OrgId) -> Result<Request> {
    let row: Row = requests!().filter(organisation::id.eq(org)).first(db)?;
    Ok(made(row))
}

/// The groupings that are coordinated by people other than the members of an organisation.
fn coordinated_but_by(db: &mut Db, org: OrgId) -> Result<Vec<(PersonId, String)>> {
    let members: Vec<PersonId> = membership::table
        .filter(membership::org_id.eq(org))
        .filter(membership::ended_at.is_null())
        .select(membership::person_id)
        .load(db)?;
    let coordinated = list_coordinated(db)?.into_iter();
    Ok(coordinated.filter(|(person, _)| !members.contains(person)).collect())
}

/// The groupings that are coordinated, each with whoever does it.
///
/// # Errors
/// The database's.
pub fn list_coordinated(db: &mut Db) -> Result<Vec<(PersonId, String)>> {
    let rows: Vec<(PersonId, Option<String>)> = person_grant::table
        .inner_join(person::table)
        .filter(person_grant::role.eq(GrantRole::Coordinator))
        .filter(person_grant::ended_at.is_null())
        .filter(person::state.eq("active"))
        .order(person_grant::id)
        .select((person::id, person_grant::grouping))
        .load(db)?;
    Ok(rows.into_iter().filter_map(|(person, grouping)| Some((person, grouping?))).collect())
}

/// Those who decide about an organisation: the coordinators of its country, else the secretariat and the administrators;
/// never whoever asks.
///
/// # Errors
/// The database's.
pub fn list_deciders(db: &mut Db, org: OrgId, country: Option<CountryCode>, asker: PersonId, day: NaiveDate) -> Result<Vec<PersonId>> {
    let places = Places::builtin();
    let coordinated = coordinated_but_by(db, org)?.into_iter();
    let mut deciders: Vec<PersonId> = coordinated
        .filter(|(person, grouping)| *person != asker && policy::coordinates(std::iter::once(grouping.as_str()), country, places, day))
        .map(|(person, _)| person)
        .collect();
    if deciders.is_empty() {
        deciders = person_grant::table
            .inner_join(person::table)
            .filter(person_grant::role.ne(GrantRole::Coordinator))
            .filter(person_grant::ended_at.is_null())
            .filter(person::state.eq("active"))
            .filter(person::id.ne(asker))
            .order(person::id)
            .select(person::id)
            .load(db)?;
    }
    deciders.sort_unstable();
    deciders.dedup();
    Ok(deciders)
}

/// May this actor decide about that organisation, as things stand?
fn decides(db: &mut Db, actor: &Actor, org: OrgId, country: Option<CountryCode>, day: NaiveDate) -> Result<bool> {
    let places = Places::builtin();
    let is_coordinated = coordinated_but_by(db, org)?
        .iter()
        .any(|(_, grouping)| policy::coordinates(std::iter::once(grouping.as_str()), country, places, day));
    Ok(policy::may_decide(actor, org, country, is_coordinated, places, day))
}

/// The organisations that wait and that this actor decides about, the oldest first.
///
/// # Errors
/// The database's.
pub fn list_requests(db: &mut Db, actor: &Actor, day: NaiveDate) -> Result<Vec<Request>> {
    let rows: Vec<Row> = requests!()
        .filter(organisation::state.eq(OrgState::Asked))
        .order((organisation::updated_at, organisation::id))
        .limit(200)
        .load(db)?;
    let mut theirs = Vec::new();
    for request in rows.into_iter().map(made) {
        if decides(db, actor, request.org, request.country, day)? {
            theirs.push(request);
        }
    }
    Ok(theirs)
}

/// Takes an organisation into the network, or refuses it with a reason. `false` where it does not wait for this actor.
///
/// # Errors
/// The database's.
pub fn answer(
    db: &mut Db,
    actor: &Actor,
    org: OrgId,
    refusal: Option<(RefusalReason, &str)>,
    transition: TransitionId,
    now: UtcTime,
) -> Result<bool> {
    let from = lock_state(db, org)?;
    let request = get_request(db, org)?;
    if from != OrgState::Asked || !decides(db, actor, org, request.country, now.day())? {
        return Ok(false);
    }
    let to = if refusal.is_some() { OrgState::Refused } else { OrgState::Listed };
    diesel::update(organisation::table.filter(organisation::id.eq(org)))
        .set((organisation::state.eq(to), organisation::updated_at.eq(now)))
        .execute(db)?;
    let change = Transition {
        reason: refusal.map(|(reason, _)| reason.code().to_owned()),
        note: refusal.map(|(_, note)| note.to_owned()).filter(|note| !note.is_empty()),
        ..step(actor, org, (Some(from), to), transition)
    };
    trail::store::record(db, &change, now)?;
    if to == OrgState::Listed {
        index(db, &request)?;
        bump(db, Topic::Network)?;
    }
    Ok(true)
}

/// Puts an organisation into the search: its words, its place, and its country in English and in its language.
fn index(db: &mut Db, request: &Request) -> Result<()> {
    let mut words = vec![request.name.clone(), request.summary.clone()];
    words.extend(request.place.clone());
    if let Some(known) = request.country.and_then(|code| Places::builtin().country(code)) {
        let own = Words::of(&request.language)
            .country(known.code.as_str(), &known.name)
            .text
            .to_owned();
        words.extend([known.name.clone(), own]);
    }
    let document = Document {
        kind: "organisation",
        id: AnyId::of(request.org),
        language: &request.language,
        tokens: tokens::tokens(&words.join(" ")).join(" "),
    };
    dialect::index(db, &document)
}
