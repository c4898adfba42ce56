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

/// So many pairs are written at a time: others write in between.
const PAIRS: usize = 500;

/// Compares the records that there are and keeps the pairs; returns how many are new. Done twice it finds nothing more.
///
/// # Errors
/// The database's. What was not done is done the next time.
pub async fn find_duplicates(app: &App) -> Result<usize> {
    let now = app.now();
    let records = app.store.read_at_length(store::load_records).await?;
    let changes = app
        .store
        .read_at_length(move |db| store::changes_of(db, duplicates::find(&records)))
        .await?;
    let mut new = 0;
    for some in changes.chunks(PAIRS) {
        let some = some.to_vec();
        new += app.store.write(move |db| store::change_pairs(db, &some, now)).await?;
    }
    Ok(new)
}
