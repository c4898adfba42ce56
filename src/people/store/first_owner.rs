//! The first owner of an organisation of which nobody has an account: invited by whoever decides about it, and never themselves. An
//! invitation holds only as long as all of that is so.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::invitations::{end_all, put};
use super::{InvitedOutcome, NewInvitation, OpenInvitation, find_by_address, find_without_account, list_grants, list_memberships};
use crate::db::schema::{organisation, person};
use crate::db::{Db, Result, dialect};
use crate::kernel::actor::MemberRole;
use crate::kernel::{Actor, AnyId, AuditId, OrgId, PersonId, TransitionId, UtcTime};
use crate::network::OrgState;
use crate::people::{PersonState, policy};
use crate::trail::store::{audit, record};
use crate::trail::{AuditEvent, Transition};

/// What is written down of it. The ids are made before the write.
#[derive(Debug, Clone, Copy)]
pub struct Noted {
    pub transition: TransitionId,
    pub event: AuditId,
}

/// May this actor, with the parts that they have now, bring a first owner into that organisation? Its row is locked.
fn may_bring(db: &mut Db, by: PersonId, org: OrgId, day: NaiveDate) -> Result<bool> {
    let row = organisation::table.filter(organisation::id.eq(org)).select(organisation::id);
    dialect::lock(row).load::<OrgId>(db)?;
    let is_open: i64 = person::table
        .filter(person::id.eq(by))
        .filter(person::state.eq(PersonState::Active))
        .count()
        .get_result(db)?;
    let actor = Actor {
        grants: list_grants(db, by)?,
        memberships: list_memberships(db, by)?,
        ..Actor::of(by)
    };
    Ok(is_open > 0 && find_without_account(db, &actor, org, day)?.is_some())
}

/// Does an invitation of a first owner still hold for whoever answers it?
pub(super) fn may_still_bring(db: &mut Db, open: &OpenInvitation, by: Option<PersonId>, day: NaiveDate) -> Result<bool> {
    Ok(policy::may_be_first_owner(open.invited_by, open.role, by) && may_bring(db, open.invited_by, open.org, day)?)
}

/// Invites the first owner; an older invitation into that organisation ends.
///
/// # Errors
/// The database's.
pub fn invite_first_owner(db: &mut Db, by: &Actor, new: &NewInvitation, noted: Noted, now: UtcTime) -> Result<InvitedOutcome> {
    if new.role != MemberRole::Owner || !may_bring(db, by.person, new.org, now.day())? {
        return Ok(InvitedOutcome::Refused);
    }
    if find_by_address(db, &new.address_folded)? == Some(by.person) {
        return Ok(InvitedOutcome::Own);
    }
    let by = acting(by, new.org);
    end_all(db, new.org, by.person, now)?;
    put(db, &by, new, now)?;
    note(db, &by, new.org, ("owner-invite", "owner-invited"), noted, now)?;
    Ok(InvitedOutcome::Sent)
}

/// Takes that invitation back. `false` where there is none, or it is not theirs to take.
///
/// # Errors
/// The database's.
pub fn withdraw_first_owner(db: &mut Db, by: &Actor, org: OrgId, noted: Noted, now: UtcTime) -> Result<bool> {
    if !may_bring(db, by.person, org, now.day())? || !end_all(db, org, by.person, now)? {
        return Ok(false);
    }
    note(db, &acting(by, org), org, ("owner-withdraw", "owner-withdrawn"), noted, now)?;
    Ok(true)
}

/// What they do in its name.
fn acting(by: &Actor, org: OrgId) -> Actor {
    Actor {
        acting_for: Some(org),
        ..by.clone()
    }
}

/// A row in the history of the organisation, and an event of the audit trail.
fn note(db: &mut Db, by: &Actor, org: OrgId, (action, reason): (&'static str, &str), noted: Noted, now: UtcTime) -> Result<()> {
    let listed = OrgState::Listed.code();
    let change = Transition {
        org: Some(org),
        reason: Some(reason.to_owned()),
        ..Transition::by(noted.transition, by, "organisation", AnyId::of(org), Some(listed), listed)
    };
    record(db, &change, now)?;
    let event = AuditEvent {
        id: noted.event,
        action,
        result: "done",
        actor: Some(by.person),
        on_behalf_of: Some(org),
        entity: Some(("organisation", AnyId::of(org))),
        detail: String::new(),
        request_id: None,
    };
    audit(db, &event, now)
}
