//! Organisations: how they come into the network, what they agree on, and who acts for those that have no account.

mod agreements;
mod joining;
mod stand_in;
