//! What the coordinator's page says, computed from the cube and the declared needs; no words yet.
//!
//! One number stands for a skill in a country and sector: at the level that is shortest there, as [`cube::At::Greatest`] takes it. The
//! need at that level falls into three parts that add up to it: posts that people here can fill, posts that people on the way will fill,
//! and posts that are short. So every number is the sum of the rows behind it. Where nobody declared a need there is no entry, and no
//! figure: nothing is not zero.
//!
//! [`cube::At::Greatest`]: super::cube::At::Greatest

pub mod finding;
pub mod grid;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::ops::AddAssign;

use super::CubeSector;
use super::cube::{At, Cube};
use crate::kernel::{Day, OrgId, Quarter};
use crate::needs::{self, Need, Urgency};
use crate::network::{CountryCode, Sector};
use crate::skills::{Level, RoleCode, SkillCode, Taxonomy};

/// What is needed and what there is. `need` is `held + coming + short`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Posts, filled ones included; over several skills a post counts once for each.
    pub need: i64,
    /// Posts for which there are people.
    pub held: i64,
    /// Posts for which people are on the way.
    pub coming: i64,
    /// Posts for which there is nobody.
    pub short: i64,
    /// How many people hold the skill, those beyond the need included.
    pub people: i64,
    /// How many could be spared; set against no other country's need.
    pub spare: i64,
}

impl Figures {
    #[must_use]
    pub fn covered(&self) -> i64 {
        self.held + self.coming
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.need += other.need;
        self.held += other.held;
        self.coming += other.coming;
        self.short += other.short;
        self.people += other.people;
        self.spare += other.spare;
    }
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(figures: I) -> Self {
        figures.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

/// A skill that is needed in a country and sector, and the level that its figures are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub skill: SkillCode,
    pub country: CountryCode,
    pub sector: Sector,
    pub level: Level,
    pub figures: Figures,
}

/// The part of a sheet that somebody looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cut<'a> {
    pub skill: Option<SkillCode>,
    pub countries: Option<&'a BTreeSet<CountryCode>>,
}

impl Cut<'_> {
    fn holds(&self, skill: SkillCode, country: CountryCode) -> bool {
        self.skill.is_none_or(|wanted| wanted == skill) && self.countries.is_none_or(|wanted| wanted.contains(&country))
    }
}

/// Everything that is needed in some countries in a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// By skill, country and sector, each once.
    entries: Vec<Entry>,
}

impl Sheet {
    /// Both sectors, or the one that is asked for.
    #[must_use]
    pub fn of(cube: &Cube, quarter: Quarter, sector: Option<Sector>) -> Self {
        let mut found = BTreeMap::new();
        for of in [Sector::Public, Sector::Private] {
            if sector.is_some_and(|wanted| wanted != of) {
                continue;
            }
            let part = cube.clone().of_sector(CubeSector::from(Some(of)));
            for level in (1..=5).filter_map(Level::new) {
                for ((country, skill), total) in part.by_country(quarter, At::Level(level)) {
                    let held = total.supply.min(total.need);
                    let figures = Figures {
                        need: total.need,
                        held,
                        coming: total.pipeline.min(total.need - held),
                        short: total.deficit,
                        people: total.supply,
                        spare: total.surplus,
                    };
                    let entry = Entry {
                        skill,
                        country,
                        sector: of,
                        level,
                        figures,
                    };
                    found
                        .entry((skill, country, of))
                        .and_modify(|known| shorter(known, entry))
                        .or_insert(entry);
                }
            }
        }
        Self {
            entries: found.into_values().collect(),
        }
    }

    /// The entries of a cut, by skill, country and sector.
    pub fn entries<'a>(&'a self, cut: Cut<'a>) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| cut.holds(entry.skill, entry.country))
    }

    /// The figures of a cut; `None` where nobody declared a need.
    #[must_use]
    pub fn total(&self, cut: Cut<'_>) -> Option<Figures> {
        self.entries(cut).map(|entry| entry.figures).fold(None, |sum, figures| {
            let mut sum = sum.unwrap_or_default();
            sum += figures;
            Some(sum)
        })
    }

    /// The skills that are needed, the shortest first.
    #[must_use]
    pub fn by_skill(&self, cut: Cut<'_>) -> Vec<(SkillCode, Figures)> {
        sorted(self.entries(cut).map(|entry| (entry.skill, entry.figures)))
    }

    /// The countries in which anything is needed, the shortest first.
    #[must_use]
    pub fn by_country(&self, cut: Cut<'_>) -> Vec<(CountryCode, Figures)> {
        sorted(self.entries(cut).map(|entry| (entry.country, entry.figures)))
    }

    /// The levels that the figures of a cut are of.
    #[must_use]
    pub fn levels(&self, cut: Cut<'_>) -> BTreeSet<Level> {
        self.entries(cut).map(|entry| entry.level).collect()
    }

    /// The declarations behind the needs of a cut, the largest first. What they count adds up to the need.
    #[must_use]
    pub fn asks(&self, cut: Cut<'_>, declared: &[Need], quarter: Quarter, taxonomy: &Taxonomy) -> Vec<Ask> {
        let levels: BTreeMap<_, _> = self
            .entries(cut)
            .map(|entry| ((entry.country, entry.sector, entry.skill), entry.level))
            .collect();
        let mut asks: Vec<Ask> = needs::in_force(declared, quarter)
            .into_iter()
            .filter_map(|need| {
                let counted = taxonomy.role(need.role)?.required.iter().filter(|asked| {
                    levels
                        .get(&(need.country, need.sector, asked.skill))
                        .is_some_and(|level| asked.level >= *level)
                });
                let skills = i64::try_from(counted.count()).unwrap_or(0);
                (skills > 0).then_some(Ask {
                    org: need.org,
                    country: need.country,
                    sector: need.sector,
                    role: need.role,
                    posts: need.posts.into(),
                    skills,
                    by: need.by,
                    urgency: need.urgency,
                })
            })
            .filter(|ask| ask.posts > 0)
            .collect();
        asks.sort_by_key(|ask| (-ask.counts(), -ask.posts, ask.org, ask.country, ask.role, ask.sector));
        asks
    }
}

/// The one with the greater deficit, of equal ones the higher; spare is what is spare at every level.
fn shorter(known: &mut Entry, other: Entry) {
    let spare = known.figures.spare.min(other.figures.spare);
    if (known.figures.short, known.level) < (other.figures.short, other.level) {
        *known = other;
    }
    known.figures.spare = spare;
}

fn sorted<K: Ord + Copy>(figures: impl Iterator<Item = (K, Figures)>) -> Vec<(K, Figures)> {
    let mut sums = BTreeMap::<K, Figures>::new();
    for (key, one) in figures {
        *sums.entry(key).or_default() += one;
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(key, sum)| (-sum.short, -sum.need, *key));
    sums
}

/// A declaration of an organisation, as far as a cut counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    pub org: OrgId,
    pub country: CountryCode,
    pub sector: Sector,
    pub role: RoleCode,
    pub posts: i64,
    /// For how many skills of the cut the posts count.
    pub skills: i64,
    pub by: Day,
    pub urgency: Urgency,
}

impl Ask {
    /// What it adds to the need of the cut.
    #[must_use]
    pub fn counts(&self) -> i64 {
        self.posts * self.skills
    }
}

/// Who is behind some declarations, and with how many posts, the largest first.
#[must_use]
pub fn by_organisation(asks: &[Ask]) -> Vec<(OrgId, i64)> {
    let mut posts = BTreeMap::<OrgId, i64>::new();
    for ask in asks {
        *posts.entry(ask.org).or_default() += ask.counts();
    }
    let mut posts: Vec<_> = posts.into_iter().collect();
    posts.sort_by_key(|(org, posts)| (-posts, *org));
    posts
}

/// A coming course that teaches a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    pub skill: SkillCode,
    /// Taught wholly at a distance.
    pub is_remote: bool,
    pub country: Option<CountryCode>,
    /// Seats for which one can still apply; none where the number is not known.
    pub free: i64,
}

/// A coming placement in which a skill is practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Practice {
    pub skill: SkillCode,
    pub country: Option<CountryCode>,
    pub free: i64,
}

/// How many offers there are, and how many seats or places are free in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub offers: i64,
    pub free: i64,
}

impl Count {
    fn of(free: impl Iterator<Item = i64>) -> Self {
        free.fold(Self::default(), |sum, free| Self {
            offers: sum.offers + 1,
            free: sum.free + free,
        })
    }
}

/// What is open against a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Open {
    /// Courses with a place in the countries that are short.
    pub here: Count,
    /// Courses with a place anywhere in the purview, those among them.
    pub within: Count,
    /// Courses that one follows from anywhere.
    pub remote: Count,
    /// Placements anywhere in the purview.
    pub practice: Count,
}

impl Open {
    #[must_use]
    pub fn of(
        skill: SkillCode,
        here: &BTreeSet<CountryCode>,
        within: &BTreeSet<CountryCode>,
        (offers, practices): (&[Offer], &[Practice]),
    ) -> Self {
        let taught = || offers.iter().filter(move |offer| offer.skill == skill);
        let at = |countries: &BTreeSet<CountryCode>, offer: &&Offer| !offer.is_remote && is_in(countries, offer.country);
        let practised = practices.iter().filter(|one| one.skill == skill && is_in(within, one.country));
        Self {
            here: Count::of(taught().filter(|offer| at(here, offer)).map(|offer| offer.free)),
            within: Count::of(taught().filter(|offer| at(within, offer)).map(|offer| offer.free)),
            remote: Count::of(taught().filter(|offer| offer.is_remote).map(|offer| offer.free)),
            practice: Count::of(practised.map(|one| one.free)),
        }
    }

    /// Seats that somebody from here could take.
    #[must_use]
    pub fn seats(&self) -> i64 {
        self.within.free + self.remote.free
    }
}

fn is_in(countries: &BTreeSet<CountryCode>, country: Option<CountryCode>) -> bool {
    country.is_some_and(|country| countries.contains(&country))
}
