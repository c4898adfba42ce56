//! Two records of one person: found, made one without losing a row, taken apart again exactly.

mod afterwards;
mod dumps;
mod rows;
mod scene;

use benchside::db::Engine;
use benchside::db::schema::{consent, offering, person, person_grant, place, seat, slot_period};
use benchside::enrolments::store::Merged;
use benchside::enrolments::{PlaceState, SeatState};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{Chance, OfferingId, PersonId, SlotPeriodId};
use benchside::people::jobs::find_duplicates;
use benchside::people::merge::Refusal;
use benchside::people::store::{MOVES, MOVES_ONCE, STAYS, find_kept};
use diesel::prelude::*;
use rstest::rstest;

use dumps::{columns, counts, differences, dump, tables};
use scene::{Scene, broken};

use crate::support::{Browser, Organisation, PASSWORD, Person, TestApp, or_skip, organisation, person as somebody};

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

        let done = scene.merge(kept, merged, has_account).await;
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
        let Merged::Done(_) = scene.merge(kept, merged, has_account).await else {
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
    let moving = MOVES
        .iter()
        .map(|table| table.name)
        .chain(MOVES_ONCE.iter().map(|table| table.name));
    let mut listed: Vec<&str> = moving.chain(STAYS.iter().copied()).chain(["person_email"]).collect();
    listed.sort_unstable();
    assert_eq!(found, listed);
}

#[rstest]
#[actix_web::test]
async fn a_merge_hands_nobody_power_over(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let (ann, ben) = (scene.app.given(somebody("Ann")).await, scene.app.given(somebody("Ben")).await);
    let root = scene.app.given(somebody("Root").administrator()).await;
    let record = scene.record("Ann Again").await;
    // somebody's account is not closed in favour of a record that nobody signs in to
    assert_eq!(scene.merge(record, ann.id, true).await, Merged::Refused(Refusal::AccountStays));
    // a part beyond organisations goes nowhere
    assert_eq!(scene.merge(ann.id, root.id, true).await, Merged::Refused(Refusal::HasPart));
    assert_eq!(scene.merge(root.id, record, false).await, Merged::Refused(Refusal::AboveYou));
    let grants = scene
        .app
        .read(|db| Ok(person_grant::table.select(person_grant::person_id).load::<PersonId>(db)?))
        .await;
    assert_eq!(grants, [root.id]);
    // two accounts are made one by an administrator alone, and never by one of the two
    assert_eq!(scene.merge(ann.id, ben.id, false).await, Merged::Refused(Refusal::TwoAccounts));
    for by in [ann.id, ben.id] {
        assert_eq!(
            scene.merge_by(by, ann.id, ben.id, true).await,
            Merged::Refused(Refusal::TwoAccounts)
        );
    }
    // nobody comes into a team by it
    let owner = scene.app.given(somebody("Vera")).await;
    scene
        .app
        .given(organisation("Vera Works").facility().member(&owner, MemberRole::Owner))
        .await;
    assert_eq!(scene.merge(ann.id, owner.id, true).await, Merged::Refused(Refusal::InTeam));
    // whoever reads the other's mail is not let in: neither by their old password nor by a new one
    let browser = scene.app.sign_in(&ben.email, PASSWORD).await;
    let done = scene.merge(ann.id, ben.id, true).await;
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
    for (name, seed) in [("Ama", 11), ("Efua", 12), ("Kofi", 13)] {
        let kept = scene.app.given(somebody(name)).await.id;
        let merged = scene.record(&format!("{name} Again")).await;
        scene.fill(merged, Chance::seeded(seed), false).await;
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
    assert!(matches!(scene.merge(further, on.0, true).await, Merged::Done(_)));
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

    let far = app.sign_in_as(somebody("Far").coordinator("who-sear")).await;
    assert!(far.open("/coordination/duplicates").await.has("Nothing waits for a decision."));
    let awa = app.sign_in_as(somebody("Awa").coordinator("who-afr")).await;
    let link = awa
        .open("/coordination")
        .await
        .attribute("main a[href$='/duplicates']", "href")
        .expect("the way there")
        .to_owned();
    let page = awa.open(&link).await;
    assert!(page.has("1 pair of records may be one person"), "{}", page.main());
    let pair = page.attribute("main a[href*='/duplicates/']", "href").expect("the pair").to_owned();
    assert_eq!(far.open(&pair).await.status, 404);
    assert_eq!(app.sign_in_as(somebody("Eve")).await.open(&pair).await.status, 403);
    // what is decided is decided by whoever proved a moment ago who they are
    let late = app.sign_in_as(somebody("Late").coordinator("who-afr")).await;
    app.later(chrono::TimeDelta::minutes(11));
    for part in ["merge", "dismiss"] {
        let answer = late
            .ask("POST", &format!("{pair}/{part}"))
            .form(&[("keep", ""), ("reason", "")])
            .send()
            .await;
        assert!(
            answer.header("location").starts_with("/prove"),
            "{} {}",
            answer.status,
            answer.header("location")
        );
    }
    let awa = app.sign_in_as(somebody("Awa Too").coordinator("who-afr")).await;
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
