//! Sends what is due: taken with a lease in one transaction, sent outside of any, settled in another.

use super::store;
use crate::db::{Result, Store};
use crate::kernel::UtcTime;
use crate::queue::{Delivery, Letter};

/// So many at a time.
const BATCH: i64 = 20;

/// What sends a letter. The mailer is to the right of this room, so it comes as an argument.
pub trait Send {
    fn send(&self, letter: &Letter) -> impl Future<Output = Delivery>;
}

/// One round; returns how many messages it settled.
///
/// # Errors
/// The database's. What was taken then comes back when its lease ends.
pub async fn run_once(database: &Store, mailer: &impl Send, now: UtcTime) -> Result<usize> {
    let waiting = database.read(store::count_waiting).await?;
    if waiting == 0 {
        return Ok(0);
    }
    let letters = database.write(move |db| store::take(db, BATCH, now)).await?;
    let count = letters.len();
    for letter in letters {
        let delivery = mailer.send(&letter).await;
        if delivery != Delivery::Sent {
            // what the server answers may name the address: it stays with the message
            tracing::warn!(message = %letter.id, "a message was not sent");
        }
        database.write(move |db| store::settle(db, letter.id, &delivery, now)).await?;
    }
    Ok(count)
}
