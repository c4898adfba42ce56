//! The score of a match: six named parts in whole numbers, 1000 in all. What is not known earns nothing.
//!
//! [`PARTS`] and the constants beside it are what the page about the method shows.

use chrono::NaiveDate;

use super::rules::{Judge, span};
use super::{Closing, Offer};
use crate::catalogue::{FeeKind, Mode};
use crate::network::Fluency;

crate::text_enum! {
    /// The parts of the score.
    PartKind {
        /// The levels that are closed, over all skills: [`A_LEVEL`] each.
        Gap = "gap",
        /// How badly the most lacked of the skills that it closes is lacked in the person's region.
        Urgency = "urgency",
        /// All of it for remote training and within the country; else less by the kilometre, none from [`FAR_KM`] on, for the farthest
        /// country that one has to go to.
        Proximity = "proximity",
        /// Less by the day until the start, none from [`LATE_DAYS`] on.
        Timing = "timing",
        /// The best spoken of its languages, see [`of_fluency`].
        Language = "language",
        /// See [`of_fee`].
        Cost = "cost",
    }
}

/// A part, and the most that it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub most: u32,
}

/// The parts of the score, in the order in which they are shown.
pub const PARTS: [Part; 6] = [
    Part {
        kind: PartKind::Gap,
        most: GAP,
    },
    Part {
        kind: PartKind::Urgency,
        most: URGENCY,
    },
    Part {
        kind: PartKind::Proximity,
        most: PROXIMITY,
    },
    Part {
        kind: PartKind::Timing,
        most: TIMING,
    },
    Part {
        kind: PartKind::Language,
        most: LANGUAGE,
    },
    Part {
        kind: PartKind::Cost,
        most: COST,
    },
];

/// The most that a score can be.
pub const MOST: u32 = GAP + URGENCY + PROXIMITY + TIMING + LANGUAGE + COST;

const GAP: u32 = 400;
const URGENCY: u32 = 200;
const PROXIMITY: u32 = 150;
const TIMING: u32 = 100;
const LANGUAGE: u32 = 100;
const COST: u32 = 50;

/// What one closed level gives.
pub const A_LEVEL: u32 = 100;
/// From this distance on, proximity gives nothing.
pub const FAR_KM: u32 = 10_000;
/// From so many days to the start on, timing gives nothing.
pub const LATE_DAYS: u32 = 365;
/// The highest urgency.
const MOST_URGENT: u32 = 1000;

/// What a shared language gives; spoken, but nobody said how well, counts between basic and intermediate.
#[must_use]
pub const fn of_fluency(fluency: Option<Fluency>) -> u32 {
    match fluency {
        Some(Fluency::Fluent) => LANGUAGE,
        Some(Fluency::Intermediate) => 70,
        None => 50,
        Some(Fluency::Basic) => 40,
    }
}

/// What the fee gives.
#[must_use]
pub const fn of_fee(fee: FeeKind) -> u32 {
    match fee {
        FeeKind::Funded => COST,
        FeeKind::Free => 40,
        FeeKind::Paid | FeeKind::Unknown => 0,
    }
}

/// A score by its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    pub gap: u32,
    pub urgency: u32,
    pub proximity: u32,
    pub timing: u32,
    pub language: u32,
    pub cost: u32,
}

impl Parts {
    #[must_use]
    pub fn get(&self, kind: PartKind) -> u32 {
        match kind {
            PartKind::Gap => self.gap,
            PartKind::Urgency => self.urgency,
            PartKind::Proximity => self.proximity,
            PartKind::Timing => self.timing,
            PartKind::Language => self.language,
            PartKind::Cost => self.cost,
        }
    }

    /// The score: at most [`MOST`].
    #[must_use]
    pub fn total(&self) -> u32 {
        self.gap + self.urgency + self.proximity + self.timing + self.language + self.cost
    }
}

/// Scores an offer for the person of a judge, given what it closes.
#[must_use]
pub fn parts<'a>(judge: &Judge<'a>, offer: &'a Offer, closings: impl IntoIterator<Item = Closing>) -> Parts {
    let (mut levels, mut urgency) = (0, 0);
    for closing in closings {
        levels += u32::from(closing.levels());
        urgency = urgency.max(
            judge
                .candidate
                .standing(closing.skill)
                .map_or(0, |standing| u32::from(standing.urgency)),
        );
    }
    Parts {
        gap: (A_LEVEL * levels).min(GAP),
        urgency: URGENCY * urgency.min(MOST_URGENT) / MOST_URGENT,
        proximity: proximity(judge, offer),
        timing: timing(judge.today, offer),
        language: offer
            .languages
            .iter()
            .filter_map(|language| judge.spoken(*language))
            .map(|spoken| of_fluency(spoken.fluency))
            .max()
            .unwrap_or(0),
        cost: of_fee(offer.fee),
    }
}

fn proximity(judge: &Judge<'_>, offer: &Offer) -> u32 {
    if offer.mode == Mode::Remote {
        return PROXIMITY;
    }
    let of = |country| {
        judge
            .distance_km(country)
            .map_or(0, |km| PROXIMITY - PROXIMITY * km.min(FAR_KM) / FAR_KM)
    };
    offer.countries().map(of).min().unwrap_or(0)
}

fn timing(today: NaiveDate, offer: &Offer) -> u32 {
    // the last day that the start may be: what is known less exactly does not come sooner for it
    let Some((_, last)) = span(offer.starts_on) else { return 0 };
    let days = u32::try_from((last - today).num_days()).unwrap_or(0);
    TIMING - TIMING * days.min(LATE_DAYS) / LATE_DAYS
}
