//! What a visitor looks for, as it stands in the address: codes, repeated where several are meant.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{FeeKind, Mode};
use crate::kernel::PageNumber;
use crate::network::places::Places;
use crate::network::{CountryCode, GroupingCode, LanguageCode};
use crate::skills::{FieldCode, Level, SkillCode};

/// The query of `/courses`. What cannot be understood counts as not asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CourseQuery {
    pub q: String,
    pub field: Vec<String>,
    pub skill: Vec<String>,
    pub level: String,
    pub mode: Vec<String>,
    /// Countries and groupings of countries.
    pub place: Vec<String>,
    /// Languages of teaching; `lang` is the language of the page.
    pub taught: Vec<String>,
    pub cost: Vec<String>,
    pub from: String,
    pub until: String,
    /// `1`: with a free seat.
    pub open: String,
    /// `past`: what has been.
    pub when: String,
    pub sort: String,
    pub page: String,
}

/// One of the filters that a visitor can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    Words,
    Field,
    Skill,
    Level,
    Mode,
    Place,
    Taught,
    Cost,
    Dates,
    Open,
}

impl Facet {
    pub const ALL: &'static [Self] = &[
        Self::Words,
        Self::Field,
        Self::Skill,
        Self::Level,
        Self::Mode,
        Self::Place,
        Self::Taught,
        Self::Cost,
        Self::Dates,
        Self::Open,
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Soonest start first; unknown starts last.
    #[default]
    Start,
    /// Soonest deadline first.
    Deadline,
    Newest,
}

/// A place as asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Country(CountryCode),
    Grouping(GroupingCode),
}

impl Place {
    /// A code of a country or grouping that is known.
    #[must_use]
    pub fn parse(text: &str, places: &Places) -> Option<Self> {
        if let Some(country) = text.parse().ok().and_then(|code| places.country(code)) {
            return Some(Self::Country(country.code));
        }
        text.parse()
            .ok()
            .and_then(|code| places.grouping(code))
            .map(|grouping| Self::Grouping(grouping.code))
    }

    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Country(code) => code.to_string(),
            Self::Grouping(code) => code.to_string(),
        }
    }

    /// The countries of the place, with the members of the day.
    #[must_use]
    pub fn countries(&self, places: &Places, day: NaiveDate) -> Vec<CountryCode> {
        match self {
            Self::Country(code) => vec![*code],
            Self::Grouping(code) => places.members(*code, day),
        }
    }
}

/// What is looked for, understood.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub words: String,
    pub fields: Vec<FieldCode>,
    pub skills: Vec<SkillCode>,
    pub level: Option<Level>,
    pub modes: Vec<Mode>,
    pub places: Vec<Place>,
    pub taught: Vec<LanguageCode>,
    pub costs: Vec<FeeKind>,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub open_only: bool,
    pub past: bool,
    pub sort: Sort,
    pub page: Option<PageNumber>,
}

impl CourseQuery {
    #[must_use]
    pub fn understand(&self, places: &Places) -> Filter {
        Filter {
            words: self.q.chars().take(200).collect::<String>().trim().to_owned(),
            fields: codes(&self.field),
            skills: codes(&self.skill),
            level: self.level.parse().ok().filter(|level| *level > Level::NONE),
            modes: codes(&self.mode),
            places: self
                .place
                .iter()
                .take(20)
                .filter_map(|code| Place::parse(code, places))
                .fold(Vec::new(), push_once),
            taught: codes(&self.taught),
            costs: codes(&self.cost),
            from: self.from.parse().ok(),
            until: self.until.parse().ok(),
            open_only: self.open == "1",
            past: self.when == "past",
            sort: match self.sort.as_str() {
                "deadline" => Sort::Deadline,
                "newest" => Sort::Newest,
                _ => Sort::Start,
            },
            page: self.page.parse().ok().map(PageNumber::new),
        }
    }
}

fn codes<T: std::str::FromStr + PartialEq>(texts: &[String]) -> Vec<T> {
    texts
        .iter()
        .take(20)
        .filter_map(|text| text.parse().ok())
        .fold(Vec::new(), push_once)
}

fn push_once<T: PartialEq>(mut found: Vec<T>, one: T) -> Vec<T> {
    if !found.contains(&one) {
        found.push(one);
    }
    found
}

impl Filter {
    #[must_use]
    pub fn page(&self) -> PageNumber {
        self.page.unwrap_or(PageNumber::new(1))
    }

    /// Is anything of this facet asked for?
    #[must_use]
    pub fn has(&self, facet: Facet) -> bool {
        match facet {
            Facet::Words => !self.words.is_empty(),
            Facet::Field => !self.fields.is_empty(),
            Facet::Skill => !self.skills.is_empty(),
            Facet::Level => self.level.is_some(),
            Facet::Mode => !self.modes.is_empty(),
            Facet::Place => !self.places.is_empty(),
            Facet::Taught => !self.taught.is_empty(),
            Facet::Cost => !self.costs.is_empty(),
            Facet::Dates => self.from.is_some() || self.until.is_some(),
            Facet::Open => self.open_only,
        }
    }

    /// The same without one facet.
    #[must_use]
    pub fn without(&self, facet: Facet) -> Self {
        let mut other = self.clone();
        match facet {
            Facet::Words => other.words.clear(),
            Facet::Field => other.fields.clear(),
            Facet::Skill => other.skills.clear(),
            Facet::Level => other.level = None,
            Facet::Mode => other.modes.clear(),
            Facet::Place => other.places.clear(),
            Facet::Taught => other.taught.clear(),
            Facet::Cost => other.costs.clear(),
            Facet::Dates => (other.from, other.until) = (None, None),
            Facet::Open => other.open_only = false,
        }
        other
    }

    /// Name and value pairs, as they stand in the address; without the page.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        pairs.extend(self.fields.iter().map(|code| ("field", code.to_string())));
        pairs.extend(self.skills.iter().map(|code| ("skill", code.to_string())));
        pairs.extend(self.level.iter().map(|level| ("level", level.to_string())));
        pairs.extend(self.modes.iter().map(|mode| ("mode", mode.to_string())));
        pairs.extend(self.places.iter().map(|place| ("place", place.code())));
        pairs.extend(self.taught.iter().map(|code| ("taught", code.to_string())));
        pairs.extend(self.costs.iter().map(|cost| ("cost", cost.to_string())));
        pairs.extend(self.from.iter().map(|day| ("from", day.to_string())));
        pairs.extend(self.until.iter().map(|day| ("until", day.to_string())));
        if self.open_only {
            pairs.push(("open", "1".to_owned()));
        }
        if self.past {
            pairs.push(("when", "past".to_owned()));
        }
        match self.sort {
            Sort::Start => {}
            Sort::Deadline => pairs.push(("sort", "deadline".to_owned())),
            Sort::Newest => pairs.push(("sort", "newest".to_owned())),
        }
        pairs
    }

    /// The address of what is looked for, on a page of the site.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let query: Vec<String> = self
            .pairs()
            .into_iter()
            .map(|(name, value)| format!("{name}={}", crate::kernel::text::encode(&value)))
            .collect();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understand(query: &str) -> Filter {
        let query: CourseQuery = serde_html_form::from_str(query).unwrap();
        query.understand(Places::builtin())
    }

    #[test]
    fn codes_repeat_and_nonsense_is_left_out() {
        let filter = understand(
            "skill=MFG-4&skill=MFG-5&skill=MFG-4&place=KEN&place=who-afr&place=XXX&mode=remote&mode=flying&level=9&page=-3&from=2027-02-30&open=1",
        );
        assert_eq!(filter.skills.len(), 2);
        assert_eq!(filter.places.len(), 2);
        assert_eq!(
            (filter.modes.as_slice(), filter.level, filter.from, filter.open_only),
            ([Mode::Remote].as_slice(), None, None, true)
        );
        assert_eq!(filter.page().get(), 1);
    }

    #[test]
    fn the_address_says_the_same_again() {
        let query =
            "q=media%20fill&field=MFG&skill=MFG-4&level=3&mode=blended&place=KEN&taught=fr&cost=free&from=2027-01-01&open=1&sort=deadline";
        let filter = understand(query);
        assert_eq!(filter.address("/courses"), format!("/courses?{query}"));
        for facet in Facet::ALL {
            assert!(filter.has(*facet));
            assert!(!filter.without(*facet).has(*facet));
        }
    }
}
