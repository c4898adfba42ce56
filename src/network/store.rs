//! Queries over the network.

pub mod facts;
mod organisations;
mod reference;

pub use organisations::{Organisation, count_members, get_organisation, list_organisations};
pub use reference::sync_reference;
