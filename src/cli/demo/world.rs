//! What every part of the demonstration is made with: the seed, the day of making, the lists, and who is who. A person is never kept:
//! [`World::who`] gives the same answer for the same number each time it is asked.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::Size;
use super::dice::{Dice, Kind, Weighted};
use super::seeds::{Organisation, Seeds};
use crate::kernel::clock::seeded_id;
use crate::kernel::ids::Id;
use crate::kernel::{OrgId, PersonId, UtcTime};
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, Fluency, LanguageCode, Places, Sector, Travel};
use crate::skills::Taxonomy;
use crate::skills::taxonomy::Role;

/// An organisation of the network with its owner.
#[derive(Debug)]
pub(crate) struct Org {
    pub(crate) id: OrgId,
    pub(crate) owner: PersonId,
    pub(crate) seed: &'static Organisation,
    pub(crate) country: CountryCode,
    pub(crate) language: LanguageCode,
    pub(crate) zone: Tz,
    pub(crate) sector: Sector,
}

impl Org {
    pub(crate) fn key(&self) -> &'static str {
        &self.seed.key
    }

    pub(crate) fn is_employer(&self) -> bool {
        self.seed.is("facility") || self.seed.is("agency")
    }

    pub(crate) fn contact(&self, desk: &str) -> String {
        format!("{desk}@{}.demo.example", self.key())
    }
}

/// A learner as far as the others have to know.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Who {
    pub(crate) number: u32,
    pub(crate) id: PersonId,
    pub(crate) joined_at: UtcTime,
    pub(crate) country: CountryCode,
    /// The place of the name area in the seed list.
    pub(crate) area: usize,
    /// The place of the organisation in the list.
    pub(crate) employer: Option<usize>,
    pub(crate) sector: Sector,
    pub(crate) languages: Vec<(LanguageCode, Fluency)>,
    pub(crate) role: &'static Role,
    pub(crate) travel: Travel,
}

impl Who {
    pub(crate) fn speaks(&self, languages: &[LanguageCode]) -> bool {
        self.languages.iter().any(|(spoken, _)| languages.contains(spoken))
    }
}

pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) today: NaiveDate,
    /// The first instant of today: everything that has happened happened before it.
    pub(crate) now: UtcTime,
    pub(crate) size: Size,
    pub(crate) seeds: &'static Seeds,
    pub(crate) taxonomy: &'static Taxonomy,
    pub(crate) places: &'static Places,
    pub(crate) orgs: Vec<Org>,
    /// The countries of each name area.
    areas: Vec<Vec<CountryCode>>,
    homes: Weighted<(usize, CountryCode)>,
    pub(crate) employers: Weighted<usize>,
    /// The places of those that teach.
    pub(crate) providers: Vec<usize>,
    /// Roles by employer, as places in the taxonomy.
    roles: BTreeMap<usize, Weighted<usize>>,
    roles_elsewhere: Weighted<usize>,
    /// The countries from which one can travel within the region to each country that has an organisation.
    near: BTreeMap<CountryCode, BTreeSet<CountryCode>>,
}

/// So many learners in a thousand work for an organisation of the network.
pub(crate) const EMPLOYED: u32 = 700;
/// And so many of these live where it is; the others in a country of the same name area.
pub(crate) const AT_HOME: u32 = 900;

/// Of the eighteen roles of the taxonomy, in its order.
const FACILITY: [u32; 18] = [8, 8, 14, 12, 10, 8, 8, 4, 8, 4, 3, 0, 0, 2, 5, 0, 4, 5];
const AGENCY: [u32; 18] = [0, 0, 0, 3, 3, 1, 0, 0, 0, 0, 0, 14, 16, 12, 8, 8, 1, 4];
const ELSEWHERE: [u32; 18] = [6, 6, 9, 9, 7, 6, 5, 4, 6, 4, 5, 5, 5, 4, 6, 4, 3, 4];
const POPULOUS: [&str; 12] = ["NGA", "ETH", "COD", "EGY", "ZAF", "KEN", "TZA", "IND", "PAK", "BGD", "IDN", "BRA"];

/// Reads a code of a list that is compiled in.
///
/// # Panics
/// Where it is none: the lists are ours and a test reads them.
pub(crate) fn code<C: FromStr>(text: &str) -> C {
    text.parse().unwrap_or_else(|_| unreachable!("{text:?} is no code"))
}

impl World {
    pub(crate) fn new(seed: u64, today: NaiveDate, size: Size) -> Self {
        let (seeds, places, taxonomy) = (Seeds::builtin(), Places::builtin(), Taxonomy::builtin());
        let now = UtcTime::new(today.and_time(NaiveTime::MIN).and_utc());
        let mut world = Self {
            seed,
            today,
            now,
            size,
            seeds,
            taxonomy,
            places,
            orgs: Vec::new(),
            areas: seeds
                .name_areas
                .iter()
                .map(|area| area.countries.iter().map(|country| code(country)).collect())
                .collect(),
            homes: Weighted::default(),
            employers: Weighted::default(),
            providers: Vec::new(),
            roles: BTreeMap::new(),
            roles_elsewhere: weighted(&ELSEWHERE),
            near: BTreeMap::new(),
        };
        for (at, organisation) in seeds.organisations.iter().enumerate() {
            world.add_org(at, organisation);
        }
        for (area, countries) in world.areas.iter().enumerate() {
            for country in countries {
                let weight = home_weight(world.places, *country, today);
                world.homes.add(weight, (area, *country));
            }
        }
        world
    }

    fn add_org(&mut self, at: usize, seed: &'static Organisation) {
        let country = code(&seed.country);
        let founded = self.now - TimeDelta::days(800);
        let org = Org {
            id: self.id(Kind::Organisation, at as u64, founded),
            owner: self.id(Kind::Owner, at as u64, founded),
            seed,
            country,
            language: code(&seed.language),
            zone: self.places.country(country).map_or(Tz::UTC, |known| known.zone),
            sector: code(&seed.sector),
        };
        if org.is_employer() {
            let is_african = self.places.region_of(country, GroupingKind::AuRegion, self.today).is_some();
            self.employers.add(if is_african { 6 } else { 4 }, at);
            self.roles.insert(at, weighted(&roles_of(seed)));
        }
        if seed.is("provider") {
            self.providers.push(at);
        }
        self.near
            .entry(country)
            .or_insert_with(|| self.places.neighbours(country, self.today));
        self.orgs.push(org);
    }

    pub(crate) fn id<I: Id>(&self, kind: Kind, number: u64, at: UtcTime) -> I {
        seeded_id(self.seed, kind as u64, number, at)
    }

    pub(crate) fn dice(&self, kind: Kind, number: u64) -> Dice {
        Dice::new(self.seed, kind, number)
    }

    /// The organisation with this key in the seed list.
    pub(crate) fn org(&self, key: &str) -> &Org {
        self.orgs
            .iter()
            .find(|org| org.key() == key)
            .unwrap_or_else(|| unreachable!("{key:?} is in no list"))
    }

    /// So many days after today, or before it.
    pub(crate) fn day(&self, after: i64) -> NaiveDate {
        self.today + TimeDelta::days(after)
    }

    /// So many days ago, at a time of day that the number chooses.
    pub(crate) fn days_ago(&self, days: i64, number: u32) -> UtcTime {
        self.now - TimeDelta::days(days) - TimeDelta::minutes(i64::from(number % 1440))
    }

    /// Can one travel from here to there within a region?
    pub(crate) fn is_near(&self, from: CountryCode, to: CountryCode) -> bool {
        self.near.get(&to).is_some_and(|countries| countries.contains(&from))
    }

    /// The area whose names people of a country bear, and its countries.
    pub(crate) fn area_of(&self, country: CountryCode) -> (usize, &[CountryCode]) {
        let found = self.areas.iter().enumerate().find(|(_, countries)| countries.contains(&country));
        found.map_or((0, &[]), |(at, countries)| (at, countries))
    }

    pub(crate) fn name(&self, area: usize, dice: &mut Dice) -> String {
        let area = &self.seeds.name_areas[area];
        let (given, family) = (dice.pick(&area.given_names), dice.pick(&area.family_names));
        if area.family_first {
            format!("{family} {given}")
        } else {
            format!("{given} {family}")
        }
    }

    /// The roles of an employer with their weights.
    pub(crate) fn roles_of(&self, employer: usize) -> &Weighted<usize> {
        self.roles.get(&employer).unwrap_or(&self.roles_elsewhere)
    }

    /// The learner of this number.
    pub(crate) fn who(&self, number: u32) -> Who {
        let mut dice = self.dice(Kind::Learner, number.into());
        let employer = dice.often(EMPLOYED).then(|| *self.employers.pick(&mut dice));
        let (area, country) = match employer {
            None => *self.homes.pick(&mut dice),
            Some(at) => {
                let home = self.orgs[at].country;
                let (area, countries) = self.area_of(home);
                let is_at_home = dice.often(AT_HOME) || countries.is_empty();
                (area, if is_at_home { home } else { *dice.pick(countries) })
            }
        };
        let role = *employer.map_or(&self.roles_elsewhere, |at| self.roles_of(at)).pick(&mut dice);
        let sector = employer.map_or_else(
            || if dice.often(400) { Sector::Public } else { Sector::Private },
            |at| self.orgs[at].sector,
        );
        let languages = languages(&self.seeds.name_areas[area].area, country, &mut dice);
        let travel = match dice.below(100) {
            0..8 => Travel::None,
            8..36 => Travel::Country,
            36..72 => Travel::Region,
            _ => Travel::Anywhere,
        };
        let joined_at = self.joined_at(number);
        Who {
            number,
            id: self.id(Kind::Learner, number.into(), joined_at),
            joined_at,
            country,
            area,
            employer,
            sector,
            languages,
            role: &self.taxonomy.roles()[role],
            travel,
        }
    }

    /// Learners joined one after the other over the last two years, so that their ids ascend with their numbers.
    fn joined_at(&self, number: u32) -> UtcTime {
        const SPAN: i64 = 700 * 86_400;
        let after = SPAN * i64::from(number) / i64::from(self.size.learners.max(1));
        self.now - TimeDelta::days(720) + TimeDelta::seconds(after)
    }
}

/// Local time as the columns keep it.
pub(crate) fn local(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn weighted(weights: &[u32]) -> Weighted<usize> {
    let mut list = Weighted::default();
    for (at, weight) in weights.iter().enumerate() {
        list.add(*weight, at);
    }
    list
}

/// What a place makes decides whom it employs.
fn roles_of(seed: &Organisation) -> [u32; 18] {
    let mut weights = if seed.is("facility") { FACILITY } else { AGENCY };
    if seed.is("facility") {
        let is_biological = [
            "vaccines",
            "mrna-vaccines",
            "biotherapeutics",
            "monoclonal-antibodies",
            "plasma-products",
        ]
        .iter()
        .any(|product| seed.makes(product));
        let is_sterile = is_biological || seed.makes("sterile-injectables");
        let (grown, filled) = (usize::from(is_biological), usize::from(is_sterile));
        for (role, biological) in [(0, [0, 14]), (1, [0, 14])] {
            weights[role] = biological[grown];
        }
        weights[2] = [0, 22][filled];
        weights[4] = [5, 14][filled];
    }
    weights
}

fn home_weight(places: &Places, country: CountryCode, today: NaiveDate) -> u32 {
    let region = places.region_of(country, GroupingKind::WhoRegion, today);
    let weight = match region.map(|region| region.code.as_str().to_owned()).as_deref() {
        _ if places.region_of(country, GroupingKind::AuRegion, today).is_some() => 7,
        Some("who-emr" | "who-sear") => 4,
        Some("who-amr" | "who-wpr") => 3,
        _ => 2,
    };
    if POPULOUS.contains(&country.as_str()) { weight * 3 } else { weight }
}

/// The languages of a person: those of the area and country, and English for many.
fn languages(area: &str, country: CountryCode, dice: &mut Dice) -> Vec<(LanguageCode, Fluency)> {
    let known: &[&str] = match (area, country.as_str()) {
        ("portuguese-speaking", _) => &["pt"],
        ("latin-america-spanish", _) | (_, "GNQ") => &["es"],
        (_, "CMR") => &["fr", "en"],
        ("west-africa-french" | "central-africa", _) | (_, "FRA" | "BEL" | "CHE") => &["fr"],
        (_, "RWA" | "MUS") => &["en", "fr"],
        ("east-africa", "SSD") => &["en", "ar"],
        ("east-africa", _) => &["en", "sw"],
        (_, "ETH") => &["am", "en"],
        ("maghreb", "LBY") | ("mashriq-and-gulf" | "horn-of-africa", _) => &["ar"],
        ("maghreb", _) => &["ar", "fr"],
        ("viet-nam", _) => &["vi"],
        (_, "IDN") => &["id"],
        ("korea", _) => &["ko"],
        ("central-asia", _) => &["ru"],
        _ => &["en"],
    };
    let mut spoken: Vec<_> = known.iter().map(|language| (code(language), Fluency::Fluent)).collect();
    if let Some((_, fluency)) = spoken.get_mut(1).filter(|_| dice.often(450)) {
        *fluency = Fluency::Intermediate;
    }
    if !known.contains(&"en") && dice.often(480) {
        spoken.push((code("en"), *dice.pick(Fluency::ALL)));
    } else if !known.contains(&"fr") && area.contains("africa") && dice.often(90) {
        spoken.push((code("fr"), Fluency::Intermediate));
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_learner_is_the_same_whenever_asked() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        let size = Size {
            learners: 3000,
            ..Size::SMALL
        };
        let (one, other) = (World::new(7, today, size), World::new(7, today, size));
        let mut countries = BTreeSet::new();
        let (mut employed, mut last) = (0, None);
        for number in 0..3000 {
            let who = one.who(number);
            assert_eq!(who, other.who(number));
            assert!(who.joined_at < one.now);
            assert!(last < Some(who.id), "ids ascend");
            last = Some(who.id);
            employed += i32::from(who.employer.is_some());
            countries.insert(who.country);
        }
        assert!((1900..2300).contains(&employed), "{employed}");
        assert!(countries.len() > 100, "{}", countries.len());
        assert_ne!(one.who(1), World::new(8, today, size).who(1));
    }
}
