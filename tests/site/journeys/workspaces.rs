//! Those who act for an organisation: a provider answers applications, an agency looks at its staff. Nobody else sees it.

use benchside::db::Engine;
use benchside::db::schema::seat;
use benchside::enrolments::SeatState;
use benchside::kernel::SeatId;
use benchside::kernel::actor::MemberRole;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{DEMO_PASSWORD, Demonstration, TestApp, offering_of, or_skip, organisation, person};

#[rstest]
#[actix_web::test]
async fn a_provider_offers_a_seat_and_the_learner_takes_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olu")).await;
    let provider = app
        .given(
            organisation("Volta Centre")
                .provider()
                .country("GHA")
                .member(&owner, MemberRole::Owner),
        )
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(1)).await;
    let ann = app.sign_in_as(person("Ann")).await;
    ann.open(format!("{}/apply", run.path)).await.submit("Apply for a seat").await;

    let olu = app.sign_in(&owner.email, crate::support::PASSWORD).await;
    let page = olu.open(format!("/for/{}", provider.id)).await;
    assert!(page.has("Volta Centre"), "{}", page.main());
    let page = olu.open(format!("/for/{}/offerings/{}", provider.id, run.id)).await;
    assert!(page.has("Ann"), "{}", page.main());
    let page = page.submit("Offer a seat to Ann").await;
    assert!(page.flash().is_some());
    let letter = app.mail().await;
    assert!(letter.to("ann@example.org").text.contains("Aseptic filling"));
    let page = ann.open("/me").await.submit("Take the seat").await;
    assert_eq!(page.flash().as_deref(), Some("The seat is yours."));
}

#[rstest]
#[actix_web::test]
async fn an_agency_sees_its_staff_and_nobody_else_does(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let owner = app.sign_in("owner@kafue.demo.example", DEMO_PASSWORD).await;
    let me = owner.open("/me").await;
    let workspace = me.follow("Kafue Medicines Inspectorate").await;
    let base = workspace.url.clone();
    let page = owner.open(format!("{base}/staff")).await;
    assert_eq!(page.status, 200);
    assert!(page.has("Import from a file"), "{}", page.main());
    let stranger = app.sign_in("owner@volta.demo.example", DEMO_PASSWORD).await;
    for part in ["", "/staff", "/staff/new", "/staff/import", "/needs"] {
        assert_eq!(
            stranger.ask("GET", &format!("{base}{part}")).with_cookies().send().await.status,
            404,
            "{part}"
        );
        assert_eq!(
            app.visitor().ask("GET", &format!("{base}{part}")).send().await.status,
            303,
            "{part}"
        );
    }
}

#[rstest]
#[actix_web::test]
async fn a_file_of_staff_is_shown_before_it_is_saved(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olu")).await;
    let agency = app
        .given(
            organisation("Kafue Inspectorate")
                .agency()
                .country("ZMB")
                .member(&owner, MemberRole::Owner),
        )
        .await;
    let olu = app.sign_in(&owner.email, crate::support::PASSWORD).await;
    let page = olu.open(format!("/for/{}/staff/import", agency.id)).await;
    assert_eq!(page.status, 200);
    insta::assert_snapshot!("agency_import", page.main());
}

#[rstest]
#[actix_web::test]
async fn what_was_never_sent_is_not_the_providers_to_see(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olu")).await;
    let provider = app
        .given(organisation("Volta Centre").provider().member(&owner, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling")).await;
    let states = [
        ("Unsent Ann", SeatState::AwaitingEndorsement),
        ("Refused Ben", SeatState::NotEndorsed),
        ("Declined Cy", SeatState::DeclinedByProvider),
    ];
    for (name, state) in states {
        let who = app.given(person(name)).await;
        let (id, now, org): (SeatId, _, _) = (app.app().new_id(), app.now(), provider.id);
        app.write(move |db| {
            let values = (
                seat::id.eq(id),
                seat::org_id.eq(org),
                seat::offering_id.eq(run.id),
                seat::person_id.eq(Some(who.id)),
                seat::route.eq("individual"),
                seat::state.eq(state),
                seat::created_at.eq(now),
                seat::state_at.eq(now),
            );
            diesel::insert_into(seat::table).values(values).execute(db)?;
            Ok(())
        })
        .await;
    }
    let olu = app.sign_in(&owner.email, crate::support::PASSWORD).await;
    let page = olu.open(format!("/for/{}/offerings/{}", provider.id, run.id)).await;
    assert!(page.has("Declined Cy"), "{}", page.main());
    assert!(!page.has("Unsent Ann") && !page.has("Refused Ben"), "{}", page.main());
}
