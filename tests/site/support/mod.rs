//! What every journey stands on.
//!
//! - `app`: the real application on a free port, with a clock that stands still, seeded chance and mail in memory
//! - `databases`: a database for one test, copied from a template; `postgres` starts a cluster where one can be started
//! - `watchdog`: outlives the run, says which databases were used, and removes what the run made
//! - `browser`, `page`, `html`: a browser without a screen
//! - `chromium`: a real browser, and what is asked of every page that is opened in it
//! - `sound`: what is asked of every page that any journey opens
//! - `training`: offerings, and the demonstration network
//! - `wire`: a way to the database that can be frozen
//! - `builders`: what a journey begins with; `mail`: what was sent; `smtp`: a mail server that does what a test tells it

mod app;
mod browser;
mod builders;
mod chromium;
mod databases;
mod html;
mod mail;
mod page;
mod postgres;
mod reference;
pub(crate) mod smtp;
mod sound;
mod training;
mod watchdog;
mod wire;

pub(crate) use app::{TestApp, or_skip};
pub(crate) use browser::{Answer, Browser};
pub(crate) use builders::{Organisation, PASSWORD, Person, PersonBuilder, organisation, person};
pub(crate) use chromium::Chromium;
pub(crate) use databases::Database;
pub(crate) use html::hex;
pub(crate) use page::Page;
pub(crate) use training::{DEMO_PASSWORD, Demonstration, Run, offering_of};
