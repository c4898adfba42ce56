//! Seats: never more held than there are, whoever comes at the same time.

mod readers;
mod seats;
