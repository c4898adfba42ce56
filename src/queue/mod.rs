//! Rows of messages to send. They are put there in the caller's transaction, and sent after it by the worker.

pub mod store;
pub mod topics;
pub mod worker;

use chrono::TimeDelta;

use crate::kernel::clock::splitmix;
use crate::kernel::ids::Id as _;
use crate::kernel::{AnyId, MessageId, OrgId, PersonId, UtcTime};

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
    pub about: Option<(&'static str, AnyId)>,
    /// Where its reader says that they want no more of its kind; nothing where it has to be sent whatever they want.
    pub unsubscribe: Option<String>,
}

impl Message {
    /// One that its reader can do without, and where they say so.
    #[must_use]
    pub fn unsubscribed_at(mut self, address: String) -> Self {
        self.unsubscribe = Some(address);
        self
    }
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
    /// When it was written.
    pub at: UtcTime,
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    Sent,
    /// The server cannot be reached or takes nothing. That is no fault of this message, and counts for nothing.
    Down(String),
    /// The server went away or fell silent with the message under way: it may have arrived.
    Lost(String),
    /// Not now: trying again later may help.
    Later(String),
    /// The server knows no such address, by its code. Nothing more is written there.
    Refused(u16, String),
    /// It will never arrive.
    Never(String),
    /// The worker stops in the middle of it.
    Unfinished,
}

/// Why a message failed that goes to an address from which the post gave letters back before.
pub const SUPPRESSED: &str = "suppressed";

/// Letters by which somebody proves that an address is theirs. They are tried also where letters came back before: otherwise nobody
/// could ever show that an address lives again.
#[must_use]
pub fn is_proving(kind: &str) -> bool {
    matches!(kind, "join" | "address" | "reset")
}

/// How long a message waits before it is tried again.
///
/// Half a minute, doubled with every attempt, a quarter more or less. How much
/// follows from its id, so that what failed together does not come back together.
#[must_use]
pub fn wait_after(attempts: i32, id: MessageId) -> TimeDelta {
    let seconds = 15_i64 << attempts.clamp(1, 10);
    #[expect(clippy::cast_possible_truncation, reason = "half of the id is enough to be different")]
    let mut seed = (id.uuid().as_u128() as u64).wrapping_add(u64::try_from(attempts).unwrap_or(0));
    let part = i64::try_from(splitmix(&mut seed) % 501).unwrap_or(0);
    TimeDelta::milliseconds(seconds * (750 + part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::ids::Id;
    use uuid::Uuid;

    #[test]
    fn waiting_doubles_and_differs_from_message_to_message() {
        let ids: Vec<MessageId> = (0..100).map(|n| MessageId::new(Uuid::from_u128(n))).collect();
        for attempts in 1..=10 {
            let middle = TimeDelta::seconds(15 << attempts);
            let waits: Vec<TimeDelta> = ids.iter().map(|id| wait_after(attempts, *id)).collect();
            assert!(waits.iter().all(|wait| *wait >= middle * 3 / 4 && *wait <= middle * 5 / 4));
            let mut different = waits.clone();
            different.sort_unstable();
            different.dedup();
            assert!(different.len() > 50, "{} of 100 after {attempts}", different.len());
            assert_eq!(waits[7], wait_after(attempts, ids[7]), "the same every time");
        }
    }
}
