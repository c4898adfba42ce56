//! Writing the trail, always in the transaction of what it tells of.

mod events;
mod history;

pub use events::{EventFilter, count_waiting, list_events};
pub use history::{Entry, list};

use diesel::prelude::*;

use super::chain::{Event, Head, START, link};
use super::{AuditEvent, Transition, facts};
use crate::db::schema::{audit_event, person, transition};
use crate::db::{Db, Error, Result};
use crate::kernel::{AnyId, AuditId, OrgId, PersonId, UtcTime};

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
            transition::changes.eq(facts::written(&change.changes)),
        ))
        .execute(db)?;
    Ok(())
}

/// A step as it is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub from: Option<String>,
    pub to: String,
    /// Who took it, by name.
    pub by: Option<String>,
    pub on_behalf_of: Option<OrgId>,
    pub reason: Option<String>,
    pub note: Option<String>,
    pub at: UtcTime,
}

/// The steps of one thing, the oldest first.
///
/// # Errors
/// The database's.
pub fn list_steps(db: &mut Db, entity_kind: &str, entity: AnyId) -> Result<Vec<Past>> {
    type Row = (
        Option<String>,
        String,
        Option<String>,
        Option<OrgId>,
        Option<String>,
        Option<String>,
        UtcTime,
    );
    let rows: Vec<Row> = transition::table
        .left_join(person::table.on(transition::actor_id.eq(person::id.nullable())))
        .filter(transition::entity_kind.eq(entity_kind))
        .filter(transition::entity_id.eq(entity))
        .order((transition::at, transition::id))
        .select((
            transition::from_state,
            transition::to_state,
            person::name.nullable(),
            transition::on_behalf_of,
            transition::reason_code,
            transition::note,
            transition::at,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(from, to, by, on_behalf_of, reason, note, at)| Past {
            from,
            to,
            by,
            on_behalf_of,
            reason,
            note,
            at,
        })
        .collect())
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

type EventRow = (
    (AuditId, Option<OrgId>, String, String, Option<PersonId>, Option<OrgId>),
    (Option<String>, Option<AnyId>, String, Option<String>, UtcTime),
    (Option<i64>, Option<Vec<u8>>),
);

type EventColumns = (
    (
        audit_event::id,
        audit_event::org_id,
        audit_event::action,
        audit_event::result,
        audit_event::actor_id,
        audit_event::on_behalf_of,
    ),
    (
        audit_event::entity_kind,
        audit_event::entity_id,
        audit_event::detail,
        audit_event::request_id,
        audit_event::at,
    ),
    (audit_event::sealed_seq, audit_event::sealed_hash),
);

const EVENT: EventColumns = (
    (
        audit_event::id,
        audit_event::org_id,
        audit_event::action,
        audit_event::result,
        audit_event::actor_id,
        audit_event::on_behalf_of,
    ),
    (
        audit_event::entity_kind,
        audit_event::entity_id,
        audit_event::detail,
        audit_event::request_id,
        audit_event::at,
    ),
    (audit_event::sealed_seq, audit_event::sealed_hash),
);

fn read(row: EventRow) -> (Event, Option<i64>, Option<Vec<u8>>) {
    let ((id, org, action, result, actor, on_behalf_of), (entity_kind, entity, detail, request_id, at), (seq, hash)) = row;
    let event = Event {
        id,
        org,
        action,
        result,
        actor,
        on_behalf_of,
        entity_kind,
        entity,
        detail,
        request_id,
        at,
    };
    (event, seq, hash)
}

/// The end of the chain; `None` while nothing is sealed.
///
/// # Errors
/// The database's.
pub fn find_head(db: &mut Db) -> Result<Option<Head>> {
    let found: Option<(Option<i64>, Option<Vec<u8>>)> = audit_event::table
        .filter(audit_event::sealed_seq.is_not_null())
        .order(audit_event::sealed_seq.desc())
        .select((audit_event::sealed_seq, audit_event::sealed_hash))
        .first(db)
        .optional()?;
    Ok(found.and_then(|(seq, hash)| {
        Some(Head {
            seq: seq?,
            hash: hash?.try_into().ok()?,
        })
    }))
}

/// Seals up to `most` events, oldest first; returns how many. Of two who do it at once the second fails on the number.
///
/// # Errors
/// The database's; [`crate::db::Error::Conflict`] where another one sealed at the same moment.
pub fn seal(db: &mut Db, most: i64) -> Result<usize> {
    let waiting: Vec<EventRow> = audit_event::table
        .filter(audit_event::sealed_seq.is_null())
        .order((audit_event::at, audit_event::id))
        .limit(most)
        .select(EVENT)
        .load(db)?;
    let mut head = find_head(db)?.unwrap_or(Head { seq: 0, hash: START });
    let count = waiting.len();
    for row in waiting {
        let (event, ..) = read(row);
        head.seq += 1;
        head.hash = link(&head.hash, head.seq, &event);
        let sealed = diesel::update(
            audit_event::table
                .filter(audit_event::id.eq(event.id))
                .filter(audit_event::sealed_seq.is_null()),
        )
        .set((
            audit_event::sealed_seq.eq(Some(head.seq)),
            audit_event::sealed_hash.eq(Some(head.hash.as_slice())),
        ))
        .execute(db)?;
        if sealed == 0 {
            return Err(Error::Conflict("another one sealed it".to_owned()));
        }
    }
    Ok(count)
}

/// What a look at the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub head: Option<Head>,
    /// Events that are not sealed yet.
    pub waiting: i64,
    /// The number where the chain does not hold: an event is not what it was, or one is missing before it.
    pub broken_at: Option<i64>,
    /// The head that was written down once is in the chain; `None` where none was given.
    pub knows_head: Option<bool>,
}

/// Goes through the chain from its first event; `noted` is a head that was written down once.
///
/// # Errors
/// The database's.
pub fn verify(db: &mut Db, noted: Option<Head>) -> Result<Chain> {
    const PAGE: i64 = 2_000;
    let mut head = Head { seq: 0, hash: START };
    let mut chain = Chain {
        head: None,
        waiting: audit_event::table
            .filter(audit_event::sealed_seq.is_null())
            .count()
            .get_result(db)?,
        broken_at: None,
        knows_head: noted.map(|_| false),
    };
    loop {
        let rows: Vec<EventRow> = audit_event::table
            .filter(audit_event::sealed_seq.gt(head.seq))
            .order(audit_event::sealed_seq)
            .limit(PAGE)
            .select(EVENT)
            .load(db)?;
        if rows.is_empty() {
            return Ok(chain);
        }
        for row in rows {
            let (event, seq, hash) = read(row);
            let expected = link(&head.hash, head.seq + 1, &event);
            if seq != Some(head.seq + 1) || hash.as_deref() != Some(expected.as_slice()) {
                chain.broken_at = Some(head.seq + 1);
                return Ok(chain);
            }
            head = Head {
                seq: head.seq + 1,
                hash: expected,
            };
            chain.head = Some(head);
            if noted == Some(head) {
                chain.knows_head = Some(true);
            }
        }
    }
}
