//! A network in which people have seats, places and everything else.

use std::process::Command;

use benchside::db::Engine;
use benchside::db::schema::{credential, person, person_email, slot, slot_period, slot_text};
use benchside::enrolments::store::{self as enrolments, Merged};
use benchside::kernel::clock::SeededIds;
use benchside::kernel::{Actor, Chance, MergeId, OfferingId, PersonId, SlotId, SlotPeriodId, UtcTime};
use benchside::people::PersonState;
use benchside::people::store::NewMerge;
use diesel::prelude::*;

use super::rows::{Dice, fill};
use crate::support::{Organisation, TestApp, offering_of, organisation, person as somebody};

/// What `benchside audit` says is broken.
pub(super) async fn broken(app: &TestApp) -> Vec<String> {
    let url = app.url().to_owned();
    let told = actix_web::web::block(move || {
        let output = Command::new(env!("CARGO_BIN_EXE_benchside"))
            .args(["audit", "--database", &url])
            .output();
        String::from_utf8(output.expect("the program").stdout).expect("words")
    });
    let told = told.await.expect("the audit");
    assert!(
        told.contains("ok      a merged record has nothing left that counts") || told.contains("BROKEN"),
        "{told}"
    );
    told.lines().filter(|line| line.starts_with("BROKEN")).map(str::to_owned).collect()
}

pub(super) struct Scene {
    pub(super) app: TestApp,
    pub(super) orgs: Vec<Organisation>,
    pub(super) runs: Vec<OfferingId>,
    periods: Vec<SlotPeriodId>,
}

impl Scene {
    pub(super) async fn on(engine: Engine) -> Option<Self> {
        let app = TestApp::on(engine).at("2026-09-01").await?;
        let mut orgs = Vec::new();
        for name in ["Volta Centre", "Kafue Inspectorate", "Densu Works"] {
            orgs.push(app.given(organisation(name).provider().agency().facility().country("GHA")).await);
        }
        let mut runs = Vec::new();
        for title in ["Aseptic filling", "Granulation", "Dossiers"] {
            runs.push(app.given(offering_of(&orgs[0], title).seats(3)).await.id);
        }
        let (now, org) = (app.now(), orgs[2].id);
        let (slot_id, periods): (SlotId, Vec<SlotPeriodId>) = (app.app().new_id(), (0..2).map(|_| app.app().new_id()).collect());
        let made = periods.clone();
        app.write(move |db| {
            diesel::insert_into(slot::table)
                .values((
                    slot::id.eq(slot_id),
                    slot::org_id.eq(org),
                    slot::code.eq("S-1"),
                    slot::slug.eq(""),
                    slot::state.eq("published"),
                    slot::visibility.eq("network"),
                    slot::zone.eq("Africa/Accra"),
                    slot::fee_kind.eq("free"),
                    slot::created_at.eq(now),
                    slot::updated_at.eq(now),
                ))
                .execute(db)?;
            diesel::insert_into(slot_text::table)
                .values((
                    slot_text::slot_id.eq(slot_id),
                    slot_text::language.eq("en"),
                    slot_text::title.eq("A place"),
                    slot_text::summary.eq(""),
                    slot_text::body.eq(""),
                    slot_text::sort_key.eq(Vec::<u8>::new()),
                    slot_text::is_original.eq(true),
                    slot_text::is_reviewed.eq(true),
                ))
                .execute(db)?;
            for id in &made {
                diesel::insert_into(slot_period::table)
                    .values((
                        slot_period::id.eq(id),
                        slot_period::org_id.eq(org),
                        slot_period::slot_id.eq(slot_id),
                        slot_period::from_on.eq(now.day() + chrono::TimeDelta::days(30)),
                        slot_period::to_on.eq(now.day() + chrono::TimeDelta::days(60)),
                        slot_period::places.eq(3),
                        slot_period::state.eq("open"),
                        slot_period::created_at.eq(now),
                    ))
                    .execute(db)?;
            }
            Ok(())
        })
        .await;
        Some(Self { app, orgs, runs, periods })
    }

    /// Rows of every kind, as chance has it.
    pub(super) async fn fill(&self, whose: PersonId, chance: Chance, has_account: bool) {
        let (now, orgs, runs, periods) = (
            self.app.now(),
            self.orgs.iter().map(|org| org.id).collect::<Vec<_>>(),
            self.runs.clone(),
            self.periods.clone(),
        );
        let seed = chance.below(u64::MAX);
        self.app
            .write(move |db| fill(db, whose, &Dice::of(seed, now), (&orgs, &runs, &periods), has_account))
            .await;
    }

    pub(super) async fn merge(&self, kept: PersonId, merged: PersonId, by_administrator: bool) -> Merged {
        self.merge_by(self.app.app().new_id(), kept, merged, by_administrator).await
    }

    pub(super) async fn merge_by(&self, by: PersonId, kept: PersonId, merged: PersonId, by_administrator: bool) -> Merged {
        let now = self.app.now();
        let new = NewMerge {
            id: self.app.app().new_id(),
            kept,
            merged,
            reason: "the same staff number".to_owned(),
            by,
            by_administrator,
        };
        let (audit, seed) = (self.app.app().new_id(), self.app.app().chance.below(u64::MAX));
        self.app
            .write(move |db| enrolments::merge(db, &Actor::of(by), &new, &mut SeededIds::new(seed, now), audit, now))
            .await
    }

    pub(super) async fn undo(&self, id: MergeId) -> Merged {
        let (now, by) = (self.app.now(), self.app.app().new_id::<PersonId>());
        let (audit, seed) = (self.app.app().new_id(), self.app.app().chance.below(u64::MAX));
        self.app
            .write(move |db| enrolments::undo_merge(db, &Actor::of(by), id, &mut SeededIds::new(seed, now), audit, now))
            .await
    }

    /// A person without an account.
    pub(super) async fn record(&self, name: &str) -> PersonId {
        let made = self.app.given(somebody(name).country("GHA")).await;
        self.app
            .write(move |db| {
                diesel::delete(credential::table.filter(credential::person_id.eq(made.id))).execute(db)?;
                diesel::update(person_email::table.filter(person_email::person_id.eq(made.id)))
                    .set(person_email::verified_at.eq(None::<UtcTime>))
                    .execute(db)?;
                diesel::update(person::table.filter(person::id.eq(made.id)))
                    .set((person::state.eq(PersonState::Invited), person::country.eq(None::<String>)))
                    .execute(db)?;
                Ok(())
            })
            .await;
        made.id
    }
}
