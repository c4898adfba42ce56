//! Countries, groupings, skills and roles as the program has them compiled in: what accounts and organisations refer to.

use benchside::db::{Db, Result};
use benchside::{network, skills};

pub(super) fn load(db: &mut Db) -> Result<()> {
    network::store::sync_reference(db)?;
    skills::store::sync_reference(db)?;
    Ok(())
}
