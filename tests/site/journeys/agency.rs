//! An agency: takes its staff in from a file, sees what they lack, and applies for several at once.

use benchside::db::Engine;
use benchside::db::schema::membership;
use benchside::kernel::actor::MemberRole;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Browser, Organisation, PASSWORD, TestApp, offering_of, or_skip, organisation, person};

/// Row 3 names a country and a level that are not there, row 5 lacks a name and repeats a staff number.
const FILE: &str = "name,email,staff_number,post,country,sector,languages,role,levels
Ama Serwaa,ama@example.org,0117,QC analyst,ZMB,public,en,ROLE-03,MFG-4=1 MFG-3=2
Bwalya Mutale,,0118,Operator,ZAMBIA,public,en,ROLE-03,MFG-4=7
\"Chola, Dennis\",,0119,Operator,ZMB,public,en,ROLE-03,MFG-4=2
,,0117,Operator,ZMB,public,en,ROLE-03,
";

/// Somebody who owns an agency in Zambia without staff, signed in.
async fn owner_of_an_agency(app: &TestApp) -> (Browser, Organisation) {
    let owner = app.given(person("Olu")).await;
    let agency = organisation("Kafue Inspectorate").agency().country("ZMB");
    let agency = app.given(agency.member(&owner, MemberRole::Owner)).await;
    (app.sign_in(&owner.email, PASSWORD).await, agency)
}

#[rstest]
#[actix_web::test]
async fn a_file_of_staff_is_corrected_and_taken_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (olu, agency) = owner_of_an_agency(&app).await;
    let staff = format!("/for/{}/staff", agency.id);
    let page = olu.open(format!("{staff}/import")).await;
    let page = page.fill("Rows, the header first", FILE).submit("Check the rows").await;
    insta::assert_snapshot!("agency_import_wrong", page.main());
    assert!(olu.open(&staff).await.has("Nobody is registered yet"), "nothing is saved");

    let page = page.fill("Country", "ZMB").fill("Skill levels", "MFG-4=3");
    let page = page
        .fill("Name", "Esther Phiri")
        .fill("Staff number", "0120")
        .submit("Check again")
        .await;
    insta::assert_snapshot!("agency_import_right", page.main());
    assert!(
        olu.open(&staff).await.has("Nobody is registered yet"),
        "nothing is saved before it is confirmed"
    );
    let page = page.submit("Import 4 rows").await;
    assert!(page.has("4 rows were imported"), "{}", page.main());
    insta::assert_snapshot!("agency_claim_letter", app.mail().await);
    insta::assert_snapshot!("agency_cohort", olu.open(&staff).await.main());

    let right = FILE
        .replace("ZAMBIA", "ZMB")
        .replace("MFG-4=7", "MFG-4=3")
        .replace(",,0117", "Esther Phiri,,0120");
    let page = olu.open(format!("{staff}/import")).await;
    let page = page.fill("Rows, the header first", &right).submit("Check the rows").await;
    assert!(page.has("4 rows change nothing"), "{}", page.main());
    let page = page.submit("Import 4 rows").await;
    assert!(page.has("Nothing changed: all 4 rows are known already"), "{}", page.main());
    let cohort = olu.open(&staff).await.main();
    insta::assert_snapshot!("agency_cohort", cohort);
}

/// A run of somebody else's with so many seats: who answers its applications, and where.
async fn a_run(app: &TestApp, seats: i32) -> (Browser, String) {
    let owner = app.given(person("Kofi")).await;
    let provider = organisation("Volta Centre").provider().country("GHA");
    let provider = app.given(provider.member(&owner, MemberRole::Owner)).await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(seats)).await;
    let kofi = app.sign_in(&owner.email, PASSWORD).await;
    (kofi, format!("/for/{}/offerings/{}", provider.id, run.id))
}

/// Four people of the agency, by a file.
async fn take_in(app: &TestApp, olu: &Browser, staff: &str) {
    let right = FILE
        .replace("ZAMBIA", "ZMB")
        .replace("MFG-4=7", "MFG-4=3")
        .replace(",,0117", "Esther Phiri,,0120");
    let page = olu.open(format!("{staff}/import")).await;
    let page = page.fill("Rows, the header first", &right).submit("Check the rows").await;
    assert!(page.submit("Import 4 rows").await.has("4 rows were imported"));
    assert_eq!(app.mail().await.letters().len(), 1, "to the one whose address is in the file");
}

#[rstest]
#[actix_web::test]
async fn an_agency_applies_for_several_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (olu, agency) = owner_of_an_agency(&app).await;
    let staff = format!("/for/{}/staff", agency.id);
    take_in(&app, &olu, &staff).await;
    let (kofi, run) = a_run(&app, 1).await;
    let choice = "Aseptic filling, 31 Oct 2026, 1 of 1 seat left";
    let tick = |people: &'static [&'static str]| {
        let (olu, staff) = (olu.clone(), staff.clone());
        async move {
            let page = olu.open(&staff).await.choose("Apply for a seat in", choice);
            let page = people.iter().fold(page, |page, one| page.tick(one));
            page.submit("Check before applying").await
        }
    };
    let nobody = olu.open(&staff).await.submit("Check before applying").await;
    assert_eq!(nobody.status, 422);
    insta::assert_snapshot!("agency_apply_nobody", nobody.problems().join("\n"));

    let page = tick(&["Ama SerwaaQC analyst", "Bwalya MutaleOperator"]).await;
    insta::assert_snapshot!("agency_apply_check", page.main());
    let page = page.fill("Note to the provider (optional)", "Both are on the new line from January.");
    let page = page.submit("Apply for those ticked").await;
    insta::assert_snapshot!("agency_apply_sent", page.main());

    // between the check and the application one of them is put forward in another window, and the last seat goes
    let late = tick(&["Chola, DennisOperator", "Esther PhiriOperator"]).await;
    let sent = tick(&["Chola, DennisOperator"]).await.submit("Apply for those ticked").await;
    assert!(sent.has("One of 1 applications was sent"), "{}", sent.main());
    let applicants = kofi.open(&run).await;
    assert!(applicants.has("Kafue Inspectorate") && applicants.has("Both are on the new line from January."));
    applicants.submit("Offer a seat to Ama Serwaa").await;
    // nobody has confirmed Ama's address: the letter goes to who applied for her
    insta::assert_snapshot!("agency_offer_letter", app.mail().await);
    let full = late.submit("Apply for those ticked").await;
    assert_eq!(full.status, 409);
    insta::assert_snapshot!("agency_apply_full", full.main());
    assert!(app.mail().await.letters().is_empty());

    let page = kofi.open(&run).await;
    let no = "Send the answer: Bwalya Mutale";
    let page = page.choose_in(no, "Why", "More applied than there are seats");
    let page = page
        .fill_in(no, "A few words of advice", "The next run begins in March.")
        .submit(no)
        .await;
    assert_eq!(page.flash().as_deref(), Some("The answer is sent."));
    insta::assert_snapshot!("agency_declined_letter", app.mail().await);
}

#[rstest]
#[actix_web::test]
async fn an_agency_that_is_too_late_is_told_so(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (olu, agency) = owner_of_an_agency(&app).await;
    let staff = format!("/for/{}/staff", agency.id);
    take_in(&app, &olu, &staff).await;
    let (kofi, run) = a_run(&app, 10).await;
    let page = kofi.open(format!("{run}/edit")).await;
    let page = page
        .fill("Apply by", "2026-09-01")
        .fill("At", "18:00")
        .fill("Who answers questions", "me");
    assert_eq!(page.submit("Save changes").await.flash().as_deref(), Some("The run is changed."));

    let page = olu
        .open(&staff)
        .await
        .choose("Apply for a seat in", "Aseptic filling, 31 Oct 2026, 10 of 10 seats left");
    let page = page.tick("Ama SerwaaQC analyst").tick("Chola, DennisOperator");
    let page = page.submit("Check before applying").await;
    app.later(chrono::TimeDelta::hours(10));
    let late = page.submit("Apply for those ticked").await;
    assert_eq!(late.status, 409);
    insta::assert_snapshot!("agency_apply_late", late.main());
    let nothing = kofi.open(&run).await;
    assert!(nothing.has("Nobody waits for an answer."), "{}", nothing.main());
}

#[rstest]
#[actix_web::test]
async fn when_who_applied_has_gone_the_others_hear_of_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let [olu, ed, vi] = [
        app.given(person("Olu")).await,
        app.given(person("Ed")).await,
        app.given(person("Vi")).await,
    ];
    let agency = organisation("Kafue Inspectorate")
        .agency()
        .country("ZMB")
        .member(&olu, MemberRole::Owner);
    let agency = agency.member(&ed, MemberRole::Editor).member(&vi, MemberRole::Viewer);
    let staff = format!("/for/{}/staff", app.given(agency).await.id);
    let (kofi, run) = a_run(&app, 10).await;
    let browser = app.sign_in(&ed.email, PASSWORD).await;
    take_in(&app, &browser, &staff).await;
    let page = browser.open(&staff).await;
    let page = page.choose("Apply for a seat in", "Aseptic filling, 31 Oct 2026, 10 of 10 seats left");
    let page = page.tick("Ama SerwaaQC analyst").tick("Chola, DennisOperator");
    let page = page.submit("Check before applying").await;
    assert!(page.submit("Apply for those ticked").await.has("2 of 2 applications were sent"));

    kofi.open(&run).await.submit("Offer a seat to Ama Serwaa").await;
    let post = app.mail().await;
    assert_eq!(post.letters().len(), 1, "{post}");
    assert!(post.to(&ed.email).text.contains("Ama Serwaa"));
    let now = app.now();
    app.write(move |db| {
        let left = membership::table.filter(membership::person_id.eq(ed.id));
        Ok(diesel::update(left).set(membership::ended_at.eq(Some(now))).execute(db)?)
    })
    .await;
    kofi.open(&run).await.submit("Offer a seat to Chola, Dennis").await;
    let post = app.mail().await;
    assert_eq!(post.letters().len(), 1, "whoever only looks on hears nothing: {post}");
    assert!(post.to(&olu.email).text.contains("Chola, Dennis"));
}
