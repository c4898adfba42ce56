//! Snapshots do not pile up: of each month one stays, and whatever is new.

use benchside::dashboards::{jobs, store};
use benchside::db::Engine;
use benchside::db::schema::{cube_row, snapshot};
use benchside::kernel::{SnapshotId, UtcTime};
use chrono::TimeDelta;
use diesel::prelude::*;
use rstest::rstest;

use crate::support::{Demonstration, TestApp, or_skip};

async fn days(app: &TestApp) -> Vec<String> {
    let taken: Vec<UtcTime> = app
        .read(|db| Ok(snapshot::table.order(snapshot::taken_at).select(snapshot::taken_at).load(db)?))
        .await;
    taken.iter().map(|at| at.get().format("%m-%d %H").to_string()).collect()
}

#[rstest]
#[actix_web::test]
async fn one_snapshot_of_a_month_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let app = or_skip!(TestApp::on(engine).at("2026-11-27").await);
    app.given(Demonstration).await;
    for _ in 0..5 {
        app.later(TimeDelta::hours(24));
        jobs::take_snapshot(app.app()).await.unwrap();
    }
    let before = days(&app).await;
    assert_eq!(before.len(), 6, "{before:?}");
    let (id, _) = app.read(store::find_current).await.expect("a current one");
    assert_eq!(jobs::remove_spent(app.app()).await.unwrap(), 3);
    // the last of November, and those of the last two days
    assert_eq!(days(&app).await, [&before[3], &before[4], &before[5]].map(Clone::clone));
    let kept: Vec<SnapshotId> = app
        .read(|db| Ok(cube_row::table.select(cube_row::snapshot_id).distinct().load(db)?))
        .await;
    assert_eq!(kept.len(), 3);
    assert_eq!(app.read(store::find_current).await.map(|(id, _)| id), Some(id));
    assert_eq!(jobs::remove_spent(app.app()).await.unwrap(), 0);
}
