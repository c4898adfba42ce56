//! What happened to a record, with what was changed in it: who reads it, who does not, and what a learner reads of their own seat.

use benchside::db::Engine;
use benchside::db::schema::{offering, slot, transition};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{AnyId, SlotId};
use benchside::trail::facts;
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use super::planned::{offered, planned, provider, sign_in};
use super::seats::apply;
use crate::access::owned_by;
use crate::support::{Browser, DEMO_PASSWORD, Demonstration, TestApp, or_skip, organisation, person};

async fn status(browser: &Browser, path: &str) -> u16 {
    browser.ask("GET", path).with_cookies().send().await.status
}

#[rstest]
#[actix_web::test]
async fn a_run_has_a_history_with_what_was_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 2).await;
    let olu = sign_in(&app, &owner).await;
    let base = format!("/for/{}/offerings/{run}", volta.id);
    app.later(TimeDelta::hours(1));
    let page = olu.open(format!("{base}/edit")).await;
    let page = page.fill("How many seats", "12").fill("Who answers questions", "new@volta.example");
    assert_eq!(page.submit("Save changes").await.status, 200);
    app.later(TimeDelta::hours(1));
    let page = olu.open(format!("{base}/postpone")).await;
    let page = page
        .choose("The reason", "People cannot travel there")
        .fill("A few words", "The airport is closed.")
        .fill("New first day", "2026-12-07");
    page.submit("Put the run off").await;
    app.later(TimeDelta::hours(1));
    let page = olu.open(format!("{base}/postpone")).await;
    page.choose("The reason", "A trainer is not there").submit("Put the run off").await;
    let page = olu.open(&base).await.follow("History").await;
    assert_eq!(page.url, format!("/for/{}/history/offering/{run}", volta.id));
    insta::assert_snapshot!("run_history", page.main());
    let arabic = olu.open(format!("{}?lang=ar", page.url)).await;
    assert!(
        arabic.has("من منشور إلى مؤجل") || arabic.has("مقاعد") || arabic.has("المقاعد"),
        "{}",
        arabic.main()
    );
    olu.open("/me?lang=en").await;

    // what was recorded is a list of differences, and not a word more
    let rows: Vec<(String, String)> = {
        let of_run = transition::table
            .filter(transition::entity_id.eq(AnyId::of(run)))
            .filter(transition::reason_code.eq("edited"))
            .select((transition::to_state, transition::changes));
        app.read(move |db| Ok(of_run.load(db)?)).await
    };
    let [(state, changes)] = rows.as_slice() else {
        panic!("one change: {rows:?}")
    };
    let fields: Vec<String> = facts::read(changes)
        .expect("a list of changes")
        .into_iter()
        .map(|change| change.field)
        .collect();
    assert_eq!(
        (state.as_str(), fields),
        ("published", vec!["contact".to_owned(), "seats".to_owned()])
    );
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_21_a_history_is_for_those_whose_record_it_is(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 2).await;
    let asked = app.given(person("Ann")).await;
    apply(&app, run, asked.id).await;
    let seat: AnyId = app
        .read(|db| {
            let of_seats = transition::table.filter(transition::entity_kind.eq("seat"));
            Ok(of_seats.select(transition::entity_id).first(db)?)
        })
        .await;
    let viewer = app.given(person("Vic")).await;
    let stranger = app.given(person("Eve")).await;
    let other = organisation("Other Centre").provider().country("GHA");
    let other = app.given(other.member(&stranger, MemberRole::Owner)).await;
    let (volta_id, vic_id, now) = (volta.id, viewer.id, app.now());
    let id: benchside::kernel::MembershipId = app.app().new_id();
    app.write(move |db| {
        use benchside::db::schema::membership;
        diesel::insert_into(membership::table)
            .values((
                membership::id.eq(id),
                membership::person_id.eq(vic_id),
                membership::org_id.eq(volta_id),
                membership::role.eq(MemberRole::Viewer),
                membership::created_at.eq(now),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
    let of_run = |org| format!("/for/{org}/history/offering/{run}");
    let of_seat = |org| format!("/for/{org}/history/seat/{seat}");
    let olu = sign_in(&app, &owner).await;
    let (vic, eve, ann) = (
        sign_in(&app, &viewer).await,
        sign_in(&app, &stranger).await,
        sign_in(&app, &asked).await,
    );
    assert_eq!(status(&olu, &of_run(volta.id)).await, 200);
    assert!(olu.open(of_seat(volta.id)).await.has("Ann"));
    assert_eq!(status(&vic, &of_run(volta.id)).await, 200, "a viewer reads");
    assert_eq!(status(&vic, &of_seat(volta.id)).await, 404, "but not who applied");
    for path in [of_run(volta.id), of_run(other.id), of_seat(other.id)] {
        assert_eq!(status(&eve, &path).await, 404, "{path}");
        assert_eq!(status(&ann, &path).await, 404, "{path}");
    }
    // the kind is part of what is asked for
    for path in [
        format!("/for/{}/history/course/{run}", volta.id),
        format!("/for/{}/history/person/{}", volta.id, owner.id),
        format!("/for/{}/history/organisation/{}", volta.id, other.id),
    ] {
        assert_eq!(status(&olu, &path).await, 404, "{path}");
    }
    let within = app.sign_in_as(person("Awa").coordinator("who-afr")).await;
    let beyond = app.sign_in_as(person("Bea").coordinator("who-sear")).await;
    let admin = app.sign_in_as(person("Ada").administrator()).await;
    for (browser, path, expected) in [
        (&within, format!("/coordination/history/offering/{run}"), 200),
        (&within, format!("/coordination/history/seat/{seat}"), 404),
        (&beyond, format!("/coordination/history/offering/{run}"), 404),
        (&olu, format!("/coordination/history/offering/{run}"), 403),
        (&within, format!("/administration/history/offering/{run}"), 403),
        (&admin, format!("/administration/history/seat/{seat}"), 200),
        (&admin, format!("/administration/history/organisation/{}", volta.id), 200),
    ] {
        assert_eq!(status(browser, &path).await, expected, "{path}");
    }
}

#[rstest]
#[actix_web::test]
async fn a_learner_reads_what_happened_to_their_seat(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 2).await;
    let (ann, _) = offered(&app, &owner, &volta, run, 1).await.remove(0);
    let ben = app.given(person("Ben")).await;
    apply(&app, run, ben.id).await;
    let olu = sign_in(&app, &owner).await;
    let page = olu.open(format!("/for/{}/offerings/{run}", volta.id)).await;
    let page = page
        .choose("Why", "Papers are missing")
        .fill("A few words of advice", "For the file: the copy was torn.");
    page.submit("Send the answer: Ben").await;
    app.mail().await;
    let page = sign_in(&app, &ann).await.open("/me").await;
    assert!(
        page.has("What happened") && page.has("From Applied to Offer") && page.has("by Volta Centre"),
        "{}",
        page.main()
    );
    assert!(page.has("by you"), "{}", page.main());
    assert!(!page.has("Olu"), "who decided there is theirs to know: {}", page.main());
    let page = sign_in(&app, &ben).await.open("/me").await;
    assert!(
        page.has("From Applied to Declined") && page.has("Documents were missing."),
        "{}",
        page.main()
    );
    assert!(!page.has("the copy was torn"), "{}", page.main());
    // the provider reads who did it; the words went with the letter and are not kept
    let page = olu
        .open(format!("/for/{}/offerings/{run}", volta.id))
        .await
        .follow("History: Ben")
        .await;
    assert!(
        !page.has("the copy was torn") && page.has("Olu") && page.has("on behalf of"),
        "{}",
        page.main()
    );
}

#[rstest]
#[actix_web::test]
async fn a_slot_tells_what_was_changed_in_it_and_in_its_periods(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let densu = owned_by(&app, "densu").await;
    let owner = app.sign_in("owner@densu.demo.example", DEMO_PASSWORD).await;
    let id: SlotId = app
        .read(move |db| {
            let own = slot::table.filter(slot::org_id.eq(densu)).filter(slot::state.eq("published"));
            Ok(own.order(slot::id).select(slot::id).first(db)?)
        })
        .await;
    let own = format!("/for/{densu}/slots/{id}");
    let edit = || async { owner.open(format!("{own}/edit")).await };
    // nothing changed, nothing told
    assert_eq!(edit().await.submit("Save").await.flash().as_deref(), Some("Saved."));
    let page = owner.open(&own).await.follow("History").await;
    assert!(page.has("Nothing so far"), "{}", page.main());
    let page = edit().await.fill("Title", "Filling by hand, under a hood");
    let page = page
        .fill_in("Add a period", "First day", "2027-05-03")
        .fill_in("Add a period", "Last day", "2027-05-14")
        .fill_in("Add a period", "Places", "3");
    assert_eq!(page.submit("Save").await.flash().as_deref(), Some("Saved."));
    let page = owner.open(&own).await.follow("History").await;
    assert!(page.has("2 steps") && page.has("Filling by hand, under a hood"), "{}", page.main());
    assert!(
        page.has("Period 3 May 2027 to 14 May 2027") && page.has("Open for applications"),
        "{}",
        page.main()
    );
}

/// The demonstration writes its deadlines with seconds, the site without: the same time is no difference.
#[rstest]
#[actix_web::test]
async fn what_is_written_in_another_way_is_no_difference(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let volta = owned_by(&app, "volta").await;
    let run: benchside::kernel::OfferingId = app
        .read(move |db| {
            let own = offering::table.filter(offering::org_id.eq(volta)).filter(offering::state.eq("published"));
            let own = own.filter(offering::deadline_local.like("%:00:00"));
            Ok(own.order(offering::id).select(offering::id).first(db)?)
        })
        .await;
    let owner = app.sign_in("owner@volta.demo.example", DEMO_PASSWORD).await;
    let page = owner.open(format!("/for/{volta}/offerings/{run}/edit")).await;
    let page = page.fill("Who answers questions", "new@volta.example").submit("Save changes").await;
    assert!(page.flash().is_some(), "{}", page.main());
    let changes: String = app
        .read(move |db| {
            let rows = transition::table.filter(transition::entity_id.eq(AnyId::of(run)));
            let rows = rows.order((transition::at.desc(), transition::id.desc()));
            Ok(rows.select(transition::changes).first(db)?)
        })
        .await;
    let changed = facts::read(&changes).expect("differences");
    let fields: Vec<&str> = changed.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(fields, ["contact"], "{changes}");
    app.mail().await;
}
