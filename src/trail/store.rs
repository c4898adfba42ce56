//! Writing the trail, always in the transaction of what it tells of.

use diesel::prelude::*;

use super::{AuditEvent, Transition};
use crate::db::schema::{audit_event, transition};
use crate::db::{Db, Result};
use crate::kernel::UtcTime;

/// # Errors
/// The database's.
pub fn record(db: &mut Db, change: &Transition, at: UtcTime) -> Result<()> {
    diesel::insert_into(transition::table)
        .values((
            transition::id.eq(change.id),
            transition::org_id.eq(change.org),
            transition::entity_kind.eq(change.entity_kind),
            transition::entity_id.eq(change.entity),
            transition::from_state.eq(change.from.as_deref()),
            transition::to_state.eq(&change.to),
            transition::actor_id.eq(change.actor),
            transition::on_behalf_of.eq(change.on_behalf_of),
            transition::reason_code.eq(change.reason.as_deref()),
            transition::note.eq(change.note.as_deref()),
            transition::at.eq(at),
        ))
        .execute(db)?;
    Ok(())
}

/// # Errors
/// The database's.
pub fn audit(db: &mut Db, event: &AuditEvent, at: UtcTime) -> Result<()> {
    diesel::insert_into(audit_event::table)
        .values((
            audit_event::id.eq(event.id),
            audit_event::action.eq(event.action),
            audit_event::result.eq(event.result),
            audit_event::actor_id.eq(event.actor),
            audit_event::on_behalf_of.eq(event.on_behalf_of),
            audit_event::entity_kind.eq(event.entity.map(|(kind, _)| kind)),
            audit_event::entity_id.eq(event.entity.map(|(_, id)| id)),
            audit_event::detail.eq(&event.detail),
            audit_event::request_id.eq(event.request_id.as_deref()),
            audit_event::at.eq(at),
        ))
        .execute(db)?;
    Ok(())
}
