//! Signing in: the right pair opens, everything else is answered alike; guessing is slowed down, not locked out.

use benchside::db::Engine;
use benchside::db::schema::{audit_event, person, session, sign_in_attempt};
use benchside::kernel::{AttemptId, Chance};
use benchside::people::PersonState;
use benchside::people::password::Password;
use benchside::people::store::note_attempt;
use benchside::people::throttle::{BY_NETWORK, BY_PAIR};
use benchside::site::session::{hash, new_token};
use chrono::TimeDelta;
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use crate::support::{PASSWORD, TestApp, hex, or_skip, person as somebody};

#[rstest]
#[actix_web::test]
async fn the_right_pair_opens(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.visitor();
    assert!(!ann.is_signed_in().await);
    let page = ann.open("/join").await.follow("Sign in").await;
    assert_eq!(page.url, "/sign-in");
    assert_snapshot!("sign_in", page.main());
    let page = page
        .fill("Mail address", " Ann@Example.ORG ")
        .fill("Password", PASSWORD)
        .submit("Sign in")
        .await;
    assert_eq!(page.hops, ["/me"]);
    assert!(ann.is_signed_in().await);

    let page = app
        .visitor()
        .open("/sign-in")
        .await
        .fill("Mail address", "ann@example.org")
        .fill("Password", "not this one, surely");
    let page = page.submit("Sign in").await;
    assert_eq!(page.status, 422);
    assert_snapshot!("sign_in_refused", page.main());
    assert!(!page.html.contains("not this one"), "a password is not shown again");
}

#[rstest]
#[actix_web::test]
async fn sec_12_every_wrong_pair_is_answered_alike(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let gone = app.given(somebody("Ben")).await;
    app.write(move |db| {
        let row = person::table.filter(person::id.eq(gone.id));
        diesel::update(row).set(person::state.eq(PersonState::Closed)).execute(db)?;
        Ok(())
    })
    .await;
    let ask = async |email: &str, password: &str| app.visitor().sign_in(email, password).await.as_sent(&app, email);
    let wrong = ask("ann@example.org", "a wrong one, all in all").await;
    assert_eq!(wrong.lines().next(), Some("422"));
    assert_eq!(ask("eve@example.org", "a wrong one, all in all").await, wrong, "an unknown address");
    assert_eq!(
        ask("eve@example.org", PASSWORD).await,
        wrong,
        "an unknown address, somebody's password"
    );
    assert_eq!(ask("ben@example.org", PASSWORD).await, wrong, "a closed account, its own password");
}

/// An address without an account keeps a core as busy as one with an account: the time tells nothing.
#[test]
fn sec_12_a_password_is_checked_where_there_is_none() {
    let begun = std::time::Instant::now();
    assert!(!Password::claim(PASSWORD).is(None));
    assert!(begun.elapsed() > std::time::Duration::from_millis(3), "{:?}", begun.elapsed());
}

#[rstest]
#[actix_web::test]
async fn sec_01_the_73rd_byte_counts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let long = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod te";
    assert_eq!(long.len(), 72);
    app.given(somebody("Ann").password(&format!("{long}A"))).await;
    assert_eq!(app.visitor().sign_in("ann@example.org", &format!("{long}B")).await.status, 422);
    assert_eq!(app.visitor().sign_in("ann@example.org", &format!("{long}A")).await.status, 303);
}

#[rstest]
#[actix_web::test]
async fn sec_11_guessing_at_an_address_waits_and_its_owner_elsewhere_does_not(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    app.given(somebody("Ben")).await;
    let guesser = app.visitor_from(9, 1);
    for number in 0..BY_PAIR {
        let answer = guesser.sign_in("ann@example.org", &format!("a wrong guess, number {number}")).await;
        assert!(!answer.body.contains("Too many tries"), "{number}");
    }
    let waits = guesser.sign_in("ann@example.org", PASSWORD).await;
    assert_eq!((waits.status, waits.body.contains("Too many tries")), (422, true));
    // neither another spelling, nor another machine of the same network, nor a header helps
    assert_eq!(guesser.sign_in(" ANN@example.org", PASSWORD).await.status, 422);
    assert_eq!(app.visitor_from(9, 77).sign_in("ann@example.org", PASSWORD).await.status, 422);
    // another process counts the same rows
    assert_eq!(app.twin().visitor_from(9, 1).sign_in("ann@example.org", PASSWORD).await.status, 422);
    // the owner elsewhere, somebody else here, and everybody a quarter of an hour later get in
    assert_eq!(app.visitor_from(8, 1).sign_in("ann@example.org", PASSWORD).await.status, 303);
    assert_eq!(guesser.sign_in("ben@example.org", PASSWORD).await.status, 303);
    app.later(TimeDelta::minutes(15));
    assert_eq!(guesser.sign_in("ann@example.org", PASSWORD).await.status, 303);
}

#[rstest]
#[actix_web::test]
async fn sec_11_guessing_from_one_network_waits(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let now = app.now();
    let ids: Vec<AttemptId> = (1..BY_NETWORK).map(|_| app.app().new_id()).collect();
    app.write(move |db| {
        for (number, id) in ids.iter().enumerate() {
            note_attempt(db, *id, &format!("somebody{number}@example.org"), "127.0.9.0/24", false, now)?;
        }
        Ok(())
    })
    .await;
    assert!(
        !app.visitor_from(9, 1)
            .sign_in("eve@example.org", PASSWORD)
            .await
            .body
            .contains("Too many tries")
    );
    let waits = app.visitor_from(9, 2).sign_in("ann@example.org", PASSWORD).await;
    assert_eq!((waits.status, waits.body.contains("Too many tries")), (422, true));
    assert_eq!(app.visitor_from(8, 1).sign_in("ann@example.org", PASSWORD).await.status, 303);
    app.later(TimeDelta::minutes(15));
    assert_eq!(app.visitor_from(9, 1).sign_in("ann@example.org", PASSWORD).await.status, 303);
}

#[rstest]
#[case::a_list("x-forwarded-for", "203.0.113.7, 198.51.100.3")]
#[case::forwarded("forwarded", "for=203.0.113.7")]
#[case::real_ip("x-real-ip", "203.0.113.7")]
#[actix_web::test]
async fn sec_43_nobody_says_themselves_where_they_come_from(#[case] header: &str, #[case] value: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let fields = [("email", "ann@example.org"), ("password", "a wrong guess")];
    app.visitor()
        .ask("POST", "/sign-in")
        .form(&fields)
        .header(header, value)
        .send()
        .await;
    let networks = app
        .read(|db| Ok(sign_in_attempt::table.select(sign_in_attempt::ip_prefix).load::<String>(db)?))
        .await;
    assert_eq!(networks, ["127.0.0.0/24"]);
}

#[rstest]
#[actix_web::test]
async fn sec_15_a_session_that_somebody_planted_is_not_taken_over(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.visitor();
    let planted = "ab".repeat(32);
    ann.set_cookie("session", &planted);
    ann.sign_in("ann@example.org", PASSWORD).await;
    let first = ann.cookie("session").expect("a session");
    assert_ne!(first, planted);
    let thief = app.visitor();
    thief.set_cookie("session", &planted);
    assert!(!thief.is_signed_in().await);
    // signing in anew gives a new token, and ends the old
    ann.sign_in("ann@example.org", PASSWORD).await;
    assert_ne!(ann.cookie("session").expect("a session"), first);
    assert!(ann.is_signed_in().await);
    thief.set_cookie("session", &first);
    assert!(!thief.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn sec_14_the_database_has_no_token(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(somebody("Ann")).await;
    let token = ann.cookie("session").expect("a session");
    let hashes = app
        .read(|db| Ok(session::table.select(session::token_hash).load::<Vec<u8>>(db)?))
        .await;
    assert_eq!(hashes, [hash(&token)]);
    assert!(hashes[0] != token.as_bytes() && token.len() == 64);
    let thief = app.visitor();
    thief.set_cookie("session", &hex(&hashes[0]));
    assert!(!thief.is_signed_in().await);
}

#[actix_web::test]
async fn sec_14_no_two_tokens_are_alike() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let made: std::collections::BTreeSet<String> = (0..10_000).map(|_| new_token(app.app())).collect();
    assert_eq!(made.len(), 10_000);
    let from_system: std::collections::BTreeSet<[u8; 32]> = (0..10_000).map(|_| Chance::System.token()).collect();
    assert_eq!(from_system.len(), 10_000);
}

#[rstest]
#[case::a_path("/courses?skill=MFG-4", "/courses?skill=MFG-4")]
#[case::another_host("https://evil.example/", "/me")]
#[case::without_a_scheme("//evil.example/", "/me")]
#[case::a_backslash("/\\evil.example", "/me")]
#[case::two_backslashes("\\\\evil.example", "/me")]
#[case::a_script("javascript:alert(1)", "/me")]
#[case::a_line_end("/a\r\nSet-Cookie: session=x", "/me")]
#[case::a_tab("/\t/evil.example", "/me")]
#[case::nothing("", "/me")]
#[actix_web::test]
async fn sec_41_only_a_path_of_this_site_is_gone_on_to(#[case] next: &str, #[case] expected: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let fields = [("email", "ann@example.org"), ("password", PASSWORD), ("next", next)];
    let answer = app.visitor().ask("POST", "/sign-in").form(&fields).send().await;
    assert_eq!((answer.status, answer.header("location")), (303, expected));
    assert!(answer.set_cookies().iter().all(|cookie| !cookie.starts_with("session=x")));
}

#[actix_web::test]
async fn where_one_was_going_survives_a_wrong_password() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let page = app
        .visitor()
        .open("/sign-in?next=/courses%3Fpage=2")
        .await
        .fill("Mail address", "ann@example.org");
    let page = page.fill("Password", "wrong").submit("Sign in").await;
    assert_eq!(page.status, 422);
    let page = page.fill("Password", PASSWORD).submit("Sign in").await;
    assert_eq!(page.hops, ["/courses?page=2"]);
}

#[actix_web::test]
async fn sec_45_a_field_that_comes_twice_is_refused() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let fields = [("email", "eve@example.org"), ("email", "ann@example.org"), ("password", PASSWORD)];
    let answer = app.visitor().ask("POST", "/sign-in").form(&fields).send().await;
    assert_eq!(answer.status, 400);
    assert!(answer.set_cookies().is_empty());
}

#[rstest]
#[actix_web::test]
async fn sec_58_every_try_is_in_the_trail_without_an_address(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(somebody("Ann")).await;
    app.visitor().sign_in("ann@example.org", "a wrong guess").await;
    app.visitor().sign_in("eve@example.org", "a wrong guess").await;
    app.visitor().sign_in("ann@example.org", PASSWORD).await;
    let columns = (audit_event::action, audit_event::result, audit_event::actor_id, audit_event::detail);
    let rows = app
        .read(move |db| {
            let rows = audit_event::table.order(audit_event::id).select(columns);
            Ok(rows.load::<(String, String, Option<benchside::kernel::PersonId>, String)>(db)?)
        })
        .await;
    let event = |result: &str, actor| ("sign-in".to_owned(), result.to_owned(), actor, String::new());
    let mut expected = [event("refused", None), event("refused", None), event("done", Some(ann.id))];
    let mut rows = rows;
    rows.sort();
    expected.sort();
    assert_eq!(rows, expected);
}
