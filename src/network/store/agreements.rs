//! Agreements between organisations and their documents. Everything is looked up through the organisation that one acts for.

use chrono::NaiveDate;
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::db::schema::{agreement, agreement_document, organisation, organisation_text, person};
use crate::db::{Db, Error, Result, dialect};
use crate::kernel::{Actor, AgreementId, AnyId, DocumentId, OrgId, PersonId, TransitionId, UtcTime};
use crate::network::agreement::{AgreementKind, AgreementState, Side, Step};
use crate::network::document::Checked;
use crate::network::forms::CheckedAgreement;
use crate::network::{OrgState, policy};
use crate::trail::{self, Transition};

/// So many documents an agreement may have.
const MOST_DOCUMENTS: i64 = 20;

/// One side of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub org: OrgId,
    pub name: String,
    pub language: String,
}

/// An agreement as one of its sides sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    pub id: AgreementId,
    pub side: Side,
    /// The other side.
    pub other: Party,
    pub kind: AgreementKind,
    pub title: String,
    pub note: String,
    pub state: AgreementState,
    pub starts_on: NaiveDate,
    pub ends_on: Option<NaiveDate>,
    pub state_at: UtcTime,
}

type Row = (
    AgreementId,
    OrgId,
    OrgId,
    AgreementKind,
    (String, String),
    AgreementState,
    NaiveDate,
    Option<NaiveDate>,
    UtcTime,
);

macro_rules! of_org {
    ($org:expr) => {
        agreement::table
            .filter(agreement::org_id.eq($org).or(agreement::partner_org_id.eq($org)))
            .select((
                agreement::id,
                agreement::org_id,
                agreement::partner_org_id,
                agreement::kind,
                (agreement::title, agreement::note),
                agreement::state,
                agreement::starts_on,
                agreement::ends_on,
                agreement::state_at,
            ))
    };
}

fn made(db: &mut Db, own: OrgId, rows: Vec<Row>) -> Result<Vec<Agreement>> {
    let others: Vec<OrgId> = rows.iter().map(|row| if row.1 == own { row.2 } else { row.1 }).collect();
    let names: Vec<(OrgId, String, String)> = organisation_text::table
        .filter(organisation_text::org_id.eq_any(others))
        .filter(organisation_text::is_original.eq(true))
        .select((organisation_text::org_id, organisation_text::title, organisation_text::language))
        .load(db)?;
    let seen = rows.into_iter().filter_map(|row| {
        let (id, proposer, partner, kind, (title, note), state, starts_on, ends_on, state_at) = row;
        let side = policy::side(own, proposer, partner)?;
        let other = if side == Side::Proposer { partner } else { proposer };
        let (_, name, language) = names.iter().find(|(org, _, _)| *org == other)?.clone();
        Some(Agreement {
            id,
            side,
            other: Party {
                org: other,
                name,
                language,
            },
            kind,
            title,
            note,
            state,
            starts_on,
            ends_on,
            state_at,
        })
    });
    Ok(seen.collect())
}

/// Every agreement of an organisation, whoever proposed it, the newest first; ended ones too.
///
/// # Errors
/// The database's.
pub fn list_agreements(db: &mut Db, org: OrgId) -> Result<Vec<Agreement>> {
    let rows: Vec<Row> = of_org!(org).order(agreement::id.desc()).limit(500).load(db)?;
    made(db, org, rows)
}

/// One of an organisation's agreements.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is none of theirs.
pub fn get_agreement(db: &mut Db, org: OrgId, id: AgreementId) -> Result<Agreement> {
    let rows: Vec<Row> = of_org!(org).filter(agreement::id.eq(id)).load(db)?;
    made(db, org, rows)?.pop().ok_or(Error::NotFound)
}

/// Proposes an agreement. `false` where its partner is not in the network.
///
/// # Errors
/// The database's.
pub fn propose(
    db: &mut Db,
    actor: &Actor,
    org: OrgId,
    (id, transition): (AgreementId, TransitionId),
    new: &CheckedAgreement,
    now: UtcTime,
) -> Result<bool> {
    let is_there: i64 = organisation::table
        .filter(organisation::id.eq(new.partner))
        .filter(organisation::state.eq(OrgState::Listed))
        .filter(organisation::is_external.eq(false))
        .count()
        .get_result(db)?;
    if is_there == 0 || new.partner == org {
        return Ok(false);
    }
    diesel::insert_into(agreement::table)
        .values((
            agreement::id.eq(id),
            agreement::org_id.eq(org),
            agreement::partner_org_id.eq(new.partner),
            agreement::kind.eq(new.kind),
            agreement::title.eq(&new.title),
            agreement::note.eq(&new.note),
            agreement::state.eq(AgreementState::Proposed),
            agreement::starts_on.eq(new.starts_on),
            agreement::ends_on.eq(new.ends_on),
            agreement::proposed_by.eq(Some(actor.person)),
            agreement::created_at.eq(now),
            agreement::state_at.eq(now),
        ))
        .execute(db)?;
    let change = Transition {
        org: Some(org),
        ..Transition::by(transition, actor, "agreement", AnyId::of(id), None, AgreementState::Proposed.code())
    };
    trail::store::record(db, &change, now)?;
    Ok(true)
}

/// A side takes a step. `None` where it cannot: somebody else was quicker, or it is not theirs to take.
///
/// # Errors
/// The database's; [`Error::NotFound`] where the agreement is none of theirs.
pub fn take_step(
    db: &mut Db,
    actor: &Actor,
    org: OrgId,
    id: AgreementId,
    (step, note): (Step, &str),
    transition: TransitionId,
    now: UtcTime,
) -> Result<Option<AgreementState>> {
    let row = agreement::table
        .filter(agreement::id.eq(id))
        .select((agreement::org_id, agreement::partner_org_id, agreement::state));
    let found: Option<(OrgId, OrgId, AgreementState)> = dialect::lock(row).load(db)?.into_iter().next();
    let (proposer, partner, from) = found.ok_or(Error::NotFound)?;
    let side = policy::side(org, proposer, partner).ok_or(Error::NotFound)?;
    let Some(to) = from.after(step, side) else {
        return Ok(None);
    };
    diesel::update(agreement::table.filter(agreement::id.eq(id)))
        .set((agreement::state.eq(to), agreement::state_at.eq(now)))
        .execute(db)?;
    let change = Transition {
        org: Some(org),
        note: Some(note.to_owned()).filter(|note| !note.is_empty()),
        ..Transition::by(transition, actor, "agreement", AnyId::of(id), Some(from.code()), to.code())
    };
    trail::store::record(db, &change, now)?;
    Ok(Some(to))
}

/// A document of an agreement, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub id: DocumentId,
    pub name: String,
    pub bytes: i64,
    pub dated_on: Option<NaiveDate>,
    /// Whose member put it there.
    pub org: OrgId,
    pub uploaded_by: Option<String>,
    pub since: UtcTime,
}

/// The documents of an agreement, the oldest first. The agreement was looked up through one of its sides before.
///
/// # Errors
/// The database's.
pub fn list_papers(db: &mut Db, of: &Agreement) -> Result<Vec<Paper>> {
    type PaperRow = (DocumentId, String, i32, Option<NaiveDate>, OrgId, Option<PersonId>, UtcTime);
    let rows: Vec<PaperRow> = agreement_document::table
        .filter(agreement_document::agreement_id.eq(of.id))
        .order(agreement_document::id)
        .select((
            agreement_document::id,
            agreement_document::name,
            dialect::byte_length(agreement_document::content),
            agreement_document::dated_on,
            agreement_document::org_id,
            agreement_document::uploaded_by,
            agreement_document::created_at,
        ))
        .load(db)?;
    let who: Vec<PersonId> = rows.iter().filter_map(|row| row.5).collect();
    let names: Vec<(PersonId, String)> = person::table
        .filter(person::id.eq_any(who))
        .select((person::id, person::name))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, bytes, dated_on, org, by, since)| Paper {
            id,
            name,
            bytes: bytes.into(),
            dated_on,
            org,
            uploaded_by: by.and_then(|by| names.iter().find(|(known, _)| *known == by).map(|(_, name)| name.clone())),
            since,
        })
        .collect())
}

/// Keeps a document. `false` where the agreement takes no more.
///
/// # Errors
/// The database's; [`Error::NotFound`] where the agreement is none of theirs.
pub fn add_paper(
    db: &mut Db,
    actor: &Actor,
    org: OrgId,
    id: AgreementId,
    (document, transition): (DocumentId, TransitionId),
    (paper, dated_on): (&Checked, Option<NaiveDate>),
    now: UtcTime,
) -> Result<bool> {
    let row = agreement::table.filter(agreement::id.eq(id)).select(agreement::id);
    dialect::lock(row).load::<AgreementId>(db)?;
    let to = get_agreement(db, org, id)?;
    let count: i64 = agreement_document::table
        .filter(agreement_document::agreement_id.eq(id))
        .count()
        .get_result(db)?;
    if to.state.is_over() || count >= MOST_DOCUMENTS {
        return Ok(false);
    }
    diesel::insert_into(agreement_document::table)
        .values((
            agreement_document::id.eq(document),
            agreement_document::agreement_id.eq(id),
            agreement_document::org_id.eq(org),
            agreement_document::name.eq(&paper.name),
            agreement_document::media_type.eq(paper.media.content_type()),
            agreement_document::content.eq(&paper.content),
            agreement_document::content_hash.eq(Sha256::digest(&paper.content).to_vec()),
            agreement_document::dated_on.eq(dated_on),
            agreement_document::uploaded_by.eq(Some(actor.person)),
            agreement_document::created_at.eq(now),
        ))
        .execute(db)?;
    let change = Transition {
        org: Some(org),
        ..Transition::by(transition, actor, "agreement_document", AnyId::of(document), None, "added")
    };
    trail::store::record(db, &change, now)?;
    Ok(true)
}

/// Name, kind and content of a document of an organisation's agreement.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is none of theirs.
pub fn get_paper(db: &mut Db, org: OrgId, id: AgreementId, document: DocumentId) -> Result<(String, String, Vec<u8>)> {
    get_agreement(db, org, id)?;
    Ok(agreement_document::table
        .filter(agreement_document::id.eq(document))
        .filter(agreement_document::agreement_id.eq(id))
        .select((
            agreement_document::name,
            agreement_document::media_type,
            agreement_document::content,
        ))
        .first(db)?)
}

/// An organisation that an agreement can be proposed to.
///
/// # Errors
/// The database's.
pub fn list_partners(db: &mut Db, own: OrgId) -> Result<Vec<(OrgId, String)>> {
    Ok(organisation::table
        .inner_join(
            organisation_text::table.on(organisation_text::org_id
                .eq(organisation::id)
                .and(organisation_text::is_original.eq(true))),
        )
        .filter(organisation::state.eq(OrgState::Listed))
        .filter(organisation::is_external.eq(false))
        .filter(organisation::id.ne(own))
        .order((organisation_text::sort_key, organisation::id))
        .limit(2000)
        .select((organisation::id, organisation_text::title))
        .load(db)?)
}
