//! Those beyond an organisation find the history of what it shows, where they look at it: coordinators within their purview, and
//! administrators. Nobody else is shown a way.

use benchside::db::Engine;
use benchside::db::schema::{course, offering, organisation, slot};
use benchside::kernel::{CourseId, OfferingId, OrgId, SlotId};
use diesel::prelude::*;
use rstest::rstest;

use crate::access::owned_by;
use crate::support::{Browser, DEMO_PASSWORD, Demonstration, PASSWORD, TestApp, or_skip, organisation as made, person};

/// Pages that anybody opens, with the link on them and where it leads below `…/history`.
async fn pages(app: &TestApp) -> Vec<(String, &'static str, String)> {
    let (provider, facility) = (owned_by(app, "volta").await, owned_by(app, "densu").await);
    let (run, of, place): (OfferingId, CourseId, SlotId) = app
        .read(move |db| {
            let (run, of) = offering::table
                .inner_join(course::table)
                .filter(offering::org_id.eq(provider))
                .filter(offering::state.eq("published"))
                .order(offering::id)
                .select((offering::id, course::id))
                .first(db)?;
            let own = slot::table.filter(slot::org_id.eq(facility)).filter(slot::state.eq("published"));
            Ok((run, of, own.order(slot::id).select(slot::id).first(db)?))
        })
        .await;
    vec![
        (format!("/network/{provider}"), "History of the organisation", format!("organisation/{provider}")),
        (format!("/offerings/{run}"), "History", format!("offering/{run}")),
        (format!("/courses/{of}"), "History", format!("course/{of}")),
        (format!("/placements/{place}"), "History", format!("slot/{place}")),
    ]
}

async fn shows_none(who: &str, browser: &Browser, path: &str) {
    let answer = browser.ask("GET", path).with_cookies().send().await;
    assert_eq!(answer.status, 200, "{who} {path}");
    assert!(!answer.body.contains("/history/"), "{who} {path}: {}", answer.body);
}

#[rstest]
#[actix_web::test]
async fn histories_are_linked_for_those_beyond_who_may_read_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let within = app.sign_in_as(person("Awa").coordinator("who-afr")).await;
    let administrator = app.sign_in_as(person("Ada").administrator()).await;
    let others = [
        ("beyond", app.sign_in_as(person("Bea").coordinator("who-sear")).await),
        ("secretariat", app.sign_in_as(person("Sam").secretariat()).await),
        ("its owner", app.sign_in("owner@volta.demo.example", DEMO_PASSWORD).await),
        ("a learner", app.sign_in_as(person("Ann")).await),
        ("a visitor", app.visitor()),
    ];
    for (path, link, to) in pages(&app).await {
        let page = within.open(&path).await.follow(link).await;
        assert_eq!((page.status, page.url), (200, format!("/coordination/history/{to}")), "{path}");
        let page = administrator.open(&path).await.follow(link).await;
        assert_eq!((page.status, page.url), (200, format!("/administration/history/{to}")), "{path}");
        for (who, browser) in &others {
            shows_none(who, browser, &path).await;
        }
    }
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn requests_and_the_trail_lead_to_histories(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let vacant = app.given(made("Tema Works").facility().country("GHA")).await.id;
    let asking = app.given(made("Kumasi School").provider().country("GHA")).await.id;
    let elsewhere = app.given(made("Jakarta School").provider().country("IDN")).await.id;
    app.write(move |db| {
        let rows = organisation::table.filter(organisation::id.eq_any([asking, elsewhere]));
        diesel::update(rows).set(organisation::state.eq("asked")).execute(db)?;
        Ok(())
    })
    .await;
    let awa = app.given(person("Awa").coordinator("who-afr")).await;
    let as_awa = app.sign_in(&awa.email, PASSWORD).await;
    let sam = app.sign_in_as(person("Sam").secretariat()).await;
    let ada = app.sign_in_as(person("Ada").administrator()).await;
    let history = |under: &str, org: OrgId| format!("/{under}/history/organisation/{org}");
    for (name, org) in [("Tema Works", vacant), ("Kumasi School", asking)] {
        let page = as_awa.open("/coordination/requests").await.follow(&format!("History: {name}")).await;
        assert_eq!((page.status, page.url), (200, history("coordination", org)));
    }
    let page = ada.open("/coordination/requests").await.follow("History: Jakarta School").await;
    assert_eq!((page.status, page.url), (200, history("administration", elsewhere)));
    let page = sam.open("/coordination/requests").await;
    assert!(page.has("Jakarta School") && !page.html.contains("/history/"), "{}", page.main());

    // from an event to what it is about, and for whom
    let invited = as_awa.ask("POST", &format!("/coordination/owners/{vacant}"));
    assert_eq!(invited.form(&[("email", "ben@example.org")]).send().await.status, 303);
    app.mail().await;
    let trail = "/administration/audit?action=owner-invite";
    let page = ada.open(trail).await.follow(&format!("History: Organisation {vacant}")).await;
    assert_eq!(page.url, history("administration", vacant));
    assert!(page.has("Its first owner was invited"), "{}", page.main());
    let page = ada.open(trail).await.follow("Tema Works").await;
    assert_eq!((page.status, page.url), (200, history("administration", vacant)));

    // and from a person to what they did and what was done to them, for administrators alone
    let path = format!("/administration/people/{}", awa.id);
    let page = ada.open(&path).await.follow("What this person did, in the audit trail").await;
    assert!(page.has("Invited the first owner of an organisation"), "{}", page.main());
    let page = ada.open(&path).await.follow("What was done to this account").await;
    assert!(page.has("Read about a person"), "{}", page.main());
    let back = format!("td a[href='{path}']");
    assert_eq!(page.attribute(&back, "href"), Some(path.as_str()), "to their page: {}", page.main());
    let page = sam.open(&path).await;
    assert!(page.status == 200 && !page.html.contains("/administration/audit"), "{}", page.main());
}
