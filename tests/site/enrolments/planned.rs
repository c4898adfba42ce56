//! Runs as their providers write them down, and people who were offered a seat.

use benchside::catalogue::plan::{CoursePlan, Part, RunPlan, RunTerms, RunText, Seats};
use benchside::catalogue::store::publish::{self, NewCourse, NewRun};
use benchside::catalogue::{FeeKind, Mode, OfferingState, SegmentKind, Taught};
use benchside::db::schema::offering;
use benchside::enrolments::store::{self, Applied, Change, Changed};
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{CourseId, OfferingId, SeatId};
use benchside::skills::Level;
use chrono::NaiveDate;
use diesel::prelude::*;

use super::seats::{actor, apply, people};
use crate::support::{Browser, Organisation, PASSWORD, Person, TestApp, organisation, person};

/// A provider in Ghana with its owner.
pub(super) async fn provider(app: &TestApp) -> (Person, Organisation) {
    let owner = app.given(person("Olu")).await;
    let volta = organisation("Volta Centre").provider().country("GHA");
    let volta = app.given(volta.member(&owner, MemberRole::Owner)).await;
    (owner, volta)
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A public run with a part, from 2 to 13 November, written down as its provider does it.
pub(super) async fn planned(app: &TestApp, owner: &Person, provider: &Organisation, seats: i32) -> OfferingId {
    let (now, by, org) = (app.now(), actor(owner.id, Some(provider.id)), provider.id);
    let course = NewCourse {
        id: app.app().new_id::<CourseId>(),
        org,
        transition: app.app().new_id(),
        plan: CoursePlan {
            code: Some("AF-1".to_owned()),
            language: "en".parse().expect("a language"),
            title: "Aseptic filling".to_owned(),
            summary: "What it is about.".to_owned(),
            body: String::new(),
            skills: vec![Taught {
                skill: "MFG-4".parse().expect("a skill"),
                level_in: Some(Level::NONE),
                level_out: Level::new(3),
            }],
        },
    };
    let run = NewRun {
        id: app.app().new_id(),
        org,
        course: course.id,
        segments: vec![app.app().new_id()],
        rules: Vec::new(),
        plan: RunPlan {
            terms: RunTerms {
                text: RunText::default(),
                seats: Seats::Limited(seats),
                deadline: Some(day("2026-10-15").and_hms_opt(18, 0, 0).expect("a time")),
                decision_on: Some(day("2026-10-20")),
                contact: "courses@volta.example".to_owned(),
                source: None,
            },
            mode: Mode::Classroom,
            parts: vec![Part {
                kind: SegmentKind::Classroom,
                country: "GHA".parse().ok(),
                place: Some("Accra".to_owned()),
                host: None,
                from: day("2026-11-02"),
                to: day("2026-11-13"),
            }],
            zone: "Africa/Accra".parse().expect("a zone"),
            languages: vec!["en".parse().expect("a language")],
            rules: Vec::new(),
            fee: FeeKind::Free,
            price: None,
            costs: Vec::new(),
        },
        publishes: true,
        transition: app.app().new_id(),
        course_transition: app.app().new_id(),
    };
    let id = run.id;
    app.write(move |db| {
        publish::insert_course(db, &by, &course, now)?;
        publish::insert_offering(db, &by, &run, now)?;
        Ok(())
    })
    .await;
    id
}

/// People who have been offered a seat.
pub(super) async fn offered(
    app: &TestApp,
    owner: &Person,
    provider: &Organisation,
    run: OfferingId,
    count: usize,
) -> Vec<(Person, SeatId)> {
    let mut offered = Vec::new();
    for one in people(app, count).await {
        let Applied::Submitted(seat) = apply(app, run, one.id).await else {
            panic!("{} applies", one.name)
        };
        let (what, by, now) = (
            Change::silent(seat, app.app().new_id()),
            actor(owner.id, Some(provider.id)),
            app.now(),
        );
        app.write(move |db| store::offer(db, &by, &what, now)).await;
        offered.push((one, seat));
    }
    offered
}

pub(super) async fn take(app: &TestApp, (one, seat): &(Person, SeatId)) -> Changed {
    let (what, own, now) = (Change::silent(*seat, app.app().new_id()), actor(one.id, None), app.now());
    app.write(move |db| store::answer(db, &own, &what, true, now)).await
}

pub(super) async fn state(app: &TestApp, run: OfferingId) -> (OfferingState, i32) {
    let row = offering::table
        .filter(offering::id.eq(run))
        .select((offering::state, offering::revision));
    app.read(move |db| Ok(row.first(db)?)).await
}

pub(super) async fn sign_in(app: &TestApp, who: &Person) -> Browser {
    app.sign_in(&who.email, PASSWORD).await
}
