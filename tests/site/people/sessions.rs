//! A session ends: by itself, by its owner, by whoever may end it; and what it allows is as of now.

use benchside::db::Engine;
use benchside::db::schema::{membership, person, session};
use benchside::kernel::UtcTime;
use benchside::kernel::actor::MemberRole;
use benchside::people::PersonState;
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, TestApp, or_skip, organisation, person as somebody};

/// Comes back again and again after resting, and tells after how many hours the session was over.
async fn lasts(app: &TestApp, browser: &Browser, rest: TimeDelta, most: usize) -> usize {
    for number in 1..=most {
        app.later(rest);
        if !browser.is_signed_in().await {
            return number;
        }
    }
    most + 1
}

#[rstest]
#[case::learner(None, TimeDelta::days(14), TimeDelta::days(60))]
#[case::coordinator(Some("au-western"), TimeDelta::hours(8), TimeDelta::hours(24))]
#[case::administrator(Some("administrator"), TimeDelta::minutes(30), TimeDelta::hours(8))]
#[actix_web::test]
async fn sec_16_a_session_ends_by_itself(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] grant: Option<&str>,
    #[case] idle: TimeDelta,
    #[case] absolute: TimeDelta,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = match grant {
        None => somebody("Ann"),
        Some("administrator") => somebody("Ann").administrator(),
        Some(grouping) => somebody("Ann").coordinator(grouping),
    };
    app.given(ann).await;
    let second = TimeDelta::seconds(1);
    let signed_in = async || app.sign_in("ann@example.org", PASSWORD).await;

    let rests = signed_in().await;
    app.later(idle - second);
    assert!(rests.is_signed_in().await, "just before it has rested too long");
    app.later(idle - second);
    assert!(rests.is_signed_in().await, "using it lets it rest anew");
    app.later(idle);
    assert!(!rests.is_signed_in().await, "it has rested too long");

    // never resting as long as that, it lasts as long as it may in all, and no longer
    let tenths = lasts(&app, &signed_in().await, idle / 2, 1000).await;
    let expected = i32::try_from(tenths).expect("a small number");
    assert!(
        idle / 2 * (expected - 1) < absolute && idle / 2 * expected >= absolute,
        "it ended after {tenths} rests"
    );
}

#[rstest]
#[actix_web::test]
async fn reading_notes_no_more_than_every_five_minutes_that_a_session_is_used(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(somebody("Ann")).await;
    let begun = app.now();
    let seen = async || {
        app.read(|db| Ok(session::table.select(session::last_seen_at).first::<UtcTime>(db)?))
            .await
    };
    app.later(TimeDelta::minutes(5));
    assert!(ann.is_signed_in().await);
    assert_eq!(seen().await, begun);
    app.later(TimeDelta::minutes(1));
    assert!(ann.is_signed_in().await);
    assert_eq!(seen().await, app.now());
}

#[rstest]
#[actix_web::test]
async fn sec_17_signing_out_ends_every_copy_of_the_cookie(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(somebody("Ann")).await;
    let copied = ann.cookie("session").expect("a session");
    let page = ann.ask("GET", "/sign-in").with_cookies().send().await;
    assert_eq!(page.header("cache-control"), "private, no-store", "Back shows nothing");
    let missing = ann.ask("GET", "/nowhere").with_cookies().send().await;
    assert_eq!((missing.status, missing.header("cache-control")), (404, "private, no-store"));

    let answer = ann.ask("POST", "/sign-out").form(&[]).send().await;
    assert_eq!((answer.status, answer.header("location")), (303, "/"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(ann.cookie("session"), None);
    let thief = app.visitor();
    thief.set_cookie("session", &copied);
    assert!(!thief.is_signed_in().await);
    let revoked = app
        .read(|db| Ok(session::table.select(session::revoked_at).first::<Option<UtcTime>>(db)?))
        .await;
    assert_eq!(revoked, Some(app.now()));
}

#[rstest]
#[actix_web::test]
async fn signing_out_says_so_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(somebody("Ann")).await;
    ann.ask("POST", "/sign-out").form(&[]).send().await;
    let page = ann.open("/join").await;
    assert_eq!(page.flash().as_deref(), Some("You are signed out."));
    assert_eq!(ann.open("/join").await.flash(), None);
}

#[rstest]
#[actix_web::test]
async fn sec_18_a_closed_account_and_a_new_epoch_end_sessions_everywhere_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let elsewhere = app.twin();
    let (ann, ben) = (app.sign_in_as(somebody("Ann")).await, app.sign_in_as(somebody("Ben")).await);
    let (ann_there, ben_there) = (elsewhere.visitor(), elsewhere.visitor());
    for (here, there) in [(&ann, &ann_there), (&ben, &ben_there)] {
        there.set_cookie("session", &here.cookie("session").expect("a session"));
        assert!(here.is_signed_in().await && there.is_signed_in().await);
    }
    app.write(|db| {
        let named = |name: &'static str| person::table.filter(person::name.eq(name));
        diesel::update(named("Ann"))
            .set(person::state.eq(PersonState::Closed))
            .execute(db)?;
        diesel::update(named("Ben"))
            .set(person::session_epoch.eq(person::session_epoch + 1))
            .execute(db)?;
        Ok(())
    })
    .await;
    for browser in [&ann, &ann_there, &ben, &ben_there] {
        assert!(!browser.is_signed_in().await);
    }
    assert_eq!(app.visitor().sign_in("ann@example.org", PASSWORD).await.status, 422);
    assert!(app.sign_in("ben@example.org", PASSWORD).await.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn sec_20_cookies_are_for_this_host_alone_and_unreadable_for_scripts(#[values(true, false)] is_https: bool) {
    let starting = TestApp::on(Engine::Sqlite);
    let starting = if is_https {
        starting.reached_at("https://training.example.org")
    } else {
        starting
    };
    let app = or_skip!(starting.at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let ann = app.visitor();
    let mut cookies = Vec::new();
    for answer in [
        ann.sign_in("ann@example.org", PASSWORD).await,
        ann.ask("GET", "/join?lang=ar").with_cookies().send().await,
        ann.ask("POST", "/sign-out").form(&[]).send().await,
        ann.ask("GET", "/join").with_cookies().send().await,
    ] {
        cookies.extend(answer.set_cookies().into_iter().map(str::to_owned));
    }
    let mut names = Vec::new();
    for cookie in &cookies {
        let (name, attributes) = cookie.split_once('=').expect("a cookie");
        names.push(name.trim_start_matches("__Host-"));
        assert_eq!(name.starts_with("__Host-"), is_https, "{cookie}");
        assert_eq!(attributes.contains("; Secure"), is_https, "{cookie}");
        for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(attributes.contains(part), "{cookie}");
        }
        assert!(!attributes.contains("Domain"), "{cookie}");
    }
    // each is set, and the first and the third are taken away again
    assert_eq!(names, ["session", "lang", "flash", "session", "flash"]);
}

#[rstest]
#[case::nothing("")]
#[case::short("ab")]
#[case::too_long(&"ab".repeat(33))]
#[case::not_hexadecimal(&"zz".repeat(32))]
#[case::unknown(&"ab".repeat(32))]
#[case::a_quote("' OR 1=1 --")]
#[case::percent("%00%ff%0d%0a")]
#[actix_web::test]
async fn a_cookie_that_is_no_token_is_a_visitors(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine, #[case] token: &str) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let browser = app.visitor();
    browser.set_cookie("session", token);
    assert!(!browser.is_signed_in().await);
    assert_eq!(browser.ask("POST", "/sign-out").form(&[]).send().await.status, 303);
}

#[rstest]
#[actix_web::test]
async fn sec_26_what_a_member_may_do_is_as_of_this_request(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(somebody("Ann").email("a.mensah@savanna.example").country("GHA")).await;
    let made = app
        .given(
            organisation("Savanna Biologics")
                .facility()
                .country("GHA")
                .member(&ann, MemberRole::Editor),
        )
        .await;
    let browser = app.sign_in("a.mensah@savanna.example", PASSWORD).await;
    assert!(browser.open("/sign-in").await.has(&made.name), "{} is a member", ann.name);
    let (id, now) = (made.id, app.now());
    app.write(move |db| {
        diesel::update(membership::table.filter(membership::org_id.eq(id)))
            .set(membership::ended_at.eq(Some(now)))
            .execute(db)?;
        Ok(())
    })
    .await;
    assert!(!browser.open("/sign-in").await.has(&made.name));
}

/// Names stand in the order of people, not of bytes, whichever database keeps them.
#[rstest]
#[actix_web::test]
async fn organisations_stand_in_the_same_order_on_both(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.given(somebody("Ann")).await;
    for name in ["Beta Labs", "alpha Labs", "Éclair Labs", "Zeta Labs", "delta-Labs", "Delta Labs"] {
        app.given(organisation(name).provider().agency().member(&ann, MemberRole::Viewer))
            .await;
    }
    let page = app.sign_in(&ann.email, PASSWORD).await.open("/sign-in").await;
    let mut places: Vec<_> = ["alpha Labs", "Beta Labs", "Delta Labs", "Éclair Labs", "Zeta Labs"]
        .map(|name| page.html.find(name))
        .to_vec();
    assert!(places.iter().all(Option::is_some));
    assert!(places.is_sorted(), "{places:?}");
    places.dedup();
    assert_eq!(places.len(), 5);
}
