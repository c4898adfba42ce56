//! What time brings about for what is kept of people: it is deleted when the map says so, and records are compared.

use super::privacy::before;
use super::store::privacy::{self, Deleted};
use super::{duplicates, store};
use crate::app::App;
use crate::db::Result;
use crate::enrolments;

/// Deletes and empties what has been kept long enough. Running it again changes nothing.
///
/// # Errors
/// The database's. What was not done is done the next time.
pub async fn delete_what_is_old(app: &App) -> Result<(Deleted, usize)> {
    let now = app.now();
    let deleted = app.store.write(move |db| privacy::delete_what_is_old(db, now)).await?;
    let mut others = 0;
    if let Some(before) = before("applications", now) {
        others += app.store.write(move |db| enrolments::store::empty_notes(db, before)).await?;
    }
    let left = app.store.read(move |db| privacy::list_left_staff(db, now)).await?;
    others += left.len();
    for person in left {
        app.store.write(move |db| privacy::erase(db, person, now)).await?;
    }
    Ok((deleted, others))
}

/// Compares the records that there are and keeps the pairs; returns how many are new. Done twice it finds nothing more.
///
/// # Errors
/// The database's. What was not done is done the next time.
pub async fn find_duplicates(app: &App) -> Result<usize> {
    let now = app.now();
    let found = app
        .store
        .read_at_length(move |db| Ok(duplicates::find(&store::load_records(db)?)))
        .await?;
    app.store.write(move |db| store::save_pairs(db, &found, now)).await
}
