//! The terms on which training is offered: how it is given, what it costs, which seats are free, and who may come.
//!
//! Courses and placements both speak of them, and matching judges by them.

use crate::network::{CountryCode, Fluency, GroupingCode, LanguageCode, Sector};
use crate::skills::{Level, SkillCode};

crate::text_enum! {
    /// How training is given.
    Mode {
        Classroom = "classroom",
        Remote = "remote",
        /// At a manufacturing site.
        HandsOn = "hands_on",
        /// Several of these, one after the other.
        Blended = "blended",
    }
}

crate::text_enum! {
    /// What it costs the learner.
    FeeKind {
        /// No fee; getting there is the learner's own affair.
        Free = "free",
        /// Somebody pays fee, way and stay.
        Funded = "funded",
        Paid = "paid",
        Unknown = "unknown",
    }
}

/// How many seats are free. Capacity is a kind: 0 is full, never unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FreeSeats {
    Limited(u32),
    Unlimited,
    /// Nobody says; most real calls do not.
    Unknown,
}

/// A skill as an offer teaches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Taught {
    pub skill: SkillCode,
    /// What the learner has to hold on the first day; [`Level::NONE`] where nothing, `None` where nobody says.
    pub level_in: Option<Level>,
    /// What the learner leaves with; `None` where nobody says.
    pub level_out: Option<Level>,
}

/// One country, or a grouping of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Territory {
    Country(CountryCode),
    Grouping(GroupingCode),
}

impl std::str::FromStr for Territory {
    type Err = crate::kernel::text::UnknownCode;

    /// Three upper-case letters are a country, any other code a grouping.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::Country).or_else(|_| text.parse().map(Self::Grouping))
    }
}

impl std::fmt::Display for Territory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Country(code) => code.fmt(f),
            Self::Grouping(code) => code.fmt(f),
        }
    }
}

crate::text_enum! {
    /// The kinds of rules, as stored.
    RuleKind {
        Citizenship = "citizenship",
        Residence = "residence",
        Sector = "sector",
        Employer = "employer",
        ExperienceMin = "experience_min",
        ExperienceMax = "experience_max",
        Education = "education",
        Language = "language",
        Skill = "skill",
        Other = "other",
    }
}

/// A stated rule about who may come. What stands in words is read by people, never by the program.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Eligibility {
    Citizenship(Territory),
    Residence(Territory),
    Sector(Sector),
    /// In words.
    Employer(String),
    /// Years, at least.
    ExperienceMin(u32),
    /// Years, at most.
    ExperienceMax(u32),
    /// In words.
    Education(String),
    /// Spoken at least so well; `None` where nobody says how well.
    Language(LanguageCode, Option<Fluency>),
    /// Held at this level or above.
    Skill(SkillCode, Level),
    /// In words.
    Other(String),
}

impl Eligibility {
    /// A rule from its columns. What does not make sense as its kind is kept as words, so that it is shown and never judged.
    #[must_use]
    pub fn read(kind: RuleKind, value: &str, level: Option<i32>) -> Self {
        let fluency = |level: i32| usize::try_from(level - 1).ok().and_then(|at| Fluency::ALL.get(at).copied());
        let rule = match kind {
            RuleKind::Citizenship => value.parse().ok().map(Self::Citizenship),
            RuleKind::Residence => value.parse().ok().map(Self::Residence),
            RuleKind::Sector => value.parse().ok().map(Self::Sector),
            RuleKind::Employer => Some(Self::Employer(value.to_owned())),
            RuleKind::ExperienceMin => value.parse().ok().map(Self::ExperienceMin),
            RuleKind::ExperienceMax => value.parse().ok().map(Self::ExperienceMax),
            RuleKind::Education => Some(Self::Education(value.to_owned())),
            RuleKind::Language => value.parse().ok().map(|language| Self::Language(language, level.and_then(fluency))),
            RuleKind::Skill => value.parse().ok().zip(level.and_then(|level| Level::try_from(level).ok())).map(|(skill, level)| Self::Skill(skill, level)),
            RuleKind::Other => None,
        };
        rule.unwrap_or_else(|| Self::Other(value.to_owned()))
    }

    /// The columns of the rule: kind, value, level. The level of a language is 1 to 3, basic to fluent.
    #[must_use]
    pub fn columns(&self) -> (RuleKind, String, Option<i32>) {
        match self {
            Self::Citizenship(territory) => (RuleKind::Citizenship, territory.to_string(), None),
            Self::Residence(territory) => (RuleKind::Residence, territory.to_string(), None),
            Self::Sector(sector) => (RuleKind::Sector, sector.to_string(), None),
            Self::Employer(words) => (RuleKind::Employer, words.clone(), None),
            Self::ExperienceMin(years) => (RuleKind::ExperienceMin, years.to_string(), None),
            Self::ExperienceMax(years) => (RuleKind::ExperienceMax, years.to_string(), None),
            Self::Education(words) => (RuleKind::Education, words.clone(), None),
            Self::Language(language, fluency) => {
                let level = fluency.map(|fluency| match fluency {
                    Fluency::Basic => 1,
                    Fluency::Intermediate => 2,
                    Fluency::Fluent => 3,
                });
                (RuleKind::Language, language.to_string(), level)
            }
            Self::Skill(skill, level) => (RuleKind::Skill, skill.to_string(), Some((*level).into())),
            Self::Other(words) => (RuleKind::Other, words.clone(), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_survives_its_columns() {
        let rules = [
            (RuleKind::Citizenship, "income-low", None),
            (RuleKind::Residence, "SEN", None),
            (RuleKind::Residence, "rec-ecowas", None),
            (RuleKind::Sector, "public", None),
            (RuleKind::Employer, "an active manufacturer", None),
            (RuleKind::ExperienceMin, "1", None),
            (RuleKind::ExperienceMax, "6", None),
            (RuleKind::Education, "a degree in life science", None),
            (RuleKind::Language, "en", Some(2)),
            (RuleKind::Language, "fr", None),
            (RuleKind::Skill, "MFG-4", Some(2)),
            (RuleKind::Other, "shows how the skills will be applied", None),
        ];
        for (kind, value, level) in rules {
            let rule = Eligibility::read(kind, value, level);
            assert_eq!(rule.columns(), (kind, value.to_owned(), level));
        }
        assert_eq!(Eligibility::read(RuleKind::Residence, "SEN", None), Eligibility::Residence(Territory::Country("SEN".parse().unwrap())));
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_kept_as_words() {
        for (kind, value, level) in [(RuleKind::Sector, "both", None), (RuleKind::ExperienceMax, "a few", None), (RuleKind::Skill, "MFG-4", Some(9)), (RuleKind::Skill, "MFG-4", None)] {
            assert_eq!(Eligibility::read(kind, value, level), Eligibility::Other(value.to_owned()));
        }
    }
}
