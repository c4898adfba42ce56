//! The second factor: who needs one, how it is set up, what it opens and what it does not.

use benchside::db::Engine;
use benchside::db::schema::{recovery_code, second_factor, session};
use benchside::kernel::actor::AuthLevel;
use benchside::people::throttle::BY_CODE;
use chrono::TimeDelta;
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use super::links::ask_for_reset;
use crate::support::{Browser, PASSWORD, Page, TestApp, or_skip, person as somebody};

/// The secret as the page shows it, and the code that an authenticator makes of it now.
fn code_of(page: &Page, app: &TestApp) -> String {
    let shown = page.html.split("class=\"secret\" dir=\"ltr\">").nth(1).expect("a secret");
    let secret = shown.split('<').next().expect("a secret").replace(' ', "");
    let secret = totp_rs::Secret::try_from_base32(&secret).expect("base 32");
    benchside::people::factor::code(secret.as_bytes(), app.now()).expect("a code")
}

/// Sets a second factor up by the page, and keeps the fallback codes.
async fn set_up(app: &TestApp, browser: &Browser) -> Vec<String> {
    let page = browser.open("/me/security/factor").await.submit("Set up").await;
    let code = code_of(&page, app);
    let page = page.fill("Code", &code).submit("Turn on").await;
    assert_eq!(page.status, 200, "{}", page.main());
    page.html
        .split("<code>")
        .skip(1)
        .map(|rest| rest.split('<').next().expect("a code").to_owned())
        .collect()
}

/// Types address and password, and stands before the second step.
async fn half_way(app: &TestApp, email: &str) -> (Browser, Page) {
    let browser = app.visitor();
    let page = browser
        .open("/sign-in")
        .await
        .fill("Mail address", email)
        .fill("Password", PASSWORD);
    let page = page.submit("Sign in").await;
    assert_eq!(page.url.split('?').next(), Some("/sign-in/code"), "{}", page.main());
    (browser, page)
}

#[rstest]
#[actix_web::test]
async fn sec_05_who_may_do_more_goes_nowhere_without_a_second_factor(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    for (name, person) in [
        ("awa", somebody("Awa").coordinator("au-western").no_factor()),
        ("joe", somebody("Joe").administrator().no_factor()),
    ] {
        app.given(person).await;
        let browser = app.sign_in(&format!("{name}@example.org"), PASSWORD).await;
        for path in ["/me", "/coordination", "/coordination.csv", "/me/security", "/me/profile"] {
            let page = browser.open(path).await;
            assert_eq!(page.url, "/me/security/factor", "{name} at {path}");
        }
        assert!(
            !browser.open("/courses").await.has("Dashboard"),
            "{name} has no part in anything yet"
        );
        let page = browser.open("/me/security/factor").await;
        if name == "awa" {
            assert_snapshot!("factor_needed", page.main());
        }
        set_up(&app, &browser).await;
        assert_eq!(browser.open("/me").await.url, "/me");
    }
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_05_all_may_be_asked_for_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).with_factors_for_all().at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    assert_eq!(ann.open("/me").await.url, "/me/security/factor");
    set_up(&app, &ann).await;
    assert_eq!(ann.open("/me").await.url, "/me");
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn a_learner_may_have_one_and_take_it_away(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    let page = ann.open("/me/security").await.follow("Set up").await.submit("Set up").await;
    let wrong = page.fill("Code", "000000").submit("Turn on").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("This code is not right"));
    let codes = set_up_again(&app, &ann, wrong).await;
    assert_eq!(codes.len(), 10);
    assert_snapshot!("factor_added_letter", app.mail().await.of("ann@example.org"));

    // from now on a code is asked for
    let (second, page) = half_way(&app, "ann@example.org").await;
    assert_snapshot!("code", page.main());
    assert!(!second.is_signed_in().await, "half of a proof is none");
    assert_eq!(second.open("/me").await.url.split('?').next(), Some("/sign-in"));
    let code = app.fresh_code("ann@example.org").await;
    let page = page.fill("Code", &code).submit("Sign in").await;
    assert_eq!(page.url, "/me");

    let page = second.open("/me/security").await.submit("Turn off").await;
    assert_eq!(page.flash().as_deref(), Some("The second step is off."));
    assert_eq!(app.mail().await.letters().len(), 1);
    assert_eq!(app.sign_in("ann@example.org", PASSWORD).await.open("/me").await.url, "/me");
}

async fn set_up_again(app: &TestApp, _browser: &Browser, page: Page) -> Vec<String> {
    let code = code_of(&page, app);
    let page = page.fill("Code", &code).submit("Turn on").await;
    assert_eq!(page.status, 200, "{}", page.main());
    page.html.matches("<code>").map(str::to_owned).collect()
}

#[rstest]
#[actix_web::test]
async fn sec_09_a_code_opens_once_and_guessing_waits(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann").factor()).await;
    let code = app.fresh_code("ann@example.org").await;
    let (_, page) = half_way(&app, "ann@example.org").await;
    assert_eq!(page.fill("Code", &code).submit("Sign in").await.url, "/me");
    let (_, page) = half_way(&app, "ann@example.org").await;
    let mut page = page.fill("Code", &code).submit("Sign in").await;
    assert_eq!(page.status, 422, "the same code a second time");
    for _ in 1..BY_CODE {
        page = page.fill("Code", "123456").submit("Sign in").await;
        assert!(!page.has("Too many wrong tries"));
    }
    let right = app.fresh_code("ann@example.org").await;
    let page = page.fill("Code", &right).submit("Sign in").await;
    assert!(page.has("Too many wrong tries"), "{}", page.main());
    // the wait is for the person, wherever they are, and it ends
    let (_, page) = half_way(&app, "ann@example.org").await;
    assert!(page.fill("Code", &right).submit("Sign in").await.has("Too many wrong tries"));
    app.later(TimeDelta::minutes(15));
    let (_, page) = half_way(&app, "ann@example.org").await;
    let right = app.fresh_code("ann@example.org").await;
    assert_eq!(page.fill("Code", &right).submit("Sign in").await.url, "/me");
}

#[rstest]
#[actix_web::test]
async fn sec_10_fallback_codes_open_once_and_new_ones_kill_the_old(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    let codes = set_up(&app, &ann).await;
    app.mail().await;
    let stored = app
        .read(|db| Ok(recovery_code::table.select(recovery_code::code_hash).load::<Vec<u8>>(db)?))
        .await;
    assert_eq!(stored.len(), 10);
    assert!(stored.iter().all(|hash| codes.iter().all(|code| hash != code.as_bytes())));

    let (_, page) = half_way(&app, "ann@example.org").await;
    assert_eq!(page.fill("Code", &codes[0].to_uppercase()).submit("Sign in").await.url, "/me");
    let (_, page) = half_way(&app, "ann@example.org").await;
    let page = page.fill("Code", &codes[0]).submit("Sign in").await;
    assert_eq!(page.status, 422, "a second time");
    assert_eq!(page.fill("Code", &codes[1]).submit("Sign in").await.url, "/me");

    let page = ann.open("/me/security").await;
    assert!(page.has("8 fallback codes are left"), "{}", page.main());
    assert_eq!(page.submit("Make new fallback codes").await.status, 200);
    let (_, page) = half_way(&app, "ann@example.org").await;
    assert_eq!(page.fill("Code", &codes[2]).submit("Sign in").await.status, 422, "one of the old");
}

#[rstest]
#[actix_web::test]
async fn sec_06_a_reset_does_not_get_around_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann").factor()).await;
    let link = ask_for_reset(&app, "ann@example.org").await;
    let visitor = app.visitor();
    let page = visitor.open(&link).await.fill("New password", "nine lanterns over the quiet bay");
    let page = page.submit("Set the password").await;
    assert_eq!(page.url, "/sign-in", "a link does not sign in");
    let page = page
        .fill("Mail address", "ann@example.org")
        .fill("Password", "nine lanterns over the quiet bay");
    assert_eq!(page.submit("Sign in").await.url.split('?').next(), Some("/sign-in/code"));
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_15_every_proof_gives_a_new_token(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann").factor()).await;
    let (browser, page) = half_way(&app, "ann@example.org").await;
    let half = browser.cookie("session").expect("a session");
    let code = app.fresh_code("ann@example.org").await;
    page.fill("Code", &code).submit("Sign in").await;
    let whole = browser.cookie("session").expect("a session");
    app.later(TimeDelta::minutes(11));
    let page = browser.open("/me/security").await.submit("Make new fallback codes").await;
    assert_eq!(page.url.split('?').next(), Some("/prove"), "eleven minutes are too long");
    let code = app.fresh_code("ann@example.org").await;
    assert_eq!(page.fill("Code", &code).submit("Go on").await.url, "/me/security");
    let raised = browser.cookie("session").expect("a session");
    assert!(half != whole && whole != raised);
    for old in [half, whole] {
        let thief = app.visitor();
        thief.set_cookie("session", &old);
        assert!(!thief.is_signed_in().await);
    }
    assert!(browser.is_signed_in().await);
}

/// Half of a proof lasts ten minutes, and opens nothing.
#[rstest]
#[actix_web::test]
async fn sec_16_half_a_proof_runs_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann").factor()).await;
    let (_, page) = half_way(&app, "ann@example.org").await;
    let levels = app
        .read(|db| Ok(session::table.select(session::auth_level).load::<AuthLevel>(db)?))
        .await;
    assert_eq!(levels, [AuthLevel::Pending]);
    app.later(TimeDelta::minutes(10));
    let code = app.fresh_code("ann@example.org").await;
    let page = page.fill("Code", &code).submit("Sign in").await;
    assert_eq!(page.url.split('?').next(), Some("/sign-in"));
}

#[rstest]
#[actix_web::test]
async fn sec_52_the_database_has_no_secret(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann").factor()).await;
    let sealed = app
        .read(|db| Ok(second_factor::table.select(second_factor::secret_sealed).first::<Vec<u8>>(db)?))
        .await;
    assert!(!sealed.windows(20).any(|window| window == b"12345678901234567890"));
}
