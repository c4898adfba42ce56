//! What a journey begins with. A builder is a value with sensible defaults; `app.given(builder)` enters it and gives back
//! what the test needs to know of it. A new one implements [`Given`], and goes through its room's store where there is one.

use std::sync::LazyLock;

use benchside::db::schema::{membership, organisation, organisation_text, person_grant};
use benchside::db::versions::{Topic, bump};
use benchside::kernel::actor::{GrantRole, MemberRole};
use benchside::kernel::text::{EmailAddress, slug};
use benchside::kernel::{EmailId, GrantId, MembershipId, OrgId, PersonId};
use benchside::network::{CountryCode, OrgKind};
use benchside::people::factor;
use benchside::people::password::Password;
use benchside::people::store::{NewAccount, confirm_factor, insert_account, put_factor};
use benchside::words::Words;
use diesel::prelude::*;

use super::app::TestApp;

/// Something that can be entered before a journey begins.
pub(crate) trait Given {
    /// What the test needs to know of it.
    type Made;

    fn make(self, app: &TestApp) -> impl Future<Output = Self::Made>;
}

/// The password of everybody who is given no other.
pub(crate) const PASSWORD: &str = "seven quiet autoclaves by the sea";

/// The secret of everybody who has a second factor.
const SECRET: &[u8] = b"12345678901234567890";

/// Hashing takes its time, so it is done once.
static HASH: LazyLock<String> = LazyLock::new(|| Password::claim(PASSWORD).hash(&[9; 16]).expect("a hash"));

/// Somebody with an account: `ann@example.org` for Ann, in English, without a country, who may do nothing special.
pub(crate) fn person(name: &str) -> PersonBuilder {
    PersonBuilder {
        name: name.to_owned(),
        email: format!("{}@example.org", slug(name)),
        password: None,
        country: None,
        language: "en",
        grants: Vec::new(),
        factor: None,
    }
}

pub(crate) struct PersonBuilder {
    name: String,
    email: String,
    password: Option<String>,
    country: Option<CountryCode>,
    language: &'static str,
    grants: Vec<(GrantRole, Option<String>)>,
    factor: Option<bool>,
}

impl PersonBuilder {
    /// With a second factor; who was granted something has one anyway.
    pub(crate) fn factor(mut self) -> Self {
        self.factor = Some(true);
        self
    }

    /// Without a second factor, also where one is needed.
    pub(crate) fn no_factor(mut self) -> Self {
        self.factor = Some(false);
        self
    }

    pub(crate) fn email(mut self, email: &str) -> Self {
        email.clone_into(&mut self.email);
        self
    }

    pub(crate) fn password(mut self, password: &str) -> Self {
        self.password = Some(password.to_owned());
        self
    }

    /// By the three letters of ISO 3166-1.
    pub(crate) fn country(mut self, code: &str) -> Self {
        self.country = Some(code.parse().expect("a country's code"));
        self
    }

    pub(crate) fn language(mut self, code: &'static str) -> Self {
        self.language = code;
        self
    }

    pub(crate) fn administrator(mut self) -> Self {
        self.grants.push((GrantRole::Administrator, None));
        self
    }

    pub(crate) fn secretariat(mut self) -> Self {
        self.grants.push((GrantRole::Secretariat, None));
        self
    }

    /// Coordinates a grouping of `data/groupings.csv`.
    pub(crate) fn coordinator(mut self, grouping: &str) -> Self {
        self.grants.push((GrantRole::Coordinator, Some(grouping.to_owned())));
        self
    }
}

/// A person who was entered.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) email: String,
}

impl Given for PersonBuilder {
    type Made = Person;

    async fn make(self, app: &TestApp) -> Person {
        let now = app.now();
        let password_hash = match &self.password {
            None => HASH.clone(),
            Some(password) => Password::claim(password).hash(&[9; 16]).expect("a hash"),
        };
        let account = NewAccount {
            person: app.app().new_id::<PersonId>(),
            email: app.app().new_id::<EmailId>(),
            name: self.name.clone(),
            country: self.country,
            language: self.language.to_owned(),
            password_hash,
            grant: None,
        };
        let grants: Vec<(GrantId, GrantRole, Option<String>)> = self
            .grants
            .into_iter()
            .map(|(role, grouping)| (app.app().new_id(), role, grouping))
            .collect();
        let address = EmailAddress::parse(&self.email).expect("a mail address");
        let made = Person {
            id: account.person,
            name: self.name,
            email: self.email,
        };
        let has_factor = self.factor.unwrap_or(!grants.is_empty());
        let key = app.app().config.secret.reveal();
        let sealed = factor::seal(key, account.person, [3; 24], SECRET).filter(|_| has_factor);
        app.write(move |db| {
            insert_account(db, &account, address.as_str(), &address.folded(), now)?;
            if let Some(sealed) = &sealed {
                put_factor(db, account.person, sealed, now)?;
                confirm_factor(db, account.person, now)?;
            }
            for (id, role, grouping) in &grants {
                diesel::insert_into(person_grant::table)
                    .values((
                        person_grant::id.eq(id),
                        person_grant::person_id.eq(account.person),
                        person_grant::role.eq(role),
                        person_grant::grouping.eq(grouping.as_deref()),
                        person_grant::reason.eq("given"),
                        person_grant::granted_at.eq(now),
                    ))
                    .execute(db)?;
            }
            Ok(())
        })
        .await;
        made
    }
}

/// A listed organisation that does nothing yet: say what it is.
pub(crate) fn organisation(name: &str) -> OrganisationBuilder {
    OrganisationBuilder {
        name: name.to_owned(),
        kinds: Vec::new(),
        country: None,
        members: Vec::new(),
    }
}

pub(crate) struct OrganisationBuilder {
    name: String,
    kinds: Vec<OrgKind>,
    country: Option<CountryCode>,
    members: Vec<(PersonId, MemberRole)>,
}

impl OrganisationBuilder {
    pub(crate) fn facility(mut self) -> Self {
        self.kinds.push(OrgKind::Facility);
        self
    }

    pub(crate) fn provider(mut self) -> Self {
        self.kinds.push(OrgKind::Provider);
        self
    }

    pub(crate) fn agency(mut self) -> Self {
        self.kinds.push(OrgKind::Agency);
        self
    }

    pub(crate) fn country(mut self, code: &str) -> Self {
        self.country = Some(code.parse().expect("a country's code"));
        self
    }

    pub(crate) fn member(mut self, person: &Person, role: MemberRole) -> Self {
        self.members.push((person.id, role));
        self
    }
}

/// An organisation that was entered.
#[derive(Debug, Clone)]
pub(crate) struct Organisation {
    pub(crate) id: OrgId,
    pub(crate) name: String,
}

impl Given for OrganisationBuilder {
    type Made = Organisation;

    async fn make(self, app: &TestApp) -> Organisation {
        let now = app.now();
        let id: OrgId = app.app().new_id();
        let members: Vec<(MembershipId, PersonId, MemberRole)> = self
            .members
            .into_iter()
            .map(|(person, role)| (app.app().new_id(), person, role))
            .collect();
        let (name, country) = (self.name.clone(), self.country);
        let is = |kind| self.kinds.contains(&kind);
        let (is_provider, is_facility, is_agency) = (is(OrgKind::Provider), is(OrgKind::Facility), is(OrgKind::Agency));
        app.write(move |db| {
            diesel::insert_into(organisation::table)
                .values((
                    organisation::id.eq(id),
                    organisation::slug.eq(slug(&name)),
                    organisation::is_provider.eq(is_provider),
                    organisation::is_facility.eq(is_facility),
                    organisation::is_agency.eq(is_agency),
                    organisation::is_coordinating.eq(false),
                    organisation::country.eq(country.map(|code| code.to_string())),
                    organisation::is_external.eq(false),
                    organisation::state.eq("listed"),
                    organisation::created_at.eq(now),
                    organisation::updated_at.eq(now),
                ))
                .execute(db)?;
            diesel::insert_into(organisation_text::table)
                .values((
                    organisation_text::org_id.eq(id),
                    organisation_text::language.eq("en"),
                    organisation_text::title.eq(&name),
                    organisation_text::sort_key.eq(Words::of("en").sort_key(&name)),
                    organisation_text::is_original.eq(true),
                    organisation_text::is_reviewed.eq(true),
                ))
                .execute(db)?;
            for (membership, person, role) in &members {
                diesel::insert_into(membership::table)
                    .values((
                        membership::id.eq(membership),
                        membership::person_id.eq(person),
                        membership::org_id.eq(id),
                        membership::role.eq(role),
                        membership::created_at.eq(now),
                    ))
                    .execute(db)?;
            }
            bump(db, Topic::Network)
        })
        .await;
        Organisation { id, name: self.name }
    }
}
