//! What time brings about: offers that nobody answered lapse, and each frees its seat or place.

use super::store;
use crate::app::App;
use crate::db::Result;
use crate::kernel::clock::SeededIds;

/// Lets offers lapse whose time has run out; returns how many.
///
/// # Errors
/// The database's. What was not done is done the next time.
pub async fn lapse_offers(app: &App) -> Result<usize> {
    let (now, seed) = (app.now(), app.chance.below(u64::MAX));
    app.store
        .write(move |db| {
            // the closure may run twice: the ids follow from the order, seats first
            let mut ids = SeededIds::new(seed, now);
            let seats = store::lapse_expired(db, |_seat| ids.next_id(), now)?;
            Ok(seats + store::places::lapse_expired(db, |_place| ids.next_id(), now)?)
        })
        .await
}
