//! Organisations: how they come into the network, what they agree on, and who acts for those that have no account.

mod agreements;
mod first_owner;
mod histories;
mod joining;
mod stand_in;
