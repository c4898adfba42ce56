//! Queries over the network.

mod organisations;

pub use organisations::{Organisation, count_members, get_organisation, list_organisations};
