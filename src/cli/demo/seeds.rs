//! What the demonstration is made from: invented organisations, names and courses, and facts from real public calls (`data/`).

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::kernel::Precision;

/// `data/demo/network.json`: all of it is invented.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Seeds {
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) name_areas: Vec<NameArea>,
    pub(crate) course_templates: Vec<CourseTemplate>,
    pub(crate) slot_templates: Vec<SlotTemplate>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Organisation {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) name_language: String,
    pub(crate) kinds: Vec<String>,
    pub(crate) country: String,
    pub(crate) city: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) language: String,
    pub(crate) sector: String,
    pub(crate) products: Vec<String>,
}

impl Organisation {
    pub(crate) fn is(&self, kind: &str) -> bool {
        self.kinds.iter().any(|known| known == kind)
    }

    pub(crate) fn makes(&self, product: &str) -> bool {
        self.products.iter().any(|known| known == product)
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct NameArea {
    pub(crate) area: String,
    pub(crate) countries: Vec<String>,
    pub(crate) family_first: bool,
    pub(crate) given_names: Vec<String>,
    pub(crate) family_names: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct TaughtSkill {
    pub(crate) code: String,
    #[serde(rename = "in")]
    pub(crate) level_in: i32,
    #[serde(rename = "out")]
    pub(crate) level_out: i32,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CourseTemplate {
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) summary: String,
    pub(crate) body: String,
    pub(crate) skills: Vec<TaughtSkill>,
    pub(crate) mode: String,
    pub(crate) weeks: u32,
    pub(crate) kinds_of_segments: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct SlotTemplate {
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) summary: String,
    pub(crate) skills: Vec<TaughtSkill>,
    pub(crate) zone_grade: String,
    pub(crate) bsl: Option<i32>,
    pub(crate) product_type: String,
    /// Working days.
    pub(crate) days: u32,
    pub(crate) per_period: u32,
    pub(crate) conditions: Vec<String>,
}

/// `data/real-calls.json`: facts from public calls.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Calls {
    pub(crate) calls: Vec<Call>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct StatedDay {
    pub(crate) on: Option<NaiveDate>,
    pub(crate) precision: String,
}

impl StatedDay {
    /// As two columns: without a date it is unknown.
    pub(crate) fn columns(&self) -> (Option<NaiveDate>, Precision) {
        let day = crate::kernel::Day::new(self.on, self.precision.parse().unwrap_or(Precision::Unknown));
        (day.on(), day.precision())
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct CallSegment {
    pub(crate) kind: String,
    pub(crate) place: Option<String>,
    pub(crate) starts: StatedDay,
    pub(crate) ends: StatedDay,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CallSkill {
    pub(crate) code: String,
    pub(crate) level_in: Option<i32>,
    pub(crate) level_out: Option<i32>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Call {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) provider: String,
    pub(crate) provider_country: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) host_city: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) starts: StatedDay,
    pub(crate) ends: StatedDay,
    pub(crate) segments: Vec<CallSegment>,
    pub(crate) seats: Option<i32>,
    pub(crate) deadline_local: Option<String>,
    pub(crate) deadline_zone: Option<String>,
    pub(crate) deadline_on: Option<NaiveDate>,
    pub(crate) published_on: Option<NaiveDate>,
    pub(crate) eligibility: Vec<String>,
    pub(crate) benefits: Vec<String>,
    pub(crate) language: Vec<String>,
    pub(crate) skills: Vec<CallSkill>,
    pub(crate) url: String,
    pub(crate) facts: std::collections::BTreeMap<String, String>,
}

// a test reads both files, so what cannot be read is never compiled into a build that passed
static SEEDS: LazyLock<Seeds> = LazyLock::new(|| serde_json::from_str(include_str!("../../../data/demo/network.json")).unwrap_or_default());
static CALLS: LazyLock<Calls> = LazyLock::new(|| serde_json::from_str(include_str!("../../../data/real-calls.json")).unwrap_or_default());

impl Seeds {
    pub(crate) fn builtin() -> &'static Self {
        &SEEDS
    }
}

impl Calls {
    pub(crate) fn builtin() -> &'static Self {
        &CALLS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Places;
    use crate::skills::Taxonomy;

    #[test]
    fn the_seed_lists_name_known_countries_and_skills() {
        let seeds: Seeds = serde_json::from_str(include_str!("../../../data/demo/network.json")).unwrap();
        let calls: Calls = serde_json::from_str(include_str!("../../../data/real-calls.json")).unwrap();
        assert_eq!(
            (
                seeds.organisations.len(),
                seeds.course_templates.len(),
                seeds.slot_templates.len(),
                calls.calls.len()
            ),
            (40, 60, 24, 21)
        );
        let is_country = |code: &String| code.parse().is_ok_and(|code| Places::builtin().country(code).is_some());
        let is_skill = |code: &String| code.parse().is_ok_and(|code| Taxonomy::builtin().skill(code).is_some());
        let areas = || seeds.name_areas.iter().flat_map(|area| &area.countries);
        assert!(areas().all(is_country));
        for organisation in &seeds.organisations {
            assert!(areas().any(|country| *country == organisation.country), "{}", organisation.key);
        }
        let skills = seeds.course_templates.iter().flat_map(|template| &template.skills);
        for skill in skills.chain(seeds.slot_templates.iter().flat_map(|template| &template.skills)) {
            assert!(is_skill(&skill.code) && skill.level_in <= skill.level_out, "{}", skill.code);
        }
        for call in &calls.calls {
            assert!(call.skills.iter().all(|skill| is_skill(&skill.code)), "{}", call.id);
            assert!(call.country.iter().chain(&call.provider_country).all(is_country), "{}", call.id);
        }
    }
}
