//! Who acts, as of this request: the person, what they belong to, what they were granted, and for whom they act.

use super::ids::{OrgId, PersonId};

crate::text_enum! {
    /// What a member may do in an organisation; each includes what stands after it.
    MemberRole { Owner = "owner", Editor = "editor", Reviewer = "reviewer", Viewer = "viewer" }
}

crate::text_enum! {
    /// A part beyond any one organisation.
    GrantRole { Coordinator = "coordinator", Secretariat = "secretariat", Administrator = "administrator" }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub org: OrgId,
    pub role: MemberRole,
    pub name: String,
    pub is_provider: bool,
    pub is_facility: bool,
    pub is_agency: bool,
    pub is_coordinating: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    pub role: GrantRole,
    /// The grouping of countries; a coordinator has one, the others none.
    pub grouping: Option<String>,
}

/// The signed-in person of a request. Read from the database for every request: nothing of it is cached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub person: PersonId,
    pub name: String,
    pub language: Option<String>,
    pub memberships: Vec<Membership>,
    pub grants: Vec<Grant>,
    /// The organisation that the address of this request names, if it names one.
    pub acting_for: Option<OrgId>,
}

impl Actor {
    #[must_use]
    pub fn membership(&self, org: OrgId) -> Option<&Membership> {
        self.memberships.iter().find(|membership| membership.org == org)
    }

    #[must_use]
    pub fn has(&self, role: GrantRole) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The groupings of countries that this person coordinates.
    pub fn coordinates(&self) -> impl Iterator<Item = &str> {
        self.grants
            .iter()
            .filter(|grant| grant.role == GrantRole::Coordinator)
            .filter_map(|grant| grant.grouping.as_deref())
    }
}
