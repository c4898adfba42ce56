//! What an employer vouches for: yes or no, a day, taken back by a button; for its own staff alone.

use benchside::db::Engine;
use benchside::db::schema::attestation;
use benchside::kernel::actor::MemberRole;
use benchside::people::store::insert_staff;
use diesel::prelude::*;
use rstest::rstest;

use super::choices::staff_of;
use crate::support::{PASSWORD, TestApp, or_skip, organisation, person};

#[rstest]
#[actix_web::test]
async fn sec_67_an_agency_states_yes_or_no_and_takes_it_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let boss = app.given(person("Boss")).await;
    let agency = app
        .given(organisation("Kafue Inspectorate").agency().member(&boss, MemberRole::Owner))
        .await;
    let other = app.given(person("Other")).await;
    let elsewhere = app
        .given(organisation("Elsewhere").agency().member(&other, MemberRole::Owner))
        .await;
    let staff = staff_of(&app, "Mwila Banda", "mwila@example.org");
    let (who, now, org) = (staff.person, app.now(), agency.id);
    app.write(move |db| insert_staff(db, org, &staff, now)).await;
    let boss = app.sign_in(&boss.email, PASSWORD).await;
    let path = format!("/for/{}/staff/{who}", agency.id);
    let page = boss.open(&path).await;
    assert!(page.has("Nothing stated."), "{}", page.main());
    let page = page.submit("State it").await;
    assert_eq!(page.problems().len(), 3, "{:?}", page.problems());
    let page = page
        .choose("What", "Fit for work")
        .choose("Is it so?", "Yes")
        .fill("Day", "2026-09-02")
        .submit("State it")
        .await;
    assert_eq!(page.problems().len(), 1, "a day ahead: {:?}", page.problems());
    let page = page.fill("Day", "2026-08-20").submit("State it").await;
    assert_eq!(page.flash().as_deref(), Some("It is stated."));
    insta::assert_snapshot!("attested", page.main());
    // another answer takes the place of the first
    let page = page
        .choose("What", "Fit for work")
        .choose("Is it so?", "No")
        .fill("Day", "2026-09-01")
        .submit("State it")
        .await;
    let rows = |db: &mut benchside::db::Db| {
        Ok(attestation::table
            .order(attestation::attested_on)
            .select((attestation::holds, attestation::withdrawn_at.is_null()))
            .load::<(bool, bool)>(db)?)
    };
    assert_eq!(app.read(rows).await, [(true, false), (false, true)]);

    // nobody else sees it or changes it
    let link = page.attribute("form[action$=withdraw]", "action").expect("a way back").to_owned();
    let other = app.sign_in(&other.email, PASSWORD).await;
    let foreign = link.replace(&agency.id.to_string(), &elsewhere.id.to_string());
    for bad in [&link, &foreign] {
        assert_eq!(other.ask("POST", bad).form(&[]).send().await.status, 404, "{bad}");
    }
    let page = page.submit("Withdraw: Fit for work").await;
    assert!(page.has("Nothing stated."), "{}", page.main());
    assert_eq!(app.read(rows).await, [(true, false), (false, false)]);
}
