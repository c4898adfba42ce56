//! What other pages say of mail.

use crate::app::App;
use crate::kernel::Actor;
use crate::kernel::actor::GrantRole;
use crate::queue;
use crate::site::{PageError, Words};

/// What an administrator is warned of where letters wait too long; nobody else is told.
///
/// # Errors
/// The database's.
pub async fn late_mail(app: &App, actor: &Actor, t: Words) -> Result<Option<String>, PageError> {
    if !actor.has(GrantRole::Administrator) {
        return Ok(None);
    }
    let now = app.now();
    let late = app.store.read(move |db| queue::store::count_late(db, now)).await?;
    Ok((late > 0).then(|| t.mail_desk_late(late).plain()))
}
