//! Need, supply, pipeline and deficit of countries and regions.
//!
//! The deficit of a country, sector, skill, level and quarter is max(0, need - supply - pipeline), each counted at that level *or above*.
//! Groupings add up the deficits of their countries. A surplus is shown beside and covers no other country's deficit.
//!
//! Levels must not be added up: a post at level 4 is counted at 1, 2, 3 and 4. Where one number has to stand for a skill, it is taken at
//! the level where the deficit is greatest ([`At::Greatest`]). That is the least number of people who have to be trained so that no level
//! is short: fewer would leave that level short, for nobody counts twice at it; and so many, raised from nothing to the top, count at
//! every level.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use chrono::NaiveDate;

use super::{CubeRow, CubeSector};
use crate::kernel::Quarter;
use crate::needs::Need;
use crate::network::{CountryCode, GroupingCode, Places};
use crate::skills::taxonomy::Role;
use crate::skills::{Level, SkillCode};

/// What is missing of a need.
#[must_use]
pub fn deficit(need: i64, supply: i64, pipeline: i64) -> i64 {
    (need - supply - pipeline).max(0)
}

/// A need in skills: for each skill that the role asks for, the posts at every level up to the one asked for.
pub fn expand_need(need: &Need, role: &Role) -> impl Iterator<Item = (SkillCode, Level, i64)> {
    let posts = i64::from(need.posts);
    role.required
        .iter()
        .flat_map(move |asked| asked.level.and_below().map(move |level| (asked.skill, level, posts)))
}

/// Which level a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The asked-for level with the greatest deficit, of several the highest; apart for each country, sector and skill.
    Greatest,
    /// This one.
    Level(Level),
}

/// Sums over countries and sectors, of those in which there is a need.
///
/// `deficit` is the sum of deficits: it is more than `need - supply - pipeline` where one country has a surplus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    pub need: i64,
    pub supply: i64,
    pub pipeline: i64,
    pub deficit: i64,
    /// How many people could be spared, from countries and sectors in which no level is short.
    pub surplus: i64,
    /// How many pairs of country and sector have a need.
    pub places: i64,
    /// At least so many organisations are behind the need: the same one may stand in several rows, so rows are not added up.
    pub organisations: i32,
}

impl AddAssign for Total {
    fn add_assign(&mut self, other: Self) {
        self.need += other.need;
        self.supply += other.supply;
        self.pipeline += other.pipeline;
        self.deficit += other.deficit;
        self.surplus += other.surplus;
        self.places += other.places;
        self.organisations = self.organisations.max(other.organisations);
    }
}

impl Total {
    /// How much of the need is not covered, in thousandths: what matching takes for the urgency of a skill in a region.
    #[must_use]
    pub fn urgency(&self) -> u16 {
        if self.need <= 0 {
            0
        } else {
            u16::try_from(self.deficit.clamp(0, self.need) * 1000 / self.need).unwrap_or(1000)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    need: i64,
    supply: i64,
    pipeline: i64,
    organisations: i32,
}

impl Counts {
    fn deficit(&self) -> i64 {
        deficit(self.need, self.supply, self.pipeline)
    }

    fn spare(&self) -> i64 {
        (self.supply + self.pipeline - self.need).max(0)
    }
}

/// The counts of one country, sector and skill by level.
type Levels = BTreeMap<Level, Counts>;

/// The cube of one snapshot, grades added up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cube {
    cells: BTreeMap<(Quarter, SkillCode), BTreeMap<(CountryCode, CubeSector), Levels>>,
}

impl FromIterator<CubeRow> for Cube {
    /// Rows that differ in grade alone are added up. Counts below zero are read as zero.
    fn from_iter<R: IntoIterator<Item = CubeRow>>(rows: R) -> Self {
        let mut cube = Self::default();
        for row in rows {
            let key = row.key;
            let levels = cube
                .cells
                .entry((key.quarter, key.skill))
                .or_default()
                .entry((key.country, key.sector))
                .or_default();
            let counts = levels.entry(key.level).or_default();
            counts.need += row.need.max(0);
            counts.supply += row.supply.max(0);
            counts.pipeline += row.pipeline.max(0);
            counts.organisations = counts.organisations.max(row.organisations);
        }
        cube
    }
}

impl Cube {
    /// The quarters that it has rows of, in order.
    #[must_use]
    pub fn quarters(&self) -> Vec<Quarter> {
        let mut quarters: Vec<_> = self.cells.keys().map(|(quarter, _)| *quarter).collect();
        quarters.dedup();
        quarters
    }

    /// The part of it that is of one sector.
    #[must_use]
    pub fn of_sector(mut self, sector: CubeSector) -> Self {
        for by_place in self.cells.values_mut() {
            by_place.retain(|(_, of), _| *of == sector);
        }
        self
    }

    /// One total a country and skill in which there is a need, sectors added up.
    #[must_use]
    pub fn by_country(&self, quarter: Quarter, at: At) -> BTreeMap<(CountryCode, SkillCode), Total> {
        let mut totals = BTreeMap::<_, Total>::new();
        for ((of, skill), by_place) in &self.cells {
            for ((country, _), levels) in by_place {
                if *of == quarter
                    && let Some(total) = total(levels, at)
                {
                    *totals.entry((*country, *skill)).or_default() += total;
                }
            }
        }
        totals
    }

    /// One total a grouping and skill in which there is a need: its members on that day, added up. A country in several of the groupings
    /// counts in each, so totals of groupings that overlap must not be added up.
    #[must_use]
    pub fn roll_up(
        &self,
        quarter: Quarter,
        at: At,
        groupings: impl IntoIterator<Item = GroupingCode>,
        places: &Places,
        day: NaiveDate,
    ) -> BTreeMap<(GroupingCode, SkillCode), Total> {
        let by_country = self.by_country(quarter, at);
        let mut totals = BTreeMap::<_, Total>::new();
        for grouping in groupings.into_iter().collect::<BTreeSet<_>>() {
            let members = places.members(grouping, day);
            for ((country, skill), total) in &by_country {
                if members.binary_search(country).is_ok() {
                    *totals.entry((grouping, *skill)).or_default() += *total;
                }
            }
        }
        totals
    }
}

/// The total of one country, sector and skill; `None` where nobody needs it at that level, or at any.
fn total(levels: &Levels, at: At) -> Option<Total> {
    let asked = || levels.iter().filter(|(_, counts)| counts.need > 0);
    let (counts, surplus) = match at {
        At::Level(level) => levels
            .get(&level)
            .filter(|counts| counts.need > 0)
            .map(|counts| (counts, counts.spare()))?,
        At::Greatest => {
            let (_, counts) = asked().max_by_key(|(level, counts)| (counts.deficit(), **level))?;
            // whoever leaves may be missed at every level, so the scarcest one says how many can be spared
            (counts, asked().map(|(_, counts)| counts.spare()).min()?)
        }
    };
    Some(Total {
        need: counts.need,
        supply: counts.supply,
        pipeline: counts.pipeline,
        deficit: counts.deficit(),
        surplus,
        places: 1,
        organisations: counts.organisations,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dashboards::tally::{PASS_RATE, Place};
    use crate::dashboards::{CubeKey, RowGrade, Tally};
    use crate::kernel::{Day, Id as _, OrgId};
    use crate::needs::Urgency;
    use crate::network::{Sector, places};
    use crate::skills::{Grade, Requirement, taxonomy};

    const COUNTRIES: [&str; 6] = ["SEN", "NGA", "MLI", "TUN", "IDN", "KOR"];

    fn quarter() -> Quarter {
        Quarter { year: 2026, number: 4 }
    }

    fn level(number: u8) -> Level {
        Level::new(number).unwrap()
    }

    fn need(org: u128, country: &str, posts: u32) -> Need {
        Need {
            org: OrgId::new(uuid::Uuid::from_u128(org)),
            country: country.parse().unwrap(),
            sector: Sector::Public,
            role: "ROLE-01".parse().unwrap(),
            posts,
            by: Day::exact("2026-10-01".parse().unwrap()),
            urgency: Urgency::Soon,
        }
    }

    prop_compose! {
        fn any_row()(
            country in 0..6_usize, sector in 0..3_usize, skill in 1..3_u8, height in 1..=5_u8, grade in 0..4_usize,
            need in 0..30_i64, supply in 0..30_i64, pipeline in 0..10_i64, organisations in 0..9_i32,
        ) -> CubeRow {
            let key = CubeKey {
                quarter: quarter(),
                skill: format!("MFG-{skill}").parse().unwrap(),
                country: COUNTRIES[country].parse().unwrap(),
                sector: CubeSector::ALL[sector],
                level: level(height),
            };
            CubeRow { key, grade: RowGrade::ALL[grade], need, supply, pipeline, organisations }
        }
    }

    fn rows() -> impl Strategy<Value = Vec<CubeRow>> {
        proptest::collection::vec(any_row(), 0..40)
    }

    proptest! {
        #[test]
        fn nothing_is_negative_and_no_level_is_short_by_more_than_the_greatest(rows in rows()) {
            let cube: Cube = rows.into_iter().collect();
            let greatest = cube.by_country(quarter(), At::Greatest);
            for total in greatest.values() {
                prop_assert!(total.need > 0 && total.supply >= 0 && total.pipeline >= 0 && total.deficit >= 0 && total.surplus >= 0);
                prop_assert!(total.deficit >= total.need - total.supply - total.pipeline);
                prop_assert!(total.urgency() <= 1000);
            }
            let mut sums = BTreeMap::<_, i64>::new();
            for height in 1..=5 {
                for (key, total) in cube.by_country(quarter(), At::Level(level(height))) {
                    prop_assert!(total.deficit <= greatest[&key].deficit);
                    *sums.entry(key).or_default() += total.deficit;
                }
            }
            prop_assert!(greatest.iter().all(|(key, total)| total.deficit <= sums[key]));
        }

        #[test]
        fn the_order_of_rows_is_nothing((rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))) {
            prop_assert_eq!(rows.into_iter().collect::<Cube>(), shuffled.into_iter().collect::<Cube>());
        }

        #[test]
        fn a_grouping_is_the_sum_of_its_members(rows in rows(), height in proptest::option::of(1..=5_u8)) {
            let (cube, places) = (rows.into_iter().collect::<Cube>(), places::tests::small());
            let day = quarter().last_day();
            let at = height.map_or(At::Greatest, |height| At::Level(level(height)));
            let by_country = cube.by_country(quarter(), at);
            let rolled = cube.roll_up(quarter(), at, places.groupings().iter().map(|grouping| grouping.code), &places, day);
            for grouping in places.groupings() {
                for skill in ["MFG-1", "MFG-2"].map(|skill| skill.parse().unwrap()) {
                    let mut sum = Total::default();
                    for country in places.members(grouping.code, day) {
                        sum += by_country.get(&(country, skill)).copied().unwrap_or_default();
                    }
                    prop_assert_eq!(rolled.get(&(grouping.code, skill)).copied().unwrap_or_default(), sum);
                }
            }
        }

        #[test]
        fn more_people_never_deepen_a_deficit(rows in rows(), more in any_row()) {
            let deficit = |rows: &[CubeRow]| {
                let totals = rows.iter().copied().collect::<Cube>().by_country(quarter(), At::Greatest);
                totals.values().map(|total| total.deficit).sum::<i64>()
            };
            let with = [&rows[..], &[CubeRow { need: 0, ..more }]].concat();
            prop_assert!(deficit(&with) <= deficit(&rows));
        }
    }

    #[test]
    fn one_countrys_surplus_covers_no_other_countrys_deficit() {
        let (taxonomy, places) = (taxonomy::tests::small(), places::tests::small());
        let mut tally = Tally::default();
        let asked = Requirement {
            skill: "MFG-10".parse().unwrap(),
            level: level(3),
        };
        let role = Role {
            required: vec![asked],
            ..taxonomy.roles()[0].clone()
        };
        tally.add_need(&need(1, "SEN", 10), &role, quarter());
        tally.add_need(&need(2, "NGA", 10), &role, quarter());
        for _ in 0..14 {
            let place = Place {
                country: "NGA".parse().unwrap(),
                sector: Some(Sector::Public),
                quarter: quarter(),
            };
            tally.add_person(place, asked.skill, level(4), Grade::Certified);
            // another sector, an unknown one, a person's own word: none of these covers the need
            tally.add_person(
                Place {
                    sector: Some(Sector::Private),
                    ..place
                },
                asked.skill,
                level(4),
                Grade::Certified,
            );
            tally.add_person(Place { sector: None, ..place }, asked.skill, level(4), Grade::Certified);
            tally.add_person(place, asked.skill, level(5), Grade::Declared);
        }
        let cube: Cube = tally.rows().into_iter().collect();
        let ecowas: GroupingCode = "rec-ecowas".parse().unwrap();
        let total = cube.roll_up(quarter(), At::Greatest, [ecowas], &places, quarter().last_day())[&(ecowas, asked.skill)];
        let expected = Total {
            need: 20,
            supply: 14,
            pipeline: 0,
            deficit: 10,
            surplus: 4,
            places: 2,
            organisations: 1,
        };
        assert_eq!(total, expected);
        assert_eq!(total.urgency(), 500);
        assert!(cube.of_sector(CubeSector::Private).by_country(quarter(), At::Greatest).is_empty());
    }

    #[test]
    fn a_post_and_a_person_count_at_their_level_and_below_and_a_seat_between_its_two() {
        let mut tally = Tally::default();
        let asked = |level_number| Requirement {
            skill: "MFG-10".parse().unwrap(),
            level: level(level_number),
        };
        let role = |level_number| Role {
            required: vec![asked(level_number)],
            ..taxonomy::tests::small().roles()[0].clone()
        };
        let place = Place {
            country: "SEN".parse().unwrap(),
            sector: Some(Sector::Public),
            quarter: quarter(),
        };
        tally.add_need(&need(1, "SEN", 2), &role(4), quarter());
        tally.add_need(&need(2, "SEN", 6), &role(2), quarter());
        for held in [1, 2, 2, 3] {
            tally.add_person(place, asked(1).skill, level(held), Grade::Assessed);
        }
        tally.add_seat(place, asked(1).skill, level(1), level(3), PASS_RATE);
        tally.add_seat(place, asked(1).skill, level(2), level(4), 700);
        tally.add_seat(place, asked(1).skill, level(2), level(4), 700);
        let cube: Cube = tally.rows().into_iter().collect();
        let at = |at| {
            cube.by_country(quarter(), at)
                .into_values()
                .next()
                .map(|total| (total.need, total.supply, total.pipeline, total.deficit))
        };
        assert_eq!(at(At::Level(level(1))), Some((8, 4, 0, 4)));
        assert_eq!(at(At::Level(level(2))), Some((8, 3, 1, 4)));
        assert_eq!(at(At::Level(level(3))), Some((2, 1, 2, 0)));
        assert_eq!(at(At::Level(level(4))), Some((2, 0, 1, 1)));
        assert_eq!(at(At::Level(level(5))), None);
        // four people, not the nine that the levels would add up to: of levels equally short the highest is shown
        assert_eq!(at(At::Greatest), Some((8, 3, 1, 4)));
        assert_eq!(cube.by_country(quarter().next(), At::Greatest), BTreeMap::new());
    }
}
