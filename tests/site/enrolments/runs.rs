//! What a provider does with a run as a whole: nobody is left holding a seat in one that was called off, and everybody is told.

use benchside::catalogue::OfferingState;
use benchside::catalogue::state::RunReason;
use benchside::db::Engine;
use benchside::db::schema::{evidence, offering, seat, transition};
use benchside::enrolments::SeatState;
use benchside::enrolments::store::{self, Application, Applied, Change, Changed, runs};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::clock::SeededIds;
use benchside::skills::Grade;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use futures_util::future::{join, join_all};
use rstest::rstest;

use super::planned::{day, offered, planned, provider, sign_in, state, take};
use super::seats::{actor, apply, held};
use crate::support::{TestApp, offering_of, or_skip, organisation, person};

#[rstest]
#[actix_web::test]
async fn nobody_ends_up_with_a_seat_in_a_run_that_is_called_off(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = app.given(offering_of(&volta, "Aseptic filling").seats(20)).await;
    let offered = offered(&app, &owner, &volta, run.id, 20).await;
    assert_eq!(held(&app, run.id).await, (20, 20));
    let (what, by, now) = (
        Change::silent(run.id, app.app().new_id()),
        actor(owner.id, Some(volta.id)),
        app.now(),
    );
    let cancel = app.write(move |db| {
        let (changed, _) = runs::cancel(db, &by, &what, RunReason::Venue, &mut SeededIds::new(7, now), now)?;
        Ok(changed)
    });
    // half of them are asked before the run is called off, half after: on either side of it the last word is the same
    let (before, after) = offered.split_at(10);
    let (_, (cancelled, _)) = join(
        join_all(before.iter().map(|one| take(&app, one))),
        join(cancel, join_all(after.iter().map(|one| take(&app, one)))),
    )
    .await;
    assert_eq!(cancelled, Changed::Done(OfferingState::Cancelled));
    assert_eq!(held(&app, run.id).await, (0, 0));
    let ended = seat::table
        .filter(seat::offering_id.eq(run.id))
        .filter(seat::state.eq(SeatState::Cancelled))
        .filter(seat::reason_code.eq("venue"))
        .count();
    let told = transition::table
        .filter(transition::entity_kind.eq("seat"))
        .filter(transition::to_state.eq("cancelled"))
        .count();
    assert_eq!(
        app.read(move |db| Ok((ended.get_result(db)?, told.get_result(db)?))).await,
        (20_i64, 20_i64)
    );
    // nor does anybody come to hold one afterwards
    let late = app.given(person("Late")).await;
    assert_eq!(apply(&app, run.id, late.id).await, Applied::NotOpen);
    assert!(matches!(take(&app, &offered[0]).await, Changed::Refused(_)));
}

/// The same without the lock: whoever looks first and takes afterwards has a seat in a run that is called off.
#[rstest]
#[actix_web::test]
async fn without_the_lock_somebody_is_left_holding(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = app.given(offering_of(&volta, "Aseptic filling").seats(1)).await;
    let offered = offered(&app, &owner, &volta, run.id, 1).await;
    let id = offered[0].1;
    let seen: SeatState = app
        .read(move |db| Ok(seat::table.filter(seat::id.eq(id)).select(seat::state).first(db)?))
        .await;
    let (what, by, now) = (
        Change::silent(run.id, app.app().new_id()),
        actor(owner.id, Some(volta.id)),
        app.now(),
    );
    app.write(move |db| runs::cancel(db, &by, &what, RunReason::Venue, &mut SeededIds::new(7, now), now))
        .await;
    assert_eq!(seen, SeatState::Offered);
    app.write(move |db| {
        Ok(diesel::update(seat::table.filter(seat::id.eq(id)))
            .set(seat::state.eq(SeatState::Enrolled))
            .execute(db)?)
    })
    .await;
    let (counted, rows) = held(&app, run.id).await;
    assert!(rows > i64::from(counted), "the control left nobody holding");
}

#[rstest]
#[actix_web::test]
async fn a_run_is_called_off_with_a_reason_and_everybody_is_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let abena = app.given(person("Abena")).await;
    let agency = organisation("Kafue Inspectorate").agency().member(&abena, MemberRole::Editor);
    let agency = app.given(agency).await;
    let run = planned(&app, &owner, &volta, 5).await;
    let offered = offered(&app, &owner, &volta, run, 1).await;
    // one whom their agency applied for
    let ben = app.given(person("Ben").language("ar")).await;
    let application = Application {
        seat: app.app().new_id(),
        transition: app.app().new_id(),
        offering: run,
        person: ben.id,
        for_org: Some(agency.id),
        note: String::new(),
    };
    let (by, now) = (actor(abena.id, Some(agency.id)), app.now());
    app.write(move |db| store::apply(db, &by, &application, now)).await;

    let olu = sign_in(&app, &owner).await;
    let page = olu.open(format!("/for/{}/offerings/{run}", volta.id)).await;
    let page = page.follow("Call off").await;
    insta::assert_snapshot!("run_cancel", page.main());
    let page = page.submit("Call the run off").await;
    assert_eq!((page.status, page.problems().len()), (422, 1));
    let page = page
        .choose("The reason", "A trainer is not there")
        .fill("A few words", "Our trainer is ill.")
        .submit("Call the run off")
        .await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The run is called off")));
    assert_eq!(held(&app, run).await, (0, 0));
    assert_eq!(state(&app, run).await.0, OfferingState::Cancelled);
    insta::assert_snapshot!("run_cancel_mail", app.mail().await);
    let learner = sign_in(&app, &offered[0].0).await;
    assert!(learner.open("/me").await.has("Cancelled"));
    // who only looks on may not
    let viewer = app.given(person("Vic")).await;
    let other = app
        .given(organisation("Other Centre").provider().member(&viewer, MemberRole::Owner))
        .await;
    let vic = sign_in(&app, &viewer).await;
    for part in ["cancel", "postpone", "change", "results"] {
        let path = format!("/for/{}/offerings/{run}/{part}", other.id);
        assert_eq!(vic.ask("GET", &path).with_cookies().send().await.status, 404, "{part}");
    }
}

#[rstest]
#[actix_web::test]
async fn a_run_that_is_put_off_keeps_its_people_and_comes_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 5).await;
    let offered = offered(&app, &owner, &volta, run, 1).await;
    take(&app, &offered[0]).await;
    let olu = sign_in(&app, &owner).await;
    let base = format!("/for/{}/offerings/{run}", volta.id);
    let page = olu.open(&base).await.submit("Confirm that it takes place").await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The run is confirmed")));
    assert!(app.mail().await.to("learner-0@example.org").text.contains("has confirmed"));

    // all days move along with the first
    let page = olu.open(format!("{base}/postpone")).await;
    let page = page
        .choose("The reason", "People cannot travel there")
        .fill("New first day", "2026-12-07");
    let page = page.submit("Put the run off").await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The run is put off")));
    let letter = app.mail().await;
    let text = &letter.to("learner-0@example.org").text;
    assert!(text.contains("7 Dec 2026") && text.contains("18 Dec 2026"), "{text}");
    assert_eq!(state(&app, run).await, (OfferingState::Published, 2));
    let row = offering::table
        .filter(offering::id.eq(run))
        .select((offering::ends_on, offering::deadline_local, offering::decision_on));
    let moved: (Option<NaiveDate>, Option<String>, Option<NaiveDate>) = app.read(move |db| Ok(row.first(db)?)).await;
    assert_eq!(
        moved,
        (
            Some(day("2026-12-18")),
            Some("2026-11-19T18:00".to_owned()),
            Some(day("2026-11-24"))
        )
    );

    // without a day nobody knows when
    let page = olu.open(format!("{base}/postpone")).await;
    page.choose("The reason", "A trainer is not there").submit("Put the run off").await;
    assert!(app.mail().await.to("learner-0@example.org").text.contains("not known yet"));
    assert_eq!(state(&app, run).await, (OfferingState::Postponed, 3));
    assert_eq!(held(&app, run).await, (1, 1));
    let late = app.given(person("Late")).await;
    assert_eq!(apply(&app, run, late.id).await, Applied::NotOpen);
    // and whoever it no longer suits steps back
    let learner = sign_in(&app, &offered[0].0).await;
    let page = learner.open("/me").await.submit("Step back").await;
    assert_eq!(page.flash().as_deref(), Some("You have stepped back."));
    assert_eq!(held(&app, run).await, (0, 0));
}

#[rstest]
#[actix_web::test]
async fn what_people_rely_on_changes_after_it_was_shown_and_they_are_told(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 5).await;
    let offered = offered(&app, &owner, &volta, run, 1).await;
    take(&app, &offered[0]).await;
    let olu = sign_in(&app, &owner).await;
    let base = format!("/for/{}/offerings/{run}", volta.id);
    let page = olu.open(format!("{base}/change")).await;
    let same = page.submit("See what changes").await;
    assert!(same.flash().is_some_and(|said| said.starts_with("Nothing of this")));
    let page = olu.open(format!("{base}/change")).await;
    let page = page
        .choose("What learners pay for the course", "A price")
        .fill("Price", "120")
        .choose("Currency", "GHS")
        .tick("French");
    let page = page.submit("See what changes").await;
    insta::assert_snapshot!("run_change", page.main());
    // until here nothing is changed
    assert_eq!(state(&app, run).await, (OfferingState::Published, 1));
    let page = page.submit("Make the change").await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The run is changed")));
    assert_eq!(state(&app, run).await, (OfferingState::Published, 2));
    insta::assert_snapshot!("run_change_mail", app.mail().await);
    assert_eq!(held(&app, run).await, (1, 1));
}

#[rstest]
#[actix_web::test]
async fn fewer_seats_than_are_held_are_a_task_and_nobody_loses_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 3).await;
    let offered = offered(&app, &owner, &volta, run, 3).await;
    for one in &offered {
        take(&app, one).await;
    }
    let olu = sign_in(&app, &owner).await;
    let base = format!("/for/{}/offerings/{run}", volta.id);
    let page = olu.open(format!("{base}/edit")).await;
    page.fill("How many seats", "1").submit("Save changes").await;
    let workspace = olu.open(format!("/for/{}", volta.id)).await;
    assert!(workspace.has("2 people more than seats: AF-1"), "{}", workspace.main());
    assert_eq!(held(&app, run).await, (3, 3));
    // whoever steps back takes the seat that there is not along
    for (one, seat) in &offered[..2] {
        let (what, own, now) = (Change::silent(*seat, app.app().new_id()), actor(one.id, None), app.now());
        app.write(move |db| store::withdraw(db, &own, &what, now)).await;
    }
    let row = offering::table
        .filter(offering::id.eq(run))
        .select((offering::held, offering::overbooked));
    assert_eq!(app.read(move |db| Ok(row.first::<(i32, i32)>(db)?)).await, (1, 0));
    assert!(!olu.open(format!("/for/{}", volta.id)).await.has("more than seats"));
}

#[rstest]
#[actix_web::test]
async fn the_results_of_a_run_are_one_list_and_whoever_completed_it_can_show_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (owner, volta) = provider(&app).await;
    let run = planned(&app, &owner, &volta, 5).await;
    let offered = offered(&app, &owner, &volta, run, 3).await;
    for one in &offered {
        take(&app, one).await;
    }
    let base = format!("/for/{}/offerings/{run}", volta.id);
    let olu = sign_in(&app, &owner).await;
    assert!(
        olu.open(format!("{base}/results"))
            .await
            .has("The last day of the run has not come.")
    );
    app.later(TimeDelta::days(80));
    let olu = sign_in(&app, &owner).await;
    let workspace = olu.open(format!("/for/{}", volta.id)).await;
    let page = workspace.follow("Write the results: AF-1").await;
    insta::assert_snapshot!("run_results", page.main());
    let page = page
        .choose("Learner 0", "Completed")
        .choose("Learner 1", "Did not come")
        .submit("Save the results")
        .await;
    assert!(page.flash().is_some_and(|said| said.starts_with("The results are kept")));
    assert_eq!(state(&app, run).await.0, OfferingState::Delivered);
    assert_eq!(held(&app, run).await, (1, 1));
    // what is open keeps the run open
    assert!(!page.has_button("Close the run"));
    let page = olu.open(format!("{base}/results")).await;
    let page = page.choose("Learner 2", "Came, not completed").submit("Save the results").await;
    let page = page.submit("Close the run").await;
    assert_eq!(page.flash().as_deref(), Some("The run is closed."));
    assert_eq!(state(&app, run).await.0, OfferingState::Closed);
    assert_eq!(held(&app, run).await, (0, 0));

    let who = offered[0].0.id;
    let shown = evidence::table.order(evidence::id).select((
        evidence::person_id,
        evidence::level,
        evidence::grade,
        evidence::observed_on,
        evidence::source,
    ));
    let shown: Vec<(benchside::kernel::PersonId, i32, Grade, NaiveDate, String)> = app.read(move |db| Ok(shown.load(db)?)).await;
    assert_eq!(
        shown,
        [(
            who,
            3,
            Grade::Certified,
            day("2026-11-13"),
            "AF-1 Aseptic filling, Volta Centre".to_owned()
        )]
    );
    let way: Vec<String> = {
        let id = benchside::kernel::AnyId::of(offered[0].1);
        let rows = transition::table
            .filter(transition::entity_id.eq(id))
            .order(transition::id)
            .select(transition::to_state);
        app.read(move |db| Ok(rows.load(db)?)).await
    };
    assert!(
        way.contains(&"attended".to_owned()) && way.contains(&"completed".to_owned()),
        "{way:?}"
    );
}
