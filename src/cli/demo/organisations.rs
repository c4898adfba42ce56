//! The invented organisations, each with an owner who can sign in.

use super::dice::Kind;
use super::search;
use super::store::{
    Batch, CredentialRow, EmailRow, InterestRow, MembershipRow, OrganisationRow, OrganisationTextRow, PersonLanguageRow, PersonRow,
};
use super::world::{Org, World, code};
use crate::kernel::actor::MemberRole;
use crate::kernel::{AnyId, PersonId, Quarter, UtcTime};
use crate::network::{CountryCode, Fluency, LanguageCode};
use crate::people::PersonState;
use crate::words::{Words, tokens};

/// A facility of which nobody has an account: the coordinator of its region stands in.
const WITHOUT_ACCOUNT: &str = "saloum";

/// Every organisation with its owner and, where it is a facility, how open it is to hosting.
pub(crate) fn add_all(world: &World, password_hash: &str, batch: &mut Batch) {
    for (at, org) in world.orgs.iter().enumerate() {
        add(world, at, org, batch);
        add_owner(world, at, org, password_hash, batch);
        if org.seed.is("facility") {
            add_interest(world, at, org, batch);
        }
    }
}

fn add(world: &World, at: usize, org: &Org, batch: &mut Batch) {
    let seed = org.seed;
    let since = world.days_ago(700 - 7 * i64::try_from(at).unwrap_or(0), 540);
    let name_language: LanguageCode = code(&seed.name_language);
    batch.organisations.push(OrganisationRow {
        id: org.id,
        slug: seed.key.clone(),
        is_provider: seed.is("provider"),
        is_facility: seed.is("facility"),
        is_agency: seed.is("agency"),
        is_coordinating: seed.is("coordinating"),
        sector: Some(org.sector),
        country: Some(org.country),
        place: Some(&seed.city),
        lat_e4: Some(e4(seed.lat)),
        lon_e4: Some(e4(seed.lon)),
        zone: Some(org.zone.name()),
        website: Some(format!("https://{}.demo.example", seed.key)),
        contact: Some(org.contact("contact")),
        is_external: false,
        state: "listed",
        created_at: since,
        updated_at: since,
    });
    batch.organisation_texts.push(OrganisationTextRow {
        org_id: org.id,
        language: name_language,
        title: &seed.name,
        summary: String::new(),
        body: String::new(),
        sort_key: Words::of("en").sort_key(&seed.name),
        is_original: true,
        is_reviewed: true,
    });
    let country = search::country_names(world, Some(org.country), name_language);
    batch.documents.push(search::document(
        "organisation",
        AnyId::of(org.id),
        name_language,
        &[&seed.name, &seed.city, &country],
    ));
}

/// Degrees in ten-thousandths.
fn e4(degrees: f64) -> i32 {
    // the seed lists give one decimal, and no longitude is beyond 180
    #[expect(clippy::cast_possible_truncation, reason = "at most 1,800,000")]
    let whole = (degrees * 10_000.0).round() as i32;
    whole
}

fn add_owner(world: &World, at: usize, org: &Org, password_hash: &str, batch: &mut Batch) {
    let since = world.days_ago(790, 600);
    let mut dice = world.dice(Kind::Owner, at as u64);
    let (area, _) = world.area_of(org.country);
    let account = Account {
        id: org.owner,
        name: world.name(area, &mut dice),
        address: format!("owner@{}.demo.example", org.key()),
        country: org.country,
        languages: vec![(org.language, Fluency::Fluent)],
        since,
    };
    add_account(world, Kind::Owner, at as u64, account, password_hash, batch);
    if org.key() == WITHOUT_ACCOUNT {
        return;
    }
    batch.memberships.push(MembershipRow {
        id: world.id(Kind::Membership, at as u64, since),
        person_id: org.owner,
        org_id: org.id,
        role: MemberRole::Owner,
        created_at: since,
    });
}

/// Somebody who can sign in.
pub(crate) struct Account {
    pub(crate) id: PersonId,
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) country: CountryCode,
    pub(crate) languages: Vec<(LanguageCode, Fluency)>,
    pub(crate) since: UtcTime,
}

pub(crate) fn add_account(world: &World, kind: Kind, number: u64, account: Account, password_hash: &str, batch: &mut Batch) {
    batch.people.push(PersonRow {
        id: account.id,
        name_folded: tokens::folded(&account.name),
        name: account.name,
        language: account.languages.first().map(|(language, _)| *language),
        country: Some(account.country),
        birth_year: None,
        sector: None,
        travel: None,
        available_from: None,
        available_until: None,
        state: PersonState::Active,
        entered_by_org: None,
        created_at: account.since,
        updated_at: account.since,
    });
    batch.emails.push(EmailRow {
        id: world.id(Kind::Email, (kind as u64) << 32 | number, account.since),
        person_id: account.id,
        address_folded: account.address.to_lowercase(),
        address: account.address,
        verified_at: Some(account.since),
        is_primary: true,
        created_at: account.since,
    });
    batch.credentials.push(CredentialRow {
        person_id: account.id,
        password_hash: password_hash.to_owned(),
        set_at: account.since,
    });
    for (language, level) in account.languages {
        batch.person_languages.push(PersonLanguageRow {
            person_id: account.id,
            language,
            level: Some(level),
        });
    }
}

/// This quarter and the next two.
fn add_interest(world: &World, at: usize, org: &Org, batch: &mut Batch) {
    let mut quarter = Quarter::of(world.today);
    let mut dice = world.dice(Kind::Interest, at as u64);
    for ordinal in 0..3 {
        let state = match dice.below(100) {
            0..50 => "actively_looking",
            50..75 => "interested",
            75..88 => "already_arranged",
            _ => "not_open",
        };
        let updated_at = world.days_ago(i64::from(dice.between(3, 80)), dice.below(1440));
        batch.interests.push(InterestRow {
            id: world.id(Kind::Interest, (at as u64) << 8 | ordinal, updated_at),
            org_id: org.id,
            period: quarter.to_string(),
            state,
            updated_at,
        });
        quarter = quarter.next();
    }
}
