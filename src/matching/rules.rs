//! The hard rules, each with its answer and the facts that it was given on. The facts are values; sentences belong to the locales.
//!
//! What is not known of a person or an offer is *cannot tell*. Two things left open are no gap in knowledge but no limit: a person's
//! days, and the deadline of an offer of a member of the network. Memberships in groupings are those of today.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::{Candidate, Closing, Eligibility, FreeSeats, Offer, Spoken, Territory, Window};
use crate::catalogue::Mode;
use crate::kernel::{Day, Precision, Quarter, UtcTime};
use crate::network::{Answer, CountryCode, LanguageCode, Places, Sector, Travel};
use crate::skills::{Level, SkillCode};

crate::text_enum! {
    /// The hard rules, in the order in which they are asked.
    Rule {
        /// The deadline has not passed.
        Deadline = "deadline",
        /// It begins after today.
        Start = "start",
        /// All of it lies within the days on which the person is free.
        Availability = "availability",
        /// A seat is free.
        Seats = "seats",
        /// The person speaks one of its languages.
        Language = "language",
        /// The person holds what it asks for on the first day; once for each skill taught.
        LevelIn = "level_in",
        /// Once for each stated rule.
        Eligibility = "eligibility",
        /// The person can go to every country of it.
        Travel = "travel",
    }
}

/// The values that an answer was given on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Facts {
    Deadline {
        at: Option<UtcTime>,
        now: UtcTime,
    },
    Start {
        starts_on: Day,
        today: NaiveDate,
    },
    Availability {
        starts_on: Day,
        ends_on: Day,
        available: Window,
    },
    Seats(FreeSeats),
    Language {
        offered: Vec<LanguageCode>,
        spoken: Vec<Spoken>,
    },
    LevelIn {
        skill: SkillCode,
        asked: Option<Level>,
        held: Level,
        is_self_declared: bool,
    },
    Residence {
        asked: Territory,
        country: Option<CountryCode>,
    },
    Sector {
        asked: Sector,
        sector: Option<Sector>,
    },
    Spoken {
        asked: Spoken,
        spoken: Option<Spoken>,
    },
    Skill {
        skill: SkillCode,
        asked: Level,
        held: Level,
        is_self_declared: bool,
    },
    /// A rule about what is not recorded here, or in words.
    Stated(Eligibility),
    Travel {
        mode: Mode,
        to: Vec<CountryCode>,
        from: Option<CountryCode>,
        travel: Option<Travel>,
    },
}

/// One rule, asked of one person and one offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub rule: Rule,
    pub answer: Answer,
    pub facts: Facts,
}

/// One person, now: what is looked up once so that many offers can be judged.
#[derive(Debug, Clone)]
pub struct Judge<'a> {
    pub candidate: &'a Candidate,
    pub now: UtcTime,
    /// Of `now`, in UTC.
    pub today: NaiveDate,
    pub places: &'a Places,
    /// The countries that share a region with the person's.
    neighbours: BTreeSet<CountryCode>,
    /// How far each country is from the person's, by code.
    distances: Vec<(CountryCode, u32)>,
}

impl<'a> Judge<'a> {
    #[must_use]
    pub fn new(candidate: &'a Candidate, now: UtcTime, places: &'a Places) -> Self {
        let today = now.day();
        let neighbours = candidate.country.map(|home| places.neighbours(home, today)).unwrap_or_default();
        let km = |to: CountryCode| Some((to, places.distance_km(candidate.country?, to)?));
        let distances = places.countries().iter().filter_map(|country| km(country.code)).collect();
        Self {
            candidate,
            now,
            today,
            places,
            neighbours,
            distances,
        }
    }

    /// How far a country is from the person's, in kilometres.
    pub(super) fn distance_km(&self, to: CountryCode) -> Option<u32> {
        let at = self.distances.binary_search_by_key(&to, |(code, _)| *code).ok()?;
        self.distances.get(at).map(|(_, km)| *km)
    }

    /// What the offer closes, or would close were its rules met: of each gap, from the held level up to what it teaches and the role asks.
    pub fn closings(&self, offer: &'a Offer) -> impl Iterator<Item = Closing> + '_ {
        offer.skills.iter().filter_map(|taught| {
            let standing = self.candidate.standing(taught.skill)?;
            let (from, required) = (standing.held, standing.required);
            let to = taught.level_out?.min(required);
            (to > from).then_some(Closing {
                skill: taught.skill,
                from,
                to,
                required,
                is_self_declared: standing.is_self_declared,
            })
        })
    }

    /// Every rule's answer, in the order of [`Self::outcomes`]; nothing is written down.
    pub fn answers(&self, offer: &'a Offer) -> impl Iterator<Item = Answer> + '_ {
        let lazily = |ask: fn(&Self, &Offer) -> Answer| std::iter::once_with(move || ask(self, offer));
        lazily(Self::deadline)
            .chain(lazily(Self::start))
            .chain(lazily(Self::availability))
            .chain(lazily(|_, offer| seats(offer.seats)))
            .chain(lazily(Self::language))
            .chain(offer.skills.iter().map(|taught| self.level_in(taught.skill, taught.level_in)))
            .chain(offer.eligibility.iter().map(|rule| self.eligibility(rule)))
            .chain(lazily(|judge, offer| judge.travel(offer, judge.candidate.travel)))
    }

    /// How many rules are not met.
    #[must_use]
    pub fn failures(&self, offer: &'a Offer) -> usize {
        self.answers(offer).filter(|answer| *answer == Answer::NotMet).count()
    }

    /// Every rule with its answer and facts.
    #[must_use]
    pub fn outcomes(&self, offer: &'a Offer) -> Vec<Outcome> {
        let mut facts = vec![
            (
                Rule::Deadline,
                Facts::Deadline {
                    at: offer.deadline_at,
                    now: self.now,
                },
            ),
            (
                Rule::Start,
                Facts::Start {
                    starts_on: offer.starts_on,
                    today: self.today,
                },
            ),
            (
                Rule::Availability,
                Facts::Availability {
                    starts_on: offer.starts_on,
                    ends_on: offer.ends_on,
                    available: self.candidate.available,
                },
            ),
            (Rule::Seats, Facts::Seats(offer.seats)),
            (
                Rule::Language,
                Facts::Language {
                    offered: offer.languages.clone(),
                    spoken: self.candidate.languages.clone(),
                },
            ),
        ];
        facts.extend(offer.skills.iter().map(|taught| {
            let (held, is_self_declared) = self.held(taught.skill);
            (
                Rule::LevelIn,
                Facts::LevelIn {
                    skill: taught.skill,
                    asked: taught.level_in,
                    held,
                    is_self_declared,
                },
            )
        }));
        facts.extend(
            offer
                .eligibility
                .iter()
                .map(|rule| (Rule::Eligibility, self.eligibility_facts(rule))),
        );
        let (from, travel) = (self.candidate.country, self.candidate.travel);
        facts.push((
            Rule::Travel,
            Facts::Travel {
                mode: offer.mode,
                to: offer.countries().collect(),
                from,
                travel,
            },
        ));
        self.answers(offer)
            .zip(facts)
            .map(|(answer, (rule, facts))| Outcome { rule, answer, facts })
            .collect()
    }

    fn held(&self, skill: SkillCode) -> (Level, bool) {
        self.candidate
            .standing(skill)
            .map_or((Level::NONE, false), |standing| (standing.held, standing.is_self_declared))
    }

    fn deadline(&self, offer: &Offer) -> Answer {
        match offer.deadline_at {
            Some(at) => Answer::of(self.now < at),
            None if offer.is_external => Answer::CannotTell,
            None => Answer::Met,
        }
    }

    fn start(&self, offer: &Offer) -> Answer {
        let tomorrow = self.today.succ_opt().unwrap_or(NaiveDate::MAX);
        span(offer.starts_on).map_or(Answer::CannotTell, |starts| not_before(starts, tomorrow))
    }

    fn availability(&self, offer: &Offer) -> Answer {
        let Window { from, until } = self.candidate.available;
        let starts = span(offer.starts_on);
        let begins = from.map_or(Answer::Met, |from| {
            starts.map_or(Answer::CannotTell, |starts| not_before(starts, from))
        });
        let ends = until.map_or(Answer::Met, |until| match (span(offer.ends_on), starts) {
            (Some((_, last)), _) if last <= until => Answer::Met,
            (Some((first, _)), _) | (None, Some((first, _))) if first > until => Answer::NotMet,
            _ => Answer::CannotTell,
        });
        begins.and(ends)
    }

    fn language(&self, offer: &Offer) -> Answer {
        if offer.languages.is_empty() || self.candidate.languages.is_empty() {
            return Answer::CannotTell;
        }
        Answer::of(
            self.candidate
                .languages
                .iter()
                .any(|spoken| offer.languages.contains(&spoken.language)),
        )
    }

    fn level_in(&self, skill: SkillCode, asked: Option<Level>) -> Answer {
        asked.map_or(Answer::CannotTell, |asked| Answer::of(self.candidate.held(skill) >= asked))
    }

    fn eligibility(&self, rule: &Eligibility) -> Answer {
        match rule {
            Eligibility::Residence(territory) => self.candidate.country.map_or(Answer::CannotTell, |country| match territory {
                Territory::Country(asked) => Answer::of(country == *asked),
                Territory::Grouping(asked) => self.places.is_member(*asked, country, self.today),
            }),
            Eligibility::Sector(asked) => self
                .candidate
                .sector
                .map_or(Answer::CannotTell, |sector| Answer::of(sector == *asked)),
            Eligibility::Language(language, fluency) if !self.candidate.languages.is_empty() => match (self.spoken(*language), fluency) {
                (None, _) => Answer::NotMet,
                (Some(_), None) => Answer::Met,
                (Some(spoken), Some(asked)) => spoken.fluency.map_or(Answer::CannotTell, |fluency| Answer::of(fluency >= *asked)),
            },
            Eligibility::Skill(skill, asked) => Answer::of(self.candidate.held(*skill) >= *asked),
            Eligibility::Language(..)
            | Eligibility::Citizenship(_)
            | Eligibility::Employer(_)
            | Eligibility::ExperienceMin(_)
            | Eligibility::ExperienceMax(_)
            | Eligibility::Education(_)
            | Eligibility::Other(_) => Answer::CannotTell,
        }
    }

    fn eligibility_facts(&self, rule: &Eligibility) -> Facts {
        match rule {
            Eligibility::Residence(asked) => Facts::Residence {
                asked: *asked,
                country: self.candidate.country,
            },
            Eligibility::Sector(asked) => Facts::Sector {
                asked: *asked,
                sector: self.candidate.sector,
            },
            Eligibility::Language(language, fluency) => Facts::Spoken {
                asked: Spoken {
                    language: *language,
                    fluency: *fluency,
                },
                spoken: self.spoken(*language),
            },
            Eligibility::Skill(skill, asked) => {
                let (held, is_self_declared) = self.held(*skill);
                Facts::Skill {
                    skill: *skill,
                    asked: *asked,
                    held,
                    is_self_declared,
                }
            }
            stated => Facts::Stated(stated.clone()),
        }
    }

    pub(super) fn spoken(&self, language: LanguageCode) -> Option<Spoken> {
        self.candidate.languages.iter().find(|spoken| spoken.language == language).copied()
    }

    /// The rule of travel, were the person to travel so far.
    pub(super) fn travel(&self, offer: &Offer, travel: Option<Travel>) -> Answer {
        if offer.mode == Mode::Remote || travel == Some(Travel::Anywhere) {
            return Answer::Met;
        }
        let reached = offer.countries().map(|to| self.reaches(to, travel)).reduce(Answer::and);
        reached.unwrap_or(Answer::CannotTell)
    }

    fn reaches(&self, to: CountryCode, travel: Option<Travel>) -> Answer {
        match (self.candidate.country, travel) {
            (Some(home), _) if home == to => Answer::Met,
            (None, _) | (_, None) => Answer::CannotTell,
            (_, Some(Travel::Anywhere)) => Answer::Met,
            (_, Some(Travel::None | Travel::Country)) => Answer::NotMet,
            (_, Some(Travel::Region)) if self.distance_km(to).is_none() => Answer::CannotTell,
            (_, Some(Travel::Region)) => Answer::of(self.neighbours.contains(&to)),
        }
    }
}

fn seats(free: FreeSeats) -> Answer {
    match free {
        FreeSeats::Limited(free) => Answer::of(free > 0),
        FreeSeats::Unlimited => Answer::Met,
        FreeSeats::Unknown => Answer::CannotTell,
    }
}

/// Whether something that happens on some day of a span does not happen before a day.
fn not_before((first, last): (NaiveDate, NaiveDate), day: NaiveDate) -> Answer {
    if first >= day {
        Answer::Met
    } else if last < day {
        Answer::NotMet
    } else {
        Answer::CannotTell
    }
}

/// The first and the last day that a day known to its precision may be; `None` where it is not known.
pub(super) fn span(day: Day) -> Option<(NaiveDate, NaiveDate)> {
    let first = day.on()?;
    let months = match day.precision() {
        Precision::Day => return Some((first, first)),
        Precision::Quarter => return Some((first, Quarter::of(first).last_day())),
        Precision::Month => 1,
        Precision::Year => 12,
        Precision::Unknown => return None,
    };
    let next = first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt());
    Some((first, next.unwrap_or(NaiveDate::MAX)))
}
