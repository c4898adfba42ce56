//! The home page, the public figures, what everybody sees first, and what a coordinator sees.

pub mod cards;
mod coordination;
mod gaps;
mod home;
mod me;
mod workspace;

pub use coordination::{coordination, coordination_csv, coordination_list};
pub use gaps::gaps;
pub use home::home;
pub use me::{me, ways};
pub use workspace::workspace;
