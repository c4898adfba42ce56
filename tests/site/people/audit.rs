//! Administrators read the audit trail: by action, result, person and record; and that they did is noted.

use benchside::db::Engine;
use benchside::db::schema::audit_event;
use benchside::trail::jobs::seal;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{PASSWORD, TestApp, or_skip, organisation, person};

#[rstest]
#[actix_web::test]
async fn sec_58_administrators_read_the_trail_and_that_is_noted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let eve = app.given(person("Eve")).await;
    let agency = app.given(organisation("Kafue Inspectorate").agency().country("ZMB")).await;
    let browser = app.sign_in(&eve.email, PASSWORD).await;
    assert_eq!(browser.open("/administration/audit").await.status, 403);
    assert_eq!(browser.open(format!("/for/{}/staff", agency.id)).await.status, 404);
    let sealed = seal(app.app()).await.expect("sealed");
    assert!(sealed >= 3, "{sealed}");
    let admin = app.sign_in_as(person("Ada").administrator()).await;
    let page = admin.open("/administration/audit").await;
    insta::assert_snapshot!("audit", page.main());
    assert!(page.title().starts_with("Audit trail"));

    let page = page
        .choose("What", "Was refused a page")
        .choose("Result", "Refused")
        .submit("Show")
        .await;
    assert!(page.has("2 events") && page.has("Eve"), "{}", page.main());
    let page = admin.open(format!("/administration/audit?actor={}", eve.id)).await;
    assert!(page.has("3 events"), "{}", page.main());
    let page = page.choose("What", "Signed in").submit("Show").await;
    assert!(page.has("1 event") && page.has("Eve"), "{}", page.main());
    for nothing in ["actor=nobody", "entity=x", "action=made-up"] {
        let page = admin.open(format!("/administration/audit?{nothing}")).await;
        assert!(page.has("No event is like that."), "{nothing}: {}", page.main());
    }
    let reads: i64 = app
        .read(|db| {
            let reads = audit_event::table.filter(audit_event::action.eq("read-audit"));
            Ok(reads.count().get_result(db)?)
        })
        .await;
    assert_eq!(reads, 7, "every page that was read; who was refused is told by another name");
}
