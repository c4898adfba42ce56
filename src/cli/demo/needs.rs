//! What facilities and agencies declare that they need, in proportion to the people they have, so that gaps show at any size and differ
//! from region to region.

use chrono::{NaiveDate, TimeDelta};

use super::dice::{Dice, Kind};
use super::store::{Batch, NeedRow};
use super::world::{AT_HOME, EMPLOYED, Org, World};
use crate::kernel::{Precision, Quarter};
use crate::network::CountryCode;
use crate::network::places::GroupingKind;

/// Every need of every organisation.
pub(crate) fn add_all(world: &World, batch: &mut Batch) {
    let region = |org: &Org| world.places.region_of(org.country, GroupingKind::WhoRegion, world.today);
    // the two European organisations train others and declare nothing: two are too few to be shown, and would hold every row back
    let declares = |org: &Org| region(org).is_none_or(|region| region.code.as_str() != "who-eur");
    for (at, org) in world.orgs.iter().enumerate().filter(|(_, org)| declares(org)) {
        let mut needs = Needs {
            world,
            org,
            at: at as u64,
            ordinal: 0,
            dice: world.dice(Kind::Need, at as u64),
            batch: &mut *batch,
        };
        if org.is_employer() {
            needs.of_employer(at);
        } else if org.seed.is("coordinating") {
            needs.of_desk();
        } else if !org.seed.products.is_empty() {
            needs.of_pilot_line();
        }
    }
}

struct Needs<'a> {
    world: &'a World,
    org: &'a Org,
    at: u64,
    ordinal: u64,
    dice: Dice,
    batch: &'a mut Batch,
}

impl Needs<'_> {
    fn of_employer(&mut self, at: usize) {
        let (_, countries) = self.world.area_of(self.org.country);
        // branches stay in the region: one alone elsewhere would hold a public row back
        let region = |country| self.world.places.region_of(country, GroupingKind::WhoRegion, self.world.today);
        let home = region(self.org.country);
        let others = countries
            .iter()
            .copied()
            .filter(|country| *country != self.org.country && region(*country) == home);
        let others: Vec<CountryCode> = others.collect();
        let count = if others.is_empty() { 0 } else { 2 };
        let abroad: Vec<CountryCode> = (0..count).map(|_| *self.dice.pick(&others)).collect();
        for (role, people) in expected(self.world, at) {
            let factor = self.factor(role);
            let posts = u32::try_from(people * u64::from(factor) * u64::from(AT_HOME) / 1_000_000).unwrap_or(0);
            let posts = posts.max(self.dice.between(2, 5));
            self.declare(role, self.org.country, posts, factor);
            // a branch or two, for the roles of which there are most
            if people >= 6 || role == 2 || role == 12 {
                for country in &abroad {
                    self.declare(role, *country, (posts / 9).max(3), factor);
                }
            }
        }
    }

    /// Training institutes with a pilot line declare its posts.
    fn of_pilot_line(&mut self) {
        let factor = self.factor(7);
        for role in [0, 2, 3, 5, 7, 9, 14, 17] {
            let posts = self.dice.between(4, 8);
            self.declare(role, self.org.country, posts, factor);
        }
    }

    /// A coordinating desk declares for plants and offices that have no account.
    fn of_desk(&mut self) {
        let scale = self.world.size.learners / 200;
        for role in [2, 3, 4, 5, 6, 7, 9, 11, 12, 13, 14, 15] {
            let factor = self.factor(role);
            let posts = self.dice.between(5, 10) + scale * factor / 2000;
            self.declare(role, self.org.country, posts, factor);
        }
    }

    /// Posts wanted for every thousand people: most in Africa, there most in aseptic work, quality control and inspection.
    fn factor(&self, role: usize) -> u32 {
        let is_quality = [2, 3, 4, 12, 13].contains(&role);
        let region = |kind| self.world.places.region_of(self.org.country, kind, self.world.today);
        let is_african = region(GroupingKind::AuRegion).is_some();
        match region(GroupingKind::WhoRegion).map(|region| region.code.as_str()) {
            Some("who-afr") => [1000, 1900][usize::from(is_quality)],
            Some("who-emr") if is_african => [900, 1500][usize::from(is_quality)],
            Some("who-emr") => [850, 1250][usize::from(is_quality)],
            Some("who-sear") => [850, 1100][usize::from(is_quality)],
            Some("who-amr") => [700, 900][usize::from(is_quality)],
            Some("who-wpr") => [550, 700][usize::from(is_quality)],
            _ => 450,
        }
    }

    /// Twice: what is wanted this quarter already, and what is wanted in a year or so; the later one replaces the earlier.
    fn declare(&mut self, role: usize, country: CountryCode, posts: u32, factor: u32) {
        let quarter = Quarter::of(self.world.today);
        let later = (0..self.dice.between(2, 5)).fold(quarter, |quarter, _| quarter.next());
        let urgency = match factor {
            2000.. => "urgent",
            1000.. => "soon",
            _ => "routine",
        };
        self.put(
            role,
            country,
            (posts * 3 / 4).max(2),
            (quarter.first_day(), Precision::Quarter),
            urgency,
        );
        let by = match self.dice.below(4) {
            0 | 1 => (later.first_day(), Precision::Quarter),
            2 => (later.first_day() + TimeDelta::days(self.dice.between(0, 80).into()), Precision::Day),
            _ => return,
        };
        self.put(role, country, posts.max(3), by, "routine");
    }

    fn put(&mut self, role: usize, country: CountryCode, posts: u32, (by_on, by_precision): (NaiveDate, Precision), urgency: &'static str) {
        let declared_at = self.world.days_ago(self.dice.between(20, 340).into(), self.dice.below(1440));
        let confirmed_at = self
            .world
            .days_ago(self.dice.between(1, 150).into(), self.dice.below(1440))
            .max(declared_at);
        self.ordinal += 1;
        self.batch.needs.push(NeedRow {
            id: self.world.id(Kind::Need, self.at << 16 | self.ordinal, declared_at),
            org_id: self.org.id,
            role: self.world.taxonomy.roles()[role].code,
            country,
            sector: self.org.sector,
            posts: i32::try_from(posts).unwrap_or(i32::MAX),
            by_on,
            by_precision,
            urgency,
            visibility: if self.dice.often(920) { "network" } else { "private" },
            note: if self.org.seed.is("coordinating") {
                "Declared by the desk for places without an account."
            } else {
                ""
            },
            declared_by: Some(self.org.owner),
            declared_at,
            confirmed_at,
        });
    }
}

/// How many learners of each role an employer has, on average.
fn expected(world: &World, at: usize) -> Vec<(usize, u64)> {
    let weight = world
        .employers
        .iter()
        .find(|(_, known)| **known == at)
        .map_or(0, |(weight, _)| weight);
    let total = u64::from(world.employers.total().max(1));
    let people = u64::from(world.size.learners) * u64::from(EMPLOYED) / 1000 * u64::from(weight);
    let roles = world.roles_of(at);
    roles
        .iter()
        .map(|(share, role)| (*role, people * u64::from(share) / (total * u64::from(roles.total().max(1)))))
        .collect()
}
