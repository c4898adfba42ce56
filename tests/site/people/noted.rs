//! What is noted of requests: refusals, reads of what is about people, imports, exports.

use benchside::db::Engine;
use benchside::db::schema::audit_event;
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{OrgId, PersonId};
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Demonstration, PASSWORD, TestApp, or_skip, organisation, person as somebody};

type Noted = (String, String, Option<PersonId>, Option<OrgId>, Option<String>, String);

/// What the trail tells beside signing in, in the order of its words: the clock stands still.
async fn noted(app: &TestApp) -> Vec<Noted> {
    let columns = (
        audit_event::action,
        audit_event::result,
        audit_event::actor_id,
        audit_event::on_behalf_of,
        audit_event::entity_kind,
        audit_event::detail,
    );
    app.read(move |db| {
        let rows = audit_event::table
            .filter(audit_event::action.ne_all(["sign-in", "second-factor"]))
            .order((audit_event::action, audit_event::detail))
            .select(columns);
        Ok(rows.load(db)?)
    })
    .await
}

#[rstest]
#[actix_web::test]
async fn sec_58_who_is_refused_is_noted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (ann, eve) = (app.given(somebody("Ann")).await, app.given(somebody("Eve")).await);
    let org = app
        .given(organisation("Savanna Biologics").agency().member(&ann, MemberRole::Viewer))
        .await;
    let browser = app.sign_in(&eve.email, PASSWORD).await;
    assert_eq!(browser.open("/coordination").await.status, 403);
    let path = format!("/for/{}/staff", org.id);
    assert_eq!(browser.open(&path).await.status, 404, "it does not even say that it is there");
    assert_eq!(app.visitor().open("/coordination").await.url.split('?').next(), Some("/sign-in"));
    let denied = |on_behalf_of, detail: &str| {
        let (action, result) = ("denied".to_owned(), "refused".to_owned());
        (action, result, Some(eve.id), on_behalf_of, None, detail.to_owned())
    };
    let expected = [denied(None, "get /coordination"), denied(Some(org.id), "get /for/{org}/staff")];
    assert_eq!(noted(&app).await, expected);
}

#[rstest]
#[actix_web::test]
async fn sec_58_who_reads_about_people_is_noted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let owner = app.sign_in("owner@kafue.demo.example", benchside::cli::demo::PASSWORD).await;
    let workspace = owner.open("/me").await;
    let org = workspace
        .html
        .split("/for/")
        .nth(1)
        .and_then(|rest| rest.get(..26))
        .expect("an organisation")
        .to_owned();
    let page = owner.open(format!("/for/{org}/staff")).await;
    let one = page
        .html
        .split("/staff/")
        .filter_map(|rest| rest.get(..26))
        .find(|id| id.parse::<PersonId>().is_ok())
        .expect("one of the staff")
        .to_owned();
    assert_eq!(owner.open(format!("/for/{org}/staff/{one}")).await.status, 200);
    let coordinator = app.sign_in("coordinator@demo.example", benchside::cli::demo::PASSWORD).await;
    assert_eq!(coordinator.ask("GET", "/coordination.csv").with_cookies().send().await.status, 200);
    let told: Vec<_> = noted(&app)
        .await
        .into_iter()
        .map(|(action, result, actor, on_behalf_of, kind, detail)| {
            assert!(actor.is_some() && result == "done" && detail.is_empty());
            (action, on_behalf_of.map(|org| org.to_string()), kind)
        })
        .collect();
    let expected = [
        ("export-figures", None, None),
        ("read-people", Some(org.clone()), None),
        ("read-person", Some(org), Some("person")),
    ];
    assert_eq!(
        told,
        expected.map(|(action, org, kind)| (action.to_owned(), org, kind.map(str::to_owned)))
    );
}
