//! The shell of the web: methods, faults, what people write, where visitors come from.

mod escapes;
mod faults;
mod methods;
mod slow;
mod visitors;
