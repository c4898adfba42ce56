//! Mail as administrators see it, and as the demonstration shows it.

mod administration;
pub mod cards;
mod demo;

pub use administration::{cancel_mail, lift_suppression, list_mail, list_suppressed, send_mail_again, show_mail};
pub use demo::demo_mail;
