//! The trail is append-only, whoever asks.

use benchside::db::schema::{audit_event, transition};
use benchside::db::{Db, Engine, Result};
use benchside::kernel::{AnyId, AuditId, Chance, Clock, PersonId, TransitionId, UtcTime};
use benchside::trail::chain::Head;
use benchside::trail::store::{Chain, audit, record, seal, verify};
use benchside::trail::{AuditEvent, Transition};
use chrono::DateTime;
use diesel::prelude::*;
use rstest::rstest;

use super::open;
use crate::support::or_skip;

fn write_both(db: &mut Db, now: UtcTime) -> Result<()> {
    let chance = Chance::seeded(1);
    let step = Transition {
        id: chance.id::<TransitionId>(now),
        org: None,
        entity_kind: "seat",
        entity: AnyId::of(chance.id::<PersonId>(now)),
        from: None,
        to: "offered".to_owned(),
        actor: Some(chance.id(now)),
        on_behalf_of: None,
        reason: None,
        note: None,
        changes: Vec::new(),
    };
    let event = AuditEvent {
        id: chance.id::<AuditId>(now),
        action: "sign-in",
        result: "done",
        actor: step.actor,
        on_behalf_of: None,
        entity: None,
        detail: String::new(),
        request_id: None,
    };
    record(db, &step, now)?;
    audit(db, &event, now)
}

async fn refuses(store: &benchside::db::Store, statement: &'static str) {
    let outcome = store.write(move |db| Ok(diesel::sql_query(statement).execute(db)?)).await;
    let message = outcome.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(message.contains("is append-only"), "{statement}: {message:?}");
}

#[rstest]
#[actix_web::test]
async fn sec_58_what_is_written_stays_as_it_is(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let now = Clock::fixed(DateTime::UNIX_EPOCH).now();
    store.write(move |db| write_both(db, now)).await.unwrap();
    refuses(&store, "DELETE FROM transition").await;
    refuses(&store, "DELETE FROM audit_event").await;
    refuses(&store, "UPDATE transition SET to_state = 'enrolled'").await;
    for change in [
        "UPDATE audit_event SET action = 'x'",
        "UPDATE audit_event SET result = 'x'",
        "UPDATE audit_event SET detail = 'x'",
        "UPDATE audit_event SET request_id = 'x'",
        "UPDATE audit_event SET actor_id = NULL",
        "UPDATE audit_event SET org_id = id",
        "UPDATE audit_event SET on_behalf_of = id",
        "UPDATE audit_event SET entity_kind = 'x'",
        "UPDATE audit_event SET entity_id = id",
    ] {
        refuses(&store, change).await;
    }
    match engine {
        // what is replaced is deleted too
        Engine::Sqlite => refuses(&store, "INSERT OR REPLACE INTO transition SELECT * FROM transition").await,
        Engine::Postgres => {
            refuses(&store, "TRUNCATE transition").await;
            refuses(&store, "TRUNCATE audit_event").await;
        }
    }
    let counts = store.read(|db| {
        Ok((
            transition::table.count().get_result::<i64>(db)?,
            audit_event::table.count().get_result::<i64>(db)?,
        ))
    });
    assert_eq!(counts.await.unwrap(), (1, 1));
}

#[rstest]
#[actix_web::test]
async fn sec_58_an_event_is_sealed_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let now = Clock::fixed(DateTime::UNIX_EPOCH).now();
    store.write(move |db| write_both(db, now)).await.unwrap();
    let seal = |hash: u8| {
        store.write(move |db| {
            let sealed = (
                audit_event::sealed_seq.eq(Some(1_i64)),
                audit_event::sealed_hash.eq(Some(vec![hash])),
            );
            Ok(diesel::update(audit_event::table).set(sealed).execute(db)?)
        })
    };
    assert_eq!(seal(1).await.unwrap(), 1);
    assert!(seal(2).await.unwrap_err().to_string().contains("is append-only"));
    refuses(&store, "UPDATE audit_event SET sealed_hash = NULL").await;
}

async fn put_events(store: &benchside::db::Store, count: u64) {
    store
        .write(move |db| {
            let now = Clock::fixed(DateTime::UNIX_EPOCH).now();
            let chance = Chance::seeded(count);
            (0..count).try_for_each(|number| {
                let event = AuditEvent {
                    id: chance.id::<AuditId>(now),
                    action: "sign-in",
                    result: "done",
                    actor: Some(chance.id(now)),
                    on_behalf_of: None,
                    entity: None,
                    detail: format!("number {number}"),
                    request_id: None,
                };
                audit(db, &event, now)
            })
        })
        .await
        .unwrap();
}

async fn chain(store: &benchside::db::Store, noted: Option<Head>) -> Chain {
    store.read(move |db| verify(db, noted)).await.unwrap()
}

#[rstest]
#[actix_web::test]
async fn sec_58_the_chain_is_sealed_and_holds(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    assert_eq!(chain(&store, None).await.head, None);
    put_events(&store, 7).await;
    assert_eq!(chain(&store, None).await.waiting, 7);
    assert_eq!(store.write(|db| seal(db, 5)).await.unwrap(), 5);
    assert_eq!(store.write(|db| seal(db, 5)).await.unwrap(), 2);
    assert_eq!(store.write(|db| seal(db, 5)).await.unwrap(), 0);
    let first = chain(&store, None).await;
    assert_eq!(
        (first.head.map(|head| head.seq), first.waiting, first.broken_at),
        (Some(7), 0, None)
    );
    put_events(&store, 3).await;
    store.write(|db| seal(db, 5)).await.unwrap();
    let second = chain(&store, first.head).await;
    assert_eq!((second.head.map(|head| head.seq), second.knows_head), (Some(10), Some(true)));
    refuses(&store, "UPDATE audit_event SET sealed_seq = 99 WHERE sealed_seq = 3").await;
}

/// Somebody who may do everything with the database takes the guards away and changes the past: it shows.
#[rstest]
#[case::changed("UPDATE audit_event SET detail = 'nothing' WHERE sealed_seq = 4", Some(4))]
#[case::taken_out("DELETE FROM audit_event WHERE sealed_seq = 4", Some(4))]
#[case::taken_out_and_closed_up(
    "DELETE FROM audit_event WHERE sealed_seq = 4; UPDATE audit_event SET sealed_seq = sealed_seq - 1 WHERE sealed_seq = 5",
    Some(4)
)]
#[case::swapped(
    "UPDATE audit_event SET sealed_seq = 99 WHERE sealed_seq = 4; UPDATE audit_event SET sealed_seq = 4 WHERE sealed_seq = 5; \
     UPDATE audit_event SET sealed_seq = 5 WHERE sealed_seq = 99",
    Some(4)
)]
#[case::cut_off("DELETE FROM audit_event WHERE sealed_seq > 4", None)]
#[actix_web::test]
async fn sec_58_a_changed_past_shows(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] statements: &'static str,
    #[case] broken_at: Option<i64>,
) {
    let (store, database) = or_skip!(open(engine));
    put_events(&store, 7).await;
    store.write(|db| seal(db, 50)).await.unwrap();
    let noted = chain(&store, None).await.head;
    let mut db = database.connect();
    let unguarded = match engine {
        Engine::Sqlite => "DROP TRIGGER audit_event_stays; DROP TRIGGER audit_event_unchanged",
        Engine::Postgres => "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    };
    for statement in unguarded.split("; ").chain(statements.split("; ")) {
        diesel::sql_query(statement).execute(&mut db).unwrap();
    }
    let after = chain(&store, noted).await;
    assert_eq!(after.broken_at, broken_at);
    assert_eq!(after.knows_head, Some(false), "what was written down is not there any more");
}

/// Two servers seal at once: nothing is sealed twice, and the chain holds.
#[rstest]
#[actix_web::test]
async fn sec_58_two_may_seal_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    put_events(&store, 60).await;
    let seals: Vec<_> = (0..6)
        .map(|_| {
            let store = store.clone();
            actix_web::rt::spawn(async move { store.write(|db| seal(db, 20)).await })
        })
        .collect();
    for sealed in seals {
        match sealed.await.expect("an answer") {
            Ok(_) | Err(benchside::db::Error::Conflict(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
    while store.write(|db| seal(db, 20)).await.unwrap() > 0 {}
    let after = chain(&store, None).await;
    assert_eq!(
        (after.head.map(|head| head.seq), after.waiting, after.broken_at),
        (Some(60), 0, None)
    );
}
