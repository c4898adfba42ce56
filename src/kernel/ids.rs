//! Ids are types. An id is a UUIDv7, made from the application's clock and random source before a write begins; in an
//! address it stands as 26 lower-case characters of Crockford's base 32.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How long an id is in an address.
pub const TEXT_LENGTH: usize = 26;

/// The text is not an id: not 26 characters of the alphabet, or more than 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// 128 bits as 26 characters, most significant first; the first carries three bits.
#[must_use]
pub fn encode(id: Uuid) -> String {
    let bits = id.as_u128();
    (0..TEXT_LENGTH)
        .rev()
        .map(|place| ALPHABET[((bits >> (place * 5)) & 31) as usize] as char)
        .collect()
}

/// Reads what [`encode`] writes; upper case and the look-alikes i, l and o are understood.
///
/// # Errors
/// [`NotAnId`].
pub fn decode(text: &str) -> Result<Uuid, NotAnId> {
    if text.len() != TEXT_LENGTH {
        return Err(NotAnId);
    }
    let mut bits: u128 = 0;
    for (place, byte) in text.bytes().enumerate() {
        let byte = match byte.to_ascii_lowercase() {
            b'o' => b'0',
            b'i' | b'l' => b'1',
            other => other,
        };
        let value = ALPHABET.iter().position(|&known| known == byte).ok_or(NotAnId)?;
        if place == 0 && value > 7 {
            return Err(NotAnId);
        }
        bits = (bits << 5) | value as u128;
    }
    Ok(Uuid::from_u128(bits))
}

/// What stands in an address: an optional slug that nobody reads, a hyphen, and the id.
///
/// # Errors
/// [`NotAnId`].
pub fn from_address(segment: &str) -> Result<Uuid, NotAnId> {
    let start = segment.len().checked_sub(TEXT_LENGTH).ok_or(NotAnId)?;
    let id = segment.get(start..).ok_or(NotAnId)?;
    if start > 0 && !segment[..start].ends_with('-') {
        return Err(NotAnId);
    }
    decode(id)
}

/// An id of one kind of thing.
pub trait Id: Copy {
    fn new(id: Uuid) -> Self;
    fn uuid(self) -> Uuid;
}

/// Declares id types with their text form and their column type.
#[macro_export]
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
        #[diesel(sql_type = $crate::db::DbUuid)]
        pub struct $name(uuid::Uuid);
        impl $crate::kernel::ids::Id for $name {
            fn new(id: uuid::Uuid) -> Self { Self(id) }
            fn uuid(self) -> uuid::Uuid { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(&$crate::kernel::ids::encode(self.0)) }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::kernel::ids::NotAnId;
            fn from_str(text: &str) -> Result<Self, Self::Err> { $crate::kernel::ids::from_address(text).map(Self) }
        }
        $crate::uuid_column!($name);
    )+ };
}

id! {
    PersonId, EmailId, OrgId, MembershipId, GrantId, EmploymentId, ConsentId, AttemptId, SessionId, CodeId,
    InvitationId, AgreementId, DocumentId, AttestationId, MergeId,
    EvidenceId, NeedId, WishId, EstimateId,
    CourseId, OfferingId, RuleId, SegmentId,
    SlotId, SlotPeriodId, InterestId,
    SeatId, PlaceId,
    MessageId, JobId, TransitionId, AuditId, SnapshotId,
}

/// An id whose kind a column beside it names: the subject of a transition, a message or a search document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
#[diesel(sql_type = crate::db::DbUuid)]
pub struct AnyId(Uuid);
crate::uuid_column!(AnyId);

impl AnyId {
    pub fn of(id: impl Id) -> Self {
        Self(id.uuid())
    }

    pub fn to<I: Id>(self) -> I {
        I::new(self.0)
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(self.0))
    }
}

impl FromStr for AnyId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        from_address(text).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_survives_the_address(bits: u128) {
            let id = Uuid::from_u128(bits);
            prop_assert_eq!(decode(&encode(id)), Ok(id));
            prop_assert_eq!(from_address(&format!("some-course-{}", encode(id))), Ok(id));
        }
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "-",
            "aseptic-filling",
            "8zzzzzzzzzzzzzzzzzzzzzzzzz",
            "x01arz3ndektsv4rrffq69g5fav",
            "ééééééééééééé",
        ] {
            assert_eq!(from_address(text), Err(NotAnId), "{text}");
        }
    }
}
