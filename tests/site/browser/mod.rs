//! What each of the people of the network does, once more in Chromium: by clicking and typing, and every page on the way looked at, wide and light and
//! narrow and dark, with axe.

mod account;
mod agency;
mod bad_page;
mod coordinator;
mod facility;
mod learner;
mod organisation;
mod own_data;
mod provider;
mod visitor;

use benchside::db::Engine;

use crate::support::{Chromium, DEMO_PASSWORD, Demonstration, TestApp};

/// The demonstration network, and a browser in front of it.
async fn demonstration() -> Option<(TestApp, Chromium)> {
    let app = TestApp::on(Engine::Sqlite).at("2026-11-23").await?;
    let window = Chromium::at(&app.app().config.site.base_url).await?;
    app.given(Demonstration).await;
    Some((app, window))
}

/// Signs in by the page, in English, with a code where one is asked for.
async fn sign_in(app: &TestApp, window: &Chromium, email: &str) {
    sign_in_with(app, window, email, DEMO_PASSWORD).await;
}

async fn sign_in_with(app: &TestApp, window: &Chromium, email: &str, password: &str) {
    window.open("/sign-in?lang=en").await;
    window.fill("Mail address", email).await;
    window.fill("Password", password).await;
    window.click("Sign in").await;
    if window.path().await.starts_with("/sign-in/code") {
        window.look_in_arabic().await;
        window.fill("Code", &app.fresh_code(email).await).await;
        window.click("Sign in").await;
    }
}
