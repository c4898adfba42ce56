//! Several agencies, several addresses: what one writes is not the other's, and proves nothing beside it.

use benchside::db::Engine;
use benchside::db::schema::{employment, person, person_email};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{EmailId, EmploymentId, PersonId};
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use super::Scene;
use crate::support::{Browser, PASSWORD, or_skip, organisation, person as somebody};

/// After a merge two agencies' addresses may stand beside one record: whoever opens the letter proves the one that it went to.
#[rstest]
#[actix_web::test]
async fn taking_over_proves_one_address(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    scene.register("Ama Serwaa", "ama@example.org").await;
    let link = scene.app.mail().await.link("ama@example.org");
    let (id, now): (EmailId, _) = (scene.app.app().new_id(), scene.app.now());
    let owner = scene.owner.id;
    scene
        .app
        .write(move |db| {
            let record: PersonId = person::table.filter(person::id.ne(owner)).select(person::id).first(db)?;
            diesel::insert_into(person_email::table)
                .values((
                    person_email::id.eq(id),
                    person_email::person_id.eq(record),
                    person_email::address.eq("eve@example.org"),
                    person_email::address_folded.eq("eve@example.org"),
                    person_email::is_primary.eq(false),
                    person_email::created_at.eq(now),
                ))
                .execute(db)?;
            Ok(())
        })
        .await;
    let page = scene.app.visitor().open(&link).await;
    let page = page.fill("Your name", "Ama Serwaa").fill("Password", PASSWORD);
    assert_eq!(page.submit("Take over my record").await.hops, ["/me"]);
    let addresses: Vec<(String, bool, bool)> = scene
        .app
        .read(move |db| {
            Ok(person_email::table
                .filter(person_email::person_id.ne(owner))
                .order(person_email::address_folded)
                .select((
                    person_email::address_folded,
                    person_email::verified_at.is_not_null(),
                    person_email::is_primary,
                ))
                .load(db)?)
        })
        .await;
    let told = |address: &str, is_proved: bool| (address.to_owned(), is_proved, is_proved);
    assert_eq!(addresses, [told("ama@example.org", true), told("eve@example.org", false)]);
}

/// An agency that has somebody among its staff whom another one entered writes no address beside them, by file either.
#[rstest]
#[actix_web::test]
async fn an_address_is_written_by_whoever_entered_the_record(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    scene.register("Ama Serwaa", "ama@example.org").await;
    scene.app.mail().await;
    let eve = scene.app.given(somebody("Eve")).await;
    let other = organisation("Densu Agency").agency().country("GHA").member(&eve, MemberRole::Owner);
    let other = scene.app.given(other).await;
    let (id, now, owner, org): (EmploymentId, _, _, _) = (scene.app.app().new_id(), scene.app.now(), [scene.owner.id, eve.id], other.id);
    scene
        .app
        .write(move |db| {
            let record: PersonId = person::table.filter(person::id.ne_all(owner)).select(person::id).first(db)?;
            diesel::insert_into(employment::table)
                .values((
                    employment::id.eq(id),
                    employment::person_id.eq(record),
                    employment::org_id.eq(org),
                    employment::staff_number.eq(Some("D-1")),
                    employment::created_at.eq(now),
                ))
                .execute(db)?;
            Ok(())
        })
        .await;
    let browser = scene.app.sign_in(&eve.email, PASSWORD).await;
    let page = browser.open(format!("/for/{org}/staff/import")).await;
    let page = page
        .fill(
            "Rows, the header first",
            "name,email,staff_number\nAma Serwaa,eve@example.net,D-1\n",
        )
        .submit("Check the rows")
        .await;
    // nor does the preview tell which address stands there
    let told = page.main();
    assert!(!told.contains("ama@example.org"), "{told}");
    if page.has_button("Import this row") {
        page.submit("Import this row").await;
    }
    let stands: Vec<String> = scene
        .app
        .read(|db| {
            Ok(person_email::table
                .filter(person_email::verified_at.is_null())
                .select(person_email::address_folded)
                .load(db)?)
        })
        .await;
    assert_eq!(stands, ["ama@example.org"]);
    assert_eq!(scene.app.mail().await.letters().len(), 0);
}

/// A letter to the same address goes out again after an hour; two agencies' letters to one address do not end each other.
#[rstest]
#[actix_web::test]
async fn letters_wait_and_leave_each_other_alone(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let registered = scene.register("Ama Serwaa", "ama@example.org").await;
    let first = scene.app.mail().await.link("ama@example.org");
    let again = |browser: Browser, url: String| async move {
        let page = browser.open(&url).await;
        page.fill("Mail address", "ama@example.org").submit("Send them a letter").await
    };
    let page = again(scene.olu.clone(), registered.url.clone()).await;
    assert!(
        page.status == 422 && page.has("A letter went to this address less than an hour ago."),
        "{}",
        page.main()
    );
    assert_eq!(scene.app.mail().await.letters().len(), 0);
    scene.register("Ama S.", "ama@example.org").await;
    scene.app.mail().await;
    assert_eq!(
        scene.app.visitor().open(&first).await.status,
        200,
        "the letter about the other record opens"
    );
    scene.app.later(TimeDelta::hours(1));
    let page = again(scene.olu.clone(), registered.url.clone()).await;
    assert_eq!(page.flash().as_deref(), Some("The letter is on its way."), "{}", page.main());
    assert_eq!(scene.app.mail().await.letters().len(), 1);
}
