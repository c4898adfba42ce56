//! Parts beyond an organisation, and what an administrator does to an account.

use benchside::db::Engine;
use benchside::db::schema::{audit_event, person_grant};
use benchside::kernel::actor::GrantRole;
use benchside::kernel::{Actor, AnyId, GrantId, PersonId};
use benchside::people::store::{Decided, withdraw_grant};
use chrono::TimeDelta;
use diesel::prelude::*;
use futures_util::future::join_all;
use insta::assert_snapshot;
use rstest::rstest;

use crate::support::{Browser, PASSWORD, TestApp, or_skip, person as somebody};

fn page_of(person: PersonId) -> String {
    format!("/administration/people/{person}")
}

/// What was noted of a person: action, result, detail.
async fn noted(app: &TestApp, person: PersonId) -> Vec<String> {
    let rows: Vec<(String, String, String)> = app
        .read(move |db| {
            Ok(audit_event::table
                .filter(audit_event::entity_id.eq(AnyId::of(person)))
                .filter(audit_event::action.ne_all(["read-person", "denied"]))
                .select((audit_event::action, audit_event::result, audit_event::detail))
                .load(db)?)
        })
        .await;
    let lines = rows
        .into_iter()
        .map(|(action, result, detail)| format!("{action} {result} {detail}"));
    let mut lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    // the clock stands still
    lines.sort();
    lines
}

async fn grants(app: &TestApp, role: GrantRole) -> Vec<(GrantId, PersonId)> {
    app.read(move |db| {
        Ok(person_grant::table
            .filter(person_grant::role.eq(role))
            .filter(person_grant::ended_at.is_null())
            .order(person_grant::id)
            .select((person_grant::id, person_grant::person_id))
            .load(db)?)
    })
    .await
}

async fn status(browser: &Browser, path: &str) -> u16 {
    browser.ask("GET", path).with_cookies().send().await.status
}

#[rstest]
#[actix_web::test]
async fn sec_26_a_part_is_granted_and_withdrawn_and_holds_at_the_next_request(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ada = app.sign_in_as(somebody("Ada").administrator()).await;
    let ben = app.given(somebody("Benedict").email("ben@example.org").factor()).await;
    let as_ben = app.sign_in("ben@example.org", PASSWORD).await;
    assert_eq!(status(&as_ben, "/coordination").await, 403);
    // found by name and by address
    let page = ada.open("/administration/people").await;
    assert!(page.has("Ada") && !page.has("Benedict"));
    for sought in ["ben", "BEN@example.org"] {
        let page = ada.open("/administration/people").await;
        let page = page.fill("A name, or a whole mail address", sought).submit("Search").await;
        assert!(page.has("1 person found"), "{sought}: {}", page.main());
    }
    let page = ada
        .open("/administration/people")
        .await
        .fill("A name, or a whole mail address", "%_");
    assert!(page.submit("Search").await.has("Nobody found"));
    let page = ada.open(page_of(ben.id)).await;
    assert_snapshot!("person", page.main());
    let page = page.submit("Grant").await;
    assert_eq!((page.status, page.problems().len()), (422, 2));
    let page = page
        .choose("Part", "Coordinator")
        .fill("Reason", "Elected in June")
        .submit("Grant")
        .await;
    assert_eq!(page.problems().len(), 1, "a coordinator has countries");
    let page = page.choose("Countries", "WHO African Region").submit("Grant").await;
    assert_eq!(page.flash().as_deref(), Some("Granted. It holds from the person's next page on."));
    assert_snapshot!("granted_letter", app.mail().await);
    assert_eq!(status(&as_ben, "/coordination").await, 200);
    // the same once more changes nothing
    let again = [("role", "coordinator"), ("grouping", "who-afr"), ("reason", "again")];
    let asked = ada.ask("POST", &format!("{}/grants", page_of(ben.id))).form(&again);
    assert_eq!(asked.send().await.status, 409);
    let page = ada.open(page_of(ben.id)).await;
    assert_eq!(page.html.matches("Withdraw this part").count(), 1);
    let (grant, _) = grants(&app, GrantRole::Coordinator).await[0];
    let path = format!("{}/grants/{grant}/withdraw", page_of(ben.id));
    assert_eq!(ada.ask("POST", &path).form(&[("reason", " ")]).send().await.status, 422);
    assert_eq!(ada.ask("POST", &path).form(&[("reason", "Term over")]).send().await.status, 303);
    assert_eq!(status(&as_ben, "/coordination").await, 403);
    assert!(app.mail().await.to("ben@example.org").text.contains("Term over"));
    assert_eq!(
        noted(&app, ben.id).await,
        [
            "grant done coordinator who-afr",
            "grant unchanged coordinator who-afr",
            "grant-withdraw done coordinator who-afr",
        ]
    );
}

#[rstest]
#[actix_web::test]
async fn sec_27_nobody_grants_above_themselves_or_to_themselves(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let sam = app.given(somebody("Sam").secretariat()).await;
    let as_sam = app.sign_in("sam@example.org", PASSWORD).await;
    let coordinator = app.sign_in_as(somebody("Awa").coordinator("who-afr")).await;
    let ben = app.given(somebody("Ben")).await;
    let grant = async |by: &Browser, whom: PersonId, role: &str| {
        let fields = [("role", role), ("grouping", "who-afr"), ("reason", "because")];
        let asked = by.ask("POST", &format!("{}/grants", page_of(whom))).form(&fields);
        asked.send().await.status
    };
    assert_eq!(grant(&as_sam, ben.id, "administrator").await, 403);
    assert_eq!(grant(&as_sam, sam.id, "coordinator").await, 403, "nothing to oneself");
    assert_eq!(grant(&coordinator, ben.id, "coordinator").await, 403);
    assert_eq!(status(&coordinator, &page_of(ben.id)).await, 403);
    assert!(grants(&app, GrantRole::Administrator).await.is_empty());
    assert_eq!(grant(&as_sam, ben.id, "secretariat").await, 303, "what one has oneself");
    app.mail().await;
    // and what is an administrator's to do to accounts
    for part in ["sessions/end", "factor/remove", "close", "reopen"] {
        let asked = as_sam.ask("POST", &format!("{}/{part}", page_of(ben.id))).form(&[("reason", "x")]);
        assert_eq!(asked.send().await.status, 403, "{part}");
    }
    assert!(noted(&app, ben.id).await.contains(&"grant refused administrator".to_owned()));
    assert_eq!(noted(&app, sam.id).await, ["grant refused coordinator who-afr"]);
}

#[rstest]
#[actix_web::test]
async fn sec_19_granting_asks_to_prove_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ada = app.sign_in_as(somebody("Ada").administrator()).await;
    let ben = app.given(somebody("Ben")).await;
    app.later(TimeDelta::minutes(10));
    for part in ["grants", "close", "factor/remove", "sessions/end"] {
        let asked = ada.ask("POST", &format!("{}/{part}", page_of(ben.id))).form(&[("reason", "x")]);
        assert!(asked.send().await.header("location").starts_with("/prove"), "{part}");
    }
}

#[rstest]
#[actix_web::test]
async fn sec_27_the_last_administrator_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ada = app.given(somebody("Ada").administrator()).await;
    let as_ada = app.sign_in("ada@example.org", PASSWORD).await;
    let (grant, _) = grants(&app, GrantRole::Administrator).await[0];
    let path = format!("{}/grants/{grant}/withdraw", page_of(ada.id));
    let answer = as_ada.ask("POST", &path).form(&[("reason", "tired")]).send().await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("This is the last administrator."));
    // with another one it can be laid down
    app.given(somebody("Bo").administrator()).await;
    assert_eq!(as_ada.ask("POST", &path).form(&[("reason", "tired")]).send().await.status, 303);
    assert_eq!(status(&as_ada, "/administration/people").await, 403);
    app.mail().await;
}

/// Two administrators who withdraw each other's part at the same moment, again and again: one of them always stays.
#[rstest]
#[actix_web::test]
async fn sec_27_of_two_administrators_who_withdraw_each_other_one_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    for round in 0..6 {
        app.given(somebody(&format!("One {round}")).administrator()).await;
        app.given(somebody(&format!("Two {round}")).administrator()).await;
        // those of earlier rounds go first
        let all = grants(&app, GrantRole::Administrator).await;
        let old = all[..all.len() - 2].iter().map(|row| row.0).collect::<Vec<_>>();
        let now = app.now();
        app.write(move |db| {
            diesel::update(person_grant::table.filter(person_grant::id.eq_any(&old)))
                .set(person_grant::ended_at.eq(Some(now)))
                .execute(db)?;
            Ok(())
        })
        .await;
        let [one, two] = all[all.len() - 2..] else { unreachable!() };
        let withdrawals = [(one.1, two), (two.1, one)].map(|(by, (grant, whom))| {
            let event = app.app().new_id();
            app.write(move |db| {
                let decided = withdraw_grant(db, &Actor::of(by), (whom, grant), "race", event, now)?;
                std::thread::sleep(std::time::Duration::from_millis(20));
                Ok(decided)
            })
        });
        let done = join_all(withdrawals).await;
        assert_eq!(done.iter().filter(|decided| **decided == Decided::Done).count(), 1, "{done:?}");
        assert_eq!(grants(&app, GrantRole::Administrator).await.len(), 1);
    }
}

/// The negative control: counting first without the lock leaves none on PostgreSQL. On SQLite the writer is alone.
#[rstest]
#[actix_web::test]
async fn without_the_lock_no_administrator_is_left(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    app.given(somebody("One").administrator()).await;
    app.given(somebody("Two").administrator()).await;
    let now = app.now();
    let rows = grants(&app, GrantRole::Administrator).await;
    let withdrawals = rows.iter().map(|row| {
        let grant = row.0;
        app.write(move |db| {
            let others: i64 = person_grant::table
                .filter(person_grant::id.ne(grant))
                .filter(person_grant::ended_at.is_null())
                .count()
                .get_result(db)?;
            std::thread::sleep(std::time::Duration::from_millis(300));
            if others > 0 {
                diesel::update(person_grant::table.filter(person_grant::id.eq(grant)))
                    .set(person_grant::ended_at.eq(Some(now)))
                    .execute(db)?;
            }
            Ok(())
        })
    });
    join_all(withdrawals).await;
    let left = grants(&app, GrantRole::Administrator).await.len();
    assert_eq!(left, usize::from(engine == Engine::Sqlite));
}

#[rstest]
#[actix_web::test]
async fn sec_18_a_closed_account_is_signed_out_at_once_on_every_server(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let twin = app.twin();
    let ada = app.sign_in_as(somebody("Ada").administrator()).await;
    let ben = app.given(somebody("Ben").factor()).await;
    let (here, there) = (
        app.sign_in("ben@example.org", PASSWORD).await,
        twin.sign_in("ben@example.org", PASSWORD).await,
    );
    let page = ada.open(page_of(ben.id)).await.submit("Sign out everywhere").await;
    assert_eq!(page.flash().as_deref(), Some("The person is signed out everywhere."));
    assert!(!here.is_signed_in().await && !there.is_signed_in().await);
    app.mail().await;

    let there = twin.sign_in("ben@example.org", PASSWORD).await;
    let page = ada.open(page_of(ben.id)).await.submit("Take the second step away").await;
    assert!(page.flash().is_some());
    assert!(!there.is_signed_in().await);
    assert_eq!(app.mail().await.to("ben@example.org").subject, "Your second step was taken away");

    let there = twin.sign_in("ben@example.org", PASSWORD).await;
    let close = ada.open(page_of(ben.id)).await.submit("Close it now").await;
    assert_eq!(close.status, 422, "with a reason alone");
    let asked = format!("{}/close", page_of(ben.id));
    assert_eq!(
        ada.ask("POST", &asked)
            .form(&[("reason", "Asked by telephone")])
            .send()
            .await
            .status,
        303
    );
    assert!(!there.is_signed_in().await);
    assert!(app.mail().await.to("ben@example.org").text.contains("Asked by telephone"));
    assert_eq!(app.visitor().sign_in("ben@example.org", PASSWORD).await.status, 422);
    let asked = format!("{}/reopen", page_of(ben.id));
    assert_eq!(ada.ask("POST", &asked).form(&[("reason", "A mistake")]).send().await.status, 303);
    assert_eq!(app.mail().await.to("ben@example.org").subject, "Your account is open again");
    assert_eq!(twin.visitor().sign_in("ben@example.org", PASSWORD).await.status, 303);
    assert_eq!(
        noted(&app, ben.id).await,
        ["account-close done", "account-reopen done", "factor-take done", "sessions-end done"]
    );
}

/// Whoever needs a second factor and lost it comes no further than to setting it up anew.
#[rstest]
#[actix_web::test]
async fn sec_05_who_lost_the_second_factor_sets_it_up_anew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-09-01").await);
    let ada = app.sign_in_as(somebody("Ada").administrator()).await;
    let awa = app.given(somebody("Awa").coordinator("who-afr")).await;
    ada.open(page_of(awa.id)).await.submit("Take the second step away").await;
    app.mail().await;
    let browser = app.visitor();
    assert_eq!(browser.sign_in("awa@example.org", PASSWORD).await.status, 303);
    let answer = browser.ask("GET", "/coordination").with_cookies().send().await;
    assert_eq!((answer.status, answer.header("location")), (303, "/me/security/factor"));
}
