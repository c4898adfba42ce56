//! Keeping the figures fresh: a snapshot is taken anew when the current one is some hours old.

use chrono::TimeDelta;

use super::store;
use crate::app::App;
use crate::db::Result;

/// How old a snapshot may become.
const FRESH: TimeDelta = TimeDelta::hours(6);

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

/// Takes a snapshot now.
///
/// # Errors
/// The database's.
pub async fn take_snapshot(app: &App) -> Result<()> {
    let (now, id) = (app.now(), app.new_id());
    let rows = app.store.read_at_length(move |db| store::count_cube(db, now)).await?;
    app.store.write(move |db| store::save_snapshot(db, id, &rows, now)).await
}
