//! Ranks offers for one person, and says what would have to change for those that were refused.
//!
//! Only what closes a gap is looked at. Matches come by score, then the earlier start, then the id; refusals by the fewest rules that
//! are not met, then like matches. Nothing is written down of an offer until it is known to be kept.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::rules::{Facts, Judge, Outcome, span};
use super::score::{self, Parts};
use super::{Closing, Offer, OfferKey, Window};
use crate::kernel::AnyId;
use crate::network::{Answer, Fluency, LanguageCode, Travel};
use crate::skills::{Level, SkillCode};

/// An offer that the person could take: no rule says *not met*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub offer: OfferKey,
    /// At least one.
    pub closes: Vec<Closing>,
    pub parts: Parts,
    pub score: u32,
    /// Every rule: *met*, or *cannot tell*.
    pub outcomes: Vec<Outcome>,
}

/// An offer that would close a gap, and may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub offer: OfferKey,
    /// The rules that are not met: at least one.
    pub failed: Vec<Outcome>,
    /// What it would close: at least one.
    pub closes: Vec<Closing>,
}

/// Everything that closes a gap, best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranked {
    pub matches: Vec<Match>,
    pub refused: Vec<Refusal>,
}

/// The best for one gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapTop {
    pub skill: SkillCode,
    /// The best few.
    pub matches: Vec<Match>,
    /// How many there are.
    pub match_count: usize,
    /// Those few that miss the fewest rules.
    pub refused: Vec<Refusal>,
    pub refused_count: usize,
}

/// Ranks every offer.
#[must_use]
pub fn rank<'a>(judge: &Judge<'a>, offers: impl IntoIterator<Item = &'a Offer>) -> Ranked {
    let mut found: Vec<_> = offers.into_iter().filter_map(|offer| Scored::of(judge, offer)).collect();
    found.sort_unstable_by_key(Scored::order);
    let (matches, refused): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.failures == 0);
    Ranked {
        matches: matches.into_iter().map(|one| one.into_match(judge)).collect(),
        refused: refused.into_iter().map(|one| one.into_refusal(judge)).collect(),
    }
}

/// For each gap of the person, in their order, the best `most` matches and the nearest `most` refusals. An offer that closes several
/// gaps stands under each of them.
#[must_use]
pub fn rank_top<'a>(judge: &Judge<'a>, offers: impl IntoIterator<Item = &'a Offer>, most: usize) -> Vec<GapTop> {
    let mut kept: Vec<(SkillCode, Best<'a>, Best<'a>)> = judge
        .candidate
        .gaps()
        .map(|gap| (gap.skill, Best::default(), Best::default()))
        .collect();
    for offer in offers {
        let Some(scored) = Scored::of(judge, offer) else { continue };
        for closing in judge.closings(offer) {
            if let Some((_, matches, refused)) = kept.iter_mut().find(|(skill, ..)| *skill == closing.skill) {
                let best = if scored.failures == 0 { matches } else { refused };
                best.add(scored, most);
            }
        }
    }
    let top = |(skill, matches, refused): (SkillCode, Best<'a>, Best<'a>)| GapTop {
        skill,
        match_count: matches.count,
        matches: matches.kept.into_iter().map(|one| one.into_match(judge)).collect(),
        refused_count: refused.count,
        refused: refused.kept.into_iter().map(|one| one.into_refusal(judge)).collect(),
    };
    kept.into_iter().map(top).collect()
}

/// An offer that closes something, with what it is ordered by.
#[derive(Clone, Copy)]
struct Scored<'a> {
    offer: &'a Offer,
    parts: Parts,
    failures: usize,
    starts: NaiveDate,
}

impl<'a> Scored<'a> {
    /// `None` where the offer closes no gap.
    fn of(judge: &Judge<'a>, offer: &'a Offer) -> Option<Self> {
        judge.closings(offer).next()?;
        let parts = score::parts(judge, offer, judge.closings(offer));
        let starts = span(offer.starts_on).map_or(NaiveDate::MAX, |(first, _)| first);
        Some(Self {
            offer,
            parts,
            failures: judge.failures(offer),
            starts,
        })
    }

    fn order(&self) -> (usize, Reverse<u32>, NaiveDate, AnyId, OfferKey) {
        (
            self.failures,
            Reverse(self.parts.total()),
            self.starts,
            self.offer.key.id(),
            self.offer.key,
        )
    }

    fn into_match(self, judge: &Judge<'a>) -> Match {
        Match {
            offer: self.offer.key,
            closes: judge.closings(self.offer).collect(),
            parts: self.parts,
            score: self.parts.total(),
            outcomes: judge.outcomes(self.offer),
        }
    }

    fn into_refusal(self, judge: &Judge<'a>) -> Refusal {
        let failed = judge
            .outcomes(self.offer)
            .into_iter()
            .filter(|outcome| outcome.answer == Answer::NotMet)
            .collect();
        Refusal {
            offer: self.offer.key,
            failed,
            closes: judge.closings(self.offer).collect(),
        }
    }
}

/// The best few, in order, and how many there were.
#[derive(Default)]
struct Best<'a> {
    kept: Vec<Scored<'a>>,
    count: usize,
}

impl<'a> Best<'a> {
    fn add(&mut self, scored: Scored<'a>, most: usize) {
        self.count += 1;
        let at = self.kept.partition_point(|one| one.order() < scored.order());
        if at < most {
            self.kept.truncate(most.saturating_sub(1));
            self.kept.insert(at, scored);
        }
    }
}

/// What would change an answer. What a person can do stands before what they can only wait or ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Reach this level in the skill, and show evidence of it.
    ReachLevel {
        skill: SkillCode,
        level: Level,
    },
    /// Be ready to travel so far: the least that would do.
    WidenTravel(Travel),
    /// Learn the language, or add it to the profile; any one of those named will do.
    AddLanguage(LanguageCode),
    /// Speak the language so well.
    ReachFluency(LanguageCode, Fluency),
    /// Be free on these days.
    WidenAvailability(Window),
    WaitForSeat,
    WaitForNextRun,
    /// The rule is the provider's; only the provider can say whether it bends.
    AskProvider,
}

/// A rule that is not met, and what would change it: at least one remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub outcome: Outcome,
    pub remedies: Vec<Remedy>,
}

/// Why an offer is no match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyNot {
    pub offer: OfferKey,
    /// What it would close; where it is empty, that is the reason.
    pub closes: Vec<Closing>,
    /// The rules that are not met; empty where nothing stands in the way.
    pub failed: Vec<Failure>,
    /// The rules that nobody can tell: to be asked of the provider, or added to the profile.
    pub unknown: Vec<Outcome>,
    /// What it would score, were its rules met.
    pub parts: Parts,
}

/// Says why an offer is no match, and what would make it one.
#[must_use]
pub fn why_not<'a>(judge: &Judge<'a>, offer: &'a Offer) -> WhyNot {
    let (mut failed, mut unknown) = (Vec::new(), Vec::new());
    for outcome in judge.outcomes(offer) {
        match outcome.answer {
            Answer::Met => {}
            Answer::NotMet => failed.push(Failure {
                remedies: remedies(judge, offer, &outcome.facts),
                outcome,
            }),
            Answer::CannotTell => unknown.push(outcome),
        }
    }
    let parts = score::parts(judge, offer, judge.closings(offer));
    WhyNot {
        offer: offer.key,
        closes: judge.closings(offer).collect(),
        failed,
        unknown,
        parts,
    }
}

fn remedies(judge: &Judge<'_>, offer: &Offer, facts: &Facts) -> Vec<Remedy> {
    match facts {
        Facts::Deadline { .. } | Facts::Start { .. } => vec![Remedy::WaitForNextRun],
        Facts::Availability { available, .. } => vec![Remedy::WidenAvailability(widened(offer, *available)), Remedy::WaitForNextRun],
        Facts::Seats(_) => vec![Remedy::WaitForSeat, Remedy::WaitForNextRun],
        Facts::Language { offered, .. } => offered.iter().map(|language| Remedy::AddLanguage(*language)).collect(),
        Facts::LevelIn { skill, asked, .. } => vec![Remedy::ReachLevel {
            skill: *skill,
            level: asked.unwrap_or_default(),
        }],
        Facts::Skill { skill, asked, .. } => vec![Remedy::ReachLevel {
            skill: *skill,
            level: *asked,
        }],
        Facts::Spoken { asked, .. } => vec![asked.fluency.map_or(Remedy::AddLanguage(asked.language), |fluency| {
            Remedy::ReachFluency(asked.language, fluency)
        })],
        Facts::Residence { .. } | Facts::Sector { .. } | Facts::Stated(_) => vec![Remedy::AskProvider],
        Facts::Travel { .. } => {
            let wider = Travel::ALL.iter().find(|travel| judge.travel(offer, Some(**travel)) == Answer::Met);
            vec![Remedy::WidenTravel(wider.copied().unwrap_or(Travel::Anywhere))]
        }
    }
}

/// The days on which the person is free, and all days of the offer.
fn widened(offer: &Offer, available: Window) -> Window {
    let starts = span(offer.starts_on);
    let last = span(offer.ends_on).or(starts).map(|(_, last)| last);
    let earlier = |from: NaiveDate| starts.map_or(from, |(first, _)| from.min(first));
    let later = |until: NaiveDate| last.map_or(until, |last| until.max(last));
    Window {
        from: available.from.map(earlier),
        until: available.until.map(later),
    }
}
