//! The reasons of matching in words, wherever a match or a refusal is shown.

use crate::catalogue::FeeKind;
use crate::catalogue::web::cards::level_words;
use crate::kernel::{Day, UtcTime};
use crate::matching::engine::{Match, Remedy};
use crate::matching::rules::{Facts, Outcome, Rule};
use crate::matching::{Closing, Eligibility, FreeSeats, Judge, Offer, Spoken, Territory};
use crate::network::{Answer, CountryCode, LanguageCode, names};
use crate::site::Words;
use crate::skills::{SkillCode, Taxonomy};

/// The name of a skill.
#[must_use]
pub fn skill_words(t: Words, code: SkillCode) -> String {
    Taxonomy::builtin().skill(code).map_or_else(
        || code.to_string(),
        |skill| t.skill(skill.code.as_str(), &skill.name).text.to_owned(),
    )
}

fn territory_words(t: Words, territory: Territory) -> String {
    match territory {
        Territory::Country(code) => names::country(t, code).text.to_owned(),
        Territory::Grouping(code) => names::grouping(t, code.as_str()).text.to_owned(),
    }
}

fn country_words(t: Words, countries: &[CountryCode]) -> String {
    let mut known: Vec<&str> = countries.iter().map(|code| names::country(t, *code).text).collect();
    known.sort_unstable();
    known.dedup();
    known.join(&t.list_comma().plain())
}

fn language_words(t: Words, languages: &[LanguageCode]) -> String {
    t.languages(languages.iter().map(LanguageCode::as_str))
}

/// "Closes 2 of your gaps: Aseptic technique (1 to 3) and …"; what an offer does for the gaps.
#[must_use]
pub fn closes_words(t: Words, closes: &[Closing]) -> String {
    let named: Vec<String> = closes
        .iter()
        .map(|closing| {
            t.why_closing(
                i64::from(closing.from.get()),
                skill_words(t, closing.skill),
                i64::from(closing.to.get()),
            )
            .plain()
        })
        .collect();
    t.why_closes(i64::try_from(closes.len()).unwrap_or(0), named.join(&t.list_comma().plain()))
        .plain()
}

/// Why a match fits, in short clauses: what it closes of this gap, when, in which language, for what money.
#[must_use]
pub fn whys(t: Words, found: &Match, offer: &Offer, gap: Option<SkillCode>, spoken: &[Spoken], now: UtcTime) -> Vec<String> {
    let mut whys: Vec<String> = found
        .closes
        .iter()
        .filter(|closing| gap.is_none_or(|skill| closing.skill == skill))
        .map(|closing| t.why_teaches(i64::from(closing.from.get()), i64::from(closing.to.get())).plain())
        .collect();
    let others = found.closes.len().saturating_sub(usize::from(gap.is_some()));
    if gap.is_some() && others > 0 {
        whys.push(t.why_also(i64::try_from(others).unwrap_or(0)).plain());
    }
    if let Some(starts_in) = starts_in(t, offer.starts_on, now) {
        whys.push(starts_in);
    }
    if let Some(language) = offer
        .languages
        .iter()
        .find(|language| spoken.iter().any(|own| own.language == **language))
    {
        whys.push(t.why_language(t.coded("language", language.as_str())).plain());
    }
    match offer.fee {
        FeeKind::Free | FeeKind::Funded => whys.push(t.coded("fee", offer.fee.code())),
        FeeKind::Paid | FeeKind::Unknown => {}
    }
    whys
}

fn starts_in(t: Words, starts: Day, now: UtcTime) -> Option<String> {
    let days = (starts.booked()? - now.day()).num_days();
    (days >= 0).then(|| {
        if days < 14 {
            t.why_starts_in_days(days)
        } else {
            t.why_starts_in_weeks(days / 7)
        }
        .plain()
    })
}

/// What a rule says of a person and an offer, with its values.
#[must_use]
pub fn outcome_words(t: Words, outcome: &Outcome) -> String {
    match &outcome.facts {
        Facts::Deadline { at: Some(at), .. } => t.rule_deadline(t.date_time(at.get().naive_utc())).plain(),
        Facts::Deadline { at: None, .. } => t.rule_deadline_none().plain(),
        Facts::Start { starts_on, .. } => t.rule_start(t.day(*starts_on)).plain(),
        Facts::Availability { starts_on, ends_on, .. } => t.rule_availability(t.day(*starts_on), t.day(*ends_on)).plain(),
        Facts::Seats(FreeSeats::Limited(free)) => t.rule_seats(i64::from(*free)).plain(),
        Facts::Seats(FreeSeats::Unlimited) => t.seats_unlimited().plain(),
        Facts::Seats(FreeSeats::Unknown) => t.seats_unknown().plain(),
        Facts::Language { offered, .. } if offered.is_empty() => t.rule_languages_unknown().plain(),
        Facts::Language { offered, .. } => t.rule_languages(language_words(t, offered)).plain(),
        Facts::LevelIn { skill, asked: None, .. } => t.rule_level_unknown(skill_words(t, *skill)).plain(),
        Facts::LevelIn {
            skill,
            asked: Some(asked),
            held,
            ..
        }
        | Facts::Skill { skill, asked, held, .. } => t
            .rule_level(level_words(t, *asked), level_words(t, *held), skill_words(t, *skill))
            .plain(),
        Facts::Residence {
            asked,
            country: Some(country),
        } => t
            .rule_lives(territory_words(t, *asked), names::country(t, *country).text.to_owned())
            .plain(),
        Facts::Residence { asked, country: None } => t.rule_residence(territory_words(t, *asked)).plain(),
        Facts::Sector { asked, .. } => t.rule_sector(t.coded("sector", asked.code())).plain(),
        Facts::Spoken { asked, .. } => match asked.fluency {
            Some(fluency) => t
                .rule_speaks(t.coded("fluency", fluency.code()), t.coded("language", asked.language.as_str()))
                .plain(),
            None => t.rule_language(t.coded("language", asked.language.as_str())).plain(),
        },
        Facts::Stated(stated) => stated_words(t, stated),
        Facts::Travel { to, .. } if to.is_empty() => t.rule_travel_unknown().plain(),
        Facts::Travel { to, .. } => t.rule_travel(country_words(t, to)).plain(),
    }
}

/// A rule that nobody but the provider can judge.
fn stated_words(t: Words, stated: &Eligibility) -> String {
    match stated {
        Eligibility::Citizenship(territory) => t.rule_citizenship(territory_words(t, *territory)).plain(),
        Eligibility::Residence(territory) => t.rule_residence(territory_words(t, *territory)).plain(),
        Eligibility::Sector(sector) => t.rule_sector(t.coded("sector", sector.code())).plain(),
        Eligibility::ExperienceMin(years) => t.rule_experience_min(i64::from(*years)).plain(),
        Eligibility::ExperienceMax(years) => t.rule_experience_max(i64::from(*years)).plain(),
        Eligibility::Language(language, _) => t.rule_language(t.coded("language", language.as_str())).plain(),
        Eligibility::Skill(skill, level) => t.rule_skill(i64::from(level.get()), skill_words(t, *skill)).plain(),
        Eligibility::Employer(words) | Eligibility::Education(words) | Eligibility::Other(words) => words.clone(),
    }
}

/// What would change a refusal.
#[must_use]
pub fn remedy_words(t: Words, remedy: &Remedy) -> String {
    match remedy {
        Remedy::ReachLevel { skill, level } => t.remedy_level(level_words(t, *level), skill_words(t, *skill)),
        Remedy::WidenTravel(travel) => t.remedy_travel(t.coded("travel", travel.code())),
        Remedy::AddLanguage(language) => t.remedy_language(t.coded("language", language.as_str())),
        Remedy::ReachFluency(language, fluency) => {
            t.remedy_fluency(t.coded("fluency", fluency.code()), t.coded("language", language.as_str()))
        }
        Remedy::WidenAvailability(window) => match (window.from, window.until) {
            (Some(from), Some(until)) => t.remedy_free(t.date(from), t.date(until)),
            (Some(day), None) | (None, Some(day)) => t.remedy_free_on(t.date(day)),
            (None, None) => t.remedy_next_run(),
        },
        Remedy::WaitForSeat => t.remedy_seat(),
        Remedy::WaitForNextRun => t.remedy_next_run(),
        Remedy::AskProvider => t.remedy_ask(),
    }
    .plain()
}

/// Names of the rules, for lists of what was asked.
#[must_use]
pub fn rule_name(t: Words, rule: Rule) -> String {
    t.coded("rule-name", rule.code())
}

/// One line of "you have / you miss".
pub struct OutcomeLine {
    pub rule: String,
    pub words: String,
    pub answer: Answer,
}

/// All answers in the order of the rules, each once.
#[must_use]
pub fn lines(t: Words, outcomes: &[Outcome]) -> Vec<OutcomeLine> {
    let mut lines: Vec<OutcomeLine> = Vec::new();
    for outcome in outcomes {
        let words = outcome_words(t, outcome);
        if !lines.iter().any(|line| line.words == words) {
            lines.push(OutcomeLine {
                rule: rule_name(t, outcome.rule),
                words,
                answer: outcome.answer,
            });
        }
    }
    lines
}

/// How an offering stands to whoever is looking.
pub struct Fit {
    pub met: Vec<OutcomeLine>,
    pub unmet: Vec<OutcomeLine>,
    pub unknown: Vec<OutcomeLine>,
    /// What would change what is not met.
    pub remedies: Vec<String>,
    /// What it closes of their gaps.
    pub closes: Option<String>,
}

impl Fit {
    /// Asks the rules of an offer for a person.
    #[must_use]
    pub fn of(t: Words, judge: &Judge<'_>, offer: &Offer) -> Self {
        let mut fit = Self {
            met: Vec::new(),
            unmet: Vec::new(),
            unknown: Vec::new(),
            remedies: Vec::new(),
            closes: None,
        };
        for line in lines(t, &judge.outcomes(offer)) {
            match line.answer {
                Answer::Met => fit.met.push(line),
                Answer::NotMet => fit.unmet.push(line),
                Answer::CannotTell => fit.unknown.push(line),
            }
        }
        let why = crate::matching::why_not(judge, offer);
        fit.remedies = why
            .failed
            .iter()
            .flat_map(|failure| failure.remedies.iter().map(|remedy| remedy_words(t, remedy)))
            .collect();
        fit.remedies.dedup();
        if !why.closes.is_empty() {
            fit.closes = Some(closes_words(t, &why.closes));
        }
        fit
    }
}
