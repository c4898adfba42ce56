//! Builders of what is trained: a dated offering with its course and provider, and the whole demonstration network.

use benchside::catalogue::CapacityKind;
use benchside::cli::demo;
use benchside::db::Store;
use benchside::db::schema::{course, course_skill, course_text, offering, offering_skill};
use benchside::db::versions::{Topic, bump};
use benchside::kernel::{CourseId, OfferingId, Precision};
use benchside::words::Words;
use chrono::TimeDelta;
use diesel::prelude::*;

use super::app::TestApp;
use super::builders::{Given, Organisation};

/// A published classroom run that starts in sixty days, teaches MFG-4 from level 1 to 3, and has ten seats.
pub(crate) fn offering_of(provider: &Organisation, title: &str) -> OfferingBuilder {
    OfferingBuilder {
        provider: provider.clone(),
        title: title.to_owned(),
        kind: CapacityKind::Limited,
        seats: 10,
    }
}

pub(crate) struct OfferingBuilder {
    provider: Organisation,
    title: String,
    kind: CapacityKind,
    seats: i32,
}

impl OfferingBuilder {
    pub(crate) fn seats(mut self, seats: i32) -> Self {
        self.seats = seats;
        self
    }

    pub(crate) fn unlimited(mut self) -> Self {
        (self.kind, self.seats) = (CapacityKind::Unlimited, 0);
        self
    }
}

/// An offering that was entered.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) id: OfferingId,
    pub(crate) course: CourseId,
    pub(crate) path: String,
}

impl Given for OfferingBuilder {
    type Made = Run;

    async fn make(self, app: &TestApp) -> Run {
        let (now, org, title, kind, seats) = (app.now(), self.provider.id, self.title.clone(), self.kind, self.seats);
        let (course_id, id): (CourseId, OfferingId) = (app.app().new_id(), app.app().new_id());
        let starts = now.day() + TimeDelta::days(60);
        app.write(move |db| {
            diesel::insert_into(course::table)
                .values((
                    course::id.eq(course_id),
                    course::org_id.eq(org),
                    course::code.eq(format!("C-{}", &course_id.to_string()[18..])),
                    course::slug.eq(""),
                    course::state.eq("listed"),
                    course::created_at.eq(now),
                    course::updated_at.eq(now),
                ))
                .execute(db)?;
            diesel::insert_into(course_text::table)
                .values((
                    course_text::course_id.eq(course_id),
                    course_text::language.eq("en"),
                    course_text::title.eq(&title),
                    course_text::summary.eq("What it is about."),
                    course_text::sort_key.eq(Words::of("en").sort_key(&title)),
                    course_text::is_original.eq(true),
                    course_text::is_reviewed.eq(true),
                ))
                .execute(db)?;
            diesel::insert_into(course_skill::table)
                .values((
                    course_skill::course_id.eq(course_id),
                    course_skill::skill.eq("MFG-4"),
                    course_skill::level_in.eq(Some(0)),
                    course_skill::level_out.eq(Some(3)),
                ))
                .execute(db)?;
            diesel::insert_into(offering::table)
                .values((
                    (
                        offering::id.eq(id),
                        offering::org_id.eq(org),
                        offering::course_id.eq(course_id),
                        offering::code.eq("AF-1"),
                        offering::state.eq("published"),
                        offering::mode.eq("classroom"),
                        offering::country.eq(Some("GHA")),
                        offering::place.eq(Some("Accra")),
                        offering::zone.eq("Africa/Accra"),
                    ),
                    (
                        offering::starts_on.eq(Some(starts)),
                        offering::starts_precision.eq(Precision::Day),
                        offering::ends_on.eq(Some(starts + TimeDelta::days(11))),
                        offering::ends_precision.eq(Precision::Day),
                        offering::capacity_kind.eq(kind),
                        offering::capacity.eq(seats),
                        offering::fee_kind.eq("free"),
                        offering::is_external.eq(false),
                        offering::published_at.eq(Some(now)),
                        offering::created_at.eq(now),
                        offering::updated_at.eq(now),
                    ),
                ))
                .execute(db)?;
            diesel::insert_into(offering_skill::table)
                .values((
                    offering_skill::offering_id.eq(id),
                    offering_skill::skill.eq("MFG-4"),
                    offering_skill::level_in.eq(Some(0)),
                    offering_skill::level_out.eq(Some(3)),
                ))
                .execute(db)?;
            bump(db, Topic::Catalogue)
        })
        .await;
        Run {
            id,
            course: course_id,
            path: format!("/offerings/{id}"),
        }
    }
}

/// The demonstration network, small, made on the day of the test.
pub(crate) struct Demonstration;

/// Its password.
pub(crate) const DEMO_PASSWORD: &str = demo::PASSWORD;

impl Given for Demonstration {
    type Made = ();

    async fn make(self, app: &TestApp) {
        let mut db = Store::connect(app.url()).expect("a connection");
        let plan = demo::Plan {
            seed: 2026,
            today: app.now().day(),
            size: demo::Size::SMALL,
        };
        demo::make(&mut db, plan, &mut |_, _, _| {}).expect("the demonstration");
        demo::give_factors(&mut db, plan, app.app().config.secret.reveal()).expect("second factors");
    }
}
