//! Two records of one person become one: what moves, what stays, and what is kept so that it can be undone.
//!
//! Every row of the merged record moves to the kept one. Where both may not have it (the same role, the same language) the kept
//! record's row stands, and the other stays with the merged record. Of two seats or places of which one person may have one, the
//! one that has come further stands, and the other is withdrawn. What a person may do for an organisation or beyond never moves:
//! who is in a team leaves it first, so that a merge hands nobody power over others. Two accounts are made one by an administrator
//! alone, who is neither of them. What signs in to an account never moves either, and an address that was proved has to be
//! proved anew: whoever reads its mail is not let in to somebody else's account by a coordinator's mistake.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// Why two records are not made one, or a merge is not undone.
    Refusal {
        /// One of them is not there any more, was merged already, or is the same.
        Gone = "gone",
        /// Somebody signs in to the record that would be closed, and nobody to the other.
        AccountStays = "account_stays",
        /// The record that would be closed has a part beyond organisations.
        HasPart = "has_part",
        /// Whoever signs in to the record that would be closed is in the team of an organisation.
        InTeam = "in_team",
        /// Somebody signs in to each, and who merges is no administrator, or one of the two.
        TwoAccounts = "two_accounts",
        /// The record that would be kept has one, and who merges is no administrator.
        AboveYou = "above_you",
        /// It was undone before.
        Undone = "undone",
        /// A person of it was erased since.
        Erased = "erased",
        /// The kept record was merged into another one since.
        MergedOn = "merged_on",
        /// A row was deleted, or has gone elsewhere, since.
        RowGone = "row_gone",
        /// The seat or place that was withdrawn has been taken since.
        SeatTaken = "seat_taken",
    }
}

/// What of a record counts when it is to be one of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holds {
    /// Somebody signs in to it.
    pub account: bool,
    /// A part beyond organisations.
    pub part: bool,
    /// A place in the team of an organisation.
    pub team: bool,
}

/// Who wants to make them one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Administrator,
    Coordinator,
    /// Whoever signs in to the record that is kept.
    Kept,
    /// Whoever signs in to the one that would be closed.
    Merged,
}

/// Why the first record is not kept and the second closed; `None` where they may be made one.
#[must_use]
pub fn refusal(kept: Holds, merged: Holds, by: By) -> Option<Refusal> {
    if merged.account && !kept.account {
        Some(Refusal::AccountStays)
    } else if merged.account && by != By::Administrator {
        Some(Refusal::TwoAccounts)
    } else if merged.part {
        Some(Refusal::HasPart)
    } else if merged.team {
        Some(Refusal::InTeam)
    } else if kept.part && matches!(by, By::Coordinator | By::Merged) {
        Some(Refusal::AboveYou)
    } else {
        None
    }
}

/// What a merge did, row by row: everything that undoing it needs. Ids as they stand in addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moves {
    /// Table and ids.
    pub rows: Vec<(String, Vec<String>)>,
    /// Table and keys beside the person.
    pub once: Vec<(String, Vec<String>)>,
    /// What could not move, for the record: table and keys.
    pub stayed: Vec<(String, Vec<String>)>,
    pub emails: Vec<EmailBefore>,
    /// The role of the merged record that was its main one.
    pub main_roles: Vec<String>,
    pub seats: Vec<HeldBefore>,
    pub places: Vec<HeldBefore>,
    /// What the kept record did not say and the merged one did: column and value.
    pub filled: Vec<(String, String)>,
    /// The state of the merged record before.
    pub state: String,
    pub kept_updated_at: DateTime<Utc>,
    pub merged_updated_at: DateTime<Utc>,
}

/// An address as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailBefore {
    pub id: String,
    pub verified_at: Option<DateTime<Utc>>,
    pub is_primary: bool,
    pub has_moved: bool,
}

/// A seat or a place that was withdrawn, as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBefore {
    pub id: String,
    pub state: String,
    pub state_at: DateTime<Utc>,
    /// It was held, and what was overbooked became less with it.
    pub was_overbooked: bool,
}

impl Moves {
    /// The ids of a table that moved.
    #[must_use]
    pub fn of(&self, table: &str) -> &[String] {
        self.rows
            .iter()
            .find(|(name, _)| name == table)
            .map_or(&[], |(_, ids)| ids.as_slice())
    }

    /// How many rows moved.
    #[must_use]
    pub fn count(&self) -> usize {
        let listed = |list: &[(String, Vec<String>)]| list.iter().map(|(_, ids)| ids.len()).sum::<usize>();
        listed(&self.rows) + listed(&self.once) + self.emails.iter().filter(|email| email.has_moved).count()
    }
}
