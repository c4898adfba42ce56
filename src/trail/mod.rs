//! The trail: every change of state is one row that nobody changes afterwards, with what it changed. Audit events are sealed into a
//! chain.

pub mod chain;
pub mod facts;
pub mod jobs;
pub mod policy;
pub mod store;
pub mod web;

pub use facts::{Facts, FieldChange, differences};

use crate::kernel::{Actor, AnyId, OrgId, PersonId, TransitionId};

crate::text_enum! {
    /// What has a history that people read.
    RecordKind {
        Course = "course", Offering = "offering", Slot = "slot", Need = "need", Seat = "seat", Place = "place", Organisation = "organisation",
    }
}

/// One change of state.
#[derive(Debug, Clone)]
pub struct Transition {
    pub id: TransitionId,
    pub org: Option<OrgId>,
    pub entity_kind: &'static str,
    pub entity: AnyId,
    pub from: Option<String>,
    pub to: String,
    pub actor: Option<PersonId>,
    pub on_behalf_of: Option<OrgId>,
    pub reason: Option<String>,
    /// What was changed, in codes and numbers. What people wrote is never here: the trail cannot be erased.
    pub note: Option<String>,
    /// What was changed beside the state.
    pub changes: Vec<FieldChange>,
}

impl Transition {
    /// A change by this actor, for whom they act.
    #[must_use]
    pub fn by(id: TransitionId, actor: &Actor, entity_kind: &'static str, entity: AnyId, from: Option<&str>, to: &str) -> Self {
        Self {
            id,
            org: None,
            entity_kind,
            entity,
            from: from.map(str::to_owned),
            to: to.to_owned(),
            actor: Some(actor.person),
            on_behalf_of: actor.acting_for,
            reason: None,
            note: None,
            changes: Vec::new(),
        }
    }

    /// A change that time brought about: nobody made it.
    #[must_use]
    pub fn by_time(id: TransitionId, org: OrgId, entity_kind: &'static str, entity: AnyId, from: &str) -> Self {
        Self {
            id,
            org: Some(org),
            entity_kind,
            entity,
            from: Some(from.to_owned()),
            to: String::new(),
            actor: None,
            on_behalf_of: None,
            reason: None,
            note: None,
            changes: Vec::new(),
        }
    }
}

/// Something that has to be known afterwards: a sign-in, a refusal, a grant, an export.
#[derive(Debug, Clone)]
pub struct AuditEvent {
    pub id: crate::kernel::AuditId,
    pub action: &'static str,
    pub result: &'static str,
    pub actor: Option<PersonId>,
    pub on_behalf_of: Option<OrgId>,
    pub entity: Option<(&'static str, AnyId)>,
    /// Codes and ids, never names or addresses.
    pub detail: String,
    pub request_id: Option<String>,
}
