//! A facility: advertises a slot, sees who could use it, gives a place to a learner; declares what it needs.

use benchside::db::Engine;
use benchside::kernel::actor::MemberRole;
use rstest::rstest;

use crate::support::{Browser, Demonstration, Organisation, PASSWORD, Page, TestApp, or_skip, organisation, person};

/// Somebody who owns a facility in Ghana that has advertised nothing yet, signed in by way of the page.
async fn owner_of_a_facility(app: &TestApp) -> (Browser, Organisation) {
    let owner = app.given(person("Efua")).await;
    let facility = organisation("Asogli Fill and Finish").facility().country("GHA");
    let facility = app.given(facility.member(&owner, MemberRole::Owner)).await;
    let efua = app.visitor();
    let page = efua.open("/sign-in").await;
    let page = page.fill("Mail address", &owner.email).fill("Password", PASSWORD);
    assert_eq!(page.submit("Sign in").await.status, 200);
    (efua, facility)
}

/// A slot as it should be, but for its last day.
fn filled_in(page: Page, last_day: &str) -> Page {
    page.fill("Title", "Aseptic filling on an isolator line")
        .fill(
            "In two or three sentences",
            "You fill and stopper beside our operators, one batch a day.",
        )
        .choose("You write this in", "English")
        .choose_in("Skill", "Skill", "Aseptic technique and cleanroom behaviour")
        .choose_in("Skill", "They bring", "1 Awareness")
        .choose_in("Skill", "They leave with", "3 Independent")
        .fill_in("Period", "First day", "2027-02-01")
        .fill_in("Period", "Last day", last_day)
        .fill_in("Period", "Places", "2")
        .tick("English")
        .fill("Whom to ask", "training@asogli.example")
}

#[rstest]
#[actix_web::test]
async fn a_facility_advertises_a_slot_and_gives_a_place(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let (efua, facility) = owner_of_a_facility(&app).await;

    let page = efua.open(format!("/for/{}", facility.id)).await.follow("Offer a placement").await;
    let refused = filled_in(page, "2027-01-31").fill("Title", "").submit("Publish").await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.problems(),
        ["Title: Please fill this in.", "Last day, row 1: This is before the start."]
    );
    let kept = [
        ("#from-1", "2027-02-01"),
        ("#to-1", "2027-01-31"),
        ("#places-1", "2"),
        ("#contact", "training@asogli.example"),
        ("input[name=floor][checked]", "en"),
        ("#skill-1 option[selected]", "MFG-4"),
        ("#out-1 option[selected]", "3"),
    ];
    for (field, value) in kept {
        assert_eq!(refused.attribute(field, "value"), Some(value), "{field}");
    }
    let refused = refused.fill("Title", "Aseptic filling on an isolator line");
    let published = refused.fill_in("Period", "Last day", "2027-02-12").submit("Publish").await;
    assert_eq!(
        published.flash().as_deref(),
        Some("Published. Everybody in the network can see it now.")
    );

    let slots = efua.open(format!("/for/{}/slots", facility.id)).await;
    let own = slots.follow("Applications: Aseptic filling on an isolator line").await;
    insta::assert_snapshot!("facility_slot_audience", own.main());
    let public = efua.open(&own.url).await.follow("As visitors see it").await;
    insta::assert_snapshot!("facility_slot_public", public.main());

    let ann = app.sign_in_as(person("Ann").country("GHA")).await;
    let page = ann.open(format!("{}/apply", public.url)).await;
    let page = page.fill("What do you want to take home?", "Gowning that passes every time.");
    let page = page.submit("Check your answers").await;
    assert!(page.has("Nothing has been sent yet."), "{}", page.main());
    let sent = page.submit("Send the application").await;
    assert_eq!(
        sent.flash().as_deref(),
        Some("Your application is sent. You will see here what becomes of it.")
    );

    let page = efua.open(&own.url).await;
    assert!(
        page.has("Gowning that passes every time.") && !page.has("ann@example.org"),
        "{}",
        page.main()
    );
    let page = page.submit("Start reading: Ann").await;
    assert_eq!(page.flash().as_deref(), Some("The person sees that you have begun to read."));
    assert!(ann.open("/me").await.has("The facility is reading it."));
    let page = efua.open(&own.url).await.submit("Offer the place: Ann").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("The place is offered and held. The person has a letter with the day to answer by.")
    );
    insta::assert_snapshot!("facility_place_letter", app.mail().await);

    let page = ann.open("/me").await;
    let taken = page.submit("Take the place: Aseptic filling on an isolator line").await;
    assert_eq!(taken.flash().as_deref(), Some("The place is yours. Now the paperwork begins."));
    insta::assert_snapshot!("facility_place_taken", efua.open(&own.url).await.main());
    // who has it cannot be given it again, and a stranger decides nothing
    let stranger = app.sign_in_as(person("Ben")).await;
    assert_eq!(stranger.ask("GET", &own.url).with_cookies().send().await.status, 404);
    assert_eq!(app.mail().await.letters().len(), 0);
}

#[rstest]
#[actix_web::test]
async fn a_facility_says_what_it_needs_and_takes_it_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    let (efua, facility) = owner_of_a_facility(&app).await;
    let page = efua.open(format!("/for/{}/needs", facility.id)).await;
    assert!(page.has("No need declared yet"), "{}", page.main());
    let page = page
        .choose("Role", "Aseptic fill-finish operator")
        .fill("Posts in all", "four")
        .choose("By when", "On the day that I give")
        .fill("The day, if you know it", "2026-11-01")
        .choose("How urgent", "Urgent")
        .choose("Sector", "Private sector")
        .fill("What it is for", "A second line.");
    let refused = page.submit("Declare").await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.problems(),
        ["Posts in all: Use a whole number.", "The day, if you know it: This day is past."]
    );
    for (field, value) in [("#posts", "four"), ("#by_day", "2026-11-01"), ("#role option[selected]", "ROLE-03")] {
        assert_eq!(refused.attribute(field, "value"), Some(value), "{field}");
    }
    let page = refused.fill("Posts in all", "4").fill("The day, if you know it", "2027-03-01");
    let declared = page.submit("Declare").await;
    assert_eq!(
        declared.flash().as_deref(),
        Some("Declared. It counts in the figures from the next count on.")
    );
    insta::assert_snapshot!("facility_need", declared.main());

    app.later(chrono::TimeDelta::days(2));
    let need = "Aseptic fill-finish operator, 4 posts in all, by 1 Mar 2027";
    let confirmed = efua.open(&declared.url).await.submit(&format!("It still holds: {need}")).await;
    assert_eq!(confirmed.flash().as_deref(), Some("Thank you: confirmed as of today."));
    assert!(confirmed.has("confirmed 25 Nov 2026"), "{}", confirmed.main());
    let withdrawn = confirmed.submit(&format!("Withdraw: {need}")).await;
    assert_eq!(withdrawn.flash().as_deref(), Some("Withdrawn. It no longer counts."));
    assert!(withdrawn.has("No need declared yet"), "{}", withdrawn.main());
}
