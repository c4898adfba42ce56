//! Erasing: nothing of a person is left in the whole database, also after an older copy of it was put back.

use std::process::Command;

use benchside::db::schema::{erasure, message, person as people, seat};
use benchside::db::{Engine, Store};
use benchside::enrolments::SeatState;
use benchside::kernel::actor::MemberRole;
use benchside::people::PersonState;
use benchside::people::store::privacy;
use benchside::queue::MessageState;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use rstest::rstest;

use super::canaries::{Texts, fill, found, zenobia};
use crate::support::{PASSWORD, Page, Person, TestApp, offering_of, or_skip, organisation, person};

async fn erase(page: Page) -> Page {
    page.fill("Type: erase my data", "erase my data").submit("Erase me").await
}

/// What a test must find before it may find nothing.
fn all_are_there(url: &str, texts: &Texts) {
    let there = found(url, texts);
    let missing: Vec<_> = texts.iter().filter(|(_, text)| !there.contains(&text.as_str())).collect();
    assert!(missing.is_empty(), "the search finds them before: {missing:?}");
    assert!(texts.len() >= 40, "{}", texts.len());
}

#[rstest]
#[actix_web::test]
async fn sec_64_nothing_of_a_person_is_left(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let whose = app.given(zenobia()).await;
    let browser = app.sign_in(&whose.email, PASSWORD).await;
    let texts = fill(&app, &whose, true).await;
    all_are_there(app.url(), &texts);

    let page = erase(browser.open("/me/data/erase").await).await;
    assert_eq!(
        page.flash().as_deref(),
        Some("You are erased. Thank you for having been part of the network.")
    );
    assert!(!browser.is_signed_in().await);
    assert_eq!(found(app.url(), &texts), Vec::<&str>::new());
    let id = whose.id;
    let (state, tombstones) = app
        .read(move |db| {
            let state: PersonState = people::table.filter(people::id.eq(id)).select(people::state).first(db)?;
            Ok((state, privacy::list_erasures(db)?.len()))
        })
        .await;
    assert_eq!((state, tombstones), (PersonState::Closed, 1));
}

/// Through pages: a learner applies, is declined with words, joins with a second address, and goes.
#[rstest]
#[actix_web::test]
async fn sec_64_a_learner_exports_and_erases(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olu")).await;
    let provider = app
        .given(organisation("Volta Centre").provider().member(&owner, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling")).await;
    let link = crate::people::ask_for_link(&app, "Quetzal.Xochitl@example.org").await;
    let learner = app.visitor();
    let page = learner.open(&link).await.fill("Your name", "Xochitl Quetzal");
    let page = page.fill("Password", PASSWORD).submit("Create my account").await;
    assert!(page.flash().is_some(), "{}", page.main());
    learner.open(format!("{}/apply", run.path)).await.submit("Apply for a seat").await;

    // the application stands against it, and the page says what to do
    let page = learner.open("/me/data").await.follow("What it means, and how").await;
    assert!(!page.has_button("Erase me"));
    insta::assert_snapshot!("erase_not_yet", page.main());
    let refused = learner
        .ask("POST", "/me/data/erase")
        .form(&[("sentence", "erase my data")])
        .send()
        .await;
    assert_eq!(refused.status, 409);

    let olu = app.sign_in(&owner.email, PASSWORD).await;
    let page = olu.open(format!("/for/{}/offerings/{}", provider.id, run.id)).await;
    let page = page
        .choose("Why", "Another reason")
        .fill("A few words of advice", "Dear Xochitl, not this time");
    page.submit("Send the answer: Xochitl Quetzal").await;
    app.mail().await;

    let page = learner.open("/me/data").await.submit("Get a copy of my data").await;
    assert!(page.flash().is_some(), "{}", page.main());
    let link = app.mail().await.link("Quetzal.Xochitl@example.org");
    let copy = learner.ask("POST", &link).form(&[]).send().await;
    assert_eq!(copy.status, 200);

    let texts: Texts = ["Xochitl", "quetzal.xochitl@example.org", "not this time"]
        .iter()
        .map(|text| ("somewhere".to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(found(app.url(), &texts).len(), 3, "before");
    let page = learner.open("/me/data/erase").await;
    insta::assert_snapshot!("erase", page.main());
    let page = page.fill("Type: erase my data", "yes").submit("Erase me").await;
    assert_eq!(page.problems().len(), 1, "{}", page.main());
    erase(page).await;
    assert_eq!(found(app.url(), &texts), Vec::<&str>::new());
    // what others count on stays
    let (state, name) = app
        .read(|db| {
            let found: (SeatState, String) = seat::table
                .inner_join(people::table)
                .select((seat::state, people::name))
                .first(db)?;
            Ok(found)
        })
        .await;
    assert_eq!((state, name.as_str()), (SeatState::DeclinedByProvider, "Erased person"));
    // and the address is free for somebody else
    crate::people::ask_for_link(&app, "quetzal.xochitl@example.org").await;
}

#[rstest]
#[actix_web::test]
async fn sec_64_a_last_owner_has_to_hand_over_first(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (ann, ben) = (app.given(person("Ann")).await, app.given(person("Ben")).await);
    let shared = organisation("Shared House").agency();
    app.given(shared.member(&ann, MemberRole::Owner).member(&ben, MemberRole::Owner))
        .await;
    app.given(organisation("Own House").agency().member(&ann, MemberRole::Owner)).await;
    let (ann, ben) = (app.sign_in(&ann.email, PASSWORD).await, app.sign_in(&ben.email, PASSWORD).await);
    let page = ann.open("/me/data/erase").await;
    assert!(page.has("You are the only owner of Own House."), "{}", page.main());
    assert!(!page.has("Shared House."), "another owner is there: {}", page.main());
    let answer = ann
        .ask("POST", "/me/data/erase")
        .form(&[("sentence", "Erase my data.")])
        .send()
        .await;
    assert_eq!(answer.status, 409);
    // of two owners one may go; then the other may not
    erase(ben.open("/me/data/erase").await).await;
    let page = ann.open("/me/data/erase").await;
    assert!(page.has("You are the only owner of Shared House."), "{}", page.main());
}

#[rstest]
#[actix_web::test]
async fn sec_64_what_waits_to_be_sent_is_not_sent(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    ann.open("/me/data").await.submit("Get a copy of my data").await;
    erase(ann.open("/me/data/erase").await).await;
    assert!(app.mail().await.letters().is_empty());
    let states: Vec<(MessageState, String, String)> = app
        .read(|db| {
            Ok(message::table
                .select((message::state, message::to_address, message::body_text))
                .load(db)?)
        })
        .await;
    assert_eq!(states, [(MessageState::Cancelled, String::new(), String::new())]);
}

fn command(url: &str, arguments: &[&str]) -> String {
    let ran = Command::new(env!("CARGO_BIN_EXE_benchside"))
        .args(arguments)
        .args(["--database", url])
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.success(), "{arguments:?}: {said}");
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

async fn erased(app: &TestApp) -> (Person, Texts, std::path::PathBuf) {
    let whose = app.given(zenobia()).await;
    let texts = fill(app, &whose, true).await;
    // the ids are the same in every run: the address of the database is not
    let database = app.url().rsplit('/').next().unwrap_or_default().replace(['?', '=', '&'], "-");
    let name = format!("benchside-erasures-{}-{database}", std::process::id());
    (whose, texts, std::env::temp_dir().join(name))
}

/// The drill: a copy, an erasure, the copy is put back, the erasures are replayed.
#[actix_web::test]
async fn sec_64_an_older_copy_is_erased_again() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let (whose, texts, list) = erased(&app).await;
    let backup = format!("{}.db", list.display());
    let mut db = Store::connect(app.url()).expect("a connection");
    db.batch_execute(&format!("DELETE FROM erasure; VACUUM INTO '{backup}'"))
        .expect("a backup");
    let now = app.now();
    app.write(move |db| privacy::erase(db, whose.id, now)).await;
    command(app.url(), &["erasures", "export", &list.display().to_string()]);
    let written = std::fs::read_to_string(&list).expect("the list");
    assert_eq!(written, format!("person,erased_at\n{},2026-09-01T09:00:00Z\n", whose.id));

    let old = format!("sqlite:{backup}");
    all_are_there(&old, &texts);
    let said = command(&old, &["erasures", "replay", &list.display().to_string()]);
    assert_eq!(said.trim(), "1 people erased again; 0 are not in this database");
    assert_eq!(found(&old, &texts), Vec::<&str>::new());
    command(&old, &["erasures", "replay", &list.display().to_string()]);
    for file in [
        list.display().to_string(),
        backup.clone(),
        format!("{backup}-wal"),
        format!("{backup}-shm"),
    ] {
        let _absent = std::fs::remove_file(file);
    }
}

/// The same list against a database in which the person is back; and one who never was in it.
#[rstest]
#[actix_web::test]
async fn erasures_are_replayed_on_both(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (whose, texts, list) = erased(&app).await;
    let lines = format!(
        "person,erased_at\n{},2026-08-31T09:00:00Z\n01k4xjz8g0e1tqwrty2ps3df4g,2026-08-31T09:00:00Z\n",
        whose.id
    );
    std::fs::write(&list, lines).expect("a list");
    app.write(|db| Ok(diesel::delete(erasure::table).execute(db)?)).await;
    let said = command(app.url(), &["erasures", "replay", &list.display().to_string()]);
    assert_eq!(said.trim(), "1 people erased again; 1 are not in this database");
    assert_eq!(found(app.url(), &texts), Vec::<&str>::new());
    let _removed = std::fs::remove_file(list);
}

/// Who was merged into a record goes with it.
#[rstest]
#[actix_web::test]
async fn a_merged_record_goes_too(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (kept, merged) = (app.given(person("Ann")).await, app.given(person("Annie Twice")).await);
    let now = app.now();
    app.write(move |db| {
        diesel::update(people::table.filter(people::id.eq(merged.id)))
            .set(people::merged_into.eq(Some(kept.id)))
            .execute(db)?;
        privacy::erase(db, kept.id, now)
    })
    .await;
    let texts: Texts = vec![("person.name".to_owned(), "Annie Twice".to_owned())];
    assert_eq!(found(app.url(), &texts), Vec::<&str>::new());
    assert_eq!(app.read(privacy::list_erasures).await.len(), 2);
}
