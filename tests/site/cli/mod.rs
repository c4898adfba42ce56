//! The program itself, as it is started at a terminal: what it refuses and how it says so, how it stops, its demonstration.

mod demo;
mod openings;
mod program;
mod refusals;
mod stopping;
