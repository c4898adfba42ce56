//! Who applied is read by those who decide; a viewer reads how many.

use benchside::db::Engine;
use benchside::db::schema::{membership, person as people, place, seat, slot_period};
use benchside::enrolments::SeatState;
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{MembershipId, OrgId, SeatId, SlotId};
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Demonstration, PASSWORD, TestApp, offering_of, or_skip, organisation, person};

const INSTEAD: &str = "Who applied is shown to reviewers, editors and owners.";

#[rstest]
#[actix_web::test]
async fn sec_67_a_viewer_of_a_provider_reads_no_names(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (viewer, reviewer) = (app.given(person("Vera")).await, app.given(person("Rita")).await);
    let made = organisation("Volta Centre").provider();
    let made = made.member(&viewer, MemberRole::Viewer).member(&reviewer, MemberRole::Reviewer);
    let provider = app.given(made).await;
    let run = app.given(offering_of(&provider, "Aseptic filling")).await;
    let (ann, ben) = (app.given(person("Abena Mensah")).await, app.given(person("Ben Okafor")).await);
    let (org, now) = (provider.id, app.now());
    for (applicant, state) in [(ann.id, SeatState::Submitted), (ben.id, SeatState::Enrolled)] {
        let id: SeatId = app.app().new_id();
        app.write(move |db| {
            diesel::insert_into(seat::table)
                .values((
                    seat::id.eq(id),
                    seat::org_id.eq(org),
                    seat::offering_id.eq(run.id),
                    seat::person_id.eq(Some(applicant)),
                    seat::route.eq("individual"),
                    seat::state.eq(state),
                    seat::note.eq("Please, I live nearby"),
                    seat::created_at.eq(now),
                    seat::state_at.eq(now),
                ))
                .execute(db)?;
            Ok(())
        })
        .await;
    }
    let path = format!("/for/{org}/offerings/{}", run.id);
    let page = app.sign_in(&reviewer.email, PASSWORD).await.open(&path).await;
    assert!(page.has("Abena Mensah") && page.has("Ben Okafor") && page.has("I live nearby") && !page.has(INSTEAD));
    let page = app.sign_in(&viewer.email, PASSWORD).await.open(&path).await;
    assert_eq!(page.status, 200);
    for withheld in ["Abena", "Okafor", "I live nearby"] {
        assert!(!page.html.contains(withheld), "{withheld}: {}", page.html);
    }
    assert!(page.has(INSTEAD));
}

#[rstest]
#[actix_web::test]
async fn sec_67_a_viewer_of_a_facility_reads_no_names(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(Demonstration).await;
    let (viewer, reviewer) = (app.given(person("Vera")).await, app.given(person("Rita")).await);
    let (org, slot, name): (OrgId, SlotId, String) = app
        .read(|db| {
            let waiting = place::table.inner_join(slot_period::table).inner_join(people::table);
            let waiting = waiting.filter(place::state.eq("submitted")).order(place::id);
            Ok(waiting.select((place::org_id, slot_period::slot_id, people::name)).first(db)?)
        })
        .await;
    for (member, role) in [(viewer.id, MemberRole::Viewer), (reviewer.id, MemberRole::Reviewer)] {
        let (id, now): (MembershipId, _) = (app.app().new_id(), app.now());
        app.write(move |db| {
            diesel::insert_into(membership::table)
                .values((
                    membership::id.eq(id),
                    membership::person_id.eq(member),
                    membership::org_id.eq(org),
                    membership::role.eq(role),
                    membership::created_at.eq(now),
                ))
                .execute(db)?;
            Ok(())
        })
        .await;
    }
    let path = format!("/for/{org}/slots/{slot}");
    let page = app.sign_in(&reviewer.email, PASSWORD).await.open(&path).await;
    assert!(page.has(&name) && !page.has(INSTEAD), "{name}: {}", page.main());
    let page = app.sign_in(&viewer.email, PASSWORD).await.open(&path).await;
    assert_eq!(page.status, 200);
    assert!(!page.html.contains(&name) && page.has(INSTEAD), "{name}: {}", page.main());
    assert!(page.has("wait"), "how many: {}", page.main());
}
