//! One address a page; the language is asked for, remembered, or preferred.

use benchside::db::Engine;
use benchside::words::LANGUAGES;
use rstest::rstest;

use crate::support::{PASSWORD, Page, TestApp, or_skip, person};

fn language(page: &Page) -> (String, String) {
    let of = |name| page.attribute("html", name).unwrap_or_default().to_owned();
    (of("lang"), of("dir"))
}

fn arabic() -> (String, String) {
    ("ar".to_owned(), "rtl".to_owned())
}

fn english() -> (String, String) {
    ("en".to_owned(), "ltr".to_owned())
}

#[rstest]
#[actix_web::test]
async fn a_language_that_was_asked_for_is_remembered(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let browser = app.visitor().prefers("en-GB,en;q=0.8");
    assert_eq!(language(&browser.open("/join").await), english());
    let page = browser.open("/join?lang=ar").await;
    assert_eq!((page.status, page.hops.len(), language(&page)), (200, 0, arabic()));
    assert_eq!(language(&browser.open("/sign-in").await), arabic());
    assert_eq!(language(&browser.open("/nowhere").await), arabic(), "errors too");
    assert_eq!(language(&browser.open("/sign-in?lang=en").await), english());
    assert_eq!(language(&browser.open("/join").await), english());
    assert_eq!(language(&browser.open("/join?lang=xx").await), english());
    assert_eq!(
        browser.cookie("lang").as_deref(),
        Some("en"),
        "what nobody speaks is not remembered"
    );
}

#[actix_web::test]
async fn without_a_wish_the_browser_decides() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let browser = app.visitor().prefers("pt-BR, ar-EG;q=0.8, en;q=0.5");
    assert_eq!(language(&browser.open("/join").await), arabic());
    assert_eq!(browser.cookie("lang"), None);
    assert_eq!(language(&app.visitor().prefers("tlh").open("/join").await), english());
    assert_eq!(language(&app.visitor().prefers(";;q=x,,*;q=ar").open("/join").await), english());
}

#[rstest]
#[actix_web::test]
async fn a_person_has_a_language_and_may_ask_for_another(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let salma = app.sign_in_as(person("Salma").language("ar")).await.prefers("en");
    assert_eq!(language(&salma.open("/join").await), arabic());
    assert_eq!(language(&salma.open("/join?lang=en").await), english());
    assert_eq!(language(&salma.open("/join").await), english(), "and it is remembered here");
}

/// Whoever used this browser before may have asked for a language; it is not that of whoever signs in.
#[rstest]
#[actix_web::test]
async fn a_language_asked_for_earlier_does_not_stand_against_ones_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(person("Salma").language("ar")).await;
    let browser = app.visitor().prefers("en");
    browser.open("/join?lang=en").await;
    assert_eq!(browser.sign_in("salma@example.org", PASSWORD).await.status, 303);
    assert_eq!(language(&browser.open("/join").await), arabic());
    browser.open("/join?lang=en").await;
    assert_eq!(language(&browser.open("/join").await), english(), "asked for since, and remembered");
    browser.ask("POST", "/sign-out").form(&[]).send().await;
    assert_eq!(language(&browser.open("/join").await), english());
    browser.sign_in("salma@example.org", PASSWORD).await;
    assert_eq!(language(&browser.open("/join").await), arabic());
}

/// Mail programs make a link of all that stands together: no mark of direction stands beside an address.
#[rstest]
#[actix_web::test]
async fn an_address_in_a_letter_stands_alone_on_its_line(#[values("en", "ar")] code: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let path = format!("/join?lang={code}");
    app.visitor()
        .ask("POST", &path)
        .form(&[("email", "salma@example.org")])
        .send()
        .await;
    let post = app.mail().await;
    let letter = post.to("salma@example.org");
    let base_url = &app.app().config.site.base_url;
    let lines: Vec<&str> = letter.text.lines().filter(|line| line.contains("://")).collect();
    assert_eq!(lines.len(), 2, "{}", letter.text);
    assert!(
        lines[0].starts_with(&format!("{base_url}/join/")) && lines[0].is_ascii(),
        "{:?}",
        lines[0]
    );
    assert_eq!(lines[1], base_url);
    let html = letter.html.as_ref().expect("a letter as HTML");
    assert!(!html.contains('\u{2068}'), "{html}");
    assert!(html.contains(&format!(">{base_url}</a>")), "{html}");
}

#[rstest]
#[case("/join", "/join?lang=")]
#[case("/sign-in?next=/me", "/sign-in?next=/me&lang=")]
#[case("/sign-in?lang=ar&next=/me", "/sign-in?next=/me&lang=")]
#[actix_web::test]
async fn every_page_names_itself_in_every_language(#[case] path: &str, #[case] expected: &str) {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-09-01").await);
    let page = app.visitor().open(path).await;
    for known in LANGUAGES {
        let link = format!("link[rel=alternate][hreflang={}]", known.code);
        let address = format!("{}{expected}{}", app.app().config.site.base_url, known.code);
        assert_eq!(page.attribute(&link, "href"), Some(address.as_str()));
        let menu = format!("details a[hreflang={}]", known.code);
        assert_eq!(page.attribute(&menu, "href"), Some(format!("{expected}{}", known.code).as_str()));
        assert_eq!(page.attribute(&menu, "dir"), Some(known.dir));
    }
}

#[rstest]
#[actix_web::test]
async fn a_letter_is_in_the_language_of_its_page(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let browser = app.visitor();
    browser.open("/join?lang=ar").await;
    let answer = browser.ask("POST", "/join").form(&[("email", "salma@example.org")]).send().await;
    assert_eq!(answer.status, 200);
    let post = app.mail().await;
    let letter = post.to("salma@example.org");
    assert_eq!(letter.language, "ar");
    assert!(
        letter.html.as_ref().is_some_and(|html| html.contains("lang=\"ar\" dir=\"rtl\"")),
        "{:?}",
        letter.html
    );
}
