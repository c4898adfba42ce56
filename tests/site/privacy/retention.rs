//! What is deleted by time, with a clock that is moved: a day before nothing, a day after everything, and again nothing.

use benchside::db::schema::{employment, invitation, link_token, message, person as people, seat, session, sign_in_attempt};
use benchside::db::{Db, Engine, Result};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::text::EmailAddress;
use benchside::kernel::{EmailId, EmploymentId, InvitationId, OrgId, PersonId};
use benchside::people::jobs::delete_what_is_old;
use benchside::people::privacy::{before, days};
use benchside::people::store::{NewStaff, insert_staff};
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{PASSWORD, TestApp, offering_of, or_skip, organisation, person};

fn counts(db: &mut Db) -> Result<[i64; 5]> {
    Ok([
        link_token::table.count().get_result(db)?,
        sign_in_attempt::table.count().get_result(db)?,
        session::table.count().get_result(db)?,
        invitation::table.count().get_result(db)?,
        message::table.filter(message::body_text.ne("")).count().get_result(db)?,
    ])
}

async fn run(app: &TestApp) -> [i64; 5] {
    delete_what_is_old(app.app()).await.expect("the deletions");
    app.read(counts).await
}

async fn invite(app: &TestApp, org: OrgId, by: PersonId) {
    let (id, now): (InvitationId, _) = (app.app().new_id(), app.now());
    app.write(move |db| {
        diesel::insert_into(invitation::table)
            .values((
                invitation::id.eq(id),
                invitation::org_id.eq(org),
                invitation::address.eq("new@example.org"),
                invitation::address_folded.eq("new@example.org"),
                invitation::role.eq(MemberRole::Editor),
                invitation::invited_by.eq(by),
                invitation::created_at.eq(now),
                invitation::expires_at.eq(now + TimeDelta::days(7)),
            ))
            .execute(db)?;
        Ok(())
    })
    .await;
}

#[rstest]
#[actix_web::test]
async fn sec_65_what_was_kept_long_enough_is_deleted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-01-01").await);
    let ann = app.given(person("Ann")).await;
    let org = app
        .given(organisation("Volta Centre").agency().member(&ann, MemberRole::Owner))
        .await;
    invite(&app, org.id, ann.id).await;
    let browser = app.sign_in(&ann.email, PASSWORD).await;
    browser.ask("POST", "/sign-out").form(&[]).send().await;
    app.visitor()
        .ask("POST", "/join")
        .form(&[("email", "ben@example.org")])
        .send()
        .await;
    app.mail().await;
    assert_eq!(app.read(counts).await, [1, 1, 1, 1, 1]);
    assert_eq!(run(&app).await, [1, 1, 1, 1, 1], "at once");
    // a link opens for seven days and is kept for seven more
    app.later(TimeDelta::days(13));
    assert_eq!(run(&app).await, [1, 1, 1, 1, 1]);
    app.later(TimeDelta::days(2));
    assert_eq!(run(&app).await, [0, 1, 1, 1, 1], "links, day 15");
    app.later(TimeDelta::days(14));
    assert_eq!(run(&app).await, [0, 1, 1, 1, 1], "day 29");
    app.later(TimeDelta::days(2));
    assert_eq!(run(&app).await, [0, 1, 0, 1, 0], "ended sessions and letters, day 31");
    app.later(TimeDelta::days(7));
    assert_eq!(run(&app).await, [0, 1, 0, 0, 0], "invitations, day 38");
    app.later(TimeDelta::days(51));
    assert_eq!(run(&app).await, [0, 1, 0, 0, 0], "day 89");
    app.later(TimeDelta::days(2));
    assert_eq!(run(&app).await, [0, 0, 0, 0, 0], "attempts, day 91");
    assert_eq!(run(&app).await, [0, 0, 0, 0, 0], "again");
    // that a letter was sent is kept
    let left: i64 = app.read(|db| Ok(message::table.count().get_result(db)?)).await;
    assert_eq!(left, 1);
}

#[rstest]
#[actix_web::test]
async fn sec_65_what_was_written_with_an_application_goes_after_two_years(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-01-01").await);
    let provider = app.given(organisation("Volta Centre").provider()).await;
    let run_of = app.given(offering_of(&provider, "Aseptic filling")).await;
    let ann = app.sign_in_as(person("Ann")).await;
    ann.open(format!("{}/apply", run_of.path)).await.submit("Apply for a seat").await;
    let note = |db: &mut Db| Ok(seat::table.select(seat::note).first::<String>(db)?);
    app.write(|db| {
        Ok(diesel::update(seat::table)
            .set(seat::note.eq("I have waited for this"))
            .execute(db)?)
    })
    .await;
    app.later(TimeDelta::days(800));
    run(&app).await;
    assert_eq!(app.read(note).await, "I have waited for this", "it still runs");
    let now = app.now();
    app.write(move |db| {
        Ok(diesel::update(seat::table)
            .set((seat::state.eq("withdrawn"), seat::state_at.eq(now)))
            .execute(db)?)
    })
    .await;
    app.later(TimeDelta::days(729));
    run(&app).await;
    assert_eq!(app.read(note).await, "I have waited for this");
    app.later(TimeDelta::days(2));
    run(&app).await;
    assert_eq!(app.read(note).await, "");
}

#[rstest]
#[actix_web::test]
async fn sec_65_staff_without_an_account_go_after_their_work(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-01-01").await);
    let org = app.given(organisation("Kafue Inspectorate").agency()).await;
    let staff = |name: &str| NewStaff {
        person: app.app().new_id::<PersonId>(),
        employment: app.app().new_id::<EmploymentId>(),
        email: app.app().new_id::<EmailId>(),
        name: name.to_owned(),
        address: EmailAddress::parse(&format!("{name}@example.org"))
            .ok()
            .map(|address| (address.to_string(), address.folded())),
        staff_number: None,
        post: Some("Inspector".to_owned()),
        country: None,
        birth_year: None,
        sector: None,
        languages: Vec::new(),
    };
    let (gone, here) = (staff("gone"), staff("here"));
    let (now, id) = (app.now(), gone.employment);
    app.write(move |db| {
        insert_staff(db, org.id, &gone, now)?;
        insert_staff(db, org.id, &here, now)?;
        diesel::update(employment::table.filter(employment::id.eq(id)))
            .set(employment::ended_on.eq(Some(now.day())))
            .execute(db)?;
        Ok(())
    })
    .await;
    let names = |db: &mut Db| Ok(people::table.order(people::name).select(people::name).load::<String>(db)?);
    app.later(TimeDelta::days(730));
    run(&app).await;
    assert_eq!(app.read(names).await, ["gone", "here"]);
    app.later(TimeDelta::days(1));
    run(&app).await;
    assert_eq!(app.read(names).await, ["Erased person", "here"]);
}

#[test]
fn the_numbers_stand_in_one_place() {
    let now = benchside::kernel::UtcTime::new(chrono::DateTime::UNIX_EPOCH);
    for code in ["links", "attempts", "sessions", "mail", "invitations", "applications", "staff"] {
        let days = days(code).unwrap_or_else(|| panic!("{code} ends by time"));
        assert_eq!(before(code, now), Some(now - TimeDelta::days(days)));
    }
    assert_eq!((before("account", now), before("network", now)), (None, None));
}
