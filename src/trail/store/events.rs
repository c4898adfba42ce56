//! Reading audit events.

use diesel::prelude::*;

use super::{EVENT, EventRow, read};
use crate::db::schema::audit_event;
use crate::db::{Db, MultiBackend, Result};
use crate::kernel::{AnyId, PersonId};
use crate::trail::chain::Event;

/// Which events are looked for; what is absent narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    pub action: Option<String>,
    pub result: Option<String>,
    pub actor: Option<PersonId>,
    pub entity: Option<AnyId>,
}

/// Events, the newest first, each with its number in the chain where it is sealed; and how many there are in all.
///
/// # Errors
/// The database's.
pub fn list_events(db: &mut Db, filter: &EventFilter, (skip, most): (i64, i64)) -> Result<(Vec<(Event, Option<i64>)>, i64)> {
    let filtered = || {
        let mut query = audit_event::table.into_boxed::<MultiBackend>();
        if let Some(action) = filter.action.clone() {
            query = query.filter(audit_event::action.eq(action));
        }
        if let Some(result) = filter.result.clone() {
            query = query.filter(audit_event::result.eq(result));
        }
        if let Some(actor) = filter.actor {
            query = query.filter(audit_event::actor_id.eq(actor));
        }
        if let Some(entity) = filter.entity {
            query = query.filter(audit_event::entity_id.eq(entity));
        }
        query
    };
    let all = filtered().count().get_result(db)?;
    let rows: Vec<EventRow> = filtered()
        .order((audit_event::at.desc(), audit_event::id.desc()))
        .offset(skip)
        .limit(most)
        .select(EVENT)
        .load(db)?;
    let events = rows.into_iter().map(|row| {
        let (event, seq, _) = read(row);
        (event, seq)
    });
    Ok((events.collect(), all))
}

/// How many events wait to be sealed.
///
/// # Errors
/// The database's.
pub fn count_waiting(db: &mut Db) -> Result<i64> {
    Ok(audit_event::table
        .filter(audit_event::sealed_seq.is_null())
        .count()
        .get_result(db)?)
}
