//! Who could use an offer: counts of people by group of countries, never names. A count of one to four is withheld, and so is every
//! total from which it could be worked out.

use std::collections::BTreeMap;

use super::{Candidate, Judge, Offer};
use crate::catalogue::Taught;
use crate::kernel::UtcTime;
use crate::network::{GroupingCode, Places};

/// A count below this, other than none, is withheld.
pub const LEAST: u32 = 5;
/// So many people are looked at, at most.
pub const SAMPLE: usize = 2000;

/// A count that may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Count(u32),
    /// Some, fewer than [`LEAST`].
    Few,
}

impl From<u32> for Shown {
    fn from(count: u32) -> Self {
        if (1..LEAST).contains(&count) {
            Self::Few
        } else {
            Self::Count(count)
        }
    }
}

impl Shown {
    /// What it adds to a total: nothing where it is withheld.
    #[must_use]
    pub fn least(self) -> u32 {
        match self {
            Self::Count(count) => count,
            Self::Few => 0,
        }
    }
}

/// People of one group of countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// `None`: countries that are in no group.
    pub grouping: Option<GroupingCode>,
    /// They have a gap that the offer closes, in part or whole.
    pub closes: Shown,
    /// And none of the rules refuses them.
    pub fits: Shown,
}

/// Whom an offer would serve, among those who were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audience {
    /// People whose target role asks for one of the skills.
    pub population: usize,
    /// How many of them were looked at.
    pub counted: usize,
    /// Those with most people first.
    pub groups: Vec<Group>,
}

impl Audience {
    /// At least so many have a gap that it closes.
    #[must_use]
    pub fn closes(&self) -> u32 {
        self.groups.iter().map(|group| group.closes.least()).sum()
    }

    /// At least so many of them could come.
    #[must_use]
    pub fn fits(&self) -> u32 {
        self.groups.iter().map(|group| group.fits.least()).sum()
    }

    #[must_use]
    pub fn is_sample(&self) -> bool {
        self.counted < self.population
    }
}

/// Does one of the skills close a gap of this person?
#[must_use]
pub fn closes_a_gap(candidate: &Candidate, skills: &[Taught]) -> bool {
    skills.iter().any(|taught| {
        candidate
            .standing(taught.skill)
            .is_some_and(|own| taught.level_out.is_some_and(|to| to.min(own.required) > own.held))
    })
}

/// Counts people by group of countries; each person stands in one group. `offers` are the dates on which the skills are practised.
#[must_use]
pub fn count<'a>(
    people: impl IntoIterator<Item = (Option<GroupingCode>, &'a Candidate)>,
    skills: &[Taught],
    offers: &[Offer],
    places: &Places,
    now: UtcTime,
) -> (usize, Vec<Group>) {
    let (mut counted, mut tally) = (0, BTreeMap::<Option<GroupingCode>, (u32, u32)>::new());
    for (grouping, candidate) in people {
        counted += 1;
        if !closes_a_gap(candidate, skills) {
            continue;
        }
        let judge = Judge::new(candidate, now, places);
        let fits = offers.iter().any(|offer| judge.failures(offer) == 0);
        let (closing, fitting) = tally.entry(grouping).or_default();
        *closing += 1;
        *fitting += u32::from(fits);
    }
    let mut groups: Vec<(u32, Group)> = tally
        .into_iter()
        .map(|(grouping, (closing, fitting))| {
            let group = Group {
                grouping,
                closes: closing.into(),
                fits: fitting.into(),
            };
            // what is withheld does not show in the order either
            (Shown::from(closing).least(), group)
        })
        .collect();
    groups.sort_by_key(|(count, group)| (std::cmp::Reverse(*count), group.grouping));
    (counted, groups.into_iter().map(|(_, group)| group).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::tests::holding;
    use crate::skills::Level;

    fn candidate(held: u8, required: u8) -> Candidate {
        holding("MFG-4", held, required)
    }

    fn practised() -> Vec<Taught> {
        vec![Taught {
            skill: "MFG-4".parse().unwrap(),
            level_in: Level::new(1),
            level_out: Level::new(3),
        }]
    }

    #[test]
    fn a_gap_closes_where_the_role_asks_for_more_than_is_held() {
        for (held, required, closes) in [(1, 3, true), (0, 5, true), (3, 5, false), (1, 1, false), (2, 0, false)] {
            assert_eq!(
                closes_a_gap(&candidate(held, required), &practised()),
                closes,
                "{held} of {required}"
            );
        }
        assert!(!closes_a_gap(&Candidate::default(), &practised()));
    }

    #[test]
    fn small_counts_are_withheld_and_cannot_be_worked_out() {
        let (person, now) = (
            candidate(1, 3),
            UtcTime::new(chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap()),
        );
        let code = |text: &str| text.parse::<GroupingCode>().ok();
        let people = [("a", 4), ("b", 5), ("c", 7)]
            .iter()
            .flat_map(|(group, count)| vec![code(group); *count]);
        let with = people.map(|group| (group, &person));
        let (counted, groups) = count(with, &practised(), &[], Places::builtin(), now);
        let audience = Audience {
            population: 40,
            counted,
            groups,
        };
        let shown: Vec<_> = audience.groups.iter().map(|group| (group.grouping, group.closes)).collect();
        assert_eq!(
            shown,
            [(code("c"), Shown::Count(7)), (code("b"), Shown::Count(5)), (code("a"), Shown::Few)]
        );
        assert_eq!((audience.closes(), audience.fits(), audience.is_sample()), (12, 0, true));
    }
}
