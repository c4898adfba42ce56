//! A learner takes a copy of their data, by a link that opens once, and erases the account.

use benchside::db::Engine;
use chrono::TimeDelta;

use super::sign_in_with;
use crate::support::{Chromium, PASSWORD, TestApp, or_skip, person};

/// Proves anew who they are, where they are asked.
async fn prove(window: &Chromium) {
    assert!(window.path().await.starts_with("/prove"), "{}", window.path().await);
    window.look_in_arabic().await;
    window.fill("Password", PASSWORD).await;
    window.click("Go on").await;
}

#[actix_web::test]
async fn a_learner_takes_a_copy_along_and_goes() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    let window = or_skip!(Chromium::at(&app.app().config.site.base_url).await);
    app.given(person("Ann").country("GHA")).await;
    sign_in_with(&app, &window, "ann@example.org", PASSWORD).await;
    app.later(TimeDelta::minutes(11));

    // the copy
    window.open("/me/data").await;
    window.look_in_arabic().await;
    window.click("Get a copy of my data").await;
    prove(&window).await;
    let path = window.path().await;
    assert_eq!(path.split('?').next(), Some("/me/data"), "back to where the form was");
    window.click("Get a copy of my data").await;
    assert!(
        window.flash().await.starts_with("We have written to you."),
        "{}",
        window.flash().await
    );
    let link = app.mail().await.link("ann@example.org");
    window.open(&link).await;
    window.look_in_arabic().await;
    let (name, archive) = window.download("Download").await;
    assert!(
        std::path::Path::new(&name).extension().is_some_and(|ending| ending == "zip"),
        "{name}"
    );
    assert!(
        archive.starts_with(b"PK\x03\x04") && archive.len() > 1000,
        "{} bytes",
        archive.len()
    );
    let holds = |name: &str| archive.windows(name.len()).any(|bytes| bytes == name.as_bytes());
    assert!(holds("data.json") && holds("person_email.csv"));
    // a second time there is nothing, on this device and on another
    let other = app.sign_in("ann@example.org", PASSWORD).await;
    let page = other.open(&link).await;
    assert_eq!(page.status, 404, "{}", page.main());
    assert_eq!(other.ask("POST", &link).form(&[]).send().await.status, 404);

    // erasing
    app.later(TimeDelta::minutes(11));
    window.open("/me/data").await;
    window.click("What it means, and how").await;
    prove(&window).await;
    assert_eq!(window.path().await, "/me/data/erase");
    window.look_in_arabic().await;
    window.fill("Type: erase my data", "erase my data").await;
    window.click("Erase me").await;
    assert_eq!(
        window.flash().await,
        "You are erased. Thank you for having been part of the network."
    );
    window.open("/me").await;
    assert!(window.path().await.starts_with("/sign-in"), "signed out: {}", window.path().await);
    assert!(!other.is_signed_in().await, "on the other device too");
    assert_eq!(app.visitor().sign_in("ann@example.org", PASSWORD).await.status, 422);
    app.mail().await;
}
