//! Joining, a second step when signing in, two devices, and signing out everywhere.

use benchside::db::Engine;

use crate::support::{Chromium, TestApp, or_skip};

const WORDS: &str = "four kettles on a quiet hill";

#[actix_web::test]
async fn an_account_gets_a_second_step_and_is_signed_out_everywhere() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    let base_url = app.app().config.site.base_url.clone();
    let first = or_skip!(Chromium::at(&base_url).await);

    first.open("/join?lang=en").await;
    first.fill("Mail address", "efua@example.org").await;
    first.click("Send me the link").await;
    first.open(&app.mail().await.link("efua@example.org")).await;
    first.fill("Your name", "Efua Mensah").await;
    first.fill("Password", WORDS).await;
    first.click("Create my account").await;

    first.click("Sign-in and security").await;
    first.look_in_arabic().await;
    first.click("Set up").await;
    first.look_in_arabic().await;
    first.click("Set up").await;
    first.look_in_arabic().await;
    first.fill("Code", &app.fresh_code("efua@example.org").await).await;
    first.click("Turn on").await;
    assert!(first.has("Keep these fallback codes").await);
    first.click("I have kept them").await;
    assert!(first.has("10 fallback codes are left").await);

    // the other device signs in in two steps too
    let second = app.sign_in("efua@example.org", WORDS).await;
    assert!(second.is_signed_in().await);

    first.open("/me/security").await;
    assert!(first.has("Sign out there").await && first.has("This device").await);
    first.look_in_arabic().await;
    first.click("Sign out everywhere").await;
    assert_eq!(first.flash().await, "You are signed out on every device.");
    assert!(!second.is_signed_in().await);
    // and the page where a code is asked for
    first.open("/sign-in").await;
    first.fill("Mail address", "efua@example.org").await;
    first.fill("Password", WORDS).await;
    first.click("Sign in").await;
    first.look_in_arabic().await;
    first.fill("Code", &app.fresh_code("efua@example.org").await).await;
    first.click("Sign in").await;
    assert_eq!(first.path().await, "/me");
    app.mail().await;
}
