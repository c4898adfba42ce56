//! A learner, a course, and what is true of them: `always` of any, `cases` of some.

mod always;
mod cases;

use super::engine::Ranked;
use super::*;
use crate::kernel::Id as _;
use crate::network::{Places, places};
use chrono::{Days, NaiveDate, NaiveTime};

const SKILLS: [&str; 4] = ["MFG-1", "MFG-2", "MFG-3", "MFG-4"];

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(number)
}

/// The hundredth day of the tests, at midnight.
fn now() -> UtcTime {
    UtcTime::new(day(100).and_time(NaiveTime::MIN).and_utc())
}

fn at(number: u64) -> UtcTime {
    UtcTime::new(day(number).and_time(NaiveTime::MIN).and_utc())
}

fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

fn skill(number: usize) -> SkillCode {
    SKILLS[number].parse().unwrap()
}

fn codes<C: std::str::FromStr<Err: std::fmt::Debug>>(texts: &[&str]) -> Vec<C> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn standing(number: usize, held: u8, required: u8) -> Standing {
    Standing {
        skill: skill(number),
        held: level(held),
        is_self_declared: false,
        required: level(required),
        urgency: 500,
    }
}

/// Somebody who holds so much of a skill, and needs so much of it.
pub(super) fn holding(skill: &str, held: u8, required: u8) -> Candidate {
    Candidate {
        standings: vec![Standing {
            skill: skill.parse().unwrap(),
            held: level(held),
            is_self_declared: false,
            required: level(required),
            urgency: 0,
        }],
        ..Candidate::default()
    }
}

fn key(number: u128) -> OfferKey {
    OfferKey::Offering(OfferingId::new(uuid::Uuid::from_u128(number)))
}

/// A learner in Dakar who lacks two levels of the first skill.
fn ann() -> Candidate {
    Candidate {
        standings: vec![standing(0, 1, 3), standing(1, 3, 3)],
        country: "SEN".parse().ok(),
        languages: vec![Spoken {
            language: "fr".parse().unwrap(),
            fluency: Some(Fluency::Fluent),
        }],
        sector: Some(Sector::Public),
        travel: Some(Travel::Country),
        available: Window::default(),
    }
}

/// A course in Dakar that closes her gap, in 30 days.
fn course() -> Offer {
    Offer {
        key: key(1),
        skills: vec![Taught {
            skill: skill(0),
            level_in: Some(level(1)),
            level_out: Some(level(3)),
        }],
        mode: Mode::Classroom,
        country: "SEN".parse().ok(),
        segment_countries: Vec::new(),
        languages: codes(&["fr", "en"]),
        seats: FreeSeats::Limited(2),
        deadline_at: Some(at(110)),
        starts_on: Day::exact(day(130)),
        ends_on: Day::exact(day(135)),
        eligibility: Vec::new(),
        fee: FeeKind::Funded,
        is_external: false,
    }
}

fn ranked(candidate: &Candidate, offers: &[Offer], places: &Places) -> Ranked {
    rank(&Judge::new(candidate, now(), places), offers)
}

fn small() -> &'static Places {
    static SMALL: std::sync::LazyLock<Places> = std::sync::LazyLock::new(places::tests::small);
    &SMALL
}
