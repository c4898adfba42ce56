//! People: accounts, passwords, sessions, what they belong to and what they were granted.

pub mod duplicates;
pub mod factor;
pub mod forms;
pub mod import;
pub mod jobs;
pub mod mail;
pub mod merge;
pub mod password;
pub mod policy;
pub mod privacy;
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
    /// What an employer may vouch for. Whether it is so and since when is all that is kept.
    AttestationKind { FitForWork = "fit_for_work", Immunised = "immunised", Insured = "insured" }
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

/// Browser and system out of what a browser calls itself, such as "Firefox, Android"; `None` where neither is known.
#[must_use]
pub fn device_of(user_agent: &str) -> Option<String> {
    // what comes first is named by those after it too
    const BROWSERS: &[(&str, &str)] = &[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: &[(&str, &str)] = &[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let find = |known: &[(&str, &'static str)]| known.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name);
    let named: Vec<&str> = [find(BROWSERS), find(SYSTEMS)].into_iter().flatten().collect();
    (!named.is_empty()).then(|| named.join(", "))
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

/// Somebody who takes part was born in one of these years.
pub const BIRTH_YEARS: std::ops::RangeInclusive<i32> = 1925..=2015;

/// A person as they described themselves. What is not known is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub country: Option<CountryCode>,
    pub birth_year: Option<i32>,
    pub sector: Option<Sector>,
    pub travel: Option<Travel>,
    pub available_from: Option<NaiveDate>,
    pub available_until: Option<NaiveDate>,
    /// In the order of their codes.
    pub languages: Vec<(LanguageCode, Option<Fluency>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_called_what_people_call_them() {
        for (user_agent, expected) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
                "Chrome, Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36",
                "Samsung Internet, Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 Version/17.2 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
                "Firefox, Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0",
                "Edge, Windows",
            ),
        ] {
            assert_eq!(device_of(user_agent).as_deref(), Some(expected));
        }
        assert_eq!(device_of("curl/8.0"), None);
    }
}
