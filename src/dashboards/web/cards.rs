//! What is asked for around a provider, beside what it teaches.

use crate::dashboards::demand::{Asked, RegionDemand, Short};
use crate::network::names;
use crate::site::{Words, charts};
use crate::skills::{SkillCode, Taxonomy};

/// What the partial `dashboards/demand.html` shows.
pub struct Demand {
    /// The finding.
    pub heading: String,
    /// How much of the need is there or on the way, where that is shown.
    pub covered: Option<f64>,
    /// The same in numbers, and the other skills.
    pub lines: Vec<String>,
}

impl Demand {
    /// Of the skills that are taught; the one that most are short of first.
    #[must_use]
    pub fn of(t: Words, demand: Option<&RegionDemand>, skills: &[SkillCode]) -> Self {
        let Some(demand) = demand else {
            return Self::without(t.demand_unknown().plain());
        };
        let region = region_name(t, demand.region.as_str());
        let mut short: Vec<(SkillCode, Short)> = skills
            .iter()
            .filter_map(|skill| match demand.asked(*skill) {
                Asked::Short(short) => Some((*skill, short)),
                _ => None,
            })
            .collect();
        short.sort_by_key(|(skill, short)| (-short.short, *skill));
        let has = |asked: Asked| skills.iter().any(|skill| demand.asked(*skill) == asked);
        let Some(((skill, most), others)) = short.split_first() else {
            return Self::without(if has(Asked::Withheld) {
                t.demand_withheld(region).plain()
            } else if has(Asked::Covered) {
                t.demand_covered(region).plain()
            } else {
                t.demand_nothing(region).plain()
            });
        };
        let mut lines = vec![t.demand_of(t.number(most.need - most.short), t.number(most.need)).plain()];
        lines.extend(
            others
                .iter()
                .take(3)
                .map(|(skill, short)| t.demand_also(t.number(short.short), name(t, *skill)).plain()),
        );
        Self {
            heading: t.demand_short(most.short, region, name(t, *skill)).plain(),
            covered: Some(charts::percent(most.need - most.short, most.need)),
            lines,
        }
    }

    fn without(heading: String) -> Self {
        Self {
            heading,
            covered: None,
            lines: Vec::new(),
        }
    }
}

/// As people call it where the formal name is long: "West Africa".
fn region_name(t: Words, code: &str) -> String {
    t.find(&format!("region-{code}"))
        .map_or_else(|| names::grouping(t, code).text.to_owned(), |phrase| phrase.plain())
}

fn name(t: Words, code: SkillCode) -> String {
    let skill = Taxonomy::builtin().skill(code);
    skill.map_or_else(
        || code.to_string(),
        |skill| t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
    )
}
