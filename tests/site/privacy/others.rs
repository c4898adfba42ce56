//! What others see of a learner: name and skills where the map says so, the address and what was told about travel nowhere.

use benchside::db::Engine;
use benchside::db::schema::person as people;
use benchside::kernel::actor::MemberRole;
use diesel::prelude::*;
use rstest::rstest;

use super::choices::{declare, employ};
use crate::support::{Browser, Organisation, PASSWORD, Run, TestApp, offering_of, or_skip, organisation, person};

const NAME: &str = "Xanthe Quill";
const EMAIL: &str = "xanthe.quill@example.org";
const NUMBER: &str = "my own word on filling";

struct Scene {
    provider: Organisation,
    agency: Organisation,
    facility: Organisation,
    run: Run,
    learner: Browser,
    id: benchside::kernel::PersonId,
    /// Name of the part, and somebody in it.
    others: Vec<(&'static str, Browser)>,
}

async fn scene(app: &TestApp) -> Scene {
    let learner = app.given(person(NAME).email(EMAIL).country("GHA")).await;
    let owner = async |name: &str| app.given(person(name)).await;
    let (pro, fac, age, rival) = (owner("Pro").await, owner("Fac").await, owner("Age").await, owner("Rival").await);
    let provider = app
        .given(organisation("Volta Centre").provider().member(&pro, MemberRole::Owner))
        .await;
    let facility = app
        .given(organisation("Tema Works").facility().member(&fac, MemberRole::Owner))
        .await;
    let agency = app
        .given(organisation("Kafue Inspectorate").agency().member(&age, MemberRole::Owner))
        .await;
    app.given(organisation("Other Centre").provider().member(&rival, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling")).await;
    employ(app, &learner, &agency).await;
    declare(app, &learner).await;
    let coordinator = app.given(person("Coo").coordinator("who-afr")).await;
    let mut others = vec![("visitor", app.visitor())];
    for (part, who) in [
        ("provider", &pro),
        ("facility", &fac),
        ("agency", &age),
        ("rival", &rival),
        ("coordinator", &coordinator),
    ] {
        others.push((part, app.sign_in(&who.email, PASSWORD).await));
    }
    others.push(("learner", app.sign_in_as(person("Another Learner")).await));
    Scene {
        provider,
        agency,
        facility,
        run,
        learner: app.sign_in(EMAIL, PASSWORD).await,
        id: learner.id,
        others,
    }
}

/// Who finds which of the learner's texts on any of the pages where it might stand.
async fn seen(scene: &Scene) -> String {
    let pages = [
        scene.run.path.clone(),
        "/network".to_owned(),
        format!("/network/{}", scene.provider.id),
        "/me".to_owned(),
        "/coordination".to_owned(),
        "/coordination/list".to_owned(),
        format!("/for/{}", scene.provider.id),
        format!("/for/{}/offerings/{}", scene.provider.id, scene.run.id),
        format!("/for/{}", scene.facility.id),
        format!("/for/{}/slots", scene.facility.id),
        format!("/for/{}/staff", scene.facility.id),
        format!("/for/{}", scene.agency.id),
        format!("/for/{}/staff", scene.agency.id),
        format!("/for/{}/staff/{}", scene.agency.id, scene.id),
    ];
    let mut lines = Vec::new();
    for (part, browser) in &scene.others {
        let mut found = std::collections::BTreeSet::new();
        for path in &pages {
            let answer = browser.ask("GET", path).with_cookies().send().await;
            for (what, text) in [("name", NAME), ("address", EMAIL), ("own word", NUMBER), ("travel", "anywhere-xq")] {
                if answer.body.contains(text) {
                    found.insert(what);
                }
            }
        }
        lines.push(format!("{part}: {}", found.into_iter().collect::<Vec<_>>().join(", ")));
    }
    lines.join("\n")
}

#[rstest]
#[actix_web::test]
async fn sec_67_others_see_what_the_map_says(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let scene = scene(&app).await;
    // before an application the employer alone knows of them
    insta::assert_snapshot!("seen_before", seen(&scene).await);
    scene
        .learner
        .open(format!("{}/apply", scene.run.path))
        .await
        .submit("Apply for a seat")
        .await;
    insta::assert_snapshot!("seen_from_an_application_on", seen(&scene).await);
    // the search itself finds what is there
    let own = scene.learner.ask("GET", "/me/security").with_cookies().send().await;
    assert!(own.body.contains(EMAIL));
    let count: i64 = app
        .read(|db| Ok(people::table.filter(people::name.eq(NAME)).count().get_result(db)?))
        .await;
    assert_eq!(count, 1);
}
