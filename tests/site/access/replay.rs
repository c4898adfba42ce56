//! Every address with an id that an organisation sees, and every form that it could send, tried by those who have no part in
//! it: nothing of it is theirs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use benchside::db::Engine;
use benchside::db::schema::{employment, membership, person, person_email};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::ids::decode;
use benchside::kernel::{MembershipId, OrgId, PersonId};
use diesel::prelude::*;
use rstest::rstest;

use super::matrix::owned_by;
use crate::support::{Browser, DEMO_PASSWORD, Demonstration, PASSWORD, TestApp, or_skip, person as somebody};

/// So many pages are looked at for each organisation at the most.
const PAGES: usize = 120;
/// What is put behind the names of people whom nobody else may see.
const CANARY: &str = "Quarrelbird";

/// Applying is everybody's who is signed in; what the pages show is looked at all the same.
const FOR_EVERYBODY: &[&str] = &["/apply"];

fn has_id(path: &str) -> bool {
    path.split(['/', '?', '=', '&', '-']).any(|piece| decode(piece).is_ok())
}

/// The values of an attribute on a page, in order, each once.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let start = format!(" {attribute}=\"");
    let found = html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next());
    found.map(|value| value.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

/// Addresses that somebody sees, and addresses that forms on those pages are sent to.
async fn seen(browser: &Browser, from: &[String]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut pages, mut forms) = (BTreeSet::new(), BTreeSet::new());
    let mut waiting: VecDeque<String> = from.iter().cloned().collect();
    while let Some(path) = waiting.pop_front() {
        if pages.len() >= PAGES || !pages.insert(path.clone()) {
            continue;
        }
        let answer = browser.ask("GET", &path).with_cookies().send().await;
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for href in values(&answer.body, "href") {
            let href = href.split('#').next().unwrap_or_default().to_owned();
            if href.starts_with('/') && !href.starts_with("/static/") && !href.contains("lang=") && has_id(&href) {
                waiting.push_back(href);
            }
        }
        forms.extend(values(&answer.body, "action").into_iter().filter(|action| has_id(action)));
    }
    (pages.into_iter().filter(|path| has_id(path)).collect(), forms)
}

/// Names that are nobody else's to see.
async fn mark_staff(app: &TestApp, org: OrgId) {
    app.write(move |db| {
        let staff: Vec<PersonId> = employment::table
            .filter(employment::org_id.eq(org))
            .select(employment::person_id)
            .load(db)?;
        for (number, id) in staff.iter().enumerate() {
            diesel::update(person::table.filter(person::id.eq(id)))
                .set(person::name.eq(format!("{CANARY} {number}")))
                .execute(db)?;
        }
        Ok(())
    })
    .await;
}

/// What a stranger got of what was somebody's: address and status.
async fn leaks(stranger: &Browser, visitor: &Browser, pages: &BTreeSet<String>, forms: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let is_theirs = |status: u16, location: &str| matches!(status, 403 | 404) || (status == 303 && location.starts_with("/sign-in"));
    for path in pages {
        let public = visitor.ask("GET", path).send().await;
        let answer = stranger.ask("GET", path).with_cookies().send().await;
        if answer.body.contains(CANARY) || public.body.contains(CANARY) {
            found.push(format!("GET {path} names somebody"));
        }
        let is_public = public.status == 200 || FOR_EVERYBODY.iter().any(|end| path.ends_with(end));
        if !is_public && !is_theirs(answer.status, answer.header("location")) {
            found.push(format!("GET {path} answers {}", answer.status));
        }
        // nor by another method
        let posted = stranger.ask("POST", path).form(&[]).send().await;
        let is_nothing = posted.status == 405 || is_theirs(posted.status, posted.header("location"));
        if !is_nothing && !is_public {
            found.push(format!("POST {path} answers {}", posted.status));
        }
    }
    for action in forms.iter().filter(|action| !FOR_EVERYBODY.iter().any(|end| action.ends_with(end))) {
        let answer = stranger.ask("POST", action).form(&[]).send().await;
        if answer.status != 405 && !is_theirs(answer.status, answer.header("location")) {
            found.push(format!("POST {action} answers {}", answer.status));
        }
    }
    found
}

#[rstest]
#[actix_web::test]
async fn sec_23_what_one_organisation_sees_is_nobody_elses(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let agency = owned_by(&app, "kafue").await;
    mark_staff(&app, agency).await;
    app.given(somebody("Eve")).await;
    let strangers = [
        ("a visitor", app.visitor()),
        ("a learner", app.sign_in("eve@example.org", PASSWORD).await),
        ("another agency", app.sign_in("owner@nakambe.demo.example", DEMO_PASSWORD).await),
        ("another facility", app.sign_in("owner@ogunpa.demo.example", DEMO_PASSWORD).await),
        ("another provider", app.sign_in("owner@sahel.demo.example", DEMO_PASSWORD).await),
        ("an administrator", app.sign_in("administrator@demo.example", DEMO_PASSWORD).await),
    ];
    let visitor = app.visitor();
    let mut looked_at = BTreeMap::new();
    for key in ["kafue", "volta", "densu"] {
        let owner = app.sign_in(&format!("owner@{key}.demo.example"), DEMO_PASSWORD).await;
        let org = owned_by(&app, key).await;
        let from = ["", "/staff", "/courses", "/slots", "/needs", "/team", "/agreements"].map(|part| format!("/for/{org}{part}"));
        let (pages, forms) = seen(&owner, &from).await;
        looked_at.insert(key, (pages.len(), forms.len()));
        for (who, stranger) in &strangers {
            let found = leaks(stranger, &visitor, &pages, &forms).await;
            assert!(found.is_empty(), "{who}, of what {key} sees:\n{}", found.join("\n"));
        }
    }
    assert!(looked_at.values().all(|(pages, forms)| *pages > 10 && *forms > 1), "{looked_at:?}");
    let learner = app.sign_in("salma@demo.example", DEMO_PASSWORD).await;
    let (pages, forms) = seen(&learner, &["/me".to_owned(), "/me/security".to_owned()]).await;
    assert!(!forms.is_empty());
    for (who, stranger) in &strangers {
        let found = leaks(stranger, &visitor, &pages, &forms).await;
        assert!(found.is_empty(), "{who}, of what a learner sees:\n{}", found.join("\n"));
    }
    app.mail().await;
}

/// The same look at somebody who does belong there finds a great deal: it can find.
#[actix_web::test]
async fn sec_23_a_member_would_be_found() {
    let app = or_skip!(TestApp::on(Engine::Sqlite).at("2026-11-23").await);
    app.given(Demonstration).await;
    let agency = owned_by(&app, "kafue").await;
    mark_staff(&app, agency).await;
    app.given(somebody("Eve")).await;
    let (id, now): (MembershipId, _) = (app.app().new_id(), app.now());
    app.write(move |db| {
        let eve: PersonId = person_email::table
            .filter(person_email::address_folded.eq("eve@example.org"))
            .select(person_email::person_id)
            .first(db)?;
        diesel::insert_into(membership::table)
            .values((
                membership::id.eq(id),
                membership::person_id.eq(eve),
                membership::org_id.eq(agency),
                membership::role.eq(MemberRole::Viewer),
                membership::created_at.eq(now),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
    let owner = app.sign_in("owner@kafue.demo.example", DEMO_PASSWORD).await;
    let (pages, forms) = seen(&owner, &[format!("/for/{agency}"), format!("/for/{agency}/staff")]).await;
    let eve = app.sign_in("eve@example.org", PASSWORD).await;
    let found = leaks(&eve, &app.visitor(), &pages, &forms).await;
    assert!(found.iter().any(|leak| leak.ends_with("names somebody")), "{found:?}");
    assert!(found.iter().any(|leak| leak.contains("answers 200")), "{found:?}");
}
