//! Seats and places: never more held than there are, whoever comes at the same time; and what becomes of them when a run or a slot changes.

mod history;
mod planned;
mod readers;
mod runs;
mod seats;
mod slots;
