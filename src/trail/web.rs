//! The pages of the trail: what happened to a record, for whoever is entitled to read it, and the audit events.

mod audit;
pub mod cards;
mod history;
mod records;
mod values;

pub use audit::audit;
pub use history::{administration_history, coordination_history, history};

/// So many rows a page.
const MOST: i64 = 50;

/// How many pages of [`MOST`] hold so many rows; at least one.
fn pages(rows: i64) -> i64 {
    ((rows + MOST - 1) / MOST).clamp(1, crate::kernel::PageNumber::LAST)
}
