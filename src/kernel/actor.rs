//! Who acts, as of this request: the person, what they belong to, what they were granted, and for whom they act.

use super::dates::UtcTime;
use super::ids::{Id as _, OrgId, PersonId, SessionId};

crate::text_enum! {
    /// What a member may do in an organisation; each includes what stands after it.
    MemberRole { Owner = "owner", Editor = "editor", Reviewer = "reviewer", Viewer = "viewer" }
}

crate::text_enum! {
    /// A part beyond any one organisation.
    GrantRole { Coordinator = "coordinator", Secretariat = "secretariat", Administrator = "administrator" }
}

crate::text_enum! {
    /// What a session has proved: a password of which the second half is still to come, a password, both halves.
    AuthLevel { Pending = "pending", Password = "password", Mfa = "mfa" }
}

/// Who has to have a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FactorPolicy {
    /// Whoever was granted a part beyond an organisation.
    #[default]
    Staff,
    All,
}

impl FactorPolicy {
    #[must_use]
    pub fn asks(self, grants: impl IntoIterator<Item = GrantRole>) -> bool {
        self == Self::All || grants.into_iter().next().is_some()
    }
}

/// How somebody proved in this session who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    pub session: SessionId,
    pub level: AuthLevel,
    /// The last time: what is dear asks for it anew.
    pub at: UtcTime,
    /// They have a second factor, confirmed by a first code.
    pub has_factor: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub org: OrgId,
    pub role: MemberRole,
    pub name: String,
    /// The language that the name is in.
    pub language: String,
    pub is_provider: bool,
    pub is_facility: bool,
    pub is_agency: bool,
    pub is_coordinating: bool,
    /// The organisation was verified: until then its members see its request and its team.
    pub is_listed: bool,
    /// Nobody of the organisation has an account, and a coordinator of its region stands in.
    pub is_on_behalf: bool,
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
    pub proof: Proof,
    /// They need a second factor and have not shown one: until then they have no part in anything.
    pub is_held_back: bool,
}

impl Actor {
    /// Somebody who belongs to nothing and proved nothing: what an actor is put together from.
    #[must_use]
    pub fn of(person: PersonId) -> Self {
        Self {
            person,
            name: String::new(),
            language: None,
            memberships: Vec::new(),
            grants: Vec::new(),
            acting_for: None,
            proof: Proof {
                session: SessionId::new(uuid::Uuid::nil()),
                level: AuthLevel::Password,
                at: UtcTime::new(chrono::DateTime::UNIX_EPOCH),
                has_factor: false,
            },
            is_held_back: false,
        }
    }

    /// Takes away what needs a second factor to be shown first.
    #[must_use]
    pub fn held_back(mut self) -> Self {
        self.is_held_back = true;
        self.memberships.clear();
        self.grants.clear();
        self
    }

    #[must_use]
    pub fn membership(&self, org: OrgId) -> Option<&Membership> {
        self.memberships.iter().find(|membership| membership.org == org)
    }

    #[must_use]
    pub fn has(&self, role: GrantRole) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The highest part beyond an organisation.
    #[must_use]
    pub fn rank(&self) -> Option<GrantRole> {
        self.grants.iter().map(|grant| grant.role).max()
    }

    /// The groupings of countries that this person coordinates.
    pub fn coordinates(&self) -> impl Iterator<Item = &str> {
        self.grants
            .iter()
            .filter(|grant| grant.role == GrantRole::Coordinator)
            .filter_map(|grant| grant.grouping.as_deref())
    }
}
