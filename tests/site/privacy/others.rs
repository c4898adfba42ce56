//! What others see of a learner: name and skills where the map says so, the address and what was told about travel nowhere.

use benchside::db::Engine;
use benchside::db::schema::{person as people, place, seat};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{PersonId, PlaceId, SeatId};
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
    /// The public page of the facility's slot, and the one where it answers.
    slot: [String; 2],
    learner: Browser,
    id: PersonId,
    /// Name of the part, and somebody in it.
    others: Vec<(&'static str, Browser)>,
}

async fn scene(app: &TestApp) -> Scene {
    let learner = app.given(person(NAME).email(EMAIL).country("GHA")).await;
    let owner = async |name: &str| app.given(person(name)).await;
    let (pro, fac, age) = (owner("Pro").await, owner("Fac").await, owner("Age").await);
    let (rival, works) = (owner("Rival").await, owner("Works").await);
    let provider = app
        .given(organisation("Volta Centre").provider().member(&pro, MemberRole::Owner))
        .await;
    let facility = app
        .given(organisation("Tema Works").facility().country("GHA").member(&fac, MemberRole::Owner))
        .await;
    app.given(organisation("Other Works").facility().member(&works, MemberRole::Owner)).await;
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
        ("rival facility", &works),
        ("coordinator", &coordinator),
    ] {
        others.push((part, app.sign_in(&who.email, PASSWORD).await));
    }
    others.push(("learner", app.sign_in_as(person("Another Learner")).await));
    let as_facility = others.iter().find(|(part, _)| *part == "facility").expect("a facility");
    let slot = advertised(&as_facility.1, &facility).await;
    Scene {
        provider,
        agency,
        facility,
        run,
        slot,
        learner: app.sign_in(EMAIL, PASSWORD).await,
        id: learner.id,
        others,
    }
}

/// A slot that the facility advertises: its public page, and the one where the facility answers.
async fn advertised(owner: &Browser, facility: &Organisation) -> [String; 2] {
    let page = owner.open(format!("/for/{}/slots/new", facility.id)).await;
    let page = page
        .fill("Title", "Filling on an isolator line")
        .fill("In two or three sentences", "One batch a day.")
        .choose("You write this in", "English")
        .choose_in("Skill", "Skill", "Aseptic technique and cleanroom behaviour")
        .choose_in("Skill", "They bring", "1 Awareness")
        .choose_in("Skill", "They leave with", "3 Independent")
        .fill_in("Period", "First day", "2027-02-01")
        .fill_in("Period", "Last day", "2027-02-12")
        .fill_in("Period", "Places", "2")
        .tick("English")
        .fill("Whom to ask", "training@tema.example");
    let page = page.submit("Publish").await;
    assert!(page.flash().is_some(), "{}", page.main());
    let own = page.url.clone();
    [page.follow("As visitors see it").await.url, own]
}

/// Through the pages; the id of what comes of it.
async fn apply_for_a_seat(app: &TestApp, scene: &Scene) -> SeatId {
    let page = scene.learner.open(format!("{}/apply", scene.run.path)).await;
    page.submit("Apply for a seat").await;
    app.read(|db| Ok(seat::table.select(seat::id).first(db)?)).await
}

async fn apply_for_a_place(app: &TestApp, scene: &Scene) -> PlaceId {
    let page = scene.learner.open(format!("{}/apply", scene.slot[0])).await;
    let page = page.submit("Check your answers").await.submit("Send the application").await;
    assert!(page.flash().is_some(), "{}", page.main());
    app.read(|db| Ok(place::table.select(place::id).first(db)?)).await
}

/// Who finds which of the learner's texts on any of the pages where it might stand, these among them.
async fn seen(scene: &Scene, besides: &[String]) -> String {
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
        scene.slot[0].clone(),
        scene.slot[1].clone(),
        format!("/for/{}", scene.agency.id),
        format!("/for/{}/staff", scene.agency.id),
        format!("/for/{}/staff/{}", scene.agency.id, scene.id),
    ];
    let mut lines = Vec::new();
    for (part, browser) in &scene.others {
        let mut found = std::collections::BTreeSet::new();
        for path in pages.iter().chain(besides) {
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
    insta::assert_snapshot!("seen_before", seen(&scene, &[]).await);
    let histories = |owner: &Organisation, kind: &str, id: String| {
        let own = format!("/for/{}", owner.id);
        [own.as_str(), "/coordination", "/administration"].map(|under| format!("{under}/history/{kind}/{id}"))
    };
    let seat = apply_for_a_seat(&app, &scene).await;
    let mut besides = histories(&scene.provider, "seat", seat.to_string()).to_vec();
    insta::assert_snapshot!("seen_from_an_application_on", seen(&scene, &besides).await);
    // and the same for a place
    let place = apply_for_a_place(&app, &scene).await;
    besides.extend(histories(&scene.facility, "place", place.to_string()));
    insta::assert_snapshot!("seen_from_an_application_for_a_place_on", seen(&scene, &besides).await);
    // the search itself finds what is there
    let own = scene.learner.ask("GET", "/me/security").with_cookies().send().await;
    assert!(own.body.contains(EMAIL));
    let count: i64 = app
        .read(|db| Ok(people::table.filter(people::name.eq(NAME)).count().get_result(db)?))
        .await;
    assert_eq!(count, 1);
}

/// What somebody sends about another's seat or place is answered as if there were none, whatever they send.
#[rstest]
#[actix_web::test]
async fn sec_67_anothers_seat_or_place_is_not_there_whatever_is_sent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let scene = scene(&app).await;
    let seat = apply_for_a_seat(&app, &scene).await.to_string();
    let place = apply_for_a_place(&app, &scene).await.to_string();
    let deeds = |seat: &str, place: &str| {
        let of_seat = ["accept", "decline", "withdraw"].map(|deed| format!("/seats/{seat}/{deed}"));
        let of_place = ["answer", "withdraw"].map(|deed| format!("/places/{place}/{deed}"));
        [of_seat.to_vec(), of_place.to_vec()].concat()
    };
    let nothing = "01k4xjz8g0e1tqwrty2ps3df4g";
    let forms: [&[(&str, &str)]; 3] = [&[], &[("answer", "take")], &[("answer", "perhaps")]];
    let mut asked = 0;
    for (part, browser) in scene.others.iter().filter(|(part, _)| *part != "visitor") {
        for path in deeds(&seat, &place).into_iter().chain(deeds(nothing, nothing)) {
            for form in forms {
                let answer = browser.ask("POST", &path).form(form).send().await;
                assert_eq!(answer.status, 404, "{part} {path} {form:?}");
                asked += 1;
            }
        }
    }
    assert_eq!(asked, 7 * 10 * 3);
    // whoever it is learns what is wrong with what they sent
    let own = scene.learner.ask("POST", &format!("/places/{place}/answer")).form(forms[2]);
    assert_eq!(own.send().await.status, 400);
    let own = scene.learner.ask("POST", &format!("/places/{place}/withdraw")).form(&[]);
    assert_eq!(own.send().await.status, 303);
    app.mail().await;
}
