//! The gaps of many people together: which skills they lack most, and which offerings would close most of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rules::{Judge, span};
use super::{Candidate, FreeSeats, Offer, OfferKey};
use crate::kernel::OfferingId;
use crate::skills::SkillCode;

/// What an offering would do for some people, as far as its free seats go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closer {
    pub offering: OfferingId,
    /// How many people no rule refuses and whom it brings further.
    pub fitting: usize,
    /// How many of them it has seats for: those whom it brings furthest are counted.
    pub counted: usize,
    /// Levels that it closes for those.
    pub levels: u32,
    /// By skill: people and levels, those with most levels first.
    pub skills: Vec<(SkillCode, usize, u32)>,
}

/// Offerings by how many levels they would close for these people, most first; then the earlier start, then the id. Offerings of others, for
/// which nobody applies here, are left out.
#[must_use]
pub fn closers<'a>(judges: &[Judge<'a>], offers: &'a [Offer]) -> Vec<Closer> {
    let mut found: Vec<(NaiveDate, Closer)> = offers
        .iter()
        .filter(|offer| !offer.is_external)
        .filter_map(|offer| {
            let starts = span(offer.starts_on).map_or(NaiveDate::MAX, |(first, _)| first);
            Some((starts, closer(judges, offer)?))
        })
        .collect();
    found.sort_by_key(|(starts, closer)| (Reverse(closer.levels), *starts, closer.offering));
    found.into_iter().map(|(_, closer)| closer).collect()
}

fn closer<'a>(judges: &[Judge<'a>], offer: &'a Offer) -> Option<Closer> {
    let OfferKey::Offering(offering) = offer.key else { return None };
    let free = match offer.seats {
        FreeSeats::Limited(free) => usize::try_from(free).unwrap_or(usize::MAX),
        FreeSeats::Unlimited => usize::MAX,
        FreeSeats::Unknown => return None,
    };
    let mut gains: Vec<(u32, usize)> = Vec::new();
    for (place, judge) in judges.iter().enumerate() {
        let levels = judge.closings(offer).map(|closing| u32::from(closing.levels())).sum();
        if levels > 0 && judge.failures(offer) == 0 {
            gains.push((levels, place));
        }
    }
    let fitting = gains.len();
    gains.sort_by_key(|(levels, place)| (Reverse(*levels), *place));
    gains.truncate(free);
    if gains.is_empty() {
        return None;
    }
    let mut skills: BTreeMap<SkillCode, (usize, u32)> = BTreeMap::new();
    for closing in gains
        .iter()
        .filter_map(|(_, place)| judges.get(*place))
        .flat_map(|judge| judge.closings(offer))
    {
        let entry = skills.entry(closing.skill).or_default();
        entry.0 += 1;
        entry.1 += u32::from(closing.levels());
    }
    let mut skills: Vec<_> = skills
        .into_iter()
        .map(|(skill, (people, levels))| (skill, people, levels))
        .collect();
    skills.sort_by_key(|(skill, _, levels)| (Reverse(*levels), *skill));
    Some(Closer {
        offering,
        fitting,
        counted: gains.len(),
        levels: gains.iter().map(|(levels, _)| levels).sum(),
        skills,
    })
}

/// Skills in which these people miss levels, with how many in all; the most first.
#[must_use]
pub fn missing<'a>(candidates: impl IntoIterator<Item = &'a Candidate>) -> Vec<(SkillCode, u32)> {
    let mut levels: BTreeMap<SkillCode, u32> = BTreeMap::new();
    for gap in candidates.into_iter().flat_map(Candidate::gaps) {
        *levels.entry(gap.skill).or_default() += u32::from(gap.missing());
    }
    let mut levels: Vec<_> = levels.into_iter().collect();
    levels.sort_by_key(|(skill, levels)| (Reverse(*levels), *skill));
    levels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{FeeKind, Mode, Taught};
    use crate::kernel::ids::Id as _;
    use crate::kernel::{Day, UtcTime};
    use crate::matching::tests::holding;
    use crate::network::Places;
    use crate::skills::Level;

    fn level(number: u8) -> Level {
        Level::new(number).unwrap()
    }

    fn person(held: u8, required: u8) -> Candidate {
        holding("MFG-4", held, required)
    }

    fn offer(number: u128, seats: FreeSeats, level_out: u8) -> Offer {
        Offer {
            key: OfferKey::Offering(OfferingId::new(uuid::Uuid::from_u128(number))),
            skills: vec![Taught {
                skill: "MFG-4".parse().unwrap(),
                level_in: None,
                level_out: Some(level(level_out)),
            }],
            mode: Mode::Remote,
            country: None,
            segment_countries: Vec::new(),
            languages: Vec::new(),
            seats,
            deadline_at: None,
            starts_on: Day::exact(NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()),
            ends_on: Day::UNKNOWN,
            eligibility: Vec::new(),
            fee: FeeKind::Free,
            is_external: false,
        }
    }

    #[test]
    fn only_as_many_are_counted_as_there_are_seats() {
        let now = UtcTime::new(
            NaiveDate::from_ymd_opt(2026, 11, 1)
                .unwrap()
                .and_time(chrono::NaiveTime::MIN)
                .and_utc(),
        );
        let places = Places::builtin();
        let people = [person(0, 3), person(2, 3), person(3, 3)];
        let judges: Vec<_> = people.iter().map(|one| Judge::new(one, now, places)).collect();
        let offers = [
            offer(1, FreeSeats::Limited(1), 3),
            offer(2, FreeSeats::Limited(5), 3),
            offer(3, FreeSeats::Unlimited, 2),
            offer(4, FreeSeats::Limited(0), 3),
            offer(5, FreeSeats::Unknown, 3),
        ];
        let found = closers(&judges, &offers);
        let seen: Vec<_> = found
            .iter()
            .map(|one| (one.offering.uuid().as_u128(), one.fitting, one.counted, one.levels))
            .collect();
        assert_eq!(seen, [(2, 2, 2, 4), (1, 2, 1, 3), (3, 1, 1, 2)]);
        assert_eq!(found[0].skills, [("MFG-4".parse().unwrap(), 2, 4)]);
        assert_eq!(missing(&people), [("MFG-4".parse().unwrap(), 4)]);
    }
}
