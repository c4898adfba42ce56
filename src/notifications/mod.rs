//! What is told to people by mail.

pub mod jobs;
pub mod mailer;
pub mod store;
pub mod web;
