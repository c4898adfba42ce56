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

/// May this actor read who applied to the organisation: whoever decides. A viewer sees how many did.
#[must_use]
pub fn may_read_applications(actor: &Actor, org: OrgId) -> bool {
    decides(actor, org)
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

/// May this actor write the results of a run of this organisation: as [`may_decide`].
#[must_use]
pub fn may_report(actor: &Actor, org: OrgId) -> bool {
    decides(actor, org)
}

/// May this actor pause or call off a slot of this organisation: an editor or more of a facility, acting for it.
#[must_use]
pub fn may_stop(actor: &Actor, org: OrgId) -> bool {
    actor.acting_for == Some(org)
        && actor
            .membership(org)
            .is_some_and(|membership| membership.is_facility && membership.role <= MemberRole::Editor)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::Membership;
    use crate::kernel::ids::Id as _;

    #[test]
    fn sec_67_who_applied_is_for_those_who_decide() {
        let id = |number| OrgId::new(uuid::Uuid::from_u128(number));
        let actor = |role, acting_for| Actor {
            memberships: vec![Membership {
                org: id(1),
                role,
                name: String::new(),
                language: "en".to_owned(),
                is_provider: true,
                is_facility: true,
                is_agency: false,
                is_coordinating: false,
                is_listed: true,
                is_on_behalf: false,
            }],
            acting_for,
            ..Actor::of(PersonId::new(uuid::Uuid::from_u128(1)))
        };
        for role in MemberRole::ALL.iter().copied() {
            let expected = role <= MemberRole::Reviewer;
            assert_eq!(may_read_applications(&actor(role, Some(id(1))), id(1)), expected, "{role:?}");
            assert!(!may_read_applications(&actor(role, Some(id(2))), id(2)), "another organisation's");
            assert!(!may_read_applications(&actor(role, None), id(1)), "not acting for it");
        }
    }
}
