//! What is kept about people: the map against the schema, copies, erasures, deletions by time, choices, what others see, what is
//! logged. What stands in the security checklist bears its number.

mod attesting;
mod canaries;
mod choices;
mod copying;
mod erasing;
mod logs;
mod map;
mod others;
mod retention;
