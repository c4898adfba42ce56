//! Who may give whom which part, in a team and beyond it: nobody gives more than they have, and nobody beyond their team
//! anything to themselves.

use crate::kernel::actor::{GrantRole, MemberRole};
use crate::kernel::{Actor, PersonId};

/// May a member with this part bring somebody into the team with that part, or give a member that part?
#[must_use]
pub fn may_invite(own: MemberRole, role: MemberRole) -> bool {
    may_keep_team(own) && own <= role
}

/// May a member with this part change the team?
#[must_use]
pub fn may_keep_team(own: MemberRole) -> bool {
    own == MemberRole::Owner
}

/// May whoever answers be the first owner of an organisation of which nobody has an account?
///
/// Somebody beyond it invited them, and nobody brings themselves in; `None` is somebody who joins with the answer.
#[must_use]
pub fn may_be_first_owner(invited_by: PersonId, role: MemberRole, by: Option<PersonId>) -> bool {
    role == MemberRole::Owner && by != Some(invited_by)
}

/// May somebody look people up, with what they were granted?
#[must_use]
pub fn may_see_people(actor: &Actor) -> bool {
    actor.rank() >= Some(GrantRole::Secretariat)
}

/// May somebody grant this person that part? The part of a coordinator is the least, that of an administrator the most.
#[must_use]
pub fn may_grant(actor: &Actor, person: PersonId, role: GrantRole) -> bool {
    may_see_people(actor) && actor.person != person && actor.rank() >= Some(role)
}

/// May somebody withdraw that part, from whomever? One's own can be laid down.
#[must_use]
pub fn may_withdraw(actor: &Actor, role: GrantRole) -> bool {
    may_see_people(actor) && actor.rank() >= Some(role)
}

/// May somebody end another's sessions, take their second factor away, close or re-open their account?
#[must_use]
pub fn may_keep_account(actor: &Actor, person: PersonId) -> bool {
    actor.has(GrantRole::Administrator) && actor.person != person
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::kernel::Id as _;
    use crate::kernel::actor::Grant;

    fn person(number: u8) -> PersonId {
        PersonId::new(uuid::Uuid::from_u128(number.into()))
    }

    fn actor(number: u8, roles: &[GrantRole]) -> Actor {
        let grant = |role: &GrantRole| Grant {
            role: *role,
            grouping: None,
        };
        Actor {
            grants: roles.iter().map(grant).collect(),
            ..Actor::of(person(number))
        }
    }

    fn roles() -> impl Strategy<Value = GrantRole> {
        prop::sample::select(GrantRole::ALL)
    }

    type Held = BTreeMap<u8, Vec<GrantRole>>;

    fn rank(held: &Held, number: u8) -> Option<GrantRole> {
        held.get(&number).and_then(|roles| roles.iter().copied().max())
    }

    proptest! {
        #[test]
        fn sec_27_no_sequence_of_grants_lets_anybody_grant_above_themselves(
            first in prop::collection::vec((0_u8..5, roles()), 0..5),
            steps in prop::collection::vec((0_u8..5, 0_u8..5, roles(), any::<bool>()), 0..60),
        ) {
            let mut held = Held::new();
            for (number, role) in first {
                held.entry(number).or_default().push(role);
            }
            for (by, whom, role, is_grant) in steps {
                let acts = actor(by, held.get(&by).map_or(&[], Vec::as_slice));
                let before = held.clone();
                if is_grant && may_grant(&acts, person(whom), role) {
                    held.entry(whom).or_default().push(role);
                } else if !is_grant && may_withdraw(&acts, role) {
                    held.entry(whom).or_default().retain(|known| *known != role);
                }
                // whoever rises does so by somebody else who stands at least as high
                for number in 0..5 {
                    if rank(&held, number) > rank(&before, number) {
                        prop_assert_ne!(number, by);
                        prop_assert!(rank(&before, by) >= rank(&held, number));
                    }
                }
                // nobody stands higher than the highest stood
                let highest = |held: &Held| (0..5).filter_map(|number| rank(held, number)).max();
                prop_assert!(highest(&held) <= highest(&before));
                // who may not see people changes nothing
                if rank(&before, by) < Some(GrantRole::Secretariat) {
                    prop_assert_eq!(&held, &before);
                }
            }
        }

        #[test]
        fn sec_27_no_sequence_of_invitations_lets_anybody_rise_above_who_invites(
            first in prop::collection::vec(prop::sample::select(MemberRole::ALL), 5),
            steps in prop::collection::vec((0_usize..5, 0_usize..5, prop::sample::select(MemberRole::ALL)), 0..60),
        ) {
            let mut team = first;
            for (by, whom, role) in steps {
                let before = team.clone();
                if may_invite(team[by], role) {
                    team[whom] = role;
                }
                for (after, before_it) in team.iter().zip(&before) {
                    // the less a part is in the order, the more it may do
                    prop_assert!(after >= before_it || (before[by] <= *after && before[by] == MemberRole::Owner));
                }
            }
        }
    }

    #[test]
    fn sec_27_a_first_owner_is_somebody_else_than_who_invites() {
        for role in MemberRole::ALL.iter().copied() {
            assert_eq!(may_be_first_owner(person(1), role, Some(person(2))), role == MemberRole::Owner);
            assert!(!may_be_first_owner(person(1), role, Some(person(1))));
        }
        assert!(may_be_first_owner(person(1), MemberRole::Owner, None), "somebody new");
    }

    #[test]
    fn each_part_with_what_it_may() {
        let (coordinator, secretariat, administrator) = (
            actor(1, &[GrantRole::Coordinator]),
            actor(2, &[GrantRole::Secretariat]),
            actor(3, &[GrantRole::Administrator]),
        );
        assert!(!may_see_people(&actor(0, &[])) && !may_see_people(&coordinator));
        assert!(may_see_people(&secretariat) && may_see_people(&administrator));
        for role in GrantRole::ALL {
            assert!(!may_grant(&coordinator, person(9), *role));
            assert!(may_grant(&administrator, person(9), *role));
            assert!(!may_grant(&administrator, person(3), *role), "nobody grants to themselves");
            assert_eq!(may_grant(&secretariat, person(9), *role), *role != GrantRole::Administrator);
        }
        assert!(may_withdraw(&administrator, GrantRole::Administrator), "one may step down");
        assert!(!may_keep_account(&secretariat, person(9)) && !may_keep_account(&administrator, person(3)));
    }
}
