//! Invitations into a team: bound to an address, open for seven days, answered by whoever proves the address.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::first_owner::may_still_bring;
use super::links::kill_links;
use super::{NewAccount, NewLink, enter, find_link, put_link, use_link};
use crate::db::schema::{invitation, membership, organisation, organisation_text, person, person_email};
use crate::db::{Db, MultiBackend, Result, dialect};
use crate::kernel::actor::MemberRole;
use crate::kernel::{Actor, AnyId, InvitationId, MembershipId, OrgId, PersonId, TransitionId, UtcTime};
use crate::network::OrgState;
use crate::people::{LinkPurpose, policy};
use crate::trail::{self, Transition};

/// How long an invitation is open.
const OPEN_FOR: TimeDelta = TimeDelta::days(7);
/// So many may be open in an organisation.
const MOST: i64 = 50;

/// An invitation that nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub address: String,
    pub role: MemberRole,
    pub invited_by: String,
    pub since: UtcTime,
    pub expires_at: UtcTime,
}

/// The invitations of an organisation that nobody has answered, the newest first, lapsed ones too.
///
/// # Errors
/// The database's.
pub fn list_invitations(db: &mut Db, org: OrgId) -> Result<Vec<Invitation>> {
    let rows: Vec<(InvitationId, String, MemberRole, String, UtcTime, UtcTime)> = invitation::table
        .inner_join(person::table)
        .filter(invitation::org_id.eq(org))
        .filter(invitation::answered_at.is_null())
        .order(invitation::id.desc())
        .select((
            invitation::id,
            invitation::address,
            invitation::role,
            person::name,
            invitation::created_at,
            invitation::expires_at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, address, role, invited_by, since, expires_at)| Invitation {
            id,
            address,
            role,
            invited_by,
            since,
            expires_at,
        })
        .collect())
}

/// An invitation that is about to be sent. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    pub id: InvitationId,
    pub transition: TransitionId,
    pub org: OrgId,
    pub address: String,
    pub address_folded: String,
    pub role: MemberRole,
    pub link_hash: Vec<u8>,
}

/// What came of inviting somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitedOutcome {
    Sent,
    /// Whoever proved this address is in the team.
    Member,
    /// Whoever asked may not give that part, or no longer.
    Refused,
    TooMany,
    /// Whoever asked has proved this address themselves, and may not bring themselves in.
    Own,
}

/// What a member may do now, read again with the row locked.
fn role_of(db: &mut Db, org: OrgId, whom: PersonId) -> Result<Option<MemberRole>> {
    let row = membership::table
        .filter(membership::org_id.eq(org))
        .filter(membership::person_id.eq(whom))
        .filter(membership::ended_at.is_null())
        .select(membership::role);
    Ok(dialect::lock(row).load(db)?.into_iter().next())
}

/// Invites somebody; an older invitation of the same address ends.
///
/// # Errors
/// The database's.
pub fn invite(db: &mut Db, by: &Actor, new: &NewInvitation, now: UtcTime) -> Result<InvitedOutcome> {
    if !role_of(db, new.org, by.person)?.is_some_and(|own| policy::may_invite(own, new.role)) {
        return Ok(InvitedOutcome::Refused);
    }
    if let Some(known) = super::find_by_address(db, &new.address_folded)?
        && role_of(db, new.org, known)?.is_some()
    {
        return Ok(InvitedOutcome::Member);
    }
    end_open(db, new.org, &new.address_folded, by.person, now)?;
    let open: i64 = invitation::table
        .filter(invitation::org_id.eq(new.org))
        .filter(invitation::answered_at.is_null())
        .count()
        .get_result(db)?;
    if open >= MOST {
        return Ok(InvitedOutcome::TooMany);
    }
    put(db, by, new, now)?;
    Ok(InvitedOutcome::Sent)
}

/// Writes an invitation down, with its link and its row in the trail.
pub(super) fn put(db: &mut Db, by: &Actor, new: &NewInvitation, now: UtcTime) -> Result<()> {
    diesel::insert_into(invitation::table)
        .values((
            invitation::id.eq(new.id),
            invitation::org_id.eq(new.org),
            invitation::address.eq(&new.address),
            invitation::address_folded.eq(&new.address_folded),
            invitation::role.eq(new.role),
            invitation::invited_by.eq(by.person),
            invitation::created_at.eq(now),
            invitation::expires_at.eq(now + OPEN_FOR),
        ))
        .execute(db)?;
    let link = NewLink {
        hash: new.link_hash.clone(),
        purpose: LinkPurpose::Invite,
        person: None,
        entity: Some(AnyId::of(new.org)),
        address_folded: new.address_folded.clone(),
        payload: new.id.to_string(),
        expires_at: now + OPEN_FOR,
    };
    put_link(db, &link, now)?;
    let change = Transition {
        org: Some(new.org),
        ..Transition::by(new.transition, by, "invitation", AnyId::of(new.id), None, new.role.code())
    };
    trail::store::record(db, &change, now)
}

/// Ends the open invitation of an address, and its link.
fn end_open(db: &mut Db, org: OrgId, folded: &str, by: PersonId, now: UtcTime) -> Result<()> {
    diesel::update(
        invitation::table
            .filter(invitation::org_id.eq(org))
            .filter(invitation::address_folded.eq(folded))
            .filter(invitation::answered_at.is_null()),
    )
    .set((
        invitation::answer.eq(Some("withdrawn")),
        invitation::answered_by.eq(Some(by)),
        invitation::answered_at.eq(Some(now)),
    ))
    .execute(db)?;
    kill_links(db, LinkPurpose::Invite, folded, Some(AnyId::of(org)), now)
}

/// Takes an invitation back. `false` where there is none that is open.
///
/// # Errors
/// The database's.
pub fn withdraw_invitation(db: &mut Db, by: &Actor, org: OrgId, id: InvitationId, now: UtcTime) -> Result<bool> {
    let may = role_of(db, org, by.person)?.is_some_and(policy::may_keep_team);
    let folded: Option<String> = invitation::table
        .filter(invitation::id.eq(id))
        .filter(invitation::org_id.eq(org))
        .filter(invitation::answered_at.is_null())
        .select(invitation::address_folded)
        .first(db)
        .optional()?;
    let Some(folded) = folded.filter(|_| may) else {
        return Ok(false);
    };
    end_open(db, org, &folded, by.person, now)?;
    Ok(true)
}

/// Ends every open invitation of an organisation; `false` where there was none.
pub(super) fn end_all(db: &mut Db, org: OrgId, by: PersonId, now: UtcTime) -> Result<bool> {
    let open: Vec<String> = invitation::table
        .filter(invitation::org_id.eq(org))
        .filter(invitation::answered_at.is_null())
        .select(invitation::address_folded)
        .load(db)?;
    open.iter().try_for_each(|folded| end_open(db, org, folded, by, now))?;
    Ok(!open.is_empty())
}

/// Whoever leaves or may do less takes along the invitations that they sent.
pub(super) fn withdraw_all_of(db: &mut Db, org: OrgId, whose: PersonId, by: PersonId, now: UtcTime) -> Result<()> {
    let open: Vec<String> = invitation::table
        .filter(invitation::org_id.eq(org))
        .filter(invitation::invited_by.eq(whose))
        .filter(invitation::answered_at.is_null())
        .select(invitation::address_folded)
        .load(db)?;
    open.iter().try_for_each(|folded| end_open(db, org, folded, by, now))
}

/// An invitation as its link opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    pub id: InvitationId,
    pub org: OrgId,
    pub name: String,
    pub name_language: String,
    pub role: MemberRole,
    pub invited_by: PersonId,
    pub inviter: String,
    pub address: String,
    pub address_folded: String,
    /// Who has proved the address, if anybody has.
    pub known: Option<PersonId>,
}

/// The invitation of a link, if both are open. Looking changes nothing.
///
/// # Errors
/// The database's.
pub fn find_invitation(db: &mut Db, hash: &[u8], now: UtcTime) -> Result<Option<OpenInvitation>> {
    let Some(link) = find_link(db, hash, LinkPurpose::Invite, now)? else {
        return Ok(None);
    };
    load(db, &link.payload, now)
}

fn load(db: &mut Db, payload: &str, now: UtcTime) -> Result<Option<OpenInvitation>> {
    type Row = (OrgId, (String, String), MemberRole, (PersonId, String), String, String);
    let Ok(id) = payload.parse::<InvitationId>() else {
        return Ok(None);
    };
    let row: Option<Row> = invitation::table
        .inner_join(organisation::table)
        .inner_join(person::table)
        .inner_join(
            organisation_text::table.on(organisation_text::org_id
                .eq(invitation::org_id)
                .and(organisation_text::is_original.eq(true))),
        )
        .filter(invitation::id.eq(id))
        .filter(invitation::answered_at.is_null())
        .filter(invitation::expires_at.gt(now))
        .filter(organisation::state.ne(OrgState::Closed))
        .select((
            invitation::org_id,
            (organisation_text::title, organisation_text::language),
            invitation::role,
            (person::id, person::name),
            invitation::address,
            invitation::address_folded,
        ))
        .first(db)
        .optional()?;
    let Some((org, (name, name_language), role, (invited_by, inviter), address, address_folded)) = row else {
        return Ok(None);
    };
    let known = super::find_by_address(db, &address_folded)?;
    Ok(Some(OpenInvitation {
        id,
        org,
        name,
        name_language,
        role,
        invited_by,
        inviter,
        address,
        address_folded,
        known,
    }))
}

/// Who accepts, and the ids of what comes of it.
#[derive(Debug, Clone)]
pub struct Accepted {
    pub membership: MembershipId,
    pub transition: TransitionId,
}

/// Uses the link up and answers its invitation, if whoever sent it may still give that part.
fn answer(db: &mut Db, hash: &[u8], is_accepted: bool, by: Option<PersonId>, now: UtcTime) -> Result<Option<OpenInvitation>> {
    let Some(link) = use_link(db, hash, LinkPurpose::Invite, now)? else {
        return Ok(None);
    };
    let Some(open) = load(db, &link.payload, now)? else {
        return Ok(None);
    };
    let holds = role_of(db, open.org, open.invited_by)?.is_some_and(|own| policy::may_invite(own, open.role))
        || may_still_bring(db, &open, by, now.day())?;
    let answer = match (holds, is_accepted) {
        (true, true) => "accepted",
        (true, false) => "declined",
        (false, _) => "withdrawn",
    };
    diesel::update(invitation::table.filter(invitation::id.eq(open.id)))
        .set((
            invitation::answer.eq(Some(answer)),
            invitation::answered_by.eq(by),
            invitation::answered_at.eq(Some(now)),
        ))
        .execute(db)?;
    Ok(Some(open).filter(|_| holds))
}

/// Somebody who has proved the address joins the team. `None` where the invitation is not open, or not theirs.
///
/// # Errors
/// The database's.
pub fn accept(db: &mut Db, hash: &[u8], by: &Actor, new: &Accepted, now: UtcTime) -> Result<Option<OpenInvitation>> {
    let Some(open) = find_invitation(db, hash, now)? else {
        return Ok(None);
    };
    let proved: i64 = person_email::table
        .filter(person_email::person_id.eq(by.person))
        .filter(person_email::address_folded.eq(&open.address_folded))
        .filter(person_email::verified_at.is_not_null())
        .count()
        .get_result(db)?;
    if proved == 0 {
        return Ok(None);
    }
    let Some(open) = answer(db, hash, true, Some(by.person), now)? else {
        return Ok(None);
    };
    add_member(db, by, &open, new, now)?;
    Ok(Some(open))
}

/// Somebody new joins the network and the team at once: the link has proved their address.
///
/// # Errors
/// The database's.
pub fn join_invited(db: &mut Db, hash: &[u8], account: &NewAccount, new: &Accepted, now: UtcTime) -> Result<Option<OpenInvitation>> {
    let Some(open) = answer(db, hash, true, Some(account.person), now)? else {
        return Ok(None);
    };
    if !enter(db, account, &open.address, &open.address_folded, now)? {
        // somebody has proved it since: nothing of this is kept
        return Err(crate::db::Error::NotFound);
    }
    add_member(db, &Actor::of(account.person), &open, new, now)?;
    Ok(Some(open))
}

/// # Errors
/// The database's.
pub fn decline(db: &mut Db, hash: &[u8], by: Option<PersonId>, now: UtcTime) -> Result<bool> {
    Ok(answer(db, hash, false, by, now)?.is_some())
}

/// Puts somebody into the team; who is in it keeps the higher of both parts.
fn add_member(db: &mut Db, by: &Actor, open: &OpenInvitation, new: &Accepted, now: UtcTime) -> Result<()> {
    let present = membership::table
        .filter(membership::person_id.eq(by.person))
        .filter(membership::org_id.eq(open.org))
        .filter(membership::ended_at.is_null())
        .select((membership::id, membership::role))
        .into_boxed::<MultiBackend>();
    let known: Option<(MembershipId, MemberRole)> = present.first(db).optional()?;
    let (id, from) = match known {
        Some((id, role)) if role > open.role => {
            diesel::update(membership::table.filter(membership::id.eq(id)))
                .set(membership::role.eq(open.role))
                .execute(db)?;
            (id, Some(role))
        }
        Some(_) => return Ok(()),
        None => {
            diesel::insert_into(membership::table)
                .values((
                    membership::id.eq(new.membership),
                    membership::person_id.eq(by.person),
                    membership::org_id.eq(open.org),
                    membership::role.eq(open.role),
                    membership::created_at.eq(now),
                ))
                .execute(db)?;
            (new.membership, None)
        }
    };
    let change = Transition {
        org: Some(open.org),
        ..Transition::by(
            new.transition,
            by,
            "membership",
            AnyId::of(id),
            from.map(MemberRole::code),
            open.role.code(),
        )
    };
    trail::store::record(db, &change, now)
}
