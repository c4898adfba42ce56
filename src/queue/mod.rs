//! Rows of messages to send. They are put there in the caller's transaction, and sent after it by the worker.

pub mod store;
pub mod topics;
pub mod worker;

use crate::kernel::{AnyId, MessageId, OrgId, PersonId};

crate::text_enum! {
    /// How far a message has come.
    MessageState { Queued = "queued", Sending = "sending", Sent = "sent", Failed = "failed", Cancelled = "cancelled" }
}

/// A message to one person, in that person's language. Made whole before the write that queues it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub kind: &'static str,
    /// Together with the kind it is unique: the same message is queued once.
    pub dedupe_key: String,
    pub person: Option<PersonId>,
    pub org: Option<OrgId>,
    pub to: String,
    pub language: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    /// Where its reader can say that they want no more of its kind; absent where it is needed.
    pub unsubscribe: Option<String>,
    pub about: Option<(&'static str, AnyId)>,
}

/// A message as the mailer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub id: MessageId,
    pub to: String,
    pub language: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub unsubscribe: Option<String>,
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    Sent,
    /// Trying again later may help.
    Later(String),
    /// It will never arrive.
    Never(String),
}
