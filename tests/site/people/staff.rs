//! Staff: more of them than figures count, ticks that go from page to page, several applications at once, and who may not.

use benchside::db::Engine;
use benchside::kernel::actor::MemberRole;
use chrono::TimeDelta;
use rstest::rstest;

use crate::support::{Browser, Organisation, PASSWORD, Page, Run, TestApp, offering_of, or_skip, organisation, person};

/// An agency, its owner at its staff's list, and a run that is of use to upstream operators.
struct Scene {
    app: TestApp,
    agency: Organisation,
    olu: Browser,
    provider: Organisation,
    run: Run,
}

impl Scene {
    async fn on(engine: Engine, seats: i32) -> Option<Self> {
        let app = TestApp::on(engine).at("2026-09-01").await?;
        let owner = app.given(person("Olu")).await;
        let provider = organisation("Volta Centre").provider().country("GHA");
        let provider = app.given(provider.member(&owner, MemberRole::Owner)).await;
        let run = app.given(offering_of(&provider, "Aseptic filling").seats(seats)).await;
        let agency = organisation("Kafue Inspectorate").agency().country("GHA");
        let agency = app.given(agency.member(&owner, MemberRole::Owner)).await;
        let olu = app.sign_in(&owner.email, PASSWORD).await;
        Some(Self {
            app,
            agency,
            olu,
            provider,
            run,
        })
    }

    fn at(&self, part: &str) -> String {
        format!("/for/{}/{part}", self.agency.id)
    }

    /// Takes in so many upstream operators, called Person 0001 and so on.
    async fn employ(&self, count: usize) {
        let row = |number: usize| format!("Person {number:04},K-{number},GHA,ROLE-01\n");
        let rows: String = (1..=count).map(row).collect();
        let page = self.olu.open(self.at("staff/import")).await;
        let page = page.fill("Rows, the header first", &format!("name,staff_number,country,role\n{rows}"));
        let page = page.submit("Check the rows").await;
        let page = page.submit(&format!("Import {count} rows")).await;
        assert_eq!(page.status, 200, "{}", page.main());
    }

    /// Two people on the page that asks for confirmation.
    async fn about_to_apply(&self) -> Page {
        self.employ(2).await;
        let page = self.olu.open(self.at("staff")).await.tick("Person 0001").tick("Person 0002");
        let page = page
            .choose_starting("Apply for a seat in", "Aseptic filling")
            .submit("Check before applying")
            .await;
        assert!(page.has("Check before you apply"), "{}", page.main());
        page
    }
}

#[rstest]
#[actix_web::test]
async fn every_page_of_a_long_list_has_its_rows_and_ticks_go_along(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine, 10).await);
    scene.employ(523).await;
    let page = scene.olu.open(scene.at("staff")).await;
    assert!(
        page.has("523 people") && page.has("Figures count the first 500 people"),
        "{}",
        page.main()
    );
    let page = page.tick("Person 0003").submit("Page 27").await;
    assert!(
        page.has("Person 0523") && page.has("One person on another page is ticked too."),
        "{}",
        page.main()
    );
    let page = page.tick("Person 0523").submit("Previous").await;
    assert!(
        page.has("Person 0520") && page.has("2 people on other pages are ticked too."),
        "{}",
        page.main()
    );
    let page = page.submit("Page 1").await;
    assert!(page.has("One person on another page is ticked too."), "{}", page.main());
    let page = page.choose_starting("Apply for a seat in", "Aseptic filling");
    let page = page.untick("Person 0003").tick("Person 0004").submit("Check before applying").await;
    assert!(
        page.has("Person 0004") && page.has("Person 0523") && !page.has("Person 0003"),
        "{}",
        page.main()
    );
    let page = page.follow("Back to your staff").await;
    assert!(page.has("One person on another page is ticked too."), "{}", page.main());
}

#[rstest]
#[actix_web::test]
async fn each_of_several_is_told_that_it_is_full(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine, 1).await);
    let checked = scene.about_to_apply().await;
    let somebody = checked.attribute("input[name=person]", "value").expect("a person").to_owned();
    // meanwhile the only seat is offered to somebody else
    let ann = scene.app.sign_in_as(person("Ann")).await;
    ann.open(format!("{}/apply", scene.run.path)).await.submit("Apply for a seat").await;
    let run = format!("/for/{}/offerings/{}", scene.provider.id, scene.run.id);
    scene.olu.open(&run).await.submit("Offer a seat to Ann").await;
    scene.app.mail().await;

    let page = checked.submit("Apply for those ticked").await;
    assert_eq!(page.status, 409);
    assert!(
        page.has("Nothing was sent") && page.has("Full: every seat is taken"),
        "{}",
        page.main()
    );
    assert!(!scene.olu.open(&run).await.has("Person 0001"), "nothing was stored");
    let asked = [("person", somebody.as_str()), ("offering", &scene.run.id.to_string())];
    let again = scene.olu.ask("POST", &scene.at("staff/apply")).form(&asked).send().await;
    assert!(
        again.body.contains("Every seat is taken. Applications cannot be made at present."),
        "{}",
        again.body
    );
    assert!(!again.body.contains("Apply for those ticked"));
}

#[rstest]
#[actix_web::test]
async fn each_of_several_is_told_that_it_is_too_late(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine, 10).await);
    let checked = scene.about_to_apply().await;
    scene.app.later(TimeDelta::days(61));
    // their session is over too
    assert_eq!(scene.olu.sign_in("olu@example.org", PASSWORD).await.status, 303);
    let page = checked.submit("Apply for those ticked").await;
    assert_eq!(page.status, 409);
    assert!(
        page.has("Nothing was sent") && page.has("Too late: the deadline has passed"),
        "{}",
        page.main()
    );
    let run = format!("/for/{}/offerings/{}", scene.provider.id, scene.run.id);
    assert!(!scene.olu.open(&run).await.has("Person 0001"), "nothing was stored");
}

#[rstest]
#[actix_web::test]
async fn a_viewer_sees_and_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, viewer) = (app.given(person("Olu")).await, app.given(person("Vic")).await);
    let house = organisation("Kafue House").provider().agency().facility().country("GHA");
    let house = house.member(&owner, MemberRole::Owner).member(&viewer, MemberRole::Viewer);
    let house = app.given(house).await;
    let run = app.given(offering_of(&house, "Aseptic filling")).await;
    let (olu, vic) = (
        app.sign_in(&owner.email, PASSWORD).await,
        app.sign_in(&viewer.email, PASSWORD).await,
    );
    let base = format!("/for/{}", house.id);
    let offering = format!("offerings/{}/edit", run.id);
    for part in ["", "/staff", "/courses", "/slots", "/needs"] {
        assert_eq!(vic.open(format!("{base}{part}")).await.status, 200, "{part}");
    }
    for part in ["staff/new", "staff/import", "courses/new", "slots/new", &offering] {
        let path = format!("{base}/{part}");
        assert_eq!(vic.ask("GET", &path).with_cookies().send().await.status, 403, "GET {part}");
        assert_eq!(
            vic.ask("POST", &path)
                .form(&[("title", "Mine"), ("name", "Mine")])
                .send()
                .await
                .status,
            403,
            "POST {part}"
        );
        // what is refused to the viewer is there for the owner
        assert_eq!(olu.open(&path).await.status, 200, "{part}");
    }
    for part in ["staff/apply", "needs"] {
        let path = format!("{base}/{part}");
        assert_eq!(
            vic.ask("POST", &path).form(&[("role", "ROLE-01")]).send().await.status,
            403,
            "POST {part}"
        );
    }
    let (staff, slots) = (vic.open(format!("{base}/staff")).await, vic.open(format!("{base}/slots")).await);
    assert!(!staff.has("Add one person") && !staff.has("Import from a file") && !slots.has("Offer a placement"));
}
