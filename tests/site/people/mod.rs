//! Accounts, sessions, and what holds for every page: headers, other sites, languages. What stands in the security
//! checklist bears its number.

mod audit;
mod claims;
mod everywhere;
mod grants;
mod headers;
mod joining;
mod keeping_safe;
mod languages;
mod links;
mod merging;
mod noted;
mod other_sites;
mod second_factor;
mod sessions;
mod signing_in;
mod staff;
mod teams;

pub(crate) use links::ask_for_link;
