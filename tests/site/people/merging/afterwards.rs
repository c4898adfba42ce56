//! What happens between a merge and its undoing, and what is left then.

use benchside::db::Engine;
use benchside::db::schema::{offering, person_email, role_target, seat};
use benchside::enrolments::SeatState;
use benchside::enrolments::store::Merged;
use benchside::kernel::{EmailId, OfferingId, PersonId, SeatId, UtcTime};
use benchside::people::merge::Refusal;
use benchside::people::store::privacy::erase;
use diesel::prelude::*;
use rstest::rstest;

use super::scene::{Scene, broken};
use crate::support::{or_skip, person as somebody};

impl Scene {
    async fn enrol(&self, run: OfferingId, whose: PersonId) -> SeatId {
        let (id, now, org): (SeatId, _, _) = (self.app.app().new_id(), self.app.now(), self.orgs[0].id);
        self.app
            .write(move |db| {
                diesel::insert_into(seat::table)
                    .values((
                        seat::id.eq(id),
                        seat::org_id.eq(org),
                        seat::offering_id.eq(run),
                        seat::person_id.eq(Some(whose)),
                        seat::route.eq("individual"),
                        seat::state.eq(SeatState::Enrolled),
                        seat::created_at.eq(now),
                        seat::state_at.eq(now),
                    ))
                    .execute(db)?;
                Ok(())
            })
            .await;
        id
    }

    /// So many are held, and so many more than there is room for.
    async fn counts(&self, run: OfferingId) -> (i32, i32) {
        self.app
            .read(move |db| {
                Ok(offering::table
                    .filter(offering::id.eq(run))
                    .select((offering::held, offering::overbooked))
                    .first(db)?)
            })
            .await
    }

    async fn count(&self, run: OfferingId, held: i32, overbooked: i32) {
        self.app
            .write(move |db| {
                Ok(diesel::update(offering::table.filter(offering::id.eq(run)))
                    .set((offering::held.eq(held), offering::overbooked.eq(overbooked)))
                    .execute(db)?)
            })
            .await;
    }

    async fn merged(&self, kept: PersonId, merged: PersonId) -> benchside::kernel::MergeId {
        match self.merge(kept, merged, false).await {
            Merged::Done(id) => id,
            refused @ Merged::Refused(_) => panic!("{refused:?}"),
        }
    }

    async fn main_roles(&self, whose: PersonId) -> Vec<String> {
        self.app
            .read(move |db| {
                Ok(role_target::table
                    .filter(role_target::person_id.eq(whose))
                    .filter(role_target::is_main.eq(true))
                    .select(role_target::role)
                    .load(db)?)
            })
            .await
    }

    async fn targets(&self, whose: PersonId, roles: &'static [(&'static str, bool)]) {
        let now = self.app.now();
        self.app
            .write(move |db| {
                diesel::delete(role_target::table.filter(role_target::person_id.eq(whose))).execute(db)?;
                for (role, is_main) in roles {
                    diesel::insert_into(role_target::table)
                        .values((
                            role_target::person_id.eq(whose),
                            role_target::role.eq(*role),
                            role_target::is_main.eq(*is_main),
                            role_target::set_at.eq(now),
                        ))
                        .execute(db)?;
                }
                Ok(())
            })
            .await;
    }
}

/// A run for three in which four are, two of them one person. What became free after the merge is taken first when it is undone:
/// no seat more can be offered than there is. The control is the same where nobody left.
#[rstest]
#[actix_web::test]
async fn undoing_a_merge_makes_no_room(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine, #[values(true, false)] one_left: bool) {
    let scene = or_skip!(Scene::on(engine).await);
    let run = scene.runs[0];
    let kept = scene.app.given(somebody("Ama Serwaa")).await.id;
    let merged = scene.record("Serwaa Ama").await;
    for whose in [kept, merged] {
        scene.enrol(run, whose).await;
    }
    let mut others = Vec::new();
    for name in ["Kofi", "Yaw"] {
        let other = scene.app.given(somebody(name)).await.id;
        others.push(scene.enrol(run, other).await);
    }
    scene.count(run, 4, 1).await;
    let id = scene.merged(kept, merged).await;
    assert_eq!(scene.counts(run).await, (3, 0));
    if one_left {
        let gone = others[0];
        scene
            .app
            .write(move |db| {
                Ok(diesel::update(seat::table.filter(seat::id.eq(gone)))
                    .set(seat::state.eq(SeatState::Withdrawn))
                    .execute(db)?)
            })
            .await;
        scene.count(run, 2, 0).await;
    }
    assert_eq!(scene.undo(id).await, Merged::Done(id));
    assert_eq!(scene.counts(run).await, if one_left { (3, 0) } else { (4, 1) });
    assert_eq!(broken(&scene.app).await, Vec::<String>::new());
}

/// Whoever had a record merged into theirs and is erased leaves a merge without a word: the list goes on, and nothing is undone.
#[rstest]
#[actix_web::test]
async fn a_merge_of_somebody_who_was_erased_is_not_listed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let kept = scene.app.given(somebody("Ama Serwaa").country("GHA")).await.id;
    let merged = scene.record("Serwaa Ama").await;
    let id = scene.merged(kept, merged).await;
    let awa = scene.app.sign_in_as(somebody("Root").administrator()).await;
    assert!(awa.open("/coordination/duplicates").await.has("Serwaa Ama"));
    let now = scene.app.now();
    scene.app.write(move |db| erase(db, kept, now)).await;
    let page = awa.open("/coordination/duplicates").await;
    assert!(page.status == 200 && !page.has("Serwaa Ama"), "{}", page.main());
    assert_eq!(scene.undo(id).await, Merged::Refused(Refusal::Erased));
    let answer = awa
        .ask("POST", &format!("/coordination/duplicates/{id}/undo"))
        .form(&[])
        .send()
        .await;
    assert_eq!(answer.status, 409);
}

/// What was chosen after a merge does not make two main roles of one.
#[rstest]
#[actix_web::test]
async fn main_roles_come_back_as_they_were(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    for (own, chosen) in [(&[("ROLE-03", true)][..], "ROLE-02"), (&[][..], "ROLE-02")] {
        let kept = scene.app.given(somebody(&format!("Ama {}", own.len()))).await.id;
        let merged = scene.record(&format!("Ama Again {}", own.len())).await;
        scene.targets(merged, &[("ROLE-01", true), ("ROLE-02", false)]).await;
        scene.targets(kept, own).await;
        let id = scene.merged(kept, merged).await;
        scene
            .app
            .write(move |db| {
                let all = role_target::table.filter(role_target::person_id.eq(kept));
                diesel::update(all)
                    .set(role_target::is_main.eq(role_target::role.eq(chosen)))
                    .execute(db)?;
                Ok(())
            })
            .await;
        assert_eq!(scene.undo(id).await, Merged::Done(id));
        assert_eq!(scene.main_roles(merged).await, ["ROLE-01"]);
        assert_eq!(broken(&scene.app).await, Vec::<String>::new());
    }
}

/// Nobody is left without an address to sign in with.
#[rstest]
#[actix_web::test]
async fn an_account_keeps_an_address(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let scene = or_skip!(Scene::on(engine).await);
    let (ann, ben) = (scene.app.given(somebody("Ann")).await, scene.app.given(somebody("Ben")).await);
    let Merged::Done(id) = scene.merge(ann.id, ben.id, true).await else {
        panic!("two accounts")
    };
    // she proves the address that came with the merge, makes it the first one
    let (now, kept): (UtcTime, PersonId) = (scene.app.now(), ann.id);
    let own = move || person_email::table.filter(person_email::person_id.eq(kept));
    let emails: Vec<(EmailId, bool)> = scene
        .app
        .write(move |db| {
            diesel::update(own())
                .set((
                    person_email::verified_at.eq(Some(now)),
                    person_email::is_primary.eq(person_email::address_folded.like("ben%")),
                ))
                .execute(db)?;
            Ok(own()
                .order(person_email::address_folded)
                .select((person_email::id, person_email::is_primary))
                .load(db)?)
        })
        .await;
    assert_eq!(emails.iter().map(|(_, is_primary)| *is_primary).collect::<Vec<_>>(), [false, true]);
    // and takes her own away: then nothing is undone
    let first = emails[0].0;
    let hide = move |at: Option<UtcTime>| {
        move |db: &mut benchside::db::Db| {
            Ok(diesel::update(person_email::table.filter(person_email::id.eq(first)))
                .set(person_email::verified_at.eq(at))
                .execute(db)?)
        }
    };
    scene.app.write(hide(None)).await;
    assert_eq!(scene.undo(id).await, Merged::Refused(Refusal::RowGone));
    scene.app.write(hide(Some(now))).await;
    assert_eq!(scene.undo(id).await, Merged::Done(id));
    let left: Vec<(EmailId, bool)> = scene
        .app
        .read(move |db| Ok(own().select((person_email::id, person_email::is_primary)).load(db)?))
        .await;
    assert_eq!(left, [(first, true)]);
}
