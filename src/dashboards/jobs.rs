//! Keeping the figures fresh: a snapshot is taken anew when the current one is some hours old.

use chrono::TimeDelta;

use super::store;
use crate::app::App;
use crate::db::Result;

/// How old a snapshot may become.
const FRESH: TimeDelta = TimeDelta::hours(6);

/// So many rows are kept in one write, so that others may write in between.
const PIECE: usize = 2_000;
/// And so many, about, are removed in one.
const PIECE_REMOVED: i64 = 5_000;

/// Takes a snapshot if there is none or it is old. Two at once do no harm: the later one is current.
///
/// # Errors
/// The database's.
pub async fn refresh_snapshot(app: &App) -> Result<bool> {
    let now = app.now();
    let current = app.store.read(store::find_current).await?;
    if current.is_some_and(|(_, taken_at)| taken_at + FRESH > now) {
        return Ok(false);
    }
    take_snapshot(app).await?;
    Ok(true)
}

/// Removes snapshots that are not needed any more, in short writes; returns how many.
///
/// # Errors
/// The database's. What was not done is done the next time.
pub async fn remove_spent(app: &App) -> Result<usize> {
    let (now, mut removed) = (app.now(), 0);
    while let Some(id) = app.store.read(move |db| store::find_spent(db, now)).await? {
        while !app.store.write(move |db| store::remove_rows(db, id, PIECE_REMOVED)).await? {}
        removed += 1;
    }
    Ok(removed)
}

/// Takes a snapshot now. Broken off, it leaves rows that nobody sees.
///
/// # Errors
/// The database's.
pub async fn take_snapshot(app: &App) -> Result<()> {
    let (now, id) = (app.now(), app.new_id());
    let rows = app.store.read_at_length(move |db| store::count_cube(db, now)).await?;
    app.store.write(move |db| store::begin_snapshot(db, id, now)).await?;
    for piece in rows.chunks(PIECE) {
        let piece = piece.to_vec();
        app.store.write(move |db| store::add_rows(db, id, &piece)).await?;
    }
    app.store.write(move |db| store::finish_snapshot(db, id)).await
}
