//! The team of an organisation. Whoever changes it locks its memberships first, so that of two owners who remove each other
//! one stays.

use diesel::prelude::*;

use super::invitations::withdraw_all_of;
use crate::db::schema::{membership, person};
use crate::db::{Db, Result, dialect};
use crate::kernel::actor::MemberRole;
use crate::kernel::{Actor, AnyId, MembershipId, OrgId, PersonId, TransitionId, UtcTime};
use crate::people::{PersonState, policy};
use crate::trail::{self, Transition};

/// Somebody of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub membership: MembershipId,
    pub person: PersonId,
    pub name: String,
    pub role: MemberRole,
    pub since: UtcTime,
    /// They have an account that is open.
    pub can_sign_in: bool,
}

/// The team, owners first.
///
/// # Errors
/// The database's.
pub fn list_members(db: &mut Db, org: OrgId) -> Result<Vec<Member>> {
    let rows: Vec<(MembershipId, PersonId, String, MemberRole, UtcTime, PersonState)> = membership::table
        .inner_join(person::table)
        .filter(membership::org_id.eq(org))
        .filter(membership::ended_at.is_null())
        .order((person::name_folded, membership::id))
        .select((
            membership::id,
            person::id,
            person::name,
            membership::role,
            membership::created_at,
            person::state,
        ))
        .load(db)?;
    let mut team: Vec<Member> = rows
        .into_iter()
        .map(|(membership, person, name, role, since, state)| Member {
            membership,
            person,
            name,
            role,
            since,
            can_sign_in: state == PersonState::Active,
        })
        .collect();
    team.sort_by_key(|member| member.role);
    Ok(team)
}

/// Those of a team who may do at least what this part may, and can sign in: whom letters to the organisation go to.
///
/// # Errors
/// The database's.
pub fn list_of_team(db: &mut Db, org: OrgId, least: MemberRole) -> Result<Vec<PersonId>> {
    let team = list_members(db, org)?.into_iter();
    Ok(team
        .filter(|member| member.role <= least && member.can_sign_in)
        .map(|member| member.person)
        .collect())
}

/// What came of a change of the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamChange {
    Done,
    /// Nobody of the team, or no longer.
    NotThere,
    /// Whoever asked may not do that, or no longer.
    Refused,
    /// There has to be an owner.
    LastOwner,
}

/// The team with its lock held.
struct Team(Vec<(MembershipId, PersonId, MemberRole)>);

impl Team {
    fn lock(db: &mut Db, org: OrgId) -> Result<Self> {
        let rows = membership::table
            .filter(membership::org_id.eq(org))
            .filter(membership::ended_at.is_null())
            .order(membership::id)
            .select((membership::id, membership::person_id, membership::role));
        Ok(Self(dialect::lock(rows).load(db)?))
    }

    fn find(&self, id: MembershipId) -> Option<(PersonId, MemberRole)> {
        self.0.iter().find(|row| row.0 == id).map(|row| (row.1, row.2))
    }

    fn of(&self, person: PersonId) -> Option<(MembershipId, MemberRole)> {
        self.0.iter().find(|row| row.1 == person).map(|row| (row.0, row.2))
    }

    /// Is there an owner who can sign in, other than this one?
    fn has_other_owner(&self, db: &mut Db, than: MembershipId) -> Result<bool> {
        let owners = self.0.iter().filter(|row| row.0 != than && row.2 == MemberRole::Owner);
        let owners: Vec<PersonId> = owners.map(|row| row.1).collect();
        let active: i64 = person::table
            .filter(person::id.eq_any(owners))
            .filter(person::state.eq(PersonState::Active))
            .count()
            .get_result(db)?;
        Ok(active > 0)
    }
}

/// Gives a member another part.
///
/// # Errors
/// The database's.
pub fn set_role(
    db: &mut Db,
    by: &Actor,
    org: OrgId,
    id: MembershipId,
    role: MemberRole,
    transition: TransitionId,
    now: UtcTime,
) -> Result<TeamChange> {
    let team = Team::lock(db, org)?;
    let Some((whom, from)) = team.find(id) else {
        return Ok(TeamChange::NotThere);
    };
    if !team.of(by.person).is_some_and(|(_, own)| policy::may_invite(own, role)) {
        return Ok(TeamChange::Refused);
    }
    if from == MemberRole::Owner && role != MemberRole::Owner && !team.has_other_owner(db, id)? {
        return Ok(TeamChange::LastOwner);
    }
    if from != role {
        put_role(db, by, (org, id), (from, role), transition, now)?;
        if from < role {
            withdraw_all_of(db, org, whom, by.person, now)?;
        }
    }
    Ok(TeamChange::Done)
}

fn put_role(
    db: &mut Db,
    by: &Actor,
    (org, id): (OrgId, MembershipId),
    (from, to): (MemberRole, MemberRole),
    transition: TransitionId,
    now: UtcTime,
) -> Result<()> {
    diesel::update(membership::table.filter(membership::id.eq(id)))
        .set(membership::role.eq(to))
        .execute(db)?;
    let change = Transition {
        org: Some(org),
        ..Transition::by(transition, by, "membership", AnyId::of(id), Some(from.code()), to.code())
    };
    trail::store::record(db, &change, now)
}

/// Takes a member out of the team: an owner anybody, everybody else themselves.
///
/// # Errors
/// The database's.
pub fn end_membership(db: &mut Db, by: &Actor, org: OrgId, id: MembershipId, transition: TransitionId, now: UtcTime) -> Result<TeamChange> {
    let team = Team::lock(db, org)?;
    let Some((whom, role)) = team.find(id) else {
        return Ok(TeamChange::NotThere);
    };
    let may = whom == by.person || team.of(by.person).is_some_and(|(_, own)| policy::may_keep_team(own));
    if !may {
        return Ok(TeamChange::Refused);
    }
    if role == MemberRole::Owner && !team.has_other_owner(db, id)? {
        return Ok(TeamChange::LastOwner);
    }
    diesel::update(membership::table.filter(membership::id.eq(id)))
        .set(membership::ended_at.eq(Some(now)))
        .execute(db)?;
    withdraw_all_of(db, org, whom, by.person, now)?;
    let change = Transition {
        org: Some(org),
        ..Transition::by(transition, by, "membership", AnyId::of(id), Some(role.code()), "ended")
    };
    trail::store::record(db, &change, now)?;
    Ok(TeamChange::Done)
}

/// Makes somebody else the owner; whoever was it edits from now on.
///
/// # Errors
/// The database's.
pub fn hand_over(
    db: &mut Db,
    by: &Actor,
    org: OrgId,
    to: MembershipId,
    [first, second]: [TransitionId; 2],
    now: UtcTime,
) -> Result<TeamChange> {
    let team = Team::lock(db, org)?;
    let Some((_, from)) = team.find(to) else {
        return Ok(TeamChange::NotThere);
    };
    let Some((own, MemberRole::Owner)) = team.of(by.person) else {
        return Ok(TeamChange::Refused);
    };
    let can_sign_in = list_members(db, org)?
        .iter()
        .any(|member| member.membership == to && member.can_sign_in);
    if own == to || !can_sign_in {
        return Ok(TeamChange::NotThere);
    }
    if from != MemberRole::Owner {
        put_role(db, by, (org, to), (from, MemberRole::Owner), first, now)?;
    }
    put_role(db, by, (org, own), (MemberRole::Owner, MemberRole::Editor), second, now)?;
    withdraw_all_of(db, org, by.person, by.person, now)?;
    Ok(TeamChange::Done)
}
