//! People whom two bodies named, and somebody whose record waits to be taken over: what there is to decide about duplicates.

use chrono::TimeDelta;

use super::Plan;
use super::dice::Kind;
use super::organisations::{Account, add_account};
use super::store::{Batch, EmailRow, EmploymentRow, PersonRow};
use super::world::{World, code};
use crate::cli::store::in_transaction;
use crate::db::{self, Db};
use crate::kernel::text::hex;
use crate::kernel::{MessageId, PersonId, UtcTime, keyed};
use crate::network::{CountryCode, Fluency, LanguageCode};
use crate::people::store::{ClaimLetter, NewLink, find_claim, send_claim};
use crate::people::{LinkPurpose, PersonState};
use crate::queue::Message;
use crate::words::{Words, tokens};

/// Who entered most of them.
const AGENCY: &str = "nakambe";
/// And one a second time.
const FACILITY: &str = "ogunpa";

const CLAIMANT: (&str, &str) = ("Akosua Darko", "akosua.darko@people.demo.example");

fn since(world: &World) -> UtcTime {
    world.days_ago(40, 0)
}

fn id(world: &World, number: u64) -> PersonId {
    world.id(Kind::Twice, number, since(world))
}

/// A record that an organisation entered.
struct Entered {
    number: u64,
    name: &'static str,
    country: &'static str,
    birth_year: Option<i32>,
    by: &'static str,
    address: Option<&'static str>,
}

const ENTERED: &[Entered] = &[
    Entered {
        number: 1,
        name: "OUEDRAOGO Aminata",
        country: "BFA",
        birth_year: Some(1991),
        by: AGENCY,
        address: None,
    },
    Entered {
        number: 3,
        name: "Moussa Sawadogo",
        country: "BFA",
        birth_year: Some(1986),
        by: AGENCY,
        address: Some("m.sawadogo@people.demo.example"),
    },
    Entered {
        number: 4,
        name: "M. Sawadogo",
        country: "BFA",
        birth_year: None,
        by: FACILITY,
        address: Some("m.sawadogo@people.demo.example"),
    },
    Entered {
        number: 6,
        name: "NDIAYE Fatou",
        country: "SEN",
        birth_year: Some(1990),
        by: AGENCY,
        address: None,
    },
    Entered {
        number: 7,
        name: CLAIMANT.0,
        country: "GHA",
        birth_year: Some(1993),
        by: AGENCY,
        address: Some(CLAIMANT.1),
    },
];

/// Two who joined by themselves, and what others entered.
pub(crate) fn add_all(world: &World, password_hash: &str, batch: &mut Batch) {
    for (number, name, country, birth_year, address) in [
        (0, "Aminata Ouédraogo", "BFA", 1991, "aminata@people.demo.example"),
        (5, "Fatou Ndiaye", "SEN", 1990, "fatou@people.demo.example"),
    ] {
        let account = Account {
            id: id(world, number),
            name: name.to_owned(),
            address: address.to_owned(),
            country: code::<CountryCode>(country),
            languages: vec![(code::<LanguageCode>("fr"), Fluency::Fluent)],
            since: since(world),
        };
        add_account(world, Kind::Twice, number, account, password_hash, batch);
        if let Some(person) = batch.people.last_mut() {
            person.birth_year = Some(birth_year);
        }
    }
    for one in ENTERED {
        add_entered(world, one, batch);
    }
}

fn add_entered(world: &World, one: &Entered, batch: &mut Batch) {
    let (since, org) = (since(world), world.org(one.by));
    let person = id(world, one.number);
    batch.people.push(PersonRow {
        id: person,
        name: one.name.to_owned(),
        name_folded: tokens::folded(one.name),
        language: None,
        country: Some(code::<CountryCode>(one.country)),
        birth_year: one.birth_year,
        sector: None,
        travel: None,
        available_from: None,
        available_until: None,
        state: PersonState::Invited,
        entered_by_org: Some(org.id),
        created_at: since,
        updated_at: since,
    });
    batch.employments.push(EmploymentRow {
        id: world.id(Kind::Twice, 1 << 32 | one.number, since),
        person_id: person,
        org_id: org.id,
        staff_number: Some(format!("{}-T{}", org.key().to_uppercase(), one.number)),
        post: None,
        started_on: None,
        created_at: since,
    });
    if let Some(address) = one.address {
        batch.emails.push(EmailRow {
            id: world.id(Kind::Email, (Kind::Twice as u64) << 32 | one.number, since),
            person_id: person,
            address_folded: address.to_owned(),
            address: address.to_owned(),
            verified_at: None,
            is_primary: true,
            created_at: since,
        });
    }
}

/// Sends the letter that leads to the record which waits, once; its link belongs to the program that is to serve it.
///
/// # Errors
/// The database's.
pub(super) fn send_letter(db: &mut Db, plan: Plan, key: &[u8], address: &str, now: UtcTime) -> db::Result<()> {
    let world = World::new(plan.seed, plan.today, plan.size);
    let token = hex(&keyed::hash(key, b"a record of the demonstration"));
    let hash = keyed::hash(key, token.as_bytes());
    let (t, org) = (Words::of("en"), world.org(AGENCY));
    let lines = [
        t.mail_claim_why(CLAIMANT.0, org.seed.name.as_str()).plain(),
        t.mail_claim_how().plain(),
        t.mail_claim_not_you().plain(),
        format!("{address}/claim/{token}"),
    ];
    let id: MessageId = world.id(Kind::Twice, 1 << 33, now);
    let letter = ClaimLetter {
        link: NewLink {
            hash: hash.clone(),
            purpose: LinkPurpose::Claim,
            person: None,
            entity: None,
            address_folded: CLAIMANT.1.to_owned(),
            payload: CLAIMANT.1.to_owned(),
            expires_at: now + TimeDelta::days(365),
        },
        message: Message {
            id,
            kind: "claim",
            dedupe_key: "demonstration".to_owned(),
            person: None,
            org: Some(org.id),
            to: CLAIMANT.1.to_owned(),
            language: "en".to_owned(),
            subject: t.mail_claim_subject().plain(),
            text: lines.join("\n\n"),
            html: None,
            about: None,
            unsubscribe: None,
        },
    };
    in_transaction(db, |db| {
        let is_sent = find_claim(db, &hash, now)?.is_some();
        if is_sent {
            Ok(())
        } else {
            send_once(db, self::id(&world, 7), &letter, now)
        }
    })
}

/// What was taken over, or refused, is not sent again.
fn send_once(db: &mut Db, person: PersonId, letter: &ClaimLetter, now: UtcTime) -> db::Result<()> {
    match send_claim(db, person, letter, now) {
        Err(db::Error::Conflict(_)) => Ok(()),
        other => other,
    }
}
