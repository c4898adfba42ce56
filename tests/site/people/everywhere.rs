//! What holds for every answer: no other site is asked, none may ask, and who has left is gone from view.

use benchside::db::Engine;
use benchside::db::schema::employment;
use benchside::kernel::PersonId;
use benchside::site::routes::TABLE;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{DEMO_PASSWORD, Demonstration, TestApp, or_skip};

/// Every page that can be opened without an id, as a visitor and as somebody who may do much.
fn open_paths() -> impl Iterator<Item = &'static str> {
    TABLE
        .iter()
        .filter(|route| route.method == "get" && !route.path.contains('{'))
        .map(|route| route.path)
}

#[actix_web::test]
async fn sec_50_no_other_site_may_read_an_answer() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    app.given(Demonstration).await;
    let somebody = app.sign_in("coordinator@demo.example", DEMO_PASSWORD).await;
    for path in open_paths().chain(["/nowhere", "/healthz"]) {
        for method in ["GET", "OPTIONS"] {
            let asked = somebody.ask(method, path).with_cookies();
            let answer = asked
                .header("origin", "https://evil.example")
                .header("access-control-request-method", "GET")
                .send()
                .await;
            let allowed = answer.headers.keys().find(|name| name.as_str().starts_with("access-control-"));
            assert_eq!(allowed, None, "{method} {path}");
        }
    }
}

/// Where a page or a style sheet would make a browser ask: links are for people to follow, these are not.
fn asked_for(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in [
        " src=\"",
        "<link rel=\"stylesheet\" href=\"",
        "<link rel=\"icon\" href=\"",
        " srcset=\"",
        "url(",
        "@import ",
        " poster=\"",
        "<use href=\"",
    ] {
        let values = text.split(start).skip(1).filter_map(|rest| rest.split(['"', ')', ';']).next());
        found.extend(values.map(|value| value.trim_matches(['"', '\'']).to_owned()));
    }
    found
}

#[actix_web::test]
async fn sec_69_pages_ask_no_other_site() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    app.given(Demonstration).await;
    let somebody = app.sign_in("coordinator@demo.example", DEMO_PASSWORD).await;
    let mut looked_at = 0;
    for path in open_paths() {
        let answer = somebody.ask("GET", path).with_cookies().send().await;
        for wanted in asked_for(&answer.body) {
            looked_at += 1;
            let is_own = wanted.starts_with('/') && !wanted.starts_with("//");
            assert!(
                is_own || wanted.starts_with('#') || wanted.starts_with("data:"),
                "{path} asks for {wanted}"
            );
            if wanted.starts_with("/static/") && !wanted.contains('#') {
                let file = app.visitor().ask("GET", &wanted).send().await;
                assert_eq!(file.status, 200, "{wanted}");
                let foreign = asked_for(&file.body).into_iter().find(|inner| inner.contains("//"));
                assert_eq!(foreign, None, "{wanted}");
            }
        }
    }
    assert!(looked_at > 50, "{looked_at}");
    assert_eq!(
        asked_for("<img src=\"https://evil.example/x.png\">"),
        ["https://evil.example/x.png"],
        "it can find"
    );
}

/// Somebody leaves an agency: from the next request on it does not see them, and what they did under it stays counted.
#[rstest]
#[actix_web::test]
async fn sec_28_who_has_left_is_not_the_agencys_to_see(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let owner = app.sign_in("owner@kafue.demo.example", DEMO_PASSWORD).await;
    let workspace = owner.open("/me").await;
    let org = workspace
        .html
        .split("/for/")
        .nth(1)
        .and_then(|rest| rest.get(..26))
        .expect("an organisation")
        .to_owned();
    let list = format!("/for/{org}/staff");
    let page = owner.open(&list).await;
    let one: PersonId = page
        .html
        .split("/staff/")
        .filter_map(|rest| rest.get(..26))
        .find_map(|id| id.parse().ok())
        .expect("one of the staff");
    let path = format!("{list}/{one}");
    assert_eq!(owner.open(&path).await.status, 200);
    let yesterday = app.now().day() - chrono::TimeDelta::days(1);
    app.write(move |db| {
        diesel::update(employment::table.filter(employment::person_id.eq(one)))
            .set(employment::ended_on.eq(Some(yesterday)))
            .execute(db)?;
        Ok(())
    })
    .await;
    assert_eq!(owner.open(&path).await.status, 404);
    assert!(!owner.open(&list).await.html.contains(&one.to_string()));
    let attested = owner
        .ask("POST", &format!("{path}/evidence"))
        .form(&[("skill", "MFG-4")])
        .send()
        .await;
    assert_eq!(attested.status, 404);
}
