//! Who may do what with a seat or a place: pure functions of an actor and what it belongs to. Both follow the same rules.

use super::{Place, Seat};
use crate::kernel::actor::MemberRole;
use crate::kernel::{Actor, OrgId, PersonId};

/// The person whose it is.
fn is_own(actor: &Actor, person: Option<PersonId>) -> bool {
    person == Some(actor.person)
}

/// An editor of the agency that applied for the person.
fn applied(actor: &Actor, for_org: Option<OrgId>) -> bool {
    for_org.is_some_and(|org| {
        actor
            .membership(org)
            .is_some_and(|membership| membership.role <= MemberRole::Editor)
    })
}

/// A reviewer or more of the organisation that gives it, acting for it.
fn decides(actor: &Actor, org: OrgId) -> bool {
    actor.acting_for == Some(org)
        && actor
            .membership(org)
            .is_some_and(|membership| membership.role <= MemberRole::Reviewer)
}

/// May this actor answer an offer or step back: the person themselves.
#[must_use]
pub fn may_answer(actor: &Actor, seat: &Seat) -> bool {
    is_own(actor, seat.person)
}

/// May this actor step back for the person: the person, or an editor of the agency that applied for them.
#[must_use]
pub fn may_withdraw(actor: &Actor, seat: &Seat) -> bool {
    is_own(actor, seat.person) || applied(actor, seat.for_org)
}

/// May this actor decide on the application: a reviewer or more of the provider, acting for it.
#[must_use]
pub fn may_decide(actor: &Actor, seat: &Seat) -> bool {
    decides(actor, seat.org)
}

/// As [`may_answer`], for a place.
#[must_use]
pub fn may_answer_place(actor: &Actor, place: &Place) -> bool {
    is_own(actor, place.person)
}

/// As [`may_withdraw`], for a place.
#[must_use]
pub fn may_withdraw_place(actor: &Actor, place: &Place) -> bool {
    is_own(actor, place.person) || applied(actor, place.for_org)
}

/// As [`may_decide`], for a place: a reviewer or more of the facility, acting for it.
#[must_use]
pub fn may_decide_place(actor: &Actor, place: &Place) -> bool {
    decides(actor, place.org)
}
