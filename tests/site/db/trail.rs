//! The trail is append-only, whoever asks.

use benchside::db::schema::{audit_event, transition};
use benchside::db::{Db, Engine, Result};
use benchside::kernel::{AnyId, AuditId, Chance, Clock, PersonId, TransitionId, UtcTime};
use benchside::trail::store::{audit, record};
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
