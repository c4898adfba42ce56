//! No other site changes anything here, neither with somebody's session nor without.

use benchside::db::Engine;
use rstest::rstest;

use crate::support::{TestApp, or_skip, person};

/// Everything that a browser may say of where a request comes from. The form is one that is refused, so that a request
/// which passes is answered 422 and nothing is changed by it.
#[rstest]
#[actix_web::test]
async fn sec_49_every_combination_is_decided_as_it_is_written(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let own = app.app().config.site.base_url.clone();
    let cookie = format!("session={}", ann.cookie("session").expect("a session"));
    let mut cases = 0;
    for method in ["POST", "PUT", "GET"] {
        for site in [None, Some("same-origin"), Some("none"), Some("same-site"), Some("cross-site")] {
            for origin in [None, Some(own.as_str()), Some("null"), Some("https://evil.example")] {
                for has_session in [true, false] {
                    let mut asked = app
                        .visitor()
                        .ask(method, "/join")
                        .body("application/x-www-form-urlencoded", "email=x");
                    for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
                        asked = value.into_iter().fold(asked, |asked, value| asked.header(name, value));
                    }
                    let asked = if has_session { asked.header("cookie", &cookie) } else { asked };
                    let passes = match (site, origin) {
                        _ if method == "GET" => true,
                        (Some(site), _) => matches!(site, "same-origin" | "none"),
                        (None, Some(origin)) => origin == own,
                        (None, None) => !has_session,
                    };
                    let expected = match (passes, method) {
                        (false, _) => 403,
                        (true, "POST") => 422,
                        (true, "PUT") => 405,
                        (true, _) => 200,
                    };
                    let answer = asked.send().await;
                    assert_eq!(answer.status, expected, "{method} {site:?} {origin:?} {has_session}");
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 120);
}

#[rstest]
#[actix_web::test]
async fn sec_49_nobody_is_signed_in_or_out_from_another_site(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    let body = format!("email=ann@example.org&password={}", crate::support::PASSWORD.replace(' ', "+"));
    let forged = app
        .visitor()
        .ask("POST", "/sign-in")
        .header("sec-fetch-site", "cross-site")
        .header("origin", "https://evil.example");
    let answer = forged.body("application/x-www-form-urlencoded", body).send().await;
    assert_eq!((answer.status, answer.set_cookies().len()), (403, 0));
    let answer = ann
        .ask("POST", "/sign-out")
        .with_cookies()
        .header("sec-fetch-site", "cross-site")
        .send()
        .await;
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("This came from another site"), "{}", answer.body);
    assert!(ann.is_signed_in().await);
}
