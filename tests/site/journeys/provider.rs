//! A provider: lists a course and a dated run by form; visitors find it, a learner gets a seat, demand stands beside it.

use benchside::db::Engine;
use benchside::kernel::actor::MemberRole;
use rstest::rstest;

use crate::support::{Demonstration, PASSWORD, Page, TestApp, or_skip, organisation, person};

const TITLE: &str = "Aseptic filling for night shifts";

/// A blended run as it should be, but for the last day on site and the deadline.
fn filled_in(page: Page, last_day: &str, deadline: &str) -> Page {
    page.choose("How people learn", "Blended")
        .choose_in("Part 1", "Kind of part", "Online")
        .fill_in("Part 1", "First day", "2027-02-01")
        .fill_in("Part 1", "Last day", "2027-02-05")
        .choose_in("Part 2", "Kind of part", "Hands-on")
        .choose_in("Part 2", "Facility that hosts it", "Asogli Fill and Finish, Ghana")
        .fill_in("Part 2", "Town", "Ho")
        .fill_in("Part 2", "First day", "2027-02-15")
        .fill_in("Part 2", "Last day", last_day)
        .choose("Time zone", "Africa/Accra (UTC+0:00)")
        .tick("English")
        .choose("Seats", "A number of seats")
        .fill("How many seats", "2")
        .fill("Apply by", deadline)
        .fill("At", "18:00")
        .choose("What learners pay for the course", "Nothing: it is free")
        .fill("Who answers questions", "courses@asogli.example")
}

#[rstest]
#[actix_web::test]
async fn a_provider_publishes_a_run_that_is_found_and_filled(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let owner = app.given(person("Kofi")).await;
    let provider = organisation("Asogli Training").provider().country("GHA");
    let provider = app.given(provider.member(&owner, MemberRole::Owner)).await;
    app.given(organisation("Asogli Fill and Finish").facility().country("GHA")).await;
    let kofi = app.sign_in(&owner.email, PASSWORD).await;

    let page = kofi
        .open(format!("/for/{}/courses", provider.id))
        .await
        .follow("List a course")
        .await;
    let page = page
        .fill("In two sentences", "What a night shift on a filling line has to know.")
        .choose_in("Skill 1", "Skill 1", "MFG-4 Aseptic technique and cleanroom behaviour")
        .choose_in("Skill 1", "Level they bring", "3 Independent")
        .choose_in("Skill 1", "Level they leave with", "1 Awareness");
    let refused = page.submit("Save and add dates").await;
    assert_eq!(refused.status, 422);
    insta::assert_snapshot!("provider_course_refused", refused.problems().join("\n"));
    assert!(refused.main().contains("What a night shift on a filling line has to know."));
    assert_eq!(refused.attribute("#level_in-1 option[selected]", "value"), Some("3"));
    let page = refused.fill("Title", TITLE).choose_in("Skill 1", "Level they bring", "1 Awareness");
    let page = page.choose_in("Skill 1", "Level they leave with", "3 Independent");
    let page = page.submit("Save and add dates").await;
    assert_eq!(page.flash().as_deref(), Some("The course is kept. Now add its first run."));
    // nobody sees a course without a public run
    assert!(!app.visitor().open("/courses?q=night+shifts").await.has(TITLE));

    let refused = filled_in(page, "2027-02-12", "2027-02-20").submit("Publish").await;
    assert_eq!(refused.status, 422);
    insta::assert_snapshot!("provider_run_refused", refused.problems().join("\n"));
    let kept = [
        ("#from-1", "2027-02-01"),
        ("#from-2", "2027-02-15"),
        ("#to-2", "2027-02-12"),
        ("#place-2", "Ho"),
        ("#kind-2 option[selected]", "hands_on"),
        ("input[name=mode][checked]", "blended"),
        ("#seats", "2"),
        ("#deadline_on", "2027-02-20"),
        ("#contact", "courses@asogli.example"),
    ];
    for (field, value) in kept {
        assert_eq!(refused.attribute(field, "value"), Some(value), "{field}");
    }
    let page = refused.fill_in("Part 2", "Last day", "2027-02-26").fill("Apply by", "2027-01-15");
    let published = page.submit("Publish").await;
    assert_eq!(published.flash().as_deref(), Some("The run is public. This is how people see it."));
    insta::assert_snapshot!("provider_run_public", published.main());
    let own = kofi.open(format!("/for/{}/courses", provider.id)).await;
    insta::assert_snapshot!("provider_courses_with_demand", own.main());

    let visitor = app.visitor();
    let found = visitor.open("/courses").await.fill("Skill, product or course", "night shifts");
    let found = found.submit("Search").await;
    assert!(found.has(TITLE) && found.has("1 course found"), "{}", found.main());
    let found = visitor.open("/courses").await.tick("Blended").choose("Country", "Ghana (6)");
    assert!(found.submit("Show results").await.has(TITLE));
    let other = visitor.open("/courses?q=night+shifts&mode=remote").await;
    assert!(!other.has(TITLE), "{}", other.main());

    let ann = app.sign_in_as(person("Ann").country("GHA")).await;
    let page = ann.open(format!("{}/apply", published.url)).await.submit("Apply for a seat").await;
    assert!(page.has(TITLE) && page.has("You have applied. The provider decides; you see it here."));
    let workspace = kofi.open(format!("/for/{}", provider.id)).await;
    assert!(workspace.has("1 application waits for your answer"), "{}", workspace.main());
    let applicants = workspace.follow("Read applications: MFG-101").await;
    let page = kofi.open(&applicants.url).await.submit("Offer a seat to Ann").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("The seat is offered. The applicant has been written to.")
    );
    insta::assert_snapshot!("provider_offer_letter", app.mail().await);
    let page = ann.open("/me").await.submit("Take the seat").await;
    assert_eq!(page.flash().as_deref(), Some("The seat is yours."));
    assert!(page.has("Enrolled") && page.has(TITLE), "{}", page.main());
    insta::assert_snapshot!("provider_applicants_after", kofi.open(&applicants.url).await.main());
}
