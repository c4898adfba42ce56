//! Two records of one person: found, made one without losing a row, taken apart again exactly.

mod dumps;
mod rows;

use std::process::Command;

use benchside::db::Engine;
use benchside::db::schema::{consent, credential, offering, person, person_email, person_grant, place, seat, slot, slot_period, slot_text};
use benchside::enrolments::store::{self as enrolments, Merged};
use benchside::enrolments::{PlaceState, SeatState};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::clock::seeded_id;
use benchside::kernel::{Actor, Chance, MergeId, OfferingId, PersonId, SlotId, SlotPeriodId, UtcTime};
use benchside::people::PersonState;
use benchside::people::jobs::find_duplicates;
use benchside::people::merge::{MOVES, MOVES_ONCE, Refusal, STAYS};
use benchside::people::store::{NewMerge, find_kept};
use diesel::prelude::*;
use rstest::rstest;

use dumps::{columns, counts, differences, dump, tables};
use rows::{Dice, fill};

use crate::support::{Browser, Organisation, PASSWORD, Person, TestApp, offering_of, or_skip, organisation, person as somebody};

/// What `benchside audit` says is broken.
async fn broken(app: &TestApp) -> Vec<String> {
    let url = app.url().to_owned();
    let told = actix_web::web::block(move || {
        let output = Command::new(env!("CARGO_BIN_EXE_benchside"))
            .args(["audit", "--database", &url])
            .output();
        String::from_utf8(output.expect("the program").stdout).expect("words")
    });
    let told = told.await.expect("the audit");
    assert!(
        told.contains("ok      a merged record has nothing left that counts") || told.contains("BROKEN"),
        "{told}"
    );
    told.lines().filter(|line| line.starts_with("BROKEN")).map(str::to_owned).collect()
}

struct Scene {
    app: TestApp,
    orgs: Vec<Organisation>,
    runs: Vec<OfferingId>,
    periods: Vec<SlotPeriodId>,
}

impl Scene {
    async fn on(engine: Engine) -> Option<Self> {
        let app = TestApp::on(engine).at("2026-09-01").await?;
        let mut orgs = Vec::new();
        for name in ["Volta Centre", "Kafue Inspectorate", "Densu Works"] {
            orgs.push(app.given(organisation(name).provider().agency().facility().country("GHA")).await);
        }
        let mut runs = Vec::new();
        for title in ["Aseptic filling", "Granulation", "Dossiers"] {
            runs.push(app.given(offering_of(&orgs[0], title).seats(3)).await.id);
        }
        let (now, org) = (app.now(), orgs[2].id);
        let (slot_id, periods): (SlotId, Vec<SlotPeriodId>) = (app.app().new_id(), (0..2).map(|_| app.app().new_id()).collect());
        let made = periods.clone();
        app.write(move |db| {
            diesel::insert_into(slot::table)
                .values((
                    slot::id.eq(slot_id),
                    slot::org_id.eq(org),
                    slot::code.eq("S-1"),
                    slot::slug.eq(""),
                    slot::state.eq("published"),
                    slot::visibility.eq("network"),
                    slot::zone.eq("Africa/Accra"),
                    slot::fee_kind.eq("free"),
                    slot::created_at.eq(now),
                    slot::updated_at.eq(now),
                ))
                .execute(db)?;
            diesel::insert_into(slot_text::table)
                .values((
                    slot_text::slot_id.eq(slot_id),
                    slot_text::language.eq("en"),
                    slot_text::title.eq("A place"),
                    slot_text::sort_key.eq(Vec::<u8>::new()),
                    slot_text::is_original.eq(true),
                    slot_text::is_reviewed.eq(true),
                ))
                .execute(db)?;
            for id in &made {
                diesel::insert_into(slot_period::table)
                    .values((
                        slot_period::id.eq(id),
                        slot_period::org_id.eq(org),
                        slot_period::slot_id.eq(slot_id),
                        slot_period::from_on.eq(now.day() + chrono::TimeDelta::days(30)),
                        slot_period::to_on.eq(now.day() + chrono::TimeDelta::days(60)),
                        slot_period::places.eq(3),
                        slot_period::state.eq("open"),
                        slot_period::created_at.eq(now),
                    ))
                    .execute(db)?;
            }
            Ok(())
        })
        .await;
        Some(Self { app, orgs, runs, periods })
    }

    /// Rows of every kind, as chance has it.
    async fn fill(&self, whose: PersonId, chance: Chance, has_account: bool) {
        let (now, orgs, runs, periods) = (
            self.app.now(),
            self.orgs.iter().map(|org| org.id).collect::<Vec<_>>(),
            self.runs.clone(),
            self.periods.clone(),
        );
        let seed = chance.below(u64::MAX);
        self.app
            .write(move |db| fill(db, whose, &Dice::of(seed, now), (&orgs, &runs, &periods), has_account))
            .await;
    }

    async fn merge(&self, kept: PersonId, merged: PersonId, by_administrator: bool) -> Merged {
        let (now, by) = (self.app.now(), self.app.app().new_id::<PersonId>());
        let new = NewMerge {
            id: self.app.app().new_id(),
            kept,
            merged,
            reason: "the same staff number".to_owned(),
            by,
            by_administrator,
        };
        let (audit, seed) = (self.app.app().new_id(), self.app.app().chance.below(u64::MAX));
        self.app
            .write(move |db| {
                let mut number = 0;
                let next = || {
                    number += 1;
                    seeded_id(seed, 1, number, now)
                };
                enrolments::merge(db, &Actor::of(by), &new, next, audit, now)
            })
            .await
    }

    async fn undo(&self, id: MergeId) -> Merged {
        let (now, by) = (self.app.now(), self.app.app().new_id::<PersonId>());
        let (audit, seed) = (self.app.app().new_id(), self.app.app().chance.below(u64::MAX));
        self.app
            .write(move |db| {
                let mut number = 0;
                let next = || {
                    number += 1;
                    seeded_id(seed, 2, number, now)
                };
                enrolments::undo_merge(db, &Actor::of(by), id, next, audit, now)
            })
            .await
    }

    /// A person without an account.
    async fn record(&self, name: &str) -> PersonId {
        let made = self.app.given(somebody(name).country("GHA")).await;
        self.app
            .write(move |db| {
                diesel::delete(credential::table.filter(credential::person_id.eq(made.id))).execute(db)?;
                diesel::update(person_email::table.filter(person_email::person_id.eq(made.id)))
                    .set(person_email::verified_at.eq(None::<UtcTime>))
                    .execute(db)?;
                diesel::update(person::table.filter(person::id.eq(made.id)))
                    .set((person::state.eq(PersonState::Invited), person::country.eq(None::<String>)))
                    .execute(db)?;
                Ok(())
            })
            .await;
        made.id
    }
}

/// Random people with random rows: made one nothing is lost, every promise holds, and taken apart all is as it was.
#[rstest]
#[actix_web::test]
async fn a_merge_loses_nothing_and_undoing_it_puts_everything_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    for seed in 0..10_u64 {
        let kept = scene.app.given(somebody(&format!("Kept {seed}"))).await.id;
        let has_account = seed % 2 == 0;
        let merged = if has_account {
            scene.app.given(somebody(&format!("Merged {seed}")).country("GHA")).await.id
        } else {
            scene.record(&format!("Merged {seed}")).await
        };
        scene.fill(kept, Chance::seeded(seed * 2 + 1), true).await;
        scene.fill(merged, Chance::seeded(seed * 2 + 2), has_account).await;
        let before = dump(&scene.app).await;
        assert_eq!(broken(&scene.app).await, Vec::<String>::new(), "before merge {seed}");

        let done = scene.merge(kept, merged, false).await;
        let Merged::Done(id) = done else { panic!("merge {seed}: {done:?}") };
        let after = dump(&scene.app).await;
        assert_eq!(counts(&before), counts(&after), "merge {seed} loses no row");
        assert_eq!(broken(&scene.app).await, Vec::<String>::new(), "after merge {seed}");
        let leads = scene.app.read(move |db| find_kept(db, merged)).await;
        assert_eq!(leads, Some(kept));
        assert_eq!(scene.merge(kept, merged, true).await, Merged::Refused(Refusal::Gone));

        assert_eq!(scene.undo(id).await, Merged::Done(id), "undo {seed}");
        assert_eq!(differences(&before, &dump(&scene.app).await), Vec::<String>::new(), "undo {seed}");
        assert_eq!(scene.undo(id).await, Merged::Refused(Refusal::Undone));
        // what the next case finds is as full as may be
        let Merged::Done(_) = scene.merge(kept, merged, false).await else {
            panic!("merge {seed}, again")
        };
        scene
            .app
            .write(move |db| {
                let own = seat::table.filter(seat::person_id.eq(Some(kept)));
                let held: Vec<OfferingId> = own.filter(seat::state.eq_any(SeatState::HELD)).select(seat::offering_id).load(db)?;
                for run in held {
                    diesel::update(offering::table.filter(offering::id.eq(run)))
                        .set(offering::held.eq(offering::held - 1))
                        .execute(db)?;
                }
                diesel::update(own).set(seat::state.eq(SeatState::Cancelled)).execute(db)?;
                let own = place::table.filter(place::person_id.eq(Some(kept)));
                let held: Vec<SlotPeriodId> = own
                    .filter(place::state.eq_any(PlaceState::HELD))
                    .select(place::slot_period_id)
                    .load(db)?;
                for period in held {
                    diesel::update(slot_period::table.filter(slot_period::id.eq(period)))
                        .set(slot_period::held.eq(slot_period::held - 1))
                        .execute(db)?;
                }
                diesel::update(own).set(place::state.eq(PlaceState::HostCancelled)).execute(db)?;
                Ok(())
            })
            .await;
    }
}

/// The negative control of the promise: a row that was left behind is told.
#[rstest]
#[actix_web::test]
async fn what_is_left_with_a_merged_record_is_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let kept = scene.app.given(somebody("Ama Serwaa")).await.id;
    let merged = scene.record("Serwaa Ama").await;
    assert!(matches!(scene.merge(kept, merged, false).await, Merged::Done(_)));
    assert_eq!(broken(&scene.app).await, Vec::<String>::new());
    scene.fill(merged, Chance::seeded(3), false).await;
    let told = broken(&scene.app).await;
    assert!(
        told.iter()
            .any(|line| line.contains("a merged record has nothing left that counts")),
        "{told:?}"
    );
}

/// Every table with a `person_id` stands in one of the lists of what moves and what stays.
#[rstest]
#[actix_web::test]
async fn every_table_of_people_moves_or_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let found: Vec<String> = app
        .read(|db| {
            let mut found = Vec::new();
            for table in tables(db) {
                if columns(db, &table).iter().any(|column| column == "person_id") {
                    found.push(table);
                }
            }
            Ok(found)
        })
        .await;
    let once = MOVES_ONCE.iter().map(|(table, _)| *table);
    let mut listed: Vec<&str> = MOVES.iter().chain(STAYS).copied().chain(once).chain(["person_email"]).collect();
    listed.sort_unstable();
    assert_eq!(found, listed);
}

#[rstest]
#[actix_web::test]
async fn a_merge_hands_nobody_power_over(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let (ann, ben) = (scene.app.given(somebody("Ann")).await, scene.app.given(somebody("Ben")).await);
    let root = scene.app.given(somebody("Root").administrator()).await;
    let record = scene.record("Ann").await;
    // somebody's account is not closed in favour of a record that nobody signs in to
    assert_eq!(scene.merge(record, ann.id, true).await, Merged::Refused(Refusal::AccountStays));
    // a part beyond organisations goes nowhere
    assert_eq!(scene.merge(ann.id, root.id, true).await, Merged::Refused(Refusal::HasPart));
    assert_eq!(scene.merge(root.id, ann.id, false).await, Merged::Refused(Refusal::AboveYou));
    let grants = scene
        .app
        .read(|db| Ok(person_grant::table.select(person_grant::person_id).load::<PersonId>(db)?))
        .await;
    assert_eq!(grants, [root.id]);
    // whoever reads the other's mail is not let in: neither by their old password nor by a new one
    let browser = scene.app.sign_in(&ben.email, PASSWORD).await;
    let done = scene.merge(ann.id, ben.id, false).await;
    let Merged::Done(id) = done else { panic!("{done:?}") };
    assert!(!browser.is_signed_in().await);
    assert_eq!(scene.app.visitor().sign_in(&ben.email, PASSWORD).await.status, 422);
    let answer = scene
        .app
        .visitor()
        .ask("POST", "/reset")
        .form(&[("email", &ben.email)])
        .send()
        .await;
    assert_eq!(answer.status, 200);
    assert!(
        scene
            .app
            .mail()
            .await
            .to(&ben.email)
            .text
            .contains("nobody has an account with this address")
    );
    // undone, they sign in as before
    assert_eq!(scene.undo(id).await, Merged::Done(id));
    assert!(scene.app.sign_in(&ben.email, PASSWORD).await.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn what_cannot_be_undone_is_told_and_left_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let mut merges = Vec::new();
    for name in ["Ama", "Efua", "Kofi"] {
        let kept = scene.app.given(somebody(name)).await.id;
        let merged = scene.record(&format!("{name} Again")).await;
        scene.fill(merged, Chance::seeded(11), false).await;
        let done = scene.merge(kept, merged, false).await;
        let Merged::Done(id) = done else { panic!("{done:?}") };
        merges.push((kept, id));
    }
    let (erased, gone, on) = (merges[0], merges[1], merges[2]);
    let now = scene.app.now();
    scene
        .app
        .write(move |db| {
            diesel::update(person::table.filter(person::id.eq(erased.0)))
                .set(person::erased_at.eq(Some(now)))
                .execute(db)?;
            diesel::delete(consent::table.filter(consent::person_id.eq(gone.0))).execute(db)?;
            Ok(())
        })
        .await;
    let further = scene.app.given(somebody("Yaw")).await.id;
    assert!(matches!(scene.merge(further, on.0, false).await, Merged::Done(_)));
    let before = dump(&scene.app).await;
    assert_eq!(scene.undo(erased.1).await, Merged::Refused(Refusal::Erased));
    assert_eq!(scene.undo(gone.1).await, Merged::Refused(Refusal::RowGone));
    assert_eq!(scene.undo(on.1).await, Merged::Refused(Refusal::MergedOn));
    assert_eq!(differences(&before, &dump(&scene.app).await), Vec::<String>::new());
}

/// An agency of Ghana that names Ama Serwaa, who joined by herself; a coordinator of West Africa, one of East Africa.
async fn named_twice(app: &TestApp) -> (Person, Organisation, Browser) {
    let owner = app.given(somebody("Olu")).await;
    let agency = organisation("Kafue Inspectorate").agency().country("GHA");
    let agency = app.given(agency.member(&owner, MemberRole::Owner)).await;
    let ama = app.given(somebody("Ama Serwaa").country("GHA")).await;
    let id = ama.id;
    app.write(move |db| {
        Ok(diesel::update(person::table.filter(person::id.eq(id)))
            .set(person::birth_year.eq(Some(1990)))
            .execute(db)?)
    })
    .await;
    let olu = app.sign_in(&owner.email, PASSWORD).await;
    let page = olu.open(format!("/for/{}/staff/new", agency.id)).await;
    let page = page
        .fill("Name", "Serwaa, Ama")
        .choose("Country (optional)", "Ghana")
        .fill("Year of birth (optional)", "1990");
    let page = page.submit("Add this person").await;
    assert_eq!(page.status, 200, "{}", page.main());
    (ama, agency, olu)
}

#[rstest]
#[actix_web::test]
async fn a_coordinator_makes_two_records_one_and_takes_them_apart(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (ama, agency, olu) = named_twice(&app).await;
    assert_eq!(find_duplicates(app.app()).await.unwrap(), 1);
    assert_eq!(find_duplicates(app.app()).await.unwrap(), 0, "a second time there is nothing new");
    let staff = olu.open(format!("/for/{}/staff?role=all", agency.id)).await;
    let record = staff.attribute("tbody a[href*='/staff/']", "href").expect("her record").to_owned();

    let far = app.sign_in_as(somebody("Far").coordinator("rec-asean")).await;
    assert!(far.open("/coordination/duplicates").await.has("Nothing waits for a decision."));
    let awa = app.sign_in_as(somebody("Awa").coordinator("who-afr")).await;
    let page = awa.open("/coordination/duplicates").await;
    assert!(page.has("1 pair of records may be one person"), "{}", page.main());
    let pair = page.attribute("main a[href*='/duplicates/']", "href").expect("the pair").to_owned();
    assert_eq!(far.open(&pair).await.status, 404);
    assert_eq!(app.sign_in_as(somebody("Eve")).await.open(&pair).await.status, 403);
    let page = awa.open(&pair).await;
    assert!(page.has("a•••@example.org") && !page.has(&ama.email), "{}", page.main());
    assert!(page.has("A merge hands nobody power over others."));
    let page = page.submit("Merge, and keep this one").await;
    assert_eq!(page.status, 422);
    let page = page.fill("Why they are one person", "The agency confirms it");
    let choice = page.attribute("input[name=keep]", "value").expect("the account").to_owned();
    assert_eq!(choice, ama.id.to_string(), "the account is the one that can be kept");
    let page = page
        .choose("Which record is kept?", "Ama Serwaa (Has an account)")
        .submit("Merge, and keep this one")
        .await;
    assert_eq!(
        page.flash().as_deref(),
        Some("The two records are one. Everybody concerned is told."),
        "{}",
        page.main()
    );
    let post = app.mail().await;
    assert!(post.to(&ama.email).text.contains("made them one"), "{post}");

    // the old address leads to the kept record, and the agency still has her among its staff
    let page = olu.open(&record).await;
    assert_eq!(page.status, 200, "{}", page.main());
    assert!(page.url.contains(&ama.id.to_string()), "{}", page.url);
    assert!(olu.open(format!("/for/{}/staff?role=all", agency.id)).await.has("Ama Serwaa"));

    let page = awa.open("/coordination/duplicates").await.submit("Undo: Serwaa, Ama").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("Everything is where it was before the merge."),
        "{}",
        page.main()
    );
    assert!(app.mail().await.to(&ama.email).text.contains("taken apart again"));
    assert_eq!(olu.open(&record).await.url, record);

    let page = awa
        .open(&pair)
        .await
        .fill("Why they are not the same", "Two cousins")
        .submit("Not the same person")
        .await;
    assert_eq!(
        page.flash().as_deref(),
        Some("Noted. The pair is not shown again."),
        "{}",
        page.main()
    );
    assert_eq!(find_duplicates(app.app()).await.unwrap(), 0);
    assert!(awa.open("/coordination/duplicates").await.has("Nothing waits for a decision."));
    assert_eq!(awa.open(&pair).await.status, 404);
}

/// An hour's comparing is over in a moment, also for ten thousand people.
#[test]
fn ten_thousand_people_are_compared_quickly() {
    use benchside::people::duplicates::{Record, find};
    let (first, last) = (
        [
            "ama", "kofi", "mohamed", "fatou", "salma", "awa", "joseph", "amina", "youssef", "grace",
        ],
        [
            "serwaa", "mensah", "benali", "ndiaye", "sarr", "mwangi", "diallo", "traore", "okafor", "haddad",
        ],
    );
    let now = UtcTime::new(chrono::DateTime::UNIX_EPOCH);
    let records: Vec<Record> = (0..10_000_usize)
        .map(|number| {
            let name = format!("{} x{:03} {}", first[number % 10], number / 10 % 700, last[number / 7 % 10]);
            Record {
                country: ["GHA", "TUN", "KEN"][number % 3].parse().ok(),
                birth_year: Some(1960 + i32::try_from(number % 40).expect("small")),
                ..Record::new(seeded_id(1, 1, number as u64, now), &name)
            }
        })
        .collect();
    let begun = std::time::Instant::now();
    let found = find(&records);
    let took = begun.elapsed();
    eprintln!("10,000 records: {} pairs in {took:?}", found.len());
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
}
