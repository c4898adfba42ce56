//! A coordinator: the dashboard on the figures of their own countries, down to the lists, and the file.

use benchside::db::Engine;
use rstest::rstest;

use crate::support::{DEMO_PASSWORD, Demonstration, TestApp, or_skip, person};

#[rstest]
#[actix_web::test]
async fn a_coordinator_reads_the_figures_of_their_countries(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let awa = app.sign_in("coordinator@demo.example", DEMO_PASSWORD).await;
    let page = awa.open("/coordination").await;
    assert_eq!(page.status, 200);
    insta::assert_snapshot!("coordinator_dashboard", page.main());
    let list = awa.open("/coordination/list").await;
    assert_eq!(list.status, 200);
    let file = awa.ask("GET", "/coordination.csv").with_cookies().send().await;
    assert_eq!(file.status, 200);
    assert!(
        file.header("content-type").starts_with("text/csv"),
        "{}",
        file.header("content-type")
    );
    assert!(file.body.lines().count() > 5);
}

#[rstest]
#[actix_web::test]
async fn nobody_else_sees_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ann = app.sign_in_as(person("Ann")).await;
    for path in ["/coordination", "/coordination/list", "/coordination.csv"] {
        assert_eq!(ann.ask("GET", path).with_cookies().send().await.status, 403, "{path}");
        assert_eq!(app.visitor().ask("GET", path).send().await.status, 303, "{path}");
    }
}
