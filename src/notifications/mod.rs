//! What is told to people by mail.

pub mod mailer;
pub mod web;
