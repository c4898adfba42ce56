//! Benchside: a training network for the local production of medicines and other health products.
//!
//! The rooms, from left to right; a room imports only from rooms to its left:
//!
//! - [`kernel`]: pure words that every room uses
//! - [`words`]: the languages of the interface
//! - [`db`]: the two databases behind one store
//! - [`queue`]: rows of messages to send and of jobs to run
//! - [`trail`]: every change of state, append-only
//! - [`network`]: countries, dated groupings, organisations
//! - [`people`]: accounts, sessions, memberships, grants
//! - [`skills`]: the taxonomy, evidence, the gap of a person
//! - [`needs`]: what facilities and agencies declare that they need
//! - [`catalogue`]: courses and their dated offerings
//! - [`placements`]: hands-on slots at facilities and their periods
//! - [`enrolments`]: seats and places
//! - [`matching`]: which offering closes whose gap, and why
//! - [`dashboards`]: figures about regions, the home page
//! - [`notifications`]: the mailer
//! - [`site`]: the shell of the web; [`site::routes`] is the one table of routes
//!
//! In a room a file name is a layer: `mod.rs` and the words of the trade are pure, `store.rs` queries, `web.rs` answers
//! requests, `forms.rs` checks what was typed, `policy.rs` says who may.
//!
//! The path of a request: `site::routes` finds the handler; its arguments say who may come (`SignedIn`, `Acting`) and
//! what was typed; it reads or writes through `db::Store` in one transaction; the answer is a page struct with a
//! template of the same name, or a redirect.

pub mod app;
pub mod catalogue;
pub mod cli;
pub mod config;
pub mod dashboards;
pub mod db;
pub mod enrolments;
pub mod kernel;
pub mod matching;
pub mod needs;
pub mod network;
pub mod notifications;
pub mod people;
pub mod placements;
pub mod queue;
pub mod site;
pub mod skills;
pub mod trail;
pub mod words;
