//! The catalogue for visitors: the list with its facets, a course, an offering.

pub mod cards;
mod list;
mod offering;

pub use list::list;
pub use offering::{show, show_course};
