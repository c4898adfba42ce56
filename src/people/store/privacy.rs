//! What the map of personal data (`people::privacy`) says, done: copies, erasures, deletions by time, choices.
//!
//! The statements are put together from the map, whose names are compiled in; the only values in them are ids and times. What
//! people typed is nowhere in a statement.

mod choices;
mod copying;
mod erasing;
mod retention;

pub use choices::{Given, Wanted, give, has_consented, list_given, list_wanted, set_wanted, withdraw};
pub use copying::copy_of;
pub use erasing::{erase, is_sole_owner, list_erasures, lock_organisations};
pub use retention::{Deleted, delete_what_is_old, list_left_staff};

use diesel::prelude::*;

use crate::db::schema::person;
use crate::db::{Db, Engine, Result};
use crate::kernel::ids::Id as _;
use crate::kernel::{PersonId, UtcTime};
use crate::people::privacy::{Part, Whose};

/// A person and every record that was merged into theirs.
fn records_of(db: &mut Db, id: PersonId) -> Result<Vec<PersonId>> {
    let mut ids = vec![id];
    let mut at = 0;
    while at < ids.len() {
        let merged: Vec<PersonId> = person::table
            .filter(person::merged_into.eq(Some(ids[at])))
            .order(person::id)
            .select(person::id)
            .load(db)?;
        ids.extend(merged.into_iter().filter(|id| !ids.contains(id)).collect::<Vec<_>>());
        at += 1;
    }
    Ok(ids)
}

/// An id as a value of this database.
fn id_value(engine: Engine, id: PersonId) -> String {
    match engine {
        Engine::Sqlite => format!("x'{}'", id.uuid().simple()),
        Engine::Postgres => format!("'{}'::uuid", id.uuid()),
    }
}

fn time_value(engine: Engine, at: UtcTime) -> String {
    let text = at.get().naive_utc().format("%Y-%m-%d %H:%M:%S%.6f");
    match engine {
        Engine::Sqlite => format!("'{text}'"),
        Engine::Postgres => format!("TIMESTAMP '{text}'"),
    }
}

fn day_value(engine: Engine, at: UtcTime) -> String {
    match engine {
        Engine::Sqlite => format!("'{}'", at.day()),
        Engine::Postgres => format!("DATE '{}'", at.day()),
    }
}

/// The rows of a part that belong to these records; `None` where none can.
fn belongs(engine: Engine, part: &Part, ids: &[PersonId], erases: bool) -> Option<String> {
    let own = ids.iter().map(|id| id_value(engine, *id)).collect::<Vec<_>>().join(", ");
    let as_text = ids.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", ");
    let conditions: Vec<String> = part
        .whose
        .iter()
        .filter_map(|whose| match whose {
            Whose::Touches(_) if !erases => None,
            Whose::Id(column) => Some(format!("\"{column}\" IN ({own})")),
            Whose::About(column) | Whose::Touches(column) => Some(format!(
                "\"{column}\" IN ({own}) OR \"{column}\" IN (SELECT id FROM seat WHERE person_id IN ({own})) \
                 OR \"{column}\" IN (SELECT id FROM place WHERE person_id IN ({own}))"
            )),
            Whose::Address(column) => Some(format!(
                "lower(\"{column}\") IN (SELECT address_folded FROM person_email WHERE person_id IN ({own})) \
                 OR \"{column}\" IN (SELECT address FROM person_email WHERE person_id IN ({own})) OR \"{column}\" IN ({as_text})"
            )),
        })
        .collect();
    (!conditions.is_empty()).then(|| conditions.join(" OR "))
}
