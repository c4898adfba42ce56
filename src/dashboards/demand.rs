//! What is asked for around a provider: by skill, in its own region. Only members see it, and of small counts or few
//! organisations nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::cube::{At, Cube, Total};
use super::disclosure::{FEWEST, FEWEST_ORGANISATIONS};
use crate::kernel::{OrgId, Quarter};
use crate::needs::{self, Need};
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, GroupingCode, Places};
use crate::skills::{SkillCode, Taxonomy};

/// Posts that nobody is there or on the way for, of the posts that are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short {
    pub short: i64,
    pub need: i64,
}

/// What may be said about a skill in a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Short(Short),
    /// Everything that is asked for is there or on the way.
    Covered,
    /// Something is asked for; the figures are too small to be shown.
    Withheld,
    /// Nobody has declared a need.
    Nothing,
}

/// What is asked for in one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionDemand {
    pub region: GroupingCode,
    skills: BTreeMap<SkillCode, (Total, usize)>,
}

/// The region of a country: that of the African Union where it is in one, else that of WHO.
#[must_use]
pub fn region_of(country: CountryCode, places: &Places, day: NaiveDate) -> Option<GroupingCode> {
    places
        .region_of(country, GroupingKind::AuRegion, day)
        .or_else(|| places.region_of(country, GroupingKind::WhoRegion, day))
        .map(|grouping| grouping.code)
}

impl RegionDemand {
    /// From the cube of the region's countries and the needs that it was counted from.
    #[must_use]
    pub fn of(region: GroupingCode, members: &[CountryCode], cube: &Cube, quarter: Quarter, needs: &[Need], taxonomy: &Taxonomy) -> Self {
        let mut behind = BTreeMap::<SkillCode, BTreeSet<OrgId>>::new();
        for need in needs::in_force(needs, quarter).into_iter().filter(|need| members.contains(&need.country)) {
            for asked in taxonomy.role(need.role).into_iter().flat_map(|role| &role.required) {
                behind.entry(asked.skill).or_default().insert(need.org);
            }
        }
        let mut skills = BTreeMap::<SkillCode, (Total, usize)>::new();
        for ((country, skill), total) in cube.by_country(quarter, At::Greatest) {
            if members.contains(&country) {
                let organisations = behind.get(&skill).map_or(0, BTreeSet::len);
                let known = skills.entry(skill).or_insert((Total::default(), organisations));
                known.0 += total;
            }
        }
        Self { region, skills }
    }

    /// What may be said about a skill. What is covered could be subtracted, so it must not be small either.
    #[must_use]
    pub fn asked(&self, skill: SkillCode) -> Asked {
        let Some((total, organisations)) = self.skills.get(&skill).filter(|(total, _)| total.need > 0) else {
            return Asked::Nothing;
        };
        let is_small = |count: i64| (1..FEWEST).contains(&count);
        let counts = [total.need, total.deficit, total.need - total.deficit];
        if *organisations < FEWEST_ORGANISATIONS || counts.into_iter().any(is_small) {
            Asked::Withheld
        } else if total.deficit == 0 {
            Asked::Covered
        } else {
            Asked::Short(Short {
                short: total.deficit,
                need: total.need,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboards::Tally;
    use crate::kernel::{Day, Id as _};
    use crate::needs::Urgency;
    use crate::network::{Sector, places};
    use crate::skills::taxonomy;

    const QUARTER: Quarter = Quarter { year: 2026, number: 4 };

    fn need(org: u128, country: &str, posts: u32) -> Need {
        Need {
            org: OrgId::new(uuid::Uuid::from_u128(org)),
            country: country.parse().unwrap(),
            sector: Sector::Private,
            role: "ROLE-01".parse().unwrap(),
            posts,
            by: Day::exact(QUARTER.first_day()),
            urgency: Urgency::Routine,
        }
    }

    fn asked(needs: &[Need], skill: &str) -> Asked {
        let (taxonomy, places) = (taxonomy::tests::small(), places::tests::small());
        let mut tally = Tally::default();
        for need in needs::in_force(needs, QUARTER) {
            tally.add_need(need, taxonomy.role(need.role).unwrap(), QUARTER);
        }
        let cube: Cube = tally.rows().into_iter().collect();
        let region = region_of("SEN".parse().unwrap(), &places, QUARTER.last_day()).unwrap();
        let members = places.members(region, QUARTER.last_day());
        let demand = RegionDemand::of(region, &members, &cube, QUARTER, needs, &taxonomy);
        demand.asked(skill.parse().unwrap())
    }

    #[test]
    fn figures_of_three_organisations_are_shown_and_of_two_not() {
        let three = [need(1, "SEN", 20), need(2, "SEN", 9), need(3, "SEN", 4)];
        assert_eq!(asked(&three, "MFG-10"), Asked::Short(Short { short: 33, need: 33 }));
        assert_eq!(asked(&three[..2], "MFG-10"), Asked::Withheld);
        assert_eq!(asked(&[need(1, "SEN", 1), need(2, "SEN", 1), need(3, "SEN", 2)], "MFG-10"), Asked::Withheld);
        assert_eq!(asked(&three, "MFG-99"), Asked::Nothing);
        // what is asked for elsewhere is not counted
        assert_eq!(asked(&[need(1, "IDN", 20), need(2, "IDN", 9), need(3, "IDN", 4)], "MFG-10"), Asked::Nothing);
    }
}
