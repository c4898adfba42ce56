//! How many seats of an offering and how many places of a period are held: changed here and nowhere else, by one function a counter, in
//! the transaction of the change that it follows from. A guarded UPDATE; a CHECK stands behind it, and `benchside audit` counts the
//! rows anew.

use diesel::prelude::*;

use crate::catalogue::{CapacityKind, OfferingState};
use crate::db::schema::{offering, slot_period};
use crate::db::{Db, Result};
use crate::kernel::{OfferingId, SlotPeriodId};
use crate::placements::PeriodState;

/// What both counters do, by the names of their columns. `$may` says whether one more may be held, given that one is `$free`.
macro_rules! counter {
    ($(#[$doc:meta])* $name:ident, $id:ty, $table:ident, $all:ident, $free:ident => $may:expr) => {
        $(#[$doc])*
        pub(super) fn $name(db: &mut Db, id: $id, was_held: bool, is_held: bool) -> Result<bool> {
            let counted = || $table::table.filter($table::id.eq(id));
            if was_held == is_held {
                return Ok(true);
            }
            if is_held {
                let $free = $table::held.lt($table::$all + $table::overbooked);
                let changed = diesel::update(counted().filter($may))
                    .set($table::held.eq($table::held + 1))
                    .execute(db)?;
                return Ok(changed == 1);
            }
            diesel::update(counted().filter($table::held.gt(0)))
                .set($table::held.eq($table::held - 1))
                .execute(db)?;
            // one above what there is goes with whoever leaves it: it is nobody else's to have
            diesel::update(
                counted()
                    .filter($table::overbooked.gt(0))
                    .filter($table::held.lt($table::$all + $table::overbooked)),
            )
            .set($table::overbooked.eq($table::overbooked - 1))
            .execute(db)?;
            Ok(true)
        }
    };
}

counter! {
    /// A seat begins or ceases to be held. `false`, and nothing changed, where all are held or the run was called off.
    count_seat, OfferingId, offering, capacity, free =>
        offering::state.ne(OfferingState::Cancelled)
            .and(offering::capacity_kind.ne(CapacityKind::Unknown))
            .and(offering::capacity_kind.eq(CapacityKind::Unlimited).or(free))
}

counter! {
    /// A place begins or ceases to be held. `false`, and nothing changed, where all are held or the period was cancelled. A closed period
    /// takes no applications, but those that it has are still answered.
    count_place, SlotPeriodId, slot_period, places, free => slot_period::state.ne(PeriodState::Cancelled).and(free)
}
