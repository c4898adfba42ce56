//! Many decide at once, and no seat is given twice. The negative control does the same without the guard, and oversells.

use benchside::db::Engine;
use benchside::db::schema::{offering, seat};
use benchside::enrolments::SeatState;
use benchside::enrolments::store::{self, Application, Applied, Change, Changed};
use benchside::kernel::actor::{MemberRole, Membership};
use benchside::kernel::{Actor, OfferingId, OrgId, PersonId, SeatId};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use futures_util::future::join_all;
use rstest::rstest;

use crate::support::{Person, TestApp, offering_of, or_skip, organisation, person};

pub(super) fn actor(person: PersonId, acting_for: Option<OrgId>) -> Actor {
    let memberships = acting_for.map(|org| Membership {
        org,
        role: MemberRole::Owner,
        name: String::new(),
        language: "en".to_owned(),
        is_provider: true,
        is_facility: true,
        is_agency: false,
        is_coordinating: false,
        is_listed: true,
        is_on_behalf: false,
    });
    Actor {
        memberships: memberships.into_iter().collect(),
        acting_for,
        ..Actor::of(person)
    }
}

pub(super) async fn apply(app: &TestApp, offering: OfferingId, who: PersonId) -> Applied {
    let application = Application {
        seat: app.app().new_id(),
        transition: app.app().new_id(),
        offering,
        person: who,
        for_org: None,
        note: String::new(),
    };
    let now = app.now();
    app.write(move |db| store::apply(db, &actor(who, None), &application, now)).await
}

pub(super) async fn people(app: &TestApp, count: usize) -> Vec<Person> {
    let mut made = Vec::new();
    for number in 0..count {
        made.push(app.given(person(&format!("Learner {number}"))).await);
    }
    made
}

pub(super) async fn held(app: &TestApp, id: OfferingId) -> (i32, i64) {
    app.read(move |db| {
        let counted = seat::table
            .filter(seat::offering_id.eq(id))
            .filter(seat::state.eq_any(SeatState::HELD))
            .count()
            .get_result(db)?;
        Ok((
            offering::table.filter(offering::id.eq(id)).select(offering::held).first(db)?,
            counted,
        ))
    })
    .await
}

/// A run with five seats, for which forty people applied and are all offered one at the same moment; its id, and what
/// became of the offers.
async fn offer_forty_at_once(app: &TestApp) -> (OfferingId, Vec<Changed>) {
    let owner = app.given(person("Olu")).await;
    let provider = app
        .given(organisation("Volta Centre").provider().member(&owner, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(5)).await;
    let mut seats: Vec<SeatId> = Vec::new();
    for one in people(app, 40).await {
        match apply(app, run.id, one.id).await {
            Applied::Submitted(seat) => seats.push(seat),
            other => panic!("{other:?}"),
        }
    }
    let now = app.now();
    let offers = seats.iter().map(|seat| {
        let (what, by) = (Change::silent(*seat, app.app().new_id()), actor(owner.id, Some(provider.id)));
        app.write(move |db| store::offer(db, &by, &what, now))
    });
    (run.id, join_all(offers).await)
}

fn count_done(changed: &[Changed]) -> usize {
    let done = |changed: &&Changed| matches!(changed, Changed::Done(SeatState::Offered));
    changed.iter().filter(done).count()
}

#[rstest]
#[actix_web::test]
async fn sec_32_of_many_offers_at_once_only_as_many_hold_as_there_are_seats(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (run, changed) = offer_forty_at_once(&app).await;
    let full = changed.iter().filter(|changed| matches!(changed, Changed::Full)).count();
    assert_eq!((count_done(&changed), full), (5, 35));
    assert_eq!(held(&app, run).await, (5, 5));
}

/// The negative control: the same code, to the last line, but what its guard looks at is taken away from it. The
/// database puts `held` back to nought after every change, so that neither the guard nor the CHECK ever sees a full
/// run. Then the same offers oversell: nothing but the guard keeps them from it.
#[rstest]
#[actix_web::test]
async fn sec_32_with_its_guard_made_blind_the_same_code_oversells(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.write(|db| {
        Ok(db.batch_execute(match db.engine() {
            Engine::Sqlite => {
                "CREATE TRIGGER blind AFTER UPDATE OF held ON offering WHEN NEW.held > 0
                 BEGIN UPDATE offering SET held = 0 WHERE id = NEW.id; END"
            }
            Engine::Postgres => {
                "CREATE FUNCTION blind() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.held := 0; RETURN NEW; END $$;
                 CREATE TRIGGER blind BEFORE UPDATE OF held ON offering FOR EACH ROW EXECUTE FUNCTION blind()"
            }
        })?)
    })
    .await;
    let (run, changed) = offer_forty_at_once(&app).await;
    assert_eq!(count_done(&changed), 40, "the control did not oversell");
    assert_eq!(held(&app, run).await, (0, 40));
}

#[rstest]
#[actix_web::test]
async fn the_database_itself_refuses_one_seat_too_many(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let provider = app.given(organisation("Volta Centre").provider()).await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(1)).await;
    let oversold = app
        .app()
        .store
        .write(move |db| {
            Ok(diesel::update(offering::table.filter(offering::id.eq(run.id)))
                .set(offering::held.eq(2))
                .execute(db)?)
        })
        .await;
    assert!(oversold.is_err());
    assert_eq!(held(&app, run.id).await, (0, 0));
}

#[rstest]
#[actix_web::test]
async fn of_one_person_only_one_application_is_kept(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let provider = app.given(organisation("Volta Centre").provider()).await;
    let run = app.given(offering_of(&provider, "Aseptic filling").unlimited()).await;
    let ann = app.given(person("Ann")).await;
    let all = join_all((0..20).map(|_| apply(&app, run.id, ann.id))).await;
    assert_eq!(all.iter().filter(|applied| matches!(applied, Applied::Submitted(_))).count(), 1);
    assert_eq!(all.iter().filter(|applied| matches!(applied, Applied::Already(_))).count(), 19);
}

#[rstest]
#[actix_web::test]
async fn a_seat_that_is_given_back_is_free_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olu")).await;
    let provider = app
        .given(organisation("Volta Centre").provider().member(&owner, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(1)).await;
    let (now, by) = (app.now(), actor(owner.id, Some(provider.id)));
    let [ann, ben] = &people(&app, 2).await[..] else { unreachable!() };
    let (Applied::Submitted(first), Applied::Submitted(second)) = (apply(&app, run.id, ann.id).await, apply(&app, run.id, ben.id).await)
    else {
        panic!("both apply")
    };
    let offer = |seat: SeatId| {
        let (what, by) = (Change::silent(seat, app.app().new_id()), by.clone());
        app.write(move |db| store::offer(db, &by, &what, now))
    };
    assert_eq!(offer(first).await, Changed::Done(SeatState::Offered));
    assert_eq!(offer(second).await, Changed::Full);
    // another person cannot answer for Ann
    let (what, stranger) = (Change::silent(first, app.app().new_id()), actor(ben.id, None));
    let refused = app
        .app()
        .store
        .write(move |db| store::answer(db, &stranger, &what, true, now))
        .await;
    assert!(matches!(refused, Err(benchside::db::Error::NotFound)));
    let (what, own) = (Change::silent(first, app.app().new_id()), actor(ann.id, None));
    assert_eq!(
        app.write(move |db| store::withdraw(db, &own, &what, now)).await,
        Changed::Done(SeatState::Withdrawn)
    );
    assert_eq!(held(&app, run.id).await, (0, 0));
    assert_eq!(offer(second).await, Changed::Done(SeatState::Offered));
}

#[rstest]
#[actix_web::test]
async fn an_offer_that_nobody_answers_lapses_and_frees_its_seat(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let owner = app.given(person("Olu")).await;
    let provider = app
        .given(organisation("Volta Centre").provider().member(&owner, MemberRole::Owner))
        .await;
    let run = app.given(offering_of(&provider, "Aseptic filling").seats(1)).await;
    let ann = app.given(person("Ann")).await;
    let Applied::Submitted(seat) = apply(&app, run.id, ann.id).await else {
        panic!("Ann applies")
    };
    let (now, by) = (app.now(), actor(owner.id, Some(provider.id)));
    let what = Change::silent(seat, app.app().new_id());
    app.write(move |db| store::offer(db, &by, &what, now)).await;
    app.later(chrono::TimeDelta::days(6));
    assert_eq!(benchside::enrolments::jobs::lapse_offers(app.app()).await.unwrap(), 0);
    app.later(chrono::TimeDelta::days(2));
    assert_eq!(benchside::enrolments::jobs::lapse_offers(app.app()).await.unwrap(), 1);
    assert_eq!(held(&app, run.id).await, (0, 0));
    let (now, own) = (app.now(), actor(ann.id, None));
    let what = Change::silent(seat, app.app().new_id());
    let late = app.write(move |db| store::answer(db, &own, &what, true, now)).await;
    assert!(matches!(late, Changed::Refused(_)), "{late:?}");
}
