//! The six people as whom one signs in, and what there is for each of them to do first.

use chrono::TimeDelta;
use sha2::{Digest, Sha256};

use super::Plan;
use super::courses::{self, ARABIC_RUN, ENGLISH_RUN};
use super::dice::Kind;
use super::offerings::{Run, serial};
use super::organisations::{Account, add_account};
use super::seats::{Traced, trace};
use super::slots::STORY_SLOT;
use super::store::{Batch, EvidenceRow, GrantRow, RoleTargetRow, SeatRow};
use super::world::{World, code};
use crate::cli::store::in_transaction;
use crate::db::{self, Db};
use crate::kernel::actor::GrantRole;
use crate::kernel::{OfferingId, PersonId, SlotId};
use crate::network::{CountryCode, Fluency, LanguageCode, Sector, Travel};
use crate::people::{self, factor};
use crate::site::paths;
use crate::skills::Grade;

/// The password of everybody who can sign in to the demonstration.
pub const PASSWORD: &str = "bench side demo 2026";

/// Somebody beyond the organisations' owners.
#[derive(Debug, Clone, Copy)]
#[repr(u64)]
enum Persona {
    Learner = 0,
    Coordinator = 1,
    Administrator = 2,
}

/// Whose organisations the story is about.
const AGENCY: &str = "kafue";
const PROVIDER: &str = "volta";
const FACILITY: &str = "densu";

/// The secret of somebody's second factor: the same in every demonstration, and told to everybody.
fn factor_secret(person: PersonId) -> [u8; factor::SECRET_LENGTH] {
    use crate::kernel::ids::Id as _;
    let digest = Sha256::new()
        .chain_update("second factor of the demonstration")
        .chain_update(person.uuid().as_bytes())
        .finalize();
    std::array::from_fn(|place| digest[place])
}

/// The coordinator of the story.
pub(crate) fn coordinator(world: &World) -> PersonId {
    id(world, Persona::Coordinator)
}

/// Gives those a second factor who need one, sealed with the key of the program that is to serve them.
///
/// # Errors
/// The database's.
pub fn give_factors(db: &mut Db, plan: Plan, key: &[u8]) -> db::Result<()> {
    let world = World::new(plan.seed, plan.today, plan.size);
    for persona in [Persona::Coordinator, Persona::Administrator] {
        let (person, now) = (id(&world, persona), world.now);
        let secret = factor_secret(person);
        let nonce = std::array::from_fn(|place| secret[place % secret.len()]);
        if let Some(sealed) = factor::seal(key, person, nonce, &secret) {
            in_transaction(db, |db| {
                people::store::put_factor(db, person, &sealed, now)?;
                people::store::confirm_factor(db, person, now)
            })?;
        }
    }
    Ok(())
}

/// One of the six.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct SignIn {
    pub role: &'static str,
    pub name: String,
    pub organisation: Option<&'static str>,
    pub email: String,
    pub password: &'static str,
    /// For an authenticator, where signing in asks for a code too.
    pub second_factor: Option<String>,
    /// What to look at first, each with its path.
    pub first: Vec<Try>,
}

/// Something to try, and where.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Try {
    pub what: &'static str,
    pub path: String,
}

fn id(world: &World, persona: Persona) -> PersonId {
    world.id(Kind::Persona, persona as u64, world.days_ago(400, 0))
}

/// The learner, the coordinator and the administrator.
pub(crate) fn add_all(world: &World, password_hash: &str, batch: &mut Batch) {
    let mut add = |persona: Persona, name: &str, address: &str, country: &str, languages: &[&str]| {
        let account = Account {
            id: id(world, persona),
            name: name.to_owned(),
            address: address.to_owned(),
            country: code::<CountryCode>(country),
            languages: languages
                .iter()
                .map(|language| (code::<LanguageCode>(language), Fluency::Fluent))
                .collect(),
            since: world.days_ago(400, 0),
        };
        add_account(world, Kind::Persona, persona as u64, account, password_hash, batch);
    };
    add(Persona::Coordinator, "Awa Sarr", "coordinator@demo.example", "SEN", &["en", "fr"]);
    add(
        Persona::Administrator,
        "Joseph Mwangi",
        "administrator@demo.example",
        "KEN",
        &["en", "sw"],
    );
    add(Persona::Learner, "Salma Ben Youssef", "salma@demo.example", "TUN", &["ar", "fr"]);
    if let Some(learner) = batch.people.last_mut() {
        (learner.sector, learner.travel) = (Some(Sector::Private), Some(Travel::Anywhere));
    }
    add_grants(world, batch);
    add_evidence(world, batch);
}

fn add_grants(world: &World, batch: &mut Batch) {
    let since = world.days_ago(390, 0);
    let grants = [
        (Persona::Coordinator, GrantRole::Coordinator, Some("au-western")),
        (Persona::Coordinator, GrantRole::Coordinator, Some("who-afr")),
        (Persona::Administrator, GrantRole::Administrator, None),
    ];
    for (number, (persona, role, grouping)) in grants.into_iter().enumerate() {
        batch.grants.push(GrantRow {
            id: world.id(Kind::Grant, number as u64, since),
            person_id: id(world, persona),
            role,
            grouping: grouping.map(code),
            reason: "made with the demonstration",
            granted_at: since,
        });
    }
}

/// For a fill-finish operator: some levels short, one piece expired, one the learner's own word alone, one skill without any.
fn add_evidence(world: &World, batch: &mut Batch) {
    let learner = id(world, Persona::Learner);
    let since = world.days_ago(400, 0);
    batch.role_targets.push(RoleTargetRow {
        person_id: learner,
        role: code("ROLE-03"),
        is_main: true,
        by_on: Some(world.day(270)),
        set_at: since,
    });
    let pieces = [
        ("MFG-4", 2, Grade::Attested, 150, None, "Attested by the employer"),
        ("MFG-3", 2, Grade::Certified, 330, Some("anfa"), "Certificate of a course"),
        ("MFG-5", 3, Grade::Certified, 386, Some("medjerda"), "Certificate of a course"),
        ("MFG-8", 2, Grade::Assessed, 240, Some("mariout"), "Assessed in simulation"),
        ("OPT-7", 2, Grade::Attested, 150, None, "Attested by the employer"),
        ("IMP-4", 2, Grade::Declared, 90, None, "self-assessment"),
    ];
    for (number, (skill, level, grade, age, org, source)) in pieces.into_iter().enumerate() {
        let (skill, observed_on) = (code(skill), world.day(-age));
        batch.evidence.push(EvidenceRow {
            id: world.id(Kind::PersonaEvidence, number as u64, since),
            person_id: learner,
            org_id: org.map(|key| world.org(key).id),
            skill,
            level,
            grade,
            observed_on,
            expires_on: world.taxonomy.expires_on(skill, observed_on),
            source,
            taxonomy_version: world.taxonomy.version(),
            recorded_by: (grade == Grade::Declared).then_some(learner),
            recorded_at: world.days_ago(age - 2, 0),
        });
    }
}

/// What a run is to be where the story needs it so.
pub(crate) struct Fixed {
    pub(crate) starts_in_days: i64,
    pub(crate) host: &'static str,
    pub(crate) seats: u32,
    pub(crate) fill: u32,
    pub(crate) deadline_in_days: i64,
    pub(crate) also_in: &'static str,
}

pub(crate) fn fixed(number: u32) -> Option<Fixed> {
    match number {
        ENGLISH_RUN => Some(Fixed {
            starts_in_days: 52,
            host: "densu",
            seats: 24,
            fill: 625,
            deadline_in_days: 24,
            also_in: "fr",
        }),
        ARABIC_RUN => Some(Fixed {
            starts_in_days: 66,
            host: "mariout",
            seats: 12,
            fill: 600,
            deadline_in_days: 21,
            also_in: "en",
        }),
        _ => None,
    }
}

/// The learner's seat in a run of the story: an offer that waits in the one, an application in the other. Returns how many are held.
pub(crate) fn seat(world: &World, run: &Run, batch: &mut Batch) -> i32 {
    let (state, asked, settled) = match run.number {
        ARABIC_RUN => ("offered", 16, 3),
        ENGLISH_RUN => ("submitted", 6, 6),
        _ => return 0,
    };
    let learner = id(world, Persona::Learner);
    let row = SeatRow {
        id: world.id(Kind::PersonaSeat, run.number.into(), serial(world, run.number)),
        org_id: run.provider(world).id,
        offering_id: run.id,
        person_id: Some(learner),
        route: "individual",
        for_org_id: None,
        state,
        offer_expires_at: (state == "offered").then(|| world.now + TimeDelta::days(10) + TimeDelta::hours(16)),
        reason_code: None,
        created_by: Some(learner),
        created_at: world.days_ago(asked, 300),
        state_at: world.days_ago(settled, 300),
    };
    let number = (1 << 32) + u64::from(run.number);
    trace(world, number, &Traced::seat(&row, run.provider(world).owner), batch);
    batch.seats.push(row);
    i32::from(state == "offered")
}

/// The six, in the order in which the story is told.
#[expect(clippy::too_many_lines, reason = "six people, told in their order")]
pub(crate) fn sign_ins(world: &World) -> Vec<SignIn> {
    let run = |number: u32, template: usize| {
        let id: OfferingId = world.id(Kind::Offering, number.into(), serial(world, number));
        paths::offering(id, &courses::template(world, template).title)
    };
    let (filling, arabic) = (run(ENGLISH_RUN, courses::ENGLISH_FILLING), run(ARABIC_RUN, courses::ARABIC_FILLING));
    let slot: SlotId = world.id(Kind::Slot, STORY_SLOT.into(), serial(world, STORY_SLOT));
    let slot = paths::slot(slot, &world.seeds.slot_templates[STORY_SLOT as usize].title);
    let person = |role, name: &str, email: &str, first| SignIn {
        role,
        name: name.to_owned(),
        organisation: None,
        email: email.to_owned(),
        password: PASSWORD,
        second_factor: None,
        first,
    };
    let staff = |role, persona, name: &str, email: &str, first| SignIn {
        second_factor: Some(factor::by_hand(&factor_secret(id(world, persona)))),
        ..person(role, name, email, first)
    };
    let owner = |role, key: &str, mut first: Vec<Try>, what| {
        let (at, org) = world
            .orgs
            .iter()
            .enumerate()
            .find(|(_, org)| org.key() == key)
            .unwrap_or((0, &world.orgs[0]));
        let (area, _) = world.area_of(org.country);
        first.insert(
            0,
            Try {
                what,
                path: paths::acting(org.id, ""),
            },
        );
        SignIn {
            role,
            name: world.name(area, &mut world.dice(Kind::Owner, at as u64)),
            organisation: Some(&org.seed.name),
            email: format!("owner@{key}.demo.example"),
            password: PASSWORD,
            second_factor: None,
            first,
        }
    };
    let to = |what, path: &str| Try {
        what,
        path: path.to_owned(),
    };
    vec![
        person(
            "learner",
            "Salma Ben Youssef",
            "salma@demo.example",
            vec![
                to(
                    "See which levels are short, which evidence has expired, and what would close each gap",
                    paths::ME,
                ),
                to("Answer the offer that waits", &arabic),
                to("Look at the application that was sent", &filling),
            ],
        ),
        owner(
            "agency",
            AGENCY,
            vec![to("Find a course for them", "/courses?skill=REG-6")],
            "See the people of the agency and what their roles still need",
        ),
        owner(
            "provider",
            PROVIDER,
            vec![to("Open the run with applications to answer; Salma's is among them", &filling)],
            "See the runs and who waits for a decision",
        ),
        owner(
            "facility",
            FACILITY,
            vec![to("Open the filling line whose places people ask for", &slot)],
            "See the placements and who asks for them",
        ),
        staff(
            "coordinator",
            Persona::Coordinator,
            "Awa Sarr",
            "coordinator@demo.example",
            vec![
                to(
                    "See where people are short in West Africa, and what would close it",
                    paths::COORDINATION,
                ),
                to("Decide about organisations that ask to join", paths::REQUESTS),
                to("Tell two records of one person from two people of one name", paths::DUPLICATES),
                to("Compare with what everybody sees", paths::GAPS),
            ],
        ),
        staff(
            "administrator",
            Persona::Administrator,
            "Joseph Mwangi",
            "administrator@demo.example",
            vec![
                to("See the organisations of the network", paths::NETWORK),
                to("Grant a part in the network, or withdraw one", paths::PEOPLE),
            ],
        ),
    ]
}
