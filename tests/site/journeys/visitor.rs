//! A visitor looks around: search, facets, a course, a placement, the network, the public figures.

use benchside::db::Engine;
use rstest::rstest;

use crate::support::{Demonstration, TestApp, or_skip};

#[rstest]
#[actix_web::test]
async fn a_visitor_finds_a_course_by_its_facets(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let visitor = app.visitor();
    let home = visitor.open("/").await;
    assert!(home.has("How matching works, in three sentences"));
    let page = visitor.open("/courses?q=aseptic").await;
    assert!(page.has("Aseptic filling"), "{}", page.main());
    let page = visitor.open("/courses?skill=MFG-4&skill=MFG-5&level=3").await;
    assert!(
        page.has("Aseptic technique and cleanroom behaviour") && page.has("Level 3 Independent or above"),
        "{}",
        page.main()
    );
    let page = visitor.open("/courses?q=aseptic&place=ISL&mode=remote&taught=pt").await;
    assert!(page.has("Nothing fits all of this") && page.has("without"), "{}", page.main());
    let page = page.submit("Tell us you need this").await;
    assert_eq!(
        page.flash().as_deref(),
        Some("Thank you. Coordinators will see what you are looking for.")
    );
    let past = visitor.open("/courses?when=past").await;
    assert!(
        past.has("Hands-on training") || past.has("Introductory"),
        "the real calls are past programmes: {}",
        past.main()
    );
}

#[rstest]
#[actix_web::test]
async fn the_same_question_has_the_same_answer_on_both(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let visitor = app.visitor();
    for (name, path) in [
        ("courses", "/courses?field=MFG&place=who-afr"),
        ("placements", "/placements"),
        ("network", "/network?kind=facility"),
        ("gaps", "/gaps"),
        ("skill", "/skills/MFG-4"),
    ] {
        let page = visitor.open(path).await;
        assert_eq!(page.status, 200);
        insta::assert_snapshot!(format!("visitor_{name}"), page.main());
    }
}

#[rstest]
#[actix_web::test]
async fn every_page_of_a_visitor_is_there_in_arabic(#[values(Engine::Sqlite)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    for path in [
        "/",
        "/courses",
        "/placements",
        "/network",
        "/gaps",
        "/skills",
        "/skills/MFG-4",
        "/roles/ROLE-01",
        "/method",
        "/sign-in",
        "/join",
    ] {
        let page = app.visitor().open(format!("{path}?lang=ar")).await;
        assert_eq!((page.status, page.attribute("html", "dir")), (200, Some("rtl")), "{path}");
        assert_eq!(
            page.attribute("main span[lang=en]", "dir"),
            None,
            "{path} has words that are not in Arabic yet"
        );
    }
}
