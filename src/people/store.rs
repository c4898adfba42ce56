//! Accounts: who there is, and how they come to be.

mod address;
mod attempts;
mod attestations;
mod claims;
mod duplicates;
mod factors;
mod first_owner;
mod grants;
mod invitations;
mod known;
mod links;
mod merge;
pub mod privacy;
mod profile;
mod sessions;
mod staff;
mod stand_in;
mod team;

pub use address::{
    Address, Recipient, add_address, find_recipient, find_recipient_of, find_recipient_whatever, list_addresses, list_recipients,
    remove_address, set_primary,
};
pub use attempts::{note_attempt, note_code, tries, tries_of_codes};
pub use attestations::{Attestation, NewAttestation, attest_state, list_attestations, withdraw_attestation};
pub use claims::{
    ClaimLetter, ClaimStanding, Claimable, NewOwner, claim, disown, find_claim, get_standing, list_offered, list_unclaimed, send_claim,
    write_address,
};
pub use duplicates::{
    PairChange, Side, Waiting, Within, change_pairs, changes_of, dismiss_pair, find_pair, get_side, list_pairs, load_records,
};
pub use factors::{Factor, confirm_factor, find_factor, list_factors, put_codes, put_factor, remove_factor, use_code, use_fallback};
pub use first_owner::{Noted, invite_first_owner, withdraw_first_owner};
pub use grants::{Decided, Kept, NewGrant, close_account, end_all_sessions, grant, reopen_account, take_factor, withdraw_grant};
pub use invitations::{
    Accepted, Invitation, InvitedOutcome, NewInvitation, OpenInvitation, accept, decline, find_invitation, invite, join_invited,
    list_invitations, withdraw_invitation,
};
pub use known::{Found, Granted, Known, get_known, list_found};
pub use links::{NewLink, OpenLink, find_link, put_link, use_link};
pub use merge::{
    Listed, MOVES, MOVES_ONCE, Merge, Moving, MovingOnce, NewMerge, STAYS, begin_merge, begin_undo, find_kept, find_merge, finish_merge,
    finish_undo, list_merges,
};
pub use profile::{get_profile, list_profiles, save_profile};
pub use sessions::{
    Device, NewSession, Pending, begin_session, end_device, end_other_sessions, end_session, end_sessions, find_pending, find_session,
    list_devices, raise_session, touch_session,
};
pub use staff::{Employed, NewStaff, count_staff, find_staff, insert_staff, list_by_number, list_staff, set_post};
pub use stand_in::{WithoutAccount, find_stand_in, find_without_account, list_without_account};
pub use team::{Member, TeamChange, end_membership, hand_over, list_members, list_of_team, set_role};

use diesel::prelude::*;

use super::{LinkPurpose, PersonState};
use crate::db::schema::{credential, membership, organisation, organisation_text, person, person_email, person_grant};
use crate::db::{Db, Error, Result};
use crate::kernel::actor::{Grant, GrantRole, MemberRole, Membership};
use crate::kernel::{EmailId, GrantId, OrgId, PersonId, UtcTime};
use crate::network::{CountryCode, OrgState};
use crate::words::tokens;

/// The person behind an address and the hash of their password.
///
/// # Errors
/// The database's.
pub fn find_credential(db: &mut Db, address_folded: &str) -> Result<Option<(PersonId, String)>> {
    Ok(person_email::table
        .inner_join(person::table)
        .inner_join(credential::table.on(credential::person_id.eq(person::id)))
        .filter(person_email::address_folded.eq(address_folded))
        .filter(person_email::verified_at.is_not_null())
        .filter(person::state.eq(PersonState::Active))
        .select((person::id, credential::password_hash))
        .first(db)
        .optional()?)
}

/// The person behind a verified address.
///
/// # Errors
/// The database's.
pub fn find_by_address(db: &mut Db, address_folded: &str) -> Result<Option<PersonId>> {
    Ok(person_email::table
        .filter(person_email::address_folded.eq(address_folded))
        .filter(person_email::verified_at.is_not_null())
        .select(person_email::person_id)
        .first(db)
        .optional()?)
}

/// Sets a new password and counts the epoch up, which ends every session that there is.
///
/// # Errors
/// The database's; [`Error::NotFound`] where the person has no password.
pub fn set_password(db: &mut Db, id: PersonId, password_hash: &str, now: UtcTime) -> Result<()> {
    let changed = diesel::update(credential::table.filter(credential::person_id.eq(id)))
        .set((credential::password_hash.eq(password_hash), credential::set_at.eq(now)))
        .execute(db)?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    end_sessions(db, id)
}

/// The hash of a person's password, and when it was set.
///
/// # Errors
/// The database's.
pub fn find_password(db: &mut Db, id: PersonId) -> Result<Option<(String, UtcTime)>> {
    Ok(credential::table
        .filter(credential::person_id.eq(id))
        .select((credential::password_hash, credential::set_at))
        .first(db)
        .optional()?)
}

/// What is known of a person, and so does not make a password: names, addresses, organisations.
///
/// # Errors
/// The database's.
pub fn list_context(db: &mut Db, id: PersonId) -> Result<Vec<String>> {
    let name: String = person::table.filter(person::id.eq(id)).select(person::name).first(db)?;
    let mut known = vec![name];
    known.extend(list_addresses(db, id)?.into_iter().map(|address| address.address));
    known.extend(list_memberships(db, id)?.into_iter().map(|membership| membership.name));
    Ok(known)
}

/// The parts beyond an organisation that a person was granted.
///
/// # Errors
/// The database's.
pub fn list_grants(db: &mut Db, id: PersonId) -> Result<Vec<Grant>> {
    let rows: Vec<(GrantRole, Option<String>)> = person_grant::table
        .filter(person_grant::person_id.eq(id))
        .filter(person_grant::ended_at.is_null())
        .order(person_grant::id)
        .select((person_grant::role, person_grant::grouping))
        .load(db)?;
    Ok(rows.into_iter().map(|(role, grouping)| Grant { role, grouping }).collect())
}

fn list_memberships(db: &mut Db, id: PersonId) -> Result<Vec<Membership>> {
    type Row = (OrgId, MemberRole, (String, String), (bool, bool, bool, bool), OrgState);
    let rows: Vec<Row> = membership::table
        .inner_join(organisation::table)
        .inner_join(
            organisation_text::table.on(organisation_text::org_id
                .eq(organisation::id)
                .and(organisation_text::is_original.eq(true))),
        )
        .filter(membership::person_id.eq(id))
        .filter(membership::ended_at.is_null())
        .filter(organisation::state.ne(OrgState::Closed))
        .order((organisation_text::sort_key, membership::id))
        .select((
            organisation::id,
            membership::role,
            (organisation_text::title, organisation_text::language),
            (
                organisation::is_provider,
                organisation::is_facility,
                organisation::is_agency,
                organisation::is_coordinating,
            ),
            organisation::state,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(
            |(org, role, (name, language), (is_provider, is_facility, is_agency, is_coordinating), state)| Membership {
                org,
                role,
                name,
                language,
                is_provider,
                is_facility,
                is_agency,
                is_coordinating,
                is_listed: state == OrgState::Listed,
                is_on_behalf: false,
            },
        )
        .collect())
}

/// What a person is entered with.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub person: PersonId,
    pub email: EmailId,
    pub name: String,
    pub country: Option<CountryCode>,
    pub language: String,
    pub password_hash: String,
    /// For a first administrator.
    pub grant: Option<GrantId>,
}

/// Uses a link up and enters the person. `None` where the link no longer opens, or the address is somebody's by now.
///
/// # Errors
/// The database's.
pub fn join(db: &mut Db, hash: &[u8], purpose: LinkPurpose, new: &NewAccount, now: UtcTime) -> Result<Option<PersonId>> {
    let Some(link) = use_link(db, hash, purpose, now)? else {
        return Ok(None);
    };
    if !enter(db, new, &link.payload, &link.address_folded, now)? {
        return Ok(None);
    }
    if let Some(grant) = new.grant {
        diesel::insert_into(person_grant::table)
            .values((
                person_grant::id.eq(grant),
                person_grant::person_id.eq(new.person),
                person_grant::role.eq(GrantRole::Administrator),
                person_grant::reason.eq("first administrator, from the command line"),
                person_grant::granted_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(Some(new.person))
}

/// Enters somebody who has just proved their address; `false` where it is somebody's by now.
fn enter(db: &mut Db, new: &NewAccount, address: &str, folded: &str, now: UtcTime) -> Result<bool> {
    if find_by_address(db, folded)?.is_some() {
        return Ok(false);
    }
    // an agency may have written the address beside somebody of its staff: it stays there until the person, who opens its mail,
    // takes that record over or says that it is not theirs (`list_offered`); their account is not tied to the agency without them
    insert_account(db, new, address, folded, now)?;
    Ok(true)
}

/// Enters a person with a verified address and a password.
///
/// # Errors
/// The database's; [`crate::db::Error::Conflict`] where the address is taken.
pub fn insert_account(db: &mut Db, new: &NewAccount, address: &str, folded: &str, now: UtcTime) -> Result<()> {
    diesel::insert_into(person::table)
        .values((
            person::id.eq(new.person),
            person::name.eq(&new.name),
            person::name_folded.eq(tokens::folded(&new.name)),
            person::language.eq(Some(&new.language)),
            person::country.eq(new.country),
            person::state.eq(PersonState::Active),
            person::created_at.eq(now),
            person::updated_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(person_email::table)
        .values((
            person_email::id.eq(new.email),
            person_email::person_id.eq(new.person),
            person_email::address.eq(address),
            person_email::address_folded.eq(folded),
            person_email::verified_at.eq(Some(now)),
            person_email::is_primary.eq(true),
            person_email::created_at.eq(now),
        ))
        .execute(db)?;
    diesel::insert_into(credential::table)
        .values((
            credential::person_id.eq(new.person),
            credential::password_hash.eq(&new.password_hash),
            credential::set_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}
