//! What an employer vouches for: fit for work, immunised, insured; yes or no, with the day. Nothing else about health is kept.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::schema::attestation;
use crate::db::{Db, Error, Result};
use crate::kernel::{AttestationId, OrgId, PersonId, UtcTime};
use crate::people::AttestationKind;

/// One thing that an organisation vouches for, or says is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    pub id: AttestationId,
    pub kind: AttestationKind,
    pub holds: bool,
    pub attested_on: NaiveDate,
}

/// What an organisation says of somebody at present.
///
/// # Errors
/// The database's.
pub fn list_attestations(db: &mut Db, org: OrgId, of: PersonId) -> Result<Vec<Attestation>> {
    let rows: Vec<(AttestationId, AttestationKind, bool, NaiveDate)> = attestation::table
        .filter(attestation::org_id.eq(org))
        .filter(attestation::person_id.eq(of))
        .filter(attestation::withdrawn_at.is_null())
        .order((attestation::kind, attestation::id))
        .select((attestation::id, attestation::kind, attestation::holds, attestation::attested_on))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, holds, attested_on)| Attestation {
            id,
            kind,
            holds,
            attested_on,
        })
        .collect())
}

/// Something that is about to be attested.
#[derive(Debug, Clone)]
pub struct NewAttestation {
    pub id: AttestationId,
    pub org: OrgId,
    pub person: PersonId,
    pub kind: AttestationKind,
    pub holds: bool,
    pub on: NaiveDate,
    pub by: PersonId,
}

/// Attests; what the same organisation said before of the same thing is withdrawn by it.
///
/// # Errors
/// The database's.
pub fn attest_state(db: &mut Db, new: &NewAttestation, now: UtcTime) -> Result<()> {
    let former = attestation::table
        .filter(attestation::org_id.eq(new.org))
        .filter(attestation::person_id.eq(new.person))
        .filter(attestation::kind.eq(new.kind))
        .filter(attestation::withdrawn_at.is_null());
    diesel::update(former).set(attestation::withdrawn_at.eq(Some(now))).execute(db)?;
    diesel::insert_into(attestation::table)
        .values((
            attestation::id.eq(new.id),
            attestation::person_id.eq(new.person),
            attestation::org_id.eq(new.org),
            attestation::kind.eq(new.kind),
            attestation::holds.eq(new.holds),
            attestation::attested_by.eq(Some(new.by)),
            attestation::attested_on.eq(new.on),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes an attestation back.
///
/// # Errors
/// The database's; [`Error::NotFound`] where it is not this organisation's, or taken back already.
pub fn withdraw_attestation(db: &mut Db, org: OrgId, of: PersonId, id: AttestationId, now: UtcTime) -> Result<()> {
    let standing = attestation::table
        .filter(attestation::id.eq(id))
        .filter(attestation::org_id.eq(org))
        .filter(attestation::person_id.eq(of))
        .filter(attestation::withdrawn_at.is_null());
    let changed = diesel::update(standing).set(attestation::withdrawn_at.eq(Some(now))).execute(db)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}
