//! Records that an agency entered: who opens the letter takes them over, or says that they are not theirs; and an agency learns from
//! none of it whether somebody has an account.

mod several;

use benchside::db::Engine;
use benchside::db::schema::{person, person_email, transition};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{OrgId, PersonId};
use benchside::people::PersonState;
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use super::links::ask_for_link;
use crate::support::{Browser, Organisation, PASSWORD, Page, Person, TestApp, or_skip, organisation, person as somebody};

struct Scene {
    app: TestApp,
    agency: Organisation,
    owner: Person,
    olu: Browser,
}

impl Scene {
    async fn on(engine: Engine) -> Option<Self> {
        let app = TestApp::on(engine).at("2026-09-01").await?;
        let owner = app.given(somebody("Olu")).await;
        let agency = organisation("Kafue Inspectorate").agency().country("GHA");
        let agency = app.given(agency.member(&owner, MemberRole::Owner)).await;
        let olu = app.sign_in(&owner.email, PASSWORD).await;
        Some(Self { app, agency, owner, olu })
    }

    fn at(&self, part: &str) -> String {
        format!("/for/{}/{part}", self.agency.id)
    }

    async fn register(&self, name: &str, email: &str) -> Page {
        let page = self.olu.open(self.at("staff/new")).await;
        let page = page
            .fill("Name", name)
            .fill("Mail address (optional)", email)
            .submit("Add this person")
            .await;
        assert_eq!(page.status, 200, "{}", page.main());
        page
    }

    /// Name, state and whether somebody proved an address.
    async fn people(&self) -> Vec<(String, PersonState)> {
        let owner = self.owner.id;
        let rows = self.app.read(move |db| {
            Ok(person::table
                .filter(person::id.ne(owner))
                .order(person::id)
                .select((person::name, person::state))
                .load(db)?)
        });
        rows.await
    }

    async fn unproved(&self) -> i64 {
        self.app
            .read(|db| {
                Ok(person_email::table
                    .filter(person_email::verified_at.is_null())
                    .count()
                    .get_result(db)?)
            })
            .await
    }
}

#[rstest]
#[actix_web::test]
async fn somebody_takes_their_record_over_by_the_letter(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let registered = scene.register("Ama Serwaa", "ama@example.org").await;
    assert!(
        registered.has("You entered this person; nobody signs in yet."),
        "{}",
        registered.main()
    );
    let post = scene.app.mail().await;
    let link = post.link("ama@example.org");
    assert!(post.to("ama@example.org").text.contains("Kafue Inspectorate"), "{post}");

    let ama = scene.app.visitor();
    // looking changes nothing, as often as it is done
    ama.open(&link).await;
    let page = ama.open(&link).await;
    assert!(page.has("Ama Serwaa") && page.has("Kafue Inspectorate"), "{}", page.main());
    assert_eq!(scene.people().await, [("Ama Serwaa".to_owned(), PersonState::Invited)]);
    // a letter that somebody else reads opens nothing by mistake
    let page = page
        .fill("Your name", "Kofi Mensah")
        .fill("Password", PASSWORD)
        .submit("Take over my record")
        .await;
    assert_eq!(page.status, 422);
    assert!(page.has("This is not the name of the record."), "{}", page.main());
    let page = page
        .fill("Your name", "Serwaa Ama")
        .fill("Password", PASSWORD)
        .submit("Take over my record")
        .await;
    assert_eq!(page.hops, ["/me"], "{}", page.main());
    assert_eq!(page.flash().as_deref(), Some("The record is yours now. Welcome."));
    assert_eq!(scene.people().await, [("Serwaa Ama".to_owned(), PersonState::Active)]);
    assert!(scene.app.sign_in("ama@example.org", PASSWORD).await.is_signed_in().await);
    assert_eq!(scene.app.visitor().open(&link).await.status, 404, "a link is used once");

    // the agency still sees her, and can write no other address beside her
    assert!(scene.olu.open(scene.at("staff?role=all")).await.has("Serwaa Ama"));
    let page = scene.olu.open(&registered.url).await;
    assert!(
        page.has("They have an account of their own") && !page.has_button("Send them a letter"),
        "{}",
        page.main()
    );
    let answer = scene
        .olu
        .ask("POST", &format!("{}/address", registered.url))
        .form(&[("email", "eve@example.org")])
        .send()
        .await;
    assert_eq!(answer.status, 404);

    let trail: Vec<(Option<String>, String, Option<PersonId>, Option<OrgId>)> = scene
        .app
        .read(|db| {
            Ok(transition::table
                .filter(transition::entity_kind.eq("person"))
                .order(transition::to_state.desc())
                .select((
                    transition::from_state,
                    transition::to_state,
                    transition::actor_id,
                    transition::on_behalf_of,
                ))
                .load(db)?)
        })
        .await;
    assert_eq!(trail[0], (None, "invited".to_owned(), Some(scene.owner.id), Some(scene.agency.id)));
    assert_eq!(
        (trail[1].0.as_deref(), trail[1].1.as_str(), trail[1].3),
        (Some("invited"), "active", None)
    );
}

#[rstest]
#[actix_web::test]
async fn whoever_reads_the_mail_can_say_that_it_is_not_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let registered = scene.register("Ama Serwaa", "wrong@example.org").await;
    let link = scene.app.mail().await.link("wrong@example.org");
    let page = scene.app.visitor().open(&link).await.submit("This is not me").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("Thank you. Your address is taken off the record, and the agency is told.")
    );
    assert_eq!(scene.unproved().await, 0);
    assert!(scene.app.mail().await.to(&scene.owner.email).text.contains("Ama Serwaa"));
    assert_eq!(scene.app.visitor().open(&link).await.status, 404);
    // another address, another letter
    let page = scene.olu.open(&registered.url).await;
    let page = page.fill("Mail address", "ama@example.org").submit("Send them a letter").await;
    assert_eq!(page.flash().as_deref(), Some("The letter is on its way."), "{}", page.main());
    let link = scene.app.mail().await.link("ama@example.org");
    assert_eq!(scene.app.visitor().open(&link).await.status, 200);
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_letter_about_a_record_opens_for_seven_days_and_the_newest_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let scene = or_skip!(Scene::on(engine).await);
    let registered = scene.register("Ama Serwaa", "ama@example.org").await;
    let older = scene.app.mail().await.link("ama@example.org");
    let page = scene.olu.open(&registered.url).await;
    page.fill("Mail address", "ama@example.net").submit("Send them a letter").await;
    let newer = scene.app.mail().await.link("ama@example.net");
    assert_eq!(scene.app.visitor().open(&older).await.status, 404);
    scene.app.later(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert_eq!(scene.app.visitor().open(&newer).await.status, 200);
    scene.app.later(TimeDelta::seconds(1));
    assert_eq!(scene.app.visitor().open(&newer).await.status, 404);
}

#[rstest]
#[actix_web::test]
async fn sec_12_an_agency_does_not_learn_who_has_an_account(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let ann = scene.app.given(somebody("Ann Boateng")).await;
    // by the form, alike but for the name and the address
    let alike = |page: &Page, name: &str, email: &str| page.main().replace(name, "NAME").replace(email, "ADDRESS");
    let known = scene.register("Ann Boateng", &ann.email).await;
    let unknown = scene.register("Ben Okafor", "ben@example.org").await;
    assert_eq!(known.flash(), unknown.flash());
    assert_eq!(
        alike(&known, "Ann Boateng", &ann.email),
        alike(&unknown, "Ben Okafor", "ben@example.org")
    );
    let post = scene.app.mail().await;
    assert_eq!(post.letters().len(), 2, "{post}");
    assert!(post.to(&ann.email).text.contains("/me/records"), "{post}");
    // from a file
    let file = |name: &str, email: &str, number: &str| format!("name,email,staff_number\n{name},{email},{number}\n");
    let mut answers = Vec::new();
    for (name, email, number) in [("Ann B", "ann-boateng@example.org", "K-1"), ("Ben O", "ben-o@example.org", "K-2")] {
        let page = scene.olu.open(scene.at("staff/import")).await;
        let page = page
            .fill("Rows, the header first", &file(name, email, number))
            .submit("Check the rows")
            .await;
        let checked = page
            .main()
            .replace(name, "NAME")
            .replace(email, "ADDRESS")
            .replace(number, "NUMBER");
        let page = page.submit("Import this row").await;
        answers.push((checked, page.status, page.main()));
    }
    assert_eq!(answers[0], answers[1]);
    scene.app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn somebody_with_an_account_takes_a_record_over(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let ann = scene.app.given(somebody("Ann Boateng")).await;
    let registered = scene.register("Boateng, Ann", &ann.email).await;
    let link = scene.app.mail().await.link(&ann.email);
    assert_eq!(link, "/me/records");
    let browser = scene.app.sign_in(&ann.email, PASSWORD).await;
    assert!(browser.open("/me").await.has("An agency has a record that may be yours."));
    let page = browser.open("/me/records").await;
    assert!(page.has("Kafue Inspectorate") && page.has("Boateng, Ann"), "{}", page.main());
    // it is offered to nobody else
    let eve = scene.app.sign_in_as(somebody("Eve")).await;
    assert!(eve.open("/me/records").await.has("No agency has written one of your addresses"));
    let action = page.attribute("form[action$='/take']", "action").expect("a form").to_owned();
    assert_eq!(eve.ask("POST", &action).form(&[]).send().await.status, 404);

    let page = page.submit("Yes, this is me: take it over: Kafue Inspectorate").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("The record is a part of your account now."),
        "{}",
        page.main()
    );
    assert_eq!(
        scene
            .people()
            .await
            .iter()
            .filter(|(_, state)| *state == PersonState::Active)
            .count(),
        2
    );
    let page = scene.olu.open(&registered.url).await;
    assert!(page.url.contains(&ann.id.to_string()) && page.has("Ann Boateng"), "{}", page.main());
    assert!(scene.olu.open(scene.at("staff?role=all")).await.has("Ann Boateng"));
}

#[rstest]
#[actix_web::test]
async fn who_joins_with_an_address_that_an_agency_wrote_is_asked(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    scene.register("Ama Serwaa", "ama@example.org").await;
    scene.app.mail().await;
    let link = ask_for_link(&scene.app, "ama@example.org").await;
    let ama = scene.app.visitor();
    let page = ama
        .open(link)
        .await
        .fill("Your name", "Ama Serwaa")
        .fill("Password", PASSWORD)
        .submit("Create my account")
        .await;
    assert_eq!(page.hops, ["/me/records"], "{}", page.main());
    assert_eq!(scene.people().await.len(), 2, "nothing is tied together without her");
    let page = page.submit("This is not me: Kafue Inspectorate").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("Thank you. Your address is taken off the record, and the agency is told.")
    );
    assert!(page.has("No agency has written one of your addresses"));
    assert_eq!(scene.unproved().await, 0);
    assert!(scene.app.mail().await.to(&scene.owner.email).text.contains("Ama Serwaa"));
    assert!(ama.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn who_adds_an_address_that_an_agency_wrote_is_asked(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    scene.register("Ann Boateng", "ann@work.example.org").await;
    scene.app.mail().await;
    let ann = scene.app.sign_in_as(somebody("Ann")).await;
    let page = ann
        .open("/me/security")
        .await
        .fill("Another address", "ann@work.example.org")
        .submit("Add address")
        .await;
    assert_eq!(page.status, 200, "{}", page.main());
    let link = scene.app.mail().await.link("ann@work.example.org");
    let page = ann.open(link).await.submit("Add this address").await;
    assert_eq!(page.hops, ["/me/records"], "{}", page.main());
    let page = page.submit("Yes, this is me: take it over: Kafue Inspectorate").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("The record is a part of your account now."),
        "{}",
        page.main()
    );
    assert!(scene.olu.open(scene.at("staff?role=all")).await.has("Ann"));
}
