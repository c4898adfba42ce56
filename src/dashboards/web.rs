//! The home page, the public figures, and what everybody sees first.

mod gaps;
mod home;
mod me;

pub use gaps::gaps;
pub use home::home;
pub use me::{me, ways};
