//! Who may plan courses and runs: pure functions of an actor and a thing.

use super::OfferingState;
use crate::kernel::actor::MemberRole;
use crate::kernel::{Actor, OrgId};

/// May this actor write down courses and runs of the organisation: an editor or more, acting for it.
#[must_use]
pub fn may_plan(actor: &Actor, org: OrgId) -> bool {
    actor.acting_for == Some(org)
        && actor
            .membership(org)
            .is_some_and(|membership| membership.is_provider && membership.role <= MemberRole::Editor)
}

/// How much of a run can still be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editable {
    /// Nobody has relied on any of it.
    Whole,
    /// People have read it: dates, places, languages and cost stand; seats, texts, deadline and contact can change.
    Terms,
    /// It is over, or was called off.
    Nothing,
}

/// What can be changed of a run in this state.
#[must_use]
pub fn editable(state: OfferingState) -> Editable {
    match state {
        OfferingState::Draft | OfferingState::InReview | OfferingState::ChangesRequested => Editable::Whole,
        OfferingState::Published | OfferingState::Confirmed | OfferingState::Postponed => Editable::Terms,
        OfferingState::InProgress | OfferingState::Delivered | OfferingState::Closed | OfferingState::Cancelled => Editable::Nothing,
    }
}
