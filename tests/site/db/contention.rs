//! Many at once: group commit, row locks, deadlocks, deadlines. Each race has a negative control.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use actix_web::rt::{spawn, time::sleep};
use benchside::db::dialect::lock;
use benchside::db::schema::setting;
use benchside::db::{Db, Engine, Error, Result, Store};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use rstest::rstest;
use tokio::sync::Barrier;

use super::{keys, open, open_with, put};
use crate::support::{Database, or_skip};

#[rstest]
#[actix_web::test]
async fn of_many_writes_at_once_a_bad_one_loses_only_itself(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    store.write(|db| put(db, "taken", "1")).await.unwrap();
    let writes: Vec<_> = (0..200)
        .map(|number| {
            let store = store.clone();
            spawn(async move {
                store
                    .write(move |db| {
                        put(db, &format!("{number:03}"), "1")?;
                        match number % 10 {
                            3 => Err(Error::NotFound),
                            5 => put(db, "taken", "2"),
                            7 => panic!("a fault of ours"),
                            _ => Ok(()),
                        }
                    })
                    .await
            })
        })
        .collect();
    for (number, write) in writes.into_iter().enumerate() {
        let outcome = write.await.unwrap();
        let is_as_expected = match number % 10 {
            3 => matches!(outcome, Err(Error::NotFound)),
            5 => matches!(outcome, Err(Error::Conflict(_))),
            7 => matches!(outcome, Err(Error::Panicked)),
            _ => outcome.is_ok(),
        };
        assert!(is_as_expected, "{number}: {outcome:?}");
    }
    let good = (0..200).filter(|number| ![3, 5, 7].contains(&(number % 10)));
    let expected: Vec<String> = good.map(|number| format!("{number:03}")).chain(["taken".to_owned()]).collect();
    assert_eq!(store.read(keys).await.unwrap(), expected);
}

/// Reads a number, and writes the next one a moment later.
fn count_on(db: &mut Db, is_locked: bool) -> Result<()> {
    let row = setting::table.filter(setting::key.eq("count")).select(setting::value);
    let value: String = if is_locked {
        lock(row).load(db)?.into_iter().next().ok_or(Error::NotFound)?
    } else {
        row.first(db)?
    };
    std::thread::sleep(Duration::from_millis(3));
    let next = value.parse::<u32>().expect("a number") + 1;
    diesel::update(setting::table.filter(setting::key.eq("count")))
        .set(setting::value.eq(next.to_string()))
        .execute(db)?;
    Ok(())
}

async fn count_to_forty(store: &Store, is_locked: bool) -> String {
    store.write(|db| put(db, "count", "0")).await.unwrap();
    let writes: Vec<_> = (0..40)
        .map(|_| {
            let store = store.clone();
            spawn(async move { store.write(move |db| count_on(db, is_locked)).await })
        })
        .collect();
    for write in writes {
        write.await.unwrap().unwrap();
    }
    let count = store
        .read(|db| Ok(setting::table.filter(setting::key.eq("count")).select(setting::value).first(db)?))
        .await;
    count.unwrap()
}

#[rstest]
#[actix_web::test]
async fn a_locked_row_is_decided_on_by_one_at_a_time(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    assert_eq!(count_to_forty(&store, true).await, "40");
}

/// The negative control: without the lock PostgreSQL loses updates, and SQLite, where the writer is alone, does not.
#[rstest]
#[actix_web::test]
async fn without_the_lock_updates_are_lost(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let count = count_to_forty(&store, false).await;
    assert_eq!(count == "40", engine == Engine::Sqlite, "{count}");
}

/// Two writes that lock the same rows in opposite order: PostgreSQL undoes one, and it runs again.
#[rstest]
#[actix_web::test]
async fn a_deadlock_undoes_nobody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let runs = two_in_each_others_way(&store).await;
    assert_eq!(runs, if engine == Engine::Postgres { 3 } else { 2 });
}

/// The same on a server that speaks German: what is tried again does not depend on its words.
#[actix_web::test]
async fn a_deadlock_is_known_whatever_the_server_speaks() {
    let database = or_skip!(Database::fresh(Engine::Postgres));
    let name = database.url.split(['/', '?']).nth(3).expect("a name").to_owned();
    // a server of somebody else's may not let us, and may not have learnt it: then this is the test above once more
    let told = database
        .connect()
        .batch_execute(&format!("ALTER DATABASE {name} SET lc_messages = 'C.UTF-8'; SELECT 1"));
    drop(told);
    let words = database.connect().batch_execute("SELECT 1/0").unwrap_err().to_string();
    let speaks_german = words.contains("Division durch Null");
    let is_ours = database.by_port().is_some() && std::path::Path::new("/usr/share/locale/de/LC_MESSAGES").is_dir();
    assert!(speaks_german || !is_ours, "{words}");
    assert_eq!(two_in_each_others_way(&open_with(&database, Duration::from_secs(20), 4)).await, 3);
}

/// Two writes that lock the same rows in opposite order; how often a closure was run.
async fn two_in_each_others_way(store: &Store) -> u32 {
    store.write(|db| put(db, "a", "").and_then(|()| put(db, "b", ""))).await.unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let met = Arc::new(std::sync::Barrier::new(2));
    let writes: Vec<_> = [["a", "b"], ["b", "a"]]
        .map(|order| {
            let (store, runs, met) = (store.clone(), Arc::clone(&runs), Arc::clone(&met));
            spawn(async move {
                store
                    .write(move |db| {
                        let is_first = runs.fetch_add(1, Ordering::SeqCst) < 2;
                        for key in order {
                            diesel::update(setting::table.filter(setting::key.eq(key)))
                                .set(setting::value.eq(order.concat()))
                                .execute(db)?;
                            // on SQLite the second could not come to the meeting while the first is there
                            if is_first && key == order[0] && db.engine() == Engine::Postgres {
                                met.wait();
                            }
                        }
                        Ok(())
                    })
                    .await
            })
        })
        .into_iter()
        .collect();
    for write in writes {
        write.await.unwrap().unwrap();
    }
    let values: Vec<String> = store.read(|db| Ok(setting::table.select(setting::value).load(db)?)).await.unwrap();
    assert_eq!(values[0], values[1], "one write came after the other");
    runs.load(Ordering::SeqCst)
}

#[rstest]
#[actix_web::test]
async fn whoever_waits_too_long_is_told_that_it_is_busy(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = or_skip!(Database::fresh(engine));
    let store = open_with(&database, Duration::from_millis(300), 1);
    let slow_read = store.read(|_| {
        std::thread::sleep(Duration::from_millis(900));
        Ok(())
    });
    assert!(matches!(slow_read.await, Err(Error::Busy(_))));
    // the one connection is still taken: nobody else gets further, and no second thread hangs
    assert!(matches!(store.read(keys).await, Err(Error::Busy(_))));
    let slow_write = store.write(|db| {
        put(db, "late", "1")?;
        std::thread::sleep(Duration::from_millis(900));
        Ok(())
    });
    assert!(matches!(slow_write.await, Err(Error::Busy(_))));
    assert!(matches!(store.write(|db| put(db, "later", "1")).await, Err(Error::Busy(_))));
    // what was begun is finished, as is said of it; and then there is room again
    until_written(&store).await;
    assert!(store.read(keys).await.unwrap().contains(&"late".to_owned()));
}

/// Writes again and again, until it works or five seconds have passed.
async fn until_written(store: &Store) {
    for number in 0..100 {
        if store.write(move |db| put(db, &format!("try {number}"), "1")).await.is_ok() {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing can be written any more");
}

/// A deadline is for one request: many that are quick are not kept from each other.
#[rstest]
#[actix_web::test]
async fn more_readers_than_connections_all_get_their_answer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let database = or_skip!(Database::fresh(engine));
    let store = open_with(&database, Duration::from_secs(20), 2);
    let all_here = Arc::new(Barrier::new(50));
    let reads: Vec<_> = (0..50)
        .map(|_| {
            let (store, all_here) = (store.clone(), Arc::clone(&all_here));
            spawn(async move {
                all_here.wait().await;
                store.read(keys).await
            })
        })
        .collect();
    for read in reads {
        assert!(read.await.unwrap().unwrap().is_empty());
    }
}

#[actix_web::test]
async fn connections_that_the_server_closed_are_replaced() {
    let (store, database) = or_skip!(open(Engine::Postgres));
    store.write(|db| put(db, "a", "1")).await.unwrap();
    store.read(keys).await.unwrap();
    let mut other = database.connect();
    diesel::sql_query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .execute(&mut other)
    .unwrap();
    store.write(|db| put(db, "b", "1")).await.unwrap();
    assert_eq!(store.read(keys).await.unwrap(), ["a", "b"]);
}

/// Another process holds the SQLite file for longer than a request waits.
#[actix_web::test]
async fn a_locked_file_is_busy_and_then_free_again() {
    let database = Database::fresh(Engine::Sqlite).expect("SQLite is always there");
    let store = open_with(&database, Duration::from_millis(300), 2);
    let mut other = database.connect();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    assert!(matches!(store.write(|db| put(db, "a", "1")).await, Err(Error::Busy(_))));
    assert!(store.read(keys).await.unwrap().is_empty(), "readers are not kept waiting");
    other.batch_execute("ROLLBACK").unwrap();
    until_written(&store).await;
}
