//! Skills, levels and what a person can show for them. The taxonomy says what skills and roles there are, `gap` what a person holds
//! on a day and what is missing for a role.
//!
//! Evidence is never changed: a lower assessment counts only when the higher one is withdrawn, with a reason.

pub mod gap;
pub mod store;
pub mod taxonomy;
pub mod web;

pub use taxonomy::Taxonomy;

use chrono::NaiveDate;

crate::network::text_code! {
    /// A skill of the taxonomy, `MFG-4`.
    SkillCode(15),
    /// A field of skills, `MFG`.
    FieldCode(15),
    /// A role profile, `ROLE-01`.
    RoleCode(15),
}

/// How well a skill is held, 0 to 5: none, awareness, supervised, independent, advanced, expert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Level(u8);

impl Level {
    pub const NONE: Self = Self(0);
    /// What expired evidence still counts as, at most.
    pub const SUPERVISED: Self = Self(2);
    pub const MOST: Self = Self(5);

    /// `None` above 5.
    #[must_use]
    pub const fn new(level: u8) -> Option<Self> {
        if level <= Self::MOST.0 { Some(Self(level)) } else { None }
    }

    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// How many levels this one lies above another; 0 where it does not.
    #[must_use]
    pub const fn above(self, other: Self) -> u8 {
        self.0.saturating_sub(other.0)
    }

    /// 1 up to this one: whoever holds it holds all of these. Empty for [`Level::NONE`].
    pub fn and_below(self) -> impl DoubleEndedIterator<Item = Self> {
        (1..=self.0).map(Self)
    }
}

/// The number is not a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a level from 0 to 5")]
pub struct NotALevel;

impl TryFrom<i32> for Level {
    type Error = NotALevel;

    fn try_from(level: i32) -> Result<Self, NotALevel> {
        u8::try_from(level).ok().and_then(Self::new).ok_or(NotALevel)
    }
}

impl From<Level> for i32 {
    fn from(level: Level) -> Self {
        Self::from(level.0)
    }
}

impl std::str::FromStr for Level {
    type Err = NotALevel;

    fn from_str(text: &str) -> Result<Self, NotALevel> {
        text.parse().ok().and_then(Self::new).ok_or(NotALevel)
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

crate::text_enum! {
    /// Who stands behind a piece of evidence, the strongest first.
    Grade {
        /// An assessor, on the job or in simulation.
        Assessed = "A",
        /// A certificate of a listed provider.
        Certified = "B",
        /// The employer.
        Attested = "C",
        /// The person alone.
        Declared = "D",
    }
}

impl Grade {
    /// What figures about regions count: all but a person's own word.
    pub const REGIONAL: &'static [Self] = &[Self::Assessed, Self::Certified, Self::Attested];
}

/// A skill at a level that somebody saw on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Evidence {
    pub skill: SkillCode,
    /// 1 to 5.
    pub level: Level,
    pub grade: Grade,
    pub observed_on: NaiveDate,
    /// The first day on which it counts as expired; `None` where it does not expire.
    pub expires_on: Option<NaiveDate>,
    /// The first day on which it no longer counts.
    pub withdrawn_on: Option<NaiveDate>,
}

impl Evidence {
    /// Whether it was observed by a day and not withdrawn by it.
    #[must_use]
    pub fn counts_on(&self, day: NaiveDate) -> bool {
        self.observed_on <= day && self.withdrawn_on.is_none_or(|on| day < on)
    }

    #[must_use]
    pub fn is_expired_on(&self, day: NaiveDate) -> bool {
        self.expires_on.is_some_and(|on| on <= day)
    }

    /// The level that it gives on a day on which it counts: its own, at most [`Level::SUPERVISED`] once expired.
    #[must_use]
    pub fn level_on(&self, day: NaiveDate) -> Level {
        if self.is_expired_on(day) {
            self.level.min(Level::SUPERVISED)
        } else {
            self.level
        }
    }
}

/// A skill that a role asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Requirement {
    pub skill: SkillCode,
    /// 1 to 5.
    pub level: Level,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_go_from_0_to_5() {
        assert_eq!(Level::try_from(5), Ok(Level::MOST));
        assert_eq!(Level::try_from(6), Err(NotALevel));
        assert_eq!(Level::try_from(-1), Err(NotALevel));
        assert_eq!("2".parse(), Ok(Level::SUPERVISED));
        assert!("".parse::<Level>().is_err());
        assert_eq!(Level::SUPERVISED.above(Level::MOST), 0);
        assert_eq!(Level::MOST.above(Level::SUPERVISED), 3);
        assert_eq!(Level::SUPERVISED.and_below().map(Level::get).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(Level::NONE.and_below().count(), 0);
    }
}
