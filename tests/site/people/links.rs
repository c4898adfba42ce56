//! Mailed links: opened as often as one likes, used once, for one purpose, and not for ever.

use actix_web::rt::spawn;
use benchside::db::Engine;
use benchside::db::schema::{link_token, person, person_grant};
use benchside::kernel::actor::GrantRole;
use benchside::people::LinkPurpose;
use benchside::people::store::{NewLink, put_link};
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{PASSWORD, TestApp, hex, or_skip};

/// Asks for a link and takes it from the letter.
pub(crate) async fn ask_for_link(app: &TestApp, email: &str) -> String {
    let answer = app.visitor().ask("POST", "/join").form(&[("email", email)]).send().await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    app.mail().await.link(email)
}

/// Asks for a new password and takes the link from the letter.
pub(super) async fn ask_for_reset(app: &TestApp, email: &str) -> String {
    let answer = app.visitor().ask("POST", "/reset").form(&[("email", email)]).send().await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    app.mail().await.link(email)
}

/// What becomes of somebody who uses a link.
async fn use_link(app: &TestApp, link: &str) -> u16 {
    let fields = [("name", "Ben"), ("country", ""), ("password", PASSWORD)];
    app.visitor().ask("POST", link).form(&fields).send().await.status
}

async fn people(app: &TestApp) -> i64 {
    app.read(|db| Ok(person::table.count().get_result::<i64>(db)?)).await
}

#[rstest]
#[actix_web::test]
async fn sec_08_looking_at_a_link_does_not_use_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    for _ in 0..3 {
        // as the scanner of a mail server would look at it
        assert_eq!(app.visitor().open(&link).await.status, 200);
    }
    assert_eq!(people(&app).await, 0);
    assert_eq!(use_link(&app, &link).await, 303);
    assert_eq!(people(&app).await, 1);
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_link_is_used_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    assert_eq!(use_link(&app, &link).await, 303);
    assert_eq!(use_link(&app, &link).await, 404);
    assert_eq!(app.visitor().open(&link).await.status, 404);
    assert_eq!(people(&app).await, 1);
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_link_is_used_once_even_by_many_at_the_same_moment(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    let uses: Vec<_> = (0..6)
        .map(|number| {
            let (browser, link) = (app.visitor(), link.clone());
            spawn(async move {
                let name = format!("Ben {number}");
                let fields = [("name", name.as_str()), ("country", ""), ("password", PASSWORD)];
                browser.ask("POST", &link).form(&fields).send().await.status
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for used in uses {
        statuses.push(used.await.expect("an answer"));
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404, 404, 404, 404, 404]);
    assert_eq!(people(&app).await, 1);
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_link_ends_after_seven_days(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    app.later(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert_eq!(app.visitor().open(&link).await.status, 200);
    app.later(TimeDelta::seconds(1));
    assert_eq!(app.visitor().open(&link).await.status, 404);
    assert_eq!(use_link(&app, &link).await, 404);
    assert_eq!(people(&app).await, 0);
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_newer_link_kills_the_older(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let older = ask_for_link(&app, "ben@example.org").await;
    let others = ask_for_link(&app, "eve@example.org").await;
    let newer = ask_for_link(&app, "Ben@Example.org").await;
    assert_eq!(use_link(&app, &older).await, 404);
    assert_eq!(use_link(&app, &newer).await, 303);
    assert_eq!(use_link(&app, &others).await, 303, "somebody else's link lives on");
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_link_is_for_one_purpose(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    let as_administrator = link.replace("/join/", "/administrator/");
    assert_eq!(app.visitor().open(&as_administrator).await.status, 404);
    assert_eq!(use_link(&app, &as_administrator).await, 404);

    let (hash, now) = (app.app().link_hash(b"a token"), app.now());
    app.write(move |db| {
        let link = NewLink {
            hash: hash.clone(),
            purpose: LinkPurpose::Admin,
            person: None,
            entity: None,
            address_folded: "root@example.org".to_owned(),
            payload: "root@example.org".to_owned(),
            expires_at: now + TimeDelta::days(1),
        };
        put_link(db, &link, now)
    })
    .await;
    assert_eq!(use_link(&app, "/join/a%20token").await, 404);
    assert_eq!(use_link(&app, "/administrator/a%20token").await, 303);
    let grants = app
        .read(|db| Ok(person_grant::table.select(person_grant::role).load::<GrantRole>(db)?))
        .await;
    assert_eq!(grants, [GrantRole::Administrator]);
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_copy_of_the_database_opens_no_link(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    let token = link.rsplit('/').next().expect("a token").to_owned();
    assert_eq!(token.len(), 64, "32 random bytes in hexadecimal");
    let hashes = app
        .read(|db| Ok(link_token::table.select(link_token::token_hash).load::<Vec<u8>>(db)?))
        .await;
    assert_eq!(hashes.len(), 1);
    let in_hex = hex(&hashes[0]);
    assert!(hashes[0].len() == 32 && hashes[0] != token.as_bytes() && in_hex != token);
    assert_eq!(app.visitor().open(format!("/join/{in_hex}")).await.status, 404);
}

/// The address of such a page is a secret: it is named to nobody, and the page to no index of languages.
#[rstest]
#[actix_web::test]
async fn sec_48_the_page_of_a_link_names_its_address_to_nobody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    let token = link.rsplit('/').next().expect("a token");
    let refused = app.visitor().ask("POST", &link).form(&[("name", "")]).send().await;
    let opened = app.visitor().ask("GET", &link).send().await;
    assert_eq!((opened.status, refused.status), (200, 422));
    for answer in [opened, refused] {
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        // where the form goes, and nowhere else
        assert_eq!(answer.body.matches(token).count(), 1, "{}", answer.body);
    }
}

/// Nor does any page of an error that stands at such an address.
#[rstest]
#[case("GET", "", 404)]
#[case("GET", "?lang=ar", 404)]
#[case("GET", "/", 404)]
#[case("GET", "/further", 404)]
#[case("HEAD", "", 404)]
#[case("PUT", "", 405)]
#[case("OPTIONS", "", 204)]
#[actix_web::test]
async fn sec_48_an_error_at_a_secret_address_names_it_to_nobody(
    #[values("/join", "/administrator")] place: &str,
    #[case] method: &str,
    #[case] more: &str,
    #[case] status: u16,
) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let token = "ab".repeat(32);
    let asked = app.visitor().ask(method, &format!("{place}/{token}{more}"));
    let answer = asked.header("sec-fetch-site", "none").send().await;
    assert_eq!(answer.status, status);
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert!(!answer.body.contains(&token), "{}", answer.body);
    let in_headers = answer
        .headers
        .values()
        .any(|value| value.to_str().is_ok_and(|value| value.contains(&token)));
    assert!(!in_headers, "{:?}", answer.headers);
}

#[actix_web::test]
async fn sec_48_what_stands_in_the_way_of_a_secret_address_does_not_name_it() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let path = format!("/join/{}", "ab".repeat(32));
    let visitor = app.visitor();
    let asked = |name: &str, value: &str| visitor.ask("POST", &path).header(name, value);
    for (answer, status) in [
        (asked("sec-fetch-site", "cross-site").send().await, 403),
        (asked("host", "evil.example").send().await, 421),
        (asked("sec-fetch-site", "none").body("text/plain", "x").send().await, 400),
    ] {
        assert_eq!((answer.status, answer.header("referrer-policy")), (status, "no-referrer"));
        assert!(!answer.body.contains("abab"), "{}", answer.body);
    }
}
