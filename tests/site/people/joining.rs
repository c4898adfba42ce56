//! Somebody joins: by a mailed link, with a password that is not easily guessed.

use benchside::db::Engine;
use benchside::db::schema::{person, person_grant};
use benchside::people::PersonState;
use diesel::prelude::*;
use insta::assert_snapshot;
use rstest::rstest;

use super::links::ask_for_link;
use crate::support::{PASSWORD, Page, TestApp, or_skip, person as somebody};

/// The page behind a new link, for Ben.
async fn welcome(app: &TestApp) -> Page {
    let link = ask_for_link(app, "ben@example.org").await;
    app.visitor().open(link).await
}

#[rstest]
#[actix_web::test]
async fn somebody_joins_by_a_mailed_link(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ben = app.visitor();
    let page = ben.open("/join").await;
    assert_snapshot!("join", page.main());
    let page = page.fill("Mail address", "ben@example.org").submit("Send me the link").await;
    assert_eq!(page.status, 200);
    assert_snapshot!("join_sent", page.main());

    let post = app.mail().await;
    assert_snapshot!("join_letter", post);
    let html = post.to("ben@example.org").html.clone().expect("a letter as HTML");
    assert!(html.contains(&post.link("ben@example.org")), "{html}");

    let page = ben.open(post.link("ben@example.org")).await;
    assert_snapshot!("welcome", page.main());
    let page = page
        .fill("Your name", "Ben  Okafor")
        .choose("Country where you work", "Ghana")
        .fill("Password", PASSWORD);
    let page = page.submit("Create my account").await;
    assert_eq!(page.hops, ["/me"]);
    assert_eq!(page.flash().as_deref(), Some("Welcome. Your account is ready."));
    assert!(ben.is_signed_in().await);
    assert!(app.mail().await.letters().is_empty());

    let columns = (person::name, person::name_folded, person::country, person::language);
    let row = app
        .read(move |db| {
            Ok(person::table
                .select(columns)
                .first::<(String, String, Option<String>, Option<String>)>(db)?)
        })
        .await;
    assert_eq!(
        row,
        (
            "Ben Okafor".to_owned(),
            "ben okafor".to_owned(),
            Some("GHA".to_owned()),
            Some("en".to_owned())
        )
    );
    assert!(app.sign_in("BEN@example.org", PASSWORD).await.is_signed_in().await);
}

#[rstest]
#[actix_web::test]
async fn sec_12_an_address_that_is_known_is_answered_like_one_that_is_not(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("Ann")).await;
    let gone = app.given(somebody("Ben")).await;
    app.write(move |db| {
        let row = person::table.filter(person::id.eq(gone.id));
        diesel::update(row).set(person::state.eq(PersonState::Closed)).execute(db)?;
        Ok(())
    })
    .await;
    let ask = async |email: &str| {
        let answer = app.visitor().ask("POST", "/join").form(&[("email", email)]).send().await;
        answer.as_sent(&app, email)
    };
    let unknown = ask("eve@example.org").await;
    assert_eq!(unknown.lines().next(), Some("200"));
    for known in ["ann@example.org", "ben@example.org", "ANN@example.org"] {
        assert_eq!(ask(known).await, unknown, "{known}");
    }
    let post = app.mail().await;
    assert_eq!(post.letters().len(), 4);
    assert_snapshot!("join_again_letter", post.of("ann@example.org"));
    assert_eq!(post.link("ben@example.org"), "/sign-in");
    assert!(post.link("eve@example.org").starts_with("/join/"));
}

#[rstest]
#[actix_web::test]
async fn what_is_wrong_is_said_at_its_field(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let page = app
        .visitor()
        .open("/join")
        .await
        .fill("Mail address", "ben at example.org")
        .submit("Send me the link")
        .await;
    assert_eq!(page.status, 422);
    assert_snapshot!("join_refused", page.main());
    assert!(page.title().starts_with("Error:"), "{}", page.title());

    let page = welcome(&app)
        .await
        .fill("Your name", "Ben")
        .choose("Country where you work", "Ghana")
        .fill("Password", "too short");
    let page = page.submit("Create my account").await;
    assert_eq!(page.status, 422);
    assert_snapshot!("welcome_refused", page.main());
    assert!(!page.html.contains("too short"), "a password is not shown again");
    let page = page.fill("Password", PASSWORD).submit("Create my account").await;
    assert_eq!(page.hops, ["/me"], "the same page goes on");
}

#[rstest]
#[actix_web::test]
async fn sec_02_a_password_that_is_easily_guessed_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let mut page = welcome(&app).await;
    for bad in [
        "password1234",
        "ben@example.org",
        "benbenbenben",
        "Benchside2026!",
        "aaaaaaaaaaaaaaaaaa",
        "",
    ] {
        page = page
            .fill("Your name", "Ben")
            .fill("Password", bad)
            .submit("Create my account")
            .await;
        assert_eq!((page.status, page.problems().len()), (422, 1), "{bad:?}: {:?}", page.problems());
    }
    assert_eq!(app.read(|db| Ok(person::table.count().get_result::<i64>(db)?)).await, 0);
}

#[rstest]
#[case::sixty_four("Quite a long line that nobody but me would ever sing aloud, 1974")]
#[case::of_every_kind("🐎🔋📎 пароль 密码 كلمة")]
#[case::with_blanks("  the last seat in the very first row  ")]
#[case::of_256(&"seven seas ".repeat(24)[..256])]
#[actix_web::test]
async fn sec_01_any_long_password_works(#[case] password: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let page = welcome(&app)
        .await
        .fill("Your name", "Ben")
        .fill("Password", password)
        .submit("Create my account")
        .await;
    assert_eq!(page.hops, ["/me"], "{:?}", page.problems());
    app.sign_in("ben@example.org", password).await;
    for other in [password.trim_end_matches(' ').to_owned() + "!", password.chars().skip(1).collect()] {
        assert_eq!(app.visitor().sign_in("ben@example.org", &other).await.status, 422);
    }
}

#[rstest]
#[case::a_line_end("email", "ben@example.org\r\nBcc: eve@example.org")]
#[case::an_encoded_line_end("email", "ben@example.org\nSubject: x")]
#[case::a_nul("email", "ben\0@example.org")]
#[case::two_at_once("email", "ben@example.org,eve@example.org")]
#[case::with_a_name("email", "Ben <ben@example.org>")]
#[actix_web::test]
async fn sec_44_what_could_forge_a_header_is_no_address(#[case] field: &str, #[case] value: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let answer = app.visitor().ask("POST", "/join").form(&[(field, value)]).send().await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(app.mail().await.letters().is_empty());
}

#[rstest]
#[case::a_nul("name", "Ben\0")]
#[case::turned_around("name", "Ben \u{202e}nimda")]
#[case::without_end("name", &"x".repeat(121))]
#[case::no_country("country", "XXX")]
#[case::small_letters("country", "gha")]
#[case::a_quote("country", "' OR")]
#[actix_web::test]
async fn sec_30_what_cannot_be_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] field: &str,
    #[case] value: &str,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    let mut fields = vec![("name", "Ben"), ("country", "GHA"), ("password", PASSWORD)];
    fields.retain(|(name, _)| *name != field);
    fields.push((field, value));
    let answer = app.visitor().ask("POST", &link).form(&fields).send().await;
    assert_eq!(answer.status, 422, "{}", answer.body);
}

#[rstest]
#[actix_web::test]
async fn sec_25_fields_that_the_form_does_not_have_change_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let link = ask_for_link(&app, "ben@example.org").await;
    let fields = [
        ("name", "Ben"),
        ("password", PASSWORD),
        ("role", "administrator"),
        ("grant", "administrator"),
        ("email", "eve@example.org"),
        ("state", "closed"),
        ("org_id", "01k4xjz8g0e1tqwrty2ps3df4g"),
    ];
    let answer = app.visitor().ask("POST", &link).form(&fields).send().await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(app.read(|db| Ok(person_grant::table.count().get_result::<i64>(db)?)).await, 0);
    app.sign_in("ben@example.org", PASSWORD).await;
    assert_eq!(app.visitor().sign_in("eve@example.org", PASSWORD).await.status, 422);
}

#[rstest]
#[actix_web::test]
async fn sec_04_nobody_is_there_from_the_start(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    assert_eq!(app.read(|db| Ok(person::table.count().get_result::<i64>(db)?)).await, 0);
}
