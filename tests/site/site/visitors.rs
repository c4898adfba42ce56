//! Where visitors come from: our proxies are believed, nobody else is.

use benchside::db::Engine;
use benchside::db::schema::{session, sign_in_attempt};
use benchside::people::throttle::BY_PAIR;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Answer, Browser, PASSWORD, TestApp, or_skip, person};

async fn sign_in(browser: &Browser, headers: &[(&str, &str)], password: &str) -> Answer {
    let fields = [("email", "ann@example.org"), ("password", password)];
    let mut asked = browser.ask("POST", "/sign-in").form(&fields);
    for (name, value) in headers {
        asked = asked.header(name, value);
    }
    asked.send().await
}

/// The networks of all sign-ins so far, and of all sessions.
async fn networks(app: &TestApp) -> (Vec<String>, Vec<Option<String>>) {
    app.read(|db| {
        let tries = sign_in_attempt::table.order(sign_in_attempt::id).select(sign_in_attempt::ip_prefix);
        let sessions = session::table.order(session::created_at).select(session::ip_prefix);
        Ok((tries.load(db)?, sessions.load(db)?))
    })
    .await
}

#[rstest]
#[actix_web::test]
async fn sec_43_a_proxy_of_ours_says_where_a_visitor_comes_from(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(("x-forwarded-for", "203.0.113.9, 198.51.100.7"), ("forwarded", "for=203.0.113.9, for=198.51.100.7;proto=https"))] header: (
        &str,
        &str,
    ),
) {
    let app = or_skip!(TestApp::on(engine).trusting("127.0.7.0/24").at("2026-09-01").await);
    app.given(person("Ann")).await;
    let (proxy, stranger) = (app.visitor_from(7, 1), app.visitor_from(8, 1));
    assert_eq!(sign_in(&proxy, &[header], PASSWORD).await.status, 303);
    app.later(chrono::TimeDelta::seconds(1));
    assert_eq!(sign_in(&stranger, &[header], PASSWORD).await.status, 303);
    let expected = ["198.51.100.0/24", "127.0.8.0/24"].map(str::to_owned);
    assert_eq!(networks(&app).await, (expected.to_vec(), expected.map(Some).to_vec()));
}

#[rstest]
#[actix_web::test]
async fn sec_43_nobody_gets_more_tries_by_a_header(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).trusting("127.0.7.0/24").at("2026-09-01").await);
    app.given(person("Ann")).await;
    let (proxy, stranger) = (app.visitor_from(7, 1), app.visitor_from(8, 1));
    for (browser, behind) in [(&proxy, ", 198.51.100.7"), (&stranger, "")] {
        for number in 0..BY_PAIR {
            let planted = format!("203.0.{number}.9{behind}");
            let answer = sign_in(browser, &[("x-forwarded-for", &planted)], "a wrong guess").await;
            assert!(!answer.body.contains("Too many tries"), "{number}");
        }
        let waits = sign_in(browser, &[("x-forwarded-for", &format!("203.0.113.9{behind}"))], PASSWORD).await;
        assert!(waits.status == 422 && waits.body.contains("Too many tries"), "{}", waits.body);
    }
    // whoever comes by the same proxy from elsewhere does not wait with them
    let other = sign_in(&proxy, &[("x-forwarded-for", "198.51.101.7")], PASSWORD).await;
    assert_eq!(other.status, 303);
}

/// Not even a proxy of ours says under which address the site is reached.
#[actix_web::test]
async fn sec_42_links_do_not_follow_a_proxy() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).trusting("127.0.0.0/8").at("2026-09-01").await);
    let asked = app.visitor().ask("POST", "/join").form(&[("email", "ben@example.org")]);
    let answer = asked
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "https")
        .header("forwarded", "for=198.51.100.7;host=evil.example;proto=https")
        .send()
        .await;
    assert_eq!(answer.status, 200);
    assert!(!answer.body.contains("evil.example") && answer.header("strict-transport-security").is_empty());
    let post = app.mail().await;
    let letter = post.to("ben@example.org");
    assert!(
        !letter.text.contains("evil.example") && !letter.text.contains("https://"),
        "{}",
        letter.text
    );
    post.link("ben@example.org");
}
