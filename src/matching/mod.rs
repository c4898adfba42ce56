//! Which dated offers a person could take, which gaps each would close, and why not the others.
//!
//! Hard rules come first (`rules`): an offer is a match where none of them says *not met*; *cannot tell* refuses nobody and is shown.
//! Then a score of six named parts (`score`), in whole numbers. `engine` puts the two together. The same input gives the same answer,
//! in whatever order it comes.

pub mod audience;
pub mod cohort;
pub mod eligibility;
pub mod engine;
pub mod rules;
pub mod score;
pub mod store;
#[cfg(test)]
mod tests;
pub mod web;

pub use eligibility::{Eligibility, FreeSeats, Territory};
pub use engine::{rank, rank_top, why_not};
pub use rules::Judge;

use chrono::NaiveDate;

use crate::catalogue::{Capacity, CapacityKind, FeeKind, Mode, Taught};
use crate::kernel::{AnyId, Day, OfferingId, SlotPeriodId, UtcTime};
use crate::network::{CountryCode, Fluency, LanguageCode, Sector, Travel};
use crate::placements::{Period, Slot};
use crate::skills::gap::SkillGap;
use crate::skills::{Level, SkillCode};

/// A skill as a person stands to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub skill: SkillCode,
    pub held: Level,
    /// The held level rests on nothing but the person's own word.
    pub is_self_declared: bool,
    /// What the target role asks for; [`Level::NONE`] where it does not ask for this skill.
    pub required: Level,
    /// How badly the skill is lacked in the person's region, 0 to 1000.
    pub urgency: u16,
}

impl Standing {
    /// From the gap arithmetic of the person.
    #[must_use]
    pub fn of(gap: &SkillGap<'_>, urgency: u16) -> Self {
        Self {
            skill: gap.skill,
            held: gap.held.level,
            is_self_declared: gap.held.is_self_declared,
            required: gap.required,
            urgency,
        }
    }

    /// How many levels are missing for the role.
    #[must_use]
    pub fn missing(&self) -> u8 {
        self.required.above(self.held)
    }
}

/// A language that a person speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    pub language: LanguageCode,
    /// `None` where the person did not say how well.
    pub fluency: Option<Fluency>,
}

/// When a person is free. A side left open is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// Who seeks. Citizenship is nowhere recorded, so what asks for it cannot be told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidate {
    /// Each skill once; what is not here is not held and not asked for.
    pub standings: Vec<Standing>,
    pub country: Option<CountryCode>,
    pub languages: Vec<Spoken>,
    pub sector: Option<Sector>,
    pub travel: Option<Travel>,
    pub available: Window,
}

impl Candidate {
    #[must_use]
    pub fn standing(&self, skill: SkillCode) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.skill == skill)
    }

    #[must_use]
    pub fn held(&self, skill: SkillCode) -> Level {
        self.standing(skill).map_or(Level::NONE, |standing| standing.held)
    }

    /// The skills in which levels are missing.
    pub fn gaps(&self) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(|standing| standing.missing() > 0)
    }
}

/// What is offered: a dated offering of a course, or a period of a placement slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfferKey {
    Offering(OfferingId),
    Period(SlotPeriodId),
}

impl OfferKey {
    /// The id without its kind; what ties are broken by.
    #[must_use]
    pub fn id(self) -> AnyId {
        match self {
            Self::Offering(id) => AnyId::of(id),
            Self::Period(id) => AnyId::of(id),
        }
    }
}

/// What matching has to know of an offer. Nothing in it depends on who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub key: OfferKey,
    /// Each skill once.
    pub skills: Vec<Taught>,
    pub mode: Mode,
    pub country: Option<CountryCode>,
    /// Where its parts on site are held, beside `country`.
    pub segment_countries: Vec<CountryCode>,
    /// Any one of them will do; empty where nobody says.
    pub languages: Vec<LanguageCode>,
    pub seats: FreeSeats,
    /// The last instant; `None` where none is stated.
    pub deadline_at: Option<UtcTime>,
    pub starts_on: Day,
    /// The last day.
    pub ends_on: Day,
    pub eligibility: Vec<Eligibility>,
    pub fee: FeeKind,
    /// A fact from a public call: nobody applies here.
    pub is_external: bool,
}

impl Offer {
    /// A period of a slot, whether or not it takes applications.
    #[must_use]
    pub fn of_period(slot: &Slot, period: &Period) -> Self {
        Self {
            key: OfferKey::Period(period.id),
            skills: slot.skills.clone(),
            mode: Mode::HandsOn,
            country: slot.country,
            segment_countries: Vec::new(),
            languages: slot.languages.iter().filter_map(|code| code.parse().ok()).collect(),
            seats: FreeSeats::from(Capacity {
                kind: CapacityKind::Limited,
                seats: period.places,
                held: period.held,
            }),
            deadline_at: None,
            starts_on: Day::exact(period.from),
            ends_on: Day::exact(period.to),
            eligibility: Vec::new(),
            fee: slot.fee,
            is_external: false,
        }
    }

    /// Every country that one has to go to, some perhaps twice. Of no account where the mode is remote.
    pub fn countries(&self) -> impl Iterator<Item = CountryCode> {
        self.country.into_iter().chain(self.segment_countries.iter().copied())
    }
}

/// What an offer does for one gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    pub skill: SkillCode,
    /// What is held.
    pub from: Level,
    /// What would be held, as far as the role asks for it.
    pub to: Level,
    pub required: Level,
    /// What is held rests on nothing but the person's own word.
    pub is_self_declared: bool,
}

impl Closing {
    /// How many levels.
    #[must_use]
    pub fn levels(&self) -> u8 {
        self.to.above(self.from)
    }

    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.to >= self.required
    }
}
