//! Reading what happened to records.

use diesel::prelude::*;

use crate::db::schema::transition;
use crate::db::{Db, Error, MultiBackend, Result};
use crate::kernel::{AnyId, OrgId, PersonId, TransitionId, UtcTime};
use crate::trail::{FieldChange, facts};

/// One row of a history.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: TransitionId,
    pub kind: String,
    pub entity: AnyId,
    pub from: Option<String>,
    pub to: String,
    pub actor: Option<PersonId>,
    pub on_behalf_of: Option<OrgId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: UtcTime,
    pub changes: Vec<FieldChange>,
}

type Row = (
    (TransitionId, String, AnyId, Option<String>, String),
    (Option<PersonId>, Option<OrgId>, Option<String>, Option<String>, UtcTime),
    String,
);

/// What happened to some records, the newest first, with how much there is in all. Where an organisation is given, only the rows that are
/// its own.
///
/// # Errors
/// The database's; [`Error::Query`] where a row holds no list of changes.
pub fn list(db: &mut Db, records: &[AnyId], org: Option<OrgId>, (skip, most): (i64, i64)) -> Result<(Vec<Entry>, i64)> {
    let filtered = || {
        let query = transition::table
            .filter(transition::entity_id.eq_any(records.to_vec()))
            .into_boxed::<MultiBackend>();
        match org {
            Some(org) => query.filter(transition::org_id.eq(org)),
            None => query,
        }
    };
    let all = filtered().count().get_result(db)?;
    let rows: Vec<Row> = filtered()
        .order((transition::at.desc(), transition::id.desc()))
        .offset(skip)
        .limit(most)
        .select((
            (
                transition::id,
                transition::entity_kind,
                transition::entity_id,
                transition::from_state,
                transition::to_state,
            ),
            (
                transition::actor_id,
                transition::on_behalf_of,
                transition::reason_code,
                transition::note,
                transition::at,
            ),
            transition::changes,
        ))
        .load(db)?;
    let entries: Result<Vec<Entry>> = rows.into_iter().map(entry).collect();
    Ok((entries?, all))
}

fn entry(((id, kind, entity, from, to), (actor, on_behalf_of, reason, note, at), changes): Row) -> Result<Entry> {
    let changes = facts::read(&changes).map_err(|error| Error::Query(diesel::result::Error::DeserializationError(Box::new(error))))?;
    Ok(Entry {
        id,
        kind,
        entity,
        from,
        to,
        actor,
        on_behalf_of,
        reason,
        note,
        at,
        changes,
    })
}
