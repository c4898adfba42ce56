//! What a facility does with a place from the paperwork to the last day, and with a slot or a period as a whole.

use benchside::db::Engine;
use benchside::db::schema::{evidence, place, slot, slot_period, slot_skill, slot_text};
use benchside::enrolments::store::places::{self, Application};
use benchside::enrolments::store::slots as stopping;
use benchside::enrolments::store::{Applied, Change, Changed};
use benchside::enrolments::{PlaceState, place_state};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::clock::SeededIds;
use benchside::kernel::{PlaceId, SlotId, SlotPeriodId};
use benchside::placements::state::StopReason;
use benchside::skills::Grade;
use benchside::words::Words;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use futures_util::future::{join, join_all};
use rstest::rstest;

use super::seats::{actor, people};
use crate::support::{Organisation, PASSWORD, Person, TestApp, or_skip, organisation, person};

struct Slot {
    id: SlotId,
    period: SlotPeriodId,
}

async fn facility(app: &TestApp) -> (Person, Organisation) {
    let owner = app.given(person("Efua")).await;
    let densu = organisation("Densu Fill").facility().country("GHA");
    let densu = app.given(densu.member(&owner, MemberRole::Owner)).await;
    (owner, densu)
}

/// A published slot with one period, from 2 to 13 November, in which MFG-4 is practised from level 1 to 3.
async fn slot_of(app: &TestApp, facility: &Organisation, places: i32) -> Slot {
    let (now, org) = (app.now(), facility.id);
    let (id, period): (SlotId, SlotPeriodId) = (app.app().new_id(), app.app().new_id());
    let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
    let (from, to) = (day("2026-11-02"), day("2026-11-13"));
    app.write(move |db| {
        diesel::insert_into(slot::table)
            .values((
                slot::id.eq(id),
                slot::org_id.eq(org),
                slot::code.eq("PL-001"),
                slot::slug.eq(""),
                slot::state.eq("published"),
                slot::visibility.eq("network"),
                slot::zone.eq("Africa/Accra"),
                slot::fee_kind.eq("free"),
                slot::published_at.eq(Some(now)),
                slot::created_at.eq(now),
                slot::updated_at.eq(now),
            ))
            .execute(db)?;
        diesel::insert_into(slot_text::table)
            .values((
                slot_text::slot_id.eq(id),
                slot_text::language.eq("en"),
                slot_text::title.eq("Fill line practice"),
                slot_text::summary.eq("What it is about."),
                slot_text::sort_key.eq(Words::of("en").sort_key("Fill line practice")),
                slot_text::is_original.eq(true),
                slot_text::is_reviewed.eq(true),
            ))
            .execute(db)?;
        diesel::insert_into(slot_skill::table)
            .values((
                slot_skill::slot_id.eq(id),
                slot_skill::skill.eq("MFG-4"),
                slot_skill::level_in.eq(Some(1)),
                slot_skill::level_out.eq(Some(3)),
            ))
            .execute(db)?;
        diesel::insert_into(slot_period::table)
            .values((
                slot_period::id.eq(period),
                slot_period::org_id.eq(org),
                slot_period::slot_id.eq(id),
                slot_period::from_on.eq(from),
                slot_period::to_on.eq(to),
                slot_period::places.eq(places),
                slot_period::state.eq("open"),
                slot_period::created_at.eq(now),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
    Slot { id, period }
}

/// People whom the facility has offered a place.
async fn accepted(app: &TestApp, owner: &Person, facility: &Organisation, at: &Slot, count: usize) -> Vec<(Person, PlaceId)> {
    let mut accepted = Vec::new();
    for one in people(app, count).await {
        let application = Application {
            place: app.app().new_id(),
            transition: app.app().new_id(),
            period: at.period,
            person: one.id,
            for_org: None,
            note: String::new(),
        };
        let (own, now, id) = (actor(one.id, None), app.now(), application.place);
        let applied = app.write(move |db| places::apply(db, &own, &application, now)).await;
        assert_eq!(applied, Applied::Submitted(id));
        let (what, by) = (Change::silent(id, app.app().new_id()), actor(owner.id, Some(facility.id)));
        app.write(move |db| places::accept(db, &by, &what, now)).await;
        accepted.push((one, id));
    }
    accepted
}

async fn take(app: &TestApp, (one, id): &(Person, PlaceId)) -> Changed<PlaceState, place_state::Refusal> {
    let (what, own, now) = (Change::silent(*id, app.app().new_id()), actor(one.id, None), app.now());
    app.write(move |db| places::answer(db, &own, &what, true, now)).await
}

/// What is counted, and how many rows hold.
async fn held(app: &TestApp, id: SlotPeriodId) -> (i32, i64) {
    let counted = slot_period::table.filter(slot_period::id.eq(id)).select(slot_period::held);
    let rows = place::table
        .filter(place::slot_period_id.eq(id))
        .filter(place::state.eq_any(PlaceState::HELD))
        .count();
    app.read(move |db| Ok((counted.first(db)?, rows.get_result(db)?))).await
}

#[rstest]
#[actix_web::test]
async fn nobody_ends_up_with_a_place_in_days_that_are_called_off(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, densu) = facility(&app).await;
    let slot = slot_of(&app, &densu, 12).await;
    let accepted = accepted(&app, &owner, &densu, &slot, 12).await;
    assert_eq!(held(&app, slot.period).await, (12, 12));
    let (what, by, now, of) = (
        Change::silent(slot.period, app.app().new_id()),
        actor(owner.id, Some(densu.id)),
        app.now(),
        slot.id,
    );
    let cancel = app.write(move |db| {
        let mut ids = SeededIds::new(7, now);
        Ok(stopping::cancel_period(db, &by, of, &what, StopReason::Shutdown, &mut ids, now)?.0)
    });
    let (before, after) = accepted.split_at(6);
    let (_, (cancelled, _)) = join(
        join_all(before.iter().map(|one| take(&app, one))),
        join(cancel, join_all(after.iter().map(|one| take(&app, one)))),
    )
    .await;
    assert_eq!(cancelled, Changed::Done(()));
    assert_eq!(held(&app, slot.period).await, (0, 0));
    assert!(matches!(take(&app, &accepted[0]).await, Changed::Refused(_)));
}

#[rstest]
#[actix_web::test]
async fn a_facility_clears_begins_and_attests(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, densu) = facility(&app).await;
    let slot = slot_of(&app, &densu, 3).await;
    let accepted = accepted(&app, &owner, &densu, &slot, 2).await;
    for one in &accepted {
        take(&app, one).await;
    }
    let efua = app.sign_in(&owner.email, PASSWORD).await;
    let path = format!("/for/{}/slots/{}", densu.id, slot.id);
    let page = efua.open(&path).await;
    insta::assert_snapshot!("slot_places_taken", page.main());
    let page = page.submit("The conditions are met: Learner 0").await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The conditions are met")));
    assert!(app.mail().await.to("learner-0@example.org").text.contains("is ready"));
    // the paper of the other cannot be had; without a reason that is not taken
    let refused = page.submit("Give the place back: Learner 1").await;
    assert_eq!(refused.status, 422);
    let page = efua.open(&path).await;
    let second = accepted[1].1;
    let answer = efua
        .ask("POST", &format!("/for/{}/places/{second}/fail", densu.id))
        .with_cookies()
        .form(&[("reason", "paperwork"), ("note", "")])
        .send()
        .await;
    assert_eq!(answer.status, 303);
    assert!(app.mail().await.to("learner-1@example.org").text.contains("is given back"));
    assert_eq!(held(&app, slot.period).await, (1, 1));
    // nobody is on site before the first day
    assert!(!page.has_button("On site now: Learner 0"));
    let first = accepted[0].1;
    let path_of = |what: &str| format!("/for/{}/places/{first}/{what}", densu.id);
    let early = efua.ask("POST", &path_of("start")).with_cookies().form(&[]).send().await;
    assert_eq!(early.status, 409);
    app.later(TimeDelta::days(63));
    let efua = app.sign_in(&owner.email, PASSWORD).await;
    let page = efua.open(&path).await.submit("On site now: Learner 0").await;
    assert_eq!(page.flash().as_deref(), Some("The person is on site."));
    app.later(TimeDelta::days(9));
    let efua = app.sign_in(&owner.email, PASSWORD).await;
    let page = efua.open(&path).await.follow("End and attest: Learner 0").await;
    insta::assert_snapshot!("place_finish", page.main());
    let page = page
        .choose("Who has seen it?", "An assessor, against the levels (grade A, assessed)")
        .submit("Save and end")
        .await;
    assert!(page.flash().is_some_and(|said| said.starts_with("Kept.")));
    assert!(app.mail().await.to("learner-0@example.org").text.contains("you completed"));
    assert_eq!(held(&app, slot.period).await, (0, 0));
    let shown = evidence::table.select((evidence::person_id, evidence::level, evidence::grade, evidence::source));
    let shown: Vec<(benchside::kernel::PersonId, i32, Grade, String)> = app.read(move |db| Ok(shown.load(db)?)).await;
    let source = "Densu Fill: Fill line practice, 2026-11-02 – 2026-11-13".to_owned();
    assert_eq!(shown, [(accepted[0].0.id, 3, Grade::Assessed, source)]);
}

#[rstest]
#[actix_web::test]
async fn a_slot_is_paused_and_called_off_with_a_reason_and_everybody_is_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, densu) = facility(&app).await;
    let slot = slot_of(&app, &densu, 2).await;
    let accepted = accepted(&app, &owner, &densu, &slot, 1).await;
    take(&app, &accepted[0]).await;
    let efua = app.sign_in(&owner.email, PASSWORD).await;
    let page = efua.open(format!("/for/{}/slots/{}", densu.id, slot.id)).await;
    let page = page.follow("Pause or call off, with a reason").await;
    insta::assert_snapshot!("slot_stop", page.main());
    let page = page.submit("Do it and tell them").await;
    assert_eq!((page.status, page.problems().len()), (422, 2));
    let page = page.choose("The reason", "An inspection");
    let page = page
        .choose(
            "What is it about?",
            "Pause the placementNobody can apply for now. Places that are given stand.",
        )
        .submit("Do it and tell them")
        .await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The placement is paused")));
    assert!(app.mail().await.to("learner-0@example.org").text.contains("What you have stands."));
    assert_eq!(held(&app, slot.period).await, (1, 1));
    let page = efua.open(format!("/for/{}/slots/{}/stop", densu.id, slot.id)).await;
    let whole = "Call off the whole placementAll periods end, and every place is given back. This cannot be undone.";
    let page = page
        .choose("What is it about?", whole)
        .choose("The reason", "Another reason")
        .fill("A few words", "The line is sold.")
        .submit("Do it and tell them")
        .await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The placement is called off")));
    assert_eq!(held(&app, slot.period).await, (0, 0));
    insta::assert_snapshot!("slot_stop_mail", app.mail().await);
}
