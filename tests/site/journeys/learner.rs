//! A learner: joins, states a role and skills, sees gaps and ways, applies, answers an offer.

use benchside::db::Engine;
use benchside::kernel::actor::MemberRole;
use rstest::rstest;

use crate::support::{DEMO_PASSWORD, Demonstration, TestApp, offering_of, or_skip, organisation, person};

#[rstest]
#[actix_web::test]
async fn a_learner_sees_gaps_ways_and_why_not(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let salma = app.sign_in("salma@demo.example", DEMO_PASSWORD).await;
    // she reads Arabic; the page remembers that it is asked for in English
    let page = salma.open("/me?lang=en").await;
    insta::assert_snapshot!("learner_me", page.main());
    assert!(page.has("Why not") && page.has("What would change it:"));
    let page = page.submit("Take the seat").await;
    assert_eq!(page.flash().as_deref(), Some("The seat is yours."));
    assert!(page.has("Enrolled"));
    let page = salma.open("/me/gaps/MFG-4").await;
    assert!(page.has("Ways to close"), "{}", page.main());
}

#[rstest]
#[actix_web::test]
async fn a_newcomer_states_skills_and_applies(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
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
    let ann = app.sign_in_as(person("Ann").country("GHA")).await;

    let page = ann.open("/me").await;
    assert!(page.has("What do you work as?"));
    let page = page.follow("State my role and skills").await;
    let page = page
        .choose("I work as, or want to work as", "Upstream bioprocess operator")
        .submit("Show its skills")
        .await;
    let page = page
        .choose("Aseptic technique and cleanroom behaviour", "1 Awareness")
        .submit("Save and see my gaps")
        .await;
    assert_eq!(page.flash().as_deref(), Some("Saved. Here is what is missing and how to close it."));
    assert!(page.has("You hold 1 Awareness, your role needs 3 Independent"), "{}", page.main());
    assert!(page.has("Your own word"), "what rests on D is marked");

    let page = ann.open("/me/profile").await;
    let page = page
        .choose("How far I can go for training", "within my country")
        .submit("Save")
        .await;
    assert_eq!(page.flash().as_deref(), Some("Saved."));
    assert!(page.has("Aseptic filling") && page.has("Teaches level 1 to 3"), "{}", page.main());

    let page = ann.open(&run.path).await;
    assert!(page.has("Apply for a seat"));
    let page = ann.open(format!("{}/apply", run.path)).await;
    assert!(page.has("Closes one of your gaps"), "{}", page.main());
    let page = page.submit("Apply for a seat").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("You have applied. The provider decides; you see it here.")
    );
    let page = ann.open(format!("{}/apply", run.path)).await.submit("Apply for a seat").await;
    assert_eq!(page.flash().as_deref(), Some("You have applied for this already."));
}

#[rstest]
#[actix_web::test]
async fn a_full_offering_is_a_page_and_stores_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let provider = app.given(organisation("Volta Centre").provider()).await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(0)).await;
    let ann = app.sign_in_as(person("Ann")).await;
    let page = ann.open(format!("{}/apply", run.path)).await.submit("Apply for a seat").await;
    assert_eq!(page.status, 409);
    assert!(page.has("Every seat is held") && page.has("Nothing was stored."));
    assert!(ann.open("/me").await.has("You have not applied for anything yet."));
}

#[rstest]
#[actix_web::test]
async fn a_refused_profile_keeps_what_was_typed(#[values(Engine::Sqlite)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let page = ann
        .open("/me/profile")
        .await
        .fill("Your name", "")
        .fill("From", "2027-03-01")
        .fill("Until", "2027-02-01")
        .submit("Save")
        .await;
    assert_eq!(page.status, 422);
    assert_eq!(page.problems(), ["Please fill this in.", "This is before the start."]);
    assert_eq!(page.attribute("#available_from", "value"), Some("2027-03-01"));
}
