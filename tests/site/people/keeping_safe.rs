//! What keeps an account safe: a forgotten and a changed password, several addresses, several devices, proving anew.

use benchside::db::Engine;
use benchside::db::schema::person_email;
use chrono::TimeDelta;
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use super::links::ask_for_reset;
use crate::support::{PASSWORD, TestApp, or_skip, organisation, person as somebody};
use benchside::kernel::actor::MemberRole;

const NEW: &str = "nine lanterns over the quiet bay";

#[rstest]
#[actix_web::test]
async fn a_forgotten_password_is_chosen_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let elsewhere = app.sign_in("ann@example.org", PASSWORD).await;
    let ann = app.visitor();
    let page = ann.open("/sign-in").await.follow("Forgotten your password?").await;
    let page = page.fill("Mail address", "Ann@example.org").submit("Send me the link").await;
    assert_snapshot!("forgot_sent", page.main());
    let mail = app.mail().await;
    assert_snapshot!("reset_letter", mail.of("ann@example.org"));
    let page = ann.open(mail.link("ann@example.org")).await;
    assert_snapshot!("reset", page.main());
    let page = page.fill("New password", NEW).submit("Set the password").await;
    assert_eq!(
        (page.url.as_str(), page.flash().as_deref()),
        ("/sign-in", Some("Your password is set. Sign in with it."))
    );
    assert!(!elsewhere.is_signed_in().await, "it ends every session");
    assert_eq!(app.visitor().sign_in("ann@example.org", PASSWORD).await.status, 422);
    assert_eq!(app.visitor().sign_in("ann@example.org", NEW).await.status, 303);
    assert_snapshot!("password_changed_letter", app.mail().await.of("ann@example.org"));
}

#[rstest]
#[actix_web::test]
async fn sec_12_a_forgotten_password_is_answered_alike_for_any_address(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ask = async |email: &str| {
        let answer = app.visitor().ask("POST", "/reset").form(&[("email", email)]).send().await;
        answer.as_sent(&app, email)
    };
    assert_eq!(ask("ann@example.org").await, ask("eve@example.org").await);
    let mail = app.mail().await;
    assert!(mail.to("eve@example.org").text.contains("/join"));
    assert!(!mail.to("eve@example.org").text.contains("/reset/"));
}

#[rstest]
#[actix_web::test]
async fn sec_07_a_reset_link_opens_for_half_an_hour_once_and_for_its_address(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(somebody("Ann")).await;
    let use_link = async |link: &str| app.visitor().ask("POST", link).form(&[("new_password", NEW)]).send().await.status;

    let link = ask_for_reset(&app, "ann@example.org").await;
    for _ in 0..3 {
        assert_eq!(app.visitor().open(&link).await.status, 200);
    }
    assert_eq!(use_link(&link.replace("/reset/", "/join/")).await, 404, "another purpose");
    assert_eq!(use_link(&link).await, 303);
    assert_eq!(use_link(&link).await, 404, "a second time");
    app.mail().await;

    let older = ask_for_reset(&app, "ann@example.org").await;
    let newer = ask_for_reset(&app, "ann@example.org").await;
    assert_eq!(use_link(&older).await, 404, "killed by a newer one");
    app.later(TimeDelta::minutes(30));
    assert_eq!(use_link(&newer).await, 404, "half an hour later");

    let link = ask_for_reset(&app, "ann@example.org").await;
    app.write(move |db| {
        diesel::delete(person_email::table.filter(person_email::person_id.eq(ann.id))).execute(db)?;
        Ok(())
    })
    .await;
    assert_eq!(use_link(&link).await, 404, "the address is not theirs any more");
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_02_what_is_known_of_a_person_makes_no_password(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(somebody("Ann").email("a.mensah@savanna.example")).await;
    app.given(organisation("Savanna Biologics").facility().member(&ann, MemberRole::Editor))
        .await;
    let link = ask_for_reset(&app, "a.mensah@savanna.example").await;
    let browser = app.sign_in("a.mensah@savanna.example", PASSWORD).await;
    for bad in ["SavannaBiologics2026!", "a.mensah2026!!!", "password123456"] {
        let reset = app.visitor().ask("POST", &link).form(&[("new_password", bad)]).send().await;
        assert_eq!(reset.status, 422, "{bad}");
        let fields = [("password", PASSWORD), ("new_password", bad)];
        let change = browser.ask("POST", "/me/security/password").form(&fields).send().await;
        assert_eq!(change.status, 422, "{bad}");
        assert!(change.body.contains("easily guessed"));
    }
}

#[rstest]
#[actix_web::test]
async fn sec_03_a_change_needs_the_present_password_and_signs_out_elsewhere(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    let elsewhere = app.sign_in("ann@example.org", PASSWORD).await;
    let page = ann.open("/me/security").await;
    let page = page.fill("Present password", "not this one").fill("New password", NEW);
    let page = page.submit("Change password").await;
    assert_eq!((page.status, page.has("This is not your password.")), (422, true));
    let old = ann.cookie("session");
    let page = page
        .fill("Present password", PASSWORD)
        .fill("New password", NEW)
        .submit("Change password")
        .await;
    assert_eq!(page.url, "/me/security", "{}", page.main());
    assert!(ann.is_signed_in().await && ann.cookie("session") != old);
    assert!(!elsewhere.is_signed_in().await);
    assert_eq!(app.visitor().sign_in("ann@example.org", NEW).await.status, 303);
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_18_signing_out_everywhere_holds_at_once_on_every_server(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let twin = app.twin();
    app.given(somebody("Ann")).await;
    let (first, second) = (
        app.sign_in("ann@example.org", PASSWORD).await,
        twin.sign_in("ann@example.org", PASSWORD).await,
    );
    let page = first.open("/me/security").await;
    assert_eq!(page.html.matches("/end\"").count(), 2, "the other device, and everywhere");
    page.submit("Sign out everywhere").await;
    assert!(!first.is_signed_in().await);
    assert!(!second.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn sec_19_one_device_can_be_signed_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    app.given(somebody("Eve")).await;
    let (first, second) = (
        app.sign_in("ann@example.org", PASSWORD).await,
        app.sign_in("ann@example.org", PASSWORD).await,
    );
    let page = first.open("/me/security").await;
    let path = page
        .html
        .split("/me/security/devices/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a device");
    // nobody else can end it
    let eve = app.sign_in("eve@example.org", PASSWORD).await;
    assert_eq!(
        eve.ask("POST", &format!("/me/security/devices/{path}"))
            .form(&[])
            .send()
            .await
            .status,
        404
    );
    assert!(second.is_signed_in().await);
    page.submit("Sign out there").await;
    assert!(first.is_signed_in().await && !second.is_signed_in().await);
    let third = app.sign_in("ann@example.org", PASSWORD).await;
    first.open("/me/security").await.submit("Sign out on all other devices").await;
    assert!(first.is_signed_in().await && !third.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn a_person_has_several_addresses(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    let page = ann
        .open("/me/security")
        .await
        .fill("Another address", "ann@home.example")
        .submit("Add address")
        .await;
    assert!(page.flash().is_some_and(|flash| flash.contains("written to that address")));
    let mail = app.mail().await;
    assert_snapshot!("address_letter", mail.of("ann@home.example"));
    let link = mail.link("ann@home.example");
    // the address does not open anything before its owner has said so
    assert_eq!(app.visitor().sign_in("ann@home.example", PASSWORD).await.status, 422);
    // somebody else's session does not take it
    app.given(somebody("Eve")).await;
    let eve = app.sign_in("eve@example.org", PASSWORD).await;
    assert_eq!(eve.open(&link).await.status, 404);
    assert_eq!(eve.ask("POST", &link).form(&[]).send().await.status, 404);
    ann.open(&link).await.submit("Add this address").await;
    assert_eq!(app.visitor().sign_in("ann@home.example", PASSWORD).await.status, 303);

    let page = ann.open("/me/security").await.submit("Send letters here: ann@home.example").await;
    assert!(page.flash().is_some());
    assert_eq!(app.mail().await.to("ann@example.org").subject, "Letters go to another address now");
    let page = ann.open("/me/security").await.submit("Remove: ann@example.org").await;
    assert!(page.flash().is_some());
    assert_eq!(app.visitor().sign_in("ann@example.org", PASSWORD).await.status, 422);
    assert_eq!(app.visitor().sign_in("ann@home.example", PASSWORD).await.status, 303);
}

/// An address that somebody else proved is theirs; whoever asks is told no more than anybody.
#[rstest]
#[actix_web::test]
async fn an_address_is_one_persons(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    app.given(somebody("Ben")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    let asked = ann
        .open("/me/security")
        .await
        .fill("Another address", "ben@example.org")
        .submit("Add address")
        .await;
    let new = ann
        .open("/me/security")
        .await
        .fill("Another address", "new@example.org")
        .submit("Add address")
        .await;
    assert_eq!(asked.flash(), new.flash());
    let link = app.mail().await.link("ben@example.org");
    let page = ann.open(&link).await.submit("Add this address").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("This address belongs to another account. Nothing was changed.")
    );
}

#[rstest]
#[actix_web::test]
async fn sec_19_what_is_dear_asks_again_after_ten_minutes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.sign_in("ann@example.org", PASSWORD).await;
    app.later(TimeDelta::minutes(10));
    let page = ann
        .open("/me/security")
        .await
        .fill("Another address", "ann@home.example")
        .submit("Add address")
        .await;
    assert_eq!(page.url.split('?').next(), Some("/prove"));
    assert_snapshot!("prove", page.main());
    let page = page.fill("Password", "not this one").submit("Go on").await;
    assert_eq!(page.status, 422);
    let page = page.fill("Password", PASSWORD).submit("Go on").await;
    assert_eq!(page.url, "/me/security");
    let page = page.fill("Another address", "ann@home.example").submit("Add address").await;
    assert_eq!(page.url, "/me/security");
    assert_eq!(app.mail().await.letters().len(), 1);
}
