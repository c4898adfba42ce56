//! What goes wrong inside is not shown outside, and does not last.

use std::time::{Duration, Instant};

use actix_web::rt::time::sleep;
use benchside::db::{Engine, Store};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use futures_util::future::join_all;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, TestApp, or_skip, person};

/// A table is gone under the running site.
#[rstest]
#[actix_web::test]
async fn sec_60_a_fault_shows_nothing_of_the_inside(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    app.write(|db| Ok(db.batch_execute("ALTER TABLE offering RENAME TO put_away")?))
        .await;
    for path in ["/courses", "/courses?lang=ar"] {
        let answer = ann.ask("GET", path).with_cookies().send().await;
        assert_eq!(answer.status, 500, "{path}");
        assert!(
            answer.header("content-type").starts_with("text/html") && answer.body.contains("<main"),
            "{}",
            answer.body
        );
        for inside in [
            "put_away",
            "no such table",
            "relation \"",
            "diesel",
            "actix",
            "src/",
            "broken:",
            "sqlite",
            "postgres",
        ] {
            assert!(!answer.body.to_lowercase().contains(inside), "{inside}: {}", answer.body);
        }
    }
    let ask = async || ann.ask("GET", "/courses?lang=en").with_cookies().send().await.body;
    let (one, other) = (ask().await, ask().await);
    let number = |html: &str| {
        let is_number = |word: &&str| word.len() == 36 && word.matches('-').count() == 4;
        html.split(|c: char| !c.is_ascii_hexdigit() && c != '-')
            .find(is_number)
            .map(str::to_owned)
    };
    assert!(number(&one).is_some() && number(&one) != number(&other), "each names its request");
    app.write(|db| Ok(db.batch_execute("ALTER TABLE put_away RENAME TO offering")?))
        .await;
    assert_eq!(ann.open("/courses").await.status, 200);
}

/// Nobody is turned away because it cannot be noted that they were here.
#[rstest]
#[actix_web::test]
async fn a_page_opens_although_nothing_can_be_written(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    app.later(chrono::TimeDelta::minutes(6));
    app.write(|db| {
        Ok(db.batch_execute(match db.engine() {
            Engine::Sqlite => "CREATE TRIGGER full BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
            Engine::Postgres => {
                "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'No space left on device' USING ERRCODE = '53100'; END $$;
                 CREATE TRIGGER full_disk BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION full_disk()"
            }
        })?)
    })
    .await;
    assert!(ann.is_signed_in().await);
    assert_eq!(ann.open("/me").await.status, 200);
}

/// The same where somebody else holds what would be written: the page does not wait for them.
#[rstest]
#[actix_web::test]
async fn a_page_opens_although_the_database_is_busy(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    app.later(chrono::TimeDelta::minutes(6));
    let mut other = Store::connect(app.url()).expect("a connection");
    other
        .batch_execute(match engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN; SELECT FROM session FOR UPDATE",
        })
        .unwrap();
    let begun = Instant::now();
    assert_eq!(ann.open("/me").await.status, 200);
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    other.batch_execute("ROLLBACK").unwrap();
    assert!(ann.is_signed_in().await);
}

#[actix_web::test]
async fn connections_that_were_cut_are_made_anew() {
    let app = or_skip!(TestApp::on(Engine::Postgres).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let mut other = Store::connect(app.url()).expect("a connection");
    for _ in 0..3 {
        diesel::sql_query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .execute(&mut other)
        .unwrap();
        assert_eq!(ann.open("/me").await.status, 200);
        let fields = [("name", "Ann"), ("country", "GHA")];
        let saved = ann.ask("POST", "/me/profile").form(&fields).send().await;
        assert!(saved.status < 500, "{}", saved.status);
        assert_eq!(app.visitor().sign_in("ann@example.org", PASSWORD).await.status, 303);
        assert_eq!(app.visitor().ask("GET", "/readyz").send().await.status, 200);
    }
}

/// The status of an answer, and after how long it came.
async fn timed(browser: Browser, method: &'static str, path: &str) -> (u16, Duration, String) {
    let begun = Instant::now();
    let asked = browser.ask(method, path);
    let answer = if method == "GET" {
        asked.with_cookies().send().await
    } else {
        asked.form(&[("email", "ann@example.org"), ("password", PASSWORD)]).send().await
    };
    (answer.status, begun.elapsed(), answer.header("retry-after").to_owned())
}

/// A database that takes every connection and answers nothing.
#[actix_web::test]
async fn a_database_that_hangs_is_answered_for_in_time() {
    let starting = TestApp::on(Engine::Postgres).by_a_wire().within(Duration::from_secs(3));
    let app = or_skip!(starting.at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let page = app.visitor().open("/join").await;
    let css = page.attribute("link[rel=stylesheet]", "href").expect("a style sheet").to_owned();
    app.wire().freeze();
    let waiting = (0..24).map(|number| match number % 4 {
        0 => timed(app.visitor(), "GET", "/courses"),
        1 => timed(ann.clone(), "GET", "/me"),
        2 => timed(app.visitor(), "POST", "/sign-in"),
        _ => timed(app.visitor(), "GET", "/readyz"),
    });
    let alive = async {
        sleep(Duration::from_secs(1)).await;
        let begun = Instant::now();
        for path in ["/healthz", css.as_str(), "/join"] {
            assert_eq!(app.visitor().ask("GET", path).send().await.status, 200, "{path}");
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    };
    let (answers, ()) = futures_util::future::join(join_all(waiting), alive).await;
    for (status, after, retry) in answers {
        assert_eq!((status, retry.as_str()), (503, "2"));
        // three seconds and a little; the machine may be busy, but nobody waits as long as the database does
        assert!(after < Duration::from_secs(15), "{after:?}");
    }
    app.wire().thaw();
    let begun = Instant::now();
    while ann.ask("GET", "/me").with_cookies().send().await.status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(10), "it does not come back");
        sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(app.visitor().sign_in("ann@example.org", PASSWORD).await.status, 303);
}
