//! Every answer carries its headers, whatever it is, and is for this host alone.

use benchside::db::Engine;
use rstest::rstest;

use crate::support::{Answer, TestApp, or_skip, person};

/// One of every kind of answer.
async fn answers(app: &TestApp) -> Vec<(&'static str, u16, Answer)> {
    let (visitor, ann) = (app.visitor(), app.sign_in_as(person("Ann")).await);
    let page = visitor.open("/join").await;
    let css = page.attribute("link[rel=stylesheet]", "href").expect("a style sheet").to_owned();
    let large = "x".repeat(1_200_000);
    vec![
        ("a page", 200, visitor.ask("GET", "/join").send().await),
        ("a page of somebody", 200, ann.ask("GET", "/join").with_cookies().send().await),
        ("a redirect", 303, visitor.ask("POST", "/sign-out").form(&[]).send().await),
        (
            "an unreadable request",
            400,
            visitor
                .ask("POST", "/join")
                .header("sec-fetch-site", "none")
                .body("text/plain", "x")
                .send()
                .await,
        ),
        (
            "another site's request",
            403,
            ann.ask("POST", "/sign-out")
                .with_cookies()
                .header("sec-fetch-site", "cross-site")
                .send()
                .await,
        ),
        ("a page that is not there", 404, visitor.ask("GET", "/nowhere").send().await),
        (
            "a method that is not there",
            405,
            visitor.ask("PUT", "/join").header("sec-fetch-site", "none").send().await,
        ),
        (
            "too much",
            413,
            visitor.ask("POST", "/join").form(&[("email", &large)]).send().await,
        ),
        (
            "another host",
            421,
            visitor.ask("GET", "/join").header("host", "evil.example").send().await,
        ),
        (
            "a refused form",
            422,
            visitor.ask("POST", "/join").form(&[("email", "x")]).send().await,
        ),
        ("a file", 200, visitor.ask("GET", &css).send().await),
        (
            "a file that is not there",
            404,
            visitor.ask("GET", "/static/0000000000000000/app.css").send().await,
        ),
        ("health", 200, visitor.ask("GET", "/healthz").send().await),
        ("readiness", 200, visitor.ask("GET", "/readyz").send().await),
    ]
}

#[rstest]
#[actix_web::test]
async fn sec_48_every_answer_carries_its_headers(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let mut faults = Vec::new();
    for (what, status, answer) in answers(&app).await {
        let mut expect = |name: &str, is_good: bool| {
            if !is_good {
                faults.push(format!("{what} ({}): {name} is {:?}", answer.status, answer.header(name)));
            }
        };
        expect("status", answer.status == status);
        expect("x-content-type-options", answer.header("x-content-type-options") == "nosniff");
        expect(
            "referrer-policy",
            answer.header("referrer-policy") == "strict-origin-when-cross-origin",
        );
        expect("permissions-policy", answer.header("permissions-policy").contains("geolocation=()"));
        expect(
            "cross-origin-opener-policy",
            answer.header("cross-origin-opener-policy") == "same-origin",
        );
        expect(
            "cross-origin-resource-policy",
            answer.header("cross-origin-resource-policy") == "same-origin",
        );
        expect("cache-control", !answer.header("cache-control").is_empty());
        expect("strict-transport-security", answer.header("strict-transport-security").is_empty());
        expect(
            "server",
            answer.header("server").is_empty() && answer.header("x-powered-by").is_empty(),
        );
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[rstest]
#[actix_web::test]
async fn sec_47_every_answer_carries_the_content_policy(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
                  base-uri 'none'; frame-ancestors 'none'";
    for (what, _, answer) in answers(&app).await {
        assert_eq!(answer.header("content-security-policy"), policy, "{what}");
    }
}

#[rstest]
#[actix_web::test]
async fn sec_51_every_answer_says_what_it_is(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    for (what, status, answer) in answers(&app).await {
        let kind = answer.header("content-type");
        assert!(status == 303 || kind.ends_with("; charset=utf-8"), "{what}: {kind:?}");
        // whatever goes wrong within the site is a page with a way on
        let is_page = matches!(status, 400 | 403 | 404 | 405 | 413 | 422) && what != "a file that is not there";
        assert!(
            !is_page || (kind.starts_with("text/html") && answer.body.contains("<main")),
            "{what}: {kind:?}"
        );
    }
}

#[actix_web::test]
async fn sec_48_a_public_site_is_reached_by_https_alone() {
    let starting = TestApp::on(Engine::Sqlite).reached_at("https://training.example.org");
    let app = or_skip!(starting.at("2026-09-01").await);
    for (what, _, answer) in answers(&app).await {
        let lasts = answer.header("strict-transport-security");
        assert!(lasts.starts_with("max-age=31536000"), "{what}: {lasts:?}");
    }
}

#[rstest]
#[case::another("evil.example")]
#[case::another_port("127.0.0.1:1")]
#[case::without_its_port("127.0.0.1")]
#[case::longer("127.0.0.1.evil.example")]
#[case::with_a_user("me@127.0.0.1")]
#[actix_web::test]
async fn sec_42_another_host_is_not_answered_for(#[case] host: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    for path in ["/join", "/sign-in", "/nowhere"] {
        let answer = app.visitor().ask("GET", path).header("host", host).send().await;
        assert_eq!(answer.status, 421, "{path}");
        assert!(!answer.body.contains(host) || host == "127.0.0.1", "{}", answer.body);
    }
    let fields = [("email", "ben@example.org")];
    let answer = app.visitor().ask("POST", "/join").form(&fields).header("host", host).send().await;
    assert_eq!(answer.status, 421);
    assert!(app.mail().await.letters().is_empty());
}

#[actix_web::test]
async fn sec_42_links_in_mail_come_from_the_configuration_alone() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let asked = app.visitor().ask("POST", "/join").form(&[("email", "ben@example.org")]);
    let asked = asked
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example")
        .header("x-original-url", "/evil");
    let answer = asked.header("origin", "https://evil.example").send().await;
    assert_eq!(answer.status, 200);
    assert!(!answer.body.contains("evil"));
    let post = app.mail().await;
    let letter = post.to("ben@example.org");
    assert!(!letter.text.contains("evil") && !letter.html.clone().unwrap_or_default().contains("evil"));
    post.link("ben@example.org");
}

#[rstest]
#[case("TRACE", "/join")]
#[case("DELETE", "/join")]
#[case("PATCH", "/sign-in")]
#[case("PROPFIND", "/join")]
#[case("GET", "/sign-out")]
#[case("POST", "/join/a/b")]
#[case("GET", "/.git/config")]
#[case("GET", "/.env")]
#[case("GET", "/static/")]
#[case("GET", "/static/../Cargo.toml")]
#[case("GET", "/static/0/..%2f..%2fCargo.toml")]
#[case("GET", "/metrics")]
#[case("GET", "/debug/pprof")]
#[case("GET", "/demo/mail")]
#[actix_web::test]
async fn sec_61_there_is_nothing_else_to_be_had(#[case] method: &str, #[case] path: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let answer = app.visitor().ask(method, path).header("sec-fetch-site", "none").send().await;
    assert!(matches!(answer.status, 404 | 405), "{}", answer.status);
    assert!(!answer.body.contains("[package]"));
}

#[actix_web::test]
async fn the_demonstrations_mail_is_there_in_the_demonstration_alone() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).demonstrating().at("2026-09-01").await);
    app.visitor()
        .open("/join")
        .await
        .fill("Mail address", "ben@example.org")
        .submit("Send me the link")
        .await;
    let page = app.visitor().open("/demo/mail").await;
    assert!(page.has("Go on joining the network"));
    let page = page.follow("Open the link: Go on joining the network").await;
    assert_eq!(page.status, 200);
    app.mail().await;
}

#[actix_web::test]
async fn sec_60_an_error_page_says_what_to_name_and_nothing_of_the_inside() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let page = app.visitor().open("/nowhere").await;
    assert_eq!(page.status, 404);
    insta::assert_snapshot!("not_found", page.main());
    for inside in ["actix", "diesel", "sqlite", "panicked", "src/"] {
        assert!(!page.html.to_lowercase().contains(inside), "{inside}");
    }
}
