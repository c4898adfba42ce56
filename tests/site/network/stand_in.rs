//! A facility of which nobody has an account answers through a coordinator of its region.

use benchside::db::Engine;
use benchside::db::schema::{audit_event, membership, organisation_text, person, place, slot_period, transition};
use benchside::kernel::{OrgId, PersonId, PlaceId, SlotId};
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{DEMO_PASSWORD, Demonstration, TestApp, or_skip, person as somebody};

/// A facility of Ghana with a place that waits for an answer; from now on nobody of it has an account.
async fn facility_without_accounts(app: &TestApp) -> (OrgId, SlotId, PlaceId, String) {
    app.write(|db| {
        let org: OrgId = organisation_text::table
            .filter(organisation_text::title.eq("Densu Sterile Products"))
            .select(organisation_text::org_id)
            .first(db)?;
        let owners: Vec<PersonId> = membership::table
            .filter(membership::org_id.eq(org))
            .select(membership::person_id)
            .load(db)?;
        diesel::update(person::table.filter(person::id.eq_any(owners)))
            .set(person::state.eq("closed"))
            .execute(db)?;
        let (id, who, slot): (PlaceId, Option<PersonId>, SlotId) = place::table
            .inner_join(slot_period::table)
            .filter(place::org_id.eq(org))
            .filter(place::state.eq_any(["submitted", "under_consideration"]))
            .order(place::id)
            .select((place::id, place::person_id, slot_period::slot_id))
            .first(db)?;
        let name: String = person::table.filter(person::id.nullable().eq(who)).select(person::name).first(db)?;
        Ok((org, slot, id, name))
    })
    .await
}

#[rstest]
#[actix_web::test]
async fn a_facility_without_accounts_answers_through_its_coordinator(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-23").await);
    app.given(Demonstration).await;
    let elsewhere = app.sign_in_as(somebody("Zoe").coordinator("who-sear")).await;
    let awa = app.sign_in("coordinator@demo.example", DEMO_PASSWORD).await;
    let (org, slot, place, name) = facility_without_accounts(&app).await;
    let page = awa.open("/coordination/requests").await.follow("Densu Sterile Products").await;
    assert_eq!(page.url, format!("/for/{org}"));
    assert!(page.has("you act in its name as coordinator of its region"), "every page says so");
    let page = awa.open(format!("/for/{org}/slots/{slot}")).await;
    assert!(page.has("On its behalf"));
    let page = page.submit(&format!("Offer the place: {name}")).await;
    assert!(page.flash().is_some(), "{}", page.main());
    app.mail().await;
    let (traced, events) = app
        .read(move |db| {
            let traced: Vec<(Option<PersonId>, Option<OrgId>)> = transition::table
                .filter(transition::entity_id.eq(benchside::kernel::AnyId::of(place)))
                .order((transition::at.desc(), transition::id.desc()))
                .select((transition::actor_id, transition::on_behalf_of))
                .load(db)?;
            let events: Vec<(Option<OrgId>, String)> = audit_event::table
                .filter(audit_event::action.eq("act-on-behalf"))
                .select((audit_event::on_behalf_of, audit_event::detail))
                .load(db)?;
            Ok((traced, events))
        })
        .await;
    assert!(traced[0].0.is_some() && traced[0].1 == Some(org), "{traced:?}");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].0, Some(org));

    // a coordinator of another region finds nothing, and nobody invites in its name
    let (own, theirs) = (format!("/for/{org}"), format!("/for/{org}/places/{place}/decline"));
    assert_eq!(elsewhere.ask("GET", &own).with_cookies().send().await.status, 404);
    assert_eq!(elsewhere.ask("POST", &theirs).form(&[]).send().await.status, 404);
    let invite = [("email", "eve@example.org"), ("role", "owner")];
    let asked = awa.ask("POST", &format!("/for/{org}/team/invite")).form(&invite);
    assert_eq!(asked.send().await.status, 403, "not above what they stand in as");
    // as soon as somebody of it can sign in, it is theirs alone
    app.write(move |db| {
        let owners: Vec<PersonId> = membership::table
            .filter(membership::org_id.eq(org))
            .select(membership::person_id)
            .load(db)?;
        diesel::update(person::table.filter(person::id.eq_any(owners)))
            .set(person::state.eq("active"))
            .execute(db)?;
        Ok(())
    })
    .await;
    assert_eq!(awa.ask("GET", &own).with_cookies().send().await.status, 404);
    assert_eq!(awa.ask("POST", &theirs).form(&[]).send().await.status, 404);
}
