//! The team of an organisation: invitations bound to an address, parts, and that there is always an owner.

use benchside::db::Engine;
use benchside::db::schema::membership;
use benchside::kernel::actor::MemberRole;
use benchside::kernel::{Actor, MembershipId, OrgId, PersonId};
use benchside::people::store::{TeamChange, end_membership};
use chrono::TimeDelta;
use diesel::prelude::*;
use futures_util::future::join_all;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, Person, TestApp, or_skip, organisation, person as somebody};

/// Olu owns it, Ed edits.
struct Team {
    org: OrgId,
    path: String,
    olu: Browser,
    ed: Browser,
    people: [Person; 2],
}

async fn team(app: &TestApp) -> Team {
    let people = [app.given(somebody("Olu")).await, app.given(somebody("Ed")).await];
    let made = organisation("Volta Centre")
        .provider()
        .member(&people[0], MemberRole::Owner)
        .member(&people[1], MemberRole::Editor);
    let org = app.given(made).await.id;
    Team {
        org,
        path: format!("/for/{org}/team"),
        olu: app.sign_in("olu@example.org", PASSWORD).await,
        ed: app.sign_in("ed@example.org", PASSWORD).await,
        people,
    }
}

impl Team {
    async fn invite(&self, app: &TestApp, address: &str, role: &str) -> String {
        let fields = [("email", address), ("role", role)];
        let asked = self.olu.ask("POST", &format!("{}/invite", self.path)).form(&fields);
        assert_eq!(asked.send().await.status, 303);
        app.mail().await.link(address)
    }

    async fn membership(&self, app: &TestApp, person: PersonId) -> Option<(MembershipId, MemberRole)> {
        let org = self.org;
        app.read(move |db| {
            Ok(membership::table
                .filter(membership::org_id.eq(org))
                .filter(membership::person_id.eq(person))
                .filter(membership::ended_at.is_null())
                .select((membership::id, membership::role))
                .first(db)
                .optional()?)
        })
        .await
    }
}

async fn post(browser: &Browser, path: &str) -> u16 {
    browser.ask("POST", path).form(&[]).send().await.status
}

#[rstest]
#[actix_web::test]
async fn sec_07_an_invitation_is_accepted_by_whoever_proves_its_address(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let team = team(&app).await;
    let ben = app.given(somebody("Ben")).await;
    let (as_ben, as_eve) = (
        app.sign_in("ben@example.org", PASSWORD).await,
        app.sign_in_as(somebody("Eve")).await,
    );
    let link = team.invite(&app, "Ben@example.org", "reviewer").await;
    // looking does nothing, however often
    for _ in 0..3 {
        assert_eq!(app.visitor().open(&link).await.status, 200);
    }
    assert!(app.visitor().open(&link).await.has("There is an account with this address."));
    // another purpose, another person, nobody, and joining over an account that is there
    assert_eq!(post(&app.visitor(), &link.replace("/invitations/", "/join/")).await, 404);
    assert!(as_eve.open(&link).await.has("You are signed in as somebody else."));
    assert_eq!(post(&as_eve, &link).await, 404);
    assert_eq!(post(&app.visitor(), &link).await, 303, "to the sign-in page");
    let join = [("name", "Ben"), ("password", "nine lanterns over the quiet bay")];
    let joined = app.visitor().ask("POST", &format!("{link}/join")).form(&join).send().await;
    assert_eq!(joined.status, 409);
    assert_eq!(team.membership(&app, ben.id).await, None);
    let page = as_ben.open(&link).await.submit("Join the team").await;
    assert_eq!(page.url, team.path);
    assert_eq!(
        team.membership(&app, ben.id).await.map(|(_, role)| role),
        Some(MemberRole::Reviewer)
    );
    assert_eq!(post(&as_ben, &link).await, 404, "a second time");
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_07_an_invitation_ends_by_time_by_a_newer_one_and_by_its_owner(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let team = team(&app).await;
    let ben = app.sign_in_as(somebody("Ben")).await;
    let older = team.invite(&app, "ben@example.org", "viewer").await;
    let newer = team.invite(&app, "ben@example.org", "viewer").await;
    assert_eq!(post(&ben, &older).await, 404, "killed by a newer one");
    app.later(TimeDelta::days(7));
    assert_eq!(post(&ben, &newer).await, 404, "seven days later");
    let page = team.olu.open(&team.path).await;
    assert!(page.has("Lapsed"), "{}", page.main());
    let page = page.submit("Send anew: ben@example.org").await;
    let link = app.mail().await.link("ben@example.org");
    page.submit("Withdraw: ben@example.org").await;
    assert_eq!(post(&ben, &link).await, 404, "withdrawn");
    let declined = team.invite(&app, "ben@example.org", "viewer").await;
    ben.open(&declined).await.submit("No, thank you").await;
    assert_eq!(post(&ben, &declined).await, 404, "declined");
    // an invitation into another team is not touched by this one
    let (first, other) = (team.invite(&app, "ben@example.org", "viewer").await, team_of(&app).await);
    let fields = [("email", "ben@example.org"), ("role", "viewer")];
    other
        .0
        .ask("POST", &format!("/for/{}/team/invite", other.1))
        .form(&fields)
        .send()
        .await;
    app.mail().await;
    assert_eq!(post(&ben, &first).await, 303);
}

async fn team_of(app: &TestApp) -> (Browser, OrgId) {
    let una = app.given(somebody("Una")).await;
    let org = app.given(organisation("Densu").facility().member(&una, MemberRole::Owner)).await;
    (app.sign_in(&una.email, PASSWORD).await, org.id)
}

#[rstest]
#[actix_web::test]
async fn sec_27_nobody_invites_above_themselves(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let team = team(&app).await;
    let own = team.membership(&app, team.people[1].id).await.expect("Ed").0;
    for role in ["owner", "editor", "viewer"] {
        let fields = [("email", "eve@example.org"), ("role", role)];
        let asked = team.ed.ask("POST", &format!("{}/invite", team.path)).form(&fields);
        assert_eq!(asked.send().await.status, 403, "{role}");
        let asked = team.ed.ask("POST", &format!("{}/{own}/role", team.path)).form(&[("role", role)]);
        assert_eq!(asked.send().await.status, 403, "{role}");
    }
    // an invitation does not outlive the part of whoever sent it
    let link = team.invite(&app, "ben@example.org", "owner").await;
    let ben = app.sign_in_as(somebody("Ben")).await;
    let page = team.olu.open(&team.path).await.submit("Hand over ownership: Ed").await;
    assert!(page.flash().is_some());
    assert_eq!(post(&ben, &link).await, 404);
    app.mail().await;
}

#[rstest]
#[actix_web::test]
async fn sec_26_a_changed_part_holds_at_the_next_request(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let team = team(&app).await;
    let twin = app.twin();
    let elsewhere = twin.sign_in("ed@example.org", PASSWORD).await;
    let new = format!("/for/{}/courses/new", team.org);
    assert_eq!(team.ed.open(&new).await.status, 200);
    let page = team.olu.open(&team.path).await.choose("Part of Ed", "Viewer");
    page.submit("Give this part: Ed").await;
    assert_eq!(app.mail().await.to("ed@example.org").subject, "Your part in a team was changed");
    assert_eq!(team.ed.ask("GET", &new).with_cookies().send().await.status, 403);
    team.olu.open(&team.path).await.submit("Remove from the team: Ed").await;
    assert!(app.mail().await.to("ed@example.org").text.contains("Volta Centre"));
    for browser in [&team.ed, &elsewhere] {
        assert_eq!(browser.ask("GET", &team.path).with_cookies().send().await.status, 404);
    }
}

#[rstest]
#[actix_web::test]
async fn sec_19_ownership_is_handed_over_by_somebody_who_proves_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let team = team(&app).await;
    app.later(TimeDelta::minutes(10));
    let page = team.olu.open(&team.path).await.submit("Hand over ownership: Ed").await;
    assert_eq!(page.url.split('?').next(), Some("/prove"));
    assert_eq!(
        team.membership(&app, team.people[1].id).await.map(|(_, role)| role),
        Some(MemberRole::Editor)
    );
}

fn actor(person: PersonId) -> Actor {
    Actor::of(person)
}

/// Two owners who remove each other at the same moment, again and again: one of them always stays.
#[rstest]
#[actix_web::test]
async fn sec_27_of_two_owners_who_remove_each_other_one_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    for round in 0..8 {
        let (one, two) = (
            app.given(somebody(&format!("One {round}"))).await,
            app.given(somebody(&format!("Two {round}"))).await,
        );
        let org = app
            .given(
                organisation(&format!("Org {round}"))
                    .member(&one, MemberRole::Owner)
                    .member(&two, MemberRole::Owner),
            )
            .await
            .id;
        let rows = owners(&app, org).await;
        let now = app.now();
        let removals = [(rows[0].1, rows[1].0), (rows[1].1, rows[0].0)].map(|(by, whom)| {
            let transition = app.app().new_id();
            app.write(move |db| {
                let change = end_membership(db, &actor(by), org, whom, transition, now)?;
                std::thread::sleep(std::time::Duration::from_millis(20));
                Ok(change)
            })
        });
        let done = join_all(removals).await;
        assert_eq!(done.iter().filter(|change| **change == TeamChange::Done).count(), 1, "{done:?}");
        assert_eq!(owners(&app, org).await.len(), 1);
    }
}

async fn owners(app: &TestApp, org: OrgId) -> Vec<(MembershipId, PersonId)> {
    app.read(move |db| {
        Ok(membership::table
            .filter(membership::org_id.eq(org))
            .filter(membership::role.eq(MemberRole::Owner))
            .filter(membership::ended_at.is_null())
            .order(membership::id)
            .select((membership::id, membership::person_id))
            .load(db)?)
    })
    .await
}

/// The negative control: looking first without the lock leaves nobody on PostgreSQL. On SQLite the writer is alone.
#[rstest]
#[actix_web::test]
async fn without_the_lock_no_owner_is_left(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let (one, two) = (app.given(somebody("One")).await, app.given(somebody("Two")).await);
    let made = organisation("Org").member(&one, MemberRole::Owner).member(&two, MemberRole::Owner);
    let org = app.given(made).await.id;
    let rows = owners(&app, org).await;
    let now = app.now();
    let removals = rows.iter().map(|row| {
        let whom = row.0;
        app.write(move |db| {
            let others: i64 = membership::table
                .filter(membership::org_id.eq(org))
                .filter(membership::id.ne(whom))
                .filter(membership::ended_at.is_null())
                .count()
                .get_result(db)?;
            std::thread::sleep(std::time::Duration::from_millis(300));
            if others > 0 {
                diesel::update(membership::table.filter(membership::id.eq(whom)))
                    .set(membership::ended_at.eq(Some(now)))
                    .execute(db)?;
            }
            Ok(())
        })
    });
    join_all(removals).await;
    let left = owners(&app, org).await.len();
    assert_eq!(left, usize::from(engine == Engine::Sqlite));
}
