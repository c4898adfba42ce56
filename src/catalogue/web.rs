//! The catalogue: for visitors the list with its facets, a course, an offering; for providers what they plan.

pub mod cards;
mod change;
mod courses;
mod list;
mod offering;
mod run_choices;
mod runs;

pub use change::{change_offering, check_change};
pub use courses::{create_course, edit_course, list_own, new_course, update_course};
pub use list::list;
pub use offering::{show, show_course};
pub use runs::{create_offering, edit_offering, new_offering, update_offering};
