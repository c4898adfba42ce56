//! Organisations that wait to be verified and one that was refused, agreements, and an open invitation.

use chrono::TimeDelta;

use super::dice::Kind;
use super::organisations::{Account, add_account};
use super::store::{AgreementRow, Batch, InvitationRow, MembershipRow, OrganisationRow, OrganisationTextRow, TransitionRow};
use super::world::{World, code};
use crate::kernel::actor::MemberRole;
use crate::kernel::{AnyId, OrgId, PersonId, UtcTime};
use crate::network::{CountryCode, Fluency, Sector};
use crate::words::Words;

/// An organisation that asks, with whoever asks for it.
struct Asking {
    key: &'static str,
    name: &'static str,
    language: &'static str,
    summary: &'static str,
    kind: &'static str,
    country: &'static str,
    place: &'static str,
    sector: Sector,
    asker: &'static str,
    days_ago: i64,
    /// Why it was refused, and in what words.
    refusal: Option<(&'static str, &'static str)>,
}

const ASKING: &[Asking] = &[
    Asking {
        key: "casamance",
        name: "Vaccins de Casamance",
        language: "fr",
        summary: "Nous remplissons et conditionnons des vaccins à Ziguinchor depuis 2021, et voulons accueillir des stagiaires.",
        kind: "facility",
        country: "SEN",
        place: "Ziguinchor",
        sector: Sector::Private,
        asker: "Fatou Badji",
        days_ago: 3,
        refusal: None,
    },
    Asking {
        key: "kumasi",
        name: "Kumasi School of Sterile Manufacture",
        language: "en",
        summary: "We teach sterile filling to operators of West Africa, forty a year, on a line of our own.",
        kind: "provider",
        country: "GHA",
        place: "Kumasi",
        sector: Sector::Public,
        asker: "Kwabena Osei",
        days_ago: 9,
        refusal: None,
    },
    Asking {
        key: "coastal",
        name: "Coastal Trading and Supplies",
        language: "en",
        summary: "We supply what laboratories and plants need.",
        kind: "facility",
        country: "GHA",
        place: "Takoradi",
        sector: Sector::Private,
        asker: "Esi Quaye",
        days_ago: 20,
        refusal: Some((
            "unclear",
            "From what you write you trade in supplies. If you also make health products, say which and where.",
        )),
    },
];

/// `decider`: the coordinator who has answered.
pub(crate) fn add_all(world: &World, decider: PersonId, password_hash: &str, batch: &mut Batch) {
    for (number, asking) in ASKING.iter().enumerate() {
        add(world, number as u64, asking, decider, password_hash, batch);
    }
    add_agreements(world, batch);
    add_invitation(world, batch);
}

fn add(world: &World, number: u64, asking: &'static Asking, decider: PersonId, password_hash: &str, batch: &mut Batch) {
    let since = world.days_ago(asking.days_ago, 610);
    let country: CountryCode = code(asking.country);
    let (org, asker): (OrgId, PersonId) = (world.id(Kind::Asking, number, since), world.id(Kind::Asker, number, since));
    let account = Account {
        id: asker,
        name: asking.asker.to_owned(),
        address: format!("owner@{}.demo.example", asking.key),
        country,
        languages: vec![(code(asking.language), Fluency::Fluent)],
        since: since - TimeDelta::days(1),
    };
    add_account(world, Kind::Asker, number, account, password_hash, batch);
    let state = if asking.refusal.is_some() { "refused" } else { "asked" };
    batch.organisations.push(OrganisationRow {
        id: org,
        slug: asking.key.to_owned(),
        is_provider: asking.kind == "provider",
        is_facility: asking.kind == "facility",
        is_agency: false,
        is_coordinating: false,
        sector: Some(asking.sector),
        country: Some(country),
        place: Some(asking.place),
        lat_e4: None,
        lon_e4: None,
        zone: world.places.country(country).map(|known| known.zone.name()),
        website: Some(format!("https://{}.demo.example", asking.key)),
        contact: None,
        is_external: false,
        state,
        created_at: since,
        updated_at: since,
    });
    batch.organisation_texts.push(OrganisationTextRow {
        org_id: org,
        language: code(asking.language),
        title: asking.name,
        summary: asking.summary.to_owned(),
        body: String::new(),
        sort_key: Words::of("en").sort_key(asking.name),
        is_original: true,
        is_reviewed: true,
    });
    batch.memberships.push(MembershipRow {
        id: world.id(Kind::Membership, 1 << 32 | number, since),
        person_id: asker,
        org_id: org,
        role: MemberRole::Owner,
        created_at: since,
    });
    let step = |step: u64, at: UtcTime, from, to, by| TransitionRow {
        id: world.id(Kind::Transition, 1 << 48 | number << 4 | step, at),
        org_id: Some(org),
        entity_kind: "organisation",
        entity_id: AnyId::of(org),
        from_state: from,
        to_state: to,
        actor_id: Some(by),
        on_behalf_of: None,
        reason_code: None,
        note: None,
        at,
    };
    batch.transitions.push(step(0, since, None, "asked", asker));
    if let Some((reason, note)) = asking.refusal {
        batch.transitions.push(TransitionRow {
            reason_code: Some(reason),
            note: Some(note),
            ..step(1, since + TimeDelta::days(2), Some("asked"), "refused", decider)
        });
    }
}

/// Who proposed, to whom, kind, title, state, first and last day from today, days since it stands so.
type Agreed = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i64,
    Option<i64>,
    i64,
);

const AGREED: &[Agreed] = &[
    (
        "volta",
        "densu",
        "hosting",
        "Hosting of trainees at the filling line",
        "agreed",
        -200,
        Some(165),
        205,
    ),
    (
        "kafue",
        "volta",
        "training",
        "Places for inspectors in the courses of next year",
        "proposed",
        40,
        Some(400),
        4,
    ),
    (
        "densu",
        "volta",
        "confidentiality",
        "Confidentiality of the technology transfer",
        "ended",
        -700,
        Some(-30),
        30,
    ),
];

fn add_agreements(world: &World, batch: &mut Batch) {
    for (number, (proposer, partner, kind, title, state, from, to, since)) in AGREED.iter().enumerate() {
        let (proposer, partner) = (world.org(proposer), world.org(partner));
        let (first, last) = (world.days_ago(since + 12, 600), world.days_ago(*since, 640));
        let number = number as u64;
        let id = world.id(Kind::Agreement, number, first);
        batch.agreements.push(AgreementRow {
            id,
            org_id: proposer.id,
            partner_org_id: partner.id,
            kind,
            title,
            note: "",
            state,
            starts_on: world.day(*from),
            ends_on: to.map(|to| world.day(to)),
            proposed_by: Some(proposer.owner),
            created_at: first,
            state_at: if *state == "proposed" { first } else { last },
        });
        let way: &[(&str, PersonId, OrgId, UtcTime)] = &[
            ("proposed", proposer.owner, proposer.id, first),
            ("agreed", partner.owner, partner.id, first + TimeDelta::days(3)),
            ("ended", partner.owner, partner.id, last),
        ];
        let steps = 1 + way.iter().position(|(to, ..)| to == state).unwrap_or(0);
        for (step, (to, by, org, at)) in way.iter().take(steps).enumerate() {
            batch.transitions.push(TransitionRow {
                id: world.id(Kind::Transition, 1 << 49 | number << 4 | step as u64, *at),
                org_id: Some(*org),
                entity_kind: "agreement",
                entity_id: AnyId::of(id),
                from_state: step.checked_sub(1).and_then(|before| way.get(before)).map(|(state, ..)| *state),
                to_state: to,
                actor_id: Some(*by),
                on_behalf_of: Some(*org),
                reason_code: None,
                note: None,
                at: *at,
            });
        }
    }
}

fn add_invitation(world: &World, batch: &mut Batch) {
    let org = world.org("volta");
    let since = world.days_ago(2, 700);
    let address = "workshop@volta.demo.example";
    batch.invitations.push(InvitationRow {
        id: world.id(Kind::Invitation, 0, since),
        org_id: org.id,
        address,
        address_folded: address,
        role: MemberRole::Editor,
        invited_by: org.owner,
        created_at: since,
        expires_at: since + TimeDelta::days(7),
    });
}
