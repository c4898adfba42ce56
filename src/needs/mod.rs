//! What facilities and agencies declare that they need: posts of a role in a country, in all, by a day.
//!
//! A need counts posts wanted in total, filled ones included. So a later declaration replaces an earlier one; it is not added to it.

pub mod forms;
pub mod store;
pub mod web;

use std::collections::BTreeMap;

use chrono::TimeDelta;

use crate::kernel::{Day, NeedId, OrgId, Quarter, UtcTime};
use crate::network::{CountryCode, Sector};
use crate::skills::RoleCode;

crate::text_enum! {
    /// How pressing a need is, as whoever declares it sees it.
    Urgency { Routine = "routine", Soon = "soon", Urgent = "urgent" }
}

crate::text_enum! {
    /// Who is shown a need with the name of who declared it; figures count both.
    NeedVisibility { Network = "network", Private = "private" }
}

/// A need that nobody has confirmed for so long is asked about.
pub const CONFIRMED_FOR: TimeDelta = TimeDelta::days(180);

/// A need as its organisation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    pub id: NeedId,
    pub role: RoleCode,
    pub country: CountryCode,
    pub sector: Sector,
    pub posts: i32,
    pub by: Day,
    pub urgency: Urgency,
    pub visibility: NeedVisibility,
    pub note: String,
    pub declared_at: UtcTime,
    pub confirmed_at: UtcTime,
}

impl Declared {
    #[must_use]
    pub fn is_stale(&self, now: UtcTime) -> bool {
        self.confirmed_at + CONFIRMED_FOR < now
    }
}

/// Whether one of an organisation's needs never counts, because another of the same country, sector, role and day was declared after it.
///
/// One for a later day takes its place only from that day on; see [`in_force`].
#[must_use]
pub fn is_replaced(needs: &[Declared], place: usize) -> bool {
    let Some(one) = needs.get(place) else { return false };
    let key = |need: &Declared| (need.country, need.sector, need.role, need.by.on());
    needs
        .iter()
        .any(|other| key(other) == key(one) && (other.declared_at, other.id) > (one.declared_at, one.id))
}

/// Posts of one role that an organisation wants to have, in all, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    pub org: OrgId,
    pub country: CountryCode,
    pub sector: Sector,
    pub role: RoleCode,
    pub posts: u32,
    pub by: Day,
    pub urgency: Urgency,
}

/// The needs that hold in a quarter: of each organisation, country, sector and role the one with the latest day not after it.
///
/// A day known less exactly counts from its first; one that is not known counts from the beginning.
///
/// The order of the needs is nothing, except between two of the same day: there the last one counts.
#[must_use]
pub fn in_force(needs: &[Need], quarter: Quarter) -> Vec<&Need> {
    let mut latest = BTreeMap::new();
    for need in needs.iter().filter(|need| need.by.on().is_none_or(|on| on <= quarter.last_day())) {
        let place = latest.entry((need.org, need.country, need.sector, need.role)).or_insert(need);
        if place.by.on() <= need.by.on() {
            *place = need;
        }
    }
    latest.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Id as _;

    #[test]
    fn of_two_for_the_same_day_the_later_word_stands() {
        let declared = |number: u128, by: &str, hour: i64| Declared {
            id: NeedId::new(uuid::Uuid::from_u128(number)),
            role: "ROLE-01".parse().unwrap(),
            country: "SEN".parse().unwrap(),
            sector: Sector::Public,
            posts: 3,
            by: Day::exact(by.parse().unwrap()),
            urgency: Urgency::Routine,
            visibility: NeedVisibility::Private,
            note: String::new(),
            declared_at: UtcTime::new(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap()) + TimeDelta::hours(hour),
            confirmed_at: UtcTime::new(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap()),
        };
        let needs = [
            declared(1, "2027-01-01", 0),
            declared(2, "2027-01-01", 1),
            declared(3, "2027-07-01", 2),
        ];
        assert_eq!(
            (0..4).map(|place| is_replaced(&needs, place)).collect::<Vec<_>>(),
            [true, false, false, false]
        );
        let later = |days| needs[0].confirmed_at + TimeDelta::days(days);
        assert!(!needs[0].is_stale(later(180)) && needs[0].is_stale(later(181)));
    }

    #[test]
    fn a_later_declaration_replaces_an_earlier_one_from_its_quarter_on() {
        let need = |posts, by: &str| Need {
            org: OrgId::new(uuid::Uuid::from_u128(1)),
            country: "SEN".parse().unwrap(),
            sector: Sector::Public,
            role: "ROLE-01".parse().unwrap(),
            posts,
            by: Day::exact(by.parse().unwrap()),
            urgency: Urgency::Routine,
        };
        let needs = [need(9, "2027-05-01"), need(4, "2026-11-30")];
        let posts = |quarter: &str| {
            in_force(&needs, quarter.parse().unwrap())
                .iter()
                .map(|need| need.posts)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            (posts("2026-Q3"), posts("2026-Q4"), posts("2027-Q1"), posts("2027-Q2")),
            (vec![], vec![4], vec![4], vec![9])
        );
        let elsewhere = Need {
            role: "ROLE-02".parse().unwrap(),
            ..needs[0]
        };
        assert_eq!(in_force(&[needs[0], needs[1], elsewhere], "2027-Q3".parse().unwrap()).len(), 2);
    }
}
