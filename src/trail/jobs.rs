//! Sealing: what was written to the trail since the last time is numbered and chained.

use super::store;
use crate::app::App;
use crate::db::{Error, Result};

/// So many at a time.
const BATCH: i64 = 500;

/// Seals what is not sealed yet; returns how much. Two servers that do it at once do no harm: the later one tries again
/// the next time.
///
/// # Errors
/// The database's.
pub async fn seal(app: &App) -> Result<usize> {
    let mut sealed = 0;
    loop {
        match app.store.write(|db| store::seal(db, BATCH)).await {
            Ok(0) => return Ok(sealed),
            Ok(more) => sealed += more,
            Err(Error::Conflict(_)) => return Ok(sealed),
            Err(error) => return Err(error),
        }
    }
}
