//! Who may read a history: pure functions of an actor and of what the record is.

use super::RecordKind;
use crate::kernel::actor::{GrantRole, MemberRole};
use crate::kernel::{Actor, OrgId, PersonId};

impl RecordKind {
    /// Does its history tell who asked for something, and what became of them?
    #[must_use]
    pub fn is_about_people(self) -> bool {
        matches!(self, Self::Seat | Self::Place)
    }
}

/// A member of the organisation whose record it is, acting for it: any role, and of applications those who decide on them. They do not
/// read what others did with a record of the same id.
#[must_use]
pub fn may_read(actor: &Actor, kind: RecordKind, org: OrgId) -> bool {
    let least = if kind.is_about_people() {
        MemberRole::Reviewer
    } else {
        MemberRole::Viewer
    };
    actor.acting_for == Some(org) && actor.membership(org).is_some_and(|membership| membership.role <= least)
}

/// A coordinator, of what organisations within the purview do; not of people's applications, nor of what nobody is to see the name with.
#[must_use]
pub fn may_read_within(actor: &Actor, kind: RecordKind, is_within: bool, is_private: bool) -> bool {
    actor.has(GrantRole::Coordinator) && is_within && !is_private && !kind.is_about_people()
}

/// An administrator, of everything.
#[must_use]
pub fn may_read_all(actor: &Actor) -> bool {
    actor.has(GrantRole::Administrator)
}

/// Whoever the seat or place is: what happened to it, without the words that were written for the house.
#[must_use]
pub fn may_read_own(actor: &Actor, person: Option<PersonId>) -> bool {
    person == Some(actor.person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::{Grant, Membership};
    use crate::kernel::ids::Id as _;

    fn org(number: u128) -> OrgId {
        OrgId::new(uuid::Uuid::from_u128(number))
    }

    fn person(number: u128) -> PersonId {
        PersonId::new(uuid::Uuid::from_u128(number))
    }

    fn member(role: MemberRole, acting_for: Option<OrgId>) -> Actor {
        Actor {
            memberships: vec![Membership {
                org: org(1),
                role,
                name: String::new(),
                is_provider: true,
                is_facility: true,
                is_agency: false,
                is_coordinating: false,
                language: "en".to_owned(),
                is_listed: true,
                is_on_behalf: false,
            }],
            acting_for,
            ..Actor::of(person(1))
        }
    }

    fn granted(role: GrantRole) -> Actor {
        let grant = Grant { role, grouping: None };
        Actor {
            grants: vec![grant],
            ..Actor::of(person(1))
        }
    }

    #[test]
    fn sec_21_members_read_their_own_records_and_who_applied_is_for_those_who_decide() {
        for role in MemberRole::ALL.iter().copied() {
            for kind in RecordKind::ALL.iter().copied() {
                let expected = !kind.is_about_people() || role <= MemberRole::Reviewer;
                assert_eq!(may_read(&member(role, Some(org(1))), kind, org(1)), expected, "{role:?} {kind:?}");
                assert!(!may_read(&member(role, Some(org(1))), kind, org(2)), "another organisation's");
                assert!(!may_read(&member(role, Some(org(2))), kind, org(2)), "no member there");
                assert!(!may_read(&member(role, None), kind, org(1)), "not acting for it");
            }
        }
        assert!(may_read(&member(MemberRole::Viewer, Some(org(1))), RecordKind::Course, org(1)));
        assert!(!may_read(&member(MemberRole::Viewer, Some(org(1))), RecordKind::Seat, org(1)));
    }

    #[test]
    fn sec_21_coordinators_read_within_their_purview_and_nothing_about_people() {
        let coordinator = granted(GrantRole::Coordinator);
        assert!(may_read_within(&coordinator, RecordKind::Course, true, false));
        assert!(
            !may_read_within(&coordinator, RecordKind::Course, false, false),
            "beyond the purview"
        );
        assert!(
            !may_read_within(&coordinator, RecordKind::Need, true, true),
            "nobody is to see the name"
        );
        assert!(!may_read_within(&coordinator, RecordKind::Seat, true, false));
        assert!(!may_read_within(&granted(GrantRole::Secretariat), RecordKind::Course, true, false));
        assert!(may_read_all(&granted(GrantRole::Administrator)));
        assert!(!may_read_all(&coordinator) && !may_read_all(&member(MemberRole::Owner, Some(org(1)))));
    }

    #[test]
    fn sec_21_a_seat_is_its_persons() {
        assert!(may_read_own(&Actor::of(person(1)), Some(person(1))));
        assert!(!may_read_own(&Actor::of(person(1)), Some(person(2))));
        assert!(!may_read_own(&Actor::of(person(1)), None), "held for somebody yet to be named");
    }
}
