//! On which terms a run is offered: who may come, what it costs, and who pays what.

use super::dice::{Dice, Kind};
use super::offerings::{ACADEMY, Run, serial};
use super::store::{Batch, OfferingCostRow, OfferingRuleRow};
use super::world::World;
use crate::network::places::GroupingKind;
use crate::network::{CountryCode, GroupingCode, Sector};

/// The terms of one run.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Terms {
    /// Kind, value, level, as the columns keep them.
    pub(crate) rules: Vec<(&'static str, String, Option<i32>)>,
    /// Whoever lives there may come; `None` where from anywhere. By code.
    pub(crate) residence: Option<Vec<CountryCode>>,
    pub(crate) sector: Option<Sector>,
    pub(crate) fee_kind: &'static str,
    pub(crate) fee: Option<Amount>,
    /// Item, who pays, and how much where it is stated.
    costs: Vec<(&'static str, &'static str, Option<Amount>)>,
}

/// So much in the smallest unit of its currency.
type Amount = (i64, &'static str);

const EDUCATION: &[&str] = &[
    "A degree in pharmacy, chemistry, biology or engineering",
    "A technical diploma in pharmacy, chemistry or process technology",
    "A degree in life sciences or two years of work at a licensed manufacturer",
];

pub(crate) fn of(world: &World, run: &Run, dice: &mut Dice) -> Terms {
    let mut terms = Terms::default();
    let is_story = run.number <= super::courses::ARABIC_RUN;
    if is_story {
        // open to the learner of the story
        terms.reside(world, "m49-002".parse().ok());
        terms.rules.push(("experience_min", "1".to_owned(), None));
    } else if run.provider(world).key() != ACADEMY {
        terms.choose_rules(world, run, dice);
    }
    terms.choose_costs(run, dice);
    terms
}

impl Terms {
    fn reside(&mut self, world: &World, grouping: Option<GroupingCode>) {
        let Some(grouping) = grouping else { return };
        let members = world.places.members(grouping, world.today);
        if !members.is_empty() {
            self.rules.push(("residence", grouping.to_string(), None));
            self.residence = Some(members);
        }
    }

    fn choose_rules(&mut self, world: &World, run: &Run, dice: &mut Dice) {
        let is_remote = run.site.is_none();
        if dice.often(if is_remote { 120 } else { 430 }) {
            let home = run.provider(world).country;
            let kinds = [
                GroupingKind::AuRegion,
                GroupingKind::WhoRegion,
                GroupingKind::Rec,
                GroupingKind::M49Region,
            ];
            let near = world.places.region_of(home, *dice.pick(&kinds), world.today);
            let grouping = if dice.often(200) {
                "ldc".parse().ok()
            } else {
                near.map(|grouping| grouping.code)
            };
            self.reside(world, grouping);
        }
        let is_for_regulators = run.course.skills.first().is_some_and(|skill| skill.as_str().starts_with("REG"));
        if dice.often(if is_for_regulators { 600 } else { 60 }) {
            let sector = if is_for_regulators || dice.often(500) {
                Sector::Public
            } else {
                Sector::Private
            };
            self.rules.push(("sector", sector.to_string(), None));
            self.sector = Some(sector);
        }
        if dice.often(350) {
            self.rules.push(("experience_min", dice.between(1, 3).to_string(), None));
        }
        if dice.often(90) {
            self.rules.push(("experience_max", dice.between(6, 12).to_string(), None));
        }
        if dice.often(160) {
            self.rules.push(("education", (*dice.pick(EDUCATION)).to_owned(), None));
        }
        if dice.often(300) {
            let level = if dice.often(700) { 2 } else { 3 };
            self.rules.push(("language", run.course.language.to_string(), Some(level)));
        }
    }

    fn choose_costs(&mut self, run: &Run, dice: &mut Dice) {
        let is_remote = run.site.is_none();
        let fee_kind = match dice.below(100) {
            _ if run.number <= super::courses::ARABIC_RUN => "funded",
            0..45 if is_remote => "free",
            0..22 => "free",
            22..58 => "funded",
            58..64 => "unknown",
            _ => "paid",
        };
        self.fee_kind = if is_remote && fee_kind == "funded" { "free" } else { fee_kind };
        let weeks = u32::try_from((run.ends_on - run.starts_on).num_days() / 7 + 1).unwrap_or(1);
        if self.fee_kind == "paid" {
            let dollars = if is_remote { dice.between(4, 15) } else { dice.between(20, 65) } * 10 * weeks;
            self.fee = Some(amount(dollars, run.course.language.as_str()));
        }
        let payers: &[(&str, &str)] = match (self.fee_kind, is_remote) {
            ("unknown", _) => &[("fee", "unknown")],
            ("paid", true) => &[("fee", "employer")],
            (_, true) => &[("fee", "nobody")],
            ("paid", _) => &[
                ("fee", "employer"),
                ("travel", "employer"),
                ("lodging", "employer"),
                ("meals", "learner"),
                ("insurance", "employer"),
                ("visa", "employer"),
            ],
            ("funded", _) => &[
                ("fee", "funder"),
                ("travel", "funder"),
                ("lodging", "funder"),
                ("meals", "host"),
                ("insurance", "provider"),
                ("visa", "learner"),
            ],
            _ => &[
                ("fee", "nobody"),
                ("travel", "employer"),
                ("lodging", "host"),
                ("meals", "learner"),
                ("insurance", "provider"),
                ("visa", "learner"),
            ],
        };
        self.costs = payers
            .iter()
            .map(|(item, payer)| (*item, *payer, self.fee.filter(|_| *item == "fee")))
            .collect();
        if payers.len() > 1 && dice.often(500) {
            for cost in self.costs.iter_mut().filter(|(item, _, _)| *item == "visa") {
                cost.2 = Some((i64::from(dice.between(3, 12)) * 1000, "USD"));
            }
        }
    }

    pub(crate) fn add(&self, world: &World, run: &Run, batch: &mut Batch) {
        for (ordinal, (kind, value, level)) in self.rules.iter().enumerate() {
            batch.offering_rules.push(OfferingRuleRow {
                id: world.id(Kind::Rule, u64::from(run.number) * 16 + ordinal as u64, serial(world, run.number)),
                offering_id: run.id,
                ordinal: i32::try_from(ordinal).unwrap_or(0),
                kind,
                value: value.clone(),
                level: *level,
            });
        }
        for (item, payer, amount) in &self.costs {
            batch.offering_costs.push(OfferingCostRow {
                offering_id: run.id,
                item,
                payer,
                amount_minor: amount.map(|(minor, _)| minor),
                currency: amount.map(|(_, currency)| currency),
                note: "",
            });
        }
    }
}

/// So many dollars, in a currency of those who teach in that language; round, and in its smallest unit.
fn amount(dollars: u32, language: &str) -> Amount {
    let dollars = i64::from(dollars);
    match language {
        "fr" => (dollars * 600 / 1000 * 1000, "XOF"),
        "pt" => (dollars * 90 / 1000 * 1000, "EUR"),
        _ => (dollars * 100, "USD"),
    }
}
