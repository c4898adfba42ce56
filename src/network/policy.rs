//! Who verifies an organisation that asks to join, and who sees and answers an agreement.

use chrono::NaiveDate;

use super::agreement::{AgreementState, Side, Step};
use super::{Answer, CountryCode, GroupingCode, Places};
use crate::kernel::actor::{GrantRole, MemberRole};
use crate::kernel::{Actor, OrgId};

/// Does somebody with these groupings coordinate this country on that day?
#[must_use]
pub fn coordinates<'a>(
    mut groupings: impl Iterator<Item = &'a str>,
    country: Option<CountryCode>,
    places: &Places,
    day: NaiveDate,
) -> bool {
    let Some(country) = country else { return false };
    groupings.any(|grouping| {
        let code = grouping.parse::<GroupingCode>();
        code.is_ok_and(|code| places.is_member(code, country, day) == Answer::Met)
    })
}

/// May somebody decide about an organisation of this country? Its coordinators do; where there is none, the secretariat and the
/// administrators. Nobody decides about an organisation of their own.
#[must_use]
pub fn may_decide(actor: &Actor, org: OrgId, country: Option<CountryCode>, is_coordinated: bool, places: &Places, day: NaiveDate) -> bool {
    if actor.membership(org).is_some() {
        return false;
    }
    coordinates(actor.coordinates(), country, places, day) || !is_coordinated && actor.rank() >= Some(GrantRole::Secretariat)
}

/// May a member with this part mend what their organisation said of itself?
#[must_use]
pub fn may_ask(role: MemberRole) -> bool {
    role == MemberRole::Owner
}

/// On which side of an agreement an organisation stands; `None` where it is none of theirs. Every member of both sides sees an
/// agreement and its documents, also when it has ended; nobody else does.
#[must_use]
pub fn side(org: OrgId, proposer: OrgId, partner: OrgId) -> Option<Side> {
    if org == proposer {
        Some(Side::Proposer)
    } else if org == partner {
        Some(Side::Partner)
    } else {
        None
    }
}

/// May a member with this part take that step for their side?
#[must_use]
pub fn may_step(role: MemberRole, side: Side, state: AgreementState, step: Step) -> bool {
    role <= MemberRole::Editor && state.after(step, side).is_some()
}

/// May a member with this part put a document to an agreement that stands so?
#[must_use]
pub fn may_add_document(role: MemberRole, state: AgreementState) -> bool {
    role <= MemberRole::Editor && matches!(state, AgreementState::Proposed | AgreementState::Agreed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::actor::{Grant, Membership};
    use crate::kernel::{Id as _, PersonId};
    use crate::network::places::tests::small;

    fn id(number: u128) -> OrgId {
        OrgId::new(uuid::Uuid::from_u128(number))
    }

    fn actor(role: GrantRole, grouping: Option<&str>) -> Actor {
        Actor {
            grants: vec![Grant {
                role,
                grouping: grouping.map(str::to_owned),
            }],
            ..Actor::of(PersonId::new(uuid::Uuid::from_u128(1)))
        }
    }

    fn decides(actor: &Actor, country: &str, is_coordinated: bool) -> bool {
        may_decide(
            actor,
            id(7),
            country.parse().ok(),
            is_coordinated,
            &small(),
            "2026-11-23".parse().unwrap(),
        )
    }

    #[test]
    fn a_coordinator_of_the_country_decides_and_where_there_is_none_the_secretariat() {
        let (west, secretariat, administrator) = (
            actor(GrantRole::Coordinator, Some("rec-ecowas")),
            actor(GrantRole::Secretariat, None),
            actor(GrantRole::Administrator, None),
        );
        assert!(decides(&west, "SEN", true));
        assert!(!decides(&west, "MLI", true), "it left");
        assert!(!decides(&west, "IDN", false) && !decides(&west, "", false));
        for who in [&secretariat, &administrator] {
            assert!(!decides(who, "SEN", true));
            assert!(decides(who, "IDN", false) && decides(who, "", false));
        }
        let mut own = west;
        own.memberships.push(Membership {
            org: id(7),
            role: MemberRole::Owner,
            name: String::new(),
            language: "en".to_owned(),
            is_provider: true,
            is_facility: false,
            is_agency: false,
            is_coordinating: false,
            is_listed: false,
            is_on_behalf: false,
        });
        assert!(!decides(&own, "SEN", true), "nobody decides about their own");
    }

    #[test]
    fn only_the_two_sides_see_an_agreement_and_editors_answer() {
        assert_eq!(side(id(1), id(1), id(2)), Some(Side::Proposer));
        assert_eq!(side(id(2), id(1), id(2)), Some(Side::Partner));
        assert_eq!(side(id(3), id(1), id(2)), None);
        for role in MemberRole::ALL {
            let may = *role <= MemberRole::Editor;
            assert_eq!(may_step(*role, Side::Partner, AgreementState::Proposed, Step::Agree), may);
            assert!(!may_step(*role, Side::Proposer, AgreementState::Proposed, Step::Agree));
            assert_eq!(may_add_document(*role, AgreementState::Agreed), may);
            assert!(!may_add_document(*role, AgreementState::Ended));
        }
    }
}
