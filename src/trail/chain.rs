//! The chain of audit events.
//!
//! Each sealed event carries a hash of itself and of the one before it, so that whatever is
//! changed, taken out or put in between shows. Whoever writes down the head can also tell that nothing was cut off its end.

use sha2::{Digest, Sha256};

use crate::kernel::{AnyId, AuditId, OrgId, PersonId, UtcTime, ids::Id as _};

/// A hash of the chain.
pub type Hash = [u8; 32];

/// What stands before the first event.
pub const START: Hash = [0; 32];

/// An event as it is hashed: everything that is stored of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub id: AuditId,
    pub org: Option<OrgId>,
    pub action: String,
    pub result: String,
    pub actor: Option<PersonId>,
    pub on_behalf_of: Option<OrgId>,
    pub entity_kind: Option<String>,
    pub entity: Option<AnyId>,
    pub detail: String,
    pub request_id: Option<String>,
    pub at: UtcTime,
}

/// Where a chain ends: the number of its last event, and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub seq: i64,
    pub hash: Hash,
}

impl std::fmt::Display for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is not of the form `SEQ:64 hexadecimal digits`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a head is a number, a colon and 64 hexadecimal digits")]
pub struct NotAHead;

impl std::str::FromStr for Head {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (seq, digits) = text.trim().split_once(':').ok_or(NotAHead)?;
        let seq = seq.parse().map_err(|_error| NotAHead)?;
        if digits.len() != 64 || !digits.is_ascii() {
            return Err(NotAHead);
        }
        let mut hash = START;
        for (place, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&digits[2 * place..2 * place + 2], 16).map_err(|_error| NotAHead)?;
        }
        Ok(Self { seq, hash })
    }
}

/// The hash of the event that stands at `seq`, after the one with the hash `previous`.
#[must_use]
pub fn link(previous: &Hash, seq: i64, event: &Event) -> Hash {
    let mut hasher = Sha256::new();
    // every piece with its length before it: no two events are written alike
    let mut piece = |bytes: Option<&[u8]>| match bytes {
        None => hasher.update(u64::MAX.to_be_bytes()),
        Some(bytes) => {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        }
    };
    let id = |id: Option<uuid::Uuid>| id.map(uuid::Uuid::into_bytes);
    piece(Some(previous));
    piece(Some(&seq.to_be_bytes()));
    piece(Some(event.id.uuid().as_bytes()));
    piece(id(event.org.map(OrgId::uuid)).as_ref().map(<[u8; 16]>::as_slice));
    piece(Some(event.action.as_bytes()));
    piece(Some(event.result.as_bytes()));
    piece(id(event.actor.map(PersonId::uuid)).as_ref().map(<[u8; 16]>::as_slice));
    piece(id(event.on_behalf_of.map(OrgId::uuid)).as_ref().map(<[u8; 16]>::as_slice));
    piece(event.entity_kind.as_deref().map(str::as_bytes));
    piece(event.entity.map(|id| id.to_string()).as_deref().map(str::as_bytes));
    piece(Some(event.detail.as_bytes()));
    piece(event.request_id.as_deref().map(str::as_bytes));
    piece(Some(&event.at.get().timestamp_micros().to_be_bytes()));
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn event(number: u128) -> Event {
        Event {
            id: AuditId::new(Uuid::from_u128(number)),
            org: None,
            action: "sign-in".to_owned(),
            result: "done".to_owned(),
            actor: Some(PersonId::new(Uuid::from_u128(7))),
            on_behalf_of: None,
            entity_kind: None,
            entity: None,
            detail: String::new(),
            request_id: None,
            at: UtcTime::new(DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn sec_58_whatever_is_changed_shows() {
        let one = event(1);
        let first = link(&START, 1, &one);
        let changes: [fn(&mut Event); 9] = [
            |event| event.id = AuditId::new(Uuid::from_u128(2)),
            |event| event.org = Some(OrgId::new(Uuid::nil())),
            |event| event.action.push('x'),
            |event| event.result.clear(),
            |event| event.actor = None,
            |event| event.entity_kind = Some(String::new()),
            |event| event.detail = "x".to_owned(),
            |event| event.request_id = Some(String::new()),
            |event| event.at = event.at + chrono::TimeDelta::microseconds(1),
        ];
        for change in changes {
            let mut changed = one.clone();
            change(&mut changed);
            assert_ne!(link(&START, 1, &changed), first, "{changed:?}");
        }
        assert_ne!(link(&first, 1, &one), first);
        assert_ne!(link(&START, 2, &one), first);
    }

    #[test]
    fn a_head_can_be_written_down() {
        let head = Head {
            seq: 12,
            hash: link(&START, 12, &event(1)),
        };
        assert_eq!(head.to_string().parse(), Ok(head));
        for wrong in [
            "",
            "12",
            "12:",
            "x:00",
            "12:zz",
            &format!("12:{}", "g".repeat(64)),
            &format!("12:{}", "é".repeat(32)),
        ] {
            assert_eq!(wrong.parse::<Head>(), Err(NotAHead), "{wrong}");
        }
    }

    proptest! {
        /// What stands at the border of two pieces cannot be moved over it.
        #[test]
        fn sec_58_pieces_have_borders(action in "[a-z]{0,6}", result in "[a-z]{0,6}", cut in 0_usize..12) {
            let text = format!("{action}{result}");
            let cut = cut.min(text.len());
            let (one, mut other) = (Event { action, result, ..event(1) }, event(1));
            (other.action, other.result) = (text[..cut].to_owned(), text[cut..].to_owned());
            prop_assert_eq!(link(&START, 1, &one) == link(&START, 1, &other), one == other);
        }
    }
}
