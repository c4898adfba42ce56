//! Figures: counted from the rows, the same on both databases.

mod cube;
mod spent;
