//! Whose figures somebody may see: a coordinator sees the countries of the groupings that they were granted, and nothing else.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::catalogue::filter::Place;
use crate::kernel::Actor;
use crate::network::{CountryCode, GroupingCode, Places};

/// What a coordinator sees: groupings with their members of a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Purview {
    /// In the order of the reference data, each once.
    groupings: Vec<(GroupingCode, BTreeSet<CountryCode>)>,
    countries: BTreeSet<CountryCode>,
}

impl Purview {
    /// The purview of a person. A granted code that is no grouping gives nothing.
    #[must_use]
    pub fn of(actor: &Actor, places: &Places, day: NaiveDate) -> Self {
        let granted: BTreeSet<&str> = actor.coordinates().collect();
        let groupings: Vec<_> = places
            .groupings()
            .iter()
            .filter(|grouping| granted.contains(grouping.code.as_str()))
            .map(|grouping| {
                (
                    grouping.code,
                    places.members(grouping.code, day).into_iter().collect::<BTreeSet<_>>(),
                )
            })
            .collect();
        let countries = groupings.iter().flat_map(|(_, members)| members).copied().collect();
        Self { groupings, countries }
    }

    pub fn groupings(&self) -> impl Iterator<Item = GroupingCode> {
        self.groupings.iter().map(|(code, _)| *code)
    }

    /// Every country of every granted grouping, each once.
    #[must_use]
    pub fn countries(&self) -> &BTreeSet<CountryCode> {
        &self.countries
    }

    /// A place as somebody names it: a granted grouping or a country in one. Anything else is not theirs to see.
    #[must_use]
    pub fn place(&self, text: &str) -> Option<Place> {
        if let Some(country) = text.parse().ok().filter(|country| self.countries.contains(country)) {
            return Some(Place::Country(country));
        }
        self.groupings().find(|code| code.as_str() == text).map(Place::Grouping)
    }

    /// The countries of a place, as far as they are within the purview.
    #[must_use]
    pub fn within(&self, place: Place) -> BTreeSet<CountryCode> {
        match place {
            Place::Country(country) => self.countries.get(&country).copied().into_iter().collect(),
            Place::Grouping(code) => self
                .groupings
                .iter()
                .find(|(granted, _)| *granted == code)
                .map(|(_, members)| members.clone())
                .unwrap_or_default(),
        }
    }

    /// The part of it that one of its groupings is; all of it for any other code.
    #[must_use]
    pub fn narrowed(self, code: &str) -> Self {
        match self.groupings.iter().find(|(granted, _)| granted.as_str() == code) {
            Some(one) => Self {
                groupings: vec![one.clone()],
                countries: one.1.clone(),
            },
            None => self,
        }
    }

    /// The places that the figures are set side by side for: the groupings where several were granted and no country is in two of
    /// them, else the countries.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let in_all: usize = self.groupings.iter().map(|(_, members)| members.len()).sum();
        if self.groupings.len() > 1 && in_all == self.countries.len() {
            self.groupings().map(Place::Grouping).collect()
        } else {
            self.countries.iter().copied().map(Place::Country).collect()
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::kernel::actor::{Grant, GrantRole};
    use crate::kernel::{Id as _, PersonId};
    use crate::network::places::tests::small;

    pub(in crate::dashboards) fn coordinator(groupings: &[&str]) -> Actor {
        let grant = |grouping: &&str| Grant {
            role: GrantRole::Coordinator,
            grouping: Some((*grouping).to_owned()),
        };
        Actor {
            grants: groupings.iter().map(grant).collect(),
            ..Actor::of(PersonId::new(uuid::Uuid::from_u128(1)))
        }
    }

    fn day() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn a_coordinator_sees_the_countries_of_the_granted_groupings_and_no_others() {
        let purview = Purview::of(&coordinator(&["rec-ecowas", "no-such"]), &small(), day());
        assert_eq!(
            purview.countries().iter().copied().collect::<Vec<_>>(),
            small().members("rec-ecowas".parse().unwrap(), day())
        );
        assert!(!purview.countries().is_empty());
        assert!(purview.place("SEN").is_some() && purview.place("rec-ecowas").is_some());
        for other in ["IDN", "who-afr", "", "sen", "XXX"] {
            assert_eq!(purview.place(other), None, "{other}");
        }
        assert!(purview.within(Place::Country("IDN".parse().unwrap())).is_empty());
        assert!(purview.places().iter().all(|place| matches!(place, Place::Country(_))));
    }

    #[test]
    fn several_groupings_stand_side_by_side() {
        let purview = Purview::of(&coordinator(&["who-sear", "who-afr"]), &small(), day());
        assert_eq!(
            purview.places().iter().map(Place::code).collect::<Vec<_>>(),
            ["who-afr", "who-sear"]
        );
        // a part of another is not set beside it
        let nested = Purview::of(&coordinator(&["who-afr", "rec-ecowas"]), &small(), day());
        assert!(nested.places().iter().all(|place| matches!(place, Place::Country(_))));
        let part = nested.clone().narrowed("rec-ecowas");
        assert_eq!(part, Purview::of(&coordinator(&["rec-ecowas"]), &small(), day()));
        assert_eq!(nested.clone().narrowed("who-wpr"), nested);
    }

    #[test]
    fn without_a_grouping_nothing_is_seen() {
        let mut actor = coordinator(&[]);
        actor.grants.push(Grant {
            role: GrantRole::Secretariat,
            grouping: Some("who-afr".to_owned()),
        });
        assert_eq!(Purview::of(&actor, &small(), day()), Purview::default());
    }
}
