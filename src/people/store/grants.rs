//! Parts beyond an organisation, and what is done to an account by others. Every command reads again inside its transaction
//! what its actor may do, behind the lock that all of them take: the last administrator stays one.

use diesel::prelude::*;

use super::{end_sessions, list_grants, remove_factor};
use crate::db::schema::{credential, person, person_grant};
use crate::db::{Db, Error, MultiBackend, Result, dialect};
use crate::kernel::actor::GrantRole;
use crate::kernel::{Actor, AnyId, AuditId, GrantId, PersonId, TransitionId, UtcTime};
use crate::network::GroupingCode;
use crate::people::{PersonState, policy};
use crate::trail::store::{audit, record};
use crate::trail::{AuditEvent, Transition};

/// A part that is about to be granted. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct NewGrant {
    pub id: GrantId,
    pub person: PersonId,
    pub role: GrantRole,
    pub grouping: Option<GroupingCode>,
    pub reason: String,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    Done,
    /// It is so already.
    Already,
    /// Whoever asked may not do that.
    Refused,
    /// Somebody has to be left who can undo it.
    LastAdministrator,
}

impl Decided {
    fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Already => "unchanged",
            Self::Refused | Self::LastAdministrator => "refused",
        }
    }
}

/// The administrators with an open account, locked: whoever grants or withdraws comes one after the other.
fn lock_administrators(db: &mut Db) -> Result<Vec<PersonId>> {
    let rows = person_grant::table
        .filter(person_grant::role.eq(GrantRole::Administrator))
        .filter(person_grant::ended_at.is_null())
        .order(person_grant::id)
        .select(person_grant::person_id);
    let granted: Vec<PersonId> = dialect::lock(rows).load(db)?;
    Ok(person::table
        .filter(person::id.eq_any(granted))
        .filter(person::state.eq(PersonState::Active))
        .select(person::id)
        .load(db)?)
}

/// The actor with the parts that they have now, not when the request came.
fn as_of_now(db: &mut Db, by: &Actor) -> Result<Actor> {
    Ok(Actor {
        grants: list_grants(db, by.person)?,
        ..by.clone()
    })
}

fn note(
    db: &mut Db,
    id: AuditId,
    action: &'static str,
    decided: Decided,
    by: &Actor,
    whom: PersonId,
    detail: String,
    now: UtcTime,
) -> Result<Decided> {
    let event = AuditEvent {
        id,
        action,
        result: decided.code(),
        actor: Some(by.person),
        on_behalf_of: None,
        entity: Some(("person", AnyId::of(whom))),
        detail,
        request_id: None,
    };
    audit(db, &event, now)?;
    Ok(decided)
}

fn named(role: GrantRole, grouping: Option<GroupingCode>) -> String {
    grouping.map_or_else(|| role.to_string(), |grouping| format!("{role} {grouping}"))
}

/// Grants somebody a part, with a reason; it holds from their next request on.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is nobody with an open account.
pub fn grant(db: &mut Db, by: &Actor, new: &NewGrant, event: AuditId, now: UtcTime) -> Result<Decided> {
    lock_administrators(db)?;
    let by = as_of_now(db, by)?;
    let is_open: i64 = person::table
        .filter(person::id.eq(new.person))
        .filter(person::state.eq(PersonState::Active))
        .count()
        .get_result(db)?;
    if is_open == 0 {
        return Err(Error::NotFound);
    }
    let mut same = person_grant::table
        .filter(person_grant::person_id.eq(new.person))
        .filter(person_grant::role.eq(new.role))
        .filter(person_grant::ended_at.is_null())
        .select(person_grant::id)
        .into_boxed::<MultiBackend>();
    if let Some(grouping) = new.grouping {
        same = same.filter(person_grant::grouping.eq(grouping));
    }
    let decided = if !policy::may_grant(&by, new.person, new.role) {
        Decided::Refused
    } else if same.first::<GrantId>(db).optional()?.is_some() {
        Decided::Already
    } else {
        diesel::insert_into(person_grant::table)
            .values((
                person_grant::id.eq(new.id),
                person_grant::person_id.eq(new.person),
                person_grant::role.eq(new.role),
                person_grant::grouping.eq(new.grouping),
                person_grant::reason.eq(&new.reason),
                person_grant::granted_by.eq(Some(by.person)),
                person_grant::granted_at.eq(now),
            ))
            .execute(db)?;
        Decided::Done
    };
    note(db, event, "grant", decided, &by, new.person, named(new.role, new.grouping), now)
}

/// Withdraws a part, with a reason; it is gone with the next request. The last administrator keeps theirs.
///
/// # Errors
/// The database's; [`Error::NotFound`] where this person has no such part.
pub fn withdraw_grant(
    db: &mut Db,
    by: &Actor,
    (whom, id): (PersonId, GrantId),
    reason: &str,
    event: AuditId,
    now: UtcTime,
) -> Result<Decided> {
    let administrators = lock_administrators(db)?;
    let by = as_of_now(db, by)?;
    let live = person_grant::table
        .filter(person_grant::id.eq(id))
        .filter(person_grant::person_id.eq(whom))
        .filter(person_grant::ended_at.is_null());
    let (role, grouping): (GrantRole, Option<GroupingCode>) = live.select((person_grant::role, person_grant::grouping)).first(db)?;
    let decided = if !policy::may_withdraw(&by, role) {
        Decided::Refused
    } else if role == GrantRole::Administrator && administrators.iter().all(|other| *other == whom) {
        Decided::LastAdministrator
    } else {
        diesel::update(person_grant::table.filter(person_grant::id.eq(id)))
            .set((person_grant::ended_at.eq(Some(now)), person_grant::ended_reason.eq(Some(reason))))
            .execute(db)?;
        Decided::Done
    };
    note(db, event, "grant-withdraw", decided, &by, whom, named(role, grouping), now)
}

/// What an administrator does to an account. The ids are made before the write.
#[derive(Debug, Clone)]
pub struct Kept {
    pub person: PersonId,
    pub reason: String,
    pub event: AuditId,
    pub transition: TransitionId,
}

/// Takes a second factor away, with all that was signed in: whoever needs one sets it up anew.
///
/// # Errors
/// The database's.
pub fn take_factor(db: &mut Db, by: &Actor, kept: &Kept, now: UtcTime) -> Result<Decided> {
    let by = as_of_now(db, by)?;
    let decided = if policy::may_keep_account(&by, kept.person) {
        remove_factor(db, kept.person)?;
        end_sessions(db, kept.person)?;
        Decided::Done
    } else {
        Decided::Refused
    };
    note(db, kept.event, "factor-take", decided, &by, kept.person, String::new(), now)
}

/// Ends every session of somebody, on every server.
///
/// # Errors
/// The database's.
pub fn end_all_sessions(db: &mut Db, by: &Actor, kept: &Kept, now: UtcTime) -> Result<Decided> {
    let by = as_of_now(db, by)?;
    let decided = if policy::may_keep_account(&by, kept.person) {
        end_sessions(db, kept.person)?;
        Decided::Done
    } else {
        Decided::Refused
    };
    note(db, kept.event, "sessions-end", decided, &by, kept.person, String::new(), now)
}

/// Closes an account: its sessions end at once, and nobody signs in to it.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is nobody.
pub fn close_account(db: &mut Db, by: &Actor, kept: &Kept, now: UtcTime) -> Result<Decided> {
    let administrators = lock_administrators(db)?;
    let by = as_of_now(db, by)?;
    let state = lock_state(db, kept.person)?;
    let decided = if !policy::may_keep_account(&by, kept.person) {
        Decided::Refused
    } else if administrators == [kept.person] {
        Decided::LastAdministrator
    } else if state == PersonState::Active {
        end_sessions(db, kept.person)?;
        set_state(db, &by, kept, (state, PersonState::Closed), now)?;
        Decided::Done
    } else {
        Decided::Already
    };
    note(db, kept.event, "account-close", decided, &by, kept.person, String::new(), now)
}

/// Opens a closed account again.
///
/// # Errors
/// The database's; [`Error::NotFound`] where there is nobody.
pub fn reopen_account(db: &mut Db, by: &Actor, kept: &Kept, now: UtcTime) -> Result<Decided> {
    let by = as_of_now(db, by)?;
    let state = lock_state(db, kept.person)?;
    let has_password: i64 = credential::table
        .filter(credential::person_id.eq(kept.person))
        .count()
        .get_result(db)?;
    let decided = if !policy::may_keep_account(&by, kept.person) {
        Decided::Refused
    } else if state == PersonState::Closed && has_password > 0 {
        set_state(db, &by, kept, (state, PersonState::Active), now)?;
        Decided::Done
    } else {
        Decided::Already
    };
    note(db, kept.event, "account-reopen", decided, &by, kept.person, String::new(), now)
}

fn lock_state(db: &mut Db, id: PersonId) -> Result<PersonState> {
    let row = person::table
        .filter(person::id.eq(id))
        .filter(person::erased_at.is_null())
        .filter(person::merged_into.is_null())
        .select(person::state);
    dialect::lock(row).load(db)?.into_iter().next().ok_or(Error::NotFound)
}

fn set_state(db: &mut Db, by: &Actor, kept: &Kept, (from, to): (PersonState, PersonState), now: UtcTime) -> Result<()> {
    diesel::update(person::table.filter(person::id.eq(kept.person)))
        .set((person::state.eq(to), person::updated_at.eq(now)))
        .execute(db)?;
    let change = Transition {
        note: Some(kept.reason.clone()),
        ..Transition::by(kept.transition, by, "person", AnyId::of(kept.person), Some(from.code()), to.code())
    };
    record(db, &change, now)
}
