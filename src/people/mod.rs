//! People: accounts, passwords, sessions, what they belong to and what they were granted.

pub mod factor;
pub mod forms;
pub mod import;
pub mod mail;
pub mod password;
pub mod staff_forms;
pub mod store;
pub mod throttle;
pub mod web;

use chrono::{NaiveDate, TimeDelta};

use crate::kernel::actor::GrantRole;
use crate::kernel::{Actor, UtcTime};
use crate::network::{CountryCode, Fluency, LanguageCode, Sector, Travel};

crate::text_enum! {
    /// Whether a person can sign in.
    PersonState { Invited = "invited", Active = "active", Closed = "closed" }
}

crate::text_enum! {
    /// What a mailed link is for. A link for one purpose opens nothing else.
    LinkPurpose {
        Join = "join", Reset = "reset", Invite = "invite", Admin = "admin", Email = "email", Claim = "claim", Download = "download",
    }
}

impl LinkPurpose {
    /// Does it reach its reader by mail alone? An administrator's is printed, a download's stands on a page.
    #[must_use]
    pub fn is_mailed(self) -> bool {
        !matches!(self, Self::Admin | Self::Download)
    }
}

/// A session with the person it belongs to, as of now.
#[derive(Debug, Clone)]
pub struct Session {
    pub token_hash: Vec<u8>,
    pub actor: Actor,
    pub last_seen_at: UtcTime,
    pub absolute_expires_at: UtcTime,
}

impl Session {
    /// Is it time to note that it is still used? Coarse, so that reading does not write at every page.
    #[must_use]
    pub fn is_stale(&self, now: UtcTime) -> bool {
        self.last_seen_at + TimeDelta::minutes(5) < now
    }
}

/// How long a session may rest, and how long it may last in all; shorter the more it can do.
#[must_use]
pub fn session_spans(grants: &[GrantRole]) -> (TimeDelta, TimeDelta) {
    if grants.contains(&GrantRole::Administrator) {
        (TimeDelta::minutes(30), TimeDelta::hours(8))
    } else if !grants.is_empty() {
        (TimeDelta::hours(8), TimeDelta::hours(24))
    } else {
        (TimeDelta::days(14), TimeDelta::days(60))
    }
}

/// The network of an address: /24 of IPv4, /64 of IPv6.
#[must_use]
pub fn network_of(address: std::net::IpAddr) -> String {
    match address {
        std::net::IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        std::net::IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// A person as they described themselves. What is not known is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub country: Option<CountryCode>,
    pub sector: Option<Sector>,
    pub travel: Option<Travel>,
    pub available_from: Option<NaiveDate>,
    pub available_until: Option<NaiveDate>,
    /// In the order of their codes.
    pub languages: Vec<(LanguageCode, Option<Fluency>)>,
}
