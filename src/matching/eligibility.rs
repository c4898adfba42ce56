//! Who may come, and what is free: the terms of an offer as far as a program can judge them.
//!
//! A stated rule that makes no sense as its kind is kept as words, so that it is shown and never judged.

use crate::catalogue::{Capacity, CapacityKind, Rule, RuleKind};
use crate::network::{CountryCode, Fluency, GroupingCode, LanguageCode, Sector};
use crate::skills::{Level, SkillCode};

/// How many seats are free. Capacity is a kind: 0 is full, never unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FreeSeats {
    Limited(u32),
    Unlimited,
    /// Nobody says; most real calls do not.
    Unknown,
}

impl From<Capacity> for FreeSeats {
    fn from(capacity: Capacity) -> Self {
        match capacity.kind {
            CapacityKind::Limited => Self::Limited(u32::try_from(capacity.free().unwrap_or(0)).unwrap_or(0)),
            CapacityKind::Unlimited => Self::Unlimited,
            CapacityKind::Unknown => Self::Unknown,
        }
    }
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

impl From<&Rule> for Eligibility {
    fn from(rule: &Rule) -> Self {
        let value = rule.value.as_str();
        let read = match rule.kind {
            RuleKind::Citizenship => value.parse().ok().map(Self::Citizenship),
            RuleKind::Residence => value.parse().ok().map(Self::Residence),
            RuleKind::Sector => value.parse().ok().map(Self::Sector),
            RuleKind::Employer => Some(Self::Employer(value.to_owned())),
            RuleKind::ExperienceMin => value.parse().ok().map(Self::ExperienceMin),
            RuleKind::ExperienceMax => value.parse().ok().map(Self::ExperienceMax),
            RuleKind::Education => Some(Self::Education(value.to_owned())),
            RuleKind::Language => value
                .parse()
                .ok()
                .map(|language| Self::Language(language, rule.level.and_then(fluency))),
            RuleKind::Skill => value.parse().ok().zip(rule.level).map(|(skill, level)| Self::Skill(skill, level)),
            RuleKind::Other => None,
        };
        read.unwrap_or_else(|| Self::Other(value.to_owned()))
    }
}

/// The level column of a rule about a language: 1 to 3, basic to fluent.
fn fluency(level: Level) -> Option<Fluency> {
    usize::from(level.get()).checked_sub(1).and_then(|at| Fluency::ALL.get(at).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: RuleKind, value: &str, level: Option<u8>) -> Eligibility {
        Eligibility::from(&Rule {
            kind,
            value: value.to_owned(),
            level: level.and_then(Level::new),
        })
    }

    #[test]
    fn rules_are_read_from_their_columns() {
        let (senegal, ecowas) = (
            Territory::Country("SEN".parse().unwrap()),
            Territory::Grouping("rec-ecowas".parse().unwrap()),
        );
        assert_eq!(read(RuleKind::Residence, "SEN", None), Eligibility::Residence(senegal));
        assert_eq!(read(RuleKind::Citizenship, "rec-ecowas", None), Eligibility::Citizenship(ecowas));
        assert_eq!(read(RuleKind::Sector, "public", None), Eligibility::Sector(Sector::Public));
        assert_eq!(read(RuleKind::ExperienceMax, "6", None), Eligibility::ExperienceMax(6));
        assert_eq!(
            read(RuleKind::Language, "en", Some(2)),
            Eligibility::Language("en".parse().unwrap(), Some(Fluency::Intermediate))
        );
        assert_eq!(
            read(RuleKind::Language, "fr", None),
            Eligibility::Language("fr".parse().unwrap(), None)
        );
        assert_eq!(
            read(RuleKind::Skill, "MFG-4", Some(2)),
            Eligibility::Skill("MFG-4".parse().unwrap(), Level::SUPERVISED)
        );
        assert_eq!(
            read(RuleKind::Employer, "an active manufacturer", None),
            Eligibility::Employer("an active manufacturer".to_owned())
        );
        assert_eq!(
            (senegal.to_string(), ecowas.to_string()),
            ("SEN".to_owned(), "rec-ecowas".to_owned())
        );
    }

    #[test]
    fn a_rule_that_makes_no_sense_is_kept_as_words() {
        for (kind, value) in [
            (RuleKind::Sector, "both"),
            (RuleKind::ExperienceMax, "a few"),
            (RuleKind::Skill, "MFG-4"),
            (RuleKind::Residence, "any country"),
        ] {
            assert_eq!(read(kind, value, None), Eligibility::Other(value.to_owned()));
        }
    }

    #[test]
    fn full_is_not_unlimited() {
        let free = |kind, seats, held| FreeSeats::from(Capacity { kind, seats, held });
        assert_eq!(free(CapacityKind::Limited, 20, 18), FreeSeats::Limited(2));
        assert_eq!(free(CapacityKind::Limited, 20, 21), FreeSeats::Limited(0));
        assert_eq!(free(CapacityKind::Unlimited, 0, 7), FreeSeats::Unlimited);
        assert_eq!(free(CapacityKind::Unknown, 0, 0), FreeSeats::Unknown);
    }
}
