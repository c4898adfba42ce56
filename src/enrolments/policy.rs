//! Who may do what with a seat: pure functions of an actor and a seat.

use super::Seat;
use crate::kernel::Actor;
use crate::kernel::actor::MemberRole;

/// May this actor answer an offer or step back: the person themselves.
#[must_use]
pub fn may_answer(actor: &Actor, seat: &Seat) -> bool {
    seat.person == Some(actor.person)
}

/// May this actor step back for the person: the person, or an editor of the agency that applied for them.
#[must_use]
pub fn may_withdraw(actor: &Actor, seat: &Seat) -> bool {
    may_answer(actor, seat)
        || seat.for_org.is_some_and(|org| {
            actor
                .membership(org)
                .is_some_and(|membership| membership.role <= MemberRole::Editor)
        })
}

/// May this actor decide on the application: a reviewer or more of the provider, acting for it.
#[must_use]
pub fn may_decide(actor: &Actor, seat: &Seat) -> bool {
    actor.acting_for == Some(seat.org)
        && actor
            .membership(seat.org)
            .is_some_and(|membership| membership.role <= MemberRole::Reviewer)
}
