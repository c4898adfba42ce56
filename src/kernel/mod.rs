//! Pure words that every room uses. Nothing here knows a database, a request or the time of day.

pub mod actor;
pub mod address;
pub mod clock;
pub mod dates;
pub mod ids;
pub mod keyed;
pub mod money;
pub mod page;
pub mod problems;
pub mod text;
mod text_enum;
pub mod typed;

pub use actor::Actor;
pub use clock::{Chance, Clock};
pub use dates::{Day, Precision, Quarter, UtcTime};
pub use ids::*;
pub use page::PageNumber;
