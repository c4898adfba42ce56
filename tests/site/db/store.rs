//! `read` and `write` keep their promises on both databases.

use std::sync::atomic::{AtomicU32, Ordering};

use benchside::db::schema::setting;
use benchside::db::{Engine, Error};
use benchside::kernel::PersonId;
use benchside::kernel::ids::Id as _;
use diesel::prelude::*;
use rstest::rstest;
use tokio::sync::mpsc::channel;

use super::{keys, open, put};
use crate::support::or_skip;

#[rstest]
#[actix_web::test]
async fn a_write_gives_its_value_and_keeps_what_it_wrote(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    assert_eq!(store.engine(), engine);
    let value = store.write(|db| put(db, "a", "1").map(|()| 42)).await.unwrap();
    assert_eq!(value, 42);
    assert_eq!(store.read(keys).await.unwrap(), ["a"]);
}

#[rstest]
#[actix_web::test]
async fn a_write_that_fails_leaves_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let given = store
        .write(|db| {
            put(db, "a", "1")?;
            Err::<(), _>(Error::NotFound)
        })
        .await;
    assert!(matches!(given, Err(Error::NotFound)));
    let doubled = store
        .write(|db| {
            put(db, "b", "1")?;
            put(db, "b", "2")
        })
        .await;
    assert!(matches!(doubled, Err(Error::Conflict(_))), "{doubled:?}");
    assert!(store.read(keys).await.unwrap().is_empty());
}

#[rstest]
#[actix_web::test]
async fn a_panic_is_an_error_and_the_store_lives_on(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    for _ in 0..6 {
        let fallen = store
            .write(|db| {
                put(db, "a", "1")?;
                assert!(db.engine() == Engine::Sqlite && db.engine() == Engine::Postgres, "a fault of ours");
                Ok(())
            })
            .await;
        assert!(matches!(fallen, Err(Error::Panicked)));
        let fallen = store.read(|db| Ok(keys(db)?[7].clone())).await;
        assert!(matches!(fallen, Err(Error::Panicked)));
    }
    store.write(|db| put(db, "b", "1")).await.unwrap();
    assert_eq!(store.read(keys).await.unwrap(), ["b"]);
}

#[rstest]
#[actix_web::test]
async fn a_read_cannot_write(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    for _ in 0..6 {
        let written = store.read(|db| put(db, "a", "1")).await;
        assert!(matches!(written, Err(Error::Unavailable(_))), "{written:?}");
    }
    assert!(store.read(keys).await.unwrap().is_empty());
}

#[rstest]
#[actix_web::test]
async fn a_read_sees_one_moment(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    store.write(|db| put(db, "before", "1")).await.unwrap();
    let (begun, mut has_begun) = channel(1);
    let (written, mut is_written) = channel::<()>(1);
    let reader = store.clone();
    let read = actix_web::rt::spawn(async move {
        reader
            .read(move |db| {
                let first = keys(db)?;
                begun.blocking_send(()).expect("the test waits");
                is_written.blocking_recv().expect("the test goes on");
                Ok((first, keys(db)?))
            })
            .await
    });
    has_begun.recv().await.unwrap();
    store.write(|db| put(db, "during", "1")).await.unwrap();
    written.send(()).await.unwrap();
    let (first, second) = read.await.unwrap().unwrap();
    assert_eq!(first, ["before"]);
    assert_eq!(second, ["before"]);
    assert_eq!(store.read(keys).await.unwrap(), ["before", "during"]);
}

/// PostgreSQL gives up a whole transaction at its first error, and then takes COMMIT for ROLLBACK without a word. A
/// write whose closure has passed over an error must not be called done when nothing was kept.
#[rstest]
#[actix_web::test]
async fn an_error_that_a_closure_passes_over_is_no_silent_loss(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    store.write(|db| put(db, "taken", "1")).await.unwrap();
    let outcome = store
        .write(|db| {
            put(db, "first", "1")?;
            Ok(put(db, "taken", "2").is_err())
        })
        .await;
    let kept = store.read(keys).await.unwrap().contains(&"first".to_owned());
    assert_eq!(outcome.is_ok(), kept, "{outcome:?}");
}

/// What a read gives of a row that is not there, and what a unique or foreign key says.
#[rstest]
#[actix_web::test]
async fn errors_are_told_apart_by_what_can_be_done(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    use benchside::db::schema::person_language;
    let (store, _database) = or_skip!(open(engine));
    let missing = store
        .read(|db| Ok(setting::table.select(setting::value).first::<String>(db)?))
        .await;
    assert!(matches!(missing, Err(Error::NotFound)));
    let orphan = store
        .write(|db| {
            diesel::insert_into(person_language::table)
                .values((
                    person_language::person_id.eq(PersonId::new(uuid::Uuid::from_u128(7))),
                    person_language::language.eq("fr"),
                ))
                .execute(db)?;
            Ok(())
        })
        .await;
    assert!(matches!(orphan, Err(Error::Conflict(_))), "{orphan:?}");
    let nonsense = store
        .read(|db| Ok(diesel::sql_query("SELECT nothing FROM nowhere").execute(db)?))
        .await;
    assert!(matches!(nonsense, Err(Error::Query(_))), "{nonsense:?}");
}

/// On PostgreSQL a conflict with another write undoes a transaction; the closure then runs again.
#[rstest]
#[actix_web::test]
async fn a_write_that_lost_against_another_is_tried_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    static RUNS: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];
    let (store, _database) = or_skip!(open(engine));
    let runs = &RUNS[usize::from(engine == Engine::Postgres)];
    store
        .write(move |db| {
            let run = runs.fetch_add(1, Ordering::SeqCst);
            put(db, "a", &run.to_string())?;
            if db.engine() == Engine::Postgres && run == 0 {
                diesel::sql_query("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$").execute(db)?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let expected = if engine == Engine::Postgres { 2 } else { 1 };
    assert_eq!(runs.load(Ordering::SeqCst), expected);
    assert_eq!(store.read(keys).await.unwrap(), ["a"]);
}

#[actix_web::test]
async fn a_write_is_not_tried_for_ever() {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let (store, _database) = or_skip!(open(Engine::Postgres));
    let lost = store
        .write(|db| {
            RUNS.fetch_add(1, Ordering::SeqCst);
            put(db, "a", "1")?;
            diesel::sql_query("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$").execute(db)?;
            Ok(())
        })
        .await;
    assert!(lost.is_err());
    assert_eq!(RUNS.load(Ordering::SeqCst), 5);
    assert!(store.read(keys).await.unwrap().is_empty());
}
